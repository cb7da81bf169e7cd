"""Compare what was found with a gold, article by article and story by story."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from summarizer.models import Brief
from summarizer.score.gold import GoldStory
from summarizer.score.matching import (
    Pairs,
    answers_same,
    fits_claim,
    fits_reply,
    matched,
    replies_matched,
    shared,
    stands_for,
)
from summarizer.score.sheets import Item, Place, Sheet, Side, found_sheet, places_of, stem_of
from summarizer.score.values import Tally


class Compared(NamedTuple):
    """The counts of one article."""

    kinds: dict[str, Tally]
    silences_called_denials: int


def compare_article(gold: Sheet, found: Sheet) -> Compared:
    """Count claims, denials, silences and parties of one article."""
    claims = matched(gold.claims, found.claims, fits_claim)
    denials = replies_matched(gold.denials, found.denials)
    silences = matched(gold.silences, found.silences, fits_reply)
    kinds = {
        "parties": _parties(gold.parties, found.parties),
        "claims": _tally(gold.claims, found.claims, claims),
        "claims_voice": _tally(gold.claims, found.claims, claims, _of_one_kind),
        "denials": _tally(gold.denials, found.denials, denials),
        "denials_kind": _tally(gold.denials, found.denials, denials, _of_one_kind),
        "links": _links(gold, found, denials),
        "silences": _tally(gold.silences, found.silences, silences),
    }
    spare = [item for number, item in enumerate(found.denials) if number not in dict(denials).values()]
    called = sum(any(_is_called(item, silence) for item in spare) for silence in gold.silences)
    return Compared(kinds, called)


def compare_story(gold: GoldStory, brief: Brief) -> dict[str, Tally]:
    """Count what a brief puts together, links, and sets against each other."""
    names = {article.id: stem_of(article) for article in brief.articles}
    found = found_sheet(names, brief.parties, brief.claims, brief.denials, brief.silences)
    denials = replies_matched(gold.sheet.denials, found.denials)
    told = [frozenset(one.id for one in gold.sheet.claims if stands_for(one, claim)) for claim in found.claims]
    homes = {
        "denials": _homes(gold.sheet.denials, found.denials, denials),
        "silences": _homes(
            gold.sheet.silences, found.silences, matched(gold.sheet.silences, found.silences, fits_reply)
        ),
    }
    reprints = _groups(item.items for item in brief.decisions if item.kind == "reprint" and item.verdict == "same")
    return {
        "same_claims": _same_claims(gold.same["claims"], found.claims, told),
        "same_denials": _same(gold.same["denials"], homes["denials"]),
        "same_silences": _same(gold.same["silences"], homes["silences"]),
        "story_links": _links(gold.sheet, found, denials),
        "conflicts": _conflicts(gold, brief, names),
        "reprints": _pairs_tally(
            _pairs(gold.reprints), _pairs(frozenset(names[id_] for id_ in group) for group in reprints)
        ),
        "support": _support(gold, brief, found.claims, told),
    }


def _of_one_kind(one: Item, two: Item) -> bool:
    return one.kind == two.kind


def _tally(
    gold: Sequence[Item],
    found: Sequence[Item],
    pairs: Pairs,
    right: Callable[[Item, Item], bool] = lambda _one, _two: True,
) -> Tally:
    """Count the pairs that are right."""
    kept = [(i, j) for i, j in pairs if right(gold[i], found[j])]
    return Tally(gold=len(gold), found=len(found), met=len(kept), right=len({j for _, j in kept}))


def _links(gold: Sheet, found: Sheet, denials: Pairs) -> Tally:
    """Count the denials that stand with the claim that they answer."""
    kept = [(i, j) for i, j in denials if answers_same(gold.denials[i], found.denials[j])]
    return Tally(
        gold=sum(bool(item.answers) for item in gold.denials),
        found=sum(bool(item.answers) for item in found.denials),
        met=len(kept),
        right=len({j for _, j in kept}),
    )


def _parties(gold: Sequence[Side], found: Sequence[Side]) -> Tally:
    """Pair parties one to one, those that share most names first."""
    ranked = sorted(
        (-likeness, i, j)
        for i, one in enumerate(gold)
        for j, two in enumerate(found)
        if (likeness := one.likeness(two))
    )
    taken: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return Tally(gold=len(gold), found=len(found), met=len(taken), right=len(taken))


def _is_called(denial: Item, silence: Item) -> bool:
    """Tell whether a denial that the gold does not have rests on words of a silence."""
    return shared(denial.cues or denial.places, silence.places) > 0


def _homes(gold: Sequence[Item], found: Sequence[Item], pairs: Pairs) -> dict[str, str]:
    """Item of the gold → item of the brief."""
    return {gold[i].id: found[j].id for i, j in pairs}


def _same(groups: Iterable[frozenset[str]], homes: dict[str, str]) -> Tally:
    """Count pairs that say the same; what a brief joins beside them is judged where the gold has both."""
    held: dict[str, set[str]] = {}
    for item, home in homes.items():
        held.setdefault(home, set()).add(item)
    return _pairs_tally(_pairs(groups), _pairs(held.values()))


def _same_claims(groups: Iterable[frozenset[str]], found: Sequence[Item], told: Sequence[frozenset[str]]) -> Tally:
    """Count pairs of claims that say the same, whatever a sentence was cut into.

    `found` has an item for each article that a merged claim stands in, and `told` the claims of the gold that it stands
    for, which may be several, or one for several. Two articles of a merged claim are a pair; it is right if any two
    claims that it stands for are the same, and judged only where the gold has a claim on both sides.
    """
    gold = _pairs(groups)
    homes: dict[str, list[frozenset[str]]] = {}
    for item, ids in zip(found, told, strict=True):
        if ids:
            homes.setdefault(item.id, []).append(ids)
    pairs = [
        {frozenset((a, b)) for a in one for b in two} & gold
        for home in homes.values()
        for one, two in combinations(home, 2)
    ]
    met = set().union(*pairs, *(_pairs([ids]) & gold for ids in told))
    return Tally(gold=len(gold), found=len(pairs), met=len(met), right=sum(map(bool, pairs)))


def _support(gold: GoldStory, brief: Brief, found: Sequence[Item], told: Sequence[frozenset[str]]) -> Tally:
    """Count the merged claims whose three numbers are the gold's."""
    numbers = {claim.id: claim.support for claim in brief.claims}
    made = [
        (wanted, {numbers[item.id] for item, ids in zip(found, told, strict=True) if claim in ids})
        for claim, wanted in gold.support.items()
    ]
    right = sum(wanted in counted for wanted, counted in made)
    return Tally(gold=len(made), found=sum(bool(counted) for _, counted in made), met=right, right=right)


