"""Accusations in return, and what is said back."""

import re
from typing import TYPE_CHECKING

from summarizer.replies.context import Context
from summarizer.replies.lexicon import one_of, phrases, terms, word_set
from summarizer.replies.phrases import phrase_after
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import said_by, speaker_of
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

_PICKED_OUT = re.compile(  # “it was Oslo, he said, that had …”, “the only foreigners who … are …”
    r"\b((?:it (?:is|was)|it's) "
    r"(?!(?:an?|not|no|only|unclear|likely|time|just|very|too|because|about|clear (?:that|who|which))\b)"
    r"(?:[\w'-]+ ){0,5}?[\w'-]+),?(?: [^.;\"]{1,60}?,)? (?:who|that|which)\b"
    r"|\bthe (?:only|real|true|ones|one)\b[^.;\"]{0,60}? (?:is|are|was|were)\b",
    re.IGNORECASE,
)
_MAY_PICK = (
    (word_set("it"), word_set("is was s"), word_set("who that which")),
    (word_set("the"), word_set("only real true ones one"), word_set("is are was were")),
)
_BACK = word_set("hit fired shot struck snapped hits fires shoots hitting firing")
_NEGATED = re.compile(r"\b(?:no|not|never|none|nothing|neither)\b|n't\b", re.IGNORECASE)
_GOES_ON_BACK = re.compile(r"\b(?:with|that|at|by|over|\w+ing)\b|[\",:]")
_SUFFERS = re.compile(r" (?:of|by|for)\b")  # “a contractor accused of spying”, “the preacher whom he blames for it”
_ONESELF = re.compile(r" (?:(?:my|your|him|her|it)self|(?:our|them)selves)\b")
_GOES_ON = re.compile(r"\b(?:accus|charg|say|call|blam|claim)ing\b|\"| for ", re.IGNORECASE)


def returns_accusation(sentence: Sentence, place: Span, source: Span, context: Context) -> bool:
    """Tell an accusation in return from one that opens the story."""
    plain = sentence.text.plain
    if not context.alleged_before(sentence) or _ONESELF.match(plain, place.end) or _SUFFERS.match(plain, place.end):
        return False
    if place.of(plain).lower().startswith(("turn", "counter", "hit", "lash", "round", "return")):
        return _GOES_ON.search(plain, place.end, place.end + 160) is not None or "accus" in place.of(plain).lower()
    target = phrase_after(sentence, sentence.token_at(place.end))
    if target is not None and context.spoke_before(sentence, target.of(plain)):
        return True
    small = sentence.text.small
    if phrases("invented").search(small, place.end, min(sentence.span.end, place.end + 240)):
        return True
    return phrases("in_return").search(small, *sentence.span) is not None


def said_back(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Find what is said back without a word of denial: one picked out for blame, or a clause after “countered”."""
    may_pick = any(all(not need.isdisjoint(sentence.bag) for need in needs) for needs in _MAY_PICK)
    found = _picked_out(sentence, context) if may_pick else None
    if found is None and not (sentence.bag.isdisjoint(_BACK) and sentence.bag.isdisjoint(terms("said_back"))):
        found = _after_verb(sentence, context)
    return found


def _picked_out(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Read “It was their infantry who shot first, the general staff replied.”."""
    found = _PICKED_OUT.search(sentence.text.plain, *sentence.span)
    if found is None or not context.alleged_before(sentence):
        return None
    place = Span(*found.span(1 if found[1] else 0))
    speaker = speaker_of(sentence, place)
    if speaker is None or speaker.concedes or place.overlaps(speaker.source):
        return None
    return ("counter_accuses", place, speaker.source) if context.answers(sentence, speaker.source) else None


def _after_verb(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Read what follows “countered that” and “hit back”; its words tell how it contests."""
    for verb in sentence.verbs:
        low = sentence.low[verb]
        follows = sentence.low[verb + 1] if verb + 1 < len(sentence.low) else ""
        back = (low in _BACK and follows == "back") or low.startswith(("retort", "counter"))
        if not (back or (low in terms("said_back") and follows == "that")):
            continue
        source = said_by(sentence, verb)
        if follows == "back" and not _GOES_ON_BACK.search(
            sentence.text.plain, sentence.places[verb][1], sentence.span.end
        ):
            continue  # what is said back stands in the next sentence
        if source is not None and context.alleged_before(sentence):
            return _kind(sentence, verb), Span(*sentence.places[verb]), source
    return None


def _kind(sentence: Sentence, verb: int) -> "DenialKind":
    content = Span(sentence.places[verb][1], sentence.span.end)
    if one_of("evidence").search(sentence.text.plain, *content):
        return "disputes_evidence"
    return "denies" if _NEGATED.search(sentence.text.plain, *content) else "counter_accuses"
