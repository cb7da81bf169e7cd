"""The named parties of a text where they stand: states, bodies, media, persons."""

from collections.abc import Iterator, Sequence

from summarizer.models import PartyKind
from summarizer.offline.parties.around import around, owner_before
from summarizer.offline.parties.lexicon import MOD, OFFICE, PRESS, ROLE, TITLE, WORDS, is_body, is_people, is_role
from summarizer.offline.parties.mention import Mention
from summarizer.offline.parties.naming import employer, named
from summarizer.offline.parties.states import of_state, owned_body
from summarizer.offline.parties.tokens import ABBREVIATED, Read
from summarizer.places import country

_OWN = WORDS["own"]
_NUMBERED = WORDS["numbered"]
_DAYS, _MONTHS, _NEVER, _PLACE = WORDS["date"], WORDS["month"], WORDS["never"], WORDS["place"]


def mentions(read: Read) -> Iterator[Mention]:
    """Find the named parties, run of capitals by run."""
    last = -1
    for at, token in enumerate(read.tokens):
        if token.cap and at > last and _starts_name(read, at):
            last = _end_of_name(read, at)
            yield from _of_run(read, at, last)


def _starts_name(read: Read, at: int) -> bool:
    token = read.tokens[at]
    if _is_date(read, at) or (token.low in WORDS["behind"] and read.cap(at - 1)):
        return False
    alone = not read.cap(at + 1)
    if alone and is_people(token.low) and not (read.low(at + 1) in ("'", "'s") and read.cap(at + 2)):
        return False
    if alone and token.first and (is_body(token.low) or is_role(token.low) or token.low in MOD):
        return token.low in read.capital and token.low not in read.lower
    if alone and token.first and token.low.endswith("ing") and read.low(at + 1) == ",":
        return token.low in read.capital  # “Reacting, the activist said”
    if token.low == "new" and read.cap(at + 1):
        return not token.first or read.low(at + 1) in WORDS["new"]
    word = read.of(at, at)
    if token.low.partition("'")[0] in _NEVER or token.low in _PLACE:
        upper = word.isupper() and len(word) > 1
        upper = upper and (country(word) is not None or read.low(at - 1) == "the")
        return upper or (token.low in _PLACE and read.cap(at + 1))
    return True


def _opens_sentence(read: Read, first: int) -> bool:
    """Tell a word with a capital only for the sentence that it begins: “Angry Lund voters”, not “New York voters”."""
    low = read.low(first)
    if low == "new" and read.low(first + 1) in WORDS["new"]:
        return False
    return read.tokens[first].first and low in read.lower and low not in OFFICE


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
        if low in WORDS["behind"] and last and read.cap(last - 1):
            return 0  # “Gideon Lyle KC”
        ended = word[-1] == "." and is_people(low)  # “… and the U.S. Experts say”
        return 0 if ended or low in ("the", "a", "in", "i") else 1
    if low.isdigit():
        return int(word in _NUMBERED)
    ahead = next((n for n in (2, 3, 4) if read.cap(last + n)), 0)
    between = [read.low(last + n) for n in range(1, ahead)]
    if not ahead or (joins := _joins(word, between, read.low(last + ahead))) is False:
        return 0
    if joins or (between in (["of"], ["for"], ["of", "the"]) and word in WORDS["of"]):
        return ahead
    if between == ["and"] and word in WORDS["topic"]:
        return ahead if of_seen or any(is_body(read.low(last + ahead + n)) for n in range(3)) else 0
    return 0


def _joins(word: str, between: Sequence[str], following: str) -> bool | None:
    """Tell whether the small words or marks between two capitals belong to a name; None: the capitals decide."""
    if between == ["."]:
        return word in ABBREVIATED or len(word) == 1
    if between == ["'"]:
        return word.endswith("s") and is_body(following)
    if between == ["'s"]:
        return word in _OWN
    if between == ["&"] or all(small in WORDS["joins"] for small in between):
        return True
    return None


def _of_run(read: Read, first: int, last: int) -> Iterator[Mention]:
    """Read one capitalised run: a state, a body, or a person with what is written before the name."""
    if last > first and _opens_sentence(read, first):
        first += 1
    whole = read.of(first, last)
    if state := country(whole):
        yield from of_state(read, first, last, state)
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
            yield from owned_body(read, start, last)


def _is_body_name(lows: Sequence[str]) -> bool:
    """Tell the name of a body by its head, which stands last or before “of”."""
    head = next((at for at, low in enumerate(lows) if low in ("of", "for") and at), len(lows)) - 1
    if lows[head] in ROLE and lows[head] not in ("guard", "general", "guardian"):
        return False
    return len(lows) > 1 and (is_body(lows[head]) or lows[head] in WORDS["firm"] or lows[head] in WORDS["masthead"])


def _body(read: Read, first: int, last: int, owner: str | None) -> Mention:
    """Make the mention of a body whose name says what it is."""
    head = next((at - 1 for at in range(first + 1, last + 1) if read.low(at) in ("of", "for")), last)
    low = read.low(head)
    press = (low in PRESS and low not in ("agency", "station")) or low in WORDS["masthead"]
    press = press or (low == "agency" and read.low(head - 1) in ("news", "press"))
    if low in WORDS["masthead"]:
        owner = None  # the Washington Post speaks for no government
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
    over = over or employer(read, last)
    title = read.of(start, last) if first == last else ""
    return Mention(read.of(first, last), first, last, "person", role, over, title, acts=True)
