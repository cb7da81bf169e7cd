"""Days that a text names, told from its day of publication: Wednesday, yesterday, September 18, the month."""

import re
from datetime import date, timedelta

from summarizer.text.lazily import lazily

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
_MONTH += r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DATE = lazily(rf"\b(?:{_MONTH} (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) {_MONTH.replace('month', 'month2')})\b")
_WEEKDAY = re.compile(rf"\b(?P<next>next )?(?P<name>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(today|yesterday|tomorrow|the next day)\b", re.IGNORECASE)
_THIS_MONTH = re.compile(r"\b(?:the|this) month\b", re.IGNORECASE)
_AHEAD = lazily(r"\b(?:will|would|until|by|next|to be|is to|are to|set for|due)\b[^.;]*$", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:had|has|have)\b[^.;]*\bby\s+$", re.IGNORECASE)
"""What had been counted by Wednesday need not have happened then."""
_SHIFTS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def days_of(text: str, published: date | None) -> frozenset[date]:
    """Resolve the days that a text names; without a day of publication there are none."""
    if published is None:
        return frozenset()
    weekdays = (match for match in _WEEKDAY.finditer(text) if not _SO_FAR.search(text, 0, match.start()))
    found = {_weekday(text, match, published) for match in weekdays}
    found |= {day for match in _DATE.finditer(text) if (day := _calendar_day(match, published))}
    for match in _RELATIVE.finditer(text):
        shift = _SHIFTS.get(match[1].lower())
        if shift is not None:
            found.add(published + timedelta(days=shift))
    return frozenset(found)


def without_days(text: str, published: date | None) -> str:
    """Take the names of days out of a text, and put the month's name for “the month”."""
    bare = _RELATIVE.sub(" ", _WEEKDAY.sub(" ", text))
    return _THIS_MONTH.sub(_MONTHS[published.month - 1].title(), bare) if published else bare


def _weekday(text: str, match: re.Match[str], published: date) -> date:
    """Take a weekday as the last one of that name, or as the next where the words look ahead."""
    wanted = _WEEKDAYS.index(match["name"].lower())
    back = (published.weekday() - wanted) % 7
    ahead = (wanted - published.weekday()) % 7
    if match["next"] or (back and _AHEAD.search(text, max(0, match.start() - 40), match.start())):
        return published + timedelta(days=ahead or 7)
    return published - timedelta(days=back)


def _calendar_day(match: re.Match[str], published: date) -> date | None:
    """Take a day without a year as the one nearest to the publication."""
    month = (match["month"] or match["month2"])[:3].lower()
    number = next(index for index, name in enumerate(_MONTHS, 1) if name.startswith(month))
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(year, number, int(match["day"] or match["day2"])))
        except ValueError:
            continue  # 31 June, or 29 February in another year
    return min(candidates, key=lambda day: abs((day - published).days), default=None)
