"""Reports without a main clause of their own: inside a relative clause, behind “citing”, or by nobody in particular."""

from collections.abc import Iterator

from summarizer.steps.ground.wording.lists import ARTICLES, AUXILIARIES, BE, PREPOSITIONS
from summarizer.steps.ground.wording.report import Report, Sentence
from summarizer.steps.ground.wording.tokens import Token, past, stem
from summarizer.text.span import Span

RELATIVE = frozenset(["who", "whose", "which", "whom", "where", "what"])
_FAR = 8  # tokens between “whose men” and its cue
_CITING = frozenset(["citing", "quoting"])
GENERAL = frozenset(map(stem, ("say", "report", "believe", "think", "allege", "claim", "accuse", "suspect", "rumour")))
"""What may be said of somebody by nobody in particular: “is said to”, “were accused of”, “it was reported that”."""
_HEADS = frozenset(["to", "that", "of", "by"])
_BY = 8  # tokens between “accused by” and its “of”


def relative(words: tuple[Token, ...], at: int) -> int | None:
    """Find where the source of a cue inside a relative clause begins: behind “where”, “which” or “who”."""
    for here in range(at - 1, max(-1, at - _FAR), -1):
        low = words[here].low
        if low in RELATIVE:
            inside = words[here + 1 : at]
            return here + 1 if inside and _is_subject(inside, low) else None
        if not words[here].word:
            return None
    return None


def _is_subject(words: tuple[Token, ...], pronoun: str) -> bool:
    """Tell “aid workers” in “where aid workers say” from “owns the dog” in “who owns the dog said”."""
    first = words[0]
    if any(not t.who and not t.cap and (past(t.low) or t.low in AUXILIARIES) for t in words):
        return False
    if first.who or first.cap or first.low in ARTICLES or pronoun == "whose":
        return True
    if len(words) > 1 and first.low.endswith("s"):
        return False
    return not any(token.low in ARTICLES or token.low in PREPOSITIONS for token in words)


def relative_end(here: Sentence, at: int) -> int:
    """Where a relative clause ends: at the comma behind which the verb of the main clause goes on."""
    words = here.words
    for comma in range(at + 1, len(words) - 1):
        following = words[comma + 1]
        if words[comma].low == "," and (past(following.low) or following.low in AUXILIARIES):
            return words[comma].start
    return here.span.end


def cited_in(here: Sentence, found: list[Report]) -> Iterator[Report]:
    """Read “the paper reported, citing officials”: the officials say what the paper says."""
    words = here.words
    for at in [at for at, token in enumerate(words) if token.low in _CITING] if found else ():
        end = next((i for i in range(at + 1, len(words)) if words[i].low in (",", ";", ".", "that")), len(words))
        source = words[at + 1 : end]
        if any(token.who for token in source):
            yield Report(words[at], source, found[0].content)


def in_general(here: Sentence, at: int) -> Report | None:
    """Read “it was reported that …”, “X is said to …”, “X was accused of …” and “X reportedly …”."""
    words = here.words
    if words[at].low == "reportedly":
        return Report(words[at], (), _clause(here, at))
    if words[at].stem not in GENERAL or not past(words[at].low) or at + 1 == len(words) or not _be_before(words, at):
        return None
    if words[at + 1].low not in _HEADS:
        return None
    if words[at + 1].low != "by":
        return Report(words[at], (), _clause(here, at))
    last = next((i for i in range(at + 2, min(at + _BY, len(words))) if words[i].low in ("of", "to", "that")), None)
    return Report(words[at], words[at + 2 : last], _clause(here, at)) if last else None


def _clause(here: Sentence, at: int) -> tuple[Span, Span]:
    """The clause of a cue, without the cue itself."""
    cue = here.words[at]
    return Span(here.words[_start(here.words, at)].start, cue.start), Span(cue.end, _end(here, at))


def _be_before(words: tuple[Token, ...], at: int) -> bool:
    before = at - 1
    while before >= 0 and (words[before].low.endswith("ly") or words[before].low in ("also", "been")):
        before -= 1
    if before >= 0 and before < at - 1 and words[before + 1].low == "been":
        return words[before].low in ("has", "have", "had")
    return before >= 0 and words[before].low in BE


def _start(words: tuple[Token, ...], at: int) -> int:
    while at and words[at - 1].low not in (";", ":", "-", '"') and not _joins(words, at - 1):
        at -= 1
    return at


def _end(here: Sentence, at: int) -> int:
    words = here.words
    return next((words[i].start for i in range(at + 1, len(words) - 1) if words[i].low == ";" or (
        words[i].low == "," and _joins(words, i + 1)
    )), here.span.end)  # fmt: skip


def _joins(words: tuple[Token, ...], at: int) -> bool:
    return words[at].low in ("and", "but", "while") and at > 0 and words[at - 1].low == ","
