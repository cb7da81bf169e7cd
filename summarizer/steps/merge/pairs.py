"""The groups of claims that are one, made of what the rules hold of each pair and what others have said of it."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Self

from summarizer.models import Decision
from summarizer.steps.merge.decisions import Verdicts
from summarizer.steps.merge.groups import Grouped, grouped
from summarizer.steps.merge.heap import Heap, Said
from summarizer.steps.merge.ruled import Judged, Ruled, given, kin, leant

_STRENGTH = {"person": 0, "model": 1, "rule": 2}


class Comparison:
    """All pairs of a heap that were compared, and the groups that come of them."""

    def __init__(self, heap: Heap, ruled: Ruled | None = None, *, leaning: bool = False) -> None:
        """Compare a heap, unless `ruled` has it compared already.

        With `leaning`, unsure pairs are one where they are each other's likest, unless somebody has decided them.
        """
        self.heap = heap
        self.ruled = ruled or Ruled(heap)
        self.judge, self.by_key, self.pairs = self.ruled.judge, self.ruled.by_key, self.ruled.pairs
        self._leaning = leaning

    def decided(self, verdicts: Verdicts) -> Self:
        """Give the comparison when all verdicts on claims and replies are in; nothing is compared again."""
        return type(self)(self.heap._replace(verdicts=verdicts), self.ruled, leaning=True)

    @cached_property
    def judged(self) -> dict[tuple[str, str], Judged]:
        """The verdicts, by the keys of the pair in the order of the heap; what a person or model said goes before."""
        found = dict(self.ruled.judged)
        if self._leaning:
            found.update(pair for made in self.ruled.leaning for pair in leant(made))
        for one, two, decision in self.heap.verdicts.of("claim"):
            if one in self.by_key and two in self.by_key:
                pair = self.ruled.ordered(one, two)
                found[pair] = given(self.by_key[pair[0]], self.by_key[pair[1]], decision)
        return found

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
            if made.verdict == "unsure" and not self._together(made) and not (made.by == "rule" and self.settled(made)):
                yield made

    def settled(self, made: Judged) -> bool:
        """Tell whether an unsure pair cannot become one, since two claims of their groups differ."""
        left = self.groups[self.group_of[made.one.key]]
        right = self.groups[self.group_of[made.two.key]]
        pairs = ((a.key, b.key) for a in left for b in right if (a, b) != (made.one, made.two))
        return any(not self._agree(one, two) for one, two in pairs)

    def decisions(self) -> Iterator[Decision]:
        """Write down every merge, doubt and refusal of the rules; pairs that are together already merge nothing."""
        against = {(one, two): (a, b) for one, two, a, b in self._grouped.refused}
        for pair, made in self.judged.items():
            together = self._together(made)
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
            elif made.verdict != "same" or pair in self._grouped.joined:
                yield made.decision()

    @cached_property
    def _grouped(self) -> Grouped[str]:
        """The groups by their keys, and the links that were refused."""
        links = [made for made in self.judged.values() if made.verdict == "same"]
        links.sort(
            key=lambda made: (_STRENGTH[made.by], made.leaning, -round(made.score, 6), made.one.key, made.two.key)
        )
        return grouped(self.by_key, ((made.one.key, made.two.key) for made in links), self._agree)

    def _together(self, made: Judged) -> bool:
        return self.group_of[made.one.key] == self.group_of[made.two.key]

    def _agree(self, one: str, two: str) -> bool:
        """Tell whether two claims may stand in one group: same, or kin with nothing against it."""
        made = self.judged.get(self.ruled.ordered(one, two)) or self.ruled.of(one, two)
        if made.by != "rule" or made.of_one_article:
            return made.verdict == "same"
        return made.verdict == "same" or kin(made)
