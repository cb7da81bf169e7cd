"""Score: what was extracted or merged, against a gold: precision, recall and F1 of each kind."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from summarizer.errors import UsageError
from summarizer.models import Brief, Extract
from summarizer.score.compare import compare_article, compare_story
from summarizer.score.gold import GoldArticle, GoldStory, read_gold
from summarizer.score.outputs import accounted, grounded, read_extracts, read_story
from summarizer.score.sheets import Sheet, sheet_of
from summarizer.score.values import Scores, Share, Tally

__all__ = ["Scores", "Share", "Tally", "score"]


def score(gold: Path, out: Path) -> Scores:
    """Compare an output with a gold.

    Args:
        gold: A folder of articles (NAME.json with NAME.txt) or of stories (each with gold.json).
        out: What was written for them: extracts (a folder with articles/, or JSON lines), or stories with a brief each.
            An article is found by the stem of the file that it was read from, a story by its name.

    Returns:
        The counts of each kind. What is not in the output counts as not found, and is listed as missing.

    Raises:
        UsageError: Either cannot be read, or nothing of the gold is in the output, or an output is of another text.
    """
    for place in (gold, out):
        if not place.exists():
            raise UsageError(f"There is no {place}: name the gold first, then what was written for it.")
    read = read_gold(gold)
    part = _articles(read.articles, read_extracts(out)) if read.articles else _stories(read.stories, out)
    if {*(one.name for one in read.articles), *(one.name for one in read.stories)} <= set(part.missing):
        raise UsageError(f"Nothing of {gold} is in {out}: read the gold's own texts first, with -o {out}.")
    return Scores(
        name=gold.resolve().name,
        articles=len(read.articles) + sum(len(story.articles) for story in read.stories),
        stories=len(read.stories),
        **part._asdict(),
    )


class _Part(NamedTuple):
    """The counts of some articles or stories; the names are those of `Scores`."""

    kinds: Mapping[str, Tally]
    silences_called_denials: int = 0
    missing: tuple[str, ...] = ()
    grounded: Share = Share()
    audit: Share = Share()

    @classmethod
    def sum(cls, parts: Iterable[Self]) -> Self:
        """Count all together."""
        all_ = list(parts)
        return cls(
            _summed(part.kinds for part in all_),
            sum(part.silences_called_denials for part in all_),
            tuple(name for part in all_ for name in part.missing),
            sum((part.grounded for part in all_), Share()),
            sum((part.audit for part in all_), Share()),
        )


def _articles(gold: Sequence[GoldArticle], found: dict[str, Extract]) -> _Part:
    return _Part.sum(_article(article, found.get(article.name)) for article in gold)


def _article(gold: GoldArticle, found: Extract | None) -> _Part:
    if found is None:
        compared = compare_article(gold.sheet, Sheet())
        return _Part(compared.kinds, compared.silences_called_denials, (gold.name,))
    if found.article.text != gold.text:
        raise UsageError(f"{found.article.source} is not the text of the gold's {gold.name}: read that one.")
    compared = compare_article(gold.sheet, sheet_of(found, gold.name))
    said = (*found.claims, *found.denials, *found.silences)
    return _Part(
        kinds=compared.kinds,
        silences_called_denials=compared.silences_called_denials,
        grounded=grounded([found.article], said),
        audit=accounted([found.audit]),
    )


def _stories(gold: Sequence[GoldStory], out: Path) -> _Part:
    return _Part.sum(_story(story, out) for story in gold)


def _story(gold: GoldStory, out: Path) -> _Part:
    """Compare a brief, and the extracts beside it where they were kept."""
    found = read_story(out, gold.name)
    brief, extracts = found or (Brief(), {})
    single = _articles(gold.articles, extracts) if extracts or not found else _Part({})
    return _Part(
        kinds={**single.kinds, **compare_story(gold, brief)},
        silences_called_denials=single.silences_called_denials,
        missing=tuple(f"{gold.name}/{name}" for name in single.missing) if found else (gold.name,),
        grounded=grounded(brief.articles, (*brief.claims, *brief.denials, *brief.silences)),
        audit=accounted(brief.audit),
    )


def _summed(all_kinds: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for kinds in all_kinds:
        for kind, tally in kinds.items():
            total[kind] = total.get(kind, Tally()) + tally
    return total
