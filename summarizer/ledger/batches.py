"""The ledger's part on provider batches: what was submitted, where it is, and which article each request is about."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple

TABLES = """
CREATE TABLE IF NOT EXISTS submitted (
    story TEXT PRIMARY KEY, settings TEXT NOT NULL, told TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, file TEXT NOT NULL, uploaded INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '', status TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    collected INTEGER NOT NULL DEFAULT 0 CHECK (collected IN (0, 1))
);
CREATE TABLE IF NOT EXISTS request (
    custom_id TEXT NOT NULL, batch INTEGER NOT NULL, prompt TEXT NOT NULL, article TEXT NOT NULL,
    conversation TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'lost', 'refused')),
    reason TEXT NOT NULL DEFAULT '', tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL,
    PRIMARY KEY (custom_id, batch)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS request_batch ON request (batch, status);
CREATE INDEX IF NOT EXISTS request_status ON request (status);
"""

RequestStatus = Literal["open", "answered", "lost", "refused"]
"""`lost`: not answered for no fault of its own (expired, the server failed); `refused`: asking again will not help."""


class Asked(NamedTuple):
    """A request that is to go into a batch: its digest, what it is about, and about how many tokens it will use."""

    custom_id: str
    prompt: str
    article: str
    conversation: str
    tokens_in: int
    tokens_out: int


class Batch(NamedTuple):
    """A batch as this folder knows it. Without a name it is uploaded, and the provider was not heard to start it."""

    id: int
    file: str
    uploaded: int
    """When the provider took the file, in seconds of its clock."""
    name: str
    status: str
    reason: str
    collected: bool
    requests: int
    answered: int


class Outcome(NamedTuple):
    """What became of a request in its batch."""

    status: RequestStatus
    reason: str = ""


class Batches:
    """Reads and writes the three tables; made by the ledger, which holds the file."""

    def __init__(self, data: sqlite3.Connection, writing: Callable[[], AbstractContextManager[None]]) -> None:
        """Use `Ledger.batches`."""
        self._data, self._writing = data, writing

    # ── stories ──

    def submit(self, story: str, settings: str, told: str) -> None:
        """Keep a story as it was submitted, with the settings that shape its requests; a later one replaces it."""
        with self._writing():
            self._data.execute("INSERT OR REPLACE INTO submitted VALUES (?, ?, ?)", (story, settings, told))

    def settings(self) -> str | None:
        """Tell the settings that all submitted stories share; None where there are no stories."""
        row = self._data.execute("SELECT settings FROM submitted LIMIT 1").fetchone()
        return None if row is None else str(row[0])

    def forget_stories(self) -> None:
        """Drop the submitted stories: the next ones are asked about in another way. No answer is dropped."""
        with self._writing():
            self._data.execute("DELETE FROM submitted")

    def stories(self) -> Iterator[str]:
        """List the submitted stories as they were told, by name; one in memory at a time."""
        last = ""
        query = "SELECT story, told FROM submitted WHERE story > ? ORDER BY story LIMIT 1"
        while row := self._data.execute(query, (last,)).fetchone():
            last = str(row[0])
            yield str(row[1])

    # ── batches ──

    def uploaded(self, file: str, at: int, requests: Sequence[Asked]) -> int:
        """Note that the provider has a file of requests, before a batch is made of it; return our number of it."""
        with self._writing():
            values = (file, at, "uploaded")
            number = self._data.execute("INSERT INTO batch (file, uploaded, status) VALUES (?, ?, ?)", values).lastrowid
            self._data.executemany(
                "INSERT INTO request VALUES (?, ?, ?, ?, ?, 'open', '', ?, ?)",
                [
                    (r.custom_id, number, r.prompt, r.article, r.conversation, r.tokens_in, r.tokens_out)
                    for r in requests
                ],
            )
        return int(number or 0)

    def named(self, number: int, name: str, status: str) -> None:
        """Note the provider's name of a batch, and how it stands."""
        with self._writing():
            self._data.execute("UPDATE batch SET name = ?, status = ? WHERE id = ?", (name, status, number))

    def stands(self, number: int, status: str, reason: str = "") -> None:
        """Note how a batch stands."""
        with self._writing():
            self._data.execute("UPDATE batch SET status = ?, reason = ? WHERE id = ?", (status, reason, number))

    def refused(self, number: int, reason: str) -> None:
        """Note that a file was never made a batch, and never will be."""
        self.stands(number, "refused", reason)
        self.collected(number, Outcome("lost", reason))

    def collected(self, number: int, rest: Outcome) -> None:
        """Note that all of a batch was fetched; requests that it left open end with `rest`."""
        with self._writing():
            self._data.execute(
                "UPDATE request SET status = ?, reason = ? WHERE batch = ? AND status = 'open'", (*rest, number)
            )
            self._data.execute("UPDATE batch SET collected = 1 WHERE id = ?", (number,))

    def all(self) -> list[Batch]:
        """List the batches in their order, with the number of their requests and of those that were fetched."""
        rows = self._data.execute(
            "SELECT b.id, file, uploaded, name, b.status, b.reason, collected, COUNT(r.custom_id), "
            "COALESCE(SUM(r.status = 'answered'), 0) FROM batch b LEFT JOIN request r ON r.batch = b.id "
            "GROUP BY b.id ORDER BY b.id"
        )
        return [Batch(*row)._replace(collected=bool(row[6])) for row in rows]

    # ── requests ──

    def end(self, custom_id: str, number: int, outcome: Outcome) -> None:
        """Note how a request ended; inside a writing of the ledger, so that its answer is kept in the same step."""
        known = (*outcome, custom_id, number)
        self._data.execute("UPDATE request SET status = ?, reason = ? WHERE custom_id = ? AND batch = ?", known)

    def asked(self, custom_id: str, number: int) -> Asked | None:
        """Look up a request of a batch that is still open; None where there is none, or its end is known already."""
        row = self._data.execute(
            "SELECT custom_id, prompt, article, conversation, tokens_in, tokens_out FROM request "
            "WHERE custom_id = ? AND batch = ? AND status = 'open'",
            (custom_id, number),
        ).fetchone()
        return None if row is None else Asked(*row)

    def known(self, custom_id: str) -> Outcome | None:
        """Tell what became of a request when it was last submitted; None if it never was."""
        row = self._data.execute(
            "SELECT status, reason FROM request WHERE custom_id = ? ORDER BY batch DESC LIMIT 1", (custom_id,)
        ).fetchone()
        return None if row is None else Outcome(*row)

    def promised(self) -> tuple[int, int]:
        """Add up about how many tokens in and out the requests will use that are under way."""
        query = "SELECT COALESCE(SUM(tokens_in), 0), COALESCE(SUM(tokens_out), 0) FROM request WHERE status = 'open'"
        tokens_in, tokens_out = self._data.execute(query).fetchone()
        return int(tokens_in), int(tokens_out)
