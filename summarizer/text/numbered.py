"""A text whose sentences and quotations are numbered, so that they can be cited instead of re-typed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, Self

from summarizer.text.fold import plain_marks
from summarizer.text.quotes import Quoted, quoted
from summarizer.text.sentences import sentences
from summarizer.text.span import Span

_CITE = re.compile(r"(?P<kind>[SQ])(?P<number>\d{1,6})(?:\[(?P<start>\d+):(?P<end>\d+)\]|:(?P<part>.+))?", re.DOTALL)
_WORD = re.compile(r"\w+")


class Place(NamedTuple):
    """Where a citation leads: the stretch, and whether it is wider than was asked for."""

    span: Span
    widened: bool = False


class Numbered(NamedTuple):
    """A text with its sentences (S1, S2, …) and quotations (Q1, Q2, …), counted through the whole text."""

    text: str
    sentences: tuple[Span, ...]
    quotes: tuple[Quoted, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Number a text."""
        return cls(text, sentences(text), quoted(text))

    def find(self, cite: str) -> Place:
        """Follow a citation.

        Raises:
            LookupError: The number is out of range; the message says so in a sentence.
        """
        match = _CITE.fullmatch(cite)
        if match is None:
            raise LookupError(f"{cite} is no citation: write S4, Q2 or S4:first words…last words.")
        spans = self.sentences if match["kind"] == "S" else tuple(quote.inner for quote in self.quotes)
        number = int(match["number"])
        if not 1 <= number <= len(spans):
            what = "sentence" if match["kind"] == "S" else "quotation"
            raise LookupError(f"There is no {what} {number}: the article has {len(spans)}.")
        whole = spans[number - 1]
        if match["start"] is not None:
            part = Span(whole.start + int(match["start"]), whole.start + int(match["end"]))
            return Place(part) if part.start < part.end and part.within(whole) else Place(whole, widened=True)
        if match["part"] is not None:
            found = _part(self.text, whole, match["part"])
            return Place(found) if found else Place(whole, widened=True)
        return Place(whole)

    def sentence_of(self, span: Span) -> int:
        """Tell the number of the sentence in which a stretch begins; 0 where there is none."""
        number = bisect_right(self.sentences, (span.start, float("inf")))
        return number if number and span.start < self.sentences[number - 1].end else 0

    def first_behind(self, place: int) -> int:
        """Tell the number of the first sentence that reaches behind a place; 1 where none does."""
        return next((number for number, span in enumerate(self.sentences, 1) if span.end > place), 1)

    def around(self, span: Span) -> Span:
        """Widen a stretch to the sentences that it touches."""
        touched = self.touched(span)
        return Span(touched[0].start, touched[-1].end) if touched else span

    def cite(self, span: Span) -> str:
        """Write the citation of a stretch that lies in one sentence, or of that sentence's part of it."""
        number = self.sentence_of(span) or 1
        sentence = self.sentences[number - 1]
        if span == sentence:
            return f"S{number}"
        return f"S{number}[{span.start - sentence.start}:{min(span.end, sentence.end) - sentence.start}]"

    def cites(self, span: Span) -> tuple[str, ...]:
        """Write the citations of a stretch, sentence by sentence."""
        inside = (Span(max(s.start, span.start), min(s.end, span.end)) for s in self.touched(span))
        return tuple(self.cite(part) for part in inside)

    def touched(self, span: Span) -> list[Span]:
        """The sentences that a stretch overlaps."""
        first = max(0, bisect_right(self.sentences, (span.start, float("inf"))) - 1)
        last = bisect_left(self.sentences, (span.end, -1))
        return [sentence for sentence in self.sentences[first:last] if sentence.overlaps(span)]

    def lines(self, first: int, last: int) -> Iterator[str]:
        """Print sentences `first` to `last` as numbered lines, each quotation followed by its number.

        A sentence is one line, and no line of the article can begin with a number of its own: the marks ⟦ and ⟧ are
        taken out of its text, so ⟦Q3⟧ is always ours.
        """
        for number in range(first, last + 1):
            sentence = self.sentences[number - 1]
            yield f"S{number} {_marked(self.text, sentence, self.quotes)}"


@lru_cache(maxsize=512)  # the articles of a story are read again when it is merged
def numbered(text: str) -> Numbered:
    """Number a text, or remember its numbers: several steps need the same ones."""
    return Numbered.of(text)


def _marked(text: str, sentence: Span, quotes: tuple[Quoted, ...]) -> str:
    pieces, at = [], sentence.start
    for number, quote in enumerate(quotes, 1):
        if sentence.start < quote.end <= sentence.end:
            pieces += [_clean(text[at : quote.end]), f"⟦Q{number}⟧"]
            at = quote.end
    return "".join([*pieces, _clean(text[at : sentence.end])])


def _clean(text: str) -> str:
    return text.replace("⟦", "[").replace("⟧", "]").replace("\r", " ").replace("\n", " ").replace("\u2028", " ")


class _Words(NamedTuple):
    """The words of a sentence, and the same without case."""

    sentence: str
    places: list[re.Match[str]]
    folded: list[str]

    @classmethod
    def of(cls, sentence: str) -> Self:
        places = list(_WORD.finditer(sentence))
        small = sentence.lower() if sentence.isascii() else ""
        return cls(sentence, places, _WORD.findall(small) or [_caseless(place.group()) for place in places])

    def at(self, told: str, start: int = 0) -> Iterator[Span]:
        """Find words in a row among these, by their numbers here."""
        wanted = [_caseless(word) for word in _WORD.findall(plain_marks(told))]
        for at in range(start, len(self.folded) - len(wanted) + 1) if wanted else ():
            if self.folded[at] == wanted[0] and self.folded[at : at + len(wanted)] == wanted:
                yield Span(at, at + len(wanted))

    def between(self, first: str, last: str) -> Span | None:
        """Find the stretch that begins and ends so; where its end stands more than once, the one before a mark."""
        opening = next(self.at(first), None)
        closings = [one for one in self.at(last, opening.start) if one.end >= opening.end] if opening else []
        ending = (one for one in closings if self._before_mark(one.end))
        return Span(opening.start, next(ending, closings[0]).end) if opening and closings else None

    def _before_mark(self, end: int) -> bool:
        return not _WORD.match(self.sentence[self.places[end - 1].end() :].lstrip())


def _part(text: str, whole: Span, told: str) -> Span | None:
    """Find the part of a sentence that is told in full, or by its first and last words with … between them."""
    words = _Words.of(whole.of(plain_marks(text)))
    found = next(words.at(told), None)
    for gap in re.finditer("…", told):
        found = found or words.between(told[: gap.start()], told[gap.end() :])
    if found is None:
        return None
    return Span(whole.start + words.places[found.start].start(), whole.start + words.places[found.end - 1].end())


def _caseless(word: str) -> str:
    """Fold the case of a word away; an I with a dot and one without are one letter."""
    return word.lower() if word.isascii() else word.translate(_ONE_I).casefold()


_ONE_I = str.maketrans("İı", "ii")
