"""What a run says while it goes on and when it ends: briefs to standard output, everything else to standard error."""

from pathlib import Path

import click
from rich.console import Console

from summarizer.models import Article, Brief
from summarizer.pipeline import Outcome
from summarizer.session import Session
from summarizer.steps.render import terminal

_SHOWN = 3
"""Stories whose briefs are printed in full; of more, each gets a line."""


class Report:
    """Tells the user what happens."""

    def __init__(self, quiet: bool = False) -> None:
        """Stay silent but for errors if `quiet`."""
        self.quiet = quiet
        self.stories = 0

    def engine(self, session: Session) -> None:
        """Say in one line who reads, and why."""
        settings = session.settings
        if session.model is not None:
            played = " from recordings" if session.model.tape else ""
            self._say(f"Reading with {session.model.name}{played}.")
        elif settings.engine == "auto":
            self._say("Reading offline, by rules: OPENAI_API_KEY is not set.")
        else:
            self._say("Reading offline, by rules.")

    def article(self, article: Article, outcome: Outcome) -> None:
        """Note one article as done; failures are told with their story."""

    def story(self, brief: Brief, output: Path | None) -> None:
        """Show a brief; of many stories, a line each."""
        self.stories += 1
        for failure in brief.failures:
            click.echo(f"summarizer: {failure.reason}", err=True)
        if self.quiet:
            return
        if self.stories <= _SHOWN or output is None:
            console().print(terminal(brief))
        else:
            self._say(f"{brief.story}: {len(brief.articles)} articles, {len(brief.claims)} claims")

    def finish(self, session: Session, output: Path | None) -> int:
        """Say where the files are and what is left; return the exit code."""
        if session.pipeline.ended:
            click.echo(f"summarizer: {session.pipeline.ended}", err=True)
        if output:
            self._say(f"Written to {output}: brief.html, brief.md, brief.json, articles/, run.json.")
        return 0 if session.complete else 1

    def _say(self, line: str) -> None:
        if not self.quiet:
            click.echo(line, err=True)


def console() -> Console:
    """A console on standard output: as wide as the terminal, 100 columns when piped."""
    found = Console(highlight=False, markup=False, emoji=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, emoji=False, width=100)
