"""Render: a brief out, as pages and data, each file written whole or not at all."""

import json
from collections.abc import Iterable
from itertools import count, islice, takewhile
from pathlib import Path
from typing import Any

from summarizer.errors import UsageError
from summarizer.files import write_whole
from summarizer.models import Brief, Extract
from summarizer.steps.render.markdown import markdown

__all__ = [
    "as_json",
    "markdown",
    "row_of",
    "run_text",
    "write_brief",
    "write_extracts",
    "write_index",
    "write_run",
]


STORIES_A_PAGE = 1_000
"""Of an index: so many can still be searched and laid out at once."""


def as_json(value: Any) -> str:
    """Write a value as readable JSON, the same bytes for the same value.

    Pydantic writes it itself: with dictionaries and `json`, which indents in Python, it takes nine times as long.
    """
    text: str = value.model_dump_json(indent=1)
    return text + "\n"


def write_brief(brief: Brief, folder: Path) -> None:
    """Write brief.json, brief.md and brief.html.

    Raises:
        UsageError: The folder cannot be written; the sentence names it.
    """
    from summarizer.steps.render.page import page

    files = {"brief.json": as_json(brief), "brief.md": markdown(brief), "brief.html": page(brief)}
    _write(folder, files)


def write_extracts(extracts: Iterable[Extract], folder: Path) -> None:
    """Write articles/ID.json for each extract."""
    _write(folder / "articles", {f"{extract.article.id}.json": as_json(extract) for extract in extracts})


def row_of(brief: Brief) -> str:
    """Say a story in one row of the index, as JSON, its page in a folder of its name."""
    from summarizer.steps.render.page import index_row

    return json.dumps(index_row(brief, f"{brief.story}/brief.html")._asdict(), ensure_ascii=False)


def write_index(rows: Iterable[str], folder: Path) -> None:
    """Write index.html, the page that leads to the briefs of many stories, from the rows of `row_of`.

    Of very many it holds the first and leads to index-2.html and so on; one page at a time is in memory.
    """
    from summarizer.steps.render.page import IndexRow, index

    left, before, name = iter(rows), "", "index.html"
    some = tuple(islice(left, STORIES_A_PAGE))
    for number in count(2):
        more = tuple(islice(left, STORIES_A_PAGE))
        after = f"index-{number}.html"
        told = [IndexRow(**json.loads(row)) for row in some]
        _write(folder, {name: index(told, before, after if more else "")})
        if not more:
            break
        some, before, name = more, name, after
    for stale in takewhile(Path.exists, (folder / f"index-{number}.html" for number in count(number))):
        stale.unlink()


def write_run(told: dict[str, Any], folder: Path) -> None:
    """Write run.json: settings without secrets, usage and failures."""
    _write(folder, {"run.json": run_text(told)})


def run_text(told: dict[str, Any]) -> str:
    """Say what run.json says."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _write(folder: Path, files: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_whole(folder / name, content)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}): choose another folder with -o.") from None
