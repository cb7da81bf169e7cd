"""Articles in a Parquet file are read as those of JSON lines are."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from summarizer.steps.collect import Story, stories

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "The dam held through the night, the regional water board said, and nobody was hurt in valley {}."


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as a Parquet file."""
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def read(path: Path) -> list[Story]:
    """Read a file as stories."""
    return list(stories([str(path)]))


def test_a_row_is_what_a_line_with_its_fields_is(tmp_path: Path) -> None:
    """The same fields give the same articles; an empty cell states nothing."""
    rows = [
        {"text": TEXT.format(1), "outlet": "Valley Post", "published": "2024-05-01", "story": "dam", "version": None},
        {"text": TEXT.format(2), "outlet": None, "published": None, "story": "dam", "version": "3"},
    ]
    lines = "\n".join(json.dumps({name: value for name, value in row.items() if value}) for row in rows)
    (tmp_path / "month.jsonl").write_text(lines)
    by_line, by_row = read(tmp_path / "month.jsonl"), read(written(tmp_path / "month.parquet", rows))
    assert [story.name for story in by_row] == ["dam"]
    plain = [[a.model_dump(exclude={"source"}) for a in story.articles] for story in by_row]
    assert plain == [[a.model_dump(exclude={"source"}) for a in story.articles] for story in by_line]
    assert [article.source for article in by_row[0].articles] == [f"{tmp_path}/month.parquet#{n}" for n in (1, 2)]


def test_the_stories_of_a_table_come_one_by_one(tmp_path: Path) -> None:
    """A story is on its way with its last row, before the rows behind it are read."""
    rows = [{"text": TEXT.format(number), "story": name} for number, name in enumerate("abac")]
    found = stories([str(written(tmp_path / "month.parquet", rows))])
    assert [(story.name, len(story.articles)) for story in found] == [("b", 1), ("a", 2), ("c", 1)]


def test_a_point_in_time_is_read_as_its_day(tmp_path: Path) -> None:
    """Parquet writers store moments where an article has a day."""
    path = written(tmp_path / "a.parquet", [{"text": TEXT.format(1), "published": datetime(2024, 5, 1, 13, 30)}])
    assert str(read(path)[0].articles[0].published) == "2024-05-01"


def test_a_bad_row_is_a_failure_of_its_own(tmp_path: Path) -> None:
    """An empty text and a name that leads out of the folder are named; the row between them is read."""
    texts = [(None, "a"), (TEXT.format(1), "b"), (TEXT.format(2), "../c")]
    path = written(tmp_path / "a.parquet", [{"text": text, "id": name} for text, name in texts])
    (story,) = read(path)
    assert "#1 is empty" in story.failures[0].reason
    assert [article.id for article in story.articles] == ["b"]
    assert [failure.source.rpartition("#")[2] for failure in story.failures] == ["1", "3"]


@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", b"text\n1"])
def test_what_is_no_parquet_file_is_one_failure(tmp_path: Path, content: bytes) -> None:
    """A broken file is named with its reason."""
    (tmp_path / "a.parquet").write_bytes(content)
    (story,) = read(tmp_path / "a.parquet")
    assert "no Parquet file" in story.failures[0].reason


def test_a_table_without_texts_says_what_is_missing(tmp_path: Path) -> None:
    """The sentence names the column that is looked for."""
    (story,) = read(written(tmp_path / "a.parquet", [{"body": "x"}]))
    assert "no column text" in story.failures[0].reason


def test_without_pyarrow_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    path = written(tmp_path / "a.parquet", [{"text": TEXT.format(1)}])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (story,) = read(path)
    assert "structured-summarizer[parquet]" in story.failures[0].reason
