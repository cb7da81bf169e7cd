"""The memory of a process and of all that it started, looked at while they run."""

import threading
from pathlib import Path
from typing import Self

_EVERY = 0.25
"""Seconds between two looks."""


class Peak:
    """The most memory that a group of processes held at one look; what several share counts once.

    Linux alone tells it; elsewhere it is 0.
    """

    def __init__(self, group: int) -> None:
        """`group`: id of the process that leads the group."""
        self.megabytes = 0.0
        self._group = group
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop looking, after a last look."""
        self._over.set()
        self._thread.join()
        self._look()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self._look()

    def _look(self) -> None:
        self.megabytes = max(self.megabytes, sum(map(_kilobytes, _members(self._group))) / 1024)


def _members(group: int) -> list[Path]:
    return [process for process in Path("/proc").glob("[0-9]*") if _group_of(process) == group]


def _group_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:  # it has ended meanwhile
        return 0


def _kilobytes(process: Path) -> int:
    """Read the share of memory that is a process's own."""
    try:
        told = (process / "smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)
