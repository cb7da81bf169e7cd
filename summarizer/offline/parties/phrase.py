"""A source phrase taken apart: which parties it names, which nouns it uses, what it joins."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from summarizer.models import DraftParty
from summarizer.offline.parties.lexicon import (
    COUNTS,
    DETERMINERS,
    PREPOSITIONS,
    TITLE,
    WORDS,
    is_body,
    is_noun,
    is_people,
    singular,
)
from summarizer.places import Country, country
from summarizer.text.bystanders import describes
from summarizer.text.fold import plain_marks

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|\d+(?:[.,]\d+)+|[^\W_]+(?:['.&-](?!s\b)[^\W_]+)*|'s\b|[^\w\s]"
)
_RELATIVE = frozenset(["who", "which", "whose", "whom", "that", "where", "when", "speaking"])
_LEADING = DETERMINERS | TITLE | frozenset({"both", "all", "even", "only", "meanwhile", "."})


class Item(NamedTuple):
    """A word of a phrase, or all words that name a party (then `party` tells which), and where they stand in it."""

    low: str
    party: DraftParty | None
    start: int
    end: int


class Cast(NamedTuple):
    """The parties by the words of their names."""

    parties: tuple[DraftParty, ...]
    exact: dict[tuple[str, ...], DraftParty]
    named: frozenset[tuple[str, ...]]
    """The names and aliases; `exact` also has what else may be said for them."""
    longest: int

    def at(self, words: Sequence[str], start: int) -> tuple[int, DraftParty] | None:
        """Find the longest name that begins at a word."""
        for size in range(min(self.longest, len(words) - start), 0, -1):
            if found := self.exact.get(tuple(words[start : start + size])):
                return size, found
        return None

    def plus(self, party: DraftParty) -> "Cast":
        """Take in one more party, whose names win over what is only another way to say one."""
        exact = self.exact | {words: party for words in _words_of_names(party) if words not in self.named}
        for name in _more_names(party):
            exact.setdefault(words_of(name), party)
        named = self.named | _words_of_names(party)
        longest = max(self.longest, *map(len, _words_of_names(party)), 4)
        return Cast((*self.parties, party), exact, named, longest)


@lru_cache(maxsize=256)
def cast_of(parties: tuple[DraftParty, ...]) -> Cast:
    """Index parties by their names; a state also by its adjectives, a person by the surname."""
    exact: dict[tuple[str, ...], DraftParty] = {}
    for party in parties:
        for words in _words_of_names(party):
            exact.setdefault(words, party)
    named = frozenset(exact)
    for party in parties:
        for name in _more_names(party):
            exact.setdefault(words_of(name), party)
    return Cast(parties, exact, named, max((4, *map(len, named))))


def _words_of_names(party: DraftParty) -> frozenset[tuple[str, ...]]:
    names = frozenset(words for name in (party.name, *party.aliases) if (words := bare(words_of(name))))
    whole = {words_of(name) for name in pointing(party)}  # “the bank” is somebody, “the central bank” somebody else
    return names - {bare(words) for words in whole} | whole


def pointing(party: DraftParty) -> tuple[str, ...]:
    """Give what a party with a name is called as if it had none: “the bank”."""
    return tuple(alias for alias in party.aliases if alias[:4].lower() == "the " and alias[4:].islower())


def _more_names(party: DraftParty) -> tuple[str, ...]:
    state = state_of(party)
    if state:
        return (*state.names, *state.capitals, *state.seats, *state.demonyms, *state.contextual)
    words = party.name.split()
    named = party.kind == "person" and words[0][0].isupper() and words[0].lower() not in DETERMINERS
    return (words[-1],) if named else ()


def state_of(party: DraftParty) -> Country | None:
    """Give the state whose government a party is."""
    return country(party.name) if party.kind in ("government", "organisation") and party.name[:1].isupper() else None


@lru_cache(maxsize=4096)
def words_of(phrase: str) -> tuple[str, ...]:
    """Split a phrase into words and marks, all in lower case."""
    return tuple(_WORD.findall(plain_marks(phrase).lower()))


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the determiner that opens a phrase."""
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words


def only_points(words: Sequence[str]) -> bool:
    """Tell “the club’s”, which says no more than “its”."""
    return len(words) == 1 and words[0] in WORDS["generic"]


def standing(noun: str, text: str) -> str | None:
    """Give a common noun as it stands in a text, with its article where it has one."""
    return next((phrase for phrase in (f"the {noun}", noun) if phrase in text), None)


def as_it_stands(phrase: str, text: str) -> str:
    """Prefer the phrase as it stands within a sentence: “the council” to “The council”."""
    lowered = phrase[:1].lower() + phrase[1:]
    return lowered if lowered in text and phrase.split()[0].lower() in DETERMINERS else phrase


def items_of(phrase: str, cast: Cast) -> list[Item]:
    """Read a phrase as words and named parties."""
    places = [match.span() for match in _WORD.finditer(plain_marks(phrase).lower())]
    words = words_of(phrase)
    items: list[Item] = []
    at = 0
    while at < len(places):
        found = cast.at(words, at)
        size, party = found or (1, None)
        items.append(Item(" ".join(words[at : at + size]), party, places[at][0], places[at + size - 1][1]))
        at += size
    return items


def conjuncts(items: Sequence[Item]) -> list[list[Item]]:
    """Cut a phrase at its “and”s and commas, without what only describes a name beside it."""
    parts: list[tuple[str, list[Item]]] = [("", [])]
    for item in items:
        if item.party is None and item.low in (",", "and", "or", "nor", ";", "/"):
            parts.append((item.low, []))
        elif item.party is None and item.low in _RELATIVE and (parts[0][1] or len(parts) > 1):
            break
        else:
            parts[-1][1].append(item)
    return _without_descriptions(parts)


def _without_descriptions(parts: Sequence[tuple[str, list[Item]]]) -> list[list[Item]]:
    """Leave out what stands between commas to describe its neighbour."""
    kept: list[list[Item]] = []
    for at, (mark, whole) in enumerate(parts):
        part = _stripped(whole)
        if not part:
            continue
        listed = any(later == "and" for later, _ in parts[at:])
        if mark == "," and kept and not listed:
            if _describes(part) and kept[-1][-1].party:
                continue
            if _describes(kept[-1]) and any(item.party for item in part):
                kept.pop()
        kept.append(part)
    return kept


def _stripped(part: list[Item]) -> list[Item]:
    while part and part[0].party is None and part[0].low in _LEADING and len(part) > 1:
        part = part[1:]
    return part


def _describes(part: Sequence[Item]) -> bool:
    """Tell a description (“a spokesman for the ministry”) from the name of a party."""
    return head_of(part) is not None and not (len(part) == 1 and part[0].party)


def head_of(part: Sequence[Item]) -> str | None:
    """Give the noun for a person, people or a body before the first preposition of a phrase."""
    close = next(
        (at for at, item in enumerate(part) if at and item.party is None and item.low in PREPOSITIONS), len(part)
    )
    for item in reversed(part[:close]):
        if item.party is None and is_noun(item.low):
            return item.low
    return None


def is_in_passing(part: Sequence[Item], at: int) -> bool:
    """Tell a name that only describes others: “doctors treating Ms Holm”, “a man accused of stalking her”."""
    for noun, behind in pairwise(part[:at]):
        plain = noun.party is None and behind.party is None
        if plain and is_noun(noun.low) and not is_noun(behind.low) and describes(behind.low):
            return True
    return False


def is_plural(low: str) -> bool:
    """Tell whether a noun means several."""
    return low in COUNTS or is_people(low) or (low.endswith("s") and is_body(singular(low)))
