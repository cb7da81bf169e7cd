"""Quoted spans of a news text, paragraph by paragraph.

News opens a quotation anew at each paragraph and closes it only in the last one, so a quotation that is not closed
runs to the end of its paragraph. Writers mix their marks: what a curly mark opened a straight one may close. Single
marks count only where they clearly quote, since most of them are apostrophes. One pass over the marks: linear time.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[“”„«»]|\"{1,2}+|``|''")
_SINGLE = lazily(r"‘|’|'|`")
_MAY_OPEN_SINGLE = re.compile(r"[‘'`](?<![^\W_].)(?=\S)", re.DOTALL)  # the set first: the search jumps to it
_MAY_QUOTE = re.compile(r"[“”„«\"‘'`]")
_CLOSERS = {"“": '”"', "”": '”"', '"': '"”', "„": '“”"', "«": "»", "``": ("''", '"', "”"), "''": ("''",)}
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|ll|ve|re|s|d|m|t)\b", re.IGNORECASE)


class Quoted(NamedTuple):
    """One quotation: `start` and `end` take in its marks, `inner` is what stands between them."""

    start: int
    end: int
    inner: Span
    closed: bool


class _Mark(NamedTuple):
    """A quotation mark and what stands right beside it ("" at the paragraph's ends)."""

    sign: str
    start: int
    end: int
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        """A mark opens when text follows at once and none leads up to it."""
        return bool(self.after) and not self.after.isspace() and not self.before.isalnum()

    @property
    def may_close(self) -> bool:
        """A mark closes when text leads up to it and none follows at once."""
        return bool(self.before) and not self.before.isspace() and not self.after.isalnum()


def quoted(text: str) -> tuple[Quoted, ...]:
    """Find the quotations of `text`, in order; none lies inside another."""
    return tuple(
        quote
        for paragraph in _PARAGRAPH.finditer(text)
        if _MAY_QUOTE.search(text, *paragraph.span())
        for quote in _in_paragraph(text, paragraph)
    )


def _in_paragraph(text: str, paragraph: re.Match[str]) -> Iterator[Quoted]:
    """Give the quotations in double marks, and those in single marks between them."""
    between = paragraph.start()
    for double in _in_double_marks(text, paragraph):
        yield from _in_single_marks(text, Span(between, double.start))
        yield double
        between = double.end
    yield from _in_single_marks(text, Span(between, paragraph.end()))


def _in_double_marks(text: str, paragraph: re.Match[str]) -> Iterator[Quoted]:
    """Walk the double marks of a paragraph; what is still open at its end runs to its end."""
    opening: _Mark | None = None
    straight = paragraph.group().count('"')
    for mark in _marks(_DOUBLE, text, Span(*paragraph.span())):
        if opening is None or (opening.sign == '"' and straight == 1 and mark.sign == "“" and mark.may_open):
            opening = mark if _opens_double(mark) else None  # a lone straight mark before curly ones is a stray
        elif mark.sign in _CLOSERS[opening.sign]:
            yield _quotation(text, opening, mark)
            opening = None
    end = paragraph.start() + len(paragraph.group().rstrip())
    if opening is not None and end > opening.end:
        yield Quoted(opening.start, end, _trimmed(text, opening.end, end), closed=False)


def _in_single_marks(text: str, stretch: Span) -> Iterator[Quoted]:
    """Walk the single marks of a stretch; what is never closed was an apostrophe."""
    if not _MAY_OPEN_SINGLE.search(text, *stretch):
        return
    opening: _Mark | None = None
    weak: _Mark | None = None  # closes the quotation, unless it is a plural's apostrophe: “the workers’ vote”
    for mark in _marks(_SINGLE, text, stretch):
        if _opens_single(text, mark):
            if opening and weak:
                yield _quotation(text, opening, weak)
            opening, weak = mark, None
        elif opening is None or mark.sign not in "’'" or not mark.may_close:
            continue
        elif mark.before in "sS" and mark.after.isspace():
            weak = mark if opening.sign == "‘" else None
        else:
            yield _quotation(text, opening, mark)
            opening, weak = None, None
    if opening and weak:
        yield _quotation(text, opening, weak)


def _marks(pattern: re.Pattern[str], text: str, stretch: Span) -> Iterator[_Mark]:
    """Read the marks of a stretch with their neighbours."""
    for found in pattern.finditer(text, *stretch):
        before = text[found.start() - 1] if found.start() > stretch.start else ""
        after = text[found.end()] if found.end() < stretch.end else ""
        sign = '"' if found.group() == '""' else found.group()
        yield _Mark(sign, found.start(), found.end(), before, after)


def _opens_double(mark: _Mark) -> bool:
    """A straight mark after a word or figure and before a gap is a stray close, or inches.

    A closing mark right at the head of a paragraph (”Yes,” …) is a slip for an opening one.
    """
    if mark.sign == "”":
        return not mark.before and mark.after.isalpha()
    if mark.sign == "''":
        return mark.may_open
    if mark.sign == '"':
        return not (mark.before.isalnum() and not mark.after.isalnum())
    return mark.sign in _CLOSERS


def _opens_single(text: str, mark: _Mark) -> bool:
    """A single mark opens before a letter, unless it clips a word (“’em”)."""
    if mark.sign == "‘":
        return mark.may_open and not mark.after.isdigit()
    return mark.sign in "'`" and mark.may_open and mark.after.isalpha() and not _CLIPPED.match(text, mark.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Give the stretch without the white space around it."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def _quotation(text: str, opening: _Mark, closing: _Mark) -> Quoted:
    """Make the closed quotation between two marks."""
    return Quoted(opening.start, closing.end, _trimmed(text, opening.end, closing.start), closed=True)
