"""What an engine wrote: extracts, or stories with their briefs."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.models import Article, Audit, Brief, Extract, Statement
from summarizer.score.sheets import stem_of
from summarizer.score.values import Share
from summarizer.steps.render.files import read_brief


class Story(NamedTuple):
    """A brief, and the extracts beside it."""

    brief: Brief
    extracts: dict[str, Extract]


def read_extracts(out: Path) -> dict[str, Extract]:
    """Read extracts from JSON lines or from a folder with articles/, by the names of their articles.

    Raises:
        UsageError: There are none, or two are of articles of one name.
    """
    found: dict[str, Extract] = {}
    for extract in _extracts(out):
        name = stem_of(extract.article)
        if name in found:
            raise UsageError(f"Two extracts in {out} are of an article called {name}: keep one of them.")
        found[name] = extract
    if not found:
        raise UsageError(f"There is no extract in {out}: write them with summarizer extract PATH -o {out}.")
    return found


def read_story(out: Path, name: str) -> Story | None:
    """Read the story `name` from its folder in `out`, or from `out` itself; None if it is not there."""
    for home in (out / name, out):
        if (home / "brief.json").is_file():
            brief = read_brief(home)
            if home == out and brief.story != name:
                continue
            return Story(brief, read_extracts(home) if (home / "articles").is_dir() else {})
    return None


def grounded(articles: Iterable[Article], statements: Iterable[Statement]) -> Share:
    """Count the evidence whose words stand in the text where it says."""
    texts = {article.id: article.text for article in articles}
    evidence = [one for statement in statements for one in statement.evidence]
    return Share(part=sum(texts.get(e.article, "")[e.start : e.end] == e.exact for e in evidence), whole=len(evidence))


def accounted(audits: Iterable[Audit]) -> Share:
    """Count the quoted spans that an item covers, as the audits list them."""
    counts = [(sum(missed.kind == "quote" for missed in audit.unaccounted), audit.quotes) for audit in audits]
    return Share(part=sum(quotes - missed for missed, quotes in counts), whole=sum(quotes for _, quotes in counts))


def _extracts(out: Path) -> Iterator[Extract]:
    home = out / "articles" if (out / "articles").is_dir() else out
    files = sorted(home.glob("*.json")) + sorted(home.glob("*.jsonl")) if home.is_dir() else [home]
    for file in files:
        text = file.read_text(encoding="utf-8")
        for piece in filter(str.strip, text.split("\n")) if file.suffix == ".jsonl" else [text]:
            try:
                yield Extract.model_validate_json(piece)
            except ValidationError:
                raise UsageError(f"{file} does not hold extracts: write them with summarizer extract.") from None
