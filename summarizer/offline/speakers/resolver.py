"""Resolve source phrases: a list, a pronoun, an office, “the company”, “a spokesman”."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from summarizer.models import DraftParty
from summarizer.offline.parties import parties_of
from summarizer.offline.parties.common import repeats
from summarizer.offline.parties.lexicon import WORDS, is_body, is_role
from summarizer.offline.speakers.kinds import NO_PAPER, Kinds
from summarizer.offline.speakers.named import Fits, Named
from summarizer.offline.subjects import joined, subject_before, told_of_before
from summarizer.text.header import read_header
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_NAME = r"(?:the )?[A-Z][\w.’'-]*(?: (?:of |the )?[A-Z][\w.’'-]*){0,4}"
_LIST_BEFORE = re.compile(rf"(?:{_NAME}(?:, along with |, and |, | and ))+\Z")
_ENDS_LIST = re.compile(r"(?:the |and )?[A-Z].* and |and ")
_LOOK_LEFT = 160
_WRITTEN = (
    "statement|communiqu[eé]|declaration|report|document|letter|memo|note|study|survey|paper|e-?mail|message|filing|post|"
    "tweet|blog|video|clip|thread|release|notice|reply|response|rebuttal|answer|affidavit|complaint|appeal|motion|"
    "bulletin|newsletter|circular|leaflet"
)
"""What somebody issues, and what is then said to say something."""
_PAPER = re.compile(rf"\b(?:{_WRITTEN})\Z", re.IGNORECASE)
_THE_PAPER = lazily(rf"the (?:[a-z]+ )?(?P<paper>{_WRITTEN})", re.IGNORECASE)
_BY = re.compile(r" (?:by|from|of|signed by) (?=[A-Z]|the )")
_COLLECTIVE = re.compile(
    r"\b(?:they|neither|allies|partners|neighbou?rs|three|four|two|both|sides|countries|nations|states|leaders|ministers|diplomats)\b",
    re.IGNORECASE,
)
_RELATIVES = frozenset({"which", "who"})
_DESCRIBED_BEHIND = lazily(r"(?P<noun>(?:the|The) [\da-z-]+), (?:which|who|whose|where)\b")
_FIRM = re.compile(
    r"(?:the|The) (?:[A-Z][\w-]+(?:-based)? ){0,3}(?:company|firm|chain|maker|manufacturer|operator|airline|bank|"
    r"retailer|developer|producer|supplier|carrier|builder|lender|insurer|drugmaker|automaker|giant|conglomerate|publisher)"
)
_PERSON = re.compile(r"he|she|the (?:\d{1,2}-year-old|\w+-of-\w+)", re.IGNORECASE)
_DEFINITE = lazily(r"(?:the|that|this) (?:[a-z-]+ )?(?P<noun>[a-z][a-z-]{3,})", re.IGNORECASE)
_POINTING = {"he": "he", "him": "he", "she": "she", "her": "she", "it": "it"}
_OWNERS = {"his": "he", "her": "she", "its": "it"}
_POSSESSIVE = re.compile(r"\b(?:his|her|its)\b", re.IGNORECASE)
_NOT_SUBJECTS = frozenset(("him", "her", "his", "its"))
_OWN_VOICE = re.compile(
    r"(his|her|its) (?:spokes\w+|representatives?|"
    r"(?:press |media |mobile )?(?:office|line|phone|telephone|mobile|number|home|house|door|management|desk|team)|"
    rf"(?:[a-z]+ )?(?:{_WRITTEN}))\Z",
    re.IGNORECASE,
)
_NOUN_HEAD = lazily(
    r"The [a-z][\w-]+(?= |['’]s (?:[a-z]+ ){0,2}(?:answer|reply|response|statement|account|version|comment)\b)"
)
_NEAR = 3
"""Sentences that “it” or “he” may reach back."""
_AFAR = 9
"""Sentences that “the company” may reach back: few firms are in one report."""


class Speakers:
    """Resolves the source phrases of one article to its parties."""

    def __init__(self, text: Numbered, parties: Sequence[DraftParty], sources: Iterable[Span]) -> None:
        """`sources` are all source phrases that were found, for what pronouns point back to."""
        self._text = text
        self._parties = parties
        self.sources = sorted({self._whole(source) for source in sources})
        self._kinds, self._named = Kinds(text, parties), Named(text, parties)
        self._body = read_header(text.text).body
        self._known: dict[Span, tuple[str, ...]] = {}

    def of(self, source: Span | None) -> tuple[str, ...]:
        """Name the parties that a source phrase means; none where it cannot be told."""
        if source is None:
            return ()
        if source not in self._known:
            self._known[source] = self._told(source)
        return self._known[source]

    def named_in(self, span: Span) -> tuple[str, ...]:
        """Name the parties that stand in a stretch by name, or by the adjective of their country."""
        found = dict.fromkeys(place.name for place in self._named.within(span))
        return tuple(found) or self._named.by_adjective(span)

    def owner_in(self, source: Span) -> tuple[str, ...]:
        """Name whom “its” or “his” in a source phrase means; none where it has neither."""
        owner = _POSSESSIVE.search(self._text.text, *source)
        found = self._pointed(Span(*owner.span()), _OWNERS[owner[0].lower()]) if owner else ()
        return self._kinds.served(found)

    def body_before(self, source: Span) -> tuple[str, ...]:
        """Name the body that “it” would mean where a source stands, if no newspaper: whom “a spokesman” speaks for."""
        return self._pointed(source, NO_PAPER) or self._named.last(source, self._kinds.is_firm, _AFAR)

    def _told(self, source: Span) -> tuple[str, ...]:
        whole = self._whole(source)
        if described := _DESCRIBED_BEHIND.match(self._text.text, *whole):
            return self.of(Span(*described.span("noun")))
        if found := self._named.apposed(whole):
            return found
        phrase = whole.of(self._text.text)
        if len(phrase.split()) <= 4 and _COLLECTIVE.search(phrase) and (joint := self._named.joint_before(whole)):
            return joint
        if pointed := self._of_pronoun(whole, phrase.lower()) or self._of_parts(whole) or self._of_own(whole, phrase):
            return pointed
        earlier = [span for span in self.sources if span.end <= whole.start]
        before = [span.of(self._text.text) for span in earlier]
        if elder := repeats(phrase, before):
            return self.of(earlier[before.index(elder)])
        found = parties_of(phrase, self._parties, before)
        if phrase.lower() in _POINTING or _FIRM.fullmatch(phrase):
            found = self._not_later(whole, found)
        return self._described_as(whole, phrase, found)

    def _of_pronoun(self, whole: Span, pronoun: str) -> tuple[str, ...]:
        """Name whom a lone pronoun means by what stands before it."""
        subject = subject_before(self._text, whole) if pronoun in ("it", "they") else None
        if subject and (found := self.of(subject)):
            return found
        paper = self._paper_before(whole) if pronoun == "it" else None
        if paper and (found := self._not_later(whole, self.of(paper))):
            return found
        if pronoun in _RELATIVES:
            return self._named.beside(whole, lambda _: True)
        pointed = self._pointed(whole, _POINTING[pronoun]) if pronoun in _POINTING else ()
        told = told_of_before(self._text, whole) if pronoun in ("it", "they") and not pointed else None
        return self.of(told) if told else pointed

    def _of_parts(self, whole: Span) -> tuple[str, ...]:
        """Name all that a phrase joins, where each is somebody: “the firm and the minister”."""
        parts = joined(self._text, whole)
        found = [self.of(part) for part in parts] if len(parts) > 1 else [()]
        return tuple(dict.fromkeys(name for names in found for name in names)) if all(found) else ()

    def _of_own(self, whole: Span, phrase: str) -> tuple[str, ...]:
        """Name whose “her spokesman” or “its press line” is."""
        owned = _OWN_VOICE.match(phrase)
        place = Span(whole.start + owned.start(1), whole.start + owned.end(1)) if owned else None
        return self._pointed(place, _OWNERS[place.of(self._text.text).lower()]) if place else ()

    def _described_as(self, whole: Span, phrase: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Name whom “the company”, “the forward” or “the 34-year-old” means, where its words alone found nobody fit."""
        if _FIRM.fullmatch(phrase) and not (found and all(self._is_firm_before(whole, name) for name in found)):
            itself = tuple(name for name in found if name.lower() == phrase.lower())
            return self._named.last(whole, partial(self._kinds.is_called, phrase.split()[-1]), _AFAR) or itself
        if found:
            return found
        if _PERSON.fullmatch(phrase):
            return self._named.aged(phrase) or self._named.last(whole, self._kinds.is_person)
        if paper := _THE_PAPER.fullmatch(phrase):
            return self._issued(whole, paper["paper"]) or self._pointed(whole, "it")
        if noun := _DEFINITE.fullmatch(phrase):
            return self._described(whole, noun["noun"])
        if phrase.lower() == "it":
            return self._named.beside(whole, self._kinds.is_body) or self._named.last(whole, self._kinds.is_body)
        return ()

    def _issued(self, phrase: Span, noun: str) -> tuple[str, ...]:
        """Name whose letter “the letter” is: by whom it was, or who spoke in the sentence in which it came up."""
        told = list(re.finditer(rf"\b{noun}\b", self._text.text[: phrase.start], re.IGNORECASE))
        if not told:
            return ()
        sentence = self._text.around(Span(*told[-1].span()))
        before = Span(sentence.start, min(sentence.end, phrase.start))
        if by := _BY.match(self._text.text, told[-1].end(), before.end):
            return tuple([place.name for place in self._named.within(Span(by.end(), before.end))][:1])
        return self._speaking(before, "", lambda _: True) or self._heading(before, lambda _: True)

    def _described(self, phrase: Span, noun: str) -> tuple[str, ...]:
        """Find whom “the tannery” means, or, by his trade, “the forward”."""
        body = is_body(noun) and not is_role(noun)
        for name in self._named.described(phrase, noun):
            if not (body and self._kinds.is_person(name)):  # “the minister praised the union”
                return (name,)
        return self._named.last(phrase, self._kinds.is_oneself) if noun.lower() in WORDS["calling"] else ()

    def _pointed(self, phrase: Span, pronoun: str) -> tuple[str, ...]:
        """Find whom a pronoun means by who speaks, or heads a sentence, or alone is named, shortly before it."""
        fits = self._named.but_later(phrase, partial(self._kinds.may_be, pronoun))
        number = self._text.sentence_of(phrase)
        own = self._text.sentences[number - 1]
        before = Span(own.start, phrase.start)
        if found := self._speaking(before, pronoun, fits):
            return found  # “the ministry said … and that it could …”
        if phrase.of(self._text.text).lower() in _NOT_SUBJECTS and (found := self._heading(before, fits)):
            return found
        for at in range(number - 1, max(0, number - 1 - _NEAR), -1):
            sentence = self._text.sentences[at - 1]
            if sentence.start < self._body:
                break
            opening = Span(sentence.start, min(sentence.end - 1, sentence.start + len(pronoun)))
            if opening.of(self._text.text).lower() == pronoun and not self._text.text[opening.end].isalnum():
                return self.of(opening)
            if found := self._speaking(sentence, pronoun, fits) or self._heading(sentence, fits):
                return found
        return self._heading(before, fits)

    def _speaking(self, span: Span, pronoun: str, fits: Fits) -> tuple[str, ...]:
        """Name who speaks in a stretch, the last first; other pronouns aside."""
        for source in reversed([source for source in self.sources if source.within(span)]):
            words = source.of(self._text.text).lower()
            if (words in _POINTING and words != pronoun) or words[:3] in _OWNERS:
                continue
            found = self.of(source)
            if len(found) == 1 and fits(found[0]):
                return found
        return ()

    def _heading(self, sentence: Span, fits: Fits) -> tuple[str, ...]:
        """Name the party at the head of a sentence, by name or as “the company”, or the only one in it."""
        if found := self._named.heading(sentence, fits):
            return found
        noun = _NOUN_HEAD.match(self._text.text, *sentence)
        found = self.of(Span(*noun.span())) if noun else ()
        return found if len(found) == 1 and fits(found[0]) else ()

    def _not_later(self, phrase: Span, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(self._named.but_later(phrase, lambda _: True), names))

    def _is_firm_before(self, phrase: Span, name: str) -> bool:
        """Tell a company that the article has named when it says “the company”."""
        words = phrase.of(self._text.text)
        by_place = len(words.split()) > 2 and name in words  # of “the Boulder company” Boulder is no name
        end = phrase.start if by_place else phrase.end
        return self._named.stands_before(name, end) and not self._kinds.is_no_firm(name)

    def _whole(self, source: Span) -> Span:
        """Widen a phrase to the whole list that it ends: “Seoul, Washington” before “and Tokyo”."""
        text = self._text.text
        sentence = self._text.around(source)
        left = text[max(sentence.start, source.start - _LOOK_LEFT) : source.start]
        found = _LIST_BEFORE.search(left) if _ENDS_LIST.match(source.of(text)) else None
        return Span(source.start - (len(left) - found.start()), source.end) if found else source

    def _paper_before(self, phrase: Span) -> Span | None:
        """Find the statement or report that “it” means: the last source phrase but pronouns, where it is one."""
        earlier = [span for span in self.sources if span.end <= phrase.start]
        named = [span for span in earlier if span.of(self._text.text).lower() != "it"]
        last = named[-1] if named else None
        return last if last and _PAPER.search(last.of(self._text.text)) else None
