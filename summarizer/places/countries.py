"""Look a state up by any of its names: its own, its capital's, its government's seat or its people's."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("countries.tsv")
# Folded, these are everyday words: written so, they name no state.
_WORDS = frozenset({"us", "polish", "turkey", "china", "finn", "dane", "danes", "pole", "poles", "kiwi", "kiwis"})


class Country(NamedTuple):
    """A state or territory and what it is called."""

    code: str
    """ISO 3166-1 alpha-2; EU and XK are those that ISO reserves for users."""
    name: str
    names: tuple[str, ...]
    """Other names of the state, long and short."""
    capitals: tuple[str, ...]
    """Capitals and seats of government that are cities, in all spellings of the news."""
    seats: tuple[str, ...]
    """Buildings and streets that stand for the government: the White House, Downing Street."""
    demonyms: tuple[str, ...]
    """Adjectives and names of the people."""
    contextual: tuple[str, ...]
    """Names that are its only where the text is about it: the North."""


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Read all states and territories, in the order of their codes."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Country(code, name, *map(_several, rest)) for code, name, *rest in (row.split("\t") for row in lines))


@lru_cache(maxsize=4096)
def country(name: str) -> Country | None:
    """Find a state by a name, capital, seat or demonym; marks, accents, dots and case matter only where they must.

    A name that needs its context (the North) finds none. Georgia is the state on the Black Sea.
    """
    exact, folded, _ = _index()
    plain = unicodedata.normalize("NFC", name.strip()).replace("'", "’").replace("‘", "’")
    bare = plain[4:] if plain[:4] in ("the ", "The ") else plain
    found = exact.get(plain) or exact.get(bare) or exact.get(f"{bare}.")
    return found or (None if bare in _WORDS else folded.get(_fold(bare)))


def is_adjective(name: str) -> bool:
    """Tell whether a name is that of a people or an adjective of a state: Japanese, North Korean."""
    return name in _index()[2]


def _several(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


def _fold(name: str) -> str:
    """Drop accents, dots and case; hyphens are spaces."""
    name = name.replace("-", " ").replace(".", "").casefold()
    if name.isascii():
        return name
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, Country], dict[str, Country], frozenset[str]]:
    """Index the states by exact name and by folded name; what two states share folded finds neither."""
    exact: dict[str, Country] = {}
    folded: dict[str, Country] = {}
    shared: set[str] = set()
    for state in countries():
        for name in (state.name, *state.names, *state.capitals, *state.seats, *state.demonyms):
            exact[name] = state
            key = _fold(name)
            if folded.setdefault(key, state) is not state:
                shared.add(key)
    adjectives = frozenset(name for state in countries() for name in state.demonyms)
    shared.add("us")
    return exact, {key: state for key, state in folded.items() if key not in shared}, adjectives
