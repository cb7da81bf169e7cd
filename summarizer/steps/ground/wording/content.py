"""What a report covers: behind its cue, before it, or taken up again behind an aside."""

from summarizer.steps.ground.wording.embedded import RELATIVE
from summarizer.steps.ground.wording.lists import ACTS, SUBORDINATORS
from summarizer.steps.ground.wording.report import Sentence
from summarizer.steps.ground.wording.tokens import past, stem
from summarizer.text.span import Span

DEPICTING = frozenset(
    map(stem, ("describe", "slam", "denounce", "brand", "portray", "characterise", "blast", "decry", "depict"))
)
"""Verbs that report only with “as”: “describe the vote as …”."""


def _clause_word(low: str) -> bool:
    """Tell a word that opens a further clause behind “…, he said,”."""
    return low in SUBORDINATORS or low in RELATIVE or low in ("while", "as", "even") or low.endswith("ing")


def added(here: Sentence, at: int) -> tuple[Span, ...]:
    """What “…, he said, adding that …” adds behind the cue, or “the dam, he said, is safe” takes up again."""
    words = here.words
    for comma in range(at + 1, len(words) - 1):
        goes_on = words[comma + 1].low in ("adding", "and", "saying", "but")
        resumed = comma == at + 1 and not _clause_word(words[comma + 1].low)
        if words[comma].low == "," and (goes_on or resumed):
            return (Span(words[comma].start, here.span.end),)
    return ()


def complement(here: Sentence, at: int) -> Span:
    """What is said behind the cue, up to a further verb of the same source (“…, and published a letter”)."""
    words = here.words
    for comma in range(at + 1, len(words) - 2):
        if words[comma].low == ";" or (
            words[comma].low == ","
            and words[comma + 1].low in ("and", "but")
            and (past(words[comma + 2].low) or words[at].stem in ACTS)
        ):
            return Span(words[at].end, words[comma].start)
        if words[at].stem in DEPICTING and words[comma].low in ("and", "but") and past(words[comma + 1].low):
            return Span(words[at].end, words[comma].start)
    return Span(words[at].end, here.span.end)


def later(here: Sentence, end: int) -> tuple[Span, ...]:
    """The quotations that begin behind a place."""
    return tuple(quote for quote in here.quotes if quote.start >= end)


def earlier(here: Sentence, start: int) -> tuple[Span, ...]:
    """The quotations that end before a place."""
    return tuple(quote for quote in here.quotes if here.span.start <= quote.start and quote.end <= start)
