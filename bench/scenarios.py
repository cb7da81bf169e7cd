"""What every contestant is put through. Each scenario goes round by round, so that a busy minute strikes all alike."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.articles import PER_STORY, UNLUCKY, write_articles
from bench.columns.job import Job
from bench.contestant import Contestant, Run, fresh
from bench.made import write_answers
from bench.server_process import Counters, Server, serving

RATE = 20
"""Requests a second that the limited server grants; as many may come at once."""
KILLED_AFTER = 0.5
"""Share of the answers after which a contestant is killed."""
IMPATIENT = 90.0
"""Seconds that a contestant is given where others are done in a fraction."""

Cells = dict[str, dict[str, float]]
"""Row, then column."""


class Size(NamedTuple):
    """How much is asked, of how slow a server, how much at once."""

    articles: int = 200
    latency: float = 0.2
    concurrency: int = 32
    rounds: int = 3

    @property
    def ideal(self) -> float:
        """Seconds that it takes if all slots are busy all the time."""
        return self.articles * self.latency / self.concurrency


class Arena(NamedTuple):
    """Where it all happens, and who takes part."""

    folder: Path
    answers: Path
    articles: Path
    contestants: tuple[Contestant, ...]

    @classmethod
    def made(cls, folder: Path, count: int, contestants: tuple[Contestant, ...]) -> "Arena":
        """Write the articles and what is answered about them; the last is the one to warm up with."""
        numbers = range(count + PER_STORY)
        articles = write_articles(folder / "articles.jsonl", count)
        write_articles(folder / "first.jsonl", 1, first=count + PER_STORY - 1)
        return cls(folder, write_answers(folder / "answers.json", numbers), articles, contestants)

    def job(self, server: Server, size: Size) -> Job:
        """A job in an empty folder."""
        return Job(server.url, str(self.articles), str(fresh(self.folder / "work")), size.concurrency)

    def rounds(self, size: Size, *options: str) -> Iterator[tuple[Contestant, Server]]:
        """Every contestant in turn, round by round, each with a server of its own."""
        for turn in range(size.rounds):
            for contestant in self.contestants:
                print(f"  round {turn + 1} of {size.rounds}: {contestant.name}", flush=True)
                with serving(self.answers, *options) as server:
                    yield contestant, server


Told = dict[str, list[dict[str, float]]]


def undisturbed(arena: Arena, size: Size) -> Cells:
    """A server that is slow and never fails: time, CPU, memory, requests and characters."""
    told: Told = {}
    for contestant, server in arena.rounds(size, "--latency", str(size.latency)):
        run = contestant.run(arena.job(server, size))
        if not run.gave_up:
            told.setdefault(contestant.name, []).append(_undisturbed(run, server.counters(), size))
    return medians(told)


def _undisturbed(run: Run, seen: Counters, size: Size) -> dict[str, float]:
    return {
        "share of ideal": size.ideal / run.wall,
        "CPU ms per article": 1000 * run.cpu / size.articles,
        "requests per article": seen.requests / size.articles,
        "characters in per article": seen.characters_in / size.articles,
        "characters out per article": seen.characters_out / size.articles,
        "characters per article": (seen.characters_in + seen.characters_out) / size.articles,
        "peak MB": run.megabytes,
    }


def limited(arena: Arena, size: Size) -> Cells:
    """A server that grants some requests a second and answers the others with 429 and Retry-After."""
    told: Told = {}
    for contestant, server in arena.rounds(size, "--latency", str(size.latency), "--rate", str(RATE)):
        run = contestant.run(arena.job(server, size), patience=IMPATIENT)
        seen = server.counters()
        wanted = max(len(seen.bodies), size.articles)
        ideal = (wanted - RATE) / RATE + size.latency
        told.setdefault(contestant.name, []).append(
            {
                "limited: delivered": run.delivered,
                "limited: time / ideal": run.wall / ideal if run.delivered == size.articles else float("nan"),
                "limited: requests each": seen.requests / wanted,
            }
        )
    return medians(told)


def dead(arena: Arena, size: Size) -> Cells:
    """A server that answers 503 to four articles of two hundred, always."""
    told: Told = {}
    options = ("--latency", str(size.latency), "--fault", "503", "--match", UNLUCKY)
    for contestant, server in arena.rounds(size._replace(rounds=1), *options):
        run = contestant.run(arena.job(server, size), patience=IMPATIENT, warm=False)
        known = {"4 dead: delivered": run.delivered, "4 dead: named": run.named, "4 dead: seconds": run.wall}
        told.setdefault(contestant.name, []).append(known)
    return medians(told)


def killed(arena: Arena, size: Size) -> Cells:
    """SIGKILL after half of the answers, then the same again: how many answers were paid for twice?"""
    told: Told = {}
    for contestant, server in arena.rounds(size._replace(rounds=1), "--latency", str(size.latency)):
        job = arena.job(server, size)
        in_flight = contestant.run_and_kill(job, server.delivered, int(size.articles * KILLED_AFTER))
        run = contestant.run(job, warm=False)
        twice = float("nan") if run.gave_up else server.counters().paid_twice - in_flight
        row = {"killed: answers paid twice": twice, "killed: in flight besides": in_flight}
        told.setdefault(contestant.name, []).append(row)
    return medians(told)


def medians(told: Told) -> Cells:
    """Turn what each contestant was measured at, round by round, into rows of medians."""
    cells: Cells = {}
    for name, runs in told.items():
        for row in runs[0]:
            cells.setdefault(row, {})[name] = median(run[row] for run in runs)
    return cells
