"""Contradictions without a word of denial: “Not one lorry has been stopped,” said the minister."""

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.replies.context import Context
from summarizer.replies.lexicon import DASHES, one_of, phrases, terms, triggers, word_set
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import Speaker, said_by, speaker_of
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

_NEGATION = lazily(
    r"\b(?:not one|not an? (?:single )?\w+|not once|nobody|no one|none|nothing|nowhere|not|never|nor|no)\b|n't\b",
    re.IGNORECASE,
)
_AT_OPENING = lazily(rf"(?:^|[\"',:;){DASHES}-] ?|\b(?:that|and|but|said|says) )$", re.IGNORECASE)
_THERE = lazily(r"\bthere (?:is|was|are|were|has been|have been|had been)(?: \w+ly)? $", re.IGNORECASE)
_BEFORE_NOT = re.compile(r"\b(?:did|had|has|have|was|were|am|are|is) (?:\w+ly )?$", re.IGNORECASE)
_PERFECT = lazily(r"(?:\b(?:had|has|have)|'(?:d|ve)) (?:\w+ly )?(?:\w{2,}(?:ed|n|t|de|ne)) $", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:do|does) ?$", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:did|had|has|have|was|were|is|are)$", re.IGNORECASE)
_MODAL = lazily(r"\b(?:will|would|can|could|may|might|shall|should|must|ll) (?:\w+ )?$", re.IGNORECASE)
_HYPOTHETICAL = re.compile(r"\b(?:could|would|if|whether|unless|until) (?:\w+ ){0,3}$")
_STANDS_ALONE = re.compile(r"\bonly(?=[,.\"']|$)|(?<=[\"'])(?:every|all of|each)\b", re.IGNORECASE)
_RELATED = lazily(r"; .|, (?:who|which|but|and) (?:did|had|has|have|was|were)?\s*$")
_ALONE = word_set("only every all each")
_NEGATIVE = word_set("no not none nobody never nor nowhere nothing t")
_INSISTING = word_set("insist insists insisted maintain maintains maintained swear swears swore")
_ASSURING = _INSISTING | word_set("testified protests protested vowed")
_MOST = 4  # places of one sentence that are looked at


@cache
def _looked_for() -> frozenset[str]:
    """Give the words without which no sentence contradicts."""
    return _NEGATIVE | _INSISTING | _ALONE | triggers("exceptless")


def contradiction(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Find a negated past, or a word that leaves no exception, in what a likely contradictor says."""
    if _looked_for().isdisjoint(sentence.bag):
        return None
    if not sentence.verbs and not sentence.quotes and "according" not in sentence.bag:
        return None
    if not _NEGATIVE.isdisjoint(sentence.bag):
        for match in islice(_NEGATION.finditer(sentence.text.plain, *sentence.span), _MOST):
            place = Span(*match.span())
            if _contradicts(sentence, place, context) and (found := _from_contradictor(sentence, place, context, True)):
                return found
    for words, pattern in ((triggers("exceptless"), phrases("exceptless")), (_ALONE, _STANDS_ALONE)):
        if words.isdisjoint(sentence.bag):
            continue
        match_ = pattern.search(sentence.text.small, *sentence.span)
        if match_ and (found := _from_contradictor(sentence, Span(*match_.span()), context, False)):
            return found
    return None if _INSISTING.isdisjoint(sentence.bag) else _insisted(sentence, context)


def _from_contradictor(
    sentence: Sentence, place: Span, context: Context, negated: bool
) -> "tuple[DenialKind, Span, Span] | None":
    """Keep what is said by one who is charged, or what is sworn."""
    speaker = speaker_of(sentence, place)
    if speaker is None or speaker.concedes or place.overlaps(speaker.source):
        return None
    if _is_harmless(sentence, place, negated) or not _is_content(sentence, place, speaker):
        return None
    sworn = negated and speaker.verb >= 0 and sentence.low[speaker.verb] in _ASSURING
    if not (sworn or context.answers(sentence, speaker.source)):
        return None
    behind = Span(place.start, min(place.start + 90, sentence.span.end))
    proof = one_of("evidence", "proof").search(sentence.text.plain, *behind)
    return ("disputes_evidence" if proof else "denies"), place, speaker.source


def _insisted(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Find what one who is charged insists on: “the ministry insisted that the water was safe”."""
    for verb in sentence.verbs:
        behind = sentence.low[verb + 1 : verb + 8]
        if sentence.low[verb] not in _INSISTING or behind[:1] in (["on"], ["upon"], ["to"]):
            continue
        source = said_by(sentence, verb)
        if source is not None and terms("future").isdisjoint(behind) and context.answers(sentence, source):
            return "denies", Span(*sentence.places[verb]), source
    return None


def _contradicts(sentence: Sentence, place: Span, context: Context) -> bool:
    """Tell by the words on either side whether a negative word negates a past or a whole."""
    plain = sentence.text.plain
    word = place.of(plain).lower()
    before = plain[max(sentence.span.start, place.start - 40) : place.start]
    behind = plain[place.end : min(sentence.span.end, place.end + 40)]
    if word == "never":
        return not _MODAL.search(before)
    if word == "nor":
        return re.match(r" (?:did|had|has|have|was|were)\b", behind) is not None
    if word == "nowhere":
        return re.search(r"\b(?:going|was|were|am|are|is|been) $", before) is not None
    if word in ("not", "n't"):
        if _PRESENT.search(before):
            speaker = speaker_of(sentence, place)  # “We do not see that”: a denial where they are charged with it
            return speaker is not None and context.is_charged(sentence, speaker.source) and not _owns(behind)
        held = _BEFORE_NOT if word == "not" else _CONTRACTED
        return held.search(before) is not None and not _owns(behind)
    if word in ("nothing", "none") and re.search(r"\b(?:said|says|say|saying) $", before):
        return False  # that is a silence
    done = before.split()[-1:]
    if word in ("no", "nothing", "none", "nobody", "no one") and _PERFECT.search(before):
        return True
    return bool(
        _AT_OPENING.search(before) or (not word.startswith("not a") and (_THERE.search(before) or _is_done(done)))
    )


def _is_done(word: list[str]) -> bool:
    return bool(word) and word[0].lower() in terms("done")


def _owns(behind: str) -> bool:
    """Tell “did not dispute” and “had not said” from “had not paid”."""
    opening = re.match(r"(?: \w+ly| yet)?", behind)
    return phrases("not_contested").match(behind.lower(), (opening.end() if opening else 0) + 1) is not None


def _is_harmless(sentence: Sentence, place: Span, negated: bool) -> bool:
    """Tell predictions and plain lacks from contradictions."""
    plain = sentence.text.plain
    before = plain[max(sentence.span.start, place.start - 40) : place.start].rsplit(".", 1)[-1]
    stretch = re.split(r"[.,;:!?\"]", plain[place.start : place.start + 60])[0].lower()
    words = re.findall(r"[\w'-]+", stretch)
    if not terms("future").isdisjoint(words[:4]) or _HYPOTHETICAL.search(before):
        return True
    return negated and not terms("harmless").isdisjoint(words[:6])


def _is_content(sentence: Sentence, place: Span, speaker: Speaker) -> bool:
    """Tell what a speaker says from what is said about the speaker: “he said, and did not elaborate”."""
    if sentence.in_quote(place.start) or speaker.verb < 0:
        return True
    verb = sentence.places[speaker.verb][1]
    return place.start <= verb or not _RELATED.search(sentence.text.plain[verb : place.start])
