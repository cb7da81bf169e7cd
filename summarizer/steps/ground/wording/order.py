"""Who does it to whom: a claim does not turn its citation's subject into the object, nor give it another subject."""

from summarizer.steps.ground.wording.anaphora import binders
from summarizer.steps.ground.wording.lists import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLAUSE_ENDS,
    CRITICAL,
    MODALS,
    NOT,
    PREPOSITIONS,
    REPORT,
    SUBJECTS,
)
from summarizer.steps.ground.wording.ranks import passive
from summarizer.steps.ground.wording.scene import Scene, counts
from summarizer.steps.ground.wording.tokens import Token, past, stem

_ASIDE = AUXILIARIES | MODALS | NOT | ADVERBS
_FRONTED = frozenset(map(stem, ("say", "add", "argue", "claim", "allege", "note", "reply", "state")))
"""Verbs whose object may come first (“C, said X”)."""
_WHO = 16  # tokens of an aside between a subject and its verb
_VERBS = 2  # how many words behind a subject are tried as its verb


def turned(scene: Scene) -> str | None:
    """Find a subject of the claim that is not the one of its citation."""
    if not scene.claim or not scene.source:
        return None
    ours, theirs = scene.claim_ranks, scene.ranks
    for here, token in enumerate(scene.claim):
        if not _participates(scene, here):
            continue
        for verb in _verbs(scene, here, ours):
            there = scene.pairs[verb]
            if other := _other_subject(scene, (here, verb, there), theirs) or _turned(
                scene, (here, verb, there), (ours, theirs)
            ):
                shown = scene.wording.text[token.start : token.end]
                return f"“{shown} … {scene.claim[verb].low}”: say it of “{other}”, as the cited words do."
    return None


def _participates(scene: Scene, here: int) -> bool:
    """Tell whether a token of the claim is a party or thing that may act: not one behind a preposition."""
    token = scene.claim[here]
    if not (token.who or (counts(token) and not token.number and here in scene.pairs and token.stem not in CRITICAL)):
        return False
    if token.owns:
        return False
    at = here - 1
    while at >= 0 and (scene.claim[at].low in ARTICLES or (scene.claim[at].cap and not scene.claim[at].who)):
        at -= 1
    return at < 0 or scene.claim[at].low not in PREPOSITIONS - {"by"}


def _verbs(scene: Scene, here: int, ours: list[float]) -> list[int]:
    """The first aligned words behind a subject in the active voice: its verb is among them."""
    clause = []
    for at in sorted(range(len(ours)), key=lambda i: ours[i]):
        if ours[at] <= ours[here]:
            continue
        token = scene.claim[at]
        if token.low in CLAUSE_ENDS:
            break
        if at in scene.pairs and not token.who and not token.number:
            clause.append(at)
        if token.who:
            break
    verbs = [at for at in clause if _verbal(scene.claim, at)][:_VERBS]
    if verbs and scene.claim[verbs[0]].stem in _FRONTED:
        return []
    return verbs[:1] if verbs and scene.claim[verbs[0]].stem in REPORT else verbs


def _verbal(words: tuple[Token, ...], at: int) -> bool:
    """Guess whether a word is a verb here: by its form, or by the auxiliary before it."""
    if past(words[at].low):
        return True
    before = at - 1
    while before >= 0 and words[before].low in NOT:
        before -= 1
    if before >= 0 and (
        words[before].who
        or words[before].low in MODALS
        or words[before].low in AUXILIARIES
        or words[before].low == "to"
    ):
        return True
    return before >= 0 and words[before].low not in ARTICLES and words[at].low.endswith("s")


