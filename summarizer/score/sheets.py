"""What an article or a story holds, by the gold or by an engine, in one form, so that the two can be compared."""

import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from summarizer.models import Article, Claim, Denial, Evidence, Extract, Party, Silence, Statement
from summarizer.text.fold import words

_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})


class Place(NamedTuple):
    """A stretch of an article, which is called by the stem of its file."""

    article: str
    start: int
    end: int


class Side(NamedTuple):
    """The names of a party, the fullest first, and of the one that it speaks for in office."""

    names: tuple[str, ...]
    represents: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], represents: Iterable[str] = ()) -> Self:
        """Take names as they are printed."""
        return cls(tuple(dict.fromkeys(map(_plain, names))), tuple(dict.fromkeys(map(_plain, represents))))

    def likeness(self, other: "Side") -> int:
        """Count the names that the two share; 1 where the fullest ones only differ in how much they add."""
        both = len(set(self.names) & set(other.names))
        return both or int(_adds(self.names[0], other.names[0]) or _adds(other.names[0], self.names[0]))

    def is_same(self, other: "Side") -> bool:
        """Tell whether the two are one party, or one speaks for the other."""
        return bool(
            self.likeness(other) or set(self.represents) & set(other.names) or set(self.names) & set(other.represents)
        )


class Item(NamedTuple):
    """A claim, denial or silence: where it stands, who speaks, and where the claim stands that it answers.

    The kind of a claim is its voice.
    """

    id: str
    places: tuple[Place, ...]
    by: tuple[Side, ...]
    kind: str = ""
    answers: tuple[Place, ...] = ()
    cues: tuple[Place, ...] = ()
    around: tuple[Place, ...] = ()
    """Of an item of the gold, the sentences that it stands in."""
    unnamed: bool = False
    """Whether somebody without a name says it: who speaks are then the article's words for him."""


class Sheet(NamedTuple):
    """What one article or story holds."""

    parties: tuple[Side, ...] = ()
    claims: tuple[Item, ...] = ()
    denials: tuple[Item, ...] = ()
    silences: tuple[Item, ...] = ()


def sheet_of(extract: Extract, name: str) -> Sheet:
    """Write down what an extract holds; `name` is what its article is called."""
    return found_sheet({extract.article.id: name}, extract.parties, extract.claims, extract.denials, extract.silences)


def found_sheet(
    names: dict[str, str],
    parties: tuple[Party, ...],
    claims: tuple[Claim, ...],
    denials: tuple[Denial, ...],
    silences: tuple[Silence, ...],
) -> Sheet:
    """Write down what was found; an item that stands in several articles is written down once for each."""
    sides = sides_of(parties)
    homes = {claim.id: places_of(claim.evidence, names) for claim in claims}
    return Sheet(
        parties=tuple(sides.values()),
        claims=_items(((claim, claim.speakers, claim.voice) for claim in claims), sides, names),
        denials=tuple(
            item._replace(answers=homes.get(denial.answers or "", ()))
            for denial in denials
            for item in _items([(denial, denial.by, denial.kind)], sides, names)
        ),
        silences=_items(((silence, silence.by, silence.kind) for silence in silences), sides, names),
    )


def sides_of(parties: Iterable[Party]) -> dict[str, Side]:
    """Name each party's side by the party's id."""
    known = {party.id: (party.name, *party.aliases) for party in parties}
    return {party.id: Side.of(known[party.id], known.get(party.represents or "", ())) for party in parties}


def places_of(evidence: Iterable[Evidence], names: dict[str, str], role: str = "content") -> tuple[Place, ...]:
    """Join the stretches of one role, so that no character counts twice."""
    found: list[Place] = []
    for place in sorted(Place(names[e.article], e.start, e.end) for e in evidence if e.role == role):
        if found and found[-1].article == place.article and place.start <= found[-1].end:
            found[-1] = found[-1]._replace(end=max(found[-1].end, place.end))
        else:
            found.append(place)
    return tuple(found)


def stem_of(article: Article) -> str:
    """What the gold calls an article: the stem of the file that it was read from."""
    name = article.source.rpartition("/")[2].rpartition("\\")[2]
    return name.rpartition(".")[0] or name


def _items(
    told: Iterable[tuple[Statement, tuple[str, ...], str]], sides: dict[str, Side], names: dict[str, str]
) -> tuple[Item, ...]:
    made = []
    for statement, speakers, kind in told:
        by = tuple(sides[party] for party in speakers if party in sides)
        unnamed = isinstance(statement, Claim) and statement.unnamed
        places, cues = places_of(statement.evidence, names), places_of(statement.evidence, names, "cue")
        for article in dict.fromkeys(place.article for place in places):
            inside = tuple(place for place in places if place.article == article)
            heard = tuple(c for c in cues if c.article == article)
            who = _called(statement, names, article) if unnamed else by
            made.append(Item(statement.id, inside, who, kind, (), heard, unnamed=unnamed))
    return tuple(made)


def _called(statement: Statement, names: dict[str, str], article: str) -> tuple[Side, ...]:
    """Take the words of an article for somebody without a name."""
    said = (one.exact for one in statement.evidence if one.role == "source" and names[one.article] == article)
    return tuple(Side.of((words,)) for words in said)


def _plain(name: str) -> str:
    """A name without its article, marks and case."""
    told = words(name)
    return " ".join(told[1:] if len(told) > 1 and told[0] in _DETERMINERS else told)


_TAIL = re.compile(r" (?:of|in|at|for|from|on) ")


def _adds(name: str, more: str) -> bool:
    """Tell whether `more` is the name with words before it, or with a phrase of place or belonging behind it."""
    return more.endswith(f" {name}") or bool(more.startswith(f"{name} ") and _TAIL.match(more, len(name)))
