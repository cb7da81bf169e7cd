"""What keeps a verb of denial from being one: a negation before it, or an object that nobody alleges."""

import re

from summarizer.replies.lexicon import DASHES, Cue, one_of, terms, word_set
from summarizer.replies.phrases import is_adverb, is_finite
from summarizer.replies.reading import Sentence
from summarizer.text.span import Span

_NEAR = 5  # words that a negation may stand before the verb
_BREAKS = frozenset(f',;:{DASHES}()"')
_BESIDE = word_set("through in on at by via after over against and from to with that as of about for")
_NO_OBJECT = _BESIDE | word_set("but all outright again when while having any being ever")
_PRONOUNS = word_set("him her them us me it")
_INTENDED = word_set(
    "attempt attempts plot plots conspiracy bid effort efforts intention intentions link links tie ties"
)
"""What one is said to have had with somebody or to do something: “denied an attempt to bribe the clerk”."""
_PASSIVE = word_set("was were been being is are be get got")
_DENYING = word_set("deny denies denied denying")
_JOINED_TO = word_set("deny dispute reject")
_WAVED = re.compile(r"(?:shrug|brush|wav|laugh(?!\w* at)|bat|swat|play)", re.IGNORECASE)
_POINTING = word_set("it that this them all")
_DETERMINED = word_set("a an the its his her their our this these those")
_OBLIGED = word_set("must should ought")
"""“America must reject this”: nobody has."""
_SUPPOSING = word_set("until unless if who whoever anybody anyone nobody")
_VERBS_OR_NOUNS = word_set("contests disputes challenges protests questions queries doubts charges claims blames")
_BEFORE_NOUN = _DETERMINED | word_set(
    "to of in for from with at about over by many several some such any no past recent"
)
_SUFFERED = ("face", "facing", "draw", "drew", "attract", "invit")
_OTHERWISE = re.compile(r"(?<=made up) of\b|(?<=terrorist) (?:attack|group|organi[sz]ation|threat|plot|cell|act)")
_TAKEN_BACK = re.compile(
    r"[^.;\"]{0,60}\b(?:later|then|eventually|finally|afterwards)\b[^.;\"]{0,20}\b(?:admi|acknowledg|conced|confess)"
)
_WORD = re.compile(r"[\w-]+")


def undone(sentence: Sentence, first: int) -> bool:
    """Tell whether a word before the cue turns it around: “did not deny”, “stopped short of denying”."""
    negated = terms("negated")
    verb = sentence.low[first]
    if first and sentence.low[first - 1] in _OBLIGED:
        return True
    if verb == "accused" and first and sentence.low[first - 1] in ("the", "those", "an"):
        return True
    for at in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        low = sentence.low[at]
        if low in _BREAKS or (low in ("and", "but", "or") and verb not in _JOINED_TO):
            return False
        if low.endswith("n't") or (low in negated and not (at and sentence.low[at - 1] in _DETERMINED)):
            return True  # “pressed to deny it”, but not “the press denied it”
    return False


def describes(sentence: Sentence, match: re.Match[str], first: int) -> bool:
    """Tell “its disputed claims”, “a contest that”, “until a court says otherwise” and “made up of” from a reply."""
    before = sentence.low[first - 1] if first else ""
    if is_adverb(before) and sentence.low[max(0, first - 2)] in _DETERMINED:
        return True
    if before in _BEFORE_NOUN and sentence.low[first] in _VERBS_OR_NOUNS:
        return True
    if sentence.low[first] in ("contest", "dispute", "challenge", "question") and _is_noun(sentence, first):
        return True
    if match.group().endswith("otherwise") and not _SUPPOSING.isdisjoint(sentence.low[max(0, first - _NEAR) : first]):
        return True
    return before.startswith(_SUFFERED) or _OTHERWISE.match(sentence.text.plain, match.end()) is not None


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Tell “a genuine three-way contest” from “the ministers contest”."""
    low = sentence.low[max(0, at - 3) : at]
    return any(word in ("a", "an") for word in low) or (bool(low) and low[-1] in _DETERMINED)


def takes_back(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell “first denied and later admitted”, which is told of the past, from a denial."""
    return _TAKEN_BACK.match(sentence.text.plain, match.end(), sentence.span.end) is not None


def nobody_denies(sentence: Sentence, source: Span) -> bool:
    """Tell “no one disputes” from a denial."""
    opening = source.of(sentence.text.plain).lower()
    return opening.startswith(("no one", "nobody", "none", "few", "neither", "not one", "if "))


def withholds(sentence: Sentence, cue: Span, first: int) -> bool:
    """Tell “denied entry” and “denied the workers a rise” from a denial."""
    if sentence.low[first] not in _DENYING:
        return False
    if is_passive(sentence, first):
        by_whom = sentence.text.plain.startswith(" by ", cue.end)  # “that was denied by …”
        return not (by_whom or has_allegation(sentence, Span(sentence.span.start, cue.start)))
    if _gives(sentence, first + 1):
        return True
    for at, low in enumerate(sentence.low[first + 1 : first + 8], first + 1):
        if low in ("that", "having", "being", "any", "ever") or low.endswith("ing") or not low[0].isalnum():
            return False
        if low in terms("accusation") or low in _INTENDED or is_finite(sentence, at):
            return False
        if low in terms("withheld"):
            return True
        if low in _BESIDE:
            return low == "to"
    return False


