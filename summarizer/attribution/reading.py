"""Passages of a text as the finder reads them: words with their classes, a quotation of speech as one word."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from summarizer.attribution.lexicon import word_set
from summarizer.attribution.tags import guessed_class, word_classes
from summarizer.text.quotes import Quoted
from summarizer.text.sentences import sentences
from summarizer.text.span import Span

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|No)\.|(?:[^\W\d_]\.)+"
    r"|['’](?:s|d|ll|re|ve|m)\b"
    r"|[^\W_]+(?:(?:[-.,&/](?=[^\W_])|['’](?!(?:s|d|ll|re|ve|m)\b))[^\W_]+)*"
    r"|—|–|―|--+|\.+|[^\w\s]"
)
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "—": "-", "–": "-", "―": "-", "(": "(",
    ")": ")", "[": "(", "]": ")", "&": "c", "%": "n", "’": "z", "'": "z", "-": "-", "@": "n", "#": "n", "$": "n", "•": ".",
}  # fmt: skip
_PRONOUN_BEFORE_IS = word_set("he she it that there who what this here where how let")
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


class Passage(NamedTuple):
    """A sentence, or sentences that one quotation holds together, word by word; spans, words and tags run in step."""

    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    tags: str
    paragraph: int  # counted from the head of the text

    def span(self, first: int, last: int) -> Span:
        """The stretch from word `first` up to, not including, word `last`."""
        start, end = self.spans[first][0], self.spans[last - 1][1]
        opened = self.text.count("“", start, end) - self.text.count("”", start, end)
        if opened > 0 and self.text[end : end + 1] == "”":
            end += 1
        if opened < 0 and self.text[start - 1 : start] == "“":
            start -= 1
        return Span(start, end)


def passages(text: str, quotes: tuple[Quoted, ...]) -> Iterator[Passage]:
    """Read a text, whose quotations are known, passage by passage."""
    speech = tuple(Span(quote.start, quote.end) for quote in quotes if _is_speech(text, quote))
    following = 0
    paragraph = 0
    last_end = 0
    for stretch in _stretches(text, quotes):
        first = following
        while following < len(speech) and speech[following].start < stretch.end:
            following += 1
        paragraph += "\n" in text[last_end : stretch.start]
        last_end = stretch.end
        whole = _read(text, stretch, speech[first:following], paragraph)
        for start in range(0, len(whole.tags), _LONGEST):
            piece = slice(start, start + _LONGEST)
            yield whole._replace(spans=whole.spans[piece], words=whole.words[piece], tags=whole.tags[piece])


def _stretches(text: str, quotes: tuple[Quoted, ...]) -> Iterator[Span]:
    """Join the sentences that a quotation runs across."""
    joined: Span | None = None
    at = 0
    for sentence in sentences(text):
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


def _read(text: str, stretch: Span, speech: tuple[Span, ...], paragraph: int) -> Passage:
    """Cut a passage into words and give each its class."""
    spans = _words(text, stretch, speech)
    raw = [text[start:end] for start, end in spans]
    headline = len(raw) > 3 and sum(map(str.istitle, raw)) * 3 >= 2 * sum(map(str.isalpha, raw))
    quotations = {quotation.start for quotation in speech}
    plain = _plain_tags()
    kept: list[tuple[int, int]] = []
    words: list[str] = []
    tags: list[str] = []
    fresh = True  # the word may be capitalised for its place
    for span, word in zip(spans, raw, strict=True):
        low = word
        tag = plain.get(word, "")
        if span[0] in quotations:
            tag, low = "Q", ""
        elif not tag:
            low = word.lower()
            tag = _tag(word, low, fresh or headline, words[-1] if words else "")
            if not tag:
                continue
        if low in _PERIODS and words and words[-1] in _POINTERS:
            tags[-1] = tag = "m"
        fresh = tag in ".:" or (tag == "Q" and word[-2:-1] in tuple(".?!"))
        kept.append(span)
        words.append(low)
        tags.append(tag)
    if tags[:1] == ["N"] and tags[1:2] and tags[1] in "dnprNi0," and words[0].endswith(("ing", "ed", "ly")):
        tags[0] = guessed_class(words[0])
    return Passage(text, tuple(kept), tuple(words), "".join(tags), paragraph)


def _words(text: str, stretch: Span, speech: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Cut a passage into words; a quotation of speech is one."""
    spans: list[tuple[int, int]] = []
    at = stretch.start
    for quotation in speech:
        spans += [found.span() for found in _TOKEN.finditer(text, at, quotation.start)]
        at = min(quotation.end, stretch.end)
        spans.append((quotation.start, at))
    spans += [found.span() for found in _TOKEN.finditer(text, at, stretch.end)]
    return spans


@cache
def _plain_tags() -> dict[str, str]:
    """The classes of the words and marks that need no look at what stands around them."""
    words = {word: tag for word, tag in word_classes().items() if word[0].islower()}
    return words | {mark: tag for mark, tag in _PUNCTUATION.items() if mark not in "'’"}


def _tag(word: str, low: str, may_be_lower: bool, before: str) -> str:
    """Give the class of one word; a mark of quotation around single words has none."""
    first = word[0]
    if not first.isalnum():
        return _mark_tag(low, before)
    if first.isdigit():
        return "0"
    if first.islower():
        return guessed_class(low)
    if low in _MONTHS:
        return "m"
    known = word_classes().get(low)
    if may_be_lower:
        return known or "N"
    return known if known and (word == "I" or (known in "mr" and not word.isupper())) else "N"


def _mark_tag(mark: str, before: str) -> str:
    """Give the class of a mark or a clipped word (“’s”) that stands after the word `before`."""
    if mark in ("'s", "’s"):
        return "a" if before in _PRONOUN_BEFORE_IS else "z"
    if mark[0] in "'’":
        return word_classes().get(mark, "a") if len(mark) > 1 else ("z" if before.endswith("s") else "")
    return "-" if mark.startswith("--") else _PUNCTUATION.get(mark[0], "")
