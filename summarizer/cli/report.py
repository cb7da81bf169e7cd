"""What a run says while it goes on and when it ends: briefs to standard output, everything else to standard error."""

import json
import logging
import sys
import time
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from summarizer.away import counts_of
from summarizer.errors import ModelError
from summarizer.ledger import Status
from summarizer.models import Brief, Failure
from summarizer.pipeline import Read
from summarizer.settings import Settings

if TYPE_CHECKING:  # rich is loaded when something is shown: most runs write files or lines
    from rich.console import Console
    from rich.progress import Progress

_SHOWN = 3
"""Stories whose briefs are printed in full; of more, none: they are in their files."""
_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


_FILES = "brief.html, brief.md, brief.json, articles/, run.json"


class Run(Protocol):
    """What is told of a run, wherever it goes on: a session, or what a cluster says of its own."""

    @property
    def settings(self) -> Settings:
        """What it was asked to do."""
        ...

    @property
    def reader(self) -> str | None:
        """Name of the model that reads; none: the rules do."""
        ...

    @property
    def replays(self) -> bool:
        """Whether its answers come from recordings."""
        ...

    @property
    def counts(self) -> Mapping[Status, int]:
        """Articles by what became of them."""
        ...

    @property
    def skipped(self) -> int:
        """Stories that were done before."""
        ...

    @property
    def tokens(self) -> int:
        """Tokens used."""
        ...

    @property
    def cost(self) -> float:
        """US dollars; 0 where no price is known."""
        ...

    @property
    def ended(self) -> ModelError | None:
        """Why it was ended early, if it was."""
        ...

    @property
    def complete(self) -> bool:
        """Whether every article was read."""
        ...


class Report:
    """Tells the user what happens: a live line on a terminal, plain lines elsewhere, JSON for machines, or nothing."""

    def __init__(self, quiet: bool = False, as_json: bool = False, verbose: bool = False) -> None:
        """Stay silent but for errors if `quiet`; write one JSON object a line if `as_json`; show logs if `verbose`."""
        self._quiet = quiet or as_json
        self._json = as_json
        self._briefs: list[Brief] = []
        self._done = self._failed = self._stories = 0
        self._said = time.monotonic()
        self._run: Run | None = None
        self._bar = _bar() if sys.stderr.isatty() and not self._quiet else None
        if verbose:
            logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s", stream=sys.stderr)

    def engine(self, run: Run, where: str = "") -> None:
        """Say in one line who reads, and why."""
        self._run = run
        if run.reader is not None:
            self._say(f"Reading with {run.reader}{' from recordings' if run.replays else ''}{where}.")
        elif run.settings.engine == "auto":
            self._say(f"Reading offline, by rules{where}: OPENAI_API_KEY is not set.")
        else:
            self._say(f"Reading offline, by rules{where}.")
        if self._bar:
            self._bar.start()

    def read(self, read: Read) -> None:
        """Note one article as done; failures are told with their story."""
        self.one(read.failure is not None)

    def one(self, failed: bool) -> None:
        """Note one article as read or as failed."""
        self.reached(self._done + (not failed), self._failed + failed)

    def reached(self, done: int, failed: int, run: Run | None = None) -> None:
        """Show how far the run is, and what is known of it by now."""
        self._done, self._failed, self._run = done, failed, run or self._run
        line = self._line()
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self._done + self._failed, told=line)
        elif time.monotonic() - self._said > _EVERY:
            self._said = time.monotonic()
            self._say(line)

    def story(self, brief: Brief, untold: Set[str] = frozenset()) -> None:
        """Tell what failed in a story, but for `untold`; keep its brief to be shown if there are only a few."""
        self.told(brief.story, counts_of(brief), (one for one in brief.failures if one.reason not in untold))
        if self._stories <= _SHOWN:
            self._briefs.append(brief)

    def told(self, story: str, counts: Mapping[str, int], failures: Iterable[Failure]) -> None:
        """Tell of a story by its numbers, and what failed in it."""
        self._stories += 1
        if self._json:
            click.echo(json.dumps({"story": story, **counts}))
        for failure in failures:
            self._error(failure.reason)

    def finish(self, run: Run, output: Path | str | None, files: str = _FILES, *, retry: bool = True) -> int:
        """Show the briefs, sum up, say where the files are and, if `retry`, what to do next; return the exit code."""
        self.stop()
        if self._stories <= _SHOWN and not self._quiet:
            show(self._briefs)
        if run.ended:
            self._error(str(run.ended))
        if self._json:
            click.echo(json.dumps({"total": dict(run.counts), "cost": round(run.cost, 6)}))
        if self._stories + run.skipped > 1 or run.reader:
            self._say(self._sum(run))
        if output:
            self._say(f"Written to {output}: {files}.")
        if not run.complete and retry:
            self._error("Run the same command again to retry what failed." if output else "Not everything was read.")
        return 0 if run.complete else 1

    def stop(self) -> None:
        """Take the live line away."""
        if self._bar:
            self._bar.stop()

    def interrupted(self, output: Path | str | None) -> None:
        """Say what is left after Ctrl-C."""
        self.stop()
        kept = "what is done is kept; run the same command again for the rest" if output else "nothing was written"
        self._error(f"Stopped after {self._done} articles: {kept}.")

    def _line(self) -> str:
        run = self._run
        used = f", {run.tokens:,} tokens" if run and run.reader else ""
        cost = f", ${run.cost:.2f}" if run and run.cost else ""
        return f"{self._done} done, {self._failed} failed{used}{cost}"

    def _sum(self, run: Run) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in run.counts.items() if count)
        before = f"; {run.skipped} stories were done before" if run.skipped else ""
        return f"{counts or 'nothing to do'}{before}{self._line().partition(' failed')[2]}."

    def _say(self, line: str) -> None:
        if not self._quiet:
            (self._bar.console.print if self._bar else _to_stderr)(line)

    def _error(self, line: str) -> None:
        (self._bar.console.print if self._bar else _to_stderr)(f"summarizer: {line}")


def _to_stderr(line: str) -> None:
    click.echo(line, err=True)


def _bar() -> "Progress":
    from rich.console import Console
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


def show(briefs: Iterable[Brief]) -> None:
    """Print briefs on standard output."""
    from summarizer.steps.render.terminal import terminal

    for brief in briefs:
        console().print(terminal(brief))


def console() -> "Console":
    """A console on standard output: as wide as the terminal, 100 columns when piped."""
    from rich.console import Console

    found = Console(highlight=False, markup=False, emoji=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, emoji=False, width=100)
