"""A news text as tokens: words and marks with their places, and whether a capital there says anything."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.offline.parties.lexicon import HELPERS, SAY, TITLE, WORDS
from summarizer.text.header import read_header

ABBREVIATED = TITLE | frozenset(["st", "mt", "ft", "jr", "inc", "corp", "ltd", "co", "no"])

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|\w+(?:['.&-](?![sS]\b)\w+)*|'[sS]\b|[^\w\s]|\n")
_BYLINE = re.compile(r"^(?:By|by|BY) [^\n.]{2,80}$", re.MULTILINE)
_DASH = re.compile(r"\s?(?:—|–|--?|:)\s")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TOP = 2_000
INVERT = WORDS["invert"]
_LEADS = frozenset(",\"”“'?!)")
_ENDS = frozenset(".!?:\n…")
_MARKS = frozenset(",;\"“”„«»()[]{}'—–-…/&*#•")
_LOOK = 64  # no look around a token goes further
_BEYOND = ("\n",) * _LOOK
_PLAIN = (("’", "'"), ("‘", "'"), ("‑", "-"), ("‐", "-"))


class Token(NamedTuple):
    """A word or mark of the text, its quotation marks made plain."""

    low: str
    start: int
    end: int
    cap: bool
    first: bool
    """Whether it begins a sentence, so that its capital says nothing."""


class Read(NamedTuple):
    """The text as tokens, the words that it has in lower case and those that it has with a capital."""

    text: str
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    """The tokens in lower case, and line breaks behind them, as far as anybody looks."""
    lower: frozenset[str]
    capital: frozenset[str]
    """The words with a capital inside sentences."""

    def of(self, first: int, last: int) -> str:
        """Give the text from one token to another, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def low(self, at: int) -> str:
        """Give a token in lower case; a line break before the first and behind the last."""
        return self.lows[at]

    def cap(self, at: int) -> bool:
        """Tell whether a token has a capital."""
        return 0 <= at < len(self.tokens) and self.tokens[at].cap

    def acts(self, first: int, last: int) -> bool:
        """Tell whether the phrase between two tokens is what speaks or acts, by the verb beside it."""
        before = first - (self.low(first - 1) in ("the", "a", "an"))
        verb, lead = self.low(before - 1), self.low(before - 2)
        if (verb in INVERT and lead in _LEADS) or (verb == "to" and lead == "according"):
            return True
        behind = self._behind_insertion(last + 1)
        for at in range(behind, behind + 8):
            low = self.low(at)
            if low in SAY:
                return True
            if low not in HELPERS and not low.endswith("ly") and not (low == "and" or self.cap(at)):
                return False
        return False

    def _behind_employer(self, at: int) -> int:
        """Step over “of Deutsche Bank” behind a name."""
        if self.low(at) not in ("of", "from", "at"):
            return at
        end = at + 1 + (self.low(at + 1) == "the")
        while end < at + 8 and (self.cap(end) or (self.low(end) in ("of", "&") and self.cap(end + 1))):
            end += 1
        return end if self.cap(end - 1) else at

    def _behind_insertion(self, at: int) -> int:
        """Step over what brackets or commas insert behind a name, and over the letters behind it."""
        at += self.low(at) in WORDS["behind"]
        closing = {"(": ")", ",": ","}.get(self.low(at))
        if closing is None:
            return self._behind_employer(at)
        for step in range(2, 24):
            low = self.low(at + step)
            if low == closing:
                return at + step + 1
            if low in "\n.;:":
                break
        return at + 1 if closing == "," else at


def read(text: str) -> Read:
    """Cut a text into tokens, leaving out by-lines, the dateline and a title in which every word has a capital."""
    plain = text
    for mark, same in _PLAIN:
        plain = plain.replace(mark, same)
    tokens: list[Token] = []
    before = ""
    for begin, until in _stretches(_skipped(text, plain), len(plain)):
        first = True
        for match in _TOKEN.finditer(plain, begin, until):
            word = match.group()
            low = word.lower()
            cap = low != word and (word[0] != low[0] or (low[2:3] == "-" and word[3:4].isupper()))
            tokens.append(Token(low, match.start(), match.end(), cap, first))
            if low in _ENDS:
                first = low != "." or not (before in ABBREVIATED or len(before) == 1)
            elif low not in _MARKS:
                first, before = False, low
    lower = frozenset(token.low for token in tokens if not token.cap)
    capital = frozenset(token.low for token in tokens if token.cap and not token.first)
    return Read(text, tuple(tokens), (*(token.low for token in tokens), *_BEYOND), lower, capital)


def _skipped(text: str, plain: str) -> list[tuple[int, int]]:
    """Find what stands at the top and names no party of the story."""
    skipped = [match.span() for match in _BYLINE.finditer(text, 0, _TOP)]
    header = read_header(text)
    if header.title and header.body < _TOP and _is_capitalised(header.title):
        skipped.append((0, header.body))
    if header.dateline and (dash := _DASH.search(plain, header.body + len(header.dateline))):
        skipped.append((header.body, dash.end()))
    return skipped


def _stretches(skipped: list[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """Give what is left between the skipped stretches."""
    at = 0
    for begin, until in sorted(skipped):
        if begin > at:
            yield at, begin
        at = max(at, until)
    yield at, end


def _is_capitalised(title: str) -> bool:
    """Tell a Headline Written Like This from one in sentence case."""
    words = _LONG_WORD.findall(title)
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)
