"""The named parties of a text where they stand: states, bodies, media, persons."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.models import PartyKind
from summarizer.offline.parties.around import Seen, around, owner_before
from summarizer.offline.parties.lexicon import (
    BODY,
    GIVEN,
    HELPERS,
    MOD,
    OFFICE,
    PREPOSITIONS,
    PRESS,
    ROLE,
    SAY,
    STATE,
    TITLE,
    WHERE,
    WORDS,
    is_body,
    is_people,
    is_role,
)
from summarizer.offline.parties.tokens import ABBREVIATED, Read
from summarizer.places import Country, country, is_adjective

_OWN = WORDS["own"]
_NUMBERED = WORDS["numbered"]
_DAYS, _MONTHS, _NEVER, _PLACE = WORDS["date"], WORDS["month"], WORDS["never"], WORDS["place"]
_GOVERNMENT = frozenset(["government", "authorities", "officials", "administration"])
_PLACED = WORDS["placed"]


class Mention(NamedTuple):
    """A named party where it stands, and what the words around it say about it."""

    name: str
    first: int
    last: int
    kind: PartyKind | None = None
    role: str | None = None
    over: str | None = None
    """The words for whom it serves, or a possessive pronoun."""
    title: str = ""
    """The name with what stands before it: Dr Reyes, Mayor Reyes."""
    acts: bool = False
    state: Country | None = None


def mentions(read: Read) -> Iterator[Mention]:
    """Find the named parties, run of capitals by run."""
    last = -1
    for at, token in enumerate(read.tokens):
        if token.cap and at > last and _starts_name(read, at):
            last = _end_of_name(read, at)
            yield from _of_run(read, at, last)


def _starts_name(read: Read, at: int) -> bool:
    token = read.tokens[at]
    if _is_date(read, at):
        return False
    alone = not read.cap(at + 1)
    if alone and is_people(token.low) and not (read.low(at + 1) == "'" and read.cap(at + 2)):
        return False
    if alone and token.first and (is_body(token.low) or is_role(token.low) or token.low in MOD):
        return token.low in read.capital and token.low not in read.lower
    word = read.of(at, at)
    if token.low in _NEVER or token.low in _PLACE:
        upper = word.isupper() and len(word) > 1
        upper = upper and (country(word) is not None or read.low(at - 1) == "the")
        return upper or (token.low in _PLACE and read.cap(at + 1))
    return True


def _is_date(read: Read, at: int) -> bool:
    low = read.low(at)
    if low in _DAYS or low not in _MONTHS:
        return low in _DAYS
    return read.low(at + 1)[0].isdigit() or not (read.cap(at + 1) or read.cap(at - 1))


def _end_of_name(read: Read, at: int) -> int:
    """Follow a capitalised run over its particles, initials and small words; give its last token."""
    last, of_seen = at, False
    while last + 1 < len(read.tokens):
        step = _step(read, last, of_seen)
        if not step or _is_date(read, last + step):
            break
        of_seen = of_seen or (step > 1 and read.low(last + 1) in ("of", "for"))
        last += step
    return last


def _step(read: Read, last: int, of_seen: bool) -> int:
    """Say how many tokens further the name goes on; 0 where it ends."""
    low, word = read.low(last + 1), read.low(last)
    if read.cap(last + 1):
        return 0 if low in ("the", "a", "in", "i") else 1
    if low.isdigit():
        return int(word in _NUMBERED)
    ahead = next((n for n in (2, 3, 4) if read.cap(last + n)), 0)
    between = [read.low(last + n) for n in range(1, ahead)]
    if not ahead or (joins := _joins(word, between, read.low(last + ahead))) is False:
        return 0
    if joins or (between in (["of"], ["for"], ["of", "the"]) and word in WORDS["of"]):
        return ahead
    if between == ["and"] and word in WORDS["topic"]:
        return ahead if of_seen or any(read.low(last + ahead + n) in BODY for n in range(3)) else 0
    return 0


def _joins(word: str, between: Sequence[str], following: str) -> bool | None:
    """Tell whether the small words or marks between two capitals belong to a name; None: the capitals decide."""
    if between == ["."]:
        return word in ABBREVIATED or len(word) == 1
    if between == ["'"]:
        return word.endswith("s") and following in BODY
    if between == ["'s"]:
        return word in _OWN
    if between == ["&"] or all(small in WORDS["joins"] for small in between):
        return True
    return None


def _of_run(read: Read, first: int, last: int) -> Iterator[Mention]:
    """Read one capitalised run: a state, a body, or a person with what is written before the name."""
    if read.tokens[first].first and last > first and read.low(first) in read.lower and read.low(first) not in OFFICE:
        first += 1
    whole = read.of(first, last)
    if state := country(whole):
        yield from _of_state(read, first, last, state)
        return
    start = first + next((n for n in (3, 2, 1) if n <= last - first and country(read.of(first, first + n - 1))), 0)
    owner = read.of(first, start - 1) if start > first else None
    lows = [read.low(at) for at in range(first, last + 1)]
    if _is_body_name(lows):
        yield _body(read, first, last, owner)
        return
    at, until = _office(lows[start - first :])
    if at:
        yield named(read, start, start + at - 1)
    if until and start + until <= last:
        office = read.of(start + at, start + until - 1)
        owner = read.of(start, start + at - 1) if at else owner
        yield _person(read, (start + at, start + until, last), office, owner)
    elif not until:
        found = named(read, start, last)
        yield found._replace(over=found.over or owner)
        if found.kind == "government":
            yield from _owned_body(read, start, last)


def _is_body_name(lows: Sequence[str]) -> bool:
    """Tell the name of a body by its head, which stands last or before “of”."""
    head = next((at for at, low in enumerate(lows) if low in ("of", "for") and at), len(lows)) - 1
    if lows[head] in ROLE and lows[head] not in ("guard", "general", "guardian"):
        return False
    return len(lows) > 1 and (is_body(lows[head]) or lows[head] in WORDS["firm"])


def _body(read: Read, first: int, last: int, owner: str | None) -> Mention:
    """Make the mention of a body whose name says what it is."""
    head = next((at - 1 for at in range(first + 1, last + 1) if read.low(at) in ("of", "for")), last)
    press = read.low(head) in PRESS and read.low(head) not in ("agency", "station", "guard", "post", "mirror", "site")
    press = press or (read.low(head) == "agency" and read.low(head - 1) in ("news", "press"))
    if owner is None and read.low(first - 1) == "'s":
        owner = owner_before(read, first - 1)
    kind: PartyKind = "media" if press else "organisation"
    return Mention(read.of(first, last), first, last, kind, over=owner, acts=read.acts(first, last))


def _office(lows: Sequence[str]) -> tuple[int, int]:
    """Find the words of an office in a run of capitals (Foreign Minister Park Jin); 0, 0 where there are none."""
    for at, low in enumerate(lows):
        if low not in OFFICE:
            continue
        until, end = at, 0
        while until < len(lows) and (lows[until] in OFFICE or lows[until] in ("of", "state", ".")):
            until += 1
            if lows[until - 1] in ROLE or lows[until - 1] in TITLE:
                end = until + 2 * (lows[until : until + 2] == ["of", "state"])
                end += lows[end : end + 1] == ["."]
        if end and (end < len(lows) or not at or lows[at] in ("ceo", "cfo", "chief", "chairman", "president")):
            return at, end
    return 0, 0


def _person(read: Read, where: tuple[int, int, int], office: str, over: str | None) -> Mention:
    """Make the mention of a person whose office or title stands before the name."""
    start, first, last = where
    seen = around(read, start, last)
    role = None if all(low.rstrip(".") in TITLE for low in office.lower().split()) else office
    if seen and seen.kind == "person":
        role, over = role or seen.role, over or seen.over
    if over is None and read.low(start - 1) == "'s":
        over = owner_before(read, start - 1)
    over = over or _employer(read, last)
    title = read.of(start, last) if first == last else ""
    return Mention(read.of(first, last), first, last, "person", role, over, title, acts=True)


def _employer(read: Read, last: int) -> str | None:
    """Read “of the national police” behind a person's name."""
    if read.low(last + 1) not in ("of", "from", "at"):
        return None
    end = last + 2
    while end < last + 9 and not (_closes(read.low(end)) or (read.low(end) in PREPOSITIONS and read.low(end) != "of")):
        end += 1
    return read.of(last + 2, end - 1) if end > last + 2 else None


