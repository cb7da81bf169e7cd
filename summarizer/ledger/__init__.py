"""The ledger of an output folder: what became of every article, every call, and every answer that was paid for.

An SQLite file in WAL mode, readable with any SQLite tool while a run goes on. docs/batch.md describes its tables. An
answer is in it before anything is done with it, so a run that is killed loses at most what was in flight.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from summarizer.errors import UsageError
from summarizer.ledger.batches import TABLES as BATCH_TABLES
from summarizer.ledger.batches import Asked, Batch, Batches, Outcome

__all__ = ["NAME", "Asked", "Batch", "Batches", "Call", "Entry", "Ledger", "Outcome", "Spent", "Status"]

NAME = "ledger.sqlite"
PATIENCE = 5.0
"""Seconds to wait for another program that holds the file."""

Status = Literal["done", "partial", "failed", "duplicate"]

_TABLES = """
CREATE TABLE IF NOT EXISTS article (
    story TEXT NOT NULL, source TEXT NOT NULL, article TEXT, status TEXT NOT NULL
        CHECK (status IN ('done', 'partial', 'failed', 'duplicate')),
    reason TEXT NOT NULL DEFAULT '', fingerprint TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
    tokens_in INTEGER NOT NULL DEFAULT 0, tokens_out INTEGER NOT NULL DEFAULT 0, cost REAL NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0, PRIMARY KEY (story, source)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS call (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, prompt TEXT NOT NULL, subject TEXT NOT NULL,
    outcome TEXT NOT NULL, attempts INTEGER NOT NULL, tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL,
    cost REAL NOT NULL, seconds REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS call_subject ON call (subject);
CREATE TABLE IF NOT EXISTS answer (
    request TEXT PRIMARY KEY, conversation TEXT NOT NULL, answer TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answer_conversation ON answer (conversation);
CREATE TABLE IF NOT EXISTS story (
    story TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, shown TEXT NOT NULL, failures INTEGER NOT NULL
) WITHOUT ROWID;
"""


class Entry(NamedTuple):
    """What became of one article."""

    story: str
    source: str
    article: str | None
    status: Status
    reason: str = ""
    fingerprint: str = ""
    seconds: float = 0.0


class Call(NamedTuple):
    """One request: what it was about, how it ended, what it used."""

    prompt: str
    subject: str
    outcome: str
    attempts: int
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0


class Spent(NamedTuple):
    """What all calls of a ledger used, and what of it was not priced when it was used."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    unpriced_in: int = 0
    unpriced_out: int = 0


class Ledger:
    """The open ledger of one output folder; one run at a time holds it."""

    def __init__(self, data: sqlite3.Connection, lock: sqlite3.Connection, path: Path) -> None:
        """Use `open`."""
        self._data, self._lock, self._path = data, lock, path
        self.batches = Batches(data, self._writing)
        """What is or was with the provider as batches."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open or make the ledger of a folder, and hold it against a second run.

        Raises:
            UsageError: The folder cannot be written, another run holds it, or the file is no ledger.
        """
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with ExitStack() as held:
                lock = held.enter_context(closing(_locked(folder)))
                data = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
                held.enter_context(closing(data))
                data.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES + BATCH_TABLES)
                held.pop_all()
        except OSError as error:
            raise UsageError(f"{folder} cannot be written ({error.strerror}): choose another with -o.") from None
        except sqlite3.Error as error:
            raise _told(error, path) from None
        return cls(data, lock, path)

    def close(self) -> None:
        """Let the next run have it."""
        self._data.close()
        self._lock.close()

    def __enter__(self) -> Self:
        """Hold the ledger for a while."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # ── answers ──

    def answer(self, request: str) -> dict[str, Any] | None:
        """Look up an answer that was paid for already, by the digest of its request."""
        row = self._one("SELECT answer FROM answer WHERE request = ?", request)
        return None if row is None else dict(json.loads(row[0]))

    def keep(self, request: str, conversation: str, answer: dict[str, Any], call: Call, batch: int = 0) -> None:
        """Keep an answer and what it cost, in one step, and note it in the batch that it came in."""
        with self._writing():
            if batch:
                self.batches.end(request, batch, Outcome("answered"))
            self._note(call)
            text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            self._data.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (request, conversation, text))

    def lost(self, call: Call) -> None:
        """Note a call that brought no answer."""
        with self._writing():
            self._note(call)

    def lost_in_batch(self, request: str, batch: int, outcome: Outcome, call: Call) -> None:
        """Note a request of a batch that brought no answer."""
        with self._writing():
            self.batches.end(request, batch, outcome)
            self._note(call)

    def forget(self, conversation: str) -> None:
        """Drop the answers of a conversation that failed: the next run asks again. What they cost stays."""
        with self._writing():
            self._data.execute("DELETE FROM answer WHERE conversation = ?", (conversation,))

    def spent(self) -> Spent:
        """Add up what all runs on this folder used."""
        row = self._one(
            "SELECT COALESCE(SUM(tokens_in), 0), COALESCE(SUM(tokens_out), 0), TOTAL(cost), "
            "COALESCE(SUM(tokens_in) FILTER (WHERE cost = 0), 0), COALESCE(SUM(tokens_out) FILTER (WHERE cost = 0), 0) "
            "FROM call"
        )
        return Spent(*row) if row else Spent()

    # ── articles and stories ──

    def enter(self, entries: list[Entry]) -> None:
        """Write what became of the articles of one story; each keeps what its calls used."""
        with self._writing():
            self._data.executemany(
                "INSERT OR REPLACE INTO article SELECT ?, ?, ?, ?, ?, ?, COALESCE(SUM(attempts), 0), "
                "COALESCE(SUM(tokens_in), 0), COALESCE(SUM(tokens_out), 0), TOTAL(cost), ? FROM call WHERE subject = ?",
                [
                    (e.story, e.source, e.article, e.status, e.reason, e.fingerprint, e.seconds, e.article or "")
                    for e in entries
                ],
            )

    def finish(self, story: str, fingerprint: str, shown: str, failures: int) -> None:
        """Note that a story's files are written."""
        with self._writing():
            values = (story, fingerprint, shown, failures)
            self._data.execute("INSERT OR REPLACE INTO story VALUES (?, ?, ?, ?)", values)

    def shown(self) -> Iterator[str]:
        """List what the index page shows of each story, as JSON, by the stories' names."""
        for (row,) in self._data.execute("SELECT shown FROM story ORDER BY story"):
            yield str(row)

    def finished(self, story: str, fingerprint: str) -> bool:
        """Tell whether a story was finished with just these inputs and settings, and nothing failed."""
        row = self._one("SELECT fingerprint, failures FROM story WHERE story = ?", story)
        return row is not None and row == (fingerprint, 0)

    def counts(self) -> dict[str, int]:
        """Count the articles by status."""
        return dict(self._data.execute("SELECT status, COUNT(*) FROM article GROUP BY status").fetchall())

    def failed(self) -> Iterator[tuple[str, str]]:
        """List the articles that failed, with their reasons."""
        yield from self._data.execute("SELECT source, reason FROM article WHERE status = 'failed' ORDER BY source")

    def _note(self, call: Call) -> None:
        self._data.execute(
            "INSERT INTO call (prompt, subject, outcome, attempts, tokens_in, tokens_out, cost, seconds) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            call,
        )

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._data.execute(query, values).fetchone()
        return row

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write whole or not at all.

        Raises:
            UsageError: The disk is full, or another program holds the file.
        """
        try:
            self._data.execute("BEGIN IMMEDIATE")
            yield
            self._data.execute("COMMIT")
        except sqlite3.Error as error:
            if self._data.in_transaction:
                self._data.execute("ROLLBACK")
            self._data.execute("PRAGMA busy_timeout=0")  # one wait in vain is enough: the run is ending
            raise _told(error, self._path) from None


def _locked(folder: Path) -> sqlite3.Connection:
    """Hold a folder for one run: SQLite's own lock, which ends with the process however that ends."""
    lock = sqlite3.connect(folder / ".lock", timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" not in str(error):
            raise
        raise UsageError(
            f"Another run is writing to {folder}: wait for it, or choose another folder with -o."
        ) from None
    return lock


def _told(error: sqlite3.Error, path: Path) -> UsageError:
    words = str(error)
    if "locked" in words:
        return UsageError(f"{path} is held by another program: close it there and run again.")
    if "full" in words:
        return UsageError(f"The disk is full: free some space, then run again; what is in {path} is kept.")
    if "unable to open" in words or "readonly" in words:
        return UsageError(f"{path} cannot be written: choose another folder with -o.")
    return UsageError(f"{path} is not a ledger that can be used ({words}): move it away and run again.")
