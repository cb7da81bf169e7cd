"""Whether two claims say the same of the same by the same, with the reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from math import log
from typing import Literal, NamedTuple

from summarizer.steps.merge.heap import Heap, Said, names_of
from summarizer.steps.merge.lexicon import opposites
from summarizer.steps.merge.quantities import Quantity
from summarizer.steps.merge.roles import swapped
from summarizer.steps.merge.stems import stem
from summarizer.steps.merge.terms import Terms

Bar = Literal["", "speakers", "voice", "modality", "polarity", "opposites", "figures", "roles", "names", "days"]
"""What keeps two claims apart, however alike their words are."""

_QUOTING = 0.18  # likeness from which it is asked whether two claims quote the same words
_ROLES = 0.3  # likeness from which it is asked who does it to whom
_SHORT_SIDE = 0.6  # how much the shorter claim's words count: a cut claim is still that claim
_FIGURE, _LONE_FIGURE, _DAY = 1200, 350, 400  # weights beside those of words
_FEWEST_QUOTED, _QUOTED_SHARE = 4, 0.8
_WHOLE = 1000
_HEAPED = 400  # beyond so many claims a word's rarity is told as in a story of this size
_WHY: dict[Bar, str] = {
    "speakers": "Different parties say them.",
    "voice": "One is an outlet's own, the other is attributed.",
    "modality": "One is {one}, the other {two}.",
    "polarity": "One denies what the other affirms.",
    "opposites": "They say contrary things: {words}.",
    "figures": "Their figures do not agree.",
    "roles": "Their parties stand the other way round: {words}.",
    "names": "They name different persons or places.",
    "days": "They speak of different days.",
}


class Rarity(dict[str, int]):
    """How much each term tells, in thousandths; one that no claim has tells most."""

    def __missing__(self, term: str) -> int:
        """Give the weight of a term that stands in no claim."""
        return _WHOLE


class Weights:
    """How much each term of the story tells: whole numbers, for they add up to the same in any order."""

    def __init__(self, of: Rarity) -> None:
        self._weight = of.__getitem__
        self._sums: dict[frozenset[str], int] = {}

    def sum(self, terms: frozenset[str]) -> int:
        """Add up, and remember the sum of each set."""
        found = self._sums.get(terms)
        if found is None:
            found = self._sums[terms] = sum(map(self._weight, terms))
        return found

    def shared(self, one: frozenset[str], two: frozenset[str]) -> int:
        """Add up what two sets have in common."""
        return sum(map(self._weight, one & two))


class Likeness(NamedTuple):
    """How alike two claims are, and what keeps them apart."""

    score: float
    """Share of what they say that both say."""
    bar: Bar
    reason: str
    verbatim: bool = False
    beside: float = 0.0
    """What each says that the other does not, in words told only once: the lesser of the two sides."""


def weights_of(said: Sequence[Said]) -> Weights:
    """Weigh terms by rarity: 1 for a word of one claim, towards 0 for a word of all."""
    counted = Counter(word for one in said for word in one.terms.words)
    top = log(1 + min(len(said), _HEAPED))
    told = {word: log(1 + len(said) / count) / top for word, count in counted.items()}
    return Weights(Rarity({word: round(_WHOLE * min(1.0, weight)) for word, weight in told.items()}))


class Judge:
    """Compares the claims of one heap."""

    def __init__(self, heap: Heap) -> None:
        self.weights = weights_of(heap.told_once())
        self.parties = {party.id: party for party in heap.cast.parties}
        self._names = heap.names
        self._own: dict[str, frozenset[str]] = {}

    def likeness(self, one: Said, two: Said) -> Likeness:
        """Compare two claims."""
        score, disagree = self.overlap(one.terms, two.terms)
        return self.likeness_of(one, two, score, disagree=disagree)

    @staticmethod
    def may_be_verbatim(one: Said, two: Said, score: float) -> bool:
        """Tell whether two claims have words enough in common, and in quotation marks, to quote the same ones."""
        return score >= _QUOTING and min(len(one.verbatim), len(two.verbatim)) >= _FEWEST_QUOTED

    def likeness_of(self, one: Said, two: Said, score: float, *, disagree: bool) -> Likeness:
        """Compare two claims whose overlap is known."""
        verbatim = self.may_be_verbatim(one, two, score) and shares_quotation(one.verbatim, two.verbatim)
        bar, words = self._bar(one, two, disagree=disagree, verbatim=verbatim)
        if not bar and score >= _ROLES:
            words = swapped(one.claim.text, two.claim.text, one.terms.words & two.terms.words)
            bar = "roles" if words else ""
        if bar:
            reason = _WHY[bar].format(one=one.claim.modality, two=two.claim.modality, words=words)
            return Likeness(score, bar, reason, verbatim)
        if verbatim:
            return Likeness(1.0, "", "They quote the same words.", verbatim=True)
        reason = f"They share {score:.0%} of what they say."
        return Likeness(score, "", reason, beside=self.beside(one.terms, two.terms))

    def overlap(self, one: Terms, two: Terms) -> tuple[float, bool]:
        """Measure the share of content that two claims have in common, and whether their figures disagree."""
        shared = self.weights.shared(one.words, two.words)
        matched, left, right = match_quantities(one.quantities, two.quantities)
        common = _FIGURE * matched + _DAY * bool(one.days & two.days)
        shared += common
        mine = self.weights.sum(one.words) + common + _LONE_FIGURE * len(left)
        theirs = self.weights.sum(two.words) + common + _LONE_FIGURE * len(right)
        if one.own or two.own:
            mine, theirs = mine - self.weights.sum(one.own - two.words), theirs - self.weights.sum(two.own - one.words)
        whole = _SHORT_SIDE * min(mine, theirs) + (1 - _SHORT_SIDE) * max(mine, theirs)
        disagree = any(a.comparable(b) for a in left for b in right)
        return (min(1.0, shared / whole) if whole else 0.0), disagree

    def beside(self, one: Terms, two: Terms) -> float:
        """Measure what each says that the other does not: the lesser of the two sides."""
        mine, theirs = one.words - two.words - one.own, two.words - one.words - two.own
        return min(self.weights.sum(mine), self.weights.sum(theirs)) / _WHOLE

    def _bar(self, one: Said, two: Said, *, disagree: bool, verbatim: bool) -> tuple[Bar, str]:
        """Name what keeps two claims apart; words quoted alike override what a reader may have marked differently."""
        if bool(one.speakers) != bool(two.speakers) or one.claim.unnamed != two.claim.unnamed:
            return "voice", ""
        alike = self.voices_meet if verbatim else self.one_voice
        if one.speakers and not alike(one.speakers, two.speakers):
            return "speakers", ""
        if disagree:
            return "figures", ""
        if verbatim:
            return "", ""
        if one.terms.negated != two.terms.negated:
            return "polarity", ""
        if contrary := contraries(one.terms, two.terms):
            return "opposites", " / ".join(contrary)
        if one.claim.modality != two.claim.modality:
            return "modality", ""
        if self.names_apart(one.terms, two.terms, self.names_of(one.speakers) | self.names_of(two.speakers)):
            return "names", ""
        if one.terms.days and two.terms.days and not one.terms.days & two.terms.days:
            return "days", ""
        return "", ""

    def one_voice(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        """Tell whether two sets of speakers are one voice: each is, or speaks for, one of the other."""
        if len(one) != len(two):
            return False
        left = list(two)
        for speaker in one:
            found = next((other for other in left if speaker == other), None)
            found = found or next((other for other in left if self.speaks_for(speaker, other)), None)
            if found is None:
                return False
            left.remove(found)
        return True

    def voices_meet(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        """Tell whether somebody of one side is, or speaks for, somebody of the other: a report may name only some."""
        return any(self.one_voice((mine,), (theirs,)) for mine in one for theirs in two)

    def one_side(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        """Tell whether two sets of speakers are one voice, or speak for one body or government."""
        ends = [{self.line(party)[min(1, len(self.line(party)) - 1)] for party in side} for side in (one, two)]
        return self.one_voice(one, two) or (bool(one) and ends[0] == ends[1])

    def speaks_for(self, one: str, two: str) -> bool:
        """Tell whether one party represents the other."""
        return two in self.line(one) or one in self.line(two)

    def line(self, party: str) -> tuple[str, ...]:
        """List a party and those that it speaks for, up to the last."""
        found = [party]
        while (over := self.parties[found[-1]].represents) and over not in found:
            found.append(over)
        return tuple(found)

    def names_of(self, parties: Iterable[str]) -> frozenset[str]:
        """List the terms of the names of some parties."""
        return frozenset().union(*map(self._names_of, parties))

    def _names_of(self, party: str) -> frozenset[str]:
        found = self._own.get(party)
        if found is None:
            found = self._own[party] = names_of(self.parties[party], self._names)
        return found

    @staticmethod
    def names_apart(one: Terms, two: Terms, besides: frozenset[str] = frozenset()) -> bool:
        """Tell whether each names something that the other does not; `besides` are names that count for nothing."""
        if not one.names or not two.names:
            return False
        mine, theirs = set(one.names) - besides, set(two.names) - besides
        return bool(mine - theirs and theirs - mine)


def match_quantities(
    one: tuple[Quantity, ...], two: tuple[Quantity, ...]
) -> tuple[int, list[Quantity], list[Quantity]]:
    """Pair the quantities that agree; give back their number and those that are left on either side."""
    left, right, matched = list(one), list(two), 0
    if not one or not two:
        return matched, left, right
    for mine in one:
        found = next((theirs for theirs in right if mine.comparable(theirs) and mine.agrees(theirs)), None)
        if found is not None:
            matched += 1
            left.remove(mine)
            right.remove(found)
    return matched, left, right


def contraries(one: Terms, two: Terms) -> tuple[str, ...]:
    """Find a word of one that is contrary to a word of the other."""
    mine = _with_contrary(one.words)
    if not mine or not _with_contrary(two.words):
        return ()
    contrary = _contrary_stems()
    for left in sorted(mine - two.words):
        if found := contrary[left] & two.words - one.words:
            return left, min(found)
    return ()


@lru_cache(maxsize=1024)
def _with_contrary(words: frozenset[str]) -> frozenset[str]:
    """Give those of some words that have a contrary."""
    return words & _contrary_stems().keys()


@cache
def _contrary_stems() -> dict[str, frozenset[str]]:
    """The stems contrary to each stem."""
    found: dict[str, set[str]] = {}
    for left, right in opposites():
        if stem(left) != stem(right):
            found.setdefault(stem(left), set()).add(stem(right))
    return {word: frozenset(contrary) for word, contrary in found.items()}


def shares_quotation(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether the shorter quotation stands in the longer one, in pieces or with words put in."""
    if one == two and len(one) > 1:
        return True
    fewest = min(len(one), len(two))
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= _QUOTED_SHARE * fewest
