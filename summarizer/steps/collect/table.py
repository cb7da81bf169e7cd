"""The rows of a Parquet file, a few in memory at a time."""

import importlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from summarizer.errors import InputError

_AT_ONCE = 256


def rows_of(file: BinaryIO, source: str, only: str | None = None) -> Iterator[dict[str, Any]]:
    """Give each row as its fields, or as that one of them; an empty cell is a field that is not stated.

    Raises:
        InputError: pyarrow is not installed, or the file is no Parquet file with a column of texts.
    """
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(f"{source} needs pyarrow: pip install 'structured-summarizer[parquet]'.") from None
    try:
        held = parquet.ParquetFile(file)
        if "text" not in held.schema_arrow.names:
            raise InputError(f"{source} has no column text: name the column of the articles' texts so.")
        for batch in held.iter_batches(_AT_ONCE, columns=[only] if only in held.schema_arrow.names else None):
            for row in batch.to_pylist():
                yield {name: _plain(value) for name, value in row.items() if value is not None or name == "text"}
    except (ValueError, OSError) as error:  # pyarrow's own errors are among them
        if isinstance(error, OSError) and error.errno:
            raise
        raise InputError(f"{source} is no Parquet file that can be read ({type(error).__name__}).") from None


def _plain(value: Any) -> Any:
    """Take the day of a point in time: an article knows no hour."""
    return value.date() if isinstance(value, datetime) else value
