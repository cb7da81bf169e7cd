"""Gather the mentions of each party under its fullest name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from summarizer.models import DraftParty, PartyKind
from summarizer.offline.parties.common import acting, common_parties, covering
from summarizer.offline.parties.employers import BODYS, places, with_employers
from summarizer.offline.parties.lexicon import IDLE, PREPOSITIONS, SAY, WORDS, is_body, is_role, is_verb
from summarizer.offline.parties.mention import Mention, looks_adjective
from summarizer.offline.parties.mentions import mentions
from summarizer.offline.parties.phrase import cast_of
from summarizer.offline.parties.pointing import with_pointed
from summarizer.offline.parties.tokens import Read, read
from summarizer.places import Country
from summarizer.text.fold import fold

_BEHIND = PREPOSITIONS | {","}
_OF_ITSELF = re.compile(r"(?:, [^,.;]{2,60},)? (?P<cue>[a-z]+) (?:that )?its? ")
_NOBLE = frozenset(("van", "von", "bin", "ibn", "da", "dos"))
_SHORT_NAME = 4
_IDLE = IDLE | {"of", "from", "for", "to"}
_SMALL = frozenset(["of", "the", "and", "for", "&", "on", "in"])


@dataclass
class Gathered:
    """A party while its mentions are being gathered."""

    name: str
    first: int
    kind: PartyKind | None
    role: str | None = None
    over: str | None = None
    names: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    acts: bool = False

    def add(self, mention: Mention) -> None:
        """Take in one more mention."""
        self.places.append(mention.first)
        self.acts = self.acts or mention.acts
        self.kind = self.kind or mention.kind
        self.role = self.role or mention.role
        self.over = self.over or mention.over
        for name in (mention.name, mention.title):
            if name and name not in self.names:
                self.names.append(name)


_key = lru_cache(maxsize=8192)(fold)


def find_parties(text: str, sources: Sequence[str] = ()) -> tuple[DraftParty, ...]:
    """Find the parties of an English news article, each once, under names that stand in the text.

    Args:
        text: The whole article.
        sources: Noun phrases that are known to be speakers; each of them that is no pronoun gets a party.
    """
    tokens = read(text)
    found = _gathered(tokens)
    served = {_key(party.over) for party in found if party.over and not looks_adjective(party.over)}
    served -= {_key(party.name) for party in found if all(tokens.tokens[at].first for at in party.places)}
    named = served | _spoken(sources)
    kept = [party for party in found if party.kind or party.acts or _recurs(party) or {*map(_key, party.names)} & named]
    for party in kept:
        if party.kind is None and (_key(party.name) in served or _calls_itself_it(party.name, text)):
            party.kind = "organisation"
    employed = {party.name: (over, party.first) for party in kept if (over := party.over or _unsaid(party))}
    cast = with_employers(tokens, cast_of(tuple(map(_party, kept))), employed)
    known = {party.name for party in kept}
    others = [_unproven(party) for party in found if party.name not in known and _is_told_of(party, tokens)]
    cast = with_pointed(text, cast, (*sources, *acting(tokens)), others)
    cast = common_parties(tokens, covering(text, cast, sources), sources)
    return _distinct(with_employers(tokens, cast, employed).parties)


def _recurs(party: Gathered) -> bool:
    """Tell whom the news is about, though they do nothing in it: named in full, and shorter later on."""
    return len(party.names) > 1 and " " in party.name and len(party.places) > 1


def _unsaid(party: Gathered) -> str | None:
    """Say whose an office is that does not: “Managing director Euan Strachan said”, “Defence lawyer Ana Ruiz said”."""
    words = (party.role or "").lower().split()
    if {"defence", "defense"} & {*words[:-1]} and words[-1] in WORDS["desk"]:
        return "his"
    held = party.kind == "person" and words[-1:] and words[-1] in WORDS["held"] and "former" not in words
    return BODYS if held else None


def _calls_itself_it(name: str, text: str) -> bool:
    """Tell a body by what it says: “Fenside Roots insisted that its buyers …”."""
    told = (_OF_ITSELF.match(text, at + len(name)) for at in places(text, name, 0, len(text)))
    first = next(filter(None, told), None)
    return first is not None and first["cue"] in SAY


def _distinct(parties: Iterable[DraftParty]) -> tuple[DraftParty, ...]:
    """Leave each name, in whatever case, to the first party that has it."""
    taken: set[str] = set()
    kept: list[DraftParty] = []
    for party in parties:
        if _key(party.name) not in taken:
            taken.add(_key(party.name))
            kept.append(party)
    names = {party.name for party in kept}
    return tuple(_with_free_aliases(party, taken, names) for party in kept)


def _with_free_aliases(party: DraftParty, taken: set[str], names: set[str]) -> DraftParty:
    free = []
    for alias in party.aliases:
        if _key(alias) not in taken:
            taken.add(_key(alias))
            free.append(alias)
    over = party.represents if party.represents in names and party.represents != party.name else None
    if len(free) == len(party.aliases) and over == party.represents:
        return party
    return party.model_copy(update={"aliases": tuple(free), "represents": over})


def _spoken(sources: Iterable[str]) -> set[str]:
    """Give the names that a source phrase may begin or end with."""
    spoken: set[str] = set()
    for source in sources:
        words = _key(source).replace(",", " , ").split()[:24]
        owner, _, servant = _key(source).partition("'s ")
        if is_role(servant) and not is_body(servant):
            spoken.add(owner)  # Lind, in “Lind’s publicist”
        words = words[1:] if words[:1] in (["the"], ["a"]) else words
        spoken.update(" ".join(words[:size]) for size in range(1, 5) if {*words[size : size + 1]} <= _BEHIND)
        spoken.update(" ".join(words[-size:]) for size in range(1, 5) if not {*words[-size - 1 : -size]} & PREPOSITIONS)
    return spoken


def _is_told_of(party: Gathered, tokens: Read) -> bool:
    """Tell the name of somebody from that of a place, and from a word that has its capital from the sentence."""
    return any(_acts_at(at, at + len(party.name.split()), tokens) for at in party.places)


def _acts_at(first: int, behind: int, tokens: Read) -> bool:
    if not tokens.tokens[first].first:
        return tokens.low(first - 1) not in _IDLE
    named = tokens.low(first) not in tokens.lower and not tokens.low(first).endswith("s")
    return named and is_verb(tokens.low(behind))


def _unproven(party: Gathered) -> DraftParty:
    return DraftParty(name=party.name, kind="organisation", aliases=_aliases(party))


def _aliases(party: Gathered) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(party.names) if name != party.name)


def _party(party: Gathered) -> DraftParty:
    words = party.name.split()
    known = len(words) == 2 or words[-1] in party.names or not {*words}.isdisjoint(_NOBLE)
    by_first = words[0] in party.names and words[-1] not in party.names  # Aventis, for Aventis Solar
    kind = party.kind or ("person" if len(words) > 1 and known and not by_first else "organisation")
    role = party.role if kind == "person" else None
    return DraftParty(name=party.name, kind=kind, aliases=_aliases(party), role=role)


def _gathered(tokens: Read) -> list[Gathered]:
    """Gather states first, then full names, then short ones, each under the party that it can only mean."""
    all_mentions = list(mentions(tokens))
    states = _states(tokens, [mention for mention in all_mentions if mention.state])
    rest = [mention for mention in all_mentions if mention.state is None]
    full: dict[frozenset[str], Gathered] = {}
    ends: dict[int, Gathered] = {}
    for mention in rest:
        if " " in mention.name:
            key = frozenset(_key(mention.name).replace("-", " ").split())
            full.setdefault(key, Gathered(mention.name, mention.first, mention.kind)).add(mention)
            ends[mention.last] = full[key]
    parties = _joined(list(full.values()))
    short: dict[str, Gathered] = {}
    index = _short_names(parties)
    singles = [mention for mention in rest if " " not in mention.name]
    for mention in singles:
        if tokens.low(mention.first - 1) == "(" and mention.name.isupper() and (owner := ends.get(mention.first - 2)):
            index[_key(mention.name).replace(".", "")] = [owner]  # “the Free Officers’ Council (CLO)”
    for name in {_key(mention.name) for mention in singles if mention.kind == "government"}:
        index.pop(name, None)  # Marovia is not short for Marovia State Television
    for mention in singles:
        _add_short(mention, index, short)
    return sorted([*states, *parties, *_with_adjectives(short)], key=lambda party: party.first)


def _with_adjectives(short: dict[str, Gathered]) -> list[Gathered]:
    """Join the adjective of a state to its name: Mosaran, Mosara."""
    kept = list(short.values())
    for key, party in short.items():
        stems = (key.removesuffix(ending) for ending in ("n", "an", "ian", "ese", "ish", "i") if key.endswith(ending))
        homes = [short[name] for stem in stems for name in (stem, stem + "a", stem + "ia", stem + "y") if name in short]
        if homes and homes[0] is not party and len(key) > _SHORT_NAME:
            _merge(homes[0], party)
            kept.remove(party)
    return kept


def _states(tokens: Read, found: Iterable[Mention]) -> list[Gathered]:
    """Gather the governments by their states; a mere place is no party, but names one that acts."""
    states: dict[Country, Gathered] = {}
    for mention in found:
        if mention.state:
            held = states.setdefault(mention.state, Gathered(mention.state.name, mention.first, "government"))
            held.add(mention)
    for state, held in states.items():
        held.names.sort(key=lambda name: _rank(name, state))
        held.name = held.names[0]
        held.kind = "organisation" if state.code == "EU" else "government"
        held.names += [name for name in state.contextual if _stands(tokens, name)]
    borrowed = {name for state in states for name in state.contextual}  # Brussels, in a text about the European Union
    return [held for held in states.values() if held.acts and not {*held.names} <= borrowed]


def _stands(tokens: Read, name: str) -> bool:
    """Tell whether a name that means a state only in its context (the North) stands in the text, by itself."""
    if name.split()[-1].lower() not in tokens.lower | tokens.capital:
        return False
    return re.search(rf"\b{re.escape(name)}(?:['’]s)?(?!\w| of\b| [A-Z])", tokens.text) is not None


def _rank(name: str, state: Country) -> int:
    """Order the names of a state: its own, its others, its capital's, its seat's, its people's."""
    bare = name.removeprefix("the ").replace("'", "’")
    ranks = ((state.name,), state.names, state.capitals, state.seats)
    return next((rank for rank, names in enumerate(ranks) if bare in names), len(ranks))


