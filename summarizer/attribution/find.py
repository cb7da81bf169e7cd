"""The finder: attributions of a text, passage by passage, and what is said over several passages."""

from bisect import bisect_right
from functools import lru_cache

from summarizer.attribution.found import Found, trimmed
from summarizer.attribution.model import Attribution, Speech
from summarizer.attribution.others import other_attributions
from summarizer.attribution.reading import Passage, passages
from summarizer.attribution.spoken import (
    introduced_quotations,
    is_label,
    labelled,
    labelled_quotations,
    signed,
    tagged_quotations,
)
from summarizer.attribution.verbs import announced, verb_attributions
from summarizer.text.numbered import numbered
from summarizer.text.span import Span


@lru_cache(maxsize=64)  # many claims stand in one article
def attributions(text: str) -> tuple[Attribution, ...]:
    """Find who says, thinks or wants what in a news text, in the order of the cues.

    What is reported inside another's words is that speaker's: it stands in the content and is not found again.
    """
    quotes = numbered(text).quotes
    finder = _Finder()
    for passage in passages(text, quotes):
        finder.read(passage)
    return finder.result(tuple(Span(quote.start, quote.end) for quote in quotes))


class _Finder:
    """Reads the passages of one text in their order and remembers who is speaking."""

    def __init__(self) -> None:
        self._found: list[Attribution] = []
        self._contents: list[list[Span]] = []
        self._speaking: int | None = None  # whose quotation the next passage may continue
        self._labelled: int | None = None  # the paragraph that a label (“NAME:”) gives to its speaker

    def read(self, passage: Passage) -> None:
        """Find what one passage attributes, and what it adds to the words of the one who speaks."""
        if passage.paragraph == self._labelled:
            start, _ = self._contents[-1].pop()
            self._contents[-1].append(Span(start, passage.span(*trimmed(passage, 0, len(passage.tags))).end))
            return
        here = _in_passage(passage)
        label = bool(here) and is_label(passage, here[0])
        here = here[:1] if label else here
        going_on = self._continue(passage, here)
        if not going_on or going_on < len(passage.tags.rstrip(".,")):
            last = _last_speaker(passage, here)
            if last is not None:
                self._speaking = len(self._found) + last
            elif not going_on:
                self._speaking = None
        for item in here:
            source = (passage.span(*item.source),) if item.source else ()
            self._found.append(Attribution(source, (passage.span(*item.cue),), (), "indirect"))
            self._contents.append([passage.span(*part) for part in item.content])
        self._labelled = passage.paragraph if label else None

    def _continue(self, passage: Passage, here: list[Found]) -> int:
        """Add the quotation at a passage's head to what is being said; tell how many words that was."""
        if self._speaking is None:
            return 0
        going_on = _leading_quotation(passage, here)
        if not going_on and not self._contents[self._speaking]:
            going_on = len(passage.tags)  # “She wrote:”, and no quotation marks
        if going_on:
            self._contents[self._speaking].append(passage.span(0, going_on))
        return going_on

    def result(self, quotes: tuple[Span, ...]) -> tuple[Attribution, ...]:
        """Give the attributions that have a content."""
        return tuple(
            attribution._replace(content=tuple(content), speech=_speech(content, quotes))
            for attribution, content in zip(self._found, self._contents, strict=True)
            if content
        )


def _in_passage(passage: Passage) -> list[Found]:
    """Find the attributions of one passage."""
    found = [*verb_attributions(passage), *other_attributions(passage)]
    if "Q" in passage.tags:
        found += (*labelled_quotations(passage), *signed(passage))
        covered = frozenset(at for item in found for part in item.content for at in range(*part))
        found += (*tagged_quotations(passage, covered), *introduced_quotations(passage, covered))
    if ":" in passage.tags:
        found += [item for item in (labelled(passage), announced(passage)) if item is not None]
    if len(found) < 2:
        return found
    return _outermost(passage, sorted(found, key=lambda item: item.cue))


def _outermost(passage: Passage, found: list[Found]) -> list[Found]:
    """Drop what is reported inside another's words, but not “‘No,’ she said” before “, according to the agency”."""
    parts = [(part, item.cue) for item in found for part in item.content]
    relayed = [(part, cue) for part, cue in parts if passage.words[cue[0]] != "according"]
    return [
        item
        for item in found
        if not any(
            first <= item.cue[0] and item.cue[1] <= last and cue != item.cue
            for (first, last), cue in (relayed if _quotes(passage, item) else parts)
        )
    ]


def _quotes(passage: Passage, item: Found) -> bool:
    """Tell whether a content holds a quotation of speech."""
    return any("Q" in passage.tags[slice(*part)] for part in item.content)


def _leading_quotation(passage: Passage, here: list[Found]) -> int:
    """Tell how many words at the head of a passage are a quotation that the passage itself attributes to nobody."""
    tags = passage.tags
    if tags[0] != "Q" or any(part[0] == 0 for item in here for part in item.content):
        return 0
    rest = tags.lstrip("Q.,")
    return 1 if rest else len(tags)


def _last_speaker(passage: Passage, here: list[Found]) -> int | None:
    """Find the attribution that a quotation in the next passage would continue."""
    if not here:
        return None
    if "Q" not in passage.tags:
        return next(
            (index for index in reversed(range(len(here))) if here[index].spoken and not here[index].content), None
        )
    speakers = [index for index, item in enumerate(here) if item.spoken]
    quoting = [index for index in speakers if _quotes(passage, here[index])]
    best = quoting or speakers
    return best[-1] if best else None


def _speech(content: list[Span], quotes: tuple[Span, ...]) -> Speech:
    """Tell whether all, none or some of the words of a content are quoted."""
    touching = 0
    whole = 0
    for part in content:
        at = max(0, bisect_right(quotes, part) - 1)
        near = quotes[at : bisect_right(quotes, Span(part.end, 0))]
        touching += any(part.overlaps(quote) for quote in near)
        whole += any(part.within(quote) for quote in near)
    if whole == len(content):
        return "direct"
    return "mixed" if touching else "indirect"
