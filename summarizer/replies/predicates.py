"""Predicates that call something false, absurd or unproven: whether what they are said of is an allegation."""

import re
from functools import cache

from summarizer.replies.guards import has_allegation
from summarizer.replies.lexicon import Cue, one_of, terms
from summarizer.replies.reading import Sentence
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_POINTS_BACK = lazily(
    r"\b(?:it|this|that|these|those|they|them|all|everything|which|what [^.]{1,60}"
    r"|(?:none|nothing|much|most|some) of (?:it|this|that|them))(?:'s|'re| \w+ly)?[\s\"',]*$",
    re.IGNORECASE,
)
_FAR = 120  # code points in which a subject is looked for
_NEAR = 70


def holds(sentence: Sentence, cue: Cue, match: re.Match[str]) -> bool:
    """Tell whether a predicate is unnegated, complete, and said of an allegation."""
    if _is_negated(match) or not _ends(sentence, match):
        return False
    if not cue.line.startswith("{be}") or _refers_back(sentence, match):
        return True
    if cue.kind != "dismisses":
        return False
    before = max(sentence.span.start, match.start() - _NEAR)
    return one_of("proceedings").search(sentence.text.plain, before, match.start()) is not None


def is_negated(cue: Cue, match: re.Match[str]) -> bool:
    """Tell “called it not false” from “called it false”, for the cues that end in a predicate."""
    return cue.line.endswith(("{falsity}", "{derision}", "{weakness}")) and _is_negated(match)


def _is_negated(match: re.Match[str]) -> bool:
    """Tell “was not exaggerated” from “was exaggerated” and from “was not true”."""
    words = " ".join(match.group().lower().split())
    if words.endswith(_negative()):
        return False
    return re.search(r"\b(?:not|never)\b|n't\b", words) is not None


@cache
def _negative() -> tuple[str, ...]:
    """The predicates that hold a negation themselves: “not true”."""
    return tuple(term for term in terms("falsity") | terms("weakness") if term.startswith(("not ", "no ")))


def _ends(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell “was false” from “was a false start”: no noun may follow."""
    at = sentence.token_at(match.end())
    if at >= len(sentence.low):
        return True
    low = sentence.low[at]
    return not low[0].isalnum() or low in terms("behind_predicate") or low.endswith("ly")


def _refers_back(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether the subject is an allegation, or a pronoun that may stand for one."""
    before = Span(max(sentence.span.start, match.start() - _FAR), match.start())
    if _POINTS_BACK.search(before.of(sentence.text.plain)):
        return True
    return has_allegation(sentence, Span(max(before.start, match.start() - _NEAR), match.start()))
