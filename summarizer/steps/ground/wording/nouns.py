"""Reports by a noun: “a recent union claim that …”, “fears in the city that …”, “her belief that …”."""

from summarizer.steps.ground.wording.lists import ARTICLES, AUXILIARIES, OWNING, PREPOSITIONS, SAYINGS
from summarizer.steps.ground.wording.report import Report, Sentence
from summarizer.steps.ground.wording.tokens import Token, past
from summarizer.text.span import Span

_HOLDERS = frozenset(["in", "by", "from", "of", "among", "within", "at"])
_PLURAL = frozenset(["police", "people", "staff"])
_PHRASE = 5  # tokens of a holder between the noun and its “that”
_BEFORE = 4  # tokens before the noun that may belong to it


def by_noun(here: Sentence, at: int) -> Report | None:
    """Read a report whose cue is a noun, where somebody is named who holds it."""
    words = here.words
    that = _that(words, at)
    if that is None or not is_noun(words, at):
        return None
    source = _owner(words, at) or words[at + 2 : that]
    if not source:
        return None
    return Report(words[at], source, (Span(words[that].end, _end(here, that)),))


def is_noun(words: tuple[Token, ...], at: int) -> bool:
    """Tell “a U.S. claim” and “stirring fears” from “the unions claim” and “she fears”."""
    if words[at].low not in SAYINGS or not at:
        return False
    before = words[at - 1]
    if before.owns or before.low in ARTICLES or before.low in PREPOSITIONS:
        return True
    if before.who:
        plural = before.low.endswith("s") or before.low in _PLURAL or words[at].low.endswith("s")
        return not plural and _determined(words, at - 1)
    if before.low in AUXILIARIES or not before.word:
        return False
    return before.low.endswith("ing") or past(before.low) or _determined(words, at)


def _determined(words: tuple[Token, ...], at: int) -> bool:
    """Tell whether an article or owner opens the noun phrase; one after “and” may begin a second subject."""
    for here in range(at - 1, max(-1, at - _BEFORE), -1):
        token = words[here]
        if token.low in ARTICLES or token.owns:
            return not here or words[here - 1].low != "and"
        if token.who or not token.word or token.low in AUXILIARIES or token.low in ("and", "or", "who", "which"):
            return False
    return False


def _that(words: tuple[Token, ...], at: int) -> int | None:
    following = words[at + 1 : at + 3 + _PHRASE]
    if following and following[0].low == "that":
        return at + 1
    if not following or following[0].low not in _HOLDERS:
        return None
    that = next((here for here, token in enumerate(following) if token.low == "that"), None)
    return None if that is None or any(not token.word for token in following[:that]) else at + 1 + that


def _owner(words: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Who has the noun: a party or a possessive right before it, adjectives apart."""
    for here in range(at - 1, max(-1, at - _BEFORE), -1):
        if words[here].who or words[here].owns or words[here].low in OWNING:
            return (words[here]._replace(owns=False),)
        if words[here].low in ARTICLES or words[here].low in PREPOSITIONS or not words[here].word:
            break
    return ()


def _end(here: Sentence, that: int) -> int:
    """Where the clause ends: at a comma behind which another verb of the sentence goes on."""
    words = here.words
    for comma in range(that + 1, len(words) - 1):
        following = words[comma + 1]
        if words[comma].low in (",", "-", ";") and (
            following.low.endswith("ing") or following.low in ("and", "but", "which") or past(following.low)
        ):
            return words[comma].start
    return here.span.end
