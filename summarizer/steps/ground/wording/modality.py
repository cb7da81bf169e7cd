"""Mode: what is to be, may be, must be or is believed does not become what is."""

from summarizer.steps.ground.wording.case import Modality
from summarizer.steps.ground.wording.lists import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BELIEF,
    CONCERN,
    CRITICAL,
    DAYS,
    DEMAND,
    FUTURE,
    MAY,
    MUST,
    NOT,
    REVERSING,
    SUBJECTS,
    WILL,
)
from summarizer.steps.ground.wording.scene import Scene, Told, counts
from summarizer.steps.ground.wording.tokens import Token, past, stem

_SKIPPED = NOT | AUXILIARIES | ADVERBS
_FACTUAL = frozenset(
    map(stem, ("manage", "fail", "force", "come", "continue", "begin", "start", "help", "use", "able", "get", "cause"))
) | frozenset(map(stem, ("allow", "lead", "serve", "happen", "claim", "seem", "appear", "enough")))
"""Stems after which an infinitive is a fact (managed to, forced to), or a claim about one."""
_TOLD = frozenset(map(stem, ("say", "report", "believe", "think", "allege", "suspect", "understand")))
"""Stems whose passive tells what is so, by somebody: “is said to have left”."""
_HOPES = frozenset(map(stem, ("expect", "predict", "forecast", "hope")))
_WISHES = frozenset(map(stem, ("demand", "urge", "call", "appeal", "ask", "recommend", "propose")))
_CALL = stem("call")
_ASK = stem("ask")
_VIEWS = frozenset(
    map(stem, ("see", "accept", "understand", "expect", "perceive", "know", "bet", "consider", "recognise"))
) | frozenset(
    map(stem, ("recognition", "assumption", "illusion", "despair", "position", "apprehension", "uncertain", "disdain"))
)
"""Stems of what somebody may be said to hold to be so, asserted or believed."""
_WISHED = frozenset(map(stem, ("advocate", "encourage", "push", "pressure", "seek", "need", "deserve")))
_BELIEVED = BELIEF | CONCERN | _VIEWS
_DEMANDED = DEMAND | _WISHED
_WH = frozenset(["how", "why", "what", "whether", "who", "when", "where", "if"])
_DID = frozenset(["did", "was", "were", "has", "have"])
_WAS = frozenset(["was", "were", "had", "did"])
_OPEN = frozenset(["will", "must", "to", "may"])


def moved(scene: Scene) -> str | None:
    """Find a mode that the claim, in its words or as it is labelled, does not share with its citation."""
    return _in_words(scene) or _label(scene.wording.modality, scene)


def settled(scene: Scene) -> tuple[Modality, str | None]:
    """Give the label that the cited words bear out, the claim's own if they do; else that, and what they say to it."""
    labels: tuple[Modality, ...] = (scene.wording.modality, "asserted", "believed", "predicted", "demanded")
    against = _label(labels[0], scene)
    if against is None:
        return labels[0], None
    found = next((label for label in labels[1:] if _label(label, scene) is None), None)
    return (found, None) if found else (labels[0], against)


def mode(words: tuple[Token, ...], at: int) -> str:
    """Say in which mode a verb stands: "" plain, may, will, must, or to (an infinitive that some wish governs)."""
    here = at - 1
    while here >= 0 and (words[here].low in _SKIPPED or words[here].low.endswith("ly") or words[here].low == '"'):
        if (
            words[here].low in AUXILIARIES
            and words[here].low not in BE
            and words[here].low not in ("have", "has", "had", "do")
        ):
            return ""
        here -= 1
    if here < 0:
        return ""
    low = words[here].low
    for name, group in (("may", MAY), ("will", WILL), ("must", MUST)):
        if low in group:
            return name
    return _infinitive(words, here) if low == "to" else ""


def _infinitive(words: tuple[Token, ...], to: int) -> str:
    if not to:
        return ""
    before = words[to - 1]
    if before.low in ("have", "has", "had", "need", "needs"):
        return "must"
    if before.low in ("going", "about", "due", "set") or before.low in BE:
        return "to"
    return "" if before.stem in _FACTUAL or (before.stem in _TOLD and past(before.low)) else "to"


def _in_words(scene: Scene) -> str | None:
    for here, there in scene.pairs.items():
        ours = mode(scene.claim, here) or _subjunctive(scene.claim, here)
        theirs = mode(scene.source, there) or _subjunctive(scene.source, there)
        if ours == theirs or scene.claim[here].who or scene.claim[here].number:
            continue
        if _agree(ours, theirs, scene, here, there):
            continue
        cited, told = f"{_shown(theirs)}{scene.source[there].low}", f"{_shown(ours)}{scene.claim[here].low}"
        return f"Write “{cited}” as the cited words do, not “{told}”."
    return None


