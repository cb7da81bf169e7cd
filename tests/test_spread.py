"""What a run over a cluster consists of, piece by piece and without a cluster."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.server import ModelServer, ServerOptions
from summarizer.away import Orders
from summarizer.errors import BudgetSpent, UsageError
from summarizer.llm import Task, Turn
from summarizer.models import Article, Failure
from summarizer.session import Plan
from summarizer.settings import Settings
from summarizer.spread import Asked, spread
from summarizer.spread.asked import Job, Opened, State
from summarizer.spread.door import Door
from summarizer.steps.collect import Grouping, Story, stories

OFFLINE = Settings(engine="offline")
ARTICLE = "The dam held through the night, the water board said, and nobody was hurt in the valley."


class Silent:
    """Hears nothing."""

    def engine(self, *_: object) -> None:
        """Hear nothing."""

    reached = told = engine


def refused(*words: str) -> str:
    """Run a call that is refused; give the sentence."""
    line = [sys.executable, "-m", "summarizer", "run", *words]
    done = subprocess.run(line, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_without_ray_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "summarizer.spread.cluster", raising=False)
    with pytest.raises(UsageError, match=r'pip install "structured-summarizer\[ray\]"'):
        spread(Asked((str(tmp_path),), str(tmp_path / "out")), OFFLINE, Silent())


def test_nothing_imports_ray_that_was_not_asked_for_it(tmp_path: Path) -> None:
    """A run on this machine leaves ray, and what comes with it, alone."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    code = (
        "import sys; from click.testing import CliRunner; from summarizer.cli import cli;"
        f"done = CliRunner().invoke(cli, ['run', {str(tmp_path / 'a.txt')!r}, '--engine', 'offline']);"
        "print(done.exception, [name for name in ('ray', 'fsspec', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout == "None []\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a", "--runner", "ray"), "give -o DIR or a URL"),
        (("a", "--runner", "ray", "-o", "out", "--bundle", "b.zip"), "no --bundle"),
        (("a", "--parts", "3"), "belong to --runner ray"),
    ],
)
def test_what_does_not_go_together_is_refused(words: tuple[str, ...], told: str) -> None:
    """A sentence says what to give."""
    assert told in refused(*words)


def test_files_of_another_place_are_read_and_written_by_their_url() -> None:
    """Listing leaves out hidden files and other kinds; what is written stands whole under its name."""
    places = pytest.importorskip("summarizer.spread.places", reason="fsspec is not installed: the extra ray brings it")
    base = "memory://wires/may"
    for name in ("b.jsonl", "a.parquet", ".hidden/c.jsonl", "notes.pdf", "deep/d.txt"):
        places.put(base, name, ARTICLE.encode())
    found = places.inputs((base,))
    assert [one.source for one in found] == [f"{base}/{name}" for name in ("a.parquet", "b.jsonl", "deep/d.txt")]
    assert [one.folder for one in found] == [base, base, f"{base}/deep"]
    with places.opened(found[1].place) as file:
        assert file.read().decode() == ARTICLE
    assert places.inputs((f"{base}/b.jsonl",)) == [found[1]]


def test_parts_of_an_earlier_run_are_taken_away(tmp_path: Path) -> None:
    """What this run did not write would be there twice; other files are the user's own."""
    places = pytest.importorskip("summarizer.spread.places", reason="fsspec is not installed: the extra ray brings it")
    for output in ("memory://out", str(tmp_path), tmp_path.as_uri()):
        for name in ("briefs/part-1.jsonl", "briefs/part-2.jsonl", "briefs/mine.txt", "run.json"):
            places.put(output, name, b"{}")
        places.clear(output, "briefs", frozenset({"part-2.jsonl"}))
        places.remove(output, "run.json")
        left = [one.source for one in places.inputs((f"{output}/briefs",))]
        assert [name.rpartition("/")[2] for name in left] == ["mine.txt", "part-2.jsonl"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(("nowhere",), "out"), "no file or folder nowhere"),
        (Asked(("-",), "out"), "save standard input"),
        (Asked(("memory://empty",), "out"), "no article in memory://empty"),
        (Asked(("what://x",), "out"), "cannot be reached"),
        (Asked(("memory://empty",), "memory://out"), "give --ledger DIR"),
    ],
)
def test_what_cannot_be_read_or_written_is_said_before_a_cluster_starts(asked: Asked, told: str) -> None:
    """A sentence says what to do."""
    pytest.importorskip("ray", reason="ray is not installed: pip install --group dev")
    with pytest.raises(UsageError, match=told):
        spread(asked, OFFLINE, Silent())


