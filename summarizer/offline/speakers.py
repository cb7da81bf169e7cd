"""Whom a source phrase means: all of a list, the makers of a statement, those that “the allies” points back to."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from summarizer.models import DraftParty
from summarizer.offline.parties import parties_of
from summarizer.places import country
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_NAME = r"(?:the )?[A-Z][\w.’'-]*(?: (?:of |the )?[A-Z][\w.’'-]*){0,4}"
_LIST_BEFORE = re.compile(rf"(?:{_NAME}(?:, along with |, and |, | and ))+\Z")
_ENDS_LIST = re.compile(r"(?:the |and )?[A-Z].* and |and ")
_PAPER = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|report|document|letter|memo|study|survey|paper)\b", re.IGNORECASE
)
_LIST_GAP = re.compile(r"(?:, along with|, and|,| and)? (?:(?:[A-Z][\w.’'-]*|of|the|its) ){0,6}|, | and ")
_COLLECTIVE = re.compile(
    r"\b(?:they|allies|partners|neighbou?rs|three|four|two|both|sides|countries|nations|states|leaders|ministers|diplomats)\b",
    re.IGNORECASE,
)
_LOOK_LEFT = 160
_RELATIVES = frozenset({"which", "who"})
_FIRM = re.compile(
    r"the (?:company|firm|chain|maker|manufacturer|operator|airline|bank|retailer|developer|producer|supplier|carrier|"
    r"builder|lender|insurer|drugmaker|automaker|giant|conglomerate|publisher)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"he|she|the \d{1,2}-year-old", re.IGNORECASE)
_NO_FIRM = re.compile(
    r"\b(?:groups?|charit(?:y|ies)|watchdog|unions?|newspaper|campaign(?:ers)?|activists?|network|institute|universit(?:y|ies)|"
    r"agency|ministry|alliance|society|research|regulator|commission|website|court|police|army|seller|body)\b",
    re.IGNORECASE,
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
        self._sources = sorted({self._whole(source) for source in sources})
        self._names = {
            name: party.name for party in parties for name in (party.name, *party.aliases) if name[:1].isupper()
        }
        self._pattern = _pattern(self._names) if self._names else None
        self._lists = _joint_lists(text.text, self._names)
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
        phrase = whole.of(self._text.text)
        if len(phrase.split()) <= 4 and _COLLECTIVE.search(phrase) and (joint := self._joint_before(whole)):
            return joint
        if phrase.lower() == "it" and (paper := self._paper_before(whole)):
            return self.of(paper)
        if phrase.lower() in _RELATIVES:
            return self._last_named(whole)
        before = [span.of(self._text.text) for span in self._sources if span.end <= whole.start]
        found = parties_of(phrase, self._parties, before)
        if _FIRM.fullmatch(phrase) and (not found or any(map(self._is_no_firm, found))):
            return (
                self._mentioned(whole, lambda name: not self._is_person(name) and not self._is_no_firm(name)) or found
            )
        if not found and _PERSON.fullmatch(phrase):
            return self._mentioned(whole, self._is_person)
        if not found and phrase.lower() == "it":
            nearby = self._last_named(whole, bodies=True)
            return nearby or self._mentioned(whole, lambda name: not self._is_person(name))
        return found

    def named_in(self, span: Span) -> tuple[str, ...]:
        """Name the parties that stand in a stretch by name, or by the adjective of their country."""
        found = [self._names[match.group()] for match in self._mentions(span)]
        return tuple(dict.fromkeys(found)) or self._by_adjective(span)

    def _mentions(self, span: Span) -> Iterable[re.Match[str]]:
        return self._pattern.finditer(self._text.text, span.start, span.end) if self._pattern else ()

    def _by_adjective(self, span: Span) -> tuple[str, ...]:
        states = [country(word) for word in re.findall(r"[A-Z][\w.’-]*(?: [A-Z][\w-]*)?", span.of(self._text.text))]
        names = {name for state in states if state for name in (state.name, *state.names)}
        return tuple(party.name for party in self._parties if names & {party.name, *party.aliases})

    def _mentioned(self, phrase: Span, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """Name the party that was last named before a phrase, at the head of a sentence before all others."""
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

    def _is_no_firm(self, name: str) -> bool:
        """Tell a campaign group or a ministry, by its name or by the words before it, from a company."""
        at = self._text.text.find(name)
        return _NO_FIRM.search(self._text.text, max(0, at - _DESCRIBED), max(0, at) + len(name)) is not None

    def _whole(self, source: Span) -> Span:
        """Widen a phrase to the whole list that it ends: “Seoul, Washington” before “and Tokyo”."""
        text = self._text.text
        sentence = self._text.around(source)
        left = text[max(sentence.start, source.start - _LOOK_LEFT) : source.start]
        found = _LIST_BEFORE.search(left) if _ENDS_LIST.match(source.of(text)) else None
        return Span(source.start - (len(left) - found.start()), source.end) if found else source

    def _paper_before(self, phrase: Span) -> Span | None:
        """Find the statement or report that “it” means: the last source phrase but pronouns, where it is one."""
        earlier = [span for span in self._sources if span.end <= phrase.start]
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
