"""Which pairs of claims are worth comparing: those that share rare words, found by index and not by trying all."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, groupby

from summarizer.steps.merge.heap import Said

_RAREST = 7  # words of a claim that lead to others
_LONGEST_LIST = 48  # claims that one word, or one pair of words, may lead to
_FEWEST_SHARED = 2  # words, or pairs of words, that two claims of a large story must have in common
_MOST_PARTNERS = 8  # partners that one claim is compared with, those with most words in common
_SMALL = 80  # claims of a story in which every pair that shares a word is compared


def candidates(said: Sequence[Said]) -> list[tuple[int, int]]:
    """List the pairs to compare, by their places in `said`."""
    shared = Counter(chain.from_iterable(combinations(bucket, 2) for bucket in _buckets(said)))
    if len(said) <= _SMALL:
        return sorted(shared)
    partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, two), count in shared.items():
        if count < _FEWEST_SHARED:
            continue
        partners[one].append((-count, two))
        partners[two].append((-count, one))
    kept = {
        (min(one, two), max(one, two)) for one, found in partners.items() for _, two in sorted(found)[:_MOST_PARTNERS]
    }
    return sorted(kept)


def _buckets(said: Sequence[Said]) -> Iterator[list[int]]:
    """Give the claims that share a rare word, or two words that are rare together."""
    terms = [sorted({*one.terms.words, *_figures(one)}) for one in said]
    counted = Counter(term for found in terms for term in found)
    number = {term: place for place, term in enumerate(counted)}
    if len(said) <= _SMALL:
        keys = [[number[term] for term in found] for found in terms]
    else:
        rarest = [sorted(found, key=lambda term: (counted[term], term))[:_RAREST] for found in terms]
        keys = [list(_keys(found, counted, number)) for found in rarest]
    longest = _SMALL if len(said) <= _SMALL else _LONGEST_LIST
    places = sorted(key * len(said) + place for place, found in enumerate(keys) for key in found)
    for _, found in groupby(places, lambda place: place // len(said)):
        bucket = [place % len(said) for place in found]
        if 1 < len(bucket) <= longest:
            yield bucket


def _keys(rarest: list[str], counted: Counter[str], number: dict[str, int]) -> Iterator[int]:
    """Number the words and word pairs under which a claim is found; a word of one claim leads nowhere."""
    known = [term for term in rarest if counted[term] > 1]
    yield from (number[term] for term in known if counted[term] <= _LONGEST_LIST)
    for one, two in combinations(sorted(number[term] for term in known), 2):
        yield (one + 1) * (len(number) + 1) + two


def _figures(one: Said) -> Iterator[str]:
    """Name the figures of a claim, so that they lead to it like words."""
    for quantity in one.terms.quantities:
        yield f"#{quantity.low:g}"
