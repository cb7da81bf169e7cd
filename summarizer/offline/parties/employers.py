"""For whom the persons and bodies of an article speak."""

from collections.abc import Mapping

from summarizer.models import DraftParty
from summarizer.offline.parties.lexicon import OWNERS, is_body, is_people
from summarizer.offline.parties.phrase import Cast, bare, cast_of, only_points, standing, words_of
from summarizer.offline.parties.resolve import resolve
from summarizer.offline.parties.tokens import Read

_REACH = 900  # code points that “its” may look back

BODYS = "the body’s"
"""Stands for whom somebody serves whose office does not say it: the body named last before."""

Served = Mapping[str, tuple[str | None, int]]
"""Party → the words for whom it serves, and its first token."""


def with_employers(read: Read, cast: Cast, served: Served) -> Cast:
    """Name for each party the party that it serves; a body that only its servant names becomes one."""
    for over, _ in served.values():
        phrase = _body_phrase(over or "", read.text)
        if phrase and not resolve(phrase, cast):
            cast = cast.plus(DraftParty(name=phrase, kind="organisation"))
    return cast_of(tuple(_with_employer(read, party, served, cast) for party in cast.parties))


def _body_phrase(over: str, text: str) -> str | None:
    over = _inner(over)
    words = bare(words_of(over))
    if (
        not words
        or len(words) > 4
        or over in OWNERS
        or only_points(words)
        or not (is_body(words[-1]) or is_people(words[-1]))
    ):
        return None
    return standing(over, text)


def _inner(over: str) -> str:
    """Leave out a verb before the phrase: “the national squad” in “quit the national squad”."""
    words = over.split()
    opened = [at for at, word in enumerate(words) if word.lower() in ("the", "a", "an")]
    return " ".join(words[opened[-1] :]) if opened else over


def _with_employer(read: Read, party: DraftParty, served: Served, cast: Cast) -> DraftParty:
    over, first = served.get(party.name, (None, 0))
    if not over or party.represents:
        return party
    if over in OWNERS or over == BODYS or only_points(bare(words_of(over))):
        name = _named_before(read, party, over, (cast, read.tokens[first].start))
    else:
        names = resolve(over, cast) or _of_stem(over, cast)
        name = names[0] if names else None
    return party.model_copy(update={"represents": name}) if name and name != party.name else party


def _named_before(read: Read, party: DraftParty, owner: str, before: tuple[Cast, int]) -> str | None:
    """Find whom “its” or “his” points to: the body or the person named last before."""
    (cast, end), nearest, at = before, None, -1
    for other in cast.parties:
        fitting = other.kind == "person" if owner in ("his", "her") else other.kind not in ("person", "group")
        if owner not in OWNERS and other.kind == "media":
            continue  # “a company spokesman” is not the newspaper’s
        if other.name == party.name or not fitting:
            continue
        for name in (other.name, *other.aliases):
            place = read.text.rfind(name, max(0, end - _REACH), end)
            if place > at:
                nearest, at = other.name, place
    return nearest


def _of_stem(adjective: str, cast: Cast) -> tuple[str, ...]:
    """Find the state of an adjective by its stem: Teskian, Tesk."""
    if " " in adjective or not adjective.endswith(("n", "ese", "ish", "i")):
        return ()
    for other in cast.parties:
        stem = other.name[: max(4, len(other.name) - 2)]
        if other.kind == "government" and adjective.startswith(stem) and " " not in other.name:
            return (other.name,)
    return ()
