"""The parties that a claim names are named, or meant by a pronoun or common noun, at that place of the cited words."""

from collections.abc import Iterator, Set

from summarizer.steps.ground.wording.lists import (
    ARTICLES,
    CLAUSE_ENDS,
    CRITICAL,
    FIRST,
    GENERIC,
    OFFICES,
    OWNING,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
)
from summarizer.steps.ground.wording.meant import JOINED, coordinated, is_collective, together
from summarizer.steps.ground.wording.names import names_of
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.tokens import Token, past

_NEAR = 4  # how many sentences back an anaphor reaches
_REACH = 6
_GAP = 8  # tokens between two words of the claim that may hold a party's place
_LEFT = 3
_HUMAN = frozenset(["he", "she", "him", "her", "his"])
_OWNERS = OWNING | frozenset(["our", "my"])
_TOGETHER = frozenset(["we", "us", "our", "ours"])
_REPRESENTED = frozenset(
    "country nation government state ministry party company firm union agency team club movement".split()
)
"""What somebody may represent: “his country”, “her union”."""
_COUNTED = frozenset(["two", "three", "four", "same"])


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
    """Where the words stand that only name who says what the claim is made of, in no claim about the saying itself."""
    covering = [told for told in scene.told if told.covers]
    own = {token.stem for token in scene.claim}
    if any(told.cue.stem in own for told in covering):
        return set()
    return {token.start for told in covering for token in told.source}


def _stands(name: str, here: int, region: list[int], scene: Scene) -> bool:
    others = frozenset[str]().union(*(scene.claim[at].who for at in _enumerated(here, scene)))
    mixed = [group for group in coordinated(scene.source) if group & others and name not in group]
    if any(group - others for group in mixed):
        return False  # the cited words enumerate another in its place
    if any(_names(scene.source[at], name, scene) for at in region):
        return True
    return not mixed and any(
        _means(at, name, others, scene) and _same_place(at, here, scene) for at in region
    ) or _bridged(name, here, scene)


def _bridged(name: str, here: int, scene: Scene) -> bool:
    """Tell whether “the plant” may be the plant of a party, which the article named beside its plant before."""
    claim, source = scene.claim, scene.source
    noun = next((at for at in range(here + 1, min(here + 3, len(claim))) if at in scene.pairs), None)
    if noun is None or claim[noun].who:
        at = here - 1
        while at >= 0 and (claim[at].low in ARTICLES or claim[at].low in PREPOSITIONS):
            at -= 1
        noun = at if at in scene.pairs and at < here - 1 else None
    if noun is None or past(claim[noun].low):
        return False
    there = scene.pairs[noun]
    if not any(token.low in ARTICLES - {"a", "an"} for token in source[max(0, there - 2) : there]):
        return False
    if name in scene.wording.by:
        return True
    earlier = [scene.between(span) for span in scene.numbered.sentences if span.start < source[0].start]
    return any(
        any(t.stem == source[there].stem for t in words) and any(name in t.who | t.inner for t in (*before, *words))
        for before, words in zip(((), *earlier), earlier, strict=False)
    )


def _names(token: Token, name: str, scene: Scene) -> bool:
    """Tell whether a token names a party, if only by a telling word of its name."""
    if name in token.who or name in token.inner:
        return True
    telling = token.low in names_of(scene.key).words[name] and token.stem not in CRITICAL
    return not token.who and telling and (token.cap or token.low in GENERIC)


