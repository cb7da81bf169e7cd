"""Whether two claims say the same of the same by the same, with the reason."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from math import log
from typing import Literal, NamedTuple

from summarizer.models import Party
from summarizer.steps.merge.heap import Heap, Said
from summarizer.steps.merge.lexicon import opposites
from summarizer.steps.merge.quantities import Quantity
from summarizer.steps.merge.stems import stem
from summarizer.steps.merge.terms import Terms

Bar = Literal["", "speakers", "voice", "modality", "polarity", "opposites", "figures", "names", "days"]
"""What keeps two claims apart, however alike their words are."""

SAME, UNSURE = 0.56, 0.36
_SHORT_SIDE = 0.6  # how much the shorter claim's words count: a cut claim is still that claim
_FIGURE, _LONE_FIGURE, _DAY = 1.2, 0.35, 0.4
_FEWEST_QUOTED, _QUOTED_SHARE = 4, 0.8
_HEAPED = 400  # beyond so many claims a word's rarity is told as in a story of this size
_WHY: dict[Bar, str] = {
    "speakers": "Different parties say them.",
    "voice": "One is an outlet's own, the other is attributed.",
    "modality": "One is {one}, the other {two}.",
    "polarity": "One denies what the other affirms.",
    "opposites": "They say contrary things: {words}.",
    "figures": "Their figures do not agree.",
    "names": "They name different persons or places.",
    "days": "They speak of different days.",
}


class Weights(NamedTuple):
    """How much each term of the story tells: rare ones most."""

    of: dict[str, float]

    def sum(self, terms: Iterable[str]) -> float:
        """Add up; in one order, for sums of floats depend on it."""
        return sum(self.of.get(term, 1.0) for term in sorted(terms))


class Likeness(NamedTuple):
    """How alike two claims are, and what keeps them apart."""

    score: float
    bar: Bar
    reason: str
    verbatim: bool = False


def weights_of(said: Iterable[Said]) -> Weights:
    """Weigh terms by rarity: 1 for a word of one claim, towards 0 for a word of all."""
    counted = Counter(word for one in said for word in one.terms.words)
    total = sum(1 for _ in said) if not isinstance(said, tuple) else len(said)
    scale = min(1.0, _HEAPED / max(total, 1))
    top = log(1 + max(total, 1) * scale)
    return Weights(
        {word: min(1.0, log(1 + total / count) / top) if total > 1 else 1.0 for word, count in counted.items()}
    )


class Judge(NamedTuple):
    """Compares the claims of one heap."""

    weights: Weights
    parties: dict[str, Party]

    @classmethod
    def of(cls, heap: Heap) -> "Judge":
        """Prepare to judge a heap."""
        return cls(weights_of(heap.said), {party.id: party for party in heap.cast.parties})

    def likeness(self, one: Said, two: Said) -> Likeness:
        """Compare two claims."""
        score, disagree = self.overlap(one.terms, two.terms)
        verbatim = score >= UNSURE / 2 and shares_quotation(one.verbatim, two.verbatim)
        bar, words = self._bar(one, two, disagree=disagree, verbatim=verbatim)
        if bar:
            reason = _WHY[bar].format(one=one.claim.modality, two=two.claim.modality, words=words)
            return Likeness(score, bar, reason, verbatim)
        if verbatim:
            return Likeness(max(score, 1.0), "", "They quote the same words.", verbatim=True)
        return Likeness(score, "", f"They share {score:.0%} of what they say.")

    def overlap(self, one: Terms, two: Terms) -> tuple[float, bool]:
        """Measure the share of content that two claims have in common, and whether their figures disagree."""
        shared = self.weights.sum(one.words & two.words)
        matched, left, right = match_quantities(one.quantities, two.quantities)
        common = _FIGURE * matched + _DAY * bool(one.days & two.days)
        shared += common
        mine = self.weights.sum(one.words) + common + _LONE_FIGURE * len(left)
        theirs = self.weights.sum(two.words) + common + _LONE_FIGURE * len(right)
        whole = _SHORT_SIDE * min(mine, theirs) + (1 - _SHORT_SIDE) * max(mine, theirs)
        disagree = any(a.comparable(b) for a in left for b in right)
        return (min(1.0, shared / whole) if whole else 0.0), disagree

    def _bar(self, one: Said, two: Said, *, disagree: bool, verbatim: bool) -> tuple[Bar, str]:
        """Name what keeps two claims apart; words quoted alike override what a reader may have marked differently."""
        if bool(one.speakers) != bool(two.speakers):
            return "voice", ""
        if one.speakers and not self.one_voice(one.speakers, two.speakers):
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
        if self.names_apart(one.terms, two.terms):
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

    @staticmethod
    def names_apart(one: Terms, two: Terms) -> bool:
        """Tell whether each names something that the other does not, and the two open with different names."""
        mine, theirs = set(one.names), set(two.names)
        return bool(mine - theirs and theirs - mine)


def match_quantities(
    one: tuple[Quantity, ...], two: tuple[Quantity, ...]
) -> tuple[int, list[Quantity], list[Quantity]]:
    """Pair the quantities that agree; give back their number and those that are left on either side."""
    left, right, matched = list(one), list(two), 0
    for mine in one:
        found = next((theirs for theirs in right if mine.comparable(theirs) and mine.agrees(theirs)), None)
        if found is not None:
            matched += 1
            left.remove(mine)
            right.remove(found)
    return matched, left, right


def contraries(one: Terms, two: Terms) -> tuple[str, ...]:
    """Find a word of one that is contrary to a word of the other."""
    mine, theirs = one.words - two.words, two.words - one.words
    for left, right in sorted(_contrary_stems()):
        if left in mine and right in theirs:
            return left, right
    return ()


def _contrary_stems() -> frozenset[tuple[str, str]]:
    return frozenset((stem(a), stem(b)) for a, b in opposites())


def shares_quotation(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether the shorter quotation stands in the longer one, in pieces or with words put in."""
    fewest = min(len(one), len(two))
    if fewest < _FEWEST_QUOTED:
        return False
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= _QUOTED_SHARE * fewest
