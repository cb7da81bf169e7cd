"""The words by which an answer to a charge is told from other talk, looked up word by word."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parents[1] / "words" / "contest.txt"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NONE: frozenset[str] = frozenset()


class _Lists(NamedTuple):
    """The lists: whole words, beginnings of words, and words in a row by their first word."""

    exact: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    rows: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case; “didn’t” is two: did, n't."""
    found = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        stem, mark, rest = word.partition("'")
        if mark and stem.endswith("n") and rest == "t":
            found += [stem[:-1], "not"]
        elif mark:
            found += [stem, *([rest] if rest in ("ll", "ve", "d") else [])]
        else:
            found.append(word)
    return found


@lru_cache(maxsize=1024)  # what is said is asked about by every sign
def marks(words: tuple[str, ...]) -> Mapping[str, list[int]]:
    """Give the lists of which words stand here, and at which words."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for name in _sections(word):
            found.setdefault(name, []).append(at)
        for row, name in _lists().rows.get(word, ()):
            if _fits(words[at : at + len(row)], row):
                found.setdefault(name, []).append(at)
    return found


def has(words: Sequence[str], section: str) -> bool:
    """Tell whether a word of a list stands among these."""
    rows = _lists().rows
    for at, word in enumerate(words):
        if section in _sections(word):
            return True
        for row, name in rows.get(word, ()):
            if name == section and _fits(words[at : at + len(row)], row):
                return True
    return False


def _fits(words: Sequence[str], row: tuple[str, ...]) -> bool:
    """Compare words with a row, of which the last may be a beginning."""
    if len(words) < len(row) or tuple(words[:-1]) != row[:-1]:
        return False
    last = row[-1]
    return words[-1].startswith(last[:-1]) if last.endswith("*") else words[-1] == last


@lru_cache(maxsize=16384)
def _sections(word: str) -> frozenset[str]:
    lists = _lists()
    found = lists.exact.get(word, _NONE)
    for end in range(2, len(word) + 1):
        if known := lists.stems.get(word[:end]):
            found |= known
    return found


@cache
def _lists() -> _Lists:
    exact: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            for word in line.split():
                if "_" in word:
                    row = tuple(word.split("_"))
                    rows.setdefault(row[0], []).append((row, name))
                elif word.endswith("*"):
                    stems.setdefault(word[:-1], set()).add(name)
                else:
                    exact.setdefault(word, set()).add(name)
    return _Lists(
        {word: frozenset(names) for word, names in exact.items()},
        {word: frozenset(names) for word, names in stems.items()},
        {word: tuple(found) for word, found in rows.items()},
    )
