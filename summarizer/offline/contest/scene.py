"""An article as those see it who are asked to answer: who speaks, who is charged, who has answered."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from summarizer.models import DraftParty
from summarizer.offline.contest.lexicon import has, words_of
from summarizer.offline.contest.said import Told
from summarizer.offline.speakers import Speakers
from summarizer.replies import Reply
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

WINDOW = 6
"""Sentences in which what others say is still heard."""
_LONG = 14
"""Sentences of a long report."""
_JUST = 2
"""Sentences in which an accusation stands just before its answer."""
_ACCUSING = re.compile(r"\b(?:accus|alleg)(?:e[sd]?|ing)\b")
_ONLY_TOLD = re.compile(r", (?:\d{1,2}|an?)\b")
_LEDE = 2
"""Sentences in which an article says whom it is about."""

Side = frozenset[str]
"""A party with the one for which it speaks."""


class Answer(NamedTuple):
    """A reply or a silence: its sentence and whose it is."""

    number: int
    side: Side
    is_silence: bool


class Scene:
    """What is known of an article while its answers are looked for."""

    def __init__(self, text: Numbered, body: int, speakers: Speakers, parties: Sequence[DraftParty]) -> None:
        """`body` is where the text below the title begins."""
        self.text, self.speakers, self.parties = text, speakers, parties
        self._body = body
        self._sides: Mapping[str, str] = {party.name: party.represents for party in parties if party.represents}
        self.kinds: Mapping[str, str] = {party.name: party.kind for party in parties}
        self.answers: list[Answer] = []

    def side(self, names: Sequence[str] | frozenset[str]) -> Side:
        """Name parties and those for whom they speak."""
        return frozenset((*names, *(self._sides[name] for name in names if name in self._sides)))

    @property
    def is_long(self) -> bool:
        """Whether it is a report in which much is told beside a charge and its answers."""
        return self.length >= _LONG

    @property
    def length(self) -> int:
        """How many sentences stand behind the first below the title."""
        return len(self.words) - self.first

    def charges_before(self, number: int) -> list[int]:
        """Give the numbers of the sentences shortly before one that charge somebody."""
        return [at for at in self.charges if number - WINDOW <= at < number]

    def is_charged(self, number: int, side: Side) -> bool:
        """Tell whether a sentence shortly before one charges a party."""
        return any(self.named[at - 1] & side for at in self.charges_before(number))

    def is_accused(self, number: int, side: Side) -> bool:
        """Tell whether a sentence just before one accuses a party in so many words."""
        sentences = self.text.sentences[max(self.first, number - _JUST) - 1 : number - 1]
        found = (_ACCUSING.search(self.text.text, *sentence) for sentence in sentences)
        accused = (Span(cue.end(), sentence.end) for cue, sentence in zip(found, sentences, strict=True) if cue)
        return any(self.side(self.speakers.named_in(span)) & side for span in accused)

    def came_by(self, names: Sequence[str]) -> bool:
        """Tell somebody of whom it is only told who it is where the name first stands: “Jun Abad, 34,”."""
        places = ((name, self.text.text.find(name, self._body)) for name in names)
        return any(at >= 0 and _ONLY_TOLD.match(self.text.text, at + len(name)) for name, at in places)

    def reply(self, reply: Reply) -> None:
        """Take note of a reply that a cue marks."""
        side = self.side(self.speakers.of(reply.source))
        self.answers.append(Answer(self.text.sentence_of(reply.evidence), side, reply.is_silence))

    def answer(self, told: Told) -> None:
        """Take note that somebody has answered: what comes next is likely an answer too."""
        self.answers.append(Answer(told.number, self.side(told.by), False))

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each sentence."""
        return [words_of(span.of(self.text.text)) for span in self.text.sentences]

    @cached_property
    def named(self) -> list[Side]:
        """The parties that are named in each sentence, those in the title aside."""
        return [
            self.side(self.speakers.named_in(span)) if span.start >= self._body else frozenset()
            for span in self.text.sentences
        ]

    @cached_property
    def charges(self) -> list[int]:
        """The numbers of the sentences in which a word of charging, or of what one is charged with, stands."""
        return [
            number
            for number, (span, words) in enumerate(zip(self.text.sentences, self.words, strict=True), 1)
            if span.start >= self._body and has(words, "charge")
        ]

    @cached_property
    def first(self) -> int:
        """The number of the first sentence below the title."""
        return self.text.first_behind(self._body)

    @cached_property
    def lede(self) -> Side:
        """The parties that the first sentences below the title name."""
        return frozenset().union(*self.named[self.first - 1 : self.first - 1 + _LEDE])
