"""Measure summarizer and its peers side by side, in one run.

    python -m bench [--only SCENARIO ...] [--rounds N] [--peer-python PATH]

Prints a table and writes it, with the figures and a picture, into out/bench/. Nothing is asserted: the last column
says what is asked, and docs/bench.md how to read it.
"""

import argparse
import math
import os
import shutil
import sys
from functools import cache
from pathlib import Path

from bench import scenarios
from bench.cold import cold_starts, provider_modules
from bench.contestant import BARE, LOOP, OURS, OURS_EXTRACT, PEERS, Contestant, scratch
from bench.offline import two_runs
from bench.scenarios import Arena, Cells, Size
from bench.server_process import ROOT
from bench.shown import write
from bench.verdicts import LONG

SCENARIOS = ("undisturbed", "limited", "dead", "killed", "cold", "offline", "long")
LONG_SIZE = Size(articles=1_000, latency=1.0, concurrency=64, rounds=1)


def main() -> None:
    """Measure what is asked for, then print and write it."""
    given = _parser().parse_args()
    chosen = tuple(given.only or (name for name in SCENARIOS if name != "long" or given.long))
    contestants = tuple(_present(given.peer_python))
    size = Size(given.articles, given.latency, given.concurrency, given.rounds)
    began, folder = os.getloadavg(), scratch()
    cells: Cells = {}
    try:
        for name in chosen:
            print(f"{name} …", flush=True)
            cells |= _measured(name, folder, contestants, size)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    ended = os.getloadavg()
    load = f"{os.cpu_count()} cores; load {began[0]:.1f} at the start, {ended[0]:.1f} at the end; {size}"
    columns = [contestant.name for contestant in contestants]
    write(cells, [*columns, "milliseconds"] if "cold" in chosen else columns, load, given.output)
    print(f"Written to {given.output}: table.txt, results.json, plot.svg.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--only", nargs="+", choices=SCENARIOS, help="measure only these")
    add("--long", action="store_true", help="also 1,000 articles, a latency of 1 s, 64 at once: minutes")
    add("--rounds", type=int, default=3, help="medians of so many (default 3)")
    add("--articles", type=int, default=200)
    add("--latency", type=float, default=0.2, help="seconds that the server takes for an answer")
    add("--concurrency", type=int, default=32)
    add("--peer-python", default=sys.executable, help="an interpreter that has LangExtract and DocETL")
    add("--output", type=Path, default=ROOT / "out" / "bench", help="folder for table, figures and picture")
    return parser


def _present(peer_python: str) -> list[Contestant]:
    known = [*map(Contestant, (OURS, OURS_EXTRACT, BARE, LOOP)), *(Contestant(name, peer_python) for name in PEERS)]
    for contestant in known:
        if told := contestant.missing():
            print(told)
    return [contestant for contestant in known if not contestant.missing()]


def _measured(name: str, folder: Path, contestants: tuple[Contestant, ...], size: Size) -> Cells:
    if name == "cold":
        return _cold(max(5, size.rounds))
    if name == "offline":
        return _offline()
    if name == "long":
        few = tuple(one for one in contestants if one.name not in PEERS)
        return {LONG: scenarios.undisturbed(_arena(folder, few, LONG_SIZE.articles), LONG_SIZE)["share of ideal"]}
    cells: Cells = getattr(scenarios, name)(_arena(folder, contestants, size.articles), size)
    return cells


@cache
def _arena(folder: Path, contestants: tuple[Contestant, ...], articles: int) -> Arena:
    return Arena.made(folder, articles, contestants)


def _cold(rounds: int) -> Cells:
    times = cold_starts(rounds)
    nothing = times["python -c pass"]
    cells = {f"cold start: {name}": {"milliseconds": taken, "python -c pass": nothing} for name, taken in times.items()}
    loaded = provider_modules()
    print(f"  provider modules that an offline run loads: {', '.join(loaded) or 'none'}")
    return cells | {"offline run: provider modules": {OURS: float(len(loaded))}}


def _offline() -> Cells:
    first, second = two_runs(2_000).values()
    grown = first.last / first.first if first.first else math.nan
    return {
        "offline: articles/s": {OURS: first.whole},
        "offline: last quarter / first": {OURS: grown},
        "offline: peak MB": {OURS: first.megabytes},
        "offline: second run, articles/s": {OURS: second.whole},
    }


if __name__ == "__main__":
    main()
