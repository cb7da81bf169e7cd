"""The offline engine over many small articles, a story each, streamed: articles per second, memory, and a second run.

python -m bench.offline [--profile] [N]
"""

import argparse
import asyncio
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterable
from pathlib import Path
from typing import NamedTuple

from bench.articles import write_articles
from bench.command import running
from bench.memory import Peak
from bench.server_process import ROOT
from summarizer.cli import collect_seldom
from summarizer.session import Plan, Session
from summarizer.settings import Settings


class Rates(NamedTuple):
    """Articles per second in the first and the last quarter and in all, and the peak of memory."""

    first: float
    last: float
    whole: float
    megabytes: float


def main() -> None:
    """Measure in this process and print, or print where the time goes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--folder", type=Path, help="work there, over what an earlier run left; prints JSON")
    given = parser.parse_args()
    if given.folder:
        print(json.dumps(_run(given.folder, given.articles)))
    elif given.profile:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            _profile(Path(folder), given.articles)
    else:
        for name, rates in two_runs(given.articles).items():
            print(
                f"{name:12} {rates.whole:7.0f} articles/s  first quarter {rates.first:5.0f}  last {rates.last:5.0f}"
                f"  peak {rates.megabytes:.0f} MB"
            )


def two_runs(count: int) -> dict[str, Rates]:
    """Run twice over the same folder, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        line = [sys.executable, "-m", "bench.offline", str(count), "--folder", folder]
        return {name: Rates(*json.loads(_apart(line))) for name in ("first run", "second run")}


def _apart(line: list[str]) -> bytes:
    """Run it as a group of processes of its own, whose memory can be told from ours."""
    return subprocess.run(line, cwd=ROOT, check=True, capture_output=True, start_new_session=True).stdout


def _run(folder: Path, count: int) -> Rates:
    collect_seldom()  # as the command line does
    path = write_articles(folder / "articles.jsonl", count, per_story=1)
    session = Session.open(Settings(engine="offline"), Plan(folder / "out"))
    with Peak(os.getpgrp()) as peak:
        marks = asyncio.run(_marks(running(session, str(path))))
    quarter, megabytes = count // 4, peak.megabytes
    whole = count / (marks[-1] - marks[0])
    if len(marks) < count:  # what was done before is passed over between two stories
        return Rates(whole, whole, whole, megabytes)
    return Rates(quarter / (marks[quarter] - marks[0]), quarter / (marks[-1] - marks[-1 - quarter]), whole, megabytes)


async def _marks(told: AsyncIterable[object]) -> list[float]:
    began = time.monotonic()
    marks = [time.monotonic() async for _ in told]
    return [began, *marks, time.monotonic()]


def _profile(folder: Path, count: int) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(_run, folder, count)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()
