"""Starts a contestant in a process of its own, and takes down what it measured."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.columns.job import Job
from bench.memory import Peak
from bench.server_process import ROOT
from bench.unread import unread

OURS, OURS_EXTRACT, BARE, LOOP = "summarizer", "summarizer extract", "openai client", "instructor loop"
PEERS = {"LangExtract": "langextract", "DocETL": "docetl"}
RESOLVE = "DocETL's resolve"
"""No column of the table: it merges claims and reads no articles (bench.merge_growth)."""
_NEEDS = PEERS | {RESOLVE: "docetl"}
PATIENCE = 300.0
"""Seconds after which a contestant is given up."""


class Run(NamedTuple):
    """What a contestant measured about itself, and the memory that it was seen to hold.

    All is zero where it was given up or failed as a whole.
    """

    wall: float
    cpu: float
    megabytes: float
    delivered: int
    named: int
    gave_up: bool = False


class Contestant(NamedTuple):
    """A column of the table."""

    name: str
    python: str = sys.executable

    def missing(self) -> str | None:
        """Say why it cannot be measured, or None."""
        library = _NEEDS.get(self.name)
        if library is None:
            return None
        line = [self.python, "-c", f"import importlib.util as u; raise SystemExit(u.find_spec('{library}') is None)"]
        if subprocess.run(line, check=False, capture_output=True).returncode == 0:
            return None
        return f"{self.name} is left out: it is not installed (--peer-python names an interpreter that has it)."

    def run(self, job: Job, warm: bool = True, patience: float = PATIENCE) -> Run:
        """Run to the end, or until patience is."""
        process = self._start(job, warm)
        try:
            with Peak(process.pid) as peak:
                told, errors = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            _signal(process, signal.SIGKILL)
            process.communicate()
            return Run(patience, 0, 0, 0, 0, gave_up=True)
        if process.returncode or not told:
            lines = errors.decode(errors="replace").strip().splitlines()
            print(f"  {self.name} failed: {lines[-1] if lines else process.returncode}", file=sys.stderr)
            return Run(0, 0, 0, 0, 0, gave_up=True)
        return Run(megabytes=peak.megabytes, **json.loads(told))

    def run_and_kill(self, job: Job, delivered: Callable[[], int], enough: int, patience: float = PATIENCE) -> int:
        """Kill it, children and all, as soon as so many answers are delivered; how many was it too late to read?

        Those waited in its sockets, or came while it died: a process of many megabytes hangs up only when they are
        freed.
        """
        process = self._start(job, warm=False)
        ends = time.monotonic() + patience
        while process.poll() is None and delivered() < enough and time.monotonic() < ends:
            time.sleep(0.02)
        _signal(process, signal.SIGSTOP)
        before, waited = _at_one_moment(delivered, job.port)
        _signal(process, signal.SIGKILL)
        process.communicate()
        return waited + delivered() - before

    def _start(self, job: Job, warm: bool) -> subprocess.Popen[bytes]:
        line = [self.python, "-m", "bench.columns", self.name, job.told(), *([] if warm else ["cold"])]
        env = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "SUMMARIZER_"))}
        env |= {"PYTHONPATH": str(ROOT), "HOME": job.folder}  # where a peer keeps its cache
        return subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=job.folder, start_new_session=True
        )


def fresh(folder: Path) -> Path:
    """Make an empty folder in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def scratch() -> Path:
    """Make a folder for what the contestants write."""
    return Path(tempfile.mkdtemp(prefix="bench-"))


def _at_one_moment(delivered: Callable[[], int], port: int) -> tuple[int, int]:
    """Count what is delivered and what of it is unread, with nothing delivered in between."""
    while True:
        before, waited = delivered(), unread(port)
        if delivered() == before:
            return before, waited


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if process.poll() is None:
        os.killpg(process.pid, number)
