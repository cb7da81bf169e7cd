"""What travels between the machines: rows of one shape, whose bodies are our values as JSON."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Literal, NamedTuple

import pyarrow as pa
from pydantic import TypeAdapter

from summarizer.away import Told
from summarizer.models import Article, Failure
from summarizer.pipeline import Read

Kind = Literal["article", "failure", "read", "told"]
_KINDS: dict[type, tuple[Kind, TypeAdapter[Any]]] = {
    Article: ("article", TypeAdapter(Article)),
    Failure: ("failure", TypeAdapter(Failure)),
    Read: ("read", TypeAdapter(Read)),
    Told: ("told", TypeAdapter(Told)),
}
_ADAPTERS = dict(_KINDS.values())
_SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("story", pa.string()),
        ("part", pa.int64()),
        ("order", pa.int64()),
        ("kind", pa.string()),
        ("body", pa.large_string()),
    ]
)


class Row(NamedTuple):
    """One value on its way."""

    key: str
    """Tells stories apart, also those of one name in two folders."""
    story: str
    part: int
    order: int
    """Place among the rows of its key."""
    kind: Kind
    body: str

    @property
    def value(self) -> Any:
        """The value itself."""
        return _ADAPTERS[self.kind].validate_json(self.body)

    def holding(self, value: Article | Failure | Read | Told) -> "Row":
        """The same row with a value in it."""
        kind, adapter = _KINDS[type(value)]
        return self._replace(kind=kind, body=adapter.dump_json(value).decode())


def row_of(key: str, story: str, parts: int = 1) -> Row:
    """An empty row of a story, in the part that its key belongs to, on whichever machine that is asked."""
    return Row(key, story, zlib.crc32(key.encode()) % parts, 0, "failure", "")


def table_of(rows: Iterable[Row]) -> Any:
    """Rows as an Arrow table; its shape is the same also where there are none."""
    return pa.Table.from_pylist([row._asdict() for row in rows], schema=_SCHEMA)


def by_key(table: Any) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each key in their order: a shuffle keeps none."""
    rows = sorted((Row(**row) for row in table.to_pylist()), key=lambda row: (row.key, row.order))
    for key, held in groupby(rows, key=lambda row: row.key):
        yield key, list(held)
