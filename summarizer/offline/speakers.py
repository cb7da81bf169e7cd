"""Whom a source phrase means: all of a list, the makers of a statement, those that “the allies” points back to."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from summarizer.models import DraftParty
from summarizer.offline.parties import parties_of
from summarizer.offline.parties.common import repeats
from summarizer.offline.parties.lexicon import WORDS, is_body, is_role
from summarizer.offline.parties.resolve import may_be
from summarizer.offline.subjects import joined, subject_before
from summarizer.places import country
from summarizer.text.header import read_header
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_NAME = r"(?:the )?[A-Z][\w.’'-]*(?: (?:of |the )?[A-Z][\w.’'-]*){0,4}"
_LIST_BEFORE = re.compile(rf"(?:{_NAME}(?:, along with |, and |, | and ))+\Z")
_ENDS_LIST = re.compile(r"(?:the |and )?[A-Z].* and |and ")
_PAPER = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|report|document|letter|memo|study|survey|paper|e-?mail|filing|post)\b",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"(?:, along with|, and|,| and)? (?:(?:[A-Z][\w.’'-]*|of|the|its) ){0,6}|, | and ")
_COLLECTIVE = re.compile(
    r"\b(?:they|neither|allies|partners|neighbou?rs|three|four|two|both|sides|countries|nations|states|leaders|ministers|diplomats)\b",
    re.IGNORECASE,
)
_LOOK_LEFT = 160
_RELATIVES = frozenset({"which", "who"})
_DESCRIBED_BEHIND = lazily(r"(?P<noun>(?:the|The) [a-z-]+), (?:which|who|whose|where)\b")
_FIRM = re.compile(
    r"(?:the|The) (?:[A-Z][\w-]+(?:-based)? ){0,3}(?:company|firm|chain|maker|manufacturer|operator|airline|bank|"
    r"retailer|developer|producer|supplier|carrier|builder|lender|insurer|drugmaker|automaker|giant|conglomerate|publisher)"
)
_PERSON = re.compile(r"he|she|the (?:\d{1,2}-year-old|\w+-of-\w+)", re.IGNORECASE)
_NO_FIRM = lazily(
    r"\b(?:groups?|charit(?:y|ies)|watchdog|unions?|newspaper|campaign(?:ers)?|activists?|network|institute|universit(?:y|ies)|"
    r"agency|ministry|alliance|society|research|regulator|commission|website|court|police|army|seller|body)\b",
    re.IGNORECASE,
)
_POINTING = {"he": "he", "him": "he", "she": "she", "her": "she", "it": "it"}
_OWNERS = {"his": "he", "her": "she", "its": "it"}
_NO_PAPER = "it, but no newspaper"
_POSSESSIVE = re.compile(r"\b(?:his|her|its)\b", re.IGNORECASE)
_NOT_SUBJECTS = frozenset(("him", "her", "his", "its"))
_OWN_VOICE = re.compile(
    r"(his|her|its) (?:spokes\w+|representatives?|"
    r"(?:press |media |mobile )?(?:office|line|phone|telephone|mobile|number|home|house|door|management|desk|team))\Z",
    re.IGNORECASE,
)
_DEFINITE = lazily(r"(?:the|that|this) (?:[a-z-]+ )?(?P<noun>[a-z][a-z-]{3,})", re.IGNORECASE)
_NAMED_NEXT = re.compile(r",? (?:(?:called|named|known as|the) )?")
_NAMED_FIRST = lazily(r"(?:[’']s)?,? (?:(?:is|was|of|which|runs|an?|the|its|[a-z-]+) ){0,5}")
_BESIDE, _BEHIND = 24, 60
"""Code points behind a noun, and before it, in which the name of what it describes may stand."""
_SERVED_BY = lazily(r"(?:['’]s?) (?:[a-z-]+,? )+")
"""What stands between a name at the head of a sentence and who serves it: “Ek’s coach, Ada Vale,”."""
_NOUN_HEAD = lazily(
    r"The [a-z][\w-]+(?= |['’]s (?:[a-z]+ ){0,2}(?:answer|reply|response|statement|account|version|comment)\b)"
)
_NEAR = 3
"""Sentences that “it” or “he” may reach back."""
_HEAD, _DESCRIBED = 12, 24
"""Code points before a name at the head of a sentence, and before one that a noun describes."""


class Speakers:
    """Resolves the source phrases of one article to its parties."""

    def __init__(self, text: Numbered, parties: Sequence[DraftParty], sources: Iterable[Span]) -> None:
        """`sources` are all source phrases that were found, for what pronouns point back to."""
        self._text = text
        self._parties = parties
        self.sources = sorted({self._whole(source) for source in sources})
        self._names = {
            name: party.name for party in parties for name in (party.name, *party.aliases) if name[:1].isupper()
        }
        self._pattern = _pattern(self._names) if self._names else None
        self._lists = _joint_lists(text.text, self._names)
        self._body = read_header(text.text).body
        self._known: dict[Span, tuple[str, ...]] = {}

    def of(self, source: Span | None) -> tuple[str, ...]:
        """Name the parties that a source phrase means; none where it cannot be told."""
        if source is None:
            return ()
        if source not in self._known:
            self._known[source] = self._told(source)
        return self._known[source]

    def _told(self, source: Span) -> tuple[str, ...]:
        whole = self._whole(source)
        if described := _DESCRIBED_BEHIND.match(self._text.text, *whole):
            return self.of(Span(*described.span("noun")))
        phrase = whole.of(self._text.text)
        if len(phrase.split()) <= 4 and _COLLECTIVE.search(phrase) and (joint := self._joint_before(whole)):
            return joint
        if pointed := self._of_pronoun(whole, phrase.lower()) or self._of_parts(whole):
            return pointed
        if (owned := _OWN_VOICE.match(phrase)) and (
            owner := self._pointed(_span(whole, owned), _OWNERS[owned[1].lower()])
        ):
            return owner
        earlier = [span for span in self.sources if span.end <= whole.start]
        before = [span.of(self._text.text) for span in earlier]
        if elder := repeats(phrase, before):
            return self.of(earlier[before.index(elder)])
        found = parties_of(phrase, self._parties, before)
        if phrase.lower() in _POINTING or _FIRM.fullmatch(phrase):
            found = self._not_later(whole, found)
        return self._described_as(whole, phrase, found)

    def _described_as(self, whole: Span, phrase: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Name whom “the company”, “the forward” or “the 34-year-old” means, where its words alone found nobody fit."""
        if _FIRM.fullmatch(phrase) and not (found and all(self._is_firm_before(whole, name) for name in found)):
            return self._mentioned(whole, self._is_firm)
        if found:
            return found
        if _PERSON.fullmatch(phrase):
            return self._mentioned(whole, self._is_person)
        if noun := _DEFINITE.fullmatch(phrase):
            if _PAPER.search(phrase):
                return self._pointed(whole, "it")
            called = noun["noun"].lower() in WORDS["calling"]
            return self._described(whole, noun["noun"]) or (self._mentioned(whole, self._is_oneself) if called else ())
        if phrase.lower() == "it":
            nearby = self._last_named(whole, bodies=True)
            return nearby or self._mentioned(whole, lambda name: not self._is_person(name))
        return ()

    def _of_pronoun(self, whole: Span, pronoun: str) -> tuple[str, ...]:
        """Name whom a lone pronoun means by what stands before it."""
        subject = subject_before(self._text, whole) if pronoun in ("it", "they") else None
        if subject and (found := self.of(subject)):
            return found
        if (
            pronoun == "it"
            and (paper := self._paper_before(whole))
            and (found := self._not_later(whole, self.of(paper)))
        ):
            return found
        if pronoun in _RELATIVES:
            return self._last_named(whole)
        return self._pointed(whole, _POINTING[pronoun]) if pronoun in _POINTING else ()

    def _of_parts(self, whole: Span) -> tuple[str, ...]:
        """Name all that a phrase joins, where each is somebody: “the firm and the minister”."""
        parts = joined(self._text, whole)
        found = [self.of(part) for part in parts] if len(parts) > 1 else [()]
        return tuple(dict.fromkeys(name for names in found for name in names)) if all(found) else ()

    def named_in(self, span: Span) -> tuple[str, ...]:
        """Name the parties that stand in a stretch by name, or by the adjective of their country."""
        found = [self._names[match.group()] for match in self._mentions(span)]
        return tuple(dict.fromkeys(found)) or self._by_adjective(span)

    def owner_in(self, source: Span) -> tuple[str, ...]:
        """Name whom “its” or “his” in a source phrase means; none where it has neither."""
        owner = _POSSESSIVE.search(self._text.text, *source)
        return self._pointed(Span(*owner.span()), _OWNERS[owner[0].lower()]) if owner else ()

    def body_before(self, source: Span) -> tuple[str, ...]:
        """Name the body that “it” would mean where a source stands, if no newspaper: whom “a spokesman” speaks for."""
        return self._pointed(source, _NO_PAPER)

    def _pointed(self, phrase: Span, pronoun: str) -> tuple[str, ...]:
        """Find whom a pronoun means by who speaks, or heads a sentence, or alone is named, shortly before it."""
        fits = self._but_later(phrase, partial(self._may_be, pronoun))
        number = self._text.sentence_of(phrase)
        own = self._text.sentences[number - 1]
        before = Span(own.start, phrase.start)
        if found := self._speaking(before, pronoun, fits):
            return found  # “the ministry said … and that it could …”
        if phrase.of(self._text.text).lower() in _NOT_SUBJECTS and (found := self._standing_out(before, fits)):
            return found
        for at in range(number - 1, max(0, number - 1 - _NEAR), -1):
            sentence = self._text.sentences[at - 1]
            if sentence.start < self._body:
                break
            opening = Span(sentence.start, min(sentence.end - 1, sentence.start + len(pronoun)))
            if opening.of(self._text.text).lower() == pronoun and not self._text.text[opening.end].isalnum():
                return self.of(opening)
            if found := self._speaking(sentence, pronoun, fits) or self._standing_out(sentence, fits):
                return found
        return self._standing_out(before, fits)

    def _but_later(self, phrase: Span, fits: Callable[[str], bool]) -> Callable[[str], bool]:
        """Leave out who is named behind the phrase in its sentence: in “it accused the bank” it is not the bank."""
        behind = Span(phrase.end, max(phrase.end, self._text.around(phrase).end))
        later = {self._names[match.group()] for match in self._mentions(behind) if self._is_outside(match.start())}
        return (lambda name: fits(name) and name not in later) if later else fits

    def _not_later(self, phrase: Span, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(self._but_later(phrase, lambda _: True), names))

    def _speaking(self, span: Span, pronoun: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """Name who speaks in a stretch, the last first; other pronouns aside."""
        for source in reversed([source for source in self.sources if source.within(span)]):
            words = source.of(self._text.text).lower()
            if (words in _POINTING and words != pronoun) or words[:3] in _OWNERS:
                continue
            found = self.of(source)
            if len(found) == 1 and fits(found[0]):
                return found
        return ()

    def _standing_out(self, sentence: Span, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """Name the party at the head of a sentence, or the only one in it."""
        named = [match for match in self._mentions(sentence) if self._is_outside(match.start())]
        named = [match for match in named if fits(self._names[match.group()])]
        if len(named) > 1 and _SERVED_BY.fullmatch(self._text.text, named[0].end(), named[1].start()):
            return (self._names[named[1].group()],)
        names = [self._names[match.group()] for match in named]
        if named and (named[0].start() - sentence.start <= _HEAD or len({*names}) == 1):
            return (names[0],)
        noun = _NOUN_HEAD.match(self._text.text, *sentence)
        found = self.of(Span(*noun.span())) if noun else ()
        return found if len(found) == 1 and fits(found[0]) else ()

    def _is_outside(self, at: int) -> bool:
        """Tell what no quotation holds."""
        return not any(quote.start <= at < quote.end for quote in self._text.quotes)

    def _described(self, phrase: Span, noun: str) -> tuple[str, ...]:
        """Find whom “the tannery” means: the party that stands beside that noun, or has it in its name, before."""
        text, body = self._text.text, is_body(noun) and not is_role(noun)
        for match in reversed(list(re.finditer(rf"\b{re.escape(noun)}\b", text[: phrase.start], re.IGNORECASE))):
            for name in self._beside(Span(*match.span())):
                if not (body and self._is_person(name)):  # “the minister praised the union”
                    return (name,)
        return ()

    def _beside(self, noun: Span) -> Iterator[str]:
        """Give the party that a noun names next, and those that it describes."""
        text, around = self._text.text, self._text.around(noun)
        behind = next(iter(self._mentions(Span(noun.end, min(around.end, noun.end + _BESIDE)))), None)
        if behind and _NAMED_NEXT.fullmatch(text[noun.end : behind.start()]):
            yield self._names[behind.group()]
        for named in reversed(list(self._mentions(Span(max(around.start, noun.start - _BEHIND), noun.end)))):
            if named.end() >= noun.start or _NAMED_FIRST.fullmatch(text[named.end() : noun.start]):
                yield self._names[named.group()]

    def _is_body(self, name: str, *, media: bool) -> bool:
        others = ("person", "group") if media else ("person", "group", "media")
        return any(party.name == name and party.kind not in others for party in self._parties)

    def _may_be(self, pronoun: str, name: str) -> bool:
        if pronoun in ("it", _NO_PAPER):
            return self._is_body(name, media=pronoun == "it")
        return any(party.name == name and party.kind == "person" and may_be(party, pronoun) for party in self._parties)

    def _mentions(self, span: Span) -> Iterable[re.Match[str]]:
        return self._pattern.finditer(self._text.text, span.start, span.end) if self._pattern else ()

    def _by_adjective(self, span: Span) -> tuple[str, ...]:
        states = [country(word) for word in re.findall(r"[A-Z][\w.’-]*(?: [A-Z][\w-]*)?", span.of(self._text.text))]
        names = {name for state in states if state for name in (state.name, *state.names)}
        return tuple(party.name for party in self._parties if names & {party.name, *party.aliases})

    def _mentioned(self, phrase: Span, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """Name the party that was last named before a phrase, at the head of a sentence before all others."""
        fits = self._but_later(phrase, fits)
        number = self._text.sentence_of(phrase)
        for first in (False, True):
            for at in range(number, max(0, number - _NEAR), -1):
                sentence = self._text.sentences[at - 1]
                until = Span(sentence.start, min(sentence.end, phrase.start))
                named = [match for match in self._mentions(until) if fits(self._names[match.group()])]
                if named and (first or named[0].start() - sentence.start < _HEAD):
                    return (self._names[named[-1 if first else 0].group()],)
        return ()

    def _is_person(self, name: str) -> bool:
        return any(party.name == name and party.kind == "person" for party in self._parties)

    def _is_oneself(self, name: str) -> bool:
        """Tell a person who speaks for nobody else."""
        return any(party.name == name and party.kind == "person" and not party.represents for party in self._parties)

    def _is_firm(self, name: str) -> bool:
        return not self._is_no_firm(name) and any(
            p.name == name and p.kind not in ("person", "group") for p in self._parties
        )

    def _is_firm_before(self, phrase: Span, name: str) -> bool:
        """Tell a company that the article has named when it says “the company”."""
        names = [name, *(short for short, party in self._names.items() if party == name)]
        words = phrase.of(self._text.text)
        by_place = len(words.split()) > 2 and name in words  # of “the Boulder company” Boulder is no name
        before = self._text.text[: phrase.start if by_place else phrase.end]
        return any(one in before for one in names) and not self._is_no_firm(name)

    def _is_no_firm(self, name: str) -> bool:
        """Tell a campaign group or a ministry, by its name or by the words beside it, from a company."""
        at = max(0, self._text.text.find(name))
        sentence = self._text.around(Span(at, at + len(name)))
        behind = at + len(name)
        described = _NO_FIRM.search(self._text.text, max(sentence.start, at - _DESCRIBED), behind)
        return (described or _NO_FIRM.match(self._text.text, behind + 1)) is not None

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

    def _last_named(self, phrase: Span, *, bodies: bool = False) -> tuple[str, ...]:
        """Find whom “which” or “it” points back to: the party that its sentence names last before it."""
        kinds = {party.name: party.kind for party in self._parties}
        before = Span(self._text.around(phrase).start, phrase.start)
        named = [self._names[match.group()] for match in self._mentions(before)]
        return tuple([name for name in named if not (bodies and kinds[name] == "person")][-1:])

    def _joint_before(self, phrase: Span) -> tuple[str, ...]:
        """Find the last list of parties before a phrase, at most three sentences back."""
        number = self._text.sentence_of(phrase) or 1
        earliest = self._text.sentences[max(0, number - 4)].start
        near = [names for span, names in self._lists if earliest <= span.start and span.end <= phrase.start]
        return near[-1] if near else ()


def _span(phrase: Span, found: re.Match[str]) -> Span:
    return Span(phrase.start + found.start(1), phrase.start + found.end(1))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def _joint_lists(text: str, names: dict[str, str]) -> list[tuple[Span, tuple[str, ...]]]:
    """Find where two or more parties stand in a list: “Park Jin, … Antony Blinken and … Yoko Kamikawa”."""
    if not names:
        return []
    mentions = list(_pattern(names).finditer(text))
    lists: list[tuple[Span, tuple[str, ...]]] = []
    run = mentions[:1]
    for one, two in pairwise(mentions):
        if _LIST_GAP.fullmatch(text, one.end(), two.start()):
            run.append(two)
            continue
        lists += _joint(run, names)
        run = [two]
    return lists + _joint(run, names)


def _joint(run: Sequence[re.Match[str]], names: dict[str, str]) -> list[tuple[Span, tuple[str, ...]]]:
    parties = tuple(dict.fromkeys(names[match.group()] for match in run))
    return [(Span(run[0].start(), run[-1].end()), parties)] if len(parties) > 1 else []
