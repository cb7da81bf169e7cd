"""Whom an item names: parties of the article, by whatever name it gives them."""

from collections.abc import Mapping

from summarizer.steps.ground.evidence import Grounds


class Ungrounded(Exception):
    """An item does not hold; the message says why."""


def parties_of(names: tuple[str, ...], on: Grounds) -> tuple[str, ...]:
    """Give the ids of parties, each once.

    Raises:
        Ungrounded: A name does not stand in the article.
    """
    found = []
    for name in names:
        party = on.cast.id_of(name)
        if party is None:
            raise Ungrounded(f"“{name}” does not stand in the article.")
        if party not in found:
            found.append(party)
    return tuple(found)


def names_of(parties: tuple[str, ...], on: Grounds) -> tuple[str, ...]:
    """Give the fullest name of each."""
    return tuple(on.cast.names_of(party)[0] for party in parties)


def offices(on: Grounds) -> Mapping[str, str]:
    """Name of a party → name of the one that it represents."""
    return {party.name: on.cast.names_of(party.represents)[0] for party in on.cast.parties if party.represents}