def _closes(low: str) -> bool:
    return not low[0].isalpha() or low in SAY or low in HELPERS


def named(read: Read, first: int, last: int) -> Mention:
    """Make the mention of a name that does not say itself what it names."""
    name, low = read.of(first, last), read.low(last)
    acts = read.acts(first, last)
    if name in WORDS["outlet"] or (last > first and read.of(first, first) in WORDS["outlet"]):
        return Mention(name, first, last, "media", acts=acts)
    extended = _with_body(read, first, last)
    if extended:
        return extended
    if low in _PLACE or read.low(first) in _PLACE:
        return Mention(name, first, last)
    seen = around(read, first, last)
    kind, role, over = seen or Seen(None)
    if kind is None:
        kind = _kind_of(read, first, last) or ("organisation" if seen else None)
    if kind == "person":
        over = over or _employer(read, last)
    elif kind != "person":
        role = None
    if kind is None and (
        read.low(first - 1) in WHERE or read.low(first - 1) in ("of", "from") or _is_word(read, first, last)
    ):
        acts = False
    return Mention(name, first, last, kind, role, over, acts=acts)


def _is_word(read: Read, first: int, last: int) -> bool:
    """Tell a word that has its capital only because it begins a sentence."""
    low = read.low(first)
    if first != last or not read.tokens[first].first or low in read.capital:
        return False
    return low in read.lower or low.endswith(("ing", "ed", "ly", "tion"))


