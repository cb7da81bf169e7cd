"""What the server has seen and given, counted."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

GONE = "gone"

Paid = tuple[str, int]
"""An answer that was delivered: the digest of its request's messages, and its characters."""


@dataclass(frozen=True)
class CounterSnapshot:
    """The counters at one moment.

    `bodies` counts every readable request by the hash of its messages, and `paid` the answers delivered
    for each. An answer is delivered when a status 200 with a whole completion was handed to a connection
    that was still open; one with spoilt content counts too, since a service bills for it. An answer cut
    off by a reset, or with a body that is no JSON, does not.
    """

    requests: int
    statuses: dict[str, int]
    """Finished requests by status; "reset", "reset midway", "stall" where the server gave none, and
    "gone" where the client left before its answer."""
    faults: dict[str, int]
    bodies: dict[str, int]
    paid: dict[str, int]
    delivered: int
    in_flight: int
    in_flight_peak: int
    characters_in: int
    """Characters of the messages and schemas of all readable requests."""
    characters_out: int
    """Characters of the answers delivered."""
    desk_calls: dict[str, int]
    """Calls of the files and batches endpoints, by method and path."""


class Counters:
    """The running counts; safe to read from another thread than the server's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._in_flight = 0
        self._clear()

    def _clear(self) -> None:
        self._requests = 0
        self._granted = 0
        self._characters_in = 0
        self._characters_out = 0
        self._peak = self._in_flight
        self._endings: Counter[str] = Counter()
        self._faults: Counter[str] = Counter()
        self._bodies: Counter[str] = Counter()
        self._tries: Counter[str] = Counter()
        self._paid: Counter[str] = Counter()
        self._desk_calls: Counter[str] = Counter()

    def reset(self) -> None:
        """Start from zero, tries included; requests that are in flight stay in flight."""
        with self._lock:
            self._clear()

    @contextmanager
    def request(self) -> Iterator[None]:
        """One chat request, from its arrival to the end of its answer."""
        with self._lock:
            self._requests += 1
            self._in_flight += 1
            self._peak = max(self._peak, self._in_flight)
        try:
            yield
        finally:
            with self._lock:
                self._in_flight -= 1

    def turn_away(self, ending: str) -> None:
        """A request was refused before it was read."""
        with self._lock:
            self._requests += 1
            self._endings[str(ending)] += 1

    def read(self, digest: str, characters: int) -> None:
        """A request was read."""
        with self._lock:
            self._bodies[digest] += 1
            self._characters_in += characters

    def grant(self, digest: str) -> tuple[int, int]:
        """A request passed the rate limit: which one it is, and which try of its body."""
        with self._lock:
            self._granted += 1
            self._tries[digest] += 1
            return self._granted, self._tries[digest]

    def fault(self, name: str) -> None:
        """A request meets a fault."""
        with self._lock:
            self._faults[str(name)] += 1

    def call(self, name: str) -> int:
        """A call of the files and batches endpoints came in: which of its kind it is."""
        with self._lock:
            self._desk_calls[name] += 1
            return self._desk_calls[name]

    def finish(self, ending: str, paid: Paid | None = None) -> None:
        """A request ended so, and its answer, if it has one, was delivered."""
        with self._lock:
            self._endings[str(ending)] += 1
            self._pay(paid, 1)

    def take_back(self, ending: str, paid: Paid | None) -> None:
        """A request had not ended so after all: its client was gone."""
        with self._lock:
            self._endings[str(ending)] -= 1
            self._endings[GONE] += 1
            self._pay(paid, -1)

    def deliver(self, paid: Paid) -> None:
        """An answer was delivered inside a batch."""
        with self._lock:
            self._pay(paid, 1)

    def _pay(self, paid: Paid | None, times: int) -> None:
        if paid is not None:
            digest, characters = paid
            self._paid[digest] += times
            self._characters_out += times * characters

    def snapshot(self) -> CounterSnapshot:
        """All counts as they are now."""
        with self._lock:
            return CounterSnapshot(
                self._requests,
                dict(+self._endings),
                dict(self._faults),
                dict(self._bodies),
                dict(+self._paid),
                self._paid.total(),
                self._in_flight,
                self._peak,
                self._characters_in,
                self._characters_out,
                dict(self._desk_calls),
            )
