"""The words by which parties are recognised, read from the lists beside this package."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "words"


def lines_of(file: str) -> Mapping[str, list[str]]:
    """Read the lines of a file under its [headings], comments left out."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(heading, []).append(line)
    return found


def _lists(file: str) -> Mapping[str, frozenset[str]]:
    """Read a file of word lists."""
    return {name: frozenset(" ".join(lines).split()) for name, lines in lines_of(file).items()}


WORDS = _lists("parties.txt")
_GIVEN = _lists("given.txt")
GIVEN_HE, GIVEN_SHE = _GIVEN["he"], _GIVEN["she"]
GIVEN = GIVEN_HE | GIVEN_SHE | _GIVEN["either"]

ROLE, BODY, PRESS, PEOPLE = WORDS["role"], WORDS["body"], WORDS["press"], WORDS["people"]
TITLE, MOD, SAY, STATE = WORDS["title"], WORDS["mod"], WORDS["say"], WORDS["state"]
OFFICE = ROLE | TITLE | MOD
EITHER = ROLE & BODY
"""Heads that may be a person or a firm: owner, operator."""

PREPOSITIONS = WORDS["preposition"]
OWNERS = frozenset(["its", "his", "her", "their"])
DETERMINERS = OWNERS | WORDS["determiner"]
COUNTS = WORDS["count"]
HELPERS = WORDS["helper"]
WHERE = WORDS["where"]
IDLE = WHERE - {"at"}
"""Words behind which a name only says where."""
STOPS = frozenset('.;:!?"()[]\n—–-…,')

_PLURALS = {"men": "man", "women": "woman", "people": "person"}
_NO_TRADES = frozenset(("insist", "persist", "consist", "resist", "assist", "enlist", "human", "checklist"))
_TRADES = ("man", "woman", "ist", "ologist", "person")


def singular(word: str) -> str:
    """Make the plural of a trade singular: officials, spokesmen, judges, secretaries."""
    for plural, one in _PLURALS.items():
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


@lru_cache(maxsize=16384)
def is_role(word: str) -> bool:
    """Tell the noun for a person by the list or by its ending."""
    if "-of-" in word:  # mum-of-two
        return True
    word = word.removeprefix("ex-")
    return word in ROLE or (word.endswith(_TRADES) and len(word) > 5 and word not in SAY and word not in _NO_TRADES)


@lru_cache(maxsize=16384)
def is_people(word: str) -> bool:
    """Tell a plural of persons: officials, residents, economists."""
    return word in PEOPLE or (word not in ROLE and word.endswith(("s", "men", "women")) and is_role(singular(word)))


@lru_cache(maxsize=16384)
def is_body(word: str) -> bool:
    """Tell the head noun of an organisation or of media."""
    return word in BODY or word in PRESS


def says_its_kind(word: str) -> bool:
    """Tell the last word of a name that says what body it names: Water Authority, Harrow Foods."""
    return is_body(word) or word in WORDS["firm"]


@lru_cache(maxsize=16384)
def is_noun(word: str) -> bool:
    """Tell a noun for a person, people or a body."""
    return is_role(word) or is_people(word) or is_body(word)


def is_verb(word: str) -> bool:
    """Tell a word that ends the subject before it, by the lists or by its ending."""
    return word in HELPERS or word in SAY or word in WORDS["verb"] or (word.islower() and word.endswith("ed"))
