"""Groups in which every pair agrees: a link joins two groups only if nobody in them is known to differ."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Grouped(NamedTuple, Generic[Item]):
    """The groups in the order of their first items, the links that made them, and those that could not be kept."""

    groups: tuple[tuple[Item, ...], ...]
    joined: frozenset[tuple[Item, Item]]
    """One link fewer than a group has items; the other pairs of a group agree, and add nothing."""
    refused: tuple[tuple[Item, Item, Item, Item], ...]
    """Link, and the pair that does not agree with it."""


def grouped(
    items: Iterable[Item], links: Iterable[tuple[Item, Item]], agree: Callable[[Item, Item], bool]
) -> Grouped[Item]:
    """Join items link by link, best link first; two groups become one only if all their pairs agree."""
    place = {item: number for number, item in enumerate(items)}
    group_of: dict[Item, list[Item]] = {item: [item] for item in place}
    joined: set[tuple[Item, Item]] = set()
    refused: list[tuple[Item, Item, Item, Item]] = []
    for one, two in links:
        left, right = group_of[one], group_of[two]
        if left is right:
            continue
        against = next(((a, b) for a in left for b in right if (a, b) != (one, two) and not agree(a, b)), None)
        if against:
            refused.append((one, two, *against))
            continue
        joined.add((one, two))
        left.extend(right)
        for item in right:
            group_of[item] = left
    groups = {id(group): tuple(sorted(group, key=place.__getitem__)) for group in group_of.values()}
    in_order = tuple(sorted(groups.values(), key=lambda group: place[group[0]]))
    return Grouped(in_order, frozenset(joined), tuple(refused))
