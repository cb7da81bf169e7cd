"""Whether two claims tell one act with its parties the other way round: who sued whom, who took what from whom."""

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.places import country
from summarizer.steps.merge.lexicon import listed, says
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


class _Act(NamedTuple):
    """Who does it and who else is there."""

    doers: frozenset[str]
    others: frozenset[str]


def swapped(one: str, two: str, shared: Set[str]) -> str:
    """Name the word for an act whose parties have changed places between two texts; "" where there is none.

    `shared` are the terms that both texts have.
    """
    left, right = ([_key(word, shared) for word in _words(text)] for text in (one, two))
    parties = {key for text, keys in ((one, left), (two, right)) for key in _parties(_words(text), keys)}
    if len(parties) < 2:
        return ""
    for act in sorted(shared - parties - _no_acts()):
        if left.count(act) == right.count(act) == 1:
            mine, theirs = _act(_words(one), left, act, parties), _act(_words(two), right, act, parties)
            if mine.doers & theirs.others and mine.others & theirs.doers:
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
        yield _Word(plain, frozenset(forms | {stem(plain)}), named=behind or capital or bool(code))
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
    return min(word.forms & shared, default="")


def _parties(words: tuple[_Word, ...], keys: list[str]) -> Iterator[str]:
    return (key for word, key in zip(words, keys, strict=True) if key and word.named)


def _act(words: tuple[_Word, ...], keys: list[str], act: str, parties: Set[str]) -> _Act:
    """Tell who does an act: who stands before it, or behind its “by”. Who stands on both sides is left out."""
    at = keys.index(act)
    by = next((place for place in range(at + 1, len(words)) if words[place].plain == "by"), 0)
    suffered = any(word.plain in _BE for word in words[max(0, at - _BE_REACH) : at])
    if by and (suffered or by == at + 1):
        doers = {key for key in keys[by + 1 : by + 1 + _BY_REACH] if key in parties}
        others = {key for place, key in enumerate(keys) if key in parties and not by < place <= by + _BY_REACH}
    elif suffered and not words[at].plain.endswith("ing"):
        return _Act(frozenset(), frozenset())  # nobody is said to do it
    else:
        doers = {key for key in keys[:at] if key in parties}
        others = {key for key in keys[at + 1 :] if key in parties}
    return _Act(frozenset(doers - others), frozenset(others - doers))


@cache
def _no_acts() -> frozenset[str]:
    """Acts that two do together."""
    return frozenset(stem(word) for word in listed("mutual"))
