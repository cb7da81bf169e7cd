"""Whom “the brewery” means where no brewery was told of before: somebody with a name who may be called so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.models import DraftParty
from summarizer.offline.parties.called import Noun, may_precede, noun_of
from summarizer.offline.parties.lexicon import (
    BODY,
    IDLE,
    PREPOSITIONS,
    PRESS,
    WORDS,
    is_people,
    is_role,
    says_its_kind,
)
from summarizer.offline.parties.phrase import Cast, as_it_stands, cast_of, words_of

_POINTS = re.compile(r"\b[Tt]he (?:(?P<before>[a-z]+) )?(?P<word>[a-z][a-z-]{2,})(?=['’]s?\b|\Z)")
_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[a-z-]+ )?(?P<noun>[a-z-]+),? \Z")
_BEHIND = re.compile(
    r"(?:['’]s)?, (?:an?|the|its|one of the) (?:[a-z-]+ ){0,3}?(?P<noun>[a-z-]+)(?=,| of | in | for | that | which |\.)"
)
_TITLE = re.compile(r"(?P<title>[A-Z][a-z]+)\.? \Z")
_FOR = ("for", "of", "at", "from")
_DEFINED = re.compile(r" (?:that|which|who|whose|where|of|in|near|for)\b")
_DESCRIBED = 60
"""Code points before a name in which a noun says what it is."""
_WORD = 20
"""Code points before a name in which the word before it stands."""


class Pointing(NamedTuple):
    """A phrase like “the ferry company”."""

    phrase: str
    before: str
    word: str
    noun: Noun


def with_pointed(text: str, cast: Cast, phrases: Iterable[str], others: Sequence[DraftParty]) -> Cast:
    """Give each party that a phrase calls “the brewery” those words as one more name.

    Args:
        text: The article.
        cast: Its parties.
        phrases: Who speaks in it.
        others: Names in it that do nothing by themselves, as parties.
    """
    for pointing in {one.phrase.lower(): one for one in _pointing(phrases)}.values():
        if found := _meant(text, pointing, (cast.parties, others)):
            alias = as_it_stands(pointing.phrase, text)
            called = found.model_copy(update={"aliases": (*found.aliases, alias)})
            kept = [called if party is found else party for party in cast.parties]
            cast = cast_of(tuple(kept if found in cast.parties else (*kept, called)))
    return cast


def _pointing(phrases: Iterable[str]) -> Iterator[Pointing]:
    for phrase in phrases:
        for match in _POINTS.finditer(phrase):
            if (noun := noun_of(match["word"])) and _is_spoken_for(phrase[: match.start()]):
                yield Pointing(match[0], match["before"] or "", match["word"], noun)


def _is_spoken_for(before: str) -> bool:
    """Tell “the brewery” and “a spokesman for the brewery” from “the firm behind the app”."""
    words = words_of(before)
    return not words or (len(words) > 1 and words[-1] in _FOR and (is_role(words[-2]) or is_people(words[-2])))


def _meant(text: str, pointing: Pointing, ranks: Iterable[Sequence[DraftParty]]) -> DraftParty | None:
    """Find who says to be one, or is named most often, before anybody is called so."""
    first = re.search(rf"\b{pointing.word}\b", text, re.IGNORECASE)
    if first is None or text[first.end() - len(pointing.phrase) : first.end()].lower() != pointing.phrase.lower():
        return None  # one has been told of: “a brewery in Oss”
    if _DEFINED.match(text, first.end()):
        return None  # “the boatyard that fitted the keel” is told of now
    for parties in ranks:
        told = {party.name: party for party in parties if _may_be(party, pointing, text)}
        named = _places(tuple(told.values()), text, first.start())
        if len(named) > 1 and pointing.word in WORDS["generic"]:
            return None  # among several firms it is the last to speak
        if named:
            return told[max(named, key=lambda name: (_says(told[name], pointing, text), *named[name]))]
    return None


def _places(parties: Sequence[DraftParty], text: str, end: int) -> dict[str, tuple[int, int]]:
    """Count how often each party is named before a place, and say how early, if anywhere but where places are."""
    names = {name: party.name for party in parties for name in (party.name, *party.aliases) if name[:1].isupper()}
    if not names:
        return {}
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    found: dict[str, list[tuple[int, bool]]] = {}
    for match in re.finditer(rf"(?<![\w-])(?:{longest_first})(?![\w-])", text[:end]):
        before = text[max(0, match.start() - _WORD) : match.start()].split()
        idle = bool(before) and before[-1].lower() in IDLE
        found.setdefault(names[match[0]], []).append((match.start(), idle))
    return {name: (len(at), -at[0][0]) for name, at in found.items() if not all(idle for _, idle in at)}


def _may_be(party: DraftParty, pointing: Pointing, text: str) -> bool:
    """Tell whether a party may be called so, by its kind, its name and what is said of it."""
    if not party.name.removeprefix("the ")[:1].isupper() or pointing.word in words_of(party.name):
        return False
    may = _person_may_be if pointing.noun.person else _body_may_be
    return may(party, pointing, text)


def _person_may_be(party: DraftParty, pointing: Pointing, text: str) -> bool:
    if party.kind != "person" or not (pointing.before == "" or may_precede(pointing.before, pointing.noun)):
        return False
    return _says(party, pointing, text) or (pointing.noun.any_name and not party.role)


def _body_may_be(party: DraftParty, pointing: Pointing, text: str) -> bool:
    words, noun = words_of(party.name), pointing.noun
    if party.kind not in ("organisation", "media") or words[0] == _head(party) in BODY:
        return False
    if not (pointing.before in ("", *words) or may_precede(pointing.before, noun)):
        return False
    if (party.kind == "media" and pointing.word not in PRESS) or _is_other(party, noun, text):
        return False
    return _says(party, pointing, text) or (noun.any_name and not says_its_kind(_head(party)))


def _says(party: DraftParty, pointing: Pointing, text: str) -> bool:
    """Tell a name, a title or an office that says that its owner is such a one."""
    said_by = pointing.noun.said_by
    if not pointing.noun.person:
        return _head(party) in (said_by or WORDS["firm"])
    at = text.find(party.name)
    title = _TITLE.search(text, max(0, at - _WORD), max(0, at))
    told = {*words_of(party.role or ""), title["title"].lower() if title else ""}
    return bool(told & said_by)


def _head(party: DraftParty) -> str:
    """Give the word of a body's name that says what it is, if any does."""
    words = words_of(party.name)
    return words[next((at for at, word in enumerate(words) if at and word in ("of", "for")), len(words)) - 1]


def _is_other(party: DraftParty, noun: Noun, text: str) -> bool:
    """Tell a body that is called something else where its name first stands: “the charity Open Hands”."""
    at = text.find(party.name)
    found = (_BEFORE.search(text, max(0, at - _DESCRIBED), at), _BEHIND.match(text, at + len(party.name)))
    told = {match["noun"] for match in found if match}
    return any(not (one in noun.alike or one in PREPOSITIONS or is_role(one)) for one in told)