def test_the_rows_of_the_workers_carry_values_unchanged() -> None:
    """An extract that travelled is the extract that was sent, to the last space."""
    rows = pytest.importorskip("summarizer.spread.rows", reason="pyarrow is not installed: the extra ray brings it")
    from summarizer import extract
    from summarizer.pipeline import Read
    from summarizer.steps.collect.files import from_text

    (made,) = extract(from_text(f"{ARTICLE}  \n\t“It held”, Ada Lund said.\r\n", "a b.txt"), engine="offline")
    read = Read(made, None, 0.25)
    table = rows.table_of([rows.row_of("k", "s", 4).holding(read)])
    ((key, (row,)),) = rows.by_key(table)
    assert (key, row.value) == ("k", read)
    assert json.loads(row.body)[2] == 0.25


@pytest.mark.parametrize("grouping", ["folder", "all", "cluster"])
def test_workers_make_the_stories_that_collect_makes(tmp_path: Path, grouping: Grouping) -> None:
    """Names, order, repetitions and what could not be read are the same, in whatever order the rows arrive."""
    stages = pytest.importorskip("summarizer.spread.stages", reason="pyarrow is not installed: the extra ray brings it")
    from summarizer.spread import places, rows

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        texts = [
            f"The {name} dam in Skagmouth held on day {n}, Ada Lund of the water board said." for n in (1, 2, 2, 3)
        ]
        lines = [json.dumps({"text": text, "story": f"dam-{len(text) % 2}"}) for text in texts]
        (tmp_path / name / "heap.jsonl").write_text("\n".join([*lines, "{"]) + "\n")
        (tmp_path / name / "own.txt").write_text(f"The board of {name} will meet on Friday, Lund said.")
        (tmp_path / name / "empty.txt").write_text("")
    asked = Asked((str(tmp_path),), str(tmp_path / "out"), grouping=grouping)
    job = Job(asked, Orders(OFFLINE, None, (), ""), None)
    listed = [{"order": n, **one._asdict()} for n, one in enumerate(places.inputs(asked.paths))]
    read = [row for table in stages.read(pa_table(listed), job) for row in table.to_pylist()]
    gathered = stages.gather(rows.table_of(rows.Row(**row) for row in reversed(read)), job)
    made = []
    for _, held in rows.by_key(gathered):
        values = [row.value for row in held]
        articles = tuple(value for value in values if isinstance(value, Article))
        made.append(Story(held[0].story, articles, tuple(value for value in values if isinstance(value, Failure))))
    assert sorted(made, key=str) == sorted(map(_unnumbered, stories([str(tmp_path)], grouping)), key=str)


def _unnumbered(one: Story) -> Story:
    """A story under the name that it had before the second of that name was numbered: workers do not number them."""
    name = one.name.removesuffix("-2")
    return Story(name, tuple(article.model_copy(update={"story": name}) for article in one.articles), one.failures)


def pa_table(records: list[dict[str, object]]) -> object:
    """Records as an Arrow table."""
    return pytest.importorskip("pyarrow").Table.from_pylist(records)


def state(settings: Settings) -> State:
    """A run of which nothing is known."""
    return State(settings, None, False, {}, 0, 0, 0.0, None, True, {})


def turn(text: str) -> Turn:
    """A request that a server answers with a few words."""
    message = {"role": "user", "content": text}
    return Turn(Task("extract", "a", (message,)), "Draft", 0, {"model": "local-model", "messages": [message]})


def test_the_door_lets_no_more_calls_through_than_the_whole_cluster_may_make(tmp_path: Path) -> None:
    """However many workers ask at once, and who asks what is under way or was answered costs nothing."""

    async def go() -> None:
        door = Door()
        opened = await door.open(Settings(api_key="key", base_url=server.url, concurrency=3), Plan(tmp_path / "out"))
        assert isinstance(opened, Opened)
        assert opened.state.settings.api_key is None
        answers = await asyncio.gather(*(door.send(turn(f"Read town {n % 10}.")) for n in range(40)))
        assert all(isinstance(answer, dict) for answer in answers)
        assert await door.send(turn("Read town 3.")) == answers[3]
        await door.close()

    with ModelServer(ServerOptions(latency=0.05)) as server:
        asyncio.run(go())
        assert server.counters.requests == 10
        assert server.counters.in_flight_peak == 3


def test_a_spent_budget_ends_the_run_for_every_worker(tmp_path: Path) -> None:
    """The first answer above the limit is the last that is paid for, also in the next run on the same ledger."""

    async def go() -> None:
        settings = Settings(api_key="key", base_url=server.url, concurrency=1, max_tokens=1)
        for asked in (5, 3):
            door = Door()
            assert isinstance(await door.open(settings, Plan(tmp_path / "out")), Opened)
            answers = [await door.send(turn(f"Read town {n}.")) for n in range(asked)]
            assert isinstance(answers[0], dict)
            assert all(isinstance(answer, BudgetSpent) for answer in answers[1:])
            ended = await door.close()
            assert isinstance(ended, State)
            assert isinstance(ended.ended, BudgetSpent)
            assert not ended.complete

    with ModelServer(ServerOptions()) as server:
        asyncio.run(go())
        assert server.counters.requests == 1
