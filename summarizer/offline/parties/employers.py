"""For whom the persons and bodies of an article speak."""

from collections.abc import Iterator, Mapping

from summarizer.models import DraftParty
from summarizer.offline.parties.lexicon import OWNERS, is_body, is_people
from summarizer.offline.parties.phrase import Cast, bare, cast_of, only_points, standing, words_of
from summarizer.offline.parties.resolve import resolve
from summarizer.offline.parties.tokens import Read
from summarizer.text.bystanders import speaks_alone

_REACH = 900  # code points that “its” may look back
_NEAR = 4
"""Sentences before a party in which whom it serves is looked for first."""
_HEAD, _TAG = 16, 60
"""Code points before a name that heads a sentence, and before a speaker who comes behind his words."""

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
    if not over or party.represents or any(map(speaks_alone, words_of(party.role or ""))):
        return party  # nobody's brother speaks for him, nor does a predecessor
    if over in OWNERS or over == BODYS or only_points(bare(words_of(over))):
        name = _named_before(read, party, over, (cast, read.tokens[first].start))
    else:
        names = resolve(over, cast) or resolve(f"the {over}", cast) or _of_stem(over, cast)
        name = names[0] if names else None
    return party.model_copy(update={"represents": name}) if name and name != party.name else party


def _named_before(read: Read, party: DraftParty, owner: str, before: tuple[Cast, int]) -> str | None:
    """Find whom “its” or “his” points to: who heads the sentence before, or is named last."""
    cast, end = before
    owners = [other for other in cast.parties if other.name != party.name and _may_own(other, owner)]
    called = [other for other in owners if words_of(other.name)[-1] == words_of(owner)[-1]]
    named = sorted(
        (place, other.name)
        for other in called or owners  # “the bank’s” is Tarn Bank’s
        for name in (other.name, *other.aliases)
        for place in places(read.text, name, max(0, end - _REACH), end)
    )
    for start, until in _sentences_before(read, end):
        inside = [place for place in named if start <= place[0] < until]
        if inside:
            return inside[0 if inside[0][0] - start <= _HEAD and until < end else -1][1]
    return named[-1][1] if named else None


def _may_own(other: DraftParty, owner: str) -> bool:
    if owner in ("his", "her"):
        return other.kind == "person"
    return other.kind not in ("person", "group") and (owner in OWNERS or other.kind != "media")


def places(text: str, name: str, start: int, end: int) -> Iterator[int]:
    """Give where a name stands in a stretch."""
    at = text.find(name, start, end)
    while at >= 0:
        yield at
        at = text.find(name, at + 1, end)


def _sentences_before(read: Read, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretch from the head of a sentence to a place in it, then the sentences before it.

    What stands before a speaker who comes behind his words is what he says: it is looked at last.
    """
    heads = [token.start for token in read.tokens if token.first and token.start <= end][-1 - _NEAR :]
    bounds = list(zip(heads, [*heads[1:], end], strict=True))[::-1]
    if bounds and end - bounds[0][0] > _TAG:
        bounds = [*bounds[1:], bounds[0]]
    yield from bounds


def _of_stem(adjective: str, cast: Cast) -> tuple[str, ...]:
    """Find the state of an adjective by its stem: Teskian, Tesk."""
    if " " in adjective or not adjective.endswith(("n", "ese", "ish", "i")):
        return ()
    for other in cast.parties:
        stem = other.name[: max(4, len(other.name) - 2)]
        if other.kind == "government" and adjective.startswith(stem) and " " not in other.name:
            return (other.name,)
    return ()
