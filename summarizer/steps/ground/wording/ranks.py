"""The places of words in the active voice, so that “A was hit by B” and “B hit A” can be compared."""

from summarizer.steps.ground.wording.lists import AUXILIARIES, BE, CLAUSE_ENDS, NOT, PREPOSITIONS
from summarizer.steps.ground.wording.tokens import Token, past, stem

_SAYS = frozenset(map(stem, ("say", "claim", "allege")))
_FAR = 9  # tokens between a participle and its “by”


def ranks(words: tuple[Token, ...]) -> list[float]:
    """Give each token its place in the active voice: “A was hit by B” is read as “B hit A”."""
    rank = [float(at) for at in range(len(words))]
    for at, token in enumerate(words):
        if token.low != "by" or at + 1 >= len(words):
            continue
        verb = _participle(words, at)
        if verb is None or _gerund(words, at + 1):
            continue
        first = _clause_start(words, verb)
        last = _phrase_end(words, at + 1)
        for here in range(first, verb):
            if words[here].low not in AUXILIARIES:
                rank[here] = at + (here - first + 1) / (verb - first + 1)
        for here in range(at + 1, last):
            rank[here] = first + (here - at) / (last - at + 1)
    return rank


def _gerund(words: tuple[Token, ...], at: int) -> bool:
    """Tell “by closing the road” from “by neighbouring Dastan”."""
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].low.endswith("ing") and not (following and (following.who or following.cap))


def _participle(words: tuple[Token, ...], by: int) -> int | None:
    """Find the passive participle that a “by” belongs to, in its own clause."""
    for at in range(by - 1, max(-1, by - _FAR), -1):
        if words[at].low in CLAUSE_ENDS:
            return None
        if past(words[at].low) and words[at].low not in AUXILIARIES:
            passive = any(word.low in BE for word in words[max(0, at - 3) : at])
            return at if passive or at == by - 1 else None
    return None


def _clause_start(words: tuple[Token, ...], verb: int) -> int:
    at = verb - 1
    while at >= 0 and words[at].low not in CLAUSE_ENDS - {","} and words[at].stem not in _SAYS:
        at -= 1
    return at + 1


def _phrase_end(words: tuple[Token, ...], at: int) -> int:
    first = at
    while at < len(words) and words[at].low not in CLAUSE_ENDS and not (at > first and words[at].low in PREPOSITIONS):
        at += 1
    return at


def passive(words: tuple[Token, ...], verb: int) -> bool:
    """Tell whether a verb stands in the passive voice: a participle behind a form of “be”."""
    at = verb - 1
    while at >= 0 and (words[at].low in NOT or words[at].low.endswith("ly")):
        at -= 1
    return at >= 0 and words[at].low in BE and past(words[verb].low)