def _kind_of(read: Read, first: int, last: int) -> PartyKind | None:
    """Judge a name by itself and by what belongs to it."""
    name = read.of(first, last)
    if first == last and name.isupper() and 1 < len(name.replace(".", "")) < 8:
        return "organisation"
    if read.of(first, first) in GIVEN and last > first:
        return "person"
    if read.low(last + 1) == "'s" and first == last:
        return _kind_of_owner(read, last + 2)
    return None


def _kind_of_owner(read: Read, at: int) -> PartyKind | None:
    """Tell a state by what only states have: an army, a prime minister."""
    for step in range(4):
        low = read.low(at + step)
        if low in STATE or (low in ("minister", "ministry") and step):
            return "government"
        if not low[0].isalpha() or low in PREPOSITIONS or low in SAY or low in HELPERS:
            return None
    return None


def _with_body(read: Read, first: int, last: int) -> Mention | None:
    """Read “Santa Rita hospital”, “the IGM industrial union” and “the Teskian defence ministry”."""
    end = body_after(read, last + 1)
    if end is None or not (end == last + 1 or looks_adjective(read.low(last)) or read.low(first - 1) == "the"):
        return None
    if end > last + 2 and not looks_adjective(read.low(last)):
        return None
    kind: PartyKind = "media" if read.low(end) in PRESS and read.low(end) != "agency" else "organisation"
    adjective, acts = looks_adjective(read.low(last)), read.acts(first, end)
    if (adjective and not acts) or (first == last and read.tokens[first].first and read.low(first) not in read.capital):
        return None
    long = (read.low(end) in _PLACED and end == last + 1) or adjective
    over = read.of(first, last) if adjective else None
    if long:
        return Mention(read.of(first, end), first, end, kind, over=over, acts=acts)
    return Mention(read.of(first, last), first, last, kind, acts=acts)


def looks_adjective(word: str) -> bool:
    """Tell the adjective of a place by its ending: Teskian, Burmese."""
    return word.endswith(("ian", "ean", "van", "san", "tan", "ese", "ish"))


def body_after(read: Read, at: int) -> int | None:
    """Find the head of a body in the small words that follow a name: its last token, if any."""
    for step in range(4):
        low = read.low(at + step)
        if read.cap(at + step) or not low[0].isalpha() or low in PREPOSITIONS or low in SAY or low in HELPERS:
            return None
        if is_body(low) or low in _GOVERNMENT:
            behind = read.low(at + step + 1)
            if is_body(behind) and not read.cap(at + step + 1):
                continue
            return None if is_role(behind) or is_people(behind) or behind in MOD else at + step
        if is_people(low) or (is_role(low) and not is_body(read.low(at + step + 1))):
            return None
    return None


def _owned_body(read: Read, first: int, last: int) -> Iterator[Mention]:
    """Read “Karsova’s general staff”."""
    end = body_after(read, last + 2)
    if end is not None and read.low(end) not in _GOVERNMENT:
        acts, owner = read.acts(first, end), read.of(first, last)
        yield Mention(read.of(first, end), first, end, "organisation", over=owner, acts=acts)


def _of_state(read: Read, first: int, last: int, state: Country) -> Iterator[Mention]:
    """Read a state's name: as a government, as the owner of a body, or as a mere place."""
    name, adjective = read.of(first, last), is_adjective(read.of(first, last))
    owned = read.low(last + 1) == "'s"
    end = body_after(read, last + 1 + owned) if owned or adjective or name.endswith(".") else None
    if end is not None and read.low(end) in _GOVERNMENT:
        yield Mention(read.of(first, end), first, end, "government", acts=True, state=state)
    elif end is not None and (read.acts(first, end) or owned):
        yield Mention(read.of(first, end), first, end, "organisation", over=name, acts=read.acts(first, end))
    if not adjective:
        idle = read.low(first - 1) in WHERE or (read.low(first - 1) == "the" and read.low(first - 2) in WHERE)
        yield Mention(name, first, last, "government", acts=not idle, state=state)
    elif read.low(first - 1) == "the" and end is None and read.acts(first, last):
        yield Mention(read.of(first - 1, last), first - 1, last, "government", acts=True, state=state)
