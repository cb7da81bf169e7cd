"""What the words beside a name say of it: its kind, its office and whom it serves."""

from typing import NamedTuple

from summarizer.models import PartyKind
from summarizer.offline.parties.lexicon import (
    BODY,
    DETERMINERS,
    EITHER,
    HELPERS,
    MOD,
    OWNERS,
    PREPOSITIONS,
    PRESS,
    SAY,
    STOPS,
    WHERE,
    WORDS,
    is_body,
    is_people,
    is_role,
)
from summarizer.offline.parties.tokens import Read
from summarizer.places import country

_LOOK = 14  # how many tokens a description may have
_RELATIVE = frozenset(["who", "whose", "whom", "which", "where", "that", "when"])
_DEFENCE = ("defence", "defense")
_LEADS = ("runs", "heads", "leads", "owns", "chairs", "founded", "manages", "directs", "coaches")
_SERVES = ("of", "for", "at", "from", "in", "with")


class Seen(NamedTuple):
    """What a description makes of the name beside it."""

    kind: PartyKind | None
    role: str | None = None
    over: str | None = None
    """The words for whom it serves, or a possessive pronoun."""


def around(read: Read, first: int, last: int) -> Seen | None:
    """Read the description before a name or, if there is none, behind it.

    Behind a place stands who acts there: “in Cedar Flats, a visitor asked”.
    """
    seen = before(read, first, last) or after(read, last)
    placed = read.low(first - 1) in WHERE and read.low(last + 1) == "," and read.low(last + 2) in DETERMINERS
    return None if placed else seen


def before(read: Read, first: int, last: int) -> Seen | None:
    """Read “the chemist Olof Hane”, “its site director, Marit Hagen,” and “a crew named Night Toll”."""
    low = read.low(first - 1)
    if low in ("named", "called", "dubbed", "nicknamed"):
        return _phrase_before(read, first - 1)
    if low == "as" and read.low(first - 2) == "known":
        return _phrase_before(read, first - 2)
    if low == "itself" and read.low(first - 2) == "calling":
        return _phrase_before(read, first - 2)
    if low == "," and read.low(first - 2) in _DEFENCE:
        return Seen("person", None, "his")  # “For the defence, Fiona Glasson told jurors”
    if low == ",":
        seen = _phrase_before(read, first - 1)
        following = read.low(last + 1 + (read.low(last + 1) in WORDS["behind"]))
        closes = following in STOPS or following in SAY or following in HELPERS
        return seen if seen and closes and following != "\n" else None
    if not read.cap(first - 1) and (is_role(low) or is_body(low)):
        return _attached(read, first - 1)
    return None


def after(read: Read, last: int) -> Seen | None:
    """Read “Sergei Petrov, a spokesman for the ministry,”, “Marchetti, 58,” and “Voltara, which”."""
    if read.low(last + 1) != ",":
        return Seen("person") if read.low(last + 1) == "who" else None
    at = last + 2
    if read.low(at) == "defending" and read.low(at + 1) == ",":
        return Seen("person", None, "his")
    if read.low(at).isdigit() and len(read.low(at)) < 4 and read.low(at + 1) in STOPS:
        further = _phrase_after(read, at + 2) if read.low(at + 1) == "," else None
        return further if further and further.kind == "person" else Seen("person")
    if read.low(at) in ("who", "whose", "whom"):
        return Seen("person", None, _led(read, at + 1) if read.low(at) == "who" else None)
    return Seen("organisation") if read.low(at) == "which" else _phrase_after(read, at)


def _led(read: Read, verb: int) -> str | None:
    """Read whom somebody leads: “Kim Aalto, who runs the Coinpier exchange,”."""
    if read.low(verb) not in _LEADS:
        return None
    end = verb + 1
    while end < verb + _LOOK and not (read.low(end) in STOPS or read.low(end) in PREPOSITIONS or read.low(end) in SAY):
        end += 1
    return read.of(verb + 1, end - 1) if end > verb + 1 else None


def owner_before(read: Read, possessive: int) -> str | None:
    """Give the owner named before a possessive 's."""
    at = possessive
    while at > possessive - 5 and (read.cap(at - 1) or read.low(at - 1) in ("of", "the", "&")):
        at -= 1
    while at < possessive and not read.cap(at):
        at += 1
    if at < possessive:
        return read.of(at, possessive - 1)
    return read.of(possessive - 1, possessive - 1) if is_body(read.low(possessive - 1)) else None


