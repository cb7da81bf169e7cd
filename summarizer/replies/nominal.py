"""Denials that are nouns: “the mayor’s denial”, “met with a flat denial from the firm”."""

import re
from typing import TYPE_CHECKING

from summarizer.replies.context import Context
from summarizer.replies.lexicon import word_set
from summarizer.replies.phrases import phrase_after
from summarizer.replies.reading import Sentence
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

_NOUNS = word_set("denial denials rebuttal rebuttals refutation repudiation disavowal")
_OWNED = lazily(
    r"\b((?:(?:the|an?|its|his|her|their) (?:[\w-]+ ){0,3}?|(?:[A-Z][\w.-]* ){0,3})[\w.-]+)'s? (?:[\w-]+,? ){0,2}$"
)
_PRONOUN = re.compile(r"\b(his|her|its|their) (?:[\w-]+,? ){0,2}$", re.IGNORECASE)
_FROM = re.compile(r"[^.;\"]{0,50}? (?:from|by|of) (?=\w)")
_OTHER = lazily(
    r" (?:of|to) (?:service|justice|access|entry|care|coverage|bail|permission|visas?|rights?|benefits?|parole|"
    r"treatment|asylum|food|aid|funding|water)\b"
)
_UNDONE = lazily(
    r"\b(?:no|not|without|plausible|in|climate|holocaust|genocide|nor|any)(?: an?)? (?:\w+ )?$", re.IGNORECASE
)


def nominal(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Find a denial that is a noun, and whose it is."""
    if _NOUNS.isdisjoint(sentence.bag) or not context.alleged_before(sentence):
        return None
    plain = sentence.text.plain
    for place in sentence.places:
        span = Span(*place)
        if span.of(plain).lower() not in _NOUNS or sentence.in_quote(span.start):
            continue
        before = plain[max(sentence.span.start, span.start - 80) : span.start]
        if _UNDONE.search(before) or _OTHER.match(plain, span.end):
            return None
        source = _by_or_from(sentence, span) or _owner(before, span)
        return ("denies", span, source) if source else None
    return None


def _owner(before: str, noun: Span) -> Span | None:
    found = _OWNED.search(before) or _PRONOUN.search(before)
    start = noun.start - len(before)
    return Span(start + found.start(1), start + found.end(1)) if found else None


def _by_or_from(sentence: Sentence, noun: Span) -> Span | None:
    found = _FROM.match(sentence.text.plain, noun.end, sentence.span.end)
    return phrase_after(sentence, sentence.token_at(found.end())) if found else None
