"""What a run over a cluster asks for before any cluster is there, and where it reads and writes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.settings import Settings
from summarizer.spread import Asked, spread

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
