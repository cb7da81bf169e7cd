"""Parties without a name: the foreign ministry, police, two nurses, a spokesman for the president."""

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.models import DraftParty, PartyKind
from summarizer.offline.parties.later import with_later_names
from summarizer.offline.parties.lexicon import (
    COUNTS,
    DETERMINERS,
    EITHER,
    HELPERS,
    PREPOSITIONS,
    PRESS,
    SAY,
    STOPS,
    WORDS,
    is_body,
    is_noun,
    is_people,
    is_role,
)
from summarizer.offline.parties.phrase import (
    Cast,
    Item,
    as_it_stands,
    bare,
    cast_of,
    conjuncts,
    head_of,
    is_in_passing,
    items_of,
    only_points,
    standing,
    words_of,
)
from summarizer.offline.parties.resolve import is_anaphor, of_part, resolve
from summarizer.offline.parties.tokens import Read
from summarizer.text.bystanders import speaks_alone
from summarizer.text.fold import plain_marks
from summarizer.text.header import read_header

_LOOK = 6
_SPOKESMAN = re.compile(r"(?:[Tt]he|[Aa]) (?P<noun>spokes\w+|official|representative|source|aide|insider|lawyer|agent)")
_SERVANT = re.compile(r"spokes\w+|officials?|representatives?")
_WITHIN = PREPOSITIONS - {"and", "or", "that", "who", "which", "as"}


def common_parties(read: Read, cast: Cast, sources: Sequence[str]) -> Cast:
    """Add the institutions and people that act in the text under a common noun."""
    for phrase in dict.fromkeys(acting(read)):
        if not repeats(phrase, sources) and not is_anaphor(phrase, cast) and not resolve(phrase, cast):
            cast = cast.plus(party_of(phrase, read.text, cast))
    return cast


def covering(text: str, cast: Cast, sources: Sequence[str]) -> Cast:
    """Add a party for every source that none of the parties is."""
    dateline = read_header(text).dateline or " "
    owned = {plain_marks(source).partition("'s ")[2] for source in sources}
    owned_last = sorted(  # “the ministry’s men” serve it, and “the men” are those
        sources, key=lambda source: (source[4:] in owned and source[:4].lower() == "the ", "'s " in plain_marks(source))
    )
    for source in owned_last:
        for phrase in () if repeats(source, sources) else _unnamed(source, cast):
            if phrase in text and not dateline.startswith(phrase) and not resolve(phrase, cast):
                if known := with_later_names(text, cast, phrase):
                    cast = cast_of(tuple(known if party.name == known.name else party for party in cast.parties))
                else:
                    cast = cast.plus(_of_body(phrase, text, cast))
    return cast


def repeats(phrase: str, sources: Iterable[str]) -> str | None:
    """Give the source that “the spokeswoman” repeats: the last that is a spokeswoman of somebody's."""
    found = _SPOKESMAN.fullmatch(phrase)
    if not found:
        return None
    told = [one for one in sources if found["noun"] in one.lower().split() and not _SPOKESMAN.fullmatch(one)]
    return told[-1] if told else None


def _unnamed(source: str, cast: Cast) -> Iterator[str]:
    """Give the parts of a source that no party is: without what describes them, their “and”s apart."""
    words = bare(words_of(source))
    if not words or is_anaphor(source, cast) or (resolve(source, cast) and " and " not in source):
        return
    for part in conjuncts(items_of(source, cast)):
        if not of_part(part, cast) and (head_of(part) is not None or _is_name(source[part[0].start : part[-1].end])):
            phrase = _with_determiner(source, part)
            if not is_anaphor(phrase, cast) and not resolve(phrase, cast):
                yield phrase


def _is_name(phrase: str) -> bool:
    """Tell a name from “You”, “These” and “So I”, which have their capitals from the sentence."""
    words = phrase.split()
    named = bool(words) and all(word[:1].isupper() for word in words)
    return named and words[0].lower().partition("'")[0] not in WORDS["never"]


def _with_determiner(source: str, part: Sequence[Item]) -> str:
    """Give the words of a part with the determiner that stands before them."""
    start, end = part[0].start, part[-1].end
    led = source[:start].rstrip().rpartition(" ")[2]
    if led.lower() in DETERMINERS:
        start = source[:start].rstrip().rindex(led)
    return source[start:end]


