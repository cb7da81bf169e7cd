"""Score: what was extracted or merged, against a gold: precision, recall and F1 of each kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from summarizer.errors import UsageError
from summarizer.models import Extract
from summarizer.score.compare import compare_article, compare_story
from summarizer.score.gold import GoldArticle, GoldStory, read_gold
from summarizer.score.outputs import Story, accounted, grounded, read_extracts, read_story
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
    if not gold.is_dir():
        raise UsageError(f"{gold} is a file: name the folder that the gold is in.")
    read = read_gold(gold)
    name = gold.resolve().name
    if isinstance(read[0], GoldStory):
        return _stories(name, cast(tuple[GoldStory, ...], read), out)
    articles = cast(tuple[GoldArticle, ...], read)
    return _articles(name, articles, read_extracts(out), out)


def _articles(name: str, gold: Sequence[GoldArticle], found: dict[str, Extract], out: Path) -> Scores:
    kept = {one.name: _of_one_text(one, found[one.name]) for one in gold if one.name in found}
    if not kept:
        raise UsageError(f"No article of {name} is in {out}: extract the gold's own texts, whose names it goes by.")
    empty = Sheet()
    compared = [compare_article(one.sheet, sheet_of(kept[one.name], one.name) if one.name in kept else empty) for one in gold]
    return Scores(
        name=name,
        articles=len(gold),
        missing=tuple(one.name for one in gold if one.name not in kept),
        kinds=_summed(one.kinds for one in compared),
        silences_called_denials=sum(one.silences_called_denials for one in compared),
        grounded=_grounded(kept.values()),
        audit=sum(map(accounted, kept.values()), Share()),
    )


def _stories(name: str, gold: Sequence[GoldStory], out: Path) -> Scores:
    found = {story.name: read for story in gold if (read := read_story(out, story.name))}
    if not found:
        raise UsageError(f"No story of {name} is in {out}: write them with summarizer run GOLD -o {out}.")
    ...


def _grounded(extracts: Iterable[Extract]) -> Share:
    ...
