"""A sentence as words, with what stands in quotation marks; read only where a cue may stand."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from operator import attrgetter

from summarizer.replies.lazy import lazy
from summarizer.replies.lexicon import DASHES, EURO, terms
from summarizer.text.fold import small
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

_TOKEN = re.compile(r"[^\W_]+(?:['.&-][^\W_]+|,\d{3}(?!\d))*|[^\w\s]")
_OWNS = re.compile(r"[a-z]s'(?= \w)")
_OPENS_SINGLE = re.compile(r"(?<!\w)'\w")
_CUTS = f"\"'(),.;:!?{DASHES}-[]{{}}"
_MARKS = {
    "“": '"', "”": '"', "’": "'", "‘": "'", "„": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " ",
    "–": DASHES[0], "—": DASHES[1], "€": EURO,
}  # fmt: skip
_PHRASAL = {
    "called": "out",
    "hit": "back",
    "fired": "back",
    "shot": "back",
    "hits": "back",
    "pointed": "out",
    "asked": "",
    "charged": "",
}
_STOPS = frozenset(".!?…\"'”’»)")
_MOST = 400  # words of a sentence that are read; the longest in news have a hundred


class Sentence:
    """One sentence of a text, its words read when they are first needed."""

    def __init__(self, text: "Text", number: int, span: Span) -> None:
        self.text, self.number, self.span = text, number, span

    @lazy
    def flat(self) -> str:
        """Its text in lower case, with blanks for marks."""
        return self.span.of(self.text.flat)

    @lazy
    def bag(self) -> set[str]:
        """Its words in lower case, cut at every mark, for looking up what may stand in it."""
        return set(self.flat.split())

    @lazy
    def places(self) -> list[tuple[int, int]]:
        """Where its words and marks stand; the apostrophe of “the officers’ lawyer” belongs to its word."""
        found = [match.span() for match in islice(_TOKEN.finditer(self.text.plain, *self.span), _MOST)]
        if "s' " not in self.text.plain[self.span.start : self.span.end] or self._is_in_single_marks:
            return found
        ends = {match.end() for match in _OWNS.finditer(self.text.plain, *self.span)}
        return [
            (start, end + (end + 1 in ends)) for start, end in found if not (end in ends and end - start == len("'"))
        ]

    @property
    def _is_in_single_marks(self) -> bool:
        """Whether it has words in single quotation marks, of which the closing one looks like an apostrophe."""
        return _OPENS_SINGLE.search(self.text.plain, *self.span) is not None

    @lazy
    def words(self) -> list[str]:
        """Its words and marks as printed, marks made plain."""
        plain = self.text.plain
        return [plain[start:end] for start, end in self.places]

    @lazy
    def low(self) -> list[str]:
        """Its words in lower case."""
        return [word.lower() for word in self.words]

    @lazy
    def starts(self) -> dict[str, list[int]]:
        """Where each of its words begins."""
        found: dict[str, list[int]] = {}
        for (start, _), low in zip(self.places, self.low, strict=True):
            found.setdefault(low, []).append(start)
        return found

    @lazy
    def quotes(self) -> tuple[Span, ...]:
        """The quotations that touch it, marks included."""
        return self.text.quotes_of(self.span)

    @lazy
    def verbs(self) -> tuple[int, ...]:
        """Which of its words are verbs of saying outside quotations."""
        say = terms("speech")
        if say.isdisjoint(self.bag) and _PHRASAL.keys().isdisjoint(self.bag):
            return ()
        found = [i for i, word in enumerate(self.low) if word in say or (word in _PHRASAL and self._is_phrasal(i))]
        return tuple(i for i in found if not self._is_noun(i) and not self.in_quote(self.places[i][0]))

    def _is_phrasal(self, at: int) -> bool:
        """Tell “called out” and “hit back” from “called” and “hit”."""
        behind = self.low[at + 1 : at + 2]
        if self.low[at] == "asked":  # “Where is the proof?” she asked.
            return behind in (["."], [","]) and at > 1 and self.low[at - 1] != ","
        if self.low[at] == "charged":  # “They are hiding it,” she charged; not “she was charged.”
            said = behind in (["."], [","]) or behind == ["that"]
            return said and at > 1 and self.low[at - 1] not in terms("auxiliary")
        return behind == [_PHRASAL[self.low[at]]]

    def _is_noun(self, at: int) -> bool:
        """Tell “the claims” from “she claims”."""
        before = self.low[at - 1] if at else ""
        if at and self.words[at][0].isupper():  # a surname, or the first word behind a dateline
            behind = self.low[at + 1] if at + 1 < len(self.low) else ""
            return before not in ('"', "'") or behind in terms("speech")
        if at == 0 and self.low[at] in terms("nominal"):
            return True
        return self.low[at] in terms("nominal") and (before in terms("before_nominal") or before.endswith("'s"))

    def in_quote(self, at: int) -> bool:
        """Tell whether a place lies in quotation marks."""
        return any(quote.start <= at < quote.end for quote in self.quotes)

    def quote_at(self, at: int) -> Span | None:
        """Give the quotation in which a place lies."""
        return next((quote for quote in self.quotes if quote.start <= at < quote.end), None)

    def token_at(self, at: int) -> int:
        """Give the number of the first word that ends behind a place."""
        return bisect_right(self.places, at, key=lambda place: place[1])

    def stretch(self, first: int, last: int) -> Span:
        """Give the place of words `first` to `last`, both included."""
        return Span(self.places[first][0], self.places[last][1])


class Text:
    """A text, its sentences, and its marks made plain without moving anything."""

    def __init__(self, text: str) -> None:
        self.raw = text
        plain = text
        for mark, same in _MARKS.items():
            plain = plain.replace(mark, same)
        self.plain = plain
        self.small = small(plain)
        self.flat = _flat(self.small)
        read = numbered(text)
        self.sentences = tuple(Sentence(self, i, span) for i, span in enumerate(read.sentences))
        self._quotes = tuple(Span(quote.start, quote.end) for quote in read.quotes)

    def quotes_of(self, span: Span) -> tuple[Span, ...]:
        """Give the quotations that touch a stretch, up to the end of the line in which it begins."""
        line_end = self.raw.find("\n", span.start, span.end)
        first = bisect_right(self._quotes, span.start, key=attrgetter("end"))
        last = bisect_left(self._quotes, span.end if line_end < 0 else line_end, key=attrgetter("start"))
        return self._quotes[first:last]

    def same_paragraph(self, one: Sentence, two: Sentence) -> bool:
        """Tell whether two sentences stand in one paragraph."""
        first, second = sorted((one.span, two.span))
        return "\n" not in self.raw[first.end : second.start]

    def is_headline(self, sentence: Sentence) -> bool:
        """Tell a headline among the first lines, which closes without a stop, from a sentence."""
        return (
            sentence.number < 3
            and self.raw[sentence.span.end - 1] not in _STOPS
            and sentence.number + 1 < len(self.sentences)
            and not self.same_paragraph(sentence, self.sentences[sentence.number + 1])
        ) or self._quoted_headline(sentence)

    def _quoted_headline(self, sentence: Sentence) -> bool:
        """A first line that ends in a quotation without a stop is a headline too."""
        body = sentence.span.of(self.plain).rstrip("\"'")
        return sentence.number == 0 and len(self.sentences) > 1 and body[-1:].isalnum() and body != self.plain.strip()


def _flat(low: str) -> str:
    """Give a text with blanks for marks, nothing moved."""
    for mark in _CUTS:
        low = low.replace(mark, " ")
    return low
