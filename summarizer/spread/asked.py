"""What is asked of a cluster, what its workers need to know, and what it tells."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from summarizer.away import Orders
from summarizer.errors import ModelError
from summarizer.ledger import Status
from summarizer.llm import Tapes
from summarizer.models import Decision, Failure
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping

Form = Literal["jsonl", "parquet"]


class Asked(NamedTuple):
    """One run: what to read, and where to write it how."""

    paths: tuple[str, ...]
    output: str
    """A folder of this machine, or a URL that every node can write."""
    ledger: Path | None = None
    """Folder of the ledger; none: the output, which must then be a folder of this machine."""
    grouping: Grouping = "folder"
    verdicts: tuple[Decision, ...] = ()
    tapes: Tapes = Tapes()
    form: Form = "jsonl"
    parts: int = 16


class State(NamedTuple):
    """What is known of a run by now."""

    settings: Settings
    reader: str | None
    replays: bool
    counts: Mapping[Status, int]
    skipped: int
    tokens: int
    cost: float
    ended: ModelError | None
    complete: bool
    told: dict[str, Any]
    """What run.json holds."""


class Opened(NamedTuple):
    """What the door says when it is opened."""

    state: State
    orders: Orders


class Job(NamedTuple):
    """What every worker needs to know. There is no key in it."""

    asked: Asked
    orders: Orders
    door: Any
    """Handle of the actor."""


class Listener(Protocol):
    """Hears how a run goes on."""

    def engine(self, run: State, where: str = "") -> None:
        """Hear who reads, and where."""
        ...

    def reached(self, done: int, failed: int, run: State | None = None) -> None:
        """Hear how many articles are read; one that was read again after a node was lost may count twice."""
        ...

    def told(self, story: str, counts: Mapping[str, int], failures: Iterable[Failure]) -> None:
        """Hear of a story that is written."""
        ...
