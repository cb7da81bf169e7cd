"""Whose a cue is that no pattern of reports reads (“comparing”, “consensus”): of the party right beside it."""

from collections.abc import Iterator

from summarizer.steps.ground.wording.cued import FROM, owner_of, places
from summarizer.steps.ground.wording.lists import ADVERBS, AUXILIARIES, MODALS, NOT, PREPOSITIONS, REPORT, SUBJECTS
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.sources import fits
from summarizer.steps.ground.wording.tokens import Token, past, tokens
from summarizer.text.span import Span

_BETWEEN = AUXILIARIES | MODALS | NOT | ADVERBS
"""What may stand between a subject and its verb, with adverbs in -ly."""
_AND = frozenset(["and", "or", ",", "&"])
_ADJECTIVES = 2  # words before a name of an enumeration: “Democrats and uneasy Republicans”
_OFFICE = 3  # words between “from” and a name: “from 88 generals”, “from Mayor Ek”
_MADE = 3  # words within which “remarks Ek had made” has its verb


def beside_cue(name: str, scene: Scene) -> bool:
    """Tell whether a party stands beside the claim's own cue, and no other is nearer to it.

    A cue inside a quotation is the speaker's, unless the claim says that he relays another's; and who says is read
    from the whole sentence.
    """
    wanted = tuple(token.low for token in tokens(scene.wording.cue) if token.word)
    for sentence in scene.sentences if wanted else ():
        words = scene.between(sentence)
        for at in places(words, wanted):
            if words[at].stem in REPORT or (scene.quoted(words[at].start) and not scene.wording.via):
                continue
            if owner := owner_of(words, at) or _owner_behind(words[at + 1 :]):
                return fits(name, owner, sentence, scene)
            if _before(name, words[:at], sentence, scene):
                return True
    return False


def _before(name: str, words: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    """Tell whether a party is the one next before the cue, or the only one before it in the sentence."""
    rest = list(words)
    while rest and (rest[-1].low in _BETWEEN or rest[-1].low.endswith("ly")):
        rest.pop()
    if rest and rest[-1].low in SUBJECTS:
        return fits(name, (rest[-1],), sentence, scene)
    if rest and rest[-1].who and not rest[-1].owns:
        return any(name in who for who in _enumerated(rest))
    named = [token for token in words if token.who and not token.owns]
    if named:
        return all(name in token.who for token in named)
    pronoun = next((token for token in words if token.low in SUBJECTS), None)
    return pronoun is not None and fits(name, (pronoun,), sentence, scene)


def _enumerated(words: list[Token]) -> Iterator[frozenset[str]]:
    """Give the parties of the enumeration at the end of some words; none of “the mayor of Oss”."""
    at = len(words) - 1
    if at and words[at - 1].low in PREPOSITIONS - {"by"}:
        return
    yield words[at].who
    while at:
        at -= 1
        skipped = 0
        while at and words[at].low not in _AND and not words[at].who and skipped < _ADJECTIVES:
            at, skipped = at - 1, skipped + 1
        joined = words[at].low in (_AND if not skipped else _AND - {","})
        if not joined or not at or not words[at - 1].who:
            return
        at -= 1
        yield words[at].who


def _owner_behind(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Whose a noun is by the words behind it: “pressure from Ek”, “a call by the union”, “remarks Ek had made”."""
    if words and words[0].low in FROM:
        return tuple(token for token in words[1 : 2 + _OFFICE] if token.who)[:1]
    rest = words[1:] if words and words[0].low in ("that", "which") else words
    made = any(past(token.low) for token in rest[1 : 1 + _MADE])
    return tuple(token for token in rest[:1] if made and (token.who or token.low in SUBJECTS))
