"""Whom a document or a collective noun speaks for: those who issued it, or who were named together before."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from summarizer.steps.ground.wording.lists import ARTICLES, COLLECTIVES, DOCUMENTS, PREPOSITIONS
from summarizer.steps.ground.wording.names import Key, read
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.speech import reports
from summarizer.steps.ground.wording.tokens import Token, stem
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

JOINED = frozenset(["and", "or", "along", "together", "with"]) | {",", "&"}
_ISSUED = frozenset(["by", "from", "of"])
_WORTH = {"both": 2, "two": 2, "couple": 2, "duo": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
_DEFINITE = frozenset(["the", "this", "these", "that", "those"])
_ISSUES = frozenset(map(stem, ("issue", "release", "publish", "sign", "adopt", "write", "send", "post", "circulate")))
_ISSUE = 8  # tokens behind a document within which its issuer begins
_DETERMINER = 4  # tokens before a collective noun within which its article or number stands


def spoken_for(source: tuple[Token, ...], sentence: Span, scene: Scene) -> frozenset[str]:
    """The parties for whom a source without a name of its own may speak."""
    found: set[str] = set()
    for at, token in enumerate(source):
        if token.low in DOCUMENTS:
            found |= _issuers(token, sentence, scene)
        elif is_collective(source, at):
            found |= _last(together(token, sentence, scene))
    return frozenset(found)


def is_collective(words: tuple[Token, ...], at: int) -> bool:
    """Tell “the three”, “all three” and “this growing alliance” from “three men” and “group” in another use."""
    token = words[at]
    if token.low not in COLLECTIVES:
        return False
    if token.low == "both":
        return True
    for word in reversed(words[max(0, at - _DETERMINER) : at]):
        if word.low in _DEFINITE or word.low in ("all", "both"):
            return True
        if word.who or not word.word or word.low in JOINED or word.low in PREPOSITIONS:
            break
    return False


def together(noun: Token, sentence: Span, scene: Scene) -> tuple[frozenset[str], ...]:
    """The enumerations of parties up to a sentence that a collective noun may take up, the nearest last."""
    worth = _WORTH.get(noun.low, 2)
    known = _enumerations(scene.cited.text, scene.key)
    return tuple(group for start, group in known if start <= sentence.start and len(group) >= worth)


@lru_cache(maxsize=64)
def _enumerations(text: str, key: Key) -> tuple[tuple[int, frozenset[str]], ...]:
    """The enumerations of an article, each with the place where its sentence begins."""
    spans = numbered(text).sentences
    words = read(text, key)
    starts = [token.start for token in words]
    cut = (words[bisect_left(starts, span.start) : bisect_left(starts, span.end)] for span in spans)
    return tuple((span.start, group) for span, inside in zip(spans, cut, strict=True) for group in coordinated(inside))


def coordinated(words: tuple[Token, ...]) -> Iterator[frozenset[str]]:
    """Give the parties of each enumeration: “A, B and C”, “A, along with B and C”; of “A Minister B” only the last."""
    group: list[frozenset[str]] = []
    joined = fresh = False
    for at, token in enumerate(words):
        if token.who:
            group = [*group, token.who] if fresh or not group else [*group[:-1], token.who]
            fresh = False
        elif group and token.low in JOINED:
            joined, fresh = joined or token.low != ",", True
        elif not (group and (token.low in ARTICLES or token.cap or _in_title(words, at))):
            if joined and len(group) > 1:
                yield frozenset[str]().union(*group)
            group, joined, fresh = [], False, False
    if joined and len(group) > 1:
        yield frozenset[str]().union(*group)


def _last(groups: tuple[frozenset[str], ...]) -> frozenset[str]:
    return groups[-1] if groups else frozenset()


def _in_title(words: tuple[Token, ...], at: int) -> bool:
    """Tell the “of” of “Secretary of State”."""
    return words[at].low == "of" and 0 < at < len(words) - 1 and words[at - 1].cap and words[at + 1].cap


def _issuers(document: Token, sentence: Span, scene: Scene) -> set[str]:
    """The parties that issue, own or speak in a document wherever the article mentions it up to a sentence."""
    found: set[str] = set()
    for span in scene.numbered.sentences:
        words = scene.between(span)
        if span.start > sentence.start:
            break
        for at, token in enumerate(words):
            if token.low == document.low:
                found |= _beside(words, at, span, scene)
                if any(word.low == "in" for word in words[max(0, at - _DETERMINER) : at]):
                    found |= _saying(span, scene)
    return found


def _saying(span: Span, scene: Scene) -> set[str]:
    """The parties that speak in a sentence: “… the two said in a statement”."""
    found: set[str] = set()
    for report in reports(scene.cited.text, scene.key, span):
        found |= {name for token in report.source for name in token.who if not token.owns}
        nouns = (token for at, token in enumerate(report.source) if is_collective(report.source, at))
        for noun in nouns:
            found |= _last(together(noun, span, scene))
    return found


def _beside(words: tuple[Token, ...], at: int, span: Span, scene: Scene) -> set[str]:
    """Who issued a document: named right before it, behind “by” or “from” after it, or meant by “the two” there."""
    before = words[max(0, at - _DETERMINER) : at]
    if any(token.stem in _ISSUES for token in before):  # “The two issued a joint statement”
        before = words[:at]
    elif any(token.low == "in" for token in before):
        before = before[max(i for i, token in enumerate(before) if token.low == "in") :]
    found = {name for token in before for name in token.who}
    for here in range(len(before)):
        if is_collective(before, here):
            found |= _last(together(before[here], span, scene))
    behind = words[at + 1 : at + 1 + _ISSUE]
    by = next((here for here, token in enumerate(behind) if token.low in _ISSUED), None)
    if by is not None:
        group = next(coordinated(words[at + 2 + by :]), frozenset[str]())
        first = next((token.who for token in behind[by:] if token.who), frozenset[str]())
        found |= group | first if first <= group else first
    for here in range(len(behind)):
        if is_collective(behind, here):
            found |= _last(together(behind[here], span, scene))
    return found
