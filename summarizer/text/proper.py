"""Which words of some texts are proper ones, told by how they are written there."""

import re
from collections import Counter
from collections.abc import Iterable

from summarizer.text.fold import plain_marks

_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][\w'.-]*(?: [A-Z][\w'.-]*)*")


def plain_word(word: str) -> str:
    """Drop the possessive ending of a word, and the dots of an abbreviation."""
    word = word.removesuffix("'s")
    return word.replace(".", "") if "." in word and word.isupper() else word


def proper_words(texts: Iterable[str]) -> frozenset[str]:
    """Find the words, folded, that are capitalised within sentences more often than they stand in lower case."""
    capital: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        plain = plain_marks(text)
        capital.update(word for run in _CAPITAL.findall(plain) for word in _WORD.findall(run))
        every.update(_WORD.findall(plain))
    lower: Counter[str] = Counter()
    for word, count in every.items():
        if word[0].islower():
            lower[plain_word(word)] += count
    found: Counter[str] = Counter()
    for word, count in capital.items():
        found[plain_word(word).casefold()] += count
    return frozenset(word for word, count in found.items() if count > lower[word])
