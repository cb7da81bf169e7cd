"""Negation: what the claim negates its citation negates, and the other way round."""

from collections.abc import Iterator

from summarizer.steps.ground.wording.lists import (
    AUXILIARIES,
    CLAUSE_ENDS,
    NOT,
    NOT_NEGATING,
    PREFIXES,
    REPORT,
    REVERSING,
    SUBJECTS,
)
from summarizer.steps.ground.wording.scene import Scene, counts
from summarizer.steps.ground.wording.tokens import Token, past, stem

_DENY = stem("deny")
_LOOK = 14  # how many tokens a negator may govern


def reversed_in(scene: Scene) -> str | None:
    """Find a word that is negated on one side only."""
    claim, source = scene.claim, scene.source
    here_not = list(_negators(claim))
    there_not = [(at, governed) for at, governed in _negators(source) if not _affirmed_behind(at, scene)]
    ours, theirs = _negated(here_not), _negated(there_not)
    for at, governed in here_not:
        heads = [here for here in governed if here in scene.pairs]
        if not heads and not there_not:
            return f"Leave out “{claim[at].low}”: the cited words do not deny this."
        if heads and _parity(heads[0], ours) != _parity(scene.pairs[heads[0]], theirs):
            if _elided(claim[at], scene.pairs[heads[0]], source) or _same_head(claim[at], heads, scene, there_not):
                continue
            return (
                f"“{claim[at].low} … {claim[heads[0]].low}”: leave out the negation, the cited words have none there."
            )
    for at, governed in there_not:
        heads = [there for there in governed if there in scene.back]
        heads = heads if source[at].stem == _DENY else heads[:1]
        if heads and all(_parity(there, theirs) != _parity(scene.back[there], ours) for there in heads):
            return f"Keep the negation: the cited words say “{source[at].low} … {source[heads[0]].low}”."
    return _prefixed(scene) or _cut_short(scene)


def _affirmed_behind(at: int, scene: Scene) -> bool:
    """Tell whether who makes the claim affirms what is denied: “denied having sunk it, as others say it did”."""
    source, by = scene.source, frozenset(scene.wording.by)
    if source[at].stem != _DENY:
        return False
    turn = next((here for here in range(at + 1, len(source)) if source[here].low == "as"), len(source))
    behind = source[turn + 1 : turn + 1 + _LOOK]
    told = next((here for here, token in enumerate(behind) if token.who & by), len(behind))
    says = [token for token in behind[told + 1 : told + 3] if token.stem in REPORT]
    return bool(says) and any(token.low in AUXILIARIES for token in behind[told + 2 :])


def _cut_short(scene: Scene) -> str | None:
    """Find “those who did” for “those who did not”: a clause that ends with its auxiliary."""
    theirs = {one.low for one, two, end in _threes(scene.source) if two.low == "not" and not end.word}
    for one, two, end in _threes(scene.claim):
        if two.low in theirs and two.low in AUXILIARIES and not end.word and one.low != "not":
            return f"Keep the negation: the cited words say “{two.low} not”."
    return None


def _threes(words: tuple[Token, ...]) -> Iterator[tuple[Token, Token, Token]]:
    return zip(words, words[1:], words[2:], strict=False)


def _elided(negator: Token, head: int, source: tuple[Token, ...]) -> bool:
    """Tell whether “twice it has failed” leaves out the cited verb, which stands before it: its subject is the same."""
    for at in range(head + 1, len(source)):
        if source[at].stem != negator.stem or any(_governed(source, at)):
            continue
        since = source[_clause_start(source, at) : at]
        return any(token.low in SUBJECTS for token in since) and not any(token.who for token in since)
    return False


def _same_head(negator: Token, heads: list[int], scene: Scene, theirs: list[tuple[int, list[int]]]) -> bool:
    """Tell whether the cited words negate by the same word a further one that it negates in the claim."""
    return any(
        scene.source[at].low == negator.low and any(scene.pairs[here] in governed for here in heads[1:3])
        for at, governed in theirs
    )


def _clause_start(words: tuple[Token, ...], at: int) -> int:
    while at and words[at - 1].low not in CLAUSE_ENDS:
        at -= 1
    return at


def _prefixed(scene: Scene) -> str | None:
    """Find a word that stands with a negating prefix on one side only (unharmed, harmed)."""
    for at, token in enumerate(scene.claim):
        if at in scene.pairs or not counts(token):
            continue
        for prefix in PREFIXES:
            bare = token.stem.removeprefix(prefix)
            if prefix + token.stem in scene.places or (bare != token.stem and len(bare) > 2 and bare in scene.places):
                return f"Write what is cited, not “{token.low}”: that is its opposite."
    return None


def _parity(at: int, negated: dict[int, int]) -> int:
    return negated.get(at, 0) % 2


def _negated(negators: list[tuple[int, list[int]]]) -> dict[int, int]:
    """Count for each token the negators that govern it."""
    found: dict[int, int] = {}
    for _, governed in negators:
        for at in governed:
            found[at] = found.get(at, 0) + 1
    return found


def _negators(words: tuple[Token, ...]) -> Iterator[tuple[int, list[int]]]:
    """Give each negator and the content words that it governs, up to the end of its clause."""
    for at in range(len(words)):
        if not _negates(words, at):
            continue
        governed = list(_governed(words, at)) or list(_closed(words, at))
        if governed:
            yield at, governed


def _closed(words: tuple[Token, ...], at: int) -> Iterator[int]:
    """The word before “nothing” at the end of a clause: what was told nothing was not told."""
    if words[at].low in ("nothing", "nobody", "none", "nowhere"):
        before = at - 1
        while before >= 0 and words[before].word and not counts(words[before]):
            before -= 1
        if before >= 0 and words[before].word:
            yield before


def _negates(words: tuple[Token, ...], at: int) -> bool:
    token = words[at]
    if token.low not in NOT and token.stem not in REVERSING and not token.low.endswith("n't"):
        return False
    following = words[at + 1].low if at + 1 < len(words) else ""
    if token.low in NOT or token.low.endswith("n't"):
        if following == "longer":
            return True
        return following not in NOT_NEGATING
    needed = REVERSING[token.stem]
    return not needed or following == needed


def _governed(words: tuple[Token, ...], at: int) -> Iterator[int]:
    """Walk right from a negator; a verb of denial reaches into its that-clause, others stop before it."""
    denies = words[at].stem == _DENY
    for here in range(at + 1, min(at + 1 + _LOOK, len(words))):
        token = words[here]
        if token.low in CLAUSE_ENDS and not (denies and token.low == "that"):
            return
        if token.low in ("and", "but") and _new_clause(words, here):
            return
        if counts(token):
            yield here


def _new_clause(words: tuple[Token, ...], at: int) -> bool:
    """Tell whether “and” leads to a verb or a subject of its own rather than to a further object."""
    following = words[at + 1 : at + 3]
    return bool(following) and (
        following[0].low in ("he", "she", "it", "they", "will", "would", "has", "had", "is", "was", "were")
        or (past(following[0].low) and following[0].stem in REPORT)
    )
