"""Evidence of an item: its content, and the source and cue that stand beside it, copied out of the article."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from summarizer.attribution import Attribution, attributions
from summarizer.models import Article, DraftItem, Evidence
from summarizer.steps.ground.cast import Cast, find_name
from summarizer.text.fold import plain_marks
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered, Place
from summarizer.text.span import Span

Role = Literal["content", "source", "cue"]
CONTEXT = 32
"""Code points of prefix and suffix."""


class Grounds(NamedTuple):
    """What the items of one article stand on."""

    article: Article
    text: Numbered
    cast: Cast
    reworded: bool = True
    """Whether a model chose words and speakers, so that both are checked; the rules only ever copy."""

    @property
    def checkable(self) -> bool:
        """Whether code can check what a model chose: it knows English alone."""
        return self.reworded and self.article.language == "en"


def copied(article: Article, place: Place, role: Role = "content") -> Evidence:
    """Copy a stretch out of the article: the only way in which evidence is made."""
    start, end = place.span
    text = article.text
    return Evidence(
        article=article.id,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        role=role,
        widened=place.widened,
    )


def evidence_of(
    item: DraftItem, places: tuple[Place, ...], speakers: tuple[str, ...], on: Grounds
) -> tuple[Evidence, ...]:
    """Copy content, source and cue; the latter two where they are found beside the content."""
    content = tuple(copied(on.article, place) for place in places)
    cue, who = mention(item.cue, places, on), mention(item.who, places, on)
    found = found_beside(cue, places, on) if speakers or item.who or cue else None
    cue = cue or (found.cue[0] if found else None)
    beside = found.source[0] if found else _pronoun(cue, on)
    whole = beside if not (who and beside) or who.within(beside) else who
    source = whole or who or _named(speakers, places, on)
    return (
        *content,
        *((copied(on.article, Place(source), "source"),) if source else ()),
        *((copied(on.article, Place(cue), "cue"),) if cue else ()),
    )


def found_beside(cue: Span | None, places: tuple[Place, ...], on: Grounds) -> Attribution | None:
    """Find whose cue and content these are by the finder, and with them the whole phrase of the source.

    Where the item names no cue, it is the attribution whose content is the item's, by half of each.
    """
    if not on.checkable:
        return None
    spans = [place.span for place in places]
    return next((one for one in attributions(on.article.text) if one.source and _is_of(one, cue, spans)), None)


def _is_of(one: Attribution, cue: Span | None, spans: list[Span]) -> bool:
    """Tell whether an attribution has this cue and some of the content, or, without a cue, half of either content."""
    if cue:
        said = (part.overlaps(span) for part in one.content for span in spans)
        return any(cue.overlaps(at) for at in one.cue) and any(said)
    shared = sum(_shared(said, span) for said in one.content for span in spans)
    return 2 * shared >= max(_length(one.content), _length(spans))


def _shared(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


_PRONOUN = lazily(
    r"\b(?P<who>he|she|it|they|we|i|who)(?:'\w{1,2})?(?: (?:\w+ly|has|have|had|is|are|was|were|will|would|can|could|"
    r"may|might|must|should|did|does|do|not|never|also|then|now|later|again|still|both|all))* \Z",
    re.IGNORECASE,
)


def _pronoun(cue: Span | None, on: Grounds) -> Span | None:
    """Find the pronoun that is the subject of a cue, with nothing but auxiliaries between them."""
    if cue is None or not on.checkable:
        return None
    sentence = on.text.around(cue)
    found = _PRONOUN.search(plain_marks(on.article.text)[sentence.start : cue.start])
    return Span(sentence.start + found.start("who"), sentence.start + found.end("who")) if found else None


_CITATION = re.compile(r"[SQ]\d+(\[\d+:\d+\])?")


def mention(told: str, places: tuple[Place, ...], on: Grounds) -> Span | None:
    """Find the words of a source or a cue: cited, or as they stand in a sentence that is cited."""
    if not told:
        return None
    if _CITATION.fullmatch(told):
        try:
            return on.text.find(told).span
        except LookupError:
            return None
    plain = plain_marks(on.article.text)
    sentences = [on.text.around(place.span) for place in places]
    found = (find_name(plain, told, sentence.start, sentence.end) for sentence in sentences)
    return next((span for span in found if span), None)


def _named(speakers: tuple[str, ...], places: tuple[Place, ...], on: Grounds) -> Span | None:
    plain = plain_marks(on.article.text)
    inside = [place.span for place in places]
    for sentence in (on.text.around(span) for span in inside):
        for name in (name for party in speakers for name in on.cast.names_of(party)):
            span = find_name(plain, name, sentence.start, sentence.end)
            if span and not any(span.overlaps(content) for content in inside if content != sentence):
                return span
    return None
