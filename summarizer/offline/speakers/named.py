"""Where the parties of an article stand by name."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.models import DraftParty
from summarizer.offline.parties.phrase import pointing
from summarizer.places import country
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

Fits = Callable[[str], bool]
"""Says of a party, by its name, whether it may be meant."""

_LIST_GAP = re.compile(r"(?:, along with|, and|,| and)? (?:(?:[A-Z][\w.’'-]*|of|the|its) ){0,6}|, | and ")
_STATE = re.compile(r"[A-Z][\w.’-]*(?: [A-Z][\w-]*)?")
_AGE = re.compile(r"\d+")
_DEFINITE = re.compile(r"(?:the|The|its|Its|his|His|her|Her) (?P<noun>[a-z][a-z’'-]+(?: [a-z’'-]+){0,2})")
_OWNED = r"\b(?:the|an?|its|his|her|their|\w+['’]s) "
_NAMED_NEXT = re.compile(r",? (?:(?:called|named|known as|the) )?")
_NAMED_FIRST = lazily(r"(?:[’']s)?,? (?:(?:is|was|of|which|runs|an?|the|its|[a-z-]+) ){0,5}")
_BESIDE, _BEHIND = 24, 60
"""Code points behind a noun, and before it, in which the name of what it describes may stand."""
_SERVED_BY = lazily(r"(?:['’]s?) (?:[a-z-]+,? )+")
"""What stands between a name at the head of a sentence and who serves it: “Ek’s coach, Ada Vale,”."""
_HEAD = 12
"""Code points before a name that heads its sentence."""
_NEAR = 3
"""Sentences that a description may reach back."""


class Place(NamedTuple):
    """A party's name, and where it or a shorter one stands."""

    span: Span
    name: str


