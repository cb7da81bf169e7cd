"""Quantities of a claim in common units, with what their words allow, so that like is compared with like."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from summarizer.steps.merge.lexicon import listed, units
from summarizer.steps.merge.stems import stem
from summarizer.text.figures import FigureSpan, figures
from summarizer.text.fold import fold
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_SHARE = re.compile(r"\s(?:in|out of)\s(?:every\s)?", re.IGNORECASE)
_ONE_IN = re.compile(r"\bone\s(?:\w+\s){0,2}?(?:in|out of)\s(?:every\s)?$", re.IGNORECASE)
_OF_ALL = lazily(r"\sof\s(?:(?!(?:and|or|in|by)\b)[\w’'.-]+\s){0,4}$", re.IGNORECASE)
_FRACTION = re.compile(r"(?:half|third|thirds|quarter|quarters|fifth|fifths)$", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:[\s-]+[^\W\d_]+){0,3}?\s(?:or\s(?P<up>more|above|higher|longer|greater)|or\s(?P<down>less|fewer|below|under|lower))\b",
    re.IGNORECASE,
)
_CAP = re.compile(r"\b(?:capped|limited|restricted|cap|limit|maximum|ceiling)\s(?:at|to|of)\s$", re.IGNORECASE)
_NEGATED_MORE = re.compile(r"\b(?:no one|nobody|not|never|none|no)\b[^.;]*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FROM = re.compile(r"\bfrom\s(?:\w+\s)?$", re.IGNORECASE)
_TO = re.compile(r"\s(?:[\w-]+\s){0,2}to\s(?:\w+\s)?$", re.IGNORECASE)
_INSTEAD = lazily(
    r"(?:,?\s(?:and|but)|,)\snot\s(?:(?:at|by|to|in|of|for)\s)?$|,?\s(?:rather\sthan|instead\sof)\s(?:the\s)?$",
    re.IGNORECASE,
)
_MAY_REFUTE = re.compile(r"\b(?:not|than|instead)\b", re.IGNORECASE)
_LOWER = frozenset({"more than", "over", "above", "exceeding", "upwards of", "upward of"})
_ROUNDING = 0.01
_LOOK = 60  # how far before a figure its words are looked for
_PERCENT = "%"
_PERSON = "person"


class Quantity(NamedTuple):
    """A figure in a common unit: what its words allow, of what; the place in the text that was read."""

    span: Span
    low: float
    high: float | None
    unit: str
    negated: bool = False
    """Whether a negation of the sentence went into its bounds: nobody … more than five is at most five."""

    @property
    def exact(self) -> bool:
        """Whether its words name one value."""
        return self.low == self.high

    def comparable(self, other: "Quantity") -> bool:
        """Tell whether both count the same, or one of them does not say what it counts."""
        mine, theirs = self.unit.split("/"), other.unit.split("/")
        if mine[0] and theirs[0] and mine[0] != theirs[0] and not _counts_people(mine[0], theirs[0]):
            return False
        return len(mine) == 1 or len(theirs) == 1 or mine[1] == theirs[1]

    def agrees(self, other: "Quantity") -> bool:
        """Tell whether some value satisfies both, converted and rounded figures being a hair apart."""
        slack = _ROUNDING * max(abs(self.low), abs(other.low)) if self.converted or other.converted else 0.0
        top, their_top = (float("inf") if high is None else high for high in (self.high, other.high))
        return self.low <= their_top + slack and other.low <= top + slack

    @property
    def converted(self) -> bool:
        """Whether it went through a conversion or a fraction."""
        return self.unit in _COMMON


_COMMON = frozenset({_PERCENT, *(unit for unit, factor in units().values())})


def quantities(text: str) -> tuple[Quantity, ...]:
    """Read the quantities of a sentence; of “from 24 to 23” only the second holds."""
    found = [figure for figure in figures(text) if not _is_year(text, figure)]
    made: list[Quantity] = []
    second: FigureSpan | None = None
    for figure, following in zip(found, [*found[1:], None], strict=False):
        before = text[max(0, figure.span.start - _LOOK) : figure.span.start]
        between = text[figure.span.end : following.span.start] if following else ""
        if figure is second or (following and _FROM.search(before) and _TO.fullmatch(between)):
            continue
        if following and _is_share(figure, following, between):
            low, high = _scaled(figure, 100 / following.value)
            made.append(Quantity(Span(figure.span.start, following.span.end), low, high, _PERCENT))
            second = following
        elif one := _ONE_IN.search(before):
            start = figure.span.start - len(before) + one.start()
            made.append(Quantity(Span(start, figure.span.end), 100 / figure.value, 100 / figure.value, _PERCENT))
        else:
            of_all = following and not figure.unit and _OF_ALL.fullmatch(between)
            made.append(_quantity(text, figure, following.unit if following and of_all else _unit(figure), before))
    return tuple(made)


def without_refuted(text: str) -> str:
    """Cut the figures that a text names only to put another in their place: “24 and not 31”."""
    if not _MAY_REFUTE.search(text):
        return text
    found = figures(text)
    for kept, figure in reversed(list(pairwise(found))):
        before = _INSTEAD.search(text, 0, figure.span.start)
        if before and figure.unit in ("", kept.unit):
            text = text[: before.start()] + text[figure.span.end :]
    return text


def _is_year(text: str, figure: FigureSpan) -> bool:
    """Tell the year in “the 2024 report” from a count, which goes with a plural."""
    return bool(_YEAR.fullmatch(figure.span.of(text))) and not figure.qualifier and not figure.phrase.endswith("s")


def _is_share(figure: FigureSpan, following: FigureSpan, between: str) -> bool:
    """Tell “nine in ten” and “nine out of ten”, which are shares, from “four of 30 samples”, which are four."""
    counts = not figure.unit and 1 <= figure.value <= following.value <= 10 and _SHARE.fullmatch(between)
    return bool(counts) and fold(following.unit) not in units()


def _unit(figure: FigureSpan) -> str:
    """Read the unit; of “122 mm shells” it is the millimetre, of “96 people aboard” the people."""
    measure = fold(figure.phrase.split(" ")[0])
    if "/" in figure.unit or not (measure in units() or measure in ("people", "persons")):
        return figure.unit
    return _PERSON if measure.startswith("pe") else measure


def _counts_people(one: str, two: str) -> bool:
    """Tell whether one counts people and the other a kind of them: 2,400 people are 2,400 workers."""
    return _PERSON in (one, two) and one in _people() and two in _people()


@cache
def _people() -> frozenset[str]:
    return frozenset(stem(word) for word in listed("persons"))


def _scaled(figure: FigureSpan, factor: float) -> tuple[float, float | None]:
    return figure.low * factor, None if figure.high is None else figure.high * factor


def _quantity(text: str, figure: FigureSpan, unit: str, before: str) -> Quantity:
    low, high, negated = figure.low, figure.high, False
    behind = _BEHIND.match(text, figure.span.end)
    if behind and figure.exact:
        low, high = (figure.value, None) if behind["up"] else (0.0, figure.value)
    elif _CAP.search(before) and figure.exact:
        low, high = 0.0, figure.value
    elif figure.qualifier in _LOWER and _NEGATED_MORE.search(before[: len(before) - len(figure.qualifier) - 1]):
        low, high, negated = 0.0, figure.value, True
    name, factor = (_PERCENT, 100.0) if _is_fraction(text, figure) else _common(unit)
    return Quantity(figure.span, low * factor, None if high is None else high * factor, name, negated)


def _common(unit: str) -> tuple[str, float]:
    """Turn a unit into its common unit; what is counted becomes its stem."""
    plain, _, rate = fold(unit).partition("/")
    name, factor = units().get(plain, (stem(plain) if plain else "", 1.0))
    return (f"{name}/{rate}" if rate else name), factor


def _is_fraction(text: str, figure: FigureSpan) -> bool:
    """Two fifths of the catch, and a third of the homes, are percentages."""
    return figure.value < 1 and bool(_FRACTION.search(figure.span.of(text))) and fold(figure.unit) not in units()
