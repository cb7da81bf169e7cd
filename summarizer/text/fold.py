"""Fold away what does not change the words: quotation marks, dashes, white space and case."""

import re
import unicodedata
from functools import lru_cache

_SAME = {
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′`´＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000\t\n\r\f\v", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),  # spaces of all widths
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", ""),
    **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))), ""),  # marks of direction
    "…": "...",
}  # fmt: skip
_ODD = re.compile(f"[{''.join(map(re.escape, _SAME))}]")
_SPACES = re.compile(r" +")
_WORD = re.compile(r"\w+(?:['.]\w+)*")


def fold(text: str) -> str:
    """Fold marks, dashes, white space, invisible characters and case; words and their order stay."""
    if text.isascii():
        return " ".join(text.split()).lower()
    plain = _ODD.sub(_same, text)
    if not plain.isascii():
        plain = _ODD.sub(_same, unicodedata.normalize("NFKC", plain))
    return _SPACES.sub(" ", plain).strip().casefold()


def _same(odd: re.Match[str]) -> str:
    """Give the plain spelling of an odd character: few are odd, so to search for them is quicker than to translate."""
    return _SAME[odd[0]]


@lru_cache(maxsize=256)
def plain_marks(text: str) -> str:
    """Make quotation marks, dashes and odd spaces plain without moving anything: one code point for one."""
    return _SINGLE.sub(_same, text)


@lru_cache(maxsize=16)
def small(text: str) -> str:
    """Make a text small without moving anything: a letter whose small form is two stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_SINGLE = re.compile(f"[{''.join(re.escape(mark) for mark, same in _SAME.items() if len(same) == 1)}]")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Split a text into its folded words; a possessive 's is dropped."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(fold(text)))
