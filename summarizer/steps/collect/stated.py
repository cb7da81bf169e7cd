"""Which story each article of a file of many states, found without reading the articles."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import InputError
from summarizer.steps.collect.table import rows_of

_STORY = "story"
_Names = Callable[[BinaryIO, str], Iterator[object]]


def stated(files: Iterable[str]) -> Counter[str]:
    """Count the articles that state each story: a story is whole, and can go its way, once so many were read.

    What cannot be read counts nothing here; it is told of when it is read as an article.
    """
    known = ((file, _NAMES.get(Path(file).suffix.lower())) for file in files)
    return Counter(name for file, names in known if names for name in _in(file, names))


def _in(file: str, names: _Names) -> Iterator[str]:
    try:
        with Path(file).open("rb") as opened:
            yield from (name for name in names(opened, file) if isinstance(name, str))
    except (OSError, InputError):
        return


def _of_lines(file: BinaryIO, _source: str) -> Iterator[object]:
    for raw in file:
        try:
            fields = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        yield fields.get(_STORY) if isinstance(fields, dict) else None


def _of_rows(file: BinaryIO, source: str) -> Iterator[object]:
    return (row.get(_STORY) for row in rows_of(file, source, only=_STORY))


_NAMES = {".jsonl": _of_lines, ".parquet": _of_rows}
