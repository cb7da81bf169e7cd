"""A mention of a named party, and what the small words behind a name can tell."""

from typing import NamedTuple

from summarizer.models import PartyKind
from summarizer.offline.parties.lexicon import HELPERS, MOD, PREPOSITIONS, SAY, is_body, is_people, is_role
from summarizer.offline.parties.tokens import Read
from summarizer.places import Country

GOVERNMENT = frozenset(("government", "authorities", "officials", "administration"))


class Mention(NamedTuple):
    """A named party where it stands, and what the words around it say about it."""

    name: str
    first: int
    last: int
    kind: PartyKind | None = None
    role: str | None = None
    over: str | None = None
    """The words for whom it serves, or a possessive pronoun."""
    title: str = ""
    """The name with what stands before it: Dr Reyes, Mayor Reyes."""
    acts: bool = False
    state: Country | None = None


def body_after(read: Read, at: int) -> int | None:
    """Find the head of a body in the small words that follow a name: its last token, if any."""
    for step in range(4):
        low = read.low(at + step)
        if read.cap(at + step) or not low[0].isalpha() or low in PREPOSITIONS or low in SAY or low in HELPERS:
            return None
        if is_body(low) or low in GOVERNMENT:
            behind = read.low(at + step + 1)
            if is_body(behind) and not read.cap(at + step + 1):
                continue
            return None if is_role(behind) or is_people(behind) or behind in MOD else at + step
        if is_people(low) or (is_role(low) and not is_body(read.low(at + step + 1))):
            return None
    return None


def is_verb_or_preposition(low: str) -> bool:
    """Tell a small word that ends the noun phrase before it."""
    return low in SAY or low in HELPERS or low in PREPOSITIONS


def looks_adjective(word: str) -> bool:
    """Tell the adjective of a place by its ending: Teskian, Burmese."""
    return word.endswith(("ian", "ean", "van", "san", "tan", "ese", "ish"))
