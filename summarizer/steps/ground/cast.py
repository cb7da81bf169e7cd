"""The parties of one article: each stands in its text under a name."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from summarizer.models import Article, Draft, DraftParty, Party, Rejected
from summarizer.text.fold import fold, plain_marks, small
from summarizer.text.span import Span


class Cast(NamedTuple):
    """The grounded parties, and how they are found by any of their names."""

    parties: tuple[Party, ...]
    ids: dict[str, str]
    names: dict[str, tuple[str, ...]]
    """Name → other names, of every party."""
    known: dict[str, Party]
    """The parties by their ids."""

    def id_of(self, name: str) -> str | None:
        """Find a party by a name, in whatever spelling of marks and case."""
        return self.ids.get(fold(name))

    def names_of(self, party: str) -> tuple[str, ...]:
        """All names of a party, the fullest first."""
        found = self.known[party]
        return found.name, *found.aliases

    def offices_of(self, party: str) -> tuple[str, ...]:
        """The office of a party, as it may stand in place of its name: “the foreign minister”."""
        found = self.known[party]
        return (found.role.lower(),) if found.role else ()


def cast_of(article: Article, draft: Draft) -> tuple[Cast, list[Rejected]]:
    """Ground the parties of a draft; a speaker that it forgot to list is added where its name stands in the text."""
    text = plain_marks(article.text)
    shared, surnames = _shared(draft.parties), _surnames(draft.parties)
    rest = _without((party.name for party in draft.parties), text)
    refused: list[Rejected] = []
    standing: list[tuple[DraftParty, list[str], int]] = []
    for number, party in enumerate((*draft.parties, *_unlisted(draft)), 1):
        own = (party.name, *(alias for alias in party.aliases if fold(alias) not in shared))
        names = [name for name in own if find_name(text, name)]
        short = [word for word in surnames.get(party.name, ()) if find_name(rest, word)][:1]
        names += [word for word in short if names and word not in names]
        if names:
            first = find_name(text, names[0])
            standing.append((party, names, first.start if first else 0))
        elif party in draft.parties:
            reason = f"“{party.name}” does not stand in the article."
            refused.append(
                Rejected(kind="party", number=number, item=party.model_dump_json(exclude_defaults=True), reason=reason)
            )
    return _cast(text, standing), refused


def find_name(text: str, name: str, start: int = 0, end: int | None = None) -> Span | None:
    """Find a name as whole words; `text` must have plain marks. Case counts where the name begins with a capital."""
    wanted = " ".join(plain_marks(name).split())
    stop = len(text) if end is None else end
    if not wanted:
        return None
    if not wanted[0].isupper():
        text, wanted = small(text), wanted.lower()
    at = text.find(wanted, start, stop)
    while at != -1:
        behind = at + len(wanted)
        if not (at and text[at - 1].isalnum()) and not (behind < len(text) and text[behind].isalnum()):
            return Span(at, behind)
        at = text.find(wanted, at + 1, stop)
    return None


def _shared(parties: Iterable[DraftParty]) -> set[str]:
    """Find the aliases that several parties are given: “the allies” is nobody's name."""
    given = Counter(name for party in parties for name in {fold(party.name), *map(fold, party.aliases)})
    return {name for name, count in given.items() if count > 1}


def _surnames(parties: Iterable[DraftParty]) -> dict[str, tuple[str, ...]]:
    """Name of a person → its last and its first word, where no other person has that word in a name.

    One of the two is a surname, wherever the person is from, and no engine needs to tell that it stands for the name.
    """
    people = [party for party in parties if party.kind == "person"]
    worn = Counter(word for party in people for word in {*" ".join((party.name, *party.aliases)).split()})
    full = {one.name: [word for word in one.name.split() if word[0].isupper() and word[-1] != "."] for one in people}
    return {
        name: tuple(word for word in (words[-1], words[0]) if worn[word] == 1)
        for name, words in full.items()
        if len(words) > 1
    }


def _without(names: Iterable[str], text: str) -> str:
    """Blank the full names out of a text: what is left of one stands by itself."""
    for name in names:
        if " " in name:
            text = text.replace(" ".join(plain_marks(name).split()), " ")
    return text


def _unlisted(draft: Draft) -> Iterable[DraftParty]:
    listed = {fold(name) for party in draft.parties for name in (party.name, *party.aliases)}
    for item in (*draft.claims, *draft.denials, *draft.silences):
        for name in (*item.by, *item.via):
            if name.strip() and fold(name) not in listed:
                listed.add(fold(name))
                yield DraftParty(name=name)


def _cast(text: str, standing: list[tuple[DraftParty, list[str], int]]) -> Cast:
    ids: dict[str, str] = {}
    entries: dict[str, tuple[DraftParty, list[str]]] = {}
    for party, names, start in standing:
        known = next((ids[fold(name)] for name in (party.name, *names) if fold(name) in ids), None)
        key = known or _free(f"p{start}", entries)
        held, held_names = entries.get(key, (party, []))
        entries[key] = (held, [*held_names, *(name for name in names if name not in held_names)])
        for name in (party.name, *names):
            ids.setdefault(fold(name), key)
    parties = tuple(_party(key, party, names, ids, text) for key, (party, names) in entries.items())
    names_of = {party.name: party.aliases for party in parties}
    return Cast(parties, ids, names_of, {party.id: party for party in parties})


def _free(name: str, taken: dict[str, tuple[DraftParty, list[str]]]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _party(key: str, party: DraftParty, names: list[str], ids: dict[str, str], text: str) -> Party:
    """Keep only what stands in the text: names, and a role in the article's words."""
    over = ids.get(fold(party.represents)) if party.represents else None
    return Party(
        id=key,
        name=names[0],
        kind=party.kind,
        aliases=tuple(names[1:]),
        role=party.role if party.role and find_name(text, party.role) else None,
        represents=over if over != key else None,
    )
