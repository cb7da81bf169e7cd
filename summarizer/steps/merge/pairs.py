"""The verdict on every pair of claims worth comparing: same, different or unsure, each with its reason."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from summarizer.models import Decision
from summarizer.steps.merge.blocking import candidates
from summarizer.steps.merge.groups import Grouped, grouped
from summarizer.steps.merge.heap import Heap, Said
from summarizer.steps.merge.similarity import Judge, Likeness, match_quantities

_SAME, _SAME_COUNTED = 0.55, 0.48  # share of content that makes two claims one; less where a figure agrees
_BESIDE, _SAME_BESIDE = 0.9, 0.75  # where each says a word of its own that nobody else says, more must be shared
_UNSURE = 0.4
_KIN = 0.3  # what two claims must at least share to be of one group with a third
_ONE_ARTICLE = 0.9  # an article seldom says one thing twice
_SOFT = frozenset({"modality", "names", "days"})  # marks of a reader or of wording, which may be mistaken
_SOFT_UNSURE = 0.7
_REFUSED = 0.6  # likeness from which a refusal is worth recording

Verdict = Literal["same", "different", "unsure"]


class Judged(NamedTuple):
    """What is held of a pair of claims."""

    one: Said
    two: Said
    verdict: Verdict
    score: float
    reason: str
    by: Literal["rule", "model", "person"] = "rule"

    def decision(self) -> Decision:
        """Write it down."""
        return Decision(
            kind="claim", items=(self.one.key, self.two.key), verdict=self.verdict, reason=self.reason, by=self.by
        )


class Comparison:
    """All pairs of a heap that were compared, and the groups that come of them."""

    def __init__(self, heap: Heap) -> None:
        self.heap = heap
        self.judge = Judge.of(heap)
        self.by_key = {one.key: one for one in heap.said}
        self.pairs = candidates(heap.said)

    @cached_property
    def judged(self) -> dict[tuple[str, str], Judged]:
        """The verdicts, by the keys of the pair in the order of the heap."""
        found = {}
        for one, two in self.pairs:
            made = self.compare(self.heap.said[one], self.heap.said[two])
            if made.verdict != "different" or made.by != "rule" or made.score >= _REFUSED:
                found[made.one.key, made.two.key] = made
        for one_key, two_key, given in self.heap.verdicts.of("claim"):
            if one_key in self.by_key and two_key in self.by_key:
                pair = self._ordered(one_key, two_key)
                found[pair] = self._given(*pair, given)
        return found

    def compare(self, one: Said, two: Said) -> Judged:
        """Judge a pair; what a person or model has said of it goes before."""
        given = self.heap.verdicts.on("claim", one.key, two.key)
        if given:
            return self._given(one.key, two.key, given)
        likeness = self.judge.likeness(one, two)
        return Judged(one, two, self._verdict(one, two, likeness), likeness.score, likeness.reason)

    @cached_property
    def groups(self) -> tuple[tuple[Said, ...], ...]:
        """The claims that are one, in the order of the heap; every pair of a group agrees."""
        return tuple(tuple(self.by_key[key] for key in group) for group in self._grouped.groups)

    @cached_property
    def group_of(self) -> dict[str, int]:
        """The number of the group that each claim is in."""
        return {said.key: number for number, group in enumerate(self.groups) for said in group}

    @cached_property
    def groups_with(self) -> dict[str, tuple[int, ...]]:
        """The groups that each word leads to."""
        found: dict[str, dict[int, None]] = defaultdict(dict)
        for number, group in enumerate(self.groups):
            for said in group:
                for word in said.terms.words:
                    found[word][number] = None
        return {word: tuple(numbers) for word, numbers in found.items()}

    def unsure(self) -> Iterator[Judged]:
        """Give the pairs that the rules cannot decide and that could still become one."""
        for made in self.judged.values():
            together = self.group_of[made.one.key] == self.group_of[made.two.key]
            if made.verdict == "unsure" and not together and not (made.by == "rule" and self.settled(made)):
                yield made

    def settled(self, made: Judged) -> bool:
        """Tell whether an unsure pair cannot become one, since two claims of their groups differ."""
        left = self.groups[self.group_of[made.one.key]]
        right = self.groups[self.group_of[made.two.key]]
        pairs = ((a.key, b.key) for a in left for b in right if (a, b) != (made.one, made.two))
        return any(not self._agree(one, two) for one, two in pairs)

    def decisions(self) -> Iterator[Decision]:
        """Write down every merge, doubt and refusal of the rules."""
        against = {(one, two): (a, b) for one, two, a, b in self._grouped.refused}
        for pair, made in self.judged.items():
            together = self.group_of[pair[0]] == self.group_of[pair[1]]
            if pair in against and not together:
                a, b = against[pair]
                reason = f"{made.reason} Yet {a} and {b}, which would join them, differ."
                yield made._replace(verdict="different", reason=reason, by="rule").decision()
            elif made.by != "rule":
                continue
            elif made.verdict == "unsure" and not together and self.settled(made):
                reason = f"{made.reason} Yet one of them has its like in the other's article."
                yield made._replace(verdict="different", reason=reason).decision()
            elif together and made.verdict != "same":
                yield made._replace(
                    verdict="same", reason=f"{made.reason} A third claim is the same as both."
                ).decision()
            else:
                yield made.decision()

    @cached_property
    def _grouped(self) -> Grouped[str]:
        """The groups by their keys, and the links that were refused."""
        links = [made for made in self.judged.values() if made.verdict == "same"]
        strength = {"person": 0, "model": 1, "rule": 2}
        links.sort(key=lambda made: (strength[made.by], -round(made.score, 6), made.one.key, made.two.key))
        return grouped(self.by_key, ((made.one.key, made.two.key) for made in links), self._agree)

    def _agree(self, one: str, two: str) -> bool:
        """Tell whether two claims may stand in one group: same, or kin with nothing against it."""
        made = self.judged.get(self._ordered(one, two)) or self.compare(self.by_key[one], self.by_key[two])
        if made.by != "rule":
            return made.verdict == "same"
        if made.one.article.id == made.two.article.id:
            return made.verdict == "same"
        return made.verdict == "same" or self._kin(made)

    def _kin(self, made: Judged) -> bool:
        return made.score >= _KIN and not self.judge.likeness(made.one, made.two).bar

    def _verdict(self, one: Said, two: Said, likeness: Likeness) -> Verdict:
        if likeness.bar:
            unsure = likeness.bar in _SOFT and likeness.score >= _SOFT_UNSURE
            return "unsure" if unsure else "different"
        if one.article.id == two.article.id:
            return "same" if likeness.score >= _ONE_ARTICLE else "different"
        matched, _, _ = match_quantities(one.terms.quantities, two.terms.quantities)
        if likeness.beside >= _BESIDE and likeness.score < _SAME_BESIDE:
            return "unsure" if likeness.score >= _UNSURE else "different"
        if likeness.score >= (_SAME_COUNTED if matched else _SAME):
            return "same"
        return "unsure" if likeness.score >= _UNSURE else "different"

    def _given(self, one: str, two: str, decision: Decision) -> Judged:
        verdict: Verdict = decision.verdict if decision.verdict in ("same", "different") else "unsure"
        return Judged(self.by_key[one], self.by_key[two], verdict, 1.0, decision.reason, decision.by)

    def _ordered(self, one: str, two: str) -> tuple[str, str]:
        return (one, two) if self._place[one] < self._place[two] else (two, one)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {one.key: number for number, one in enumerate(self.heap.said)}
