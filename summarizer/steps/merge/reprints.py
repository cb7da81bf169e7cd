"""Reprints: articles whose own words, outside quotation marks, are another's with a cut or a touch here and there."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from summarizer.models import Article, Decision
from summarizer.steps.merge.decisions import Verdicts
from summarizer.steps.merge.groups import grouped
from summarizer.text.fold import words
from summarizer.text.numbered import numbered

_SHINGLE = 4
_MOST_HOLDERS = 30  # a run of words that more articles share is a formula, not a reprint
_SHARED, _SHARED_CREDITED = 0.5, 0.3
_FEWEST = 8
_CREDIT = r"\b(?:with reporting by|reporting by|additional reporting|source:|copyright|\(|with material from)\W*"


class Reprints(NamedTuple):
    """Which articles are one text."""

    text_of: dict[str, str]
    """Article → the first article of its text."""
    groups: tuple[tuple[str, ...], ...]
    decisions: tuple[Decision, ...]

    def is_first(self, article: str) -> bool:
        """Tell whether an article stands for its text."""
        return self.text_of[article] == article


def reprints_of(articles: Sequence[Article], verdicts: Verdicts) -> Reprints:
    """Find the articles that reprint one another, edited lightly or cut."""
    if len(articles) == 1:
        return Reprints({articles[0].id: articles[0].id}, (), ())
    shingles = {article.id: _shingles(article.text) for article in articles}
    by_id = {article.id: article for article in articles}
    shared = _shared(shingles)
    found = {pair: made for one, two, made in verdicts.of("reprint") if made.verdict == "same" for pair in [(one, two)]}
    for pair, runs in shared.items():
        share = runs / max(1, min(len(shingles[pair[0]]), len(shingles[pair[1]])))
        enough = runs >= _FEWEST and share >= _needed(by_id[pair[0]], by_id[pair[1]])
        if enough and verdicts.on("reprint", *pair) is None:
            reason = f"{share:.0%} of the shorter text outside quotation marks stands in the other."
            found[pair] = Decision(kind="reprint", items=pair, verdict="same", reason=reason)
    found = {pair: made for pair, made in found.items() if pair[0] in by_id and pair[1] in by_id}
    parted = grouped(
        shingles, sorted(found, key=lambda pair: (found[pair].by != "person", pair)), lambda a, b: _agree(a, b, found)
    )
    text_of = {article: group[0] for group in parted.groups for article in group}
    kept = tuple(made for pair, made in found.items() if made.by == "rule" and text_of[pair[0]] == text_of[pair[1]])
    return Reprints(text_of, tuple(group for group in parted.groups if len(group) > 1), kept)


def _agree(one: str, two: str, found: dict[tuple[str, str], Decision]) -> bool:
    return (one, two) in found or (two, one) in found


def _shared(shingles: dict[str, frozenset[tuple[str, ...]]]) -> Counter[tuple[str, str]]:
    """Count the runs of words that two articles share."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for article, runs in shingles.items():
        for run in runs:
            holders[run].append(article)
    counted: Counter[tuple[str, str]] = Counter()
    for articles in holders.values():
        if 1 < len(articles) <= _MOST_HOLDERS:
            counted.update(combinations(articles, 2))
    return counted


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Cut a text into runs of words, its quotations left out: everybody may quote the same speech."""
    pieces, at = [], 0
    for quote in numbered(text).quotes:
        pieces.append(text[at : quote.start])
        at = quote.end
    pieces.append(text[at:])
    runs: set[tuple[str, ...]] = set()
    for piece in pieces:
        found = words(piece)
        runs.update(tuple(found[start : start + _SHINGLE]) for start in range(len(found) - _SHINGLE + 1))
    return frozenset(runs)


def _needed(one: Article, two: Article) -> float:
    """Ask for less where one of the two names the wire of the other."""
    credited = any(
        wire and re.search(_CREDIT + re.escape(wire) + r"\b", text, re.IGNORECASE)
        for wire, text in ((one.agency, two.text), (two.agency, one.text))
    )
    return _SHARED_CREDITED if credited else _SHARED
