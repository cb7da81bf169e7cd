"""A run over two nodes writes what a run on one machine writes, byte for byte, also when a node is killed midway."""

import asyncio
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import SEEDS

from bench.server import ModelServer, ServerOptions
from summarizer.cli import cli
from summarizer.models import Failure
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.spread import Asked, State, spread
from summarizer.steps.collect import stories
from summarizer.steps.render import as_json

ray = pytest.importorskip("ray", reason="ray is not installed: pip install --group dev")

pytestmark = [
    # Ray reads all its own settings when it copies them to its workers, the outdated ones too
    pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning"),
    # Ray leaves the pipes and sockets of the nodes that it starts to the collector
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

LINE = (
    "The harbour of town {town} closed on day {n}, mayor Ada Lund said. “We had no choice {n},” Lund said. Ships left."
)
DRAFT = {
    "parties": [{"name": "Ada Lund", "kind": "person", "aliases": ["Lund"]}],
    "claims": [{"at": ["S1"], "by": ["Ada Lund"]}, {"at": ["Q1"], "by": ["Ada Lund"]}, {"at": ["S3"], "voice": "own"}],
}
COUNT, TOWNS, RATE = 60, 6, 10
SMALL = {"num_cpus": 1, "object_store_memory": 100_000_000}


def answer(request: dict[str, Any]) -> str:
    """Answer every prompt with something small and true."""
    asked = json.dumps(request["tools"])
    return '{"sentences": []}' if "sentences" in asked else '{"pairs": []}' if "pairs" in asked else json.dumps(DRAFT)


def rows() -> list[dict[str, str]]:
    """Articles of a few towns, each town a story."""
    return [{"text": LINE.format(town=n % TOWNS, n=n), "story": f"town-{n % TOWNS}"} for n in range(COUNT)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes on this machine; the command runs on the first."""
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    made = Cluster(initialize_head=True, head_node_args={**SMALL, "include_dashboard": False})
    made.add_node(**SMALL)
    ray.init(address=made.address, log_to_driver=False)
    yield made
    ray.shutdown()
    made.shutdown()


class Heard:
    """Hears how a run goes on."""

    def __init__(self) -> None:
        """Nothing is heard yet."""
        self.stories: list[str] = []

    def engine(self, run: State, where: str = "") -> None:
        """Hear who reads."""

    def reached(self, done: int, failed: int, run: State | None = None) -> None:
        """Hear how far it is."""

    def told(self, story: str, counts: Mapping[str, int], failures: Iterable[Failure]) -> None:
        """Hear of a story that is written."""
        self.stories.append(story)


class Killer(Heard):
    """Kills a node as soon as something was read, and not all of it."""

    def __init__(self, cluster: Any, total: int) -> None:
        """The node that is killed is not the one that the command runs on."""
        super().__init__()
        self._cluster, self._total = cluster, total
        self.at_work: list[str] = []

    def reached(self, done: int, failed: int, run: State | None = None) -> None:
        """Kill once, midway."""
        (node,) = self._cluster.worker_nodes or (None,)
        if node is not None and 0 < done < self._total:
            self.at_work = working(node)
            self._cluster.remove_node(node, allow_graceful=False)


def working(node: Any) -> list[str]:
    """What the processes of a node call themselves."""
    raylet = node.all_processes["raylet"][0].process.pid
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            if f"PPid:\t{raylet}\n" in (place / "status").read_text():
                found.append((place / "cmdline").read_text().strip("\0"))
    return found


def alone(paths: list[str], settings: Settings, plan: Plan = Plan()) -> list[tuple[str, str]]:
    """The briefs of a run on this machine alone, as their files hold them."""

    async def go() -> list[tuple[str, str]]:
        session = Session.open(settings, plan)
        return [(done.story.name, as_json(done.brief)) async for done in session.run(stories(paths))]

    return sorted(asyncio.run(go()))


def lines_of(folder: Path) -> list[dict[str, Any]]:
    """All records of the parts in a folder."""
    return [json.loads(line) for file in sorted(folder.iterdir()) for line in file.read_text().splitlines()]


@pytest.fixture(scope="module")
def by_rules(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run by rules over two nodes: two folders, files and JSON lines, some of them bad; run by the command."""
    place = tmp_path_factory.mktemp("rules")
    (place / "in" / "arms").mkdir(parents=True)
    for seed in SEEDS.glob("*.txt"):
        (place / "in" / "arms" / seed.name).write_bytes(seed.read_bytes())
    (place / "in" / "empty.txt").write_text(" ")
    lines = [json.dumps(row) for row in (*rows(), rows()[0])]
    (place / "in" / "heap.jsonl").write_text("\n".join([*lines[:5], "{no JSON", *lines[5:]]) + "\n")
    (place / "out" / "briefs").mkdir(parents=True)
    (place / "out" / "briefs" / "part-00099.jsonl").write_text("left by an earlier run")
    words = ["run", str(place / "in"), "-o", str(place / "out"), "--engine", "offline", "--runner", "ray"]
    done = CliRunner().invoke(cli, [*words, "--parts", "3"], standalone_mode=False)
    assert done.exception is None, done.output
    assert done.return_value == 1, done.output
    assert f"{COUNT + 2} done, 2 failed, 1 duplicate." in done.output
    return place


def test_briefs_are_the_same_bytes_as_on_one_machine(by_rules: Path) -> None:
    """Every story is there once, and each brief is the file that a run on one machine writes."""
    found = [
        (line["story"], json.dumps(line["brief"], ensure_ascii=False, indent=1) + "\n")
        for line in lines_of(by_rules / "out" / "briefs")
    ]
    assert len(found) == TOWNS + 2
    assert sorted(found) == alone([str(by_rules / "in")], Settings(engine="offline"))


def test_a_bad_article_is_listed_and_none_is_lost(by_rules: Path) -> None:
    """Every input ends in one line, with its reason where it was not read; the ledger says the same."""
    listed = lines_of(by_rules / "out" / "articles")
    bad = {Path(one["source"]).name: one["reason"] for one in listed if one["status"] == "failed"}
    assert {name: reason.partition(" is ")[2] for name, reason in bad.items()} == {
        "empty.txt": "empty.",
        "heap.jsonl#6": "not a JSON object with a text field.",
    }
    assert len({one["source"] for one in listed}) == len(listed) == COUNT + 2 + 3
    assert all((one["extract"] is not None) == (one["status"] == "done") for one in listed)
    with sqlite3.connect(by_rules / "out" / "ledger.sqlite") as data:
        entered = data.execute("SELECT source, status FROM article").fetchall()
    assert sorted(entered) == sorted((one["source"], one["status"]) for one in listed)
    counts = json.loads((by_rules / "out" / "run.json").read_text())["articles"]
    assert counts == {"done": COUNT + 2, "partial": 0, "failed": 2, "duplicate": 1}


def test_parts_are_divided_and_nothing_is_left_of_an_earlier_run(by_rules: Path) -> None:
    """There are as many parts as were asked for, and pyarrow reads them as one table."""
    dataset = pytest.importorskip("pyarrow.dataset")
    names = {file.name for file in (by_rules / "out" / "briefs").iterdir()}
    assert names <= {f"part-{n:05d}.jsonl" for n in range(3)}
    assert len(names) > 1
    table = dataset.dataset(by_rules / "out" / "articles", format="json").to_table(columns=["story", "status"])
    assert table.num_rows == COUNT + 2 + 3


def test_a_killed_node_costs_nothing_and_no_answer_is_paid_twice(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All limits are the cluster's: the server refuses few calls, and the briefs are those of one machine.

    A run on one machine goes on from the same ledger and asks for nothing. Parquet is read and written here, by URL.
    """
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    dataset = pytest.importorskip("pyarrow.dataset")
    parquet.write_table(pa.Table.from_pylist(rows()), tmp_path / "month.parquet")
    url, out = (tmp_path / "month.parquet").as_uri(), (tmp_path / "out").as_uri()
    monkeypatch.setattr("summarizer.spread.cluster._EVERY", 0.2)
    killer = Killer(cluster, COUNT)
    with ModelServer(ServerOptions(answer=answer, rate=RATE)) as server:
        settings = Settings(api_key="secret-key", base_url=server.url, concurrency=4)
        state = spread(Asked((url,), out, form="parquet", parts=2), settings, killer)
        first = server.counters
        there = alone([str(tmp_path / "month.parquet")], settings, Plan(tmp_path / "out"))
        second = server.counters
    assert killer.at_work, "no node was killed"  # Ray chooses what works there: readers, or the stages around them
    assert state.complete
    assert state.counts == {"done": COUNT, "partial": 0, "failed": 0, "duplicate": 0}
    assert sorted(killer.stories) == [f"town-{n}" for n in range(TOWNS)]
    assert set(first.paid.values()) == {1}, "an answer was paid for twice"
    assert len(first.paid) >= COUNT + TOWNS, "not everything was asked"
    assert first.in_flight_peak <= settings.concurrency
    assert first.requests <= 1.2 * first.delivered, "the workers did not share one pace"
    assert second.requests == first.requests, "the run on one machine asked again"
    table = dataset.dataset(tmp_path / "out" / "briefs", format="parquet").to_table().to_pylist()
    local = [(name, text.replace(f"{tmp_path}/month", f"{tmp_path.as_uri()}/month")) for name, text in there]
    assert sorted((row["story"], row["brief"]) for row in table) == local
    assert not any(b"secret-key" in file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file())
