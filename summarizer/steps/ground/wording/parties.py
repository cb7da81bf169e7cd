"""The parties that a claim names are named, or meant by a pronoun or common noun, at that place of the cited words."""

from collections.abc import Iterator

from summarizer.steps.ground.wording.anaphora import another, means, owned_by_another
from summarizer.steps.ground.wording.bridging import bridged
from summarizer.steps.ground.wording.lists import (
    CLAUSE_ENDS,
    CRITICAL,
    FIRST,
    GENERIC,
    OWNING,
    PREPOSITIONS,
    PRONOUNS,
)
from summarizer.steps.ground.wording.meant import coordinated
from summarizer.steps.ground.wording.names import names_of
from summarizer.steps.ground.wording.placing import enumerated, neighbours, same_place
from summarizer.steps.ground.wording.scene import Scene, Told, counts
from summarizer.steps.ground.wording.tokens import Token, tokens

_GAP = 8  # tokens between two words of the claim that may hold a party's place
_LEFT = 3
_RELATIVE = frozenset(["who", "which", "whose", "whom"])
_BEFORE = 2  # sentences back in which an owner is sought


def unnamed(scene: Scene) -> str | None:
    """Find a party of the claim that the cited words neither name nor mean where the claim has it."""
    region = _region(scene)
    for at, token in enumerate(scene.claim):
        if not token.who:
            continue
        shown = scene.wording.text[token.start : token.end]
        if not any(_stands(name, at, region, scene) for name in token.who):
            return f"“{shown}” is not in the cited words: leave it out, or cite its sentence too."
        if other := _other_in_place(at, scene):
            return f"“{shown}”: write “{other}” there, as the cited words do."
    return None


def _region(scene: Scene) -> list[int]:
    """The cited tokens that may name what a claim is about: not those that only name who says it."""
    speaking = _speaking(scene)
    return [at for at, token in enumerate(scene.source) if token.start not in speaking]


def _speaking(scene: Scene) -> set[int]:
    """Where the words stand that only name who says what the claim is made of, in no claim about the saying itself.

    “The union blames the firm” is about the saying, “the firm lost money” is not; and of what the firm denied, as
    others say, the firm is no source.
    """
    covering = [told for told in scene.told if told.covers]
    own = {token.stem for token in scene.claim}
    if any(told.cue.stem in own for told in covering) or _tells_of_saying(scene, own):
        return set()
    return {token.start for told in covering if _is_teller(told, scene) for token in told.source}


def _tells_of_saying(scene: Scene, own: set[str]) -> bool:
    """Tell whether the words of saying that the claim points to are its own words, and cited."""
    cue = {token.stem for token in tokens(scene.wording.cue) if counts(token)}
    return bool(cue) and cue <= own and cue <= scene.places.keys()


def _is_teller(told: Told, scene: Scene) -> bool:
    """Tell whether a source may be who makes the claim: it names no one, or one of its speakers."""
    named = {name for token in told.source for name in token.who | token.inner}
    return not named or not scene.wording.by or any(scene.cited.allied(name) & named for name in scene.wording.by)


def _stands(name: str, here: int, region: list[int], scene: Scene) -> bool:
    others = frozenset[str]().union(*(scene.claim[at].who for at in enumerated(here, scene)))
    mixed = [group for group in coordinated(scene.source) if group & others and name not in group]
    if any(group - others for group in mixed):
        return False  # the cited words enumerate another in its place
    if any(_names(scene.source[at], name, scene) for at in region):
        return True
    return (
        not mixed and any(means(at, name, others, scene) and same_place(at, here, scene) for at in region)
    ) or bridged(name, here, scene)


def _names(token: Token, name: str, scene: Scene) -> bool:
    """Tell whether a token names a party, if only by a telling word of its name."""
    if name in token.who or name in token.inner:
        return True
    telling = token.low in names_of(scene.key).words[name] and token.stem not in CRITICAL
    return not token.who and telling and (token.cap or token.low in GENERIC)


def _other_in_place(here: int, scene: Scene) -> str | None:
    """Find another party between the cited words that stand around the claim's party, or right before the second."""
    who = scene.claim[here].who
    beside = frozenset[str]().union(*(scene.claim[at].who for at in enumerated(here, scene)))
    speaking = _speaking(scene)
    gap = [token for token in _place(here, scene) if not token.who & beside and token.start not in speaking]
    if other := next((token.low for token in gap if another(token, who, scene)), None):
        return f"the {other}"
    if scene.claim[here].owns and any(owned_by_another(token, who, scene) for token in gap):
        return "its"
    if scene.claim[here].owns and (owner := _owner_before(here, scene)):
        return owner
    if any(token.who & who or token.inner & who or token.low in PRONOUNS | FIRST for token in gap):
        return None
    return next((token.low for token in gap if token.who), None)


def _owner_before(here: int, scene: Scene) -> str | None:
    """Find “his” before the noun that the claim gives to a party which the article names only behind it."""
    at = next((scene.pairs[k] - 1 for k in (here + 1, here + 2) if k in scene.pairs), -1)
    if at < 0 or scene.source[at].low not in OWNING or scene.quoted(scene.source[at].start):
        return None
    who = scene.claim[here].who
    spans = scene.before(_BEFORE)
    earlier = [*scene.source[:at], *(token for span in spans for token in scene.between(span))]
    behind = any(token.who & who for token in scene.source[at:])
    if (
        not behind
        or not any(scene.personal(name) for name in who)
        or any(token.who & who for token in scene.source[:at])
    ):
        return None
    rivals = [name for token in earlier for name in token.who - who if scene.personal(name)]
    return scene.source[at].low if any(name in scene.wording.by for name in rivals) else None


def _place(here: int, scene: Scene) -> Iterator[Token]:
    """The cited tokens, in the active voice, between the neighbours of a party of the claim."""
    before, behind = neighbours(here, scene)
    far = not behind or _far(here, scene.back[behind[0]], scene)
    order = scene.order
    if before:
        first = order.index(before[0])
        last = order.index(behind[0]) if behind and not far else first + _LEFT + 2
        if first < last <= first + _GAP:
            yield from _until_clause_ends(scene, order[first + 1 : last])
    elif not far:
        last = order.index(behind[0])
        last = next((at for at in range(last) if _opens_aside(order[at], behind[0], scene)), last)
        yield from _until_clause_ends(scene, order[max(0, last - _LEFT) : last][::-1])


def _opens_aside(at: int, until: int, scene: Scene) -> bool:
    """Tell whether a comma opens what is said by the way of a subject: “Reyes, who is no kin of the mayor, urged”."""
    source = scene.source
    if not 0 <= at < until - 1 or source[at].low != "," or source[until - 1].low != ",":
        return False
    return source[at + 1].low in _RELATIVE and not any(source[k].low in CLAUSE_ENDS for k in range(at + 2, until - 1))


def _until_clause_ends(scene: Scene, places: list[int]) -> Iterator[Token]:
    for at in places:
        if scene.source[at].low in CLAUSE_ENDS - {","}:
            return
        if not (at and scene.source[at - 1].low == "("):  # the agency of a dateline
            yield scene.source[at]


def _far(here: int, behind: int, scene: Scene) -> bool:
    """Tell whether a party and the next word of the claim are too far apart, or a phrase of its own begins between."""
    if not here < behind <= here + _LEFT:
        return True
    return any(token.low in PREPOSITIONS for token in scene.claim[here + 1 : behind])
