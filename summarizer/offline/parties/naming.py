"""What a name stands for that does not say so itself."""

from summarizer.models import PartyKind
from summarizer.offline.parties.around import Seen, around
from summarizer.offline.parties.lexicon import (
    GIVEN,
    HELPERS,
    PREPOSITIONS,
    PRESS,
    SAY,
    STATE,
    WHERE,
    WORDS,
)
from summarizer.offline.parties.mention import Mention, body_after, is_verb_or_preposition, looks_adjective
from summarizer.offline.parties.tokens import Read

_PLACE, _PLACED = WORDS["place"], WORDS["placed"]


def named(read: Read, first: int, last: int) -> Mention:
    """Make the mention of a name that does not say itself what it names."""
    name, low = read.of(first, last), read.low(last)
    acts = read.acts(first, last)
    if name in WORDS["outlet"] or (last > first and read.of(first, first) in WORDS["outlet"]):
        return Mention(name, first, last, "media", acts=acts)
    extended = _with_body(read, first, last)
    if extended:
        return extended
    if (low in _PLACE or read.low(first) in _PLACE) and not (last > first and read.of(first, first) in GIVEN):
        return Mention(name, first, last)
    seen = around(read, first, last)
    kind, role, over = seen or Seen(None)
    if kind == "organisation" and last > first and read.of(first, first) in GIVEN:
        kind = "person"  # “the broadcaster Angus Reith”
    if kind == "person" and first == last and _may_be_firm(read, first):
        kind = "organisation"  # “seed merchant Oakmarsh”
    if kind is None:
        kind = _kind_of(read, first, last) or ("organisation" if seen else None)
    if kind == "person":
        over = over or employer(read, last)
    else:
        role = None
    if kind is None and (_is_idle(read, first) or _is_word(read, first, last)):
        acts = False
    return Mention(name, first, last, kind, role, over, acts=acts)


def _may_be_firm(read: Read, at: int) -> bool:
    """Tell one word behind a trade, which is the name of a firm if no given name; persons come in with two."""
    return read.low(at - 1) in WORDS["trade"] and read.of(at, at) not in GIVEN


def _is_idle(read: Read, first: int) -> bool:
    """Tell a name that stands where places stand."""
    return read.low(first - 1) in WHERE or read.low(first - 1) in ("of", "from")


def _is_word(read: Read, first: int, last: int) -> bool:
    """Tell an adjective of a place, or a word that has its capital only because it begins a sentence."""
    low, following = read.low(first), read.low(last + 1)
    if first != last:
        return False
    if looks_adjective(low) and following[0].isalpha() and not is_verb_or_preposition(following):
        return True
    if not read.tokens[first].first or low in read.capital:
        return False
    return low in read.lower or low.endswith(("ing", "ed", "ly", "tion"))


def _kind_of(read: Read, first: int, last: int) -> PartyKind | None:
    """Judge a name by itself and by what belongs to it."""
    name = read.of(first, last)
    if "&" in name or (read.low(first - 1) == "of" and read.low(first - 2) in WORDS["belong"]):
        return "organisation"
    if (
        first == last
        and name.isupper()
        and not (name[0] == "A" and name[1:].isdigit())
        and 1 < len(name.replace(".", "")) < 8
    ):
        return "organisation"
    if read.low(last + 1).startswith("spokes") and not looks_adjective(read.low(last)):
        return "organisation"  # “a Pixly spokesperson”
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


def employer(read: Read, last: int) -> str | None:
    """Read “of the national police” behind a person's name."""
    if read.low(last + 1) not in ("of", "from", "at"):
        return None
    end = last + 2
    while end < last + 9 and not (_closes(read.low(end)) or (read.low(end) in PREPOSITIONS and read.low(end) != "of")):
        end += 1
    return read.of(last + 2, end - 1) if end > last + 2 else None


def _closes(low: str) -> bool:
    return not low[0].isalpha() or low in SAY or low in HELPERS