class Named:
    """Finds the parties of one article where their names stand."""

    def __init__(self, text: Numbered, parties: Sequence[DraftParty]) -> None:
        self._text, self._parties = text, parties
        self._names = {name: party.name for party in parties for name in _names_of(party)}
        self._pattern = _pattern(self._names) if self._names else None
        self._all = self.within(Span(0, len(text.text)))
        self._lists = list(self._joint_lists())

    def within(self, span: Span) -> list[Place]:
        """Give the names in a stretch, in its order."""
        found = self._pattern.finditer(self._text.text, *span) if self._pattern else ()
        return [Place(Span(*match.span()), self._names[match.group()]) for match in found]

    def unquoted(self, span: Span) -> list[Place]:
        """Give the names in a stretch that no quotation holds."""
        return [place for place in self.within(span) if not self._is_quoted(place.span.start)]

    def by_adjective(self, span: Span) -> tuple[str, ...]:
        """Name the parties whose country a stretch has by its adjective."""
        states = [country(word) for word in _STATE.findall(span.of(self._text.text))]
        names = {name for state in states if state for name in (state.name, *state.names)}
        return tuple(party.name for party in self._parties if names & {party.name, *party.aliases})

    def stands_before(self, name: str, end: int) -> bool:
        """Tell whether a party is named before a place, in whatever case."""
        names = [name, *(short for short, party in self._names.items() if party == name)]
        return any(one in self._text.text[:end] for one in names)

    def but_later(self, phrase: Span, fits: Fits) -> Fits:
        """Leave out who is named behind a phrase in its sentence: in “it accused the bank” it is not the bank."""
        behind = Span(phrase.end, max(phrase.end, self._text.around(phrase).end))
        later = {place.name for place in self.unquoted(behind)}
        return (lambda name: fits(name) and name not in later) if later else fits

    def last(self, phrase: Span, fits: Fits, reach: int = _NEAR) -> tuple[str, ...]:
        """Name the party that was last named before a phrase, at the head of a sentence before all others.

        Args:
            phrase: What points back.
            fits: Says who may be meant.
            reach: Sentences that are looked at, its own first.
        """
        fits = self.but_later(phrase, fits)
        number = self._text.sentence_of(phrase)
        for first in (False, True):
            for at in range(number, max(0, number - reach), -1):
                sentence = self._text.sentences[at - 1]
                until = Span(sentence.start, min(sentence.end, phrase.start))
                named = [place for place in self.within(until) if fits(place.name)]
                if named and (first or named[0].span.start - sentence.start < _HEAD):
                    return (named[-1 if first else 0].name,)
        return ()

    def aged(self, phrase: str) -> tuple[str, ...]:
        """Name who is said to be as old as “the 34-year-old”."""
        age = _AGE.search(phrase)
        told = re.compile(rf",? \(?{age[0]}\b") if age else None
        return tuple([place.name for place in self._all if told and told.match(self._text.text, place.span.end)][:1])

    def beside(self, phrase: Span, fits: Fits) -> tuple[str, ...]:
        """Name the last party in a phrase's sentence before it."""
        before = Span(self._text.around(phrase).start, phrase.start)
        return tuple([place.name for place in self.within(before) if fits(place.name)][-1:])

    def heading(self, sentence: Span, fits: Fits) -> tuple[str, ...]:
        """Name the party at the head of a sentence, or the only one in it."""
        named = [place for place in self.unquoted(sentence) if fits(place.name)]
        if len(named) > 1 and _SERVED_BY.fullmatch(self._text.text, named[0].span.end, named[1].span.start):
            return (named[1].name,)
        if named and (named[0].span.start - sentence.start <= _HEAD or len({place.name for place in named}) == 1):
            return (named[0].name,)
        return ()

    def described(self, phrase: Span, noun: str) -> Iterator[str]:
        """Give the parties that stand beside a noun, or have it in their name, before a phrase, the nearest first."""
        text = self._text.text[: phrase.start]
        for match in reversed(list(re.finditer(rf"\b{re.escape(noun)}\b", text, re.IGNORECASE))):
            yield from self._described(Span(*match.span()))

    def apposed(self, phrase: Span) -> tuple[str, ...]:
        """Name the party whose name once stood right behind the same words: “the studio, Northlight,”."""
        words = _DEFINITE.fullmatch(self._text.text, *phrase)
        if not words:
            return ()
        before = re.compile(rf"{_OWNED}{re.escape(words['noun'])},? (?=[A-Z])", re.IGNORECASE)
        ends = {match.end() for match in before.finditer(self._text.text, 0, phrase.start)}
        return tuple([place.name for place in self._all if place.span.start in ends][-1:])

    def joint_before(self, phrase: Span) -> tuple[str, ...]:
        """Find the last list of parties before a phrase, at most three sentences back."""
        number = self._text.sentence_of(phrase) or 1
        earliest = self._text.sentences[max(0, number - 1 - _NEAR)].start
        near = [names for span, names in self._lists if earliest <= span.start and span.end <= phrase.start]
        return near[-1] if near else ()

    def _is_quoted(self, at: int) -> bool:
        return any(quote.start <= at < quote.end for quote in self._text.quotes)

    def _described(self, noun: Span) -> Iterator[str]:
        """Give the party that a noun names next, and those that it describes."""
        text, around = self._text.text, self._text.around(noun)
        behind = next(iter(self.within(Span(noun.end, min(around.end, noun.end + _BESIDE)))), None)
        if behind and _NAMED_NEXT.fullmatch(text, noun.end, behind.span.start):
            yield behind.name
        for place in reversed(self.within(Span(max(around.start, noun.start - _BEHIND), noun.end))):
            if place.span.end >= noun.start or _NAMED_FIRST.fullmatch(text, place.span.end, noun.start):
                yield place.name

    def _joint_lists(self) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Find where two or more parties stand in a list: “Park Jin, … Antony Blinken and … Yoko Kamikawa”."""
        run = self._all[:1]
        for one, two in pairwise(self._all):
            if not _LIST_GAP.fullmatch(self._text.text, one.span.end, two.span.start):
                yield from _joint(run)
                run = []
            run.append(two)
        yield from _joint(run)


def _names_of(party: DraftParty) -> Iterator[str]:
    """Give the names of a party as they may stand in a sentence: those with a capital, and “the bank”, “The bank”."""
    yield from (name for name in (party.name, *party.aliases) if name[:1].isupper())
    yield from (article + name[1:] for name in pointing(party) for article in "tT")


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def _joint(run: Sequence[Place]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    parties = tuple(dict.fromkeys(place.name for place in run))
    if len(parties) > 1:
        yield Span(run[0].span.start, run[-1].span.end), parties