def _other_subject(scene: Scene, where: tuple[int, int, int], theirs: list[float]) -> str | None:
    """Compare the parties right before the verb, looking a pronoun up in its own sentence."""
    here, verb, there = where
    subject = scene.claim[here]
    if not subject.who or not _right_before(scene, here, verb):
        return None
    at = _left(scene.source, there)
    if at is None or theirs[at] > theirs[there] or theirs[at] != at:
        return None
    found = scene.source[at]
    if found.who & subject.who:
        crossed = passive(scene.claim, verb) != passive(scene.source, there) and past(scene.claim[verb].low)
        return "somebody else" if crossed else None
    if found.who:
        return None if found.who & subject.who or found.owns or _behind_preposition(scene.source, at) else found.low
    if found.low in ("who", "which"):
        binding = _before_relative(at, scene)
        return None if any(token.who & subject.who for token in binding) or not binding else binding[-1].low
    if found.low in SUBJECTS:
        binding = binders(at, scene)
        if binding and not any(token.who & subject.who for token in binding):
            return binding[-1].low
    return None


def _before_relative(at: int, scene: Scene) -> list[Token]:
    """The parties that “who” or “which” may take up: those named before it since the last full stop or quotation."""
    first = next((i for i in range(at - 1, -1, -1) if scene.source[i].low in (".", '"', ";")), -1)
    return [token for token in scene.source[first + 1 : at] if token.who]


def _right_before(scene: Scene, here: int, verb: int) -> bool:
    return all(scene.claim[at].low in _ASIDE for at in range(here + 1, verb))


def _left(words: tuple[Token, ...], verb: int) -> int | None:
    at = verb - 1
    while at >= 0 and (words[at].low in _ASIDE or words[at].low.endswith("ly")):
        at -= 1
    if at >= 0 and words[at].low == ",":
        at = next((i - 1 for i in range(at - 1, max(0, at - _WHO), -1) if _opens_aside(words, i)), at)
    return at if at >= 0 else None


def _opens_aside(words: tuple[Token, ...], at: int) -> bool:
    """Tell the comma of “Lee, who owed Ek rent, could …”, behind which the verb has its subject before."""
    return words[at].low == "," and words[at + 1].low in ("who", "which", "whose")


def _behind_preposition(words: tuple[Token, ...], at: int) -> bool:
    before = at - 1
    while before >= 0 and words[before].low in ARTICLES:
        before -= 1
    return before >= 0 and words[before].low in PREPOSITIONS


def _turned(scene: Scene, where: tuple[int, int, int], rank: tuple[list[float], list[float]]) -> str | None:
    """Find another party or thing that stands before the verb where the claim's subject only stands behind it."""
    here, verb, there = where
    ours, theirs = rank
    if passive(scene.claim, verb) and ours[here] == here:
        return None
    mine = _occurrences(scene, here)
    if not mine or any(theirs[at] < theirs[there] for at in mine):
        return None
    for at, token in enumerate(scene.source):
        if theirs[at] >= theirs[there] or _apart(scene.source, at, there):
            continue
        if token.who and scene.claim[here].who and not token.who & scene.claim[here].who:
            return token.low
        behind = scene.back.get(at)
        if behind is not None and ours[behind] > ours[verb] and not _behind_preposition(scene.claim, behind):
            return token.low
    return None


def _occurrences(scene: Scene, here: int) -> list[int]:
    """Where the claim's subject stands in the citation; where it is not named, the object pronouns that may mean it."""
    token = scene.claim[here]
    if not token.who:
        return [scene.pairs[here]]
    named = [at for name in token.who for at in scene.mentions.get(name, ())]
    return named or [at for at, word in enumerate(scene.source) if word.low in ("him", "her", "them", "it")]


def _apart(words: tuple[Token, ...], one: int, two: int) -> bool:
    """Tell whether a sentence or clause of its own ends between two tokens."""
    low, high = sorted((one, two))
    return any(
        token.low in (".", ";", "?", "!", '"', "that", "said")
        or (token.low in ("and", "but") and at + 1 < high and (words[at + 1].low in _ASIDE or past(words[at + 1].low)))
        for at, token in enumerate(words[low + 1 : high], low + 1)
    )
