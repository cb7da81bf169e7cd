"""Text of articles made safe to show: nothing in it acts, and nothing in it is too long to lay out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from summarizer.models import Article

LIMIT = 1200
DIRECTION_SIGN = "↹"
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
# One sign for one character, so that every offset into the text stays true.
_SIGNS = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "␡",
    **dict.fromkeys(_DIRECTIONS, DIRECTION_SIGN),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
}
_UNSEEN = re.compile(f"[{''.join(map(re.escape, map(chr, _SIGNS)))}]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_BREAKS = re.compile(r"\n\s*")
_BEYOND_BMP = re.compile(r"[\U00010000-\U0010ffff]")


def visible(text: str) -> str:
    """Show control characters and direction overrides as signs; the length stays the same."""
    shown = text.translate(_SIGNS) if _UNSEEN.search(text) else text  # to look is quicker than to translate
    return _LONE_SURROGATE.sub("\ufffd", shown)


def clip(text: str, limit: int = LIMIT) -> str:
    """Make a text visible, and end it at the limit with the number of characters left out."""
    if len(text) <= limit:
        return visible(text)
    return f"{visible(text[:limit])}… ({len(text) - limit:,} more characters)"


def one_line(text: str, limit: int = LIMIT) -> str:
    """Clip a text and set it on one line."""
    return " ".join(clip(text, limit).split())


def counted(count: int, one: str, many: str = "") -> str:
    """Say a number with its noun: 1 reply, 2 replies."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


class Sheet(NamedTuple):
    """An article's text as the reader shows it."""

    text: str
    starts: tuple[int, ...]
    to_utf16: Callable[[int], int]

    def paragraph(self, offset: int) -> int:
        """Give the number of the paragraph that a code point stands in, counted from 1."""
        return max(1, bisect_right(self.starts, offset))


def sheet(article: Article) -> Sheet:
    """Find the paragraphs of an article, and how its offsets count in a browser."""
    return Sheet(visible(article.text), _paragraphs(article.text), _utf16(article.text))


def _paragraphs(text: str) -> tuple[int, ...]:
    """Split at blank lines where there are some (lines may be hard-wrapped), else at every line break."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    breaks = _BLANK_LINES if _BLANK_LINES.search(text, first, last) else _LINE_BREAKS
    return (first, *(match.end() for match in breaks.finditer(text, first, last)))


def _utf16(text: str) -> Callable[[int], int]:
    """Map offsets in code points to offsets in UTF-16 code units, which is what a browser counts."""
    beyond = [match.start() for match in _BEYOND_BMP.finditer(text)]
    return lambda offset: offset + bisect_left(beyond, offset)
