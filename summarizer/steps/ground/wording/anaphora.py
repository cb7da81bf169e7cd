"""Whom a pronoun or common noun of the cited words may mean: a speaker, or a party that was named before it."""

from collections.abc import Set

from summarizer.steps.ground.wording.lists import FIRST, GENERIC, OFFICES, OWNING, PRONOUNS, SUBJECTS
from summarizer.steps.ground.wording.meant import is_collective, together
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.tokens import Token

_NEAR = 4  # how many sentences back an anaphor reaches
_LEFT = 3
_HUMAN = frozenset(["he", "she", "him", "her", "his"])
_TOGETHER = frozenset(["we", "us", "our", "ours"])
_REPRESENTED = frozenset(
    "country nation government state ministry party company firm union agency team club movement client".split()
)
"""What somebody may represent: “his country”, “her union”."""
_KINDS = (frozenset(["he", "him", "his"]), frozenset(["she", "her"]), frozenset(["they", "them", "their"]))
_ALIKE = {low: kind for kind in (*_KINDS, frozenset(["it", "its"])) for low in kind}
"""Pronouns of one kind, which may mean the same."""
_COUNTED = frozenset(["two", "three", "four", "same"])


def means(at: int, name: str, others: frozenset[str], scene: Scene) -> bool:
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
    if (token.low in _HUMAN - OWNING and not scene.personal(name)) or _addressed(at, name, scene):
        return False
    if speaks and token.low in (FIRST if quoted else PRONOUNS | FIRST):
        return True
    near = speaks or any(
        name in earlier.who | earlier.inner for span in scene.before(_NEAR) for earlier in scene.between(span)
    )
    if token.low in FIRST:
        if chain := _chain(scene):  # “we” of somebody who speaks for one is not another
            return name in chain
        return name in scene.wording.by or (near and token.low in _TOGETHER and not scene.personal(name))
    if quoted and name in scene.wording.by:
        return False
    return near and _free_anaphor(at, name, scene)


def _addressed(at: int, name: str, scene: Scene) -> bool:
    """Tell whether “him” is whom a party accuses, tells or asks: not the party itself."""
    before = scene.source[at - 1]
    return scene.source[at].low in ("him", "them") and any(
        told.cue == before and any(name in t.who for t in told.source) for told in scene.told
    )


def _chain(scene: Scene) -> set[str]:
    """The speakers with all whom they speak for, where all of them speak for somebody."""
    represents = scene.cited.represents
    if not scene.wording.by or any(name not in represents for name in scene.wording.by):
        return set()
    found = set(scene.wording.by)
    while more := {represents[name] for name in found if name in represents} - found:
        found |= more
    return found


def _all_in(group: Set[str], name: str, others: frozenset[str], scene: Scene) -> bool:
    """Tell whether a party, with those that the claim enumerates beside it, is of a group or represents it in full."""
    if name in group:
        return others <= group
    if not others and scene.personal(name):
        return False  # “we” of a club is no single player
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
    owner = next(
        (here for here in range(at - 1, max(-1, at - _LEFT - 1), -1) if scene.source[here].low in OWNING), None
    )
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
    if token.low not in SUBJECTS or scene.quoted(token.start):
        return True
    sentences = scene.numbered.sentences
    here = next(number for number, span in enumerate(sentences) if span.start <= token.start < span.end)
    for earlier in reversed(sentences[max(0, here - _NEAR) : here]):
        named_there = (t for t in scene.between(earlier) if t.who and not t.owns)
        fitting = [t for t in named_there if token.low in ("it", "they") or any(scene.personal(n) for n in t.who)]
        if fitting:
            return any(name in t.who for t in (fitting if token.low == "they" else fitting[:1]))
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
    alike = {t.low for t in earlier if t.low in _ALIKE.get(token.low, ())}
    if token.low in OWNING and alike & SUBJECTS:
        return earlier  # “it … its own”: what the first means the second means
    if alike - OWNING:
        return []  # “Lee reminded him that he …”: the second may mean the same as the first
    return [t for t in earlier if t.who and not t.owns]


def _leads(at: int, scene: Scene) -> bool:
    """Tell whether a pronoun stands before its verb or noun rather than at the end of a phrase."""
    following = scene.source[at + 1] if at + 1 < len(scene.source) else None
    return following is not None and following.word


def owned_by_another(token: Token, who: frozenset[str], scene: Scene) -> bool:
    """Tell whether “its” in an owner's place takes up another party, named before it in its own sentence."""
    if token.low not in OWNING or scene.quoted(token.start):
        return False
    binding = [name for earlier in binders(scene.source.index(token), scene) for name in earlier.who]
    return bool(binding) and not any(scene.cited.allied(name) & {*binding, *scene.wording.by} for name in who)


def another(token: Token, who: frozenset[str], scene: Scene) -> bool:
    """Tell whether “the allies” or “his country” in a party's place means others."""
    at = scene.source.index(token)
    known = scene.cited.parties
    if groups := _together(at, scene):
        before = {
            name for span in scene.sentences for t in scene.between(span) if t.start < token.start for name in t.who
        }
        if any(scene.cited.allied(name) & before for name in who):
            return False
        return not any(scene.cited.allied(name) & group for name in who for group in groups)
    return any(_country(at, name, scene) for name in known) and not any(_country(at, name, scene) for name in who)