def _joined(parties: list[Gathered]) -> list[Gathered]:
    """Join a longer name with the same name without its first words (National Roads Agency, Roads Agency).

    The same name without its last word is joined if that only says that it is a firm (South Western Utilities).
    """
    by_word: dict[str, list[Gathered]] = {}
    for party in parties:
        words = _key(party.name).split()
        for word in {words[-1], words[-2] if words[-1] in WORDS["firm"] else words[-1]}:
            by_word.setdefault(word, []).append(party)
    kept: list[Gathered] = []
    for party in parties:
        longer = [other for other in by_word[_key(party.name).split()[-1]] if _is_longer(other, party)]
        if len(longer) == 1:
            _merge(longer[0], party)
        else:
            kept.append(party)
    return kept


def _is_longer(other: Gathered, party: Gathered) -> bool:
    name, short = _key(other.name), _key(party.name)
    firm = name.rpartition(" ")[0] == short and name.split()[-1] in WORDS["firm"] and party.kind != "person"
    return firm or (other is not party and name.endswith(" " + short))


def _merge(into: Gathered, party: Gathered) -> None:
    into.names += [name for name in party.names if name not in into.names]
    into.places = sorted({*into.places, *party.places})
    into.first, into.acts = min(into.first, party.first), into.acts or party.acts
    into.kind, into.role, into.over = into.kind or party.kind, into.role or party.role, into.over or party.over


