"""The model server as a process of its own, so that it does not share Python's lock with who is measured."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Counters(NamedTuple):
    """What the server counted, of what its snapshot holds."""

    requests: int
    delivered: int
    paid: dict[str, int]
    bodies: dict[str, int]
    characters_in: int
    characters_out: int

    @property
    def paid_twice(self) -> int:
        """Answers that were delivered for messages that had been answered before."""
        return sum(self.paid.values()) - len(self.paid)


class Server(NamedTuple):
    """A running server."""

    url: str

    def counters(self) -> Counters:
        """The counts as they are now."""
        with urllib.request.urlopen(self.url.removesuffix("/v1") + "/counters") as told:  # noqa: S310 - our own server
            known: dict[str, Any] = json.loads(told.read())
        return Counters(**{name: known[name] for name in Counters._fields})

    def delivered(self) -> int:
        """The answers that were delivered until now."""
        return self.counters().delivered


@contextmanager
def serving(answers: Path, *options: str) -> Iterator[Server]:
    """Serve the answers of a file, with options as on the server's command line."""
    line = [sys.executable, "-m", "bench.server", "--answer", "bench.answers:answer", *options]
    env = os.environ | {"BENCH_ANSWERS": str(answers)}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT) as process:
        assert process.stdout
        try:
            yield Server(process.stdout.readline().strip())
        finally:
            process.terminate()
