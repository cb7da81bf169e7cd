"""Objections to what an accuser rests on, told by their subject: “the samples had lain in salt water”."""

import re
from functools import cache
from typing import TYPE_CHECKING

from summarizer.replies.context import Context
from summarizer.replies.lexicon import lines, terms
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import speaker_of
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

_ALLEGED = re.compile(r"\b(?:named|cited|shown|quoted|mentioned|described|listed|filmed) (?:by|in)\b", re.IGNORECASE)
_NEUTRAL = lazily(
    r"\b(?:will|would|being|shall|may|might|could|should|due|expected|review\w*|stud(?:y|ied|ying)|publish\w*|"
    r"releas\w*|handed|sent|confirm\w*|consistent|clear|good|rose|fell|risen|fallen|improv\w*)\b",
    re.IGNORECASE,
)
_OBJECTING = frozenset(("objected", "objects", "complained", "complains"))


@cache
def _subject() -> re.Pattern[str]:
    nouns = "|".join(re.escape(word) for word in sorted(lines("evidence"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:the|those|these|that|his|her|their|whose|\w+'s?) (?:[\w-]+ ){{0,2}}?(?:{nouns})\b(?!')", re.IGNORECASE
    )


def objection(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Find what one who is charged says of the accuser's proof."""
    if not sentence.verbs:
        return None
    named = not (terms("evidence").isdisjoint(sentence.bag) and _OBJECTING.isdisjoint(sentence.bag))
    if not named and not _ALLEGED.search(sentence.text.plain, *sentence.span):
        return None
    place = _objected(sentence) or _opening(sentence)
    if place is None or _NEUTRAL.search(sentence.text.plain, place.end, min(place.end + 60, sentence.span.end)):
        return None
    speaker = speaker_of(sentence, place)
    if speaker is None or speaker.concedes or place.overlaps(speaker.source):
        return None
    if not (context.answers(sentence, speaker.source) and context.is_charged(sentence, speaker.source)):
        return None
    return None if context.only_studies(sentence, speaker.source) else ("disputes_evidence", place, speaker.source)


def _objected(sentence: Sentence) -> Span | None:
    """Find “objected that”, whatever follows."""
    for verb in sentence.verbs:
        if sentence.low[verb] in _OBJECTING and sentence.low[verb + 1 : verb + 2] == ["that"]:
            return Span(*sentence.places[verb])
    return None


def _opening(sentence: Sentence) -> Span | None:
    """Find proof, or what an accuser named, as the subject of what is said."""
    plain = sentence.text.plain
    starts = [sentence.places[0][0]] if sentence.verbs[0] > 2 else []
    starts += [quote.start + 1 for quote in sentence.quotes]
    for verb in sentence.verbs:
        behind = verb + 1 + (sentence.low[verb + 1 : verb + 2] in (["that"], [","], [":"]))
        if behind < len(sentence.places):
            starts.append(sentence.places[behind][0])
    for start in starts:
        if found := _subject().match(plain, start, sentence.span.end):
            return Span(*found.span())
        if found := _ALLEGED.search(plain, start, min(start + 50, sentence.span.end)):
            return Span(*found.span())
    return None
