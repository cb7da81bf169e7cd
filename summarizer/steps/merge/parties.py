"""One entry for each party of the story, under however many names its articles know it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.models import Decision, Extract, Party
from summarizer.steps.merge.decisions import Verdicts
from summarizer.steps.merge.groups import grouped
from summarizer.steps.merge.naming import Name, read_name, state_of


class Entry(NamedTuple):
    """A party of one article."""

    key: str
    article: str
    party: Party
    name: Name


class Cast(NamedTuple):
    """The parties of the story, and what each party of an article has become."""

    parties: tuple[Party, ...]
    merged: dict[str, str]
    """ARTICLE.PARTY → id in the brief."""
    spelled_out: dict[str, str]
    """Abbreviations of the story and the names that they stand for."""
    decisions: tuple[Decision, ...]

    def of(self, article: str, parties: Iterable[str]) -> tuple[str, ...]:
        """Name parties of an article by their ids in the brief."""
        ids = (self.merged[f"{article}.{party}"] for party in parties if f"{article}.{party}" in self.merged)
        return tuple(dict.fromkeys(ids))


def cast_of(extracts: Sequence[Extract], verdicts: Verdicts) -> Cast:
    """Resolve the parties of all articles; only those join of which no pair is known to differ."""
    entries = [
        Entry(f"{extract.article.id}.{party.id}", extract.article.id, party, read_name(party))
        for extract in extracts
        for party in extract.parties
    ]
    by_key = {entry.key: entry for entry in entries}
    links: dict[tuple[str, str], Decision] = {}
    for decision in (*_given(verdicts, by_key), *_by_rule(entries, by_key)):
        links.setdefault((decision.items[0], decision.items[1]), decision)
    wanted = {pair: made for pair, made in links.items() if made.verdict == "same" and _may(verdicts, *pair)}
    found = grouped(by_key, wanted, lambda one, two: _agree(verdicts, by_key[one], by_key[two]))
    merged = {key: f"p{number}" for number, group in enumerate(found.groups, 1) for key in group}
    states = {by_key[group[0]].name.key: merged[group[0]] for group in found.groups}
    return Cast(
        parties=tuple(_party([by_key[key] for key in group], merged, states) for group in found.groups),
        merged=merged,
        spelled_out=_spelled_out(entries),
        decisions=tuple(
            made for pair, made in wanted.items() if merged[pair[0]] == merged[pair[1]] and made.by == "rule"
        ),
    )


def _may(verdicts: Verdicts, one: str, two: str) -> bool:
    verdict = verdicts.on("party", one, two)
    return verdict is None or verdict.verdict == "same"


def _agree(verdicts: Verdicts, one: Entry, two: Entry) -> bool:
    """Two parties of one article stay two, unless a person or model says that they are one."""
    verdict = verdicts.on("party", one.key, two.key)
    if verdict is None:
        return one.article != two.article or not one.name.differs(two.name)
    return verdict.verdict == "same"


def _given(verdicts: Verdicts, known: dict[str, Entry]) -> Iterator[Decision]:
    for one, two, made in verdicts.of("party"):
        if made.verdict == "same" and one in known and two in known:
            yield made.model_copy(update={"items": (one, two)})


def _by_rule(entries: list[Entry], by_key: dict[str, Entry]) -> Iterator[Decision]:
    """Link what bears one name, then short names and abbreviations that only one party can mean."""
    yield from _same_names(entries)
    full: dict[str, dict[tuple[str, str], Entry]] = defaultdict(dict)
    for entry in entries:
        for mark in entry.name.parts:
            full[mark].setdefault((entry.name.family, entry.name.key), entry)
    for entry in entries:
        marks = [(len(full[mark]), mark, reason) for mark, reason in entry.name.short_for if mark in full]
        for _, mark, reason in sorted(marks)[:1]:
            meant = [other for other in full[mark].values() if _could_mean(entry, other)]
            if _all_one(meant):
                yield _same(entry.key, meant[0].key, reason.format(short=entry.party.name, full=meant[0].party.name))


def _same_names(entries: list[Entry]) -> Iterator[Decision]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for key, reason in entry.name.keys:
            known = first.setdefault((entry.name.family, key), entry)
            if known is not entry:
                yield _same(known.key, entry.key, reason.format(one=known.party.name, two=entry.party.name))


def _could_mean(short: Entry, full: Entry) -> bool:
    """Tell whether a short name may mean a fuller one; two bodies of one article are two."""
    return short.name.within(full.name) and not (short.article == full.article and short.name.differs(full.name))


def _all_one(meant: list[Entry]) -> bool:
    """Tell whether the longest of the names meant contains all the others."""
    if not meant:
        return False
    longest = max(meant, key=lambda entry: len(entry.name.words))
    return all(entry.name.words <= longest.name.words for entry in meant)


def _same(one: str, two: str, reason: str) -> Decision:
    return Decision(kind="party", items=(one, two), verdict="same", reason=reason)


def _party(entries: list[Entry], merged: dict[str, str], states: dict[str, str]) -> Party:
    """Make one party of several entries: the fullest name leads, the others are kept as they stand."""
    fullest = max(entries, key=lambda entry: (len(entry.name.words), len(entry.party.name)))
    names = dict.fromkeys(name for entry in entries for name in (entry.party.name, *entry.party.aliases))
    id_ = merged[entries[0].key]
    over = [merged.get(f"{entry.article}.{entry.party.represents}") for entry in entries if entry.party.represents]
    over += [states.get(f"@{state.code}") for entry in entries if (state := state_of(entry.party.name))]
    kinds = [entry.party.kind for entry in entries if entry.party.kind != "other"]
    return Party(
        id=id_,
        name=fullest.party.name,
        kind=max(kinds, key=lambda kind: (kinds.count(kind), kind)) if kinds else "other",
        aliases=tuple(name for name in names if name != fullest.party.name),
        role=max(
            (entry.party.role for entry in entries if entry.party.role),
            key=lambda role: (len(role), role),
            default=None,
        ),
        represents=next((party for party in over if party and party != id_), None),
        members=tuple(entry.key for entry in entries),
    )


def _spelled_out(entries: list[Entry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries:
        for name in entry.party.aliases:
            if name.isupper() and name.isalpha() and " " in entry.party.name:
                found.setdefault(name, entry.party.name)
    return found
