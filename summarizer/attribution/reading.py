"""Passages of a text as the finder reads them: words with their classes, a quotation of speech as one word."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, compress
from typing import NamedTuple, Self

from summarizer.attribution.lexicon import word_set
from summarizer.attribution.tags import guessed_class, word_classes
from summarizer.text.numbered import numbered
from summarizer.text.quotes import Quoted
from summarizer.text.span import Span

# One group, so that `split` gives the words and what stands between them in turn. The first branch is the plain word
# before a space, by far the commonest.
_TOKEN = re.compile(
    r"([a-z]++(?=[ \n;:]|[,.]\s)"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|No)\.|(?:[^\W\d_]\.)+"
    r"|['’](?:s|d|ll|re|ve|m)\b"
    r"|[^\W_]+(?:(?:[-,&/](?=[^\W_])|\.(?=[^\W_])(?![A-Z][a-z])|['’](?!(?:s|d|ll|re|ve|m)\b))[^\W_]+)*"
    r"|—|–|―|--+|\.+|[^\w\s])"
)
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "•": ".", "(": "(", "[": "(", ")": ")",
    "]": ")", "—": "-", "–": "-", "―": "-", "-": "-", "&": "c", "’": "z", "'": "z", "%": "n", "@": "n", "#": "n",
    "$": "n",
}  # fmt: skip
_PRONOUN_BEFORE_IS = word_set("he she it that there who what this here where how let")
_NO_OWNED = frozenset("tihQpdrumc,.:;-)")
"""The classes before which “her” owns nothing."""
_PERIODS = word_set(
    "week month year morning afternoon evening night spring summer fall winter weekend time day decade season"
)
_POINTERS = word_set("this last next that each every earlier later same previous")
_MONTHS = word_set(
    "january february april june july august september october november december jan feb aug sept oct nov dec"
)
_SMALL_IN_TITLES = word_set("a an the of and in on for to at by with")
_LABEL = re.compile(r"[A-Z][A-Z.' -]{2,40}:\s")  # a transcript's “VALE: ...”, opened by a mark that quotes the whole
_LONGEST = 400  # words; a longer sentence is no prose, and is read in pieces of that length
_SPEECH_WORDS = 5  # a shorter quotation counts as speech only when it carries its own punctuation


_DROPPED = "_"  # the class of a mark that is no word: a quotation mark around single words
_OPEN = "?"  # the class of a word that shows only by what stands around it
_KNOWN_AT_MOST = 1 << 16
_LONGEST_KNOWN = 40


class Passage(NamedTuple):
    """A sentence, or sentences that one quotation holds together, word by word; all but `text` run in step."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: tuple[str, ...]
    tags: str
    paragraph: int  # counted from the head of the text

    def span(self, first: int, last: int) -> Span:
        """The stretch from word `first` up to, not including, word `last`."""
        start, end = self.starts[first], self.ends[last - 1]
        opened = self.text.count("“", start, end) - self.text.count("”", start, end)
        if opened > 0 and self.text[end : end + 1] == "”":
            end += 1
        if opened < 0 and self.text[start - 1 : start] == "“":
            start -= 1
        return Span(start, end)

    def last_sign(self, quotation: int) -> str:
        """The sign before the mark that closes a quotation."""
        return self.text[self.ends[quotation] - 2]


def passages(text: str, quotes: tuple[Quoted, ...]) -> Iterator[Passage]:
    """Read a text, whose quotations are known, passage by passage."""
    speech = tuple(Span(quote.start, quote.end) for quote in quotes if _is_speech(text, quote))
    read = _Read.of(text, speech)
    paragraph = 0
    last_end = 0
    for stretch in _stretches(text, quotes):
        paragraph += text.find("\n", last_end, stretch.start) >= 0
        last_end = stretch.end
        yield from read.passages(stretch, paragraph)


def _stretches(text: str, quotes: tuple[Quoted, ...]) -> Iterator[Span]:
    """Join the sentences that a quotation runs across."""
    joined: Span | None = None
    at = 0
    for sentence in numbered(text).sentences:
        if joined is None:
            joined = sentence
            continue
        while at < len(quotes) and quotes[at].end <= joined.end:
            at += 1
        if at < len(quotes) and quotes[at].start < joined.end and sentence.start < quotes[at].end:
            joined = Span(joined.start, sentence.end)
        else:
            yield joined
            joined = sentence
    if joined is not None:
        yield joined


def _is_speech(text: str, quote: Quoted) -> bool:
    """Tell a quotation of speech from words that are only set in quotation marks."""
    inner = quote.inner.of(text)
    words = inner.split()
    if not words or _LABEL.match(inner):
        return False
    lead = text[max(0, quote.start - 3) : quote.start].rsplit("\n", 1)[-1].rstrip()[-1:]
    if lead == ":":
        return True
    if len(words) <= 8 and inner[-1] not in "!?.," and all(w[0].isupper() or w in _SMALL_IN_TITLES for w in words):
        return False  # a title
    punctuated = inner[-1] in ",.?!—…-" and (len(words) > 1 or lead in ("", ","))
    return not quote.closed or len(words) >= _SPEECH_WORDS or punctuated


