"""What a claim is about, in comparable form: its terms, names, days, quantities and whether it is negated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.places import country
from summarizer.steps.merge.days import days_of, without_days
from summarizer.steps.merge.lexicon import listed, phrases, units
from summarizer.steps.merge.quantities import Quantity, quantities, without_refuted
from summarizer.steps.merge.stems import name_stem, stem
from summarizer.text.fold import fold, plain_marks
from summarizer.text.proper import plain_word

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_LONGEST_NAME = 4
_STRINGING = frozenset({"and", "but", "or", "nor"})
_ACRONYM = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True)
class Names:
    """How the story writes its names: which words are proper ones, and what its abbreviations stand for."""

    proper: frozenset[str]
    spelled_out: dict[str, str]
    known: dict[tuple[str, date | None], "Terms"] = field(default_factory=dict, compare=False, repr=False)
    """Terms that were read before: the articles of a story say many a sentence in the same words."""


class Terms(NamedTuple):
    """The content of a claim, ready to be compared."""

    words: frozenset[str]
    """Stems of its content words and names."""
    names: tuple[str, ...]
    """Those of them that are names, in the order of the text."""
    days: frozenset[date]
    quantities: tuple[Quantity, ...]
    negated: bool
    subject: str = ""
    """The name that the claim opens with, if it opens with one."""
    own: frozenset[str] = frozenset()
    """Those of its words that tell who says it and that he does, which another report may leave out."""


def read_terms(text: str, names: Names, published: date | None) -> Terms:
    """Read the terms of a claim, or remember them."""
    found = names.known.get((text, published))
    if found is None:
        found = names.known[text, published] = _read(text, names, published)
    return found


def _read(text: str, names: Names, published: date | None) -> Terms:
    plain = without_refuted(plain_marks(text))
    found = quantities(plain)
    for quantity in reversed(found):
        plain = plain[: quantity.span.start] + " ~ " + plain[quantity.span.end :]
    days = days_of(plain, published)
    tokens = list(_tokens(_spelled_out(without_days(plain, published), names)))
    stems: list[str] = []
    proper: list[str] = []
    for token in _named(tokens, names):
        stems.append(token)
        if token[0] in "^@":
            proper.append(token)
    negated = _negated(_negations(tokens), sum(quantity.negated for quantity in found))
    subject = stems[0] if stems and stems[0] in proper else ""
    return Terms(frozenset(stems), tuple(dict.fromkeys(proper)), days, found, negated, subject)


def _spelled_out(text: str, names: Names) -> str:
    return _ACRONYM.sub(lambda found: names.spelled_out.get(found[0], found[0]), text) if names.spelled_out else text


def _tokens(text: str) -> Iterator[str]:
    """Split a text into words, case kept, with plain words for turns of phrase."""
    words = [plain_word(word) for word in _WORD.findall(text)]
    low = [word.casefold() for word in words]
    turns = phrases()
    at = 0
    while at < len(words):
        for turn, plain in turns.get(low[at], ()):
            if tuple(low[at : at + len(turn)]) == turn:
                yield from plain
                at += len(turn)
                break
        else:
            yield words[at]
            at += 1


def _negated(counts: list[int], in_figures: int) -> bool:
    """Tell whether a clause is negated; a negation that went into the bounds of a figure has done its work."""
    return (sum(counts) - in_figures) % 2 == 1 if in_figures else any(count % 2 for count in counts)


def _negations(tokens: list[str]) -> list[int]:
    """Count the negations of each clause that “and” or its like begins: two in one clause undo each other."""
    counts, negations = [0], listed("negations")
    for token in map(str.casefold, tokens):
        if token in _STRINGING:
            counts.append(0)
        if token in negations or token.endswith("n't"):
            counts[-1] += 1
    return counts


def _named(tokens: list[str], names: Names) -> Iterator[str]:
    """Turn tokens into stems; a state by any of its names becomes its code, other names their stem."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        capital = token[0].isupper()
        length = _state_at(tokens, at) if capital else 0
        if length:
            state = country(" ".join(tokens[at : at + length]))
            yield f"@{state.code}" if state else ""
            at += length
            continue
        if capital and (folded := token.casefold()) in names.proper and folded not in _untold():
            yield name_stem(folded)
        elif plain := _plain_stem(token):
            yield plain
        at += 1


@lru_cache(maxsize=65536)
def _plain_stem(token: str) -> str:
    """Stem a word that is no name; "" for one that tells nothing."""
    folded = token.casefold()
    return "" if folded in _untold() else stem(fold(folded))


@cache
def _untold() -> frozenset[str]:
    """Words that tell nothing of what a claim is about: small words, negations, and units, which go with figures."""
    measures = units().keys()
    return listed("stop") | listed("negations") | measures | {f"{unit}s" for unit in measures}


def _state_at(tokens: list[str], at: int) -> int:
    """Tell how many words from a capital on name a state."""
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST_NAME and (tokens[end][0].isupper() or tokens[end] in ("of", "and")):
        end += 1
    for stop in range(end, at, -1):
        if tokens[stop - 1][0].isupper() and country(" ".join(tokens[at:stop])):
            return stop - at
    return 0