def acting(read: Read) -> Iterator[str]:
    """Find the noun phrases in small letters that stand beside a verb of saying."""
    for at, token in enumerate(read.tokens):
        low = token.low
        if not is_noun(low) or (token.cap and not token.first) or low in ("chief", "general"):
            continue
        following = read.low(at + 1)
        if (following[0].isalpha() and following not in HELPERS and following not in SAY) or following == "'s":
            continue
        if following == "," and (read.cap(at + 2) or read.cap(at + 4)):
            continue  # “its plant manager, Zofia Krol,” is named
        first = _start(read, at)
        if first is not None and read.low(first - 1) == "," and read.cap(first - 2):
            continue  # “Olu Adair, the chair of the union,” is named too
        if first is not None and read.low(first - 1) in _WITHIN and read.low(first - 2) != "according":
            continue  # “the operator of the channel” is not the channel
        if first is not None and read.acts(first, at):
            yield read.of(first, at)


def _start(read: Read, head: int) -> int | None:
    """Find where the noun phrase of a head begins; None where it has no beginning of its own."""
    for at in range(head, max(-1, head - _LOOK), -1):
        low = read.low(at)
        if low in DETERMINERS or low in COUNTS:
            return at
        before = read.low(at - 1)
        if before in STOPS or before in SAY or before in PREPOSITIONS or before in HELPERS or before == '"':
            return (
                at if is_people(read.low(head)) or read.low(head) in WORDS["single"] or read.tokens[at].first else None
            )
        if read.cap(at - 1) and not read.tokens[at - 1].first:
            return None
    return None


def party_of(phrase: str, text: str, cast: Cast) -> DraftParty:
    """Make the party of a phrase that no name covers."""
    part = items_of(phrase, cast)
    head = head_of(part)
    kind: PartyKind = _kind(head) if head else ("person" if _is_name(phrase) and " " in phrase else "other")
    whole = as_it_stands(phrase, text)
    owner = _served(part, head)
    first = words_of(phrase)[0]
    close = phrase.find(" at ") if first in COUNTS else -1
    return DraftParty(name=whole, kind=kind, aliases=(phrase[:close],) if close > 0 else (), represents=owner)


def _served(part: Sequence[Item], head: str | None) -> str | None:
    """Name whom the people or the body of a phrase speak for, by the first name in it."""
    at, owner = next(((at, item.party) for at, item in enumerate(part) if item.party), (0, None))
    if owner is None or is_in_passing(part, at) or any(map(speaks_alone, (head or "", part[-1].low))):
        return None
    if owner.kind == "person" and head and is_body(head) and not is_role(head) and head not in WORDS["desk"]:
        return None
    return owner.name


def _of_body(phrase: str, text: str, cast: Cast) -> DraftParty:
    """Make the party of a source: for “a party spokesman” that body, or one who speaks for the body with that name."""
    body = _body_of(phrase, text)
    meant = resolve(f"the {body.name}", cast) if body else ()
    if meant and meant[0].removeprefix("The ")[:1].isupper():
        return party_of(phrase, text, cast).model_copy(update={"represents": meant[0]})
    return body or party_of(phrase, text, cast)


def _body_of(phrase: str, text: str) -> DraftParty | None:
    """Make the party for which “a senior defence ministry spokesman” speaks: it has no other voice here."""
    words = phrase.split()
    if len(words) < 3 or not _SERVANT.fullmatch(words[-1]) or words[0].lower() not in DETERMINERS:
        return None
    body = words[1:-1]
    while len(body) > 1 and body[0] in WORDS["rank"]:
        body = body[1:]
    if not " ".join(body).islower() or not (is_body(body[-1]) or body == ["police"]):
        return None
    if only_points(body):
        return None  # “a company spokesman”: whose, stands before
    whole = standing(" ".join(body), text)
    return DraftParty(name=whole, kind=_kind(body[-1])) if whole else None


def _kind(head: str) -> PartyKind:
    """Tell the kind of a party by its noun."""
    if is_people(head) and not is_body(head):
        return "group"
    if head in EITHER and head != "owner":
        return "organisation"
    if head in PRESS and head not in ("agency", "post", "site", "station"):
        return "media"
    if is_body(head) and not is_role(head):
        return "government" if head in ("government", "junta", "regime", "administration") else "organisation"
    return "person" if is_role(head) else "group"