def _short_names(parties: Iterable[Gathered]) -> dict[str, list[Gathered]]:
    """Index full names by what may stand for them alone: a surname, a first word, initials."""
    index: dict[str, list[Gathered]] = {}
    for party in parties:
        words = _key(party.name).split()
        telling = [word for word in words if word not in _SMALL]
        shorts = {words[0], *words[-1:]} if party.kind in ("person", None) else {words[0]}
        shorts |= {word for word in telling if len(word) > 3} if party.kind == "person" else set()
        if party.kind not in ("person", None) and words[-1] in WORDS["firm"]:
            shorts.add(words[-1])
        shorts.add("".join(word[0] for word in telling))
        shorts.add("".join(word[0] for word in words))
        for short in shorts:
            if len(short) > 1 and not is_body(short) and not (short == words[0] and _is_adjective(party)):
                index.setdefault(short, []).append(party)
    return index


def _is_adjective(party: Gathered) -> bool:
    """Tell a name that only begins with a people's adjective: the Teskian defence ministry."""
    return party.over is not None and party.name.startswith(party.over)


def _add_short(mention: Mention, index: dict[str, list[Gathered]], short: dict[str, Gathered]) -> None:
    """Give a name of one word to the party that it can only mean, or make it a party of its own."""
    key = _key(mention.name).replace(".", "")
    meant = index.get(key, [])
    introduced = [party for party in meant if party.first <= mention.first]
    earlier = introduced or meant
    persons = [party for party in earlier if party.kind == "person"]
    if len(meant) == 1 or (len(introduced) == 1 and introduced[0].kind in ("person", None)):
        earlier[0].add(mention)
    elif len(persons) == 1 and all(_is_called_after(party, persons[0]) for party in meant if party is not persons[0]):
        persons[0].add(mention)
    elif earlier and all(party.kind in ("person", None) for party in meant):
        _add_ambiguous(mention, earlier)
    else:
        short.setdefault(key, Gathered(mention.name, mention.first, mention.kind)).add(mention)


def _is_called_after(party: Gathered, person: Gathered) -> bool:
    """Tell the Hale Foundation beside Ada Hale."""
    return party.kind not in ("person", None) and _key(party.name).split()[0] == _key(person.name).split()[-1]


def _add_ambiguous(mention: Mention, meant: Sequence[Gathered]) -> None:
    """Two persons share a surname: only with the title of one of them is it an alias."""
    if not mention.title:
        return
    office = _key(mention.role or "")
    fitting = [party for party in meant if mention.title in party.names]
    fitting = fitting or [party for party in meant if office and office in _key(party.role or "")]
    nearest = max(meant, key=lambda party: max(at for at in party.places if at <= mention.first or party.first == at))
    (fitting or [nearest])[0].add(mention._replace(name=mention.title))
