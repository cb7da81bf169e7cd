"""Who is charged in an article, by whom, and from which sentence on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from summarizer.attribution import Attribution
from summarizer.offline.contest.lexicon import has, words_of
from summarizer.offline.contest.weight import points
from summarizer.offline.speakers import Speakers
from summarizer.replies import Reply
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_IN_ANSWER = re.compile(
    r"\bin turn\b|\bfor (?:its|his|her|their) part\b|\bin (?:reply|response|answer|h(?:is|er) defen[cs]e)\b|"
    r"\b(?:[Aa]sked (?:about|whether|if|by|why|how)|[Rr]eached (?:by|at|on)|[Rr]esponding to|[Cc]onfronted with)\b"
)
_COUNTERS = ("counter", "repl", "retort", "respond", "answer", "hit back")
_BESIDE = 45
"""Code points beside a source in which its office may stand: “Hannah Osei, defending,”."""
_OWNED = frozenset(("his", "her", "their"))
_CONTESTS, _MAY_OPEN = 3, 2
NEVER = 1_000_000


class Told(NamedTuple):
    """What somebody says in an article: its place, its words, and who says it."""

    found: Attribution
    number: int
    by: tuple[str, ...]
    source: tuple[str, ...]
    cue: tuple[str, ...]
    words: tuple[str, ...]
    names: frozenset[str]
    """The parties that are named in what is said."""
    in_answer: bool
    """Whether its sentence says that it is an answer: “for its part”, “asked about the report”."""

    @property
    def whole(self) -> Span:
        """The stretch from its first word to its last."""
        spans = (*self.found.source, *self.found.cue, *self.found.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def charges(self) -> bool:
        """Whether a word of charging, or of what one is charged with, stands in it, and it contests nothing."""
        return has([*self.words, *self.cue], "charge") and points(self.words) < _CONTESTS

    @property
    def is_voice(self) -> bool:
        """Whether a spokesman, a lawyer or a company speaks, rather than one who has nobody to answer for."""
        return has(self.source, "voice") or (has(self.source, "family") and not _OWNED.isdisjoint(self.source))

    @property
    def is_passer_by(self) -> bool:
        """Whether it is only told who speaks: “said Omar, 19”, “said Per Dahl, a farmer”."""
        return not self.is_voice and any(word.isdigit() or word in ("a", "an") for word in self.source[1:])


class Article(NamedTuple):
    """What is known of an article: its text below the title, what is said, what is replied, and the parties."""

    text: Numbered
    body: int
    told: Sequence[Told]
    replied: Sequence[Reply]
    speakers: Speakers
    sides: Mapping[str, str]
    """Party → the party that it speaks for."""
    bodies: frozenset[str]
    """The parties that are no persons and no crowds."""

    def side(self, name: str) -> str:
        """Name the party for which a party speaks, which may be itself."""
        return self.sides.get(name, name)


class Case:
    """Who charges, who has answered, and from which sentence on each party is charged."""

    def __init__(self, article: Article) -> None:
        """Read the roles off what is said and replied."""
        self._article = article
        self._first = _first_answers(article)
        self._charged: dict[str, int] = {}
        self._spoken_of: dict[str, int] = {}
        self._called: dict[str, set[str]] = {}
        self.accusers: set[str] = set()
        self.opens = NEVER
        self._read()

    def note(self, told: Told) -> None:
        """Remember that a party has answered: what it says next is likely an answer too."""
        for name in told.by:
            self._charged[name] = min(self._charged.get(name, NEVER), told.number - 1)

    def strength(self, told: Told) -> int:
        """Say from 0 to 3 how likely it is that a speaker answers a charge."""
        if not told.by:
            return 0
        if any(told.number > self._charged.get(self._article.side(name), NEVER) for name in told.by) or any(
            told.number > self._charged.get(name, NEVER) for name in told.by
        ):
            return 3
        if self.accusers & set(told.by):
            return 2 if told.number > self.opens and " ".join(told.cue).startswith(_COUNTERS) else 0
        if any(told.number > self._spoken_of.get(name, NEVER) for name in told.by) and not told.is_passer_by:
            return 2
        called = [*told.source, *(word for name in told.by for word in self._called.get(name, ()))]
        if told.number <= self.opens or told.is_passer_by:
            return 0
        if told.is_voice or has(called, "voice"):
            return 2
        if has(called, "bystander"):
            return 0
        if self._article.bodies & set(told.by):
            return 1
        return 2 if has(told.cue, "swearing") else 0

    def grants(self, told: Told) -> bool:
        """Tell whether a party owns something, or withholds a denial, in the same sentence."""
        return any(
            other.number == told.number and set(other.by) & set(told.by) and has(other.cue, "owning")
            for other in self._article.told
        )

    def _read(self) -> None:
        here: dict[int, list[Told]] = {}
        for one in self._article.told:
            here.setdefault(one.number, []).append(one)
            for name in one.by:
                self._called.setdefault(name, set()).update(one.source)
        for number, span in enumerate(self._article.text.sentences, 1):
            if span.start >= self._article.body:
                self._read_sentence(number, words_of(span.of(self._article.text.text)), here.get(number, ()))
        self.opens = min(self.opens, *(number - 1 for number in self._first.values()), NEVER)
        for name, number in self._first.items():
            since = self.opens if self.opens < number and name not in self.accusers else number - 1
            self._charged[name] = min(self._charged.get(name, NEVER), since)

    def _read_sentence(self, number: int, words: Sequence[str], here: Sequence[Told]) -> None:
        for one in here:
            if one.charges or (
                one is self._article.told[0] and one.names - set(one.by) and points(one.words) < _MAY_OPEN
            ):
                self._charge(one, number, len(here) > 1)
        for one in here:
            for name in one.names - set(one.by):
                self._spoken_of.setdefault(name, 0 if one.cue[:1] == ("had",) else number)
        if not here and has(words, "charge") and not has(words, "saying"):
            self.opens = min(self.opens, number)
            span = self._article.text.sentences[number - 1]
            for name in self._article.speakers.named_in(span):
                if name not in self.accusers:
                    self._charged.setdefault(name, number)

    def _charge(self, one: Told, number: int, shares: bool) -> None:
        side = self._article.side
        if any(side(name) in self._charged or self._first.get(name, NEVER) <= number for name in one.by):
            return  # who is charged charges back
        if self.accusers and one.is_voice:
            return
        self.opens = min(self.opens, number - shares)
        self.accusers |= set(one.by)
        ours = {side(name) for name in self.accusers}
        named = one.names or frozenset(self._article.speakers.named_in(self._article.text.sentences[number - 1]))
        for name in named - set(one.by):
            if side(name) not in ours:
                since = 0 if one.cue[:1] == ("had",) else number
                self._charged.setdefault(name, since)
                self._charged.setdefault(side(name), since)


def told_in(text: Numbered, said: Iterable[Attribution], speakers: Speakers) -> list[Told]:
    """Read what is said in an article, in its order."""
    return sorted((_told(text, one, speakers) for one in said), key=lambda told: told.whole)


def _told(text: Numbered, one: Attribution, speakers: Speakers) -> Told:
    source = one.source[0] if one.source else None
    beside = None
    if source:
        ends = [span.start for span in (*one.cue, *one.content) if span.start >= source.end]
        beside = Span(source.start, min([source.end + _BESIDE, *ends, text.around(source).end]))
    by = speakers.of(source)
    return Told(
        one,
        text.sentence_of(one.content[0]),
        by,
        tuple(words_of(beside.of(text.text))) if beside else (),
        tuple(word for cue in one.cue for word in words_of(cue.of(text.text))),
        tuple(word for span in one.content for word in words_of(span.of(text.text))),
        frozenset(name for span in one.content for name in speakers.named_in(span)),
        _IN_ANSWER.search(text.text, *text.around(one.content[0])) is not None,
    )


def _first_answers(article: Article) -> dict[str, int]:
    """Give the sentence in which each party, and whom it speaks for, first answers: denies, is silent, or admits."""
    found: dict[str, int] = {}
    answers = [(name, reply.evidence) for reply in article.replied for name in article.speakers.of(reply.source)]
    answers += [(name, one.whole) for one in article.told if has(one.cue, "owning") for name in one.by]
    for name, span in sorted(answers, key=lambda answer: answer[1]):
        for one in dict.fromkeys((name, article.side(name))):
            found.setdefault(one, article.text.sentence_of(span))
    return found
