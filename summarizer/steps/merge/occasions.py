"""When and to whom something was said, as far as the report tells: what makes two reports of it two utterances."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from summarizer.models import Article, Statement
from summarizer.steps.merge.days import days_of
from summarizer.steps.merge.heap import content
from summarizer.steps.merge.lexicon import listed, says
from summarizer.text.fold import fold, plain_marks
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[,;:]|\bthat\b|“|”|\"")
_ASIDE = re.compile(r",(\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=,)")
_TOLD = re.compile(
    r"\b(?:told|tells|interview with|interviewed by|spoke to|speaking to)\s+"
    r"((?:the\s+)?[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,2})"
)
_VENUE = re.compile(
    r"\b(?:news|press) conference\b|\bparliament\b|\binterview\b|\bspeech\b|\bbriefing\b", re.IGNORECASE
)
_AFTER = re.compile(r"\b(?:days|weeks|months|hours|a day|a week|a month|long) after\b[^.;]*$", re.IGNORECASE)
_SINCE = re.compile(r"\b(last|earlier this|early this|earlier in the) (week|month|year)\b", re.IGNORECASE)

_LOOK_BACK = 12  # sentences before, in which the speaker may have said when and to whom


class Occasion(NamedTuple):
    """The day or days on which something may have been said, and whom it was said to."""

    first: date | None
    last: date | None
    told: str = ""
    """The outlet that it was said to, or the kind of event."""
    again: bool = False
    """Whether the report says that it is said once more."""
    exact: bool = False
    """Whether the report names the day."""

    def before(self, other: "Occasion") -> bool:
        """Tell whether this was surely said before the other."""
        return self.last is not None and other.first is not None and self.last < other.first

    def differs(self, other: "Occasion") -> bool:
        """Tell whether two reports are surely of two utterances."""
        if self.told and other.told and self.told != other.told:
            event = "@" in (self.told[0], other.told[0])
            if not (event and self.last == other.last):
                return True
        return (self.before(other) and other.exact) or (other.before(self) and self.exact)


def occasion_of(article: Article, item: Statement, names: Sequence[str] = ()) -> Occasion:
    """Read when an item was said; a sentence that does not tell takes it from the speaker's sentence before."""
    spans = tuple((evidence.start, evidence.end) for evidence in content(item))
    cues = [(evidence.start, evidence.end) for evidence in item.evidence if evidence.role == "cue"]
    whole = any(start <= cue[0] and cue[1] <= end for cue in cues for start, end in spans)
    if not spans or not numbered(article.text).sentences:
        return Occasion(None, article.published)
    return _occasion(article, spans, tuple(names), whole)


@lru_cache(maxsize=2048)  # for the articles of a story; it holds them in memory
def _occasion(
    article: Article, spans: tuple[tuple[int, int], ...], names: tuple[str, ...], whole: bool = False
) -> Occasion:
    """Read the sentence of what is said, or the whole of it where the words of saying stand in what is said."""
    text = numbered(article.text)
    start, end = spans[0][0], spans[-1][1]
    here = max(1, bisect_right(text.sentences, start, key=lambda sentence: sentence.start))
    last = max(here, bisect_left(text.sentences, end, key=lambda sentence: sentence.start))
    own = Span(text.sentences[here - 1].start, text.sentences[last - 1].end)
    outside = own.of(article.text) if whole else _outside(article.text, own, spans)
    if before := _ordered_before(article, own, start):
        return Occasion(None, before)
    found = _read(article, outside)
    if found.exact or found.first or any(word in listed("earlier") for word in _folded(outside)):
        return found
    for number in range(here - 1, max(0, here - 1 - _LOOK_BACK), -1):
        sentence = text.sentences[number - 1].of(article.text)
        if any(name in sentence for name in names):
            inherited = _read(article, sentence)
            if inherited.exact or inherited.told:
                return inherited._replace(told=found.told or inherited.told, again=found.again)
    return found


def _outside(text: str, sentence: Span, spans: tuple[tuple[int, int], ...]) -> str:
    """Give a sentence without what is said: who says it, how and when."""
    pieces, at = [], sentence.start
    for start, end in spans:
        pieces.append(text[at : max(at, start)])
        at = max(at, end)
    return ", ".join([*pieces, text[at : sentence.end]])


def _read(article: Article, text: str) -> Occasion:
    """Read day and hearer off the clauses that have a verb of saying."""
    plain = _ASIDE.sub(r"\1", plain_marks(text))
    clauses = [clause for clause in _CLAUSE.split(plain) if any(says(word) for word in _folded(clause))]
    days = sorted(day for clause in clauses for day in days_of(clause, article.published))
    told = _TOLD.search(plain)
    venue = _VENUE.search(plain)
    hearer = fold(told[1]) if told else f"@{venue[0].lower()}" if venue else ""
    again = any(word in listed("again") for word in _folded(" ".join(clauses)))
    if days:
        return Occasion(days[-1], days[-1], hearer, again, exact=True)
    first, last = _since(plain, article.published)
    return Occasion(first, last, hearer, again)


def _since(text: str, published: date | None) -> tuple[date | None, date | None]:
    """Resolve “last week” and “earlier this month”; otherwise it was said by the day of publication."""
    found = _SINCE.search(text)
    if published is None or found is None:
        return None, published
    starts = {
        "week": published - timedelta(days=published.weekday()),
        "month": published.replace(day=1),
        "year": published.replace(month=1, day=1),
    }
    start = starts[found[2].lower()]
    if found[1].lower() != "last":
        return start, max(start, published - timedelta(days=1))
    last = start - timedelta(days=1)
    length = {"week": timedelta(days=6), "month": timedelta(days=27), "year": timedelta(days=364)}[found[2].lower()]
    return last - length, last


def _ordered_before(article: Article, sentence: Span, start: int) -> date | None:
    """Read “came days after the minister scoffed”: what is said there was said before the day of the report."""
    if article.published is None or not _AFTER.search(article.text, sentence.start, start):
        return None
    return article.published - timedelta(days=1)


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
