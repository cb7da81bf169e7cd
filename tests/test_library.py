"""The library as other programs use it; mypy checks the types of these examples."""

import asyncio
from pathlib import Path

import pytest
from conftest import SEEDS

import summarizer
from summarizer import (
    Article,
    Brief,
    Extract,
    InputError,
    UsageError,
    asummarize,
    export,
    extract,
    markdown,
    merge,
    read_articles,
    summarize,
    write_brief,
)


def test_one_call_makes_a_brief() -> None:
    """One call of summarize takes a folder and returns a Brief."""
    brief: Brief = summarize(SEEDS, engine="offline")
    assert brief.story == "arms-to-russia"
    assert len(brief.articles) == 2


def test_the_async_form_gives_the_same() -> None:
    """The async asummarize inside a loop equals summarize outside."""
    assert asyncio.run(asummarize(SEEDS, engine="offline")) == summarize(SEEDS, engine="offline")


def test_the_steps_can_be_called_one_by_one() -> None:
    """read_articles, extract and merge are the parts of summarize."""
    articles: tuple[Article, ...] = read_articles(SEEDS)
    extracts: tuple[Extract, ...] = extract(articles, engine="offline")
    assert merge(extracts, story="arms-to-russia").claims == summarize(SEEDS, engine="offline").claims


def test_articles_may_come_from_memory() -> None:
    """An Article that the caller made is read as one from a file."""
    text = "The dam held, the water board said."
    brief = summarize(Article(id="mine", source="memory", text=text), engine="offline")
    assert brief.articles[0].id == "mine"
    assert [claim.text for claim in brief.claims] == ["The dam held"]


def test_a_brief_can_be_written_out(tmp_path: Path) -> None:
    """Pages, Markdown and exports are a call each."""
    brief = summarize(SEEDS, engine="offline")
    write_brief(brief, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "brief.json", "brief.md"]
    assert (tmp_path / "brief.md").read_text(encoding="utf-8") == markdown(brief)
    assert export(brief, "csv").decode("utf-8-sig").startswith("story,claim,text,")


def test_mistakes_are_errors_with_sentences(tmp_path: Path) -> None:
    """A wrong path is a UsageError, an unreadable file an InputError."""
    with pytest.raises(UsageError, match="no file or folder"):
        summarize(tmp_path / "none", engine="offline")
    with pytest.raises(UsageError, match="nothing to read"):
        summarize([], engine="offline")
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    with pytest.raises(InputError, match="is a PDF"):
        read_articles(tmp_path)


def test_every_public_name_is_there() -> None:
    """What __all__ lists can be imported, and nothing else is promised."""
    assert all(hasattr(summarizer, name) for name in summarizer.__all__)
    with pytest.raises(AttributeError, match="no attribute"):
        _ = summarizer.nonsense
