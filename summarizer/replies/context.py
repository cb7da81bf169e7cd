"""Who spoke before: whether words can be an answer at all, and to whom."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from summarizer.replies.lazy import lazy
from summarizer.replies.lexicon import terms, word_set
from summarizer.replies.phrases import clause_subject
from summarizer.replies.reading import Sentence, Text
from summarizer.replies.speaker import said_by
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_BACK, _AHEAD = 40, 3  # sentences before and behind one that are looked at
_NAME = re.compile(r"[A-Z][\w-]+")
_WORD = re.compile(r"[\w-]+")
_SURNAME = re.compile(r"\b[A-Z][\w.-]* (?=([A-Z][\w-]+))")
_ALLEGES = re.compile(r"\b(?:after|following|rejecting|denying|reported|asserted|alleged|claimed|despite)\b")
_APPOSED = re.compile(r", (?:\d|an? )")
_IN_ANSWER = lazily(
    r"\bin turn\b|\bfor (?:its|his|her|their) part\b|\bin (?:reply|response|answer)\b|"
    r"\b[Aa]sked (?:about|whether|if)\b|\b[Rr]eached (?:by|at|on)\b|"
    r"\bin (?:an? )?(?:\w+ )?(?:statement|e-?mail|text message|tweet|blog post|letter|post|video)\b"
)
_POINTS_BACK = re.compile(
    r"(?:the pair|the two|them|him|her|it|(?:his|her|their) accuser|(?:its |his |her |their )?critics)\b"
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "him", "her"))


@cache
def _accusing() -> frozenset[str]:
    """Give the words of charging, and for what one is charged with."""
    return terms("accusation") | terms("charging")


@cache
def _telling() -> frozenset[str]:
    """Give those, and the words of saying."""
    return _accusing() | terms("speech")


def _parts(names: Iterable[str]) -> set[str]:
    """Give the words of names, in small letters."""
    return {part for name in names for part in name.lower().split("-")}


class Claimed(NamedTuple):
    """A sentence in which somebody says something."""

    sentence: Sentence
    source: Span
    names: frozenset[str]
    office: bool
    bystander: bool


_CHARGING = word_set(
    "accused accuses alleging sued sues suing blamed blames charged suspect suspects suspected criticised criticized "
    "fined"
)
_LONG = 15
"""Sentences of a short report, its title with them."""


class Opening(NamedTuple):
    """The first claim of a text: its sentence, who makes it, and of whom and what it tells."""

    last: int
    by: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    heads: frozenset[str]


class Context:
    """What has been said in a text so far, read when a reply depends on it."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._repliers: dict[int, list[Span]] = {}
        self._replied: set[str] = set()
        self._denied: set[str] = set()
        self._described: dict[Span, tuple[frozenset[str], bool, bool]] = {}
        self._put_off: deque[Callable[[], None]] = deque()
        self._catching_up = False

    def put_off(self, noting: Callable[[], None]) -> None:
        """Leave it for later to find and note who replies in the next sentence."""
        self._put_off.append(noting)

    def catch_up(self) -> None:
        """Do what was put off, in order; what is asked meanwhile is answered by what has been noted so far."""
        if not self._catching_up:
            self._catching_up = True
            while self._put_off:
                self._put_off.popleft()()
            self._catching_up = False

    def note(self, sentence: Sentence, source: Span, *, marked: bool) -> None:
        """Remember who has replied, and whether words of replying mark it."""
        self._repliers.setdefault(sentence.number, []).append(source)
        names = self.describe(sentence, source)[0] or {source.of(self.text.plain).lower()}
        self._replied |= names
        if marked:
            self._denied |= names

    @property
    def is_long(self) -> bool:
        """Whether it is a report in which much is told beside a charge and its answers."""
        return len(self.text.sentences) > _LONG

    @lazy
    def claims(self) -> dict[int, Claimed]:
        """Every sentence with a verb of saying and its source, by number."""
        found = {}
        for sentence in self.text.sentences:
            if sentence.verbs and not self.text.is_headline(sentence):
                source = said_by(sentence, sentence.verbs[0])
                if source is not None:
                    found[sentence.number] = Claimed(sentence, source, *self.describe(sentence, source))
        return found

    def describe(self, sentence: Sentence, source: Span) -> tuple[frozenset[str], bool, bool]:
        """Read the names in a source, whether it answers for a body, and whether it only saw or studied."""
        if source in self._described:
            return self._described[source]
        words = source.of(self.text.plain)
        low = {word.removesuffix("'s") for word in re.findall(r"[\w'-]+", words.lower())}
        names = frozenset(name for name in _NAME.findall(words) if name.lower() not in terms("not_names"))
        self._described[source] = names, bool(low & terms("office")), bool(low & terms("bystander"))
        return self._described[source]

    def resolve(self, sentence: Sentence, source: Span) -> tuple[Sentence, Span]:
        """Put the last speaker before a pronoun in its place."""
        if not self._is_pronoun(source):
            return sentence, source
        if sentence.number and (before := self._subject_before(sentence)) is not None:
            return before
        self.catch_up()
        for number in range(sentence.number, max(-1, sentence.number - _BACK), -1):
            spoke = [self.claims[number].source] if number in self.claims else []
            spoke += self._repliers.get(number, ())
            named = [who for who in spoke if who.end <= source.start and not self._is_pronoun(who)]
            if named:
                return self.text.sentences[number], max(named)
        return sentence, source

    def alleged_before(self, sentence: Sentence) -> bool:
        """Tell whether somebody has said something, or an allegation was named, before or in the sentence."""
        return self._first_heard <= sentence.number or not terms("accusation").isdisjoint(sentence.bag)

    def answers(self, sentence: Sentence, source: Span) -> bool:
        """Tell whether a source, by who it is and who spoke before, is likely contradicting somebody."""
        where, who = self.resolve(sentence, source)
        names, office, bystander = self.describe(where, who)
        self.catch_up()
        if not self._replied.isdisjoint(names or {who.of(self.text.plain).lower()}):
            return True
        charged = self._charged(sentence, names)
        answerable = office or self._is_body(who) or any(self._in_office(name) for name in names)
        answerable = answerable or (not bystander and _IN_ANSWER.search(self.text.plain, *sentence.span) is not None)
        if not charged and self._is_passer_by(who):
            return False
        if not charged and not self.has_charge and not self.is_accused(sentence, source):
            return False
        if not charged and (bystander or not answerable or self._opened(sentence, names)):
            return False
        near = range(max(0, sentence.number - _BACK), sentence.number + _AHEAD + 1)
        others = (self.claims[number] for number in near if number in self.claims and number != sentence.number)
        if any(not other.names & names for other in others):
            return True
        return _ALLEGES.search(self.text.plain, *sentence.span) is not None

    @lazy
    def has_charge(self) -> bool:
        """Whether the text names an allegation or a charge at all."""
        return any(not _accusing().isdisjoint(sentence.bag) for sentence in self.text.sentences)

    def is_charged(self, sentence: Sentence, source: Span) -> bool:
        """Tell whether a source has replied before, or is named by another who speaks."""
        names = self.describe(*self.resolve(sentence, source))[0]
        self.catch_up()
        return not self._replied.isdisjoint(names) or self._charged(sentence, names)

    def is_blamed(self, sentence: Sentence, source: Span) -> bool:
        """Tell whether another source names somebody together with a word of charging, shortly before or behind."""
        names = self.describe(*self.resolve(sentence, source))[0]
        self.catch_up()
        return not self._replied.isdisjoint(names) or self._told_by_others(self._around(sentence), names, _accusing())

    def is_accused(self, sentence: Sentence, source: Span) -> bool:
        """Tell whether a source, or the body for which it speaks, is what the first claims of the text are about."""
        if sentence.number <= self._opening.last:
            return False
        where, who = self.resolve(sentence, source)
        names, _, bystander = self.describe(where, who)
        opening = self._opening
        if bystander or names & opening.by or self._is_passer_by(who):
            return False
        words = who.of(self.text.plain)
        low = words.lower()
        if low.startswith(("an ", "his famil", "her famil")):
            return False
        if names & opening.names:
            return True
        if low.startswith(("its ", "his ", "her ", "a spokes", "a company ", "the company", "the firm")):
            return True
        head = re.split(r",| (?:of|in|at|for|from|on) ", low)[0].split()
        return bool(head) and len(head[-1]) > 3 and head[-1] in opening.words and head[-1] not in opening.heads

    def _is_passer_by(self, who: Span) -> bool:
        """Tell “said Omar, 19” and “said Per Dahl, a farmer” from those who answer for somebody."""
        words = who.of(self.text.plain)
        behind = self.text.plain[who.end : who.end + 40]
        found = _APPOSED.search(words) or _APPOSED.match(behind)
        if found is None or any(name in self._opening.names for name in _NAME.findall(words)):
            return False
        return not {*_WORD.findall((words + behind.split(".")[0]).lower())} & terms("office")

    @lazy
    def _opening(self) -> "Opening":
        """Read who makes the first claim of the text, and about whom."""
        first = next(iter(self.claims.values()), None)
        heard = first.sentence.number if first else self._first_heard
        if heard >= len(self.text.sentences):
            return Opening(heard, frozenset(), frozenset(), frozenset(), frozenset())
        plain = self.text.plain
        around = [self.text.sentences[at].span for at in range(heard + 1)]
        if heard + 1 < len(self.text.sentences) and not first:
            around.append(self.text.sentences[heard + 1].span)
        who = first.source if first else Span(0, 0)
        told = " ".join(
            plain[span.start : who.start] + " " + plain[who.end : span.end]
            if span.start <= who.start and who.end <= span.end and who.end
            else span.of(plain)
            for span in around
        )
        by = first.names if first else frozenset[str]()
        names = frozenset(
            name.removesuffix("-") for name in _NAME.findall(told) if name.lower() not in terms("not_names")
        )
        return Opening(
            heard,
            by,
            names - by,
            frozenset(_WORD.findall(told.lower())),
            frozenset(_WORD.findall(who.of(plain).lower())),
        )

    def only_studies(self, sentence: Sentence, source: Span) -> bool:
        """Tell a prosecutor or an investigator, who weighs evidence by trade, from a party that answers."""
        return self.describe(*self.resolve(sentence, source))[2]

    def spoke_before(self, sentence: Sentence, target: str) -> bool:
        """Tell whether those whom a sentence accuses have accused or named its speaker before, so that it answers."""
        names = {name for name in _NAME.findall(target) if name.lower() not in terms("not_names")}
        heads = {word for word in _WORD.findall(target.lower()) if len(word) > 4}
        anaphoric = _POINTS_BACK.match(target.lower()) is not None
        for number in range(max(0, sentence.number - _BACK), sentence.number):
            claim = self.claims.get(number)
            if claim is None:
                continue
            said = claim.source.of(self.text.plain).lower()
            if _accusing().isdisjoint(claim.sentence.bag) and not self._names_of(sentence) & claim.sentence.bag:
                continue
            if anaphoric or claim.names & names or any(head in said for head in heads):
                return True
        return False

    def _names_of(self, sentence: Sentence) -> set[str]:
        """Give the names of who speaks in a sentence, in small letters."""
        claim = self.claims.get(sentence.number)
        return _parts(claim.names if claim else ())

    def _is_pronoun(self, source: Span) -> bool:
        return source.of(self.text.plain).lower() in _PRONOUNS

    def _subject_before(self, sentence: Sentence) -> tuple[Sentence, Span] | None:
        """Give who the sentence before is about, where it stands in the same paragraph and names somebody."""
        other = self.text.sentences[sentence.number - 1]
        if not self.text.same_paragraph(other, sentence):
            return None
        found = said_by(other, other.verbs[0]) if other.verbs else clause_subject(other, len(other.low))
        if found is None or self._is_pronoun(found):
            return None
        return (other, found) if self.describe(other, found)[0] else None

    @lazy
    def _first_heard(self) -> int:
        """The first sentence that tells of an allegation or of something said: from there an answer is possible."""
        nouns, say = terms("accusation"), terms("speech") | _CHARGING
        for sentence in self.text.sentences:
            if not nouns.isdisjoint(sentence.bag):
                return sentence.number
            if not say.isdisjoint(sentence.bag) and not self.text.is_headline(sentence):
                return sentence.number + 1
        return len(self.text.sentences)

    def _opened(self, sentence: Sentence, names: frozenset[str]) -> bool:
        """Tell whether a source made the first claim of the text: it accuses, then."""
        first = next(iter(self.claims.values()), None)
        return first is not None and first.sentence.number < sentence.number and bool(first.names & names)

    def _is_body(self, who: Span) -> bool:
        """Tell a capital or an organisation (Moscow) from a surname (Smith), which a first name precedes somewhere."""
        words = who.of(self.text.plain)
        return words.isalpha() and words[0].isupper() and not self._is_pronoun(who) and words not in self._surnames

    @lazy
    def _surnames(self) -> frozenset[str]:
        return frozenset(match[1] for match in _SURNAME.finditer(self.text.plain))

    @lazy
    def _first_mentions(self) -> dict[str, int]:
        """Where each name first stands."""
        found: dict[str, int] = {}
        for match in _NAME.finditer(self.text.plain):
            found.setdefault(match.group(), match.start())
        return found

    def _in_office(self, name: str) -> bool:
        """Tell whether an office stands beside the first mention of a name."""
        at = self._first_mentions.get(name, 0)
        before = self.text.plain[max(0, at - 60) : at].rsplit(". ", 1)[-1]
        low = set(_WORD.findall(before.lower())[-6:])
        return bool(low & terms("office")) and not low & terms("bystander")

    def _charged(self, sentence: Sentence, names: frozenset[str]) -> bool:
        """Tell whether another source's sentence, before or shortly behind, names the speaker."""
        return self._told_by_others(self._around(sentence), names, _telling())

    def _around(self, sentence: Sentence) -> Sequence[Sentence]:
        at = sentence.number
        before, behind = self.text.sentences[max(0, at - _BACK) : at], self.text.sentences[at + 1 : at + _AHEAD + 1]
        return (*before, *behind)

    def _told_by_others(self, sentences: Sequence[Sentence], names: frozenset[str], telling: frozenset[str]) -> bool:
        """Tell whether a sentence by somebody else has one of the names and a word of telling."""
        low = _parts(names)
        for other in sentences if low else ():
            claim = self.claims.get(other.number)
            if self.text.is_headline(other) or (claim and claim.names & names):
                continue
            if not other.bag.isdisjoint(low) and not telling.isdisjoint(other.bag):
                return True
        return False