def _means(at: int, name: str, others: frozenset[str], scene: Scene) -> bool:
    """Tell whether a pronoun or common noun may mean a party: the speaker, or one that was named shortly before."""
    token = scene.source[at]
    quoted = scene.quoted(token.start)
    if any(_all_in(group, name, others, scene) for group in _together(at, scene)) or _country(at, name, scene):
        return True
    speakers = (frozenset(scene.wording.by), _sources(scene))
    if token.low in _TOGETHER and any(_all_in(group, name, others, scene) for group in speakers):
        return True
    if others and token.low in _TOGETHER:
        return False
    if token.low in OWNING and not scene.personal(name) and _owns_body(at, scene):
        return False  # “his country” is not the country of another
    speaks = name in _sources(scene)
    if token.low in _HUMAN - OWNING and not scene.personal(name):
        return False
    if speaks and token.low in (FIRST if quoted else PRONOUNS | FIRST):
        return True
    near = speaks or any(
        name in earlier.who | earlier.inner for span in scene.before(_NEAR) for earlier in scene.between(span)
    )
    if token.low in FIRST:
        return name in scene.wording.by or (near and token.low in _TOGETHER and not scene.personal(name))
    if quoted and name in scene.wording.by:
        return False
    return near and _free_anaphor(at, name, scene)


def _all_in(group: Set[str], name: str, others: frozenset[str], scene: Scene) -> bool:
    """Tell whether a party, with those that the claim enumerates beside it, is of a group or represents it in full."""
    if name in group:
        return others <= group
    return not others & group and all(scene.cited.allied(one) & group for one in (name, *others))


def _owns_body(at: int, scene: Scene) -> bool:
    return any(token.low in _REPRESENTED for token in scene.source[at + 1 : at + 1 + _LEFT])


def _together(at: int, scene: Scene) -> tuple[frozenset[str], ...]:
    """The groups that “the allies” or “all three” may mean: those that the article named together before."""
    if not is_collective(scene.source, at):
        return ()
    sentence = next(s for s in scene.sentences if s.start <= scene.source[at].start < s.end)
    return together(scene.source[at], sentence, scene)


def _country(at: int, name: str, scene: Scene) -> bool:
    """Tell whether “his country” may be the party that a speaker, or one who is named shortly before, represents."""
    owner = next((here for here in range(at - 1, max(-1, at - _LEFT - 1), -1) if scene.source[here].low in OWNING), None)
    if owner is None or scene.source[at].low not in _REPRESENTED:
        return False
    near = {n for span in (*scene.before(1), *scene.sentences) for t in scene.between(span) for n in t.who}
    return any(scene.cited.represents.get(one) == name for one in near | set(scene.wording.by))


def _sources(scene: Scene) -> set[str]:
    """The parties that the sources of the claim's words name, owners included (“Vale's manager … his players”)."""
    found: set[str] = set()
    for told in scene.told:
        if told.covers:
            named = {name for token in told.source for name in token.who | token.inner}
            found |= named or {name for name in scene.wording.by if any(t.low in SUBJECTS for t in told.source)}
    return found


def _same_place(there: int, here: int, scene: Scene) -> bool:
    """Tell whether an anaphor stands beside the same words as the name in the claim, on the same side of them."""
    before, behind = _neighbours(here, scene)
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