def _subjunctive(words: tuple[Token, ...], at: int) -> str:
    """Read “demanded that the government bar it” as what must be."""
    if words[at].who or past(words[at].low) or words[at].low.endswith(("s", "ing", "ly")):
        return ""
    for here in range(at - 1, max(0, at - 9), -1):
        if words[here].low == "that":
            return "must" if words[here - 1].stem in DEMAND else ""
    return ""


def _shown(name: str) -> str:
    return f"{name} " if name else ""


def _agree(ours: str, theirs: str, scene: Scene, here: int, there: int) -> bool:
    """Tell whether two modes come to the same, as these words use them."""
    if not ours and theirs == "to" and _unachieved(scene.claim, here):
        return True
    if not ours and _done(scene.source, there):
        return True
    if not ours:
        return not (theirs in _OPEN and _finite(scene.claim, here, scene.source[there]))
    if ours == "to":
        return True
    wished = any(token.stem in DEMAND for token in scene.source)
    awaited = any(token.stem in FUTURE for token in scene.source)
    if ours == "must":
        return (theirs in ("to", "") and wished) or (theirs == "to" and not awaited)
    if ours == "will":
        return theirs in ("to", "") and awaited and not wished
    return not theirs and any(token.stem in BELIEF for token in scene.source)


def _done(words: tuple[Token, ...], at: int) -> bool:
    """Tell “said that buses would run, and they did”: what was to be is said to have been, at the end."""
    ends = zip(words[at:], words[at + 1 :], words[at + 2 :], strict=False)
    return any(one.low in SUBJECTS and two.low in _DID and not end.word for one, two, end in ends)


def _unachieved(words: tuple[Token, ...], at: int) -> bool:
    """Tell “failed to send”: it says no more than that somebody tried to."""
    return at > 1 and words[at - 1].low == "to" and words[at - 2].stem in REVERSING


def _finite(words: tuple[Token, ...], at: int, cited: Token) -> bool:
    """Tell whether a word of the claim says that something is or was done, not only names the act."""
    token = words[at]
    before = words[at - 1].low if at else ""
    if before in ("a", "an", "the", "of", "no", "its", "his", "her", "their"):
        return False
    if before == "to" or any(word.low in ("did", "does", "do") for word in words[max(0, at - 3) : at]):
        return True  # “began to cut” says that it was cut
    if token.low == cited.low and at and counts(words[at - 1]) and not past(before):
        return token.stem not in CRITICAL and not token.low.endswith("ly")
    return past(token.low) or before in AUXILIARIES or (token.low != cited.low and token.low.endswith("s"))


def _label(label: Modality, scene: Scene) -> str | None:
    reports = sorted((told for told in scene.told if told.covers), key=_reach)[:1]  # the innermost governs
    cue = reports[0].cue.low if reports else ""
    own = {token.stem for token in scene.claim}
    if label == "believed":
        if not any(token.stem in _BELIEVED for token in scene.source) and not _in_view(scene):
            return "Nobody is said to believe this: set modality to asserted, or cite the words of belief."
    elif label == "demanded":
        if not any(token.stem in _DEMANDED or token.low in MUST or token.low == "to" for token in scene.source):
            return "The cited words demand nothing: set modality to asserted, or cite the demand."
    elif label == "predicted":
        if not any(_ahead(token) for token in scene.source) and not _dated_ahead(scene):
            return "The cited words do not say that this is to come: set modality to asserted."
    elif any(told.cue.stem in BELIEF and told.cue.stem not in own for told in reports):
        return f"Set modality to believed: the cited words say “{cue}”."
    elif any(told.cue.stem in _HOPES and told.cue.stem not in own for told in reports):
        return f"Set modality to predicted: the cited words say “{cue}”."
    elif any(_wishes(told, scene) and told.cue.stem not in own for told in reports):
        return f"Set modality to demanded: the cited words say “{cue}”."
    return None


def _wishes(told: Told, scene: Scene) -> bool:
    """Tell “called for a vote” from “called the vote a farce”."""
    behind = next((token.low for token in scene.source if token.start >= told.cue.end), "")
    if told.cue.stem == _ASK and (behind in _WH or any(token.low == "?" for token in scene.source)):
        return False  # a question, not a request
    return told.cue.stem in _WISHES and (told.cue.stem != _CALL or behind in ("for", "on"))


def _reach(told: Told) -> int:
    """How much of a sentence a report covers."""
    return sum(span.end - span.start for span in told.report.content)


def _in_view(scene: Scene) -> bool:
    lows = {token.low for token in scene.source}
    return bool(lows & {"view", "opinion", "belief", "suspicion", "fears", "convinced"})


def _dated_ahead(scene: Scene) -> bool:
    """Tell “the hearing continues on Wednesday”: a day, and no verb of the past."""
    dated = any(token.stem in DAYS for token in scene.source)
    return dated and not any(past(token.low) or token.low in _WAS for token in scene.source)


def _ahead(token: Token) -> bool:
    ahead = token.low in WILL or token.low.endswith("'ll")
    return ahead or token.low in MAY or token.stem in FUTURE or token.low == "to"
