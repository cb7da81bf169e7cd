"""What changed from one brief to another: claims, replies, their links, and figures."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from summarizer.compare.pairing import Thing, paired, same_speakers, things
from summarizer.compare.values import Change, Detail, Kind, Shown, StoryChanges
from summarizer.models import Brief, Claim, Denial, Silence
from summarizer.steps.merge.quantities import Quantity, quantities
from summarizer.steps.render import words as said
from summarizer.text.fold import words

_SHORT = 60
_COUNTED = re.compile(r"[ -][^\W\d_]+(?: [^\W\d_]+)?")
"""The words behind a figure, to show what it counts."""


class _Matched(NamedTuple):
    """The items of one kind on both sides, and which are the same."""

    kind: Kind
    old: list[Thing]
    new: list[Thing]
    pairs: dict[int, int]

    def pair_of(self, number: int) -> tuple[Thing, Thing]:
        """The two versions of an item."""
        return self.old[number], self.new[self.pairs[number]]


def story_changes(old: Brief, new: Brief) -> StoryChanges:
    """Compare two briefs of one story."""
    claims = _matched("claim", old.claims, new.claims, (old, new))
    denials = _matched("denial", old.denials, new.denials, (old, new))
    silences = _matched("silence", old.silences, new.silences, (old, new))
    changes: list[Change] = []
    same: dict[Kind, int] = {}
    for matched in (claims, denials, silences):
        found = list(_items(matched, old, new))
        same[matched.kind] = len(matched.pairs) - sum(change.how == "changed" for change in found)
        changes += found
    links, same["link"] = _links(claims, denials, old, new)
    figures, same["figure"] = _figures(claims, old, new)
    return StoryChanges(story=new.story, changes=(*changes, *links, *figures), same=same)


def _matched(
    kind: Kind,
    old: Sequence[Claim] | Sequence[Denial] | Sequence[Silence],
    new: Sequence[Claim] | Sequence[Denial] | Sequence[Silence],
    briefs: tuple[Brief, Brief],
) -> _Matched:
    left, right = things(old, briefs[0]), things(new, briefs[1])
    return _Matched(kind, left, right, paired(left, right))


def _items(matched: _Matched, old: Brief, new: Brief) -> Iterator[Change]:
    """Tell which items came, went, or stayed with something changed in them."""
    kind = matched.kind
    for number, thing in enumerate(matched.old):
        if number not in matched.pairs:
            yield Change(kind=kind, how="lost", old=_shown(thing, old))
            continue
        one, two = matched.pair_of(number)
        if details := tuple(_details(one, two, old, new)):
            yield Change(kind=kind, how="changed", old=_shown(one, old), new=_shown(two, new), details=details)
    taken = set(matched.pairs.values())
    for number, thing in enumerate(matched.new):
        if number not in taken:
            yield Change(kind=kind, how="gained", new=_shown(thing, new))


def _details(one: Thing, two: Thing, old: Brief, new: Brief) -> Iterator[Detail]:
    if not same_speakers(one, two):
        yield Detail(field="speaker", old=_who(one, old), new=_who(two, new))
    for field in ("kind", "voice", "modality", "status"):
        left, right = (str(getattr(thing.item, field, "")) for thing in (one, two))
        if left != right:
            yield Detail(field=field, old=left, new=right)
    if isinstance(one.item, Claim) and isinstance(two.item, Claim) and one.item.support != two.item.support:
        yield Detail(field="support", old=said.support(one.item), new=said.support(two.item))
    if words(_without_figures(one.text)) != words(_without_figures(two.text)):
        yield Detail(field="wording", old=one.text, new=two.text)


def _without_figures(text: str) -> str:
    """Take the figures out: where one was revised, that is told as such."""
    for quantity in reversed(quantities(text)):
        text = f"{text[: quantity.span.start]}#{text[quantity.span.end :]}"
    return text


def _links(claims: _Matched, denials: _Matched, old: Brief, new: Brief) -> tuple[list[Change], int]:
    """Compare which reply answers which claim."""
    before = {thing.item.id: number for number, thing in enumerate(claims.old)}
    after = {thing.item.id: number for number, thing in enumerate(claims.new)}
    changes, same = [], 0
    rest = [number for number in range(len(denials.new)) if number not in denials.pairs.values()]
    lone: list[tuple[int | None, int | None]] = [*((one, denials.pairs.get(one)) for one in range(len(denials.old)))]
    for one, two in [*lone, *((None, number) for number in rest)]:
        left = _answered(denials.old[one], before) if one is not None else None
        right = _answered(denials.new[two], after) if two is not None else None
        if left is None and right is None:
            continue
        if left is not None and right is not None and claims.pairs.get(left) == right:
            same += 1
            continue
        shown = _link(denials.old, one, claims.old, left, old), _link(denials.new, two, claims.new, right, new)
        how = "lost" if shown[1] is None else "gained" if shown[0] is None else "changed"
        changes.append(Change(kind="link", how=how, old=shown[0], new=shown[1]))
    return changes, same


def _answered(thing: Thing, numbers: dict[str, int]) -> int | None:
    answers = thing.item.answers if isinstance(thing.item, Denial) else None
    return numbers.get(answers) if answers else None


def _link(
    replies: list[Thing], reply: int | None, claims: list[Thing], claim: int | None, brief: Brief
) -> Shown | None:
    if reply is None or claim is None:
        return None
    shown = _shown(replies[reply], brief)
    told = f"{_clipped(shown.text)} → {claims[claim].item.id} {claims[claim].text}"
    return shown.model_copy(update={"text": told})


def _figures(claims: _Matched, old: Brief, new: Brief) -> tuple[list[Change], int]:
    """Compare figures claim by claim: the same claim with another figure was revised."""
    changes: list[Change] = []
    same = 0
    for number in range(len(claims.old)):
        one = claims.old[number]
        two = claims.new[claims.pairs[number]] if number in claims.pairs else None
        found, kept = _revised(one, two, old, new)
        changes += found
        same += kept
    taken = set(claims.pairs.values())
    for number, thing in enumerate(claims.new):
        if number not in taken:
            changes += _revised(None, thing, old, new)[0]
    return changes, same


def _revised(one: Thing | None, two: Thing | None, old: Brief, new: Brief) -> tuple[list[Change], int]:
    left, right = list(quantities(one.text) if one else ()), list(quantities(two.text) if two else ())
    kept = 0
    for quantity in tuple(left):
        if like := next((other for other in right if _value(other) == _value(quantity)), None):
            left.remove(quantity)
            right.remove(like)
            kept += 1
    changed = []
    for quantity in tuple(left):
        if like := next((other for other in right if quantity.comparable(other)), None):
            left.remove(quantity)
            right.remove(like)
            changed.append((quantity, like))
    moved: list[tuple[Quantity | None, Quantity | None]] = [*changed, *zip_longest(left, ()), *zip_longest((), right)]
    return [_figure(one, two, pair, (old, new)) for pair in moved], kept


def _figure(
    one: Thing | None, two: Thing | None, pair: tuple[Quantity | None, Quantity | None], briefs: tuple[Brief, Brief]
) -> Change:
    told = [_told(thing, quantity) for thing, quantity in zip((one, two), pair, strict=True)]
    how = "changed" if told[0] and told[1] else "lost" if told[0] else "gained"
    return Change(
        kind="figure",
        how=how,
        old=_shown(one, briefs[0]) if one else None,
        new=_shown(two, briefs[1]) if two else None,
        details=(Detail(field="figure", old=told[0], new=told[1]),),
    )


def _told(thing: Thing | None, quantity: Quantity | None) -> str:
    if thing is None or quantity is None:
        return ""
    counted = _COUNTED.match(thing.text, quantity.span.end) if quantity.unit else None
    return thing.text[quantity.span.start : counted.end() if counted else quantity.span.end]


def _value(quantity: Quantity) -> tuple[float, float | None, str, bool]:
    return quantity.low, quantity.high, quantity.unit, quantity.negated


def _shown(thing: Thing, brief: Brief) -> Shown:
    labels = {article.id: said.label(article) for article in brief.articles}
    where = tuple(dict.fromkeys(labels.get(e.article, e.article) for e in thing.item.evidence))
    return Shown(id=thing.item.id, who=_who(thing, brief), text=thing.text, where=where)


def _who(thing: Thing, brief: Brief) -> str:
    own = isinstance(thing.item, Claim) and not thing.item.unnamed
    by = thing.item.speakers if isinstance(thing.item, Claim) else thing.item.by
    return said.speakers(by, brief) or ("the outlet itself" if own else "somebody unnamed")


def _clipped(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