class _Read(NamedTuple):
    """A text word by word, all in step; words that need a look around them have no class yet."""

    text: str
    raw: list[str]
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: list[str]

    @classmethod
    def of(cls, text: str, speech: tuple[Span, ...]) -> Self:
        """Cut a text into words; a quotation of speech is one."""
        pieces: list[str] = []
        at = 0
        for quotation in speech:
            pieces += _TOKEN.split(text[at : quotation.start])
            pieces.append(text[quotation.start : quotation.end])
            at = quotation.end
        pieces += _TOKEN.split(text[at:])
        edges = list(accumulate(map(len, pieces), initial=0))
        raw, starts = pieces[1::2], edges[1:-1:2]
        words, tags = list(map(str.lower, raw)), list(map(_known().__getitem__, raw))
        for quotation in speech:
            at = bisect_left(starts, quotation.start)
            words[at], tags[at] = "", "Q"
        return cls(text, raw, starts, edges[2::2], words, tags)

    def passages(self, stretch: Span, paragraph: int) -> Iterator[Passage]:
        """Read a stretch of the text; one that is too long to be prose gives several passages."""
        first, last = bisect_left(self.starts, stretch.start), bisect_left(self.starts, stretch.end)
        for start in range(first, last, _LONGEST):
            piece = slice(start, min(start + _LONGEST, last))
            yield _passage(self, piece, paragraph)


def _passage(read: _Read, piece: slice, paragraph: int) -> Passage:
    """Give each word of a passage its class, and leave out the marks that are no words."""
    words, tags = read.words[piece], read.tags[piece]
    starts, ends = read.starts[piece], read.ends[piece]
    if _OPEN in tags:
        _close(read.raw[piece], words, tags)
    if _DROPPED in tags:
        kept = [tag != _DROPPED for tag in tags]
        starts, ends = list(compress(starts, kept)), list(compress(ends, kept))
        words, tags = list(compress(words, kept)), list(compress(tags, kept))
    if not _PERIODS.isdisjoint(words):
        _mark_times(words, tags)
    if "her" in words:
        _mark_her(words, tags)
    if tags[:1] == ["N"] and tags[1:2] and tags[1] in "dnprNi0," and words[0].endswith(("ing", "ed", "ly")):
        tags[0] = guessed_class(words[0])
    return Passage(read.text, starts, ends, tuple(words), "".join(tags), paragraph)


def _close(raw: list[str], words: list[str], tags: list[str]) -> None:
    """Give their classes to the words that need a look at what stands around them."""
    capitals = tags.count(_OPEN)
    headline = (
        len(raw) > 3 and capitals * 4 >= len(raw) and sum(map(str.istitle, raw)) * 3 >= 2 * sum(map(str.isalpha, raw))
    )
    at = -1
    for _ in range(capitals):
        at = tags.index(_OPEN, at + 1)
        before = at - 1
        while before >= 0 and tags[before] == _DROPPED:
            before -= 1
        lead = tags[before] if before >= 0 else "."
        fresh = lead in ".:" or (lead == "Q" and raw[before][-2:-1] in tuple(".?!"))
        tags[at] = _tag(raw[at], words[at], fresh or headline, words[before] if before >= 0 else "")


def _mark_times(words: list[str], tags: list[str]) -> None:
    """Read “last week” and “this year” as times."""
    for at in range(1, len(words)):
        if words[at] in _PERIODS and words[at - 1] in _POINTERS:
            tags[at - 1] = tags[at] = "m"


def _mark_her(words: list[str], tags: list[str]) -> None:
    """Tell “told her that” from “told her lawyer that”."""
    for at, word in enumerate(words):
        if word == "her" and (at + 1 == len(words) or tags[at + 1] in _NO_OWNED):
            tags[at] = "r"


class _Known(dict[str, str]):
    """The classes of the words that need no look at what stands around them; learns the words that it is asked for."""

    def __missing__(self, word: str) -> str:
        first = word[0]
        if first in "'’" or (first.isalpha() and not first.islower()):
            tag = _OPEN
        elif first.isalpha():
            tag = guessed_class(word.lower())
        elif first.isalnum():
            tag = "0"
        else:
            tag = "-" if word.startswith("--") else _PUNCTUATION.get(first, _DROPPED)
        if len(self) < _KNOWN_AT_MOST and len(word) < _LONGEST_KNOWN:
            self[word] = tag
        return tag


@cache
def _known() -> _Known:
    """The classes of the listed words and marks."""
    words = {word: tag for word, tag in word_classes().items() if word[0].islower()}
    return _Known(words | {mark: tag for mark, tag in _PUNCTUATION.items() if mark not in "'’"})


def _tag(word: str, low: str, may_be_lower: bool, before: str) -> str:
    """Give the class of a capitalised word or a clipped one (“’s”) that stands after the word `before`."""
    if word[0] in "'’":
        return _clipped_tag(low, before)
    if low in _MONTHS:
        return "m"
    known = word_classes().get(low)
    if may_be_lower:
        return known or "N"
    return known if known and (word == "I" or (known in "mr" and not word.isupper())) else "N"


def _clipped_tag(mark: str, before: str) -> str:
    """Give the class of an apostrophe with what it clips."""
    if mark in ("'s", "’s"):
        return "a" if before in _PRONOUN_BEFORE_IS else "z"
    if len(mark) > 1:
        return word_classes().get(mark, "a")
    return "z" if before.endswith("s") else _DROPPED
