"""Whether two claims tell one act with its parties the other way round: who sued whom, who took what from whom."""

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from typing import NamedTuple, Self

from summarizer.places import country
from summarizer.steps.merge.lexicon import listed
from summarizer.steps.merge.stems import name_stem, stem
from summarizer.text.fold import plain_marks

_TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_BEFORE_PARTY = frozenset("the a an its their his her our from by against to with of".split())
_BE = frozenset("is are was were be been being get gets got".split())
_LONGEST_STATE = 3
_BY_REACH, _BE_REACH = 4, 3  # words from “by” to its party, and from “was” to its verb


class _Word(NamedTuple):
    """A word of a claim, under every form that terms may have it in."""

    plain: str
    forms: frozenset[str]
    named: bool
    """Whether it stands where a party stands: a name, the first word, or one behind an article or preposition."""


class _Side(NamedTuple):
    """A claim as it is compared: its words, what they share with the other, and where parties and “by” stand."""

    words: tuple[_Word, ...]
    keys: list[str]
    parties: list[tuple[int, str]]
    by: list[int]

    @classmethod
    def of(cls, words: tuple[_Word, ...], keys: list[str], parties: frozenset[str]) -> Self:
        """Find the parties and “by” among the words."""
        found = [(place, key) for place, key in enumerate(keys) if key in parties]
        return cls(words, keys, found, [place for place, word in enumerate(words) if word.plain == "by"])


class _Act(NamedTuple):
    """Who does it and who else is there."""

    doers: frozenset[str]
    others: frozenset[str]


def swapped(one: str, two: str, shared: Set[str]) -> str:
    """Name the word for an act whose parties have changed places between two texts; "" where there is none.

    `shared` are the terms that both texts have.
    """
    if one == two:
        return ""
    words, others = _words(one), _words(two)
    left, right = ([_key(word, shared) for word in side] for side in (words, others))
    parties = frozenset((*_parties(words, left), *_parties(others, right)))
    if len(parties) < 2:
        return ""
    mine, theirs = (_Side.of(text, keys, parties) for text, keys in ((words, left), (others, right)))
    for act in sorted(shared - parties - _no_acts()):
        if left.count(act) == right.count(act) == 1:
            here, there = _act(mine, act), _act(theirs, act)
            if here.doers & there.others and here.others & there.doers:
                return act
    return ""


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(_read(_TOKEN.findall(plain_marks(text))))


def _read(tokens: list[str]) -> Iterator[_Word]:
    """Read words with their place; the name of a state is one word."""
    at, behind = 0, True
    while at < len(tokens):
        end, code = _state(tokens, at)
        plain = " ".join(tokens[at:end]).removesuffix("'s").casefold()
        capital = at > 0 and tokens[at][0].isupper()
        forms = {f"@{code}"} if code else {part for word in plain.split("-") for part in (name_stem(word), stem(word))}
        named = bool(code) or (plain.isalpha() and (behind or capital))
        yield _Word(plain, frozenset(forms | {stem(plain)}), named)
        behind = plain in _BEFORE_PARTY or (behind and capital) or tokens[end - 1].endswith("'s")
        at = end


def _state(tokens: list[str], at: int) -> tuple[int, str]:
    """Find where the name of a state that begins here ends, and its code; the next word and "" for none."""
    for end in range(min(len(tokens), at + _LONGEST_STATE), at, -1):
        if all(token[0].isupper() for token in tokens[at:end]):
            found = country(" ".join(tokens[at:end]).removesuffix("'s"))
            if found:
                return end, found.code
    return at + 1, ""


def _key(word: _Word, shared: Set[str]) -> str:
    return min(found) if (found := word.forms & shared) else ""


def _parties(words: tuple[_Word, ...], keys: list[str]) -> Iterator[str]:
    return (key for word, key in zip(words, keys, strict=True) if key and word.named)


def _act(side: _Side, act: str) -> _Act:
    """Tell who does an act: who stands before it, or behind its “by”. Who stands on both sides is left out."""
    words, at = side.words, side.keys.index(act)
    by = next((place for place in side.by if place > at), len(words))
    suffered = by == at + 1 or any(word.plain in _BE for word in words[max(0, at - _BE_REACH) : at])
    if suffered and not words[at].plain.endswith("ing"):
        doers = frozenset(key for place, key in side.parties if by < place <= by + _BY_REACH)
        others = frozenset(key for place, key in side.parties if place < by or place > by + _BY_REACH)
    else:
        doers = frozenset(key for place, key in side.parties if place < at)
        others = frozenset(key for place, key in side.parties if place > at)
    return _Act(doers - others, others - doers)


@cache
def _no_acts() -> frozenset[str]:
    """Acts that two do together."""
    return frozenset(stem(word) for word in listed("mutual"))
