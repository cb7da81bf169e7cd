"""Mentions of states: as governments, as owners of bodies, as mere places."""

from collections.abc import Iterator

from summarizer.offline.parties.lexicon import WHERE
from summarizer.offline.parties.mention import GOVERNMENT, Mention, body_after, is_verb_or_preposition
from summarizer.offline.parties.tokens import Read
from summarizer.places import Country, is_adjective


def of_state(read: Read, first: int, last: int, state: Country) -> Iterator[Mention]:
    """Read a state's name: as a government, as the owner of a body, or as a mere place."""
    name, adjective = read.of(first, last), is_adjective(read.of(first, last))
    owned = read.low(last + 1) == "'s"
    end = body_after(read, last + 1 + owned) if owned or adjective or name.endswith(".") else None
    if end is not None and read.low(end) in GOVERNMENT:
        yield Mention(read.of(first, end), first, end, "government", acts=True, state=state)
    elif end is not None and (read.acts(first, end) or owned):
        yield Mention(read.of(first, end), first, end, "organisation", over=name, acts=read.acts(first, end))
    if not adjective:
        idle = read.low(first - 1) in WHERE or (read.low(first - 1) == "the" and read.low(first - 2) in WHERE)
        idle = idle or (name in state.capitals and _describes(read.low(last + 1)))
        yield Mention(name, first, last, "government", acts=not idle, state=state)
    elif read.low(first - 1) == "the" and end is None and read.acts(first, last):
        yield Mention(read.of(first - 1, last), first - 1, last, "government", acts=True, state=state)


def owned_body(read: Read, first: int, last: int) -> Iterator[Mention]:
    """Read “Karsova’s general staff”."""
    end = body_after(read, last + 2)
    if end is not None and read.low(end) not in GOVERNMENT:
        acts, owner = read.acts(first, end), read.of(first, last)
        yield Mention(read.of(first, end), first, end, "organisation", over=owner, acts=acts)


def _describes(following: str) -> bool:
    """Tell a city that only describes the noun behind it: the Lisbon daily."""
    return following[0].isalpha() and not is_verb_or_preposition(following)
