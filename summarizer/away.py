"""Work that is done in other processes: what a worker goes by, and what it tells of each story."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from summarizer.ledger import Entry, Status
from summarizer.models import Brief, Decision, Failure
from summarizer.pipeline import Finished, Pipeline, Read, unseen
from summarizer.settings import Settings
from summarizer.steps.render import row_of, write_brief, write_extracts

if TYPE_CHECKING:  # what asks a model is loaded where one is asked
    from summarizer.llm import Answer, Turn


class Caller(Protocol):
    """A worker's way to the model: stands where the wire is in a run of one process."""

    async def send(self, turn: "Turn") -> "Answer":
        """Have a turn answered."""
        ...

    def forget(self, conversation: str) -> None:
        """Have the answers of a conversation dropped."""
        ...


class Orders(NamedTuple):
    """What a worker needs to know to read and merge as the session would. There is no key in it."""

    settings: Settings
    model: dict[str, Any] | None
    """How the model is asked: fields of `Model`; none: the rules read."""
    verdicts: tuple[Decision, ...]
    key: str
    """Digest of what the results depend on beside the articles."""

    def pipeline(self, caller: Caller, seen: Callable[[Read], None] = unseen) -> Pipeline:
        """The pipeline of a run of one process, but for the way to the model."""
        if self.model is None:
            return Pipeline.of(self.settings, None, self.verdicts, seen)
        from summarizer.llm import Model

        return Pipeline.of(self.settings, Model(caller.send, ledger=caller, **self.model), self.verdicts, seen)


class Told(NamedTuple):
    """What became of a story, in so few words that they go from process to process."""

    story: str
    counts: dict[str, int]
    failures: tuple[Failure, ...]
    entries: tuple[Entry, ...]
    shown: str
    """Its row of the index."""
    waiting: int = 0
    """Articles for which something is still to come from a batch."""


def tell(finished: Finished, key: str) -> Told:
    """Say what became of a story; `key` digests what the results depend on beside the articles."""
    brief = finished.brief
    return Told(
        finished.story.name,
        counts_of(brief),
        brief.failures,
        tuple(_entries(finished, key)),
        row_of(brief),
        sum(bool(read.waits) for read in finished.reads),
    )


def write(finished: Finished, folder: Path) -> None:
    """Write the files of a story.

    Raises:
        UsageError: The folder cannot be written.
    """
    write_brief(finished.brief, folder)
    write_extracts((read.extract for read in finished.reads), folder)


def counts_of(brief: Brief) -> dict[str, int]:
    """Count what a brief holds, as it is told to machines."""
    return {name: len(getattr(brief, name)) for name in ("articles", "claims", "denials", "failures")}


def _entries(finished: Finished, key: str) -> Iterator[Entry]:
    """Say what became of each article of a story."""
    name = finished.story.name
    for read in finished.reads:
        article, failure = read.extract.article, read.failure
        partial = read.extract.audit.partial or read.waits
        status: Status = "failed" if failure else "partial" if partial else "done"
        reason = failure.reason if failure else read.waits
        yield Entry(name, article.source, article.id, status, reason, key, read.seconds)
    for failure in finished.story.failures:
        status = "failed" if failure.fatal else "duplicate"
        yield Entry(name, failure.source, failure.article, status, failure.reason, key)