def _conflicts(gold: GoldStory, brief: Brief, names: dict[str, str]) -> Tally:
    """Count pairs of claims in conflict; a claim of the brief is the gold's where the two share words."""
    homes = {claim.id: places_of(claim.evidence, names) for claim in brief.claims}
    pairs = [(homes[a], homes[b]) for conflict in brief.conflicts for a, b in combinations(conflict.claims, 2)]
    return Tally(
        gold=len(gold.conflicts),
        found=len(pairs),
        met=sum(any(_opposed(one, two) for two in pairs) for one in gold.conflicts),
        right=sum(any(_opposed(one, two) for one in gold.conflicts) for two in pairs),
    )


Sides = tuple[tuple[Place, ...], tuple[Place, ...]]


def _opposed(gold: Sides, found: Sides) -> bool:
    return any(shared(gold[0], one) > 0 and shared(gold[1], two) > 0 for one, two in (found, found[::-1]))


def _pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def _pairs_tally(gold: set[frozenset[str]], found: set[frozenset[str]]) -> Tally:
    both = len(gold & found)
    return Tally(gold=len(gold), found=len(found), met=both, right=both)


def _groups(pairs: Iterable[Iterable[str]]) -> list[set[str]]:
    """Join what is linked, directly or through others."""
    groups: list[set[str]] = []
    for pair in map(set, pairs):
        near = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair] + [pair.union(*near)]
    return groups
