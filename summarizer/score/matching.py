"""Which item of the gold was found as which: one to one, those that overlap most first."""

from collections.abc import Callable, Sequence

from summarizer.score.sheets import Item, Place, Side

Fits = Callable[[Item, Item], bool]
Pairs = tuple[tuple[int, int], ...]
"""Numbers of items of the gold and of found items, paired."""


def matched(gold: Sequence[Item], found: Sequence[Item], fits: Fits) -> Pairs:
    """Pair items one to one, those that overlap most first; of equals, those of one kind that answer the same."""
    ranked = sorted(
        (-_alike(one, two), one.kind != two.kind, not answers_same(one, two), i, j)
        for i, one in enumerate(gold)
        for j, two in enumerate(found)
        if fits(one, two)
    )
    taken: dict[int, int] = {}
    for *_, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return tuple(sorted(taken.items()))


def replies_matched(gold: Sequence[Item], found: Sequence[Item]) -> Pairs:
    """Pair replies. One found reply may stand for two sentences of the gold in which one party answers one claim."""
    met = dict(matched(gold, found, fits_reply))
    more = {
        i: met[j]
        for i, item in enumerate(gold)
        if i not in met and item.answers
        for j, twin in enumerate(gold)
        if j in met and twin.by == item.by and twin.answers == item.answers and fits_reply(item, found[met[j]])
    }
    return tuple(sorted((met | more).items()))


def fits_claim(gold: Item, found: Item) -> bool:
    """Tell whether half of either claim is shared, and whether one party says both, or the outlet does."""
    both = 2 * shared(gold.places, found.places)
    return both >= _length(gold.places) and both >= _length(found.places) and _of_one(gold, found)


def stands_for(gold: Item, found: Item) -> bool:
    """Tell whether a found claim tells what the gold says, alone or with something more, or a part of it.

    It fits as a claim; or it is of the same party, holds half of the gold's stretch or lies half inside it, and does
    not reach beyond the sentences of that. So a sentence that one of the two takes as one claim and the other as two
    is still known, and a claim that is made of half an article stands for nothing.
    """
    if fits_claim(gold, found):
        return True
    both = shared(gold.places, found.places)
    half = both > 0 and (2 * both >= _length(gold.places) or 2 * both >= _length(found.places))
    return half and _of_one(gold, found) and shared(gold.around, found.places) == _length(found.places)


def _of_one(gold: Item, found: Item) -> bool:
    """Tell whether one party says both, be it unnamed and known by the article's words for it, or nobody named does."""
    return same_side(gold.by, found.by) or not (gold.by or (found.by and not found.unnamed))


def fits_reply(gold: Item, found: Item) -> bool:
    """Tell whether a reply stands where the gold has one, by the same party; its kind is not asked."""
    return shared(gold.places, found.places) > 0 and same_side(gold.by, found.by)


def answers_same(gold: Item, found: Item) -> bool:
    """Tell whether a reply answers the claim that the gold says, wherever that claim stands."""
    return shared(gold.answers, found.answers) > 0


def same_side(one: Sequence[Side], two: Sequence[Side]) -> bool:
    """Tell whether a party of the one speaks in the other."""
    return any(a.is_same(b) for a in one for b in two)


def shared(one: Sequence[Place], two: Sequence[Place]) -> int:
    """Count the characters that the two have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two if a.article == b.article)


def _alike(one: Item, two: Item) -> float:
    both = shared(one.places, two.places)
    return both / max(1, _length(one.places) + _length(two.places) - both)


def _length(places: Sequence[Place]) -> int:
    return sum(place.end - place.start for place in places)
