"""What a run over two nodes costs and what losing one of them costs, beside a run on one machine: by rules, no model.

    python -m bench.spread [--articles 2000]

The two nodes have one processor each and share those of this machine, so nothing is won here that `local` lacks: what
is shown is what Ray takes. Each node holds processes of its own; the first run starts them.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.articles import write_articles
from summarizer.models import Failure
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.spread import Asked, State, spread
from summarizer.steps.collect import stories

OFFLINE = Settings(engine="offline")
NODE = {"num_cpus": 1, "object_store_memory": 300_000_000}


class Clock:
    """Hears when the first article was read, and may do something midway."""

    def __init__(self, midway: Callable[[], None] | None = None, at: int = 0) -> None:
        """`midway` is called once, when `at` articles are read."""
        self.first: float | None = None
        self._midway, self._at = midway, at

    def engine(self, run: State, where: str = "") -> None:
        """Hear who reads."""

    def told(self, story: str, counts: Mapping[str, int], failures: Iterable[Failure]) -> None:
        """Hear of a story."""

    def reached(self, done: int, failed: int, run: State | None = None) -> None:
        """Hear how many articles are read."""
        if done and self.first is None:
            self.first = time.monotonic()
        if self._midway and done >= self._at:
            act, self._midway = self._midway, None
            act()
            print(f"  a node was killed after {done} articles")


def local(heap: Path, out: Path) -> float:
    """Seconds of a run on this machine, in one process."""

    async def go() -> None:
        async for _ in Session.open(OFFLINE, Plan(out)).run(stories([str(heap)])):
            pass

    began = time.monotonic()
    asyncio.run(go())
    return time.monotonic() - began


def over_cluster(heap: Path, out: Path, clock: Clock) -> tuple[float, float]:
    """Seconds of a run over the cluster: all of it, and until the first articles were read."""
    began = time.monotonic()
    state = spread(Asked((str(heap),), str(out)), OFFLINE, clock)
    assert state.complete
    return time.monotonic() - began, (clock.first or began) - began


def briefs(out: Path) -> list[bytes]:
    """The parts of a run as they are."""
    return [file.read_bytes() for file in sorted((out / "briefs").iterdir())]


def shown(name: str, seconds: float, count: int, first: float = 0.0) -> None:
    """Print one row."""
    print(f"{name:<34}{seconds:8.1f} s{count / seconds:9.1f} articles/s{first:8.1f} s to the first")


def measure(count: int, place: Path) -> None:
    """Run all columns, one after another."""
    import ray
    from ray.cluster_utils import Cluster

    heap = write_articles(place / "heap.jsonl", count)
    shown("local, one process", local(heap, place / "local"), count)
    began = time.monotonic()
    cluster: Any = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
    node = cluster.add_node(**NODE)
    ray.init(address=cluster.address, log_to_driver=False)
    print(f"two nodes start in {time.monotonic() - began:.1f} s")
    total, first = over_cluster(heap, place / "two", Clock())
    shown("ray, two nodes of one processor", total, count, first)
    killer = Clock(lambda: cluster.remove_node(node, allow_graceful=False), count // 3)
    total, first = over_cluster(heap, place / "killed", killer)
    shown("ray, one node killed midway", total, count, first)
    print("the same bytes with and without the kill:", briefs(place / "two") == briefs(place / "killed"))
    ray.shutdown()
    cluster.shutdown()


if __name__ == "__main__":
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    with tempfile.TemporaryDirectory() as folder:
        measure(parser.parse_args().articles, Path(folder))
