"""Eight articles of eight towns, a server that answers about them, and the run that reads them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from command import Done, here

from bench.server import FaultPolicy, ModelServer, ServerOptions

COUNT = 8
LINE = (
    "The harbour of town {n} closed on Monday, mayor Ada Lund said. “We had no choice,” Lund said. Ships left pier {n}."
)


def answer(request: dict[str, Any]) -> str:
    """Answer every prompt with something small and true."""
    if "sentences" in json.dumps(request["tools"]):
        return '{"sentences": []}'
    if "pairs" in json.dumps(request["tools"]):
        return '{"pairs": []}'
    return json.dumps(DRAFT)


DRAFT = {
    "parties": [{"name": "Ada Lund", "kind": "person", "aliases": ["Lund"]}],
    "claims": [{"at": ["S1"], "by": ["Ada Lund"]}, {"at": ["Q1"], "by": ["Ada Lund"]}, {"at": ["S3"], "voice": "own"}],
}
"""What the article says; nothing in it is to be asked again."""


def write_heap(path: Path) -> Path:
    """Write the eight articles, each a story of its own."""
    lines = [json.dumps({"text": LINE.format(n=n), "story": f"town-{n}"}) for n in range(COUNT)]
    path.write_text("\n".join(lines) + "\n")
    return path


@contextmanager
def serving(fault: FaultPolicy | None = None, **options: Any) -> Iterator[ModelServer]:
    """Serve a model on this machine, with a fault."""
    with ModelServer(ServerOptions(answer=answer, fault=fault, **options)) as server:
        yield server


def call(server: ModelServer, heap: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """The call that runs the heap against the server, and its settings."""
    settings = {"OPENAI_API_KEY": "secret-key", "OPENAI_BASE_URL": server.url, "SUMMARIZER_TIMEOUT": "8"}
    return ["run", str(heap), "-o", str(heap.parent / "out"), *words], settings


def started(server: ModelServer, heap: Path, *words: str, **options: Any) -> subprocess.Popen[str]:
    """Start the same call as a process of its own, for those that strike it."""
    words_, settings = call(server, heap, *words)
    line = [sys.executable, "-m", "summarizer", *words_]
    told: dict[str, Any] = {"preexec_fn": _heed_interrupts, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(line, env=os.environ | settings, text=True, **told | options)


def _heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background, the tests themselves for instance."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(server: ModelServer, heap: Path, *words: str, code: int = 0, **env: str) -> Done:
    """Run the heap to its end and check the exit code."""
    words_, settings = call(server, heap, *words)
    done = here(*words_, code=code, **settings | env)
    assert "secret-key" not in done.stderr + done.stdout
    return done


def ledger(heap: Path) -> dict[str, int]:
    """Count the articles of the ledger by status."""
    with closing(sqlite3.connect(heap.parent / "out" / "ledger.sqlite")) as data:
        return dict(data.execute("SELECT status, COUNT(*) FROM article GROUP BY status").fetchall())


def until(true: Callable[[], bool], patience: float = 30.0) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + patience
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)
