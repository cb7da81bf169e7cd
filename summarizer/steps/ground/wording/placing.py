"""Where a party of the claim belongs in the cited words: beside the words that stand around it in the claim."""

from summarizer.steps.ground.wording.lists import ARTICLES, CLAUSE_ENDS, OWNING, PREPOSITIONS, SUBJECTS
from summarizer.steps.ground.wording.meant import JOINED, is_collective
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.tokens import Token, past

_REACH = 6
_OWNERS = OWNING | frozenset(["our", "my"])


def same_place(there: int, here: int, scene: Scene) -> bool:
    """Tell whether an anaphor stands beside the same words as the name in the claim, on the same side of them."""
    before, behind = neighbours(here, scene)
    if {there, there - 1} & {*before, *behind} and is_collective(scene.source, there):
        return True  # “A and B are all three …”: the claim has the anaphor too
    at = scene.ranks[there]
    if there in scene.back and not is_collective(scene.source, there):
        return False  # the claim has that word too
    if _alike_governed(there, here, scene):
        return True
    if scene.source[there].low in _OWNERS or scene.source[there].owns:
        reach = 5 if scene.claim[here].owns else 3
        return not (before or behind) or any(abs(at - scene.ranks[k]) <= reach for k in (*before, *behind))
    if scene.source[there].low in ("we", "i"):
        return all(at < scene.ranks[k] for k in behind)  # however far off, it is the subject of what follows
    if _coordinate(there, behind, scene):
        return all(scene.ranks[k] < at or k > behind[0] for k in before)
    follows = all(scene.ranks[k] < at <= scene.ranks[k] + _REACH for k in before)
    precedes = all(scene.ranks[k] - _REACH <= at < scene.ranks[k] for k in behind)
    if before and behind and scene.ranks[behind[0]] < scene.ranks[before[0]]:
        return follows  # the words behind it come from elsewhere
    return (follows and precedes) or (not behind and follows) or (not before and precedes)


def _alike_governed(there: int, here: int, scene: Scene) -> bool:
    """Tell whether both stand behind the same preposition (“for his country”, “for the island”)."""
    ours, theirs = _preposition(scene.claim, here), _preposition(scene.source, there)
    return ours == theirs != ""


def _preposition(words: tuple[Token, ...], at: int) -> str:
    """The preposition that governs a noun or pronoun, its article or owner in between."""
    if words[at].low in _OWNERS or words[at].owns:
        return ""
    at -= 1
    while at >= 0 and (words[at].low in ARTICLES or words[at].low in ("all", "both")):
        at -= 1
    return words[at].low if at >= 0 and words[at].low in PREPOSITIONS else ""


def _coordinate(there: int, behind: tuple[int, ...], scene: Scene) -> bool:
    """Tell whether “it” is the subject of a second verb too, behind “and”, with no other clause in between."""
    if not behind or scene.source[there].low not in SUBJECTS or there > behind[0]:
        return False
    between = scene.source[there + 1 : behind[0]]
    if not past(scene.source[behind[0]].low) or not between or between[-1].low != "and":
        return False
    return not any(token.low in CLAUSE_ENDS | SUBJECTS for token in between)


def neighbours(here: int, scene: Scene) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cited words that are the nearest words around a party of the claim, as far as there are any."""
    mine = scene.claim_ranks[here]
    others = scene.pairs.keys() - enumerated(here, scene)
    before = max((k for k in others if scene.claim_ranks[k] < mine), key=scene.claim_ranks.__getitem__, default=None)
    behind = min((k for k in others if scene.claim_ranks[k] > mine), key=scene.claim_ranks.__getitem__, default=None)
    return (
        () if before is None else (scene.pairs[before],),
        () if behind is None else (scene.pairs[behind],),
    )


def enumerated(here: int, scene: Scene) -> set[int]:
    """The parties of the claim that stand in one enumeration with a party: “A, along with B and C”."""
    found: set[int] = set()
    following = scene.claim[here + 1] if here + 1 < len(scene.claim) else None
    if following and following.cap and not following.who:
        return found  # “A Foreign Minister B”
    for step in (1, -1):
        at = here + step
        while 0 <= at < len(scene.claim) and (scene.claim[at].who or scene.claim[at].low in JOINED | ARTICLES):
            if scene.claim[at].who:
                found.add(at)
            at += step
    return found
