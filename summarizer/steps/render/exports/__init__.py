"""Exports: a brief as tables, lines and linked data for other programs; docs/formats.md describes each."""

import importlib
from collections.abc import Callable
from typing import Literal, get_args

from summarizer.models import Brief

Format = Literal["csv", "jsonl", "parquet", "jsonld", "attributions"]
FORMATS: tuple[Format, ...] = get_args(Format)

_WRITERS: dict[Format, tuple[str, str]] = {
    "csv": ("table", "as_csv"),
    "jsonl": ("lines", "as_jsonl"),
    "parquet": ("table", "as_parquet"),
    "jsonld": ("linked", "as_jsonld"),
    "attributions": ("lines", "as_attributions"),
}


def export(brief: Brief, form: Format) -> bytes:
    """Write a brief in another format, the same bytes for the same brief.

    Args:
        brief: What `summarize` returned, or `Brief.model_validate_json` read.
        form: csv and parquet: a row per claim, article and piece of evidence; jsonl: an object per claim; jsonld:
            schema.org and Web Annotation; attributions: an object per article, with source, cue and content spans.

    Raises:
        UsageError: The format needs a package that is not installed.
    """
    room, name = _WRITERS[form]
    writer: Callable[[Brief], bytes] = getattr(importlib.import_module(f"{__name__}.{room}"), name)
    return writer(brief)
