"""Whether a sentence of a written summary holds against the items that it cites."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from summarizer.models import Brief, Claim, Denial, Party, Silence, SummarySentence
from summarizer.places import country
from summarizer.text.figures import figures
from summarizer.text.fold import words

_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_BEGINS = re.compile(r"(?:\A|[.!?…:]|[.!?…]?[“\"])\s*\Z")
_COUNT = re.compile(r"; \d+ reports(?=[;\]])")  # what a line says of its claim, and not the claim
_COUNTED = ("", "report", "article", "outlet", "source")
_SIDES = frozenset(
    "agency ally army authority body company country diplomat firm government group leader minister ministry nation "
    "official party side state union".split()
)
"""What those who speak together may be counted as: “the three countries said”."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NO_NAME_ENDS = ("ing", "ed", "ly")
# Words that begin a sentence and are no name.
_OPENERS = frozenset(
    "a an the this that these those there it its he his she her they their we you all some many most several few both "
    "each every no none not neither nobody either one two three four five six seven eight nine ten another other "
    "others in on at by for from with without within of to as about after before since until during under over "
    "between among against amid beyond despite except like upon and but or nor so yet if when where while although "
    "though because whereas whether however meanwhile still also only even just then now later earlier first second "
    "third next last instead such what which who how according reports report officials sources accounts "
    "figures".split()
)
_SAYS_SO = re.compile(
    r"\b(?:den(?:y|ies|ied|ial)|disput|dismiss|reject|contest|contradict|conflict|differ|disagree|accus|question|scoff"
    r"|shrug|refut|rebut|unproven|no (?:evidence|proof))",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:sa(?:y|ys|id)|told|accord|report|accus|alleg|claim|believ|unnamed|quot|cit(?:e|ing)|charg)", re.IGNORECASE
)


class Checker:
    """Checks sentences against one brief and the lines in which its items were shown."""

    def __init__(self, brief: Brief, lines: Mapping[str, str], language: str = "en") -> None:
        self._brief, self._lines, self._language = brief, lines, language
        self._parties = {party.id: party for party in brief.parties}
        items: tuple[Claim | Denial | Silence, ...] = (*brief.claims, *brief.denials, *brief.silences)
        self._items = {item.id: item for item in items}

    def wrong(self, sentence: SummarySentence) -> str | None:
        """Say what of a sentence does not hold against what it cites."""
        if not sentence.text.strip():
            return "It says nothing."
        unknown = [cite for cite in sentence.cites if cite not in self._lines]
        if unknown or not sentence.cites:
            return f"It cites {', '.join(unknown) or 'nothing'}, which is no statement."
        cited = [self._lines[cite] for cite in sentence.cites]
        return self._strange_name(sentence.text, cited) or self._strange_figure(sentence, cited) or self._told(sentence)

    def _strange_name(self, text: str, cited: Sequence[str]) -> str | None:
        """Find a name that nothing cited has, under whatever name the brief knows its party by."""
        known = set(words(" ".join(cited)))
        for party in self._brief.parties:
            names = _names_of([party])
            if any(name in line for name in names for line in cited):
                known.update(word for name in names for word in words(name))
        strange = next((name for name in self._names(text) if not set(words(name)) <= known), None)
        return f"“{strange}” does not stand in what it cites." if strange else None

    def _names(self, text: str) -> Iterator[str]:
        """Give the capitalised words; at the beginning of a sentence only those that may well be names."""
        parties = _telling(_names_of(self._brief.parties))
        for found in _WORD.finditer(text):
            name = found[0].removesuffix("’s").removesuffix("'s")
            if not name[0].isupper():
                continue
            folded = name.casefold()
            begins = bool(_BEGINS.search(text, 0, found.start()))
            known = folded in parties or country(name) is not None
            opens = self._language != "en" or folded in _OPENERS or folded.endswith(_NO_NAME_ENDS)
            if known or not (begins and opens):
                yield name

    def _strange_figure(self, sentence: SummarySentence, cited: Sequence[str]) -> str | None:
        """Find a figure or a number of a date that nothing cited has; a count must be of its reports or speakers."""
        told = " ".join(_COUNT.sub("", line) for line in cited)
        values = {(figure.value, figure.unit == "%") for figure in figures(told)}
        items = [self._items[cite] for cite in sentence.cites if cite in self._items]
        counts = {len(self._brief.articles), *(item.support.reports for item in items if isinstance(item, Claim))}
        sides = {len(item.speakers if isinstance(item, Claim) else item.by) for item in items}
        rest = sentence.text
        for figure in reversed(figures(sentence.text)):
            counted = figure.value in counts and figure.phrase.split(" ")[0].removesuffix("s") in _COUNTED
            counted |= figure.value in sides and figure.unit in _SIDES
            if not counted and (figure.value, figure.unit == "%") not in values:
                return f"The figure {figure.span.of(sentence.text)} does not stand in what it cites."
            rest = f"{rest[: figure.span.start]} {rest[figure.span.end :]}"
        strange = [number for number in _DIGITS.findall(rest) if number not in _DIGITS.findall(told)]
        return f"The number {strange[0]} does not stand in what it cites." if strange else None

    def _told(self, sentence: SummarySentence) -> str | None:
        """See that what somebody says names a speaker, and that a contested claim is told to be contested."""
        told = set(words(sentence.text))
        for item in (self._items[cite] for cite in sentence.cites if cite in self._items):
            speakers = [self._parties[key] for key in (item.speakers if isinstance(item, Claim) else item.by)]
            if speakers and not told & _telling(_names_of(speakers)):
                return f"{item.id} stands without its speaker."
            if isinstance(item, Claim) and item.unnamed and self._language == "en" and not _SAID.search(sentence.text):
                return f"{item.id} was said by somebody, and the sentence does not say so."
            if isinstance(item, Claim) and item.status == "contested" and not self._says_so(item, sentence):
                return f"{item.id} is contested, and the sentence does not say so."
        return None

    def _says_so(self, claim: Claim, sentence: SummarySentence) -> bool:
        """Tell whether a sentence tells that a claim is contested; elsewhere than in English, cites who contests."""
        if self._language == "en":
            return bool(_SAYS_SO.search(sentence.text))
        against = {denial.id for denial in self._brief.denials if denial.answers == claim.id}
        against |= {conflict.id for conflict in self._brief.conflicts if claim.id in conflict.claims}
        return bool(against & set(sentence.cites))


def _names_of(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(name for party in parties for name in (party.name, *party.aliases))


def _telling(names: Iterable[str]) -> frozenset[str]:
    """Give the words of names that tell one from another: not the “of” of a Ministry of Defence."""
    found = ([word for word in name.split() if word[0].isupper()] or name.split() for name in names)
    return frozenset(chain.from_iterable(words(word) for word in chain.from_iterable(found))) - _OPENERS
