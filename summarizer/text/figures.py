"""Figures: quantities in words or digits, with their unit and what their qualifier allows."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from summarizer.text.span import Span

_SMALL = {
    w: i
    for i, w in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
}  # fmt: skip
_TENS = {
    w: 10 * i for i, w in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_SCALE = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}
_SHORT = {"m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3}
_PARTS = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "fifths": 0.2}
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)

_NAMED = "|".join([*_SMALL, *_TENS, *_SCALE, "half"])
_BEGINS = "".join(sorted({*"auchn", *(word[0] for word in _NAMED.split("|"))}))
"""With what a number in words, an article or a currency of dollars begins."""
_FIGURE = re.compile(
    rf"""
    (?<![\w./:])(?=[\d$€£¥₩₹{_BEGINS}])(?:(?P<money>(?:US|A|C|HK|NZ)?[$€£¥₩₹])\ ?)?
    (?:
        (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?:\ ?(?P<scale>(?a:hundred|thousand|million|billion|trillion|dozen))|(?P<short>m|mn|bn|tn|k)(?![\w]))?
      | (?P<named>(?a:(?:an?\ (?=hundred|thousand|million|billion))?(?:{_NAMED})(?:[ -](?:and[ -])?(?:{_NAMED}))*))
        (?:[ -](?P<part>(?a:thirds?|quarters?|fifths?)))?
      | (?P<apart>an?)\ (?P<one>(?a:third|quarter|fifth|dozen))
    )
    (?P<percent>\ ?(?:%|percent|per\ cent|percentage\ points?))?
    (?![\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[a-z,] [A-Z][a-z]+\s$|[A-Za-z]-$")
_POINTED = re.compile(r"\b(?:the|all|these|those|both|its|their)\s\Z", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|–|to|and|or)\s?", re.IGNORECASE)
_DATE_BEHIND = re.compile(rf"\s(?:{_MONTHS})\b|(?:st|nd|rd|th)\b|:\d\d|\s?(?:a\.m|p\.m|am|pm|GMT)\b", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"\b(?:{_MONTHS})\.?\s$", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\b(more than|over|above|at least|no fewer than|no less than|not less than|upwards? of|a minimum of|exceeding"
    r"|less than|fewer than|under|below|up to|at most|no more than|as many as|as much as|a maximum of"
    r"|nearly|almost|close to|just under|about|around|roughly|approximately|some|an estimated|estimated)\s+$",
    re.IGNORECASE,
)
_LOWER = frozenset({"more than", "over", "above", "upwards of", "upward of", "exceeding"})
_LEAST = frozenset({"at least", "no fewer than", "no less than", "not less than", "a minimum of"})
_UPPER = frozenset({"less than", "fewer than", "under", "below"})
_MOST = frozenset({"up to", "at most", "no more than", "as many as", "as much as", "a maximum of"})
_ALMOST = frozenset({"nearly", "almost", "close to", "just under"})
_UNIT = re.compile(r"[\s-]+([^\W\d_][\w’'-]*)")
_ENDS_UNIT = frozenset(
    "a an the of in on at to for from by with and or but as than that which who while when is are was were be been "
    "being has have had will would could can may might must should did do does said says told after before since until "
    "into "
    "over under about more less its their his her other per against between among through during later earlier ago "
    "without within not no nor so if then also".split()
)
_RATE = re.compile(
    r"[^,;:.\n]*?(?<!than)\s(?:a|an|per|each|every)\s(second|minute|hour|day|night|week|month|quarter|year)\b",
    re.IGNORECASE,
)


class FigureSpan(NamedTuple):
    """A quantity in a text: where it stands, what values its words allow, and of what."""

    span: Span
    value: float
    low: float
    high: float | None
    unit: str
    phrase: str
    """All words of the unit (“missile tests”)."""
    qualifier: str = ""

    @property
    def exact(self) -> bool:
        """Whether the words name one value."""
        return self.low == self.high

    def agrees(self, other: "FigureSpan") -> bool:
        """Tell whether some value satisfies both."""
        return self.low <= (other.high or float("inf")) and other.low <= (self.high or float("inf"))


@lru_cache(maxsize=256)  # those of an article are compared with each of its claims
def figures(text: str) -> tuple[FigureSpan, ...]:
    """Find the quantities of a text; dates, years, times, ordinals and numbers inside words are none."""
    found = [
        _figure(text, match, value)
        for match in _FIGURE.finditer(text)
        if not _is_date(text, match) and (value := _value(match)) is not None
    ]
    return tuple(_ranged(text, found))


def _ranged(text: str, found: list[FigureSpan]) -> Iterator[FigureSpan]:
    """Give the first figure of a range (“10 to 12 tonnes”) the unit of the second, and both the range's bounds."""
    held: FigureSpan | None = None
    for one, two in zip(found, [*found[1:], None], strict=False):
        if held is not None:
            yield one._replace(low=held.value, high=one.value)
            held = None
        elif two and not one.unit and one.value < two.value and _RANGE.fullmatch(text, one.span.end, two.span.start):
            held = one
            yield one._replace(high=two.value, unit=two.unit, phrase=two.phrase)
        else:
            yield one


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
        return value * _SCALE.get((match["scale"] or "").lower(), 1) * _SHORT.get((match["short"] or "").lower(), 1)
    if match["one"]:
        one = match["one"].lower()
        return _PARTS.get(one) or _SCALE[one]
    names = re.split(r"[ -]+", match["named"].lower())
    if names == ["one"] and not match["percent"]:  # a pronoun more often than a quantity
        return None
    if match["part"]:
        return _count(names) * _PARTS[match["part"].lower()]
    return 0.5 if names == ["half"] else _count([name for name in names if name != "half"])


def _count(names: list[str]) -> float:
    """Add up a number in words: two hundred and fifty thousand."""
    total, group = 0.0, 0.0
    for name in names:
        if name in _SCALE:
            group = (group or 1) * _SCALE[name]
            if _SCALE[name] >= 1000:
                total, group = total + group, 0.0
        else:
            group += _SMALL.get(name, 0) + _TENS.get(name, 0)
    return total + group


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Tell dates, years, times, ordinals, pronouns (the three) and numbers that are names from quantities."""
    if match["named"] and not match["percent"] and not match["part"]:
        pointed = _POINTED.search(text, max(0, match.start() - 12), match.start())
        return bool(pointed) and not _counts(_unit_words(text, match.end()))
    if not match["digits"] or "," in match["digits"] or any(map(match.group, ("money", "percent", "scale", "short"))):
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    if _DATE_BEHIND.match(text, match.end()):
        return True
    if _NAME_BEFORE.search(before) and not _counts(_unit_words(text, match.end())):
        return True
    plain = match["digits"]
    year = len(plain) == 4 and plain[:2] in ("18", "19", "20")
    if _DATE_BEFORE.search(before):
        return len(plain) <= 2 or year
    return year and not _unit_words(text, match.end())


def _counts(unit: tuple[str, ...]) -> bool:
    """Tell whether a unit is a plural: “in Verda 66 people” counts, “on Flight 370 left” does not."""
    return bool(unit) and singular(unit[-1]) != unit[-1]


def _figure(text: str, match: re.Match[str], value: float) -> FigureSpan:
    before = text[max(0, match.start() - 24) : match.start()]
    qualifier = _QUALIFIER.search(before)
    word = re.sub(r"\s+", " ", qualifier[1].lower()) if qualifier else ""
    low, high = _bounds(value, word)
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    words = _unit_words(text, match.end())
    rate = _RATE.match(text, match.end(), match.end() + 40)
    unit, phrase = _unit(match, words)
    return FigureSpan(
        Span(start, match.end()), value, low, high, f"{unit}/{rate[1].lower()}" if rate else unit, phrase, word
    )


def _bounds(value: float, qualifier: str) -> tuple[float, float | None]:
    """Say which values the words allow; “about” is taken as a tenth either way."""
    if qualifier in _LOWER:
        return value * (1 + 1e-9), None
    if qualifier in _LEAST:
        return value, None
    if qualifier in _UPPER:
        return 0.0, value * (1 - 1e-9)
    if qualifier in _MOST:
        return 0.0, value
    if qualifier in _ALMOST:
        return value * 0.9, value
    return (value * 0.9, value * 1.1) if qualifier else (value, value)


def _unit(match: re.Match[str], words: tuple[str, ...]) -> tuple[str, str]:
    if match["money"]:
        return match["money"].upper(), match["money"]
    if match["percent"]:
        return "%", "%"
    return (singular(words[-1]), " ".join(words)) if words else ("", "")


def _unit_words(text: str, end: int) -> tuple[str, ...]:
    """Read the noun phrase behind a number, up to three words."""
    words: list[str] = []
    while len(words) < 3:
        match = _UNIT.match(text, end)
        if match is None or match[1].lower() in _ENDS_UNIT or "\n" in match.group():
            break
        if words and match[1].lower().endswith(("ed", "ing", "ly")):
            break
        words.append(match[1].lower())
        end = match.end()
        if words[-1].endswith("s") and not words[-1].endswith(("ss", "us")):
            break  # a plural closes the phrase: “1,000 containers arrived”
    return tuple(words)


_ODD = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life"}


def singular(word: str) -> str:
    """Make a noun singular, well enough to compare units."""
    word = word.lower()
    if word in _ODD:
        return _ODD[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
