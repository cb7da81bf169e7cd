"""Accusations in return, and what is said back."""

import re

from summarizer.replies.context import Context
from summarizer.replies.lexicon import terms
from summarizer.replies.phrases import phrase_after
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import said_by, speaker_of
from summarizer.text.span import Span

_INVENTED = re.compile(
    r"\b(?:lying|lies|invent\w*|fabricat\w*|slander\w*|libel\w*|defam\w*|smear\w*|hypocrisy|double standards|making (?:it|things|stories) up"
    r"|distort\w*|twist\w*|mislead\w*|misrepresent\w*|spreading|scapegoat\w*|witch[- ]hunt|blackmail\w*|extort\w*|distract\w*|divert\w*|"
    r"bad faith|bias|politici[sz]ing|staging|staged|provocation\w*)\b",
    re.IGNORECASE,
)
_IN_RETURN = re.compile(
    r"\b(?:in turn|in return|instead|went further|for (?:its|his|her|their) part|hit back|turned on|back at|likewise|countered by)\b",
    re.IGNORECASE,
)
_CLEFT = re.compile(
    r"\b((?:it (?:is|was)|it's) (?!a |an |not |no |only |unclear|clear|likely|time|just |very |too |because|about)(?:[\w'-]+ ){0,5}?[\w'-]+),?(?: [^.;\"]{1,60}?,)? (?:who|that|which)\b"
    r"|\bthe (?:only|real|true|ones|one)\b[^.;\"]{0,60}? (?:is|are|was|were)\b",
    re.IGNORECASE,
)
_MAY_CLEAVE = ("it", "only", "real", "true", "ones", "one")
_BACK = frozenset(("hit", "fired", "shot", "struck", "snapped", "hits", "fires", "shoots", "hitting", "firing"))
_NEGATED = re.compile(r"\b(?:no|not|never|none|nothing|neither)\b|n't\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:evidence|proof|figures?|count\w*|data|sample\w*|method\w*|numbers?|analysis|reanalysis|statistic\w*|estimates?)\b",
    re.IGNORECASE,
)


def returns_accusation(sentence: Sentence, place: Span, context: Context) -> bool:
    """Tell an accusation in return from one that opens the story."""
    plain = sentence.text.plain
    low = place.of(plain).lower()
    if low.startswith(("turn", "counter", "hit", "lash", "round")) and "accus" not in low[:7]:
        behind = plain[place.end : place.end + 160]
        return bool(
            re.search(r"\b(?:accus|charg|say|call|blam|claim)ing\b|[\"]| for ", behind)
        ) and context.alleged_before(sentence)
    if not context.alleged_before(sentence):
        return False
    behind = Span(place.end, min(sentence.span.end, place.end + 240))
    if _INVENTED.search(plain, *behind) or _IN_RETURN.search(plain, sentence.span.start, place.start):
        return True
    target = phrase_after(sentence, sentence.token_at(place.end))
    return target is not None and context.spoke_before(sentence, target.of(plain))


def said_back(sentence: Sentence, context: Context) -> tuple[str, Span, Span] | None:
    """Find what is said back without a word of denial: a cleft, or a clause after “countered that”."""
    plain = sentence.text.plain
    if not sentence.bag.isdisjoint(_MAY_CLEAVE) and not sentence.bag.isdisjoint(("who", "that", "which", "is", "are")):
        found = _CLEFT.search(plain, *sentence.span)
        if found and context.alleged_before(sentence):
            place = Span(*found.span(1 if found[1] else 0))
            speaker = speaker_of(sentence, place)
            if (
                speaker
                and not speaker.concedes
                and not place.overlaps(speaker.source)
                and context.answers(sentence, speaker.source)
            ):
                return "counter_accuses", place, speaker.source
    if sentence.bag.isdisjoint(_BACK) and sentence.bag.isdisjoint(terms("said_back")):
        return None
    return _after_verb(sentence, context)


def _after_verb(sentence: Sentence, context: Context) -> tuple[str, Span, Span] | None:
    plain = sentence.text.plain
    for verb in sentence.verbs:
        low = sentence.low[verb]
        follows = sentence.low[verb + 1] if verb + 1 < len(sentence.low) else ""
        back = low in _BACK and follows == "back"
        if not (back or (low in terms("said_back") and follows == "that") or low.startswith(("retort", "counter"))):
            continue
        source = said_by(sentence, verb)
        if source is None or not context.alleged_before(sentence):
            continue
        content = plain[sentence.places[verb][1] : sentence.span.end]
        if _MEASURE.search(content):
            kind = "disputes_evidence"
        elif _NEGATED.search(content):
            kind = "denies"
        else:
            kind = "counter_accuses"
        return kind, Span(*sentence.places[verb]), source
    return None