def is_passive(sentence: Sentence, first: int) -> bool:
    """Tell “the claims were denied by …” from “he denied …”."""
    at = first - 1
    while at >= 0 and (sentence.low[at].endswith("ly") or sentence.low[at] in ("also", "not", "never", "all", "both")):
        at -= 1
    return at >= 0 and sentence.low[at] in _PASSIVE and sentence.low[first].endswith("ed")


def turns_down(sentence: Sentence, match: re.Match[str], first: int) -> bool:
    """Tell the rejection of an offer, an asylum claim or a charge in court from that of an allegation."""
    words = _WORD.findall(match.group().lower())
    inner, last = set(words[1:-1]), words[-1]
    if inner & (terms("refusable") | terms("set_aside")) or last in terms("refusable"):
        return True
    if last in ("result", "results") and not inner & {"test", "tests", "lab", "laboratory"}:
        return True
    if words[0].startswith("question") and last in ("witness", "witnesses", "sources"):
        return True
    behind = sentence.token_at(match.end())
    if sentence.low[behind : behind + 1] == ["of"] and set(sentence.low[behind + 1 : behind + 4]) & terms("refusable"):
        return True
    if last in ("claim", "claims") and sentence.low[behind : behind + 1] in (["to"], ["on"], ["over"]):
        return True  # to land
    if last in ("idea", "notion") and sentence.low[behind : behind + 1] not in (["that"], ["of"], ["as"]):
        return True
    if last in ("that", "this") and behind < len(sentence.low) and sentence.low[behind] in terms("refusable"):
        return True
    rules = any(low in terms("court") for low in sentence.low[max(0, first - 12) : first])
    return rules and (words[0].startswith(("dismiss", "reject", "throw")) or _grants(sentence, first))


def _grants(sentence: Sentence, first: int) -> bool:
    """Tell a bench that denies somebody something from a judge who denies having done something."""
    low = sentence.low[first : first + 2]
    return low[0] in _DENYING and not (low[-1] in ("that", "any", "it") or low[-1].endswith("ing"))


def waves_nothing(sentence: Sentence, match: re.Match[str], source: Span) -> bool:
    """Tell whether what is waved away is a wound, a loss or the fears of a market, and no allegation."""
    if not _WAVED.match(match.group()) or match.group().endswith("when asked"):
        return False
    plain = sentence.text.plain
    if match.group().lower() in ("shrugged", "shrugs"):
        return plain[match.end() : match.end() + 1] not in (".", ",", ":", ";")
    if set(source.of(plain).lower().split()) & terms("markets"):
        return True
    inner = _WORD.findall(match.group().lower())[1:]
    if len(inner) == 1:  # “shrugged off …”: the object stands behind
        inner = _WORD.findall(re.split(r"[,;:\"]| (?:as|that|who|which|to) ", plain[match.end() : match.end() + 70])[0])
    names = one_of("accusation", "evidence", "wavable").search(" ".join(inner)) is not None
    quotes = re.match(r"[^.;]{0,80}? as \"", plain[match.end() : match.end() + 90]) is not None
    return not (names or quotes or (inner and inner[0].lower() in _POINTING and len(inner) < 4))


def calls_something_else(sentence: Sentence, cue: Cue, match: re.Match[str]) -> bool:
    """Tell “called the film a farce” and “called the story ‘damning’” from “called the story a farce”."""
    if cue.line.endswith('"'):
        quote = sentence.text.plain[match.end() : match.end() + 60].lower()
        if not terms("praise").isdisjoint(_WORD.findall(quote)[:6]):
            return True
        named = _WORD.findall(match["object"].lower())
        pointed = len(named) == 1 and named[0] in _POINTING
        return not pointed and one_of("accusation").search(match["object"]) is None
    named = _WORD.findall((match.groupdict().get("object") or "").lower())
    if not named or cue.kind == "counter_accuses" or (named[0] in _POINTING | {"these"} and len(named) < 4):
        return False
    known = terms("accusation") | terms("evidence") | terms("wavable") | terms("proceedings")
    return named != ["the", "whole", "thing"] and known.isdisjoint(named)


def has_allegation(sentence: Sentence, span: Span) -> bool:
    """Tell whether a stretch names an allegation or what one rests on."""
    return one_of("accusation", "evidence").search(sentence.text.plain, *span) is not None


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Tell “denied it had lied” and “denied her client had lied” from “denied her a visa”."""
    for number in range(at + 1, min(at + 1 + _NEAR, len(sentence.low))):
        if not sentence.low[number][0].isalnum():
            return False
        if is_finite(sentence, number):
            return True
    return False


def _gives(sentence: Sentence, at: int) -> bool:
    """Tell two objects, a receiver and a thing: “denied her a visa”, “denied the workers a rise”."""
    low = sentence.low[at : at + 5]
    if len(low) < 2:
        return False
    if low[0] in _PRONOUNS:
        return low[1][0].isalpha() and low[1] not in _NO_OBJECT and not _opens_clause(sentence, at)
    start = int(low[0] in ("the", "its", "their", "his", "her"))
    for end, word in enumerate(low[start:4], start):
        if is_finite(sentence, at + end):
            return False  # “denied there was a plan”
        if word in ("a", "an") and end > start:
            return True
        if word in _NO_OBJECT or word.endswith("ing") or not word[0].isalpha():
            return False
    return False
