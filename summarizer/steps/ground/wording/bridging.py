"""A name that a claim takes from before its citation, to say which plant “the plant” or which sale “the sale” is."""

from collections import Counter

from summarizer.steps.ground.wording.lists import ARTICLES, PREPOSITIONS
from summarizer.steps.ground.wording.scene import Scene, counts
from summarizer.steps.ground.wording.tokens import Token, past

_NEAR = 8  # sentences back in which the words that a claim takes over stand
_DEFINITE = ARTICLES - {"a", "an"}
_THE = frozenset(["the", "this", "that", "these", "those"])
_TYING = PREPOSITIONS - {"by"}


def bridged(name: str, here: int, scene: Scene) -> bool:
    """Tell whether the article itself says that a definite noun of the cited words is tied to a party."""
    nouns = [noun for noun in _nouns(here, scene) if _definite(scene.pairs[noun], scene)]
    if any(name in scene.wording.by or _beside_noun(name, scene.source[scene.pairs[n]], scene) for n in nouns):
        return True
    if any(_definite(scene.pairs[n], scene, _THE) for n in nouns) and _topic(scene) == name:
        return True
    return _phrase_before(name, here, scene)


def _nouns(here: int, scene: Scene) -> list[int]:
    """The words of the claim to which a party is tied: “the Vale plant”, “the board of Vale”, if cited."""
    claim = scene.claim
    found = next((at for at in range(here + 1, min(here + 3, len(claim))) if at in scene.pairs), None)
    nouns = [] if found is None or claim[found].who or past(claim[found].low) else [found]
    at = here - 1
    while at >= 0 and (claim[at].low in ARTICLES or claim[at].low in PREPOSITIONS):
        at -= 1
    if at < here - 1 and at in scene.pairs and not claim[at].who and not past(claim[at].low):
        nouns.append(at)
    return nouns


def _definite(there: int, scene: Scene, words: frozenset[str] = _DEFINITE) -> bool:
    return any(token.low in words for token in scene.source[max(0, there - 2) : there])


def _beside_noun(name: str, noun: Token, scene: Scene) -> bool:
    """Tell whether an earlier sentence has the noun, and it or the one before it the party."""
    before: tuple[Token, ...] = ()
    for span in scene.numbered.sentences:
        if span.start >= scene.source[0].start:
            return False
        words = scene.between(span)
        if any(t.stem == noun.stem for t in words) and any(name in t.who | t.inner for t in (*before, *words)):
            return True
        before = words
    return False


def _topic(scene: Scene) -> str | None:
    """The body that the article names in the most sentences up to the cited ones, if there is one such."""
    named: Counter[str] = Counter()
    for span in scene.numbered.sentences:
        if span.start < scene.source[0].start:
            named.update({name for token in scene.between(span) for name in token.who if not scene.personal(name)})
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _phrase_before(name: str, here: int, scene: Scene) -> bool:
    """Tell whether a preposition and a party stand so in a sentence before, with what the cited words speak of."""
    claim = scene.claim
    at = here - 1
    while at >= 0 and claim[at].low in ARTICLES:
        at -= 1
    if at < 1 or claim[at].low not in _TYING or not counts(claim[at - 1]):
        return False
    if not any(_definite(there, scene) for there in scene.pairs.values()):
        return False
    known = claim[at - 1].stem
    return any(
        _has_phrase(words := scene.between(span), claim[at].low, name)
        and (at - 1 in scene.pairs or any(token.stem == known for token in words))
        for span in scene.before(_NEAR)
    )


def _has_phrase(words: tuple[Token, ...], preposition: str, name: str) -> bool:
    for at, token in enumerate(words):
        if name in token.who and not token.owns:
            before = at - 1
            while before >= 0 and words[before].low in ARTICLES:
                before -= 1
            if before >= 0 and words[before].low == preposition:
                return True
    return False
