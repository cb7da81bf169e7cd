"""The clause around a verb of saying: where the words for who speaks begin and end, and what stands on which side."""

from summarizer.steps.ground.wording.embedded import RELATIVE
from summarizer.steps.ground.wording.lists import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    DEMAND,
    NOT,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    WHENS,
)
from summarizer.steps.ground.wording.report import Sentence, has_verb
from summarizer.steps.ground.wording.tokens import Token, stem

_HEARER = 6  # tokens of a hearer at the end: “…, Lee told a news conference.”
_APPOSITION = 7  # tokens between two commas that may still be an apposition
_LEAD = 8  # tokens before a comma that are taken for a clause even where no verb is seen
_RELATIVE = RELATIVE - {"what"}
_ASIDE = AUXILIARIES | frozenset(["also", "not", "never", "again", "then", "later", "had"])
_WITHIN = (_ASIDE - BE) | ADVERBS
"""What may stand between a form of “be” and its participle."""
_TELL = stem("tell")
_LINKS = frozenset(
    ["however", "meanwhile", "once", "then", "still", "instead", "moreover", "separately", "nevertheless"]
)


def clause(words: tuple[Token, ...], at: int) -> tuple[int, int]:
    """Find the first and last word of the clause that leads up to a cue."""
    last = at - 1
    hanging = participle(words, at)  # “said that A had left, adding”: of the one that said, not of A
    while last >= 0 and (words[last].low in _ASIDE or words[last].low.endswith("ly")):
        last -= 1
    first = last
    while first >= 0 and (
        not _opens_clause(words, first)
        or (hanging and words[first].low in ("that", "what"))
        or _in_aside(words[first + 1 : last + 1])
    ):
        first -= 1
    return first + 1, last


def _in_aside(words: tuple[Token, ...]) -> bool:
    """Tell “since 1998,” before “insisted”: it names nobody who could speak, so it belongs to an aside."""
    named = any(token.who or token.cap or token.low in ARTICLES or token.low in SUBJECTS for token in words)
    return bool(words) and words[-1].low == "," and not named


def _opens_clause(words: tuple[Token, ...], at: int) -> bool:
    """Tell what a clause with a source of its own may begin behind."""
    low = words[at].low
    if low in ('"', ";", ":", "-", "that", "what") or low in SUBORDINATORS:
        return True
    return low in ("and", "but", "while", "as") and at > 0 and words[at - 1].low == ","


def participle(words: tuple[Token, ...], at: int) -> bool:
    """Tell “a group calling itself” from “is now demanding that”, which has a form of “be” before it."""
    if not words[at].low.endswith("ing"):
        return False
    here = at - 1
    while here > 0 and (words[here].low in _WITHIN or words[here].low.endswith("ly")):
        here -= 1
    return words[here].low not in BE and not words[here].low.endswith(("'s", "'re", "'m"))


def passive(words: tuple[Token, ...], at: int) -> bool:
    """Tell “is expected to” and “was told”: there nobody is said to speak."""
    here = at - 1
    while here >= 0 and (words[here].low.endswith("ly") or words[here].low in ("not", "also", "been", "being")):
        if words[here].low in BE:
            return True
        here -= 1
    form = words[here].low.removesuffix("n't")
    return here >= 0 and form in BE and not words[at].low.endswith("ing")


def trails(here: Sentence, first: int, at: int) -> bool:
    """Tell whether what is said came before the cue: nothing follows but time, place or hearer."""
    rest = here.words[at + 1 :]
    if not rest or rest[0].low in (".", "?", "!"):
        return True
    if rest[0].low == ",":
        return _led(here, first, at)
    if here.words[at].stem in DEMAND and rest[0].low in ("on", "for"):
        return False  # “called on parliament to reject it”
    if has_verb(rest):
        return rest[0].low in WHENS and _led(here, first, at)
    if here.words[at].stem == _TELL:
        short = len(rest) <= _HEARER + 1 or not any(word.low in ("that", '"') for word in rest)
        return short and _led(here, first, at)
    to_hearer = rest[0].low == "to" and here.words[at - 1].low not in NOT | AUXILIARIES
    return rest[0].low in WHENS or (to_hearer and _led(here, first, at))


def _led(here: Sentence, first: int, at: int) -> bool:
    """Tell whether something said may stand before the source: a quotation, or a clause and a comma."""
    if any(quote.end <= here.words[at].start for quote in here.quotes):
        return True
    commas = [i for i in range(first, at - 1) if here.words[i].low == ","]
    if any(has_verb(here.words[first:comma]) for comma in commas[-2:]):
        return True
    return bool(commas) and here.words[at - 1].low != "," and commas[-1] - first >= _LEAD


def noun_phrase(words: tuple[Token, ...], first: int, last: int) -> int:
    """Find where a source begins that follows what it says: behind a comma, appositions included."""
    closed = words[last].low == ","
    commas = [i for i in range(first, last) if words[i].low == ","]
    if not commas:
        return first
    start = commas.pop()
    end = last
    if any(word.low == "and" for word in words[start:last]):  # “A, B and C said”
        while commas and _named(words[commas[-1] + 1 : start]):
            start = commas.pop()
        if not commas and _named(words[first:start]):
            return first
    while commas and (closed or _apposed(words, start, end)) and start - commas[-1] <= _APPOSITION:
        if has_verb(words[commas[-1] : start]) and words[commas[-1] + 1].low not in _RELATIVE:
            break
        start, end, closed = commas.pop(), start, False
    return first if closed and start - first <= _APPOSITION else start + 1


def _apposed(words: tuple[Token, ...], start: int, end: int) -> bool:
    """Tell whether what stands behind a comma is only a name, which goes with the description before it."""
    return all(word.who or word.cap for word in words[start + 1 : end + 1])


def unled(source: tuple[Token, ...]) -> tuple[Token, ...]:
    """Take the time or place off that leads up to a source (“Earlier this month, the mayor”)."""
    while source and (source[0].low in PREPOSITIONS or source[0].low in WHENS or source[0].low in _LINKS):
        comma = next((at for at, token in enumerate(source[:-1]) if token.low == ","), None)
        if comma is None:
            break
        source = source[comma + 1 :]
    return source


def _named(words: tuple[Token, ...]) -> bool:
    """Tell whether some words only name a party."""
    return any(word.who for word in words) and all(word.who or word.low in ARTICLES for word in words)
