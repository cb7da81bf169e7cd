"""Which items of two briefs are the same item: by shared evidence and by their words, never by their ids."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from summarizer.models import Brief, Claim, Denial, Silence
from summarizer.steps.render.words import own_words
from summarizer.text.fold import words
from summarizer.text.stems import bare_stem

Item = Claim | Denial | Silence

_SAME = 0.5
"""Least likeness of two items that are one."""
_LEAST_WORDS = 0.25
"""Two claims cited from one sentence are not one for that: some of their words must be the same."""
_RAREST = 8
"""Words by which an item is looked up."""
_GRAIN = 128
"""Code points: items that share a stretch of a text are looked up by its grains."""


class Thing(NamedTuple):
    """An item as it is compared: its words, where its content stands, and the names of those who say it."""

    item: Item
    text: str
    words: frozenset[str]
    places: dict[str, tuple[tuple[int, int], ...]]
    who: tuple[frozenset[str], ...]


def things(items: Sequence[Item], brief: Brief) -> list[Thing]:
    """Make items ready to be compared; an article is known by its text, whatever it is called."""
    texts = {
        article.id: hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        if article.text
        else article.id
        for article in brief.articles
    }
    names = {
        party.id: frozenset(" ".join(words(name)) for name in (party.name, *party.aliases)) for party in brief.parties
    }
    return [_thing(item, texts, names) for item in items]


def _thing(item: Item, texts: dict[str, str], names: dict[str, frozenset[str]]) -> Thing:
    text = item.text if isinstance(item, Claim) else own_words(item)
    places: dict[str, tuple[tuple[int, int], ...]] = {}
    for evidence in item.evidence:
        if evidence.role == "content":
            place = texts.get(evidence.article, evidence.article)
            places[place] = (*places.get(place, ()), (evidence.start, evidence.end))
    by = item.speakers if isinstance(item, Claim) else item.by
    known = frozenset(map(bare_stem, words(text)))
    return Thing(item, text, known, places, tuple(names.get(one, frozenset({one})) for one in by))


def paired(old: Sequence[Thing], new: Sequence[Thing]) -> dict[int, int]:
    """Pair the items of two sides one to one, the likest first; what is like nothing stays alone."""
    weights = _weights([*old, *new])
    scored = []
    for one, two in _candidates(old, new, weights):
        score = _likeness(old[one], new[two], weights)
        if score >= _SAME:
            unlike = not same_speakers(old[one], new[two]), _kind(old[one]) != _kind(new[two])
            scored.append((-score, unlike, one, two))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, two in sorted(scored):
        if one not in pairs and two not in taken:
            pairs[one] = two
            taken.add(two)
    return pairs


def same_speakers(one: Thing, two: Thing) -> bool:
    """Tell whether the same say it, by any of their names."""
    return all(any(a & b for b in two.who) for a in one.who) and all(any(a & b for a in one.who) for b in two.who)


def _kind(thing: Thing) -> str:
    """The kind of a reply: two replies may stand in one and the same sentence."""
    return "" if isinstance(thing.item, Claim) else thing.item.kind


def _weights(all_things: Sequence[Thing]) -> dict[str, float]:
    """Let rare words tell more than frequent ones."""
    count = Counter(word for thing in all_things for word in thing.words)
    return {word: 1 + log(len(all_things) / often) for word, often in count.items()}


def _candidates(old: Sequence[Thing], new: Sequence[Thing], weights: dict[str, float]) -> Iterator[tuple[int, int]]:
    """Look up pairs that share a rare word or a stretch of a text: the others cannot be alike."""
    found: dict[object, list[int]] = defaultdict(list)
    for number, thing in enumerate(new):
        for sign in _signs(thing, weights):
            found[sign].append(number)
    for number, thing in enumerate(old):
        yield from ((number, two) for two in sorted({two for sign in _signs(thing, weights) for two in found[sign]}))


def _signs(thing: Thing, weights: dict[str, float]) -> Iterator[object]:
    yield from sorted(thing.words, key=lambda word: (-weights[word], word))[:_RAREST]
    for text, spans in thing.places.items():
        yield from {(text, grain) for start, end in spans for grain in range(start // _GRAIN, end // _GRAIN + 1)}


def _likeness(one: Thing, two: Thing, weights: dict[str, float]) -> float:
    by_words = _shared_words(one.words, two.words, weights)
    by_place = _shared_places(one, two)
    if by_place is None:
        return by_words
    return max(by_words, (by_words + by_place) / 2) if by_words >= _LEAST_WORDS else 0.0


def _shared_words(one: frozenset[str], two: frozenset[str], weights: dict[str, float]) -> float:
    whole = sum(map(weights.__getitem__, one)) + sum(map(weights.__getitem__, two))
    return 2 * sum(map(weights.__getitem__, one & two)) / whole if whole else 0.0


def _shared_places(one: Thing, two: Thing) -> float | None:
    """Share of the code points that both cite; None where they cite no text in common."""
    texts = one.places.keys() & two.places.keys()
    if not texts:
        return None
    both = cited = 0
    for text in texts:
        left, right = _points(one.places[text]), _points(two.places[text])
        both += len(left & right)
        cited += len(left | right)
    return both / cited if cited else 0.0


def _points(spans: tuple[tuple[int, int], ...]) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}