def _neighbours(here: int, scene: Scene) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cited words that are the nearest words around a party of the claim, as far as there are any."""
    mine = scene.claim_ranks[here]
    others = scene.pairs.keys() - _enumerated(here, scene)
    before = max(
        (k for k in others if scene.claim_ranks[k] < mine), key=scene.claim_ranks.__getitem__, default=None
    )
    behind = min(
        (k for k in others if scene.claim_ranks[k] > mine), key=scene.claim_ranks.__getitem__, default=None
    )
    return (
        () if before is None else (scene.pairs[before],),
        () if behind is None else (scene.pairs[behind],),
    )


def _enumerated(here: int, scene: Scene) -> set[int]:
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


def _free_anaphor(at: int, name: str, scene: Scene) -> bool:
    """Tell whether a word of the cited sentences may mean `name`, which is not named there."""
    token = scene.source[at]
    if token.low in PRONOUNS:
        return not binders(at, scene) and _nearest(at, name, scene)
    if token.low not in GENERIC or token.who or not at:
        return False
    if token.low in OFFICES and not scene.personal(name):
        return False
    counted = at > 1 and scene.source[at - 1].low in _COUNTED
    return scene.source[at - 1 - counted].low in ("the", "this", "these", "both")


def _nearest(at: int, name: str, scene: Scene) -> bool:
    """Tell whether “it”, “he” or “she” as a subject may reach back to a party.

    The last sentence to name any that fits counts, and in it the party that it named first.
    """
    token = scene.source[at]
    if token.low not in SUBJECTS - {"they"} or scene.quoted(token.start):
        return True
    sentences = scene.numbered.sentences
    here = next(number for number, span in enumerate(sentences) if span.start <= token.start < span.end)
    for earlier in reversed(sentences[max(0, here - _NEAR) : here]):
        named_there = (t for t in scene.between(earlier) if t.who and not t.owns)
        fitting = [t for t in named_there if token.low == "it" or any(scene.personal(n) for n in t.who)]
        if fitting:
            return name in fitting[0].who
    return False


def binders(at: int, scene: Scene) -> list[Token]:
    """The mentions before a pronoun in its own sentence, which bind it; an object is bound only by what owns it."""
    token = scene.source[at]
    sentence = next(s for s in scene.sentences if s.start <= token.start < s.end)
    if token.low in ("him", "them") or (token.low in ("it", "her") and not _leads(at, scene)):
        return []
    if scene.quoted(token.start):
        return []
    earlier = [t for t in scene.source[:at] if t.start >= sentence.start]
    if token.low in OWNING and any(t.low in SUBJECTS for t in earlier):
        return earlier  # “it … its own”: what the first means the second means
    return [t for t in earlier if t.who and not t.owns]


def _leads(at: int, scene: Scene) -> bool:
    """Tell whether a pronoun stands before its verb or noun rather than at the end of a phrase."""
    following = scene.source[at + 1] if at + 1 < len(scene.source) else None
    return following is not None and following.word


def _other_in_place(here: int, scene: Scene) -> str | None:
    """Find another party between the cited words that stand around the claim's party, or right before the second."""
    who = scene.claim[here].who
    beside = frozenset[str]().union(*(scene.claim[at].who for at in _enumerated(here, scene)))
    speaking = _speaking(scene)
    gap = [token for token in _place(here, scene) if not token.who & beside and token.start not in speaking]
    if other := next((token.low for token in gap if _another(token, who, scene)), None):
        return f"the {other}"
    if scene.claim[here].owns and any(_owned_by_another(token, who, scene) for token in gap):
        return "its"
    if any(token.who & who or token.inner & who or token.low in PRONOUNS | FIRST for token in gap):
        return None
    return next((token.low for token in gap if token.who), None)


def _owned_by_another(token: Token, who: frozenset[str], scene: Scene) -> bool:
    """Tell whether “its” in an owner's place takes up another party, named before it in its own sentence."""
    if token.low not in OWNING or scene.quoted(token.start):
        return False
    binding = [name for earlier in binders(scene.source.index(token), scene) for name in earlier.who]
    return bool(binding) and not any(scene.cited.allied(name) & {*binding, *scene.wording.by} for name in who)


def _another(token: Token, who: frozenset[str], scene: Scene) -> bool:
    """Tell whether “the allies” or “his country” in a party's place means others."""
    at = scene.source.index(token)
    known = scene.cited.parties
    if groups := _together(at, scene):
        before = {name for span in scene.sentences for t in scene.between(span) if t.start < token.start for name in t.who}
        if any(scene.cited.allied(name) & before for name in who):
            return False
        return not any(scene.cited.allied(name) & group for name in who for group in groups)
    return any(_country(at, name, scene) for name in known) and not any(_country(at, name, scene) for name in who)


def _place(here: int, scene: Scene) -> Iterator[Token]:
    """The cited tokens, in the active voice, between the neighbours of a party of the claim."""
    before, behind = _neighbours(here, scene)
    far = not behind or _far(here, scene.back[behind[0]], scene)
    order = scene.order
    if before:
        first = order.index(before[0])
        last = order.index(behind[0]) if behind and not far else first + _LEFT + 2
        if first < last <= first + _GAP:
            yield from _until_clause_ends(scene, order[first + 1 : last])
    elif not far:
        last = order.index(behind[0])
        yield from _until_clause_ends(scene, order[max(0, last - _LEFT) : last][::-1])


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