def _phrase_before(read: Read, end: int) -> Seen | None:
    """Read the noun phrase that ends before a token, from its first determiner: “an aide to the minister”."""
    start = None
    for at in range(end - 1, max(-1, end - _LOOK), -1):
        low = read.low(at)
        if low in STOPS or low in SAY or (low in HELPERS and low != "to"):
            break
        if start is not None and read.low(start) != "'s" and read.low(start - 1) not in PREPOSITIONS:
            break
        if low in DETERMINERS or (low == "'s" and at > 0) or (read.tokens[at].first and is_role(low)):
            start = at
    if start is None:
        return None
    seen = _described(read, start, end)
    preposition = read.low(start - 1)
    if seen and seen.kind != "person" and preposition in PREPOSITIONS and preposition not in ("by", "and", "to"):
        return None
    return seen


def _phrase_after(read: Read, start: int) -> Seen | None:
    """Read the noun phrase that begins at a token, up to the next mark or verb."""
    end = start
    while end < start + _LOOK and not (
        read.low(end) in STOPS or read.low(end) in SAY or read.low(end) in HELPERS or read.low(end) in _RELATIVE
    ):
        end += 1
    low = read.low(start)
    opens = low in DETERMINERS or low in MOD or is_role(low) or country(read.of(start, start)) if end > start else False
    opens = opens or (is_role(read.low(start + 1)) and read.low(start + 2) in _SERVES)  # “quality director at …”
    owned = any(read.low(at) == "'s" for at in range(start + 1, min(start + 5, end)))
    return _described(read, start, end) if opens or owned else None


def _attached(read: Read, head: int) -> Seen | None:
    """Read the words right before a name, back to their determiner or to what no longer describes it."""
    start = head
    for at in range(head - 1, head - 7, -1):
        low = read.low(at)
        if low in DETERMINERS or low == "'s" or low == "'":
            seen = _described(read, at, head + 1)
            outer = _phrase_before(read, at - 1) if seen and seen.over is None and read.low(at - 1) == "," else None
            return seen._replace(over=outer.over) if seen and outer and outer.kind == seen.kind else seen
        if low in STOPS or low in PREPOSITIONS or low in SAY or low in HELPERS:
            break
        if read.cap(at) and not (read.tokens[at].first and low not in read.capital):
            seen = _described(read, at + 1, head + 1)
            return seen and seen._replace(over=_run_before(read, at))
        if is_role(low) or is_body(low) or low in MOD or read.cap(at):
            start = at
    return _described(read, start, head + 1)


def _run_before(read: Read, last: int) -> str:
    first = last
    while read.cap(first - 1):
        first -= 1
    return read.of(first, last)


def _described(read: Read, start: int, end: int) -> Seen | None:
    """Read a noun phrase with its determiner: the noun before the first preposition is its head."""
    close = next((at for at in range(start + 1, end) if read.low(at) in PREPOSITIONS or read.low(at) == ","), end)
    over, start = _possessed(read, start, close)
    if close <= start:
        return None
    kind = _kind(read.low(close - 1))
    if kind == "other" or (kind != "person" and read.cap(close - 1)):
        return None
    over = over or _behind_head(read, close, end)
    serves = read.low(close - 1) not in WORDS["trade"] and read.low(start) not in EITHER  # “dairy farmer”, “rival chef”
    if (
        over is None
        and serves
        and close - start > 1
        and (is_body(read.low(start)) or (read.cap(start) and read.low(start) not in MOD))
    ):
        over = read.of(start, start)
    role = read.of(start, min(end, start + 8) - 1) if kind == "person" or kind is None else None
    return Seen(kind, role, over)


def _possessed(read: Read, start: int, close: int) -> tuple[str | None, int]:
    """Read who owns what a noun phrase names (its, Brightwell’s, South Korean), and where the rest begins."""
    over = None
    if read.low(start) == "'s":
        over, start = owner_before(read, start), start + 1
    elif read.low(start) in DETERMINERS:
        over, start = (read.low(start) if read.low(start) in OWNERS else None), start + 1
    for at in range(start + 1, close):
        if read.low(at) == "'s" or (read.low(at) == "'" and read.low(at - 1).endswith("s")):
            over, start = read.of(start, at - 1), at + 1
    size = next((n for n in (3, 2, 1) if start + n < close and country(read.of(start, start + n - 1))), 0)
    return (read.of(start, start + size - 1), start + size) if size else (over, start)


def _behind_head(read: Read, close: int, end: int) -> str | None:
    """Read whom the words behind the head name: a spokesman for the ministry."""
    if close + 1 >= end or read.low(close) not in _SERVES:
        return None
    over = read.of(close + 1, end - 1)
    return None if read.low(close) == "in" and country(over) is None else over  # where is not for whom


def _kind(head: str) -> PartyKind | None:
    """Tell what a noun calls the name beside it; None: a person or a body, “other”: neither."""
    if head in EITHER:
        return None
    if is_role(head):
        return "person"
    if head in PRESS and head not in BODY:
        return "media"
    if head in BODY:
        return "organisation"
    return "group" if is_people(head) else "other"
