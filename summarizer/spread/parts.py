"""The files that a worker writes: of each part the briefs, and what became of every article."""

import io
import json
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from summarizer.ledger import Entry
from summarizer.pipeline import Finished
from summarizer.spread.asked import Asked, Form
from summarizer.spread.places import put
from summarizer.steps.render import as_json

BRIEFS, ARTICLES, RUN = "briefs", "articles", "run.json"
Record = dict[str, str | BaseModel | None]


def name_of(part: int, form: Form) -> str:
    """Name of a part's file: the same whoever writes it, so that one written again is not there twice."""
    return f"part-{part:05d}.{form}"


def write(asked: Asked, part: int, finished: Sequence[tuple[Finished, Sequence[Entry]]]) -> None:
    """Write the files of a part.

    Raises:
        UsageError: They cannot be written.
    """
    briefs: list[Record] = [{"story": done.story.name, "brief": done.brief} for done, _ in finished]
    articles = [record for done, entries in finished for record in _articles(done, entries)]
    for folder, records in ((BRIEFS, briefs), (ARTICLES, articles)):
        put(asked.output, f"{folder}/{name_of(part, asked.form)}", _FORMS[asked.form](records))


def _articles(done: Finished, entries: Sequence[Entry]) -> Iterator[Record]:
    """Tell of every input of a story: those that were read come first, and have an extract."""
    extracts = chain((read.extract for read in done.reads), repeat(None))
    for entry, extract in zip(entries, extracts, strict=False):
        told = {name: getattr(entry, name) for name in ("story", "source", "article", "status", "reason")}
        yield told | {"extract": extract}


def as_lines(records: Sequence[Record]) -> bytes:
    """Write records as JSON lines, values as objects."""
    lines = (
        json.dumps({name: _plain(value) for name, value in record.items()}, ensure_ascii=False) for record in records
    )
    return "".join(f"{line}\n" for line in lines).encode()


def as_parquet(records: Sequence[Record]) -> bytes:
    """Write records as Parquet; a brief or an extract is a text, just as its file in a run on one machine."""
    names = list(records[0])
    columns = [
        [as_json(value) if isinstance(value, BaseModel) else value for value in (record[name] for record in records)]
        for name in names
    ]
    page = io.BytesIO()
    table = pa.table([pa.array(column, pa.large_string()) for column in columns], names=names)
    pq.write_table(table, page)
    return page.getvalue()


_FORMS = {"jsonl": as_lines, "parquet": as_parquet}


def _plain(value: str | BaseModel | None) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value
