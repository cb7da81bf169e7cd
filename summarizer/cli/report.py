"""What a run says while it goes on and when it ends: briefs to standard output, everything else to standard error."""

import json
import logging
import sys
import time
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from summarizer.models import Brief
from summarizer.pipeline import Read
from summarizer.session import Session
from summarizer.steps.render import terminal

if TYPE_CHECKING:
    from rich.progress import Progress

_SHOWN = 3
"""Stories whose briefs are printed in full; of more, none: they are in their files."""
_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


class Report:
    """Tells the user what happens: a live line on a terminal, plain lines elsewhere, JSON for machines, or nothing."""

    def __init__(self, quiet: bool = False, as_json: bool = False, verbose: bool = False) -> None:
        """Stay silent but for errors if `quiet`; write one JSON object a line if `as_json`; show logs if `verbose`."""
        self._quiet = quiet or as_json
        self._json = as_json
        self._briefs: list[Brief] = []
        self._done = self._failed = self._stories = 0
        self._said = time.monotonic()
        self._session: Session | None = None
        self._bar = _bar() if sys.stderr.isatty() and not self._quiet else None
        if verbose:
            logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s", stream=sys.stderr)

    def engine(self, session: Session) -> None:
        """Say in one line who reads, and why."""
        self._session = session
        settings = session.settings
        if session.model is not None:
            played = " from recordings" if session.model.tape else ""
            self._say(f"Reading with {session.model.name}{played}.")
        elif settings.engine == "auto":
            self._say("Reading offline, by rules: OPENAI_API_KEY is not set.")
        else:
            self._say("Reading offline, by rules.")
        if self._bar:
            self._bar.start()

    def read(self, read: Read) -> None:
        """Note one article as done; failures are told with their story."""
        self._done += read.failure is None
        self._failed += read.failure is not None
        line = self._line()
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self._done + self._failed, told=line)
        elif time.monotonic() - self._said > _EVERY:
            self._said = time.monotonic()
            self._say(line)

    def story(self, brief: Brief, untold: Set[str] = frozenset()) -> None:
        """Tell what failed in a story, but for `untold`; keep its brief to be shown if there are only a few."""
        self._stories += 1
        if self._json:
            counts = {"claims": len(brief.claims), "denials": len(brief.denials), "failures": len(brief.failures)}
            click.echo(json.dumps({"story": brief.story, "articles": len(brief.articles), **counts}))
        for failure in brief.failures:
            if failure.reason not in untold:
                self._error(failure.reason)
        if self._stories <= _SHOWN:
            self._briefs.append(brief)

    def finish(self, session: Session, output: Path | None, retry: bool = True) -> int:
        """Show the briefs, sum up, say where the files are and, if `retry`, what to do next; return the exit code."""
        self.stop()
        if self._stories <= _SHOWN and not self._quiet:
            for brief in self._briefs:
                console().print(terminal(brief))
        if session.pipeline.ended:
            self._error(str(session.pipeline.ended))
        if self._json:
            click.echo(json.dumps({"total": session.told()["articles"], "cost": round(session.cost, 6)}))
        if self._stories + session.skipped > 1 or session.model:
            self._say(self._sum(session))
        if output:
            self._say(f"Written to {output}: brief.html, brief.md, brief.json, articles/, run.json.")
        if not session.complete and retry:
            self._error("Run the same command again to retry what failed." if output else "Not everything was read.")
        return 0 if session.complete else 1

    def stop(self) -> None:
        """Take the live line away."""
        if self._bar:
            self._bar.stop()

    def interrupted(self, output: Path | None) -> None:
        """Say what is left after Ctrl-C."""
        self.stop()
        kept = "what is done is kept; run the same command again for the rest" if output else "nothing was written"
        self._error(f"Stopped after {self._done} articles: {kept}.")

    def _line(self) -> str:
        session = self._session
        used = f", {session.model.meter.usage.tokens:,} tokens" if session and session.model else ""
        cost = f", ${session.cost:.2f}" if session and session.cost else ""
        return f"{self._done} done, {self._failed} failed{used}{cost}"

    def _sum(self, session: Session) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in session.counts.items() if count)
        before = f"; {session.skipped} stories were done before" if session.skipped else ""
        return f"{counts or 'nothing to do'}{before}{self._line().partition(' failed')[2]}."

    def _say(self, line: str) -> None:
        if not self._quiet:
            (self._bar.console.print if self._bar else _to_stderr)(line)

    def _error(self, line: str) -> None:
        (self._bar.console.print if self._bar else _to_stderr)(f"summarizer: {line}")


def _to_stderr(line: str) -> None:
    click.echo(line, err=True)


def _bar() -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.fields[told]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, highlight=False, markup=False),
        transient=True,
    )
    bar.add_task("", total=None, told="")
    return bar


def console() -> Console:
    """A console on standard output: as wide as the terminal, 100 columns when piped."""
    found = Console(highlight=False, markup=False, emoji=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, emoji=False, width=100)
