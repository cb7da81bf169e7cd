"""Verdicts that come from outside, and the order in which they win: a person before a model before the rules."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from summarizer.models import Decision

Kind = Literal["party", "claim", "denial", "silence", "answers", "conflict", "reprint", "summary"]
_STRENGTH = {"rule": 0, "model": 1, "person": 2}
_CAUTION = {
    "unsure": 0,
    "same": 1,
    "answers": 1,
    "conflict": 1,
    "kept": 1,
    "different": 2,
    "does_not_answer": 2,
    "refused": 2,
}


class Verdicts(NamedTuple):
    """What persons and models have decided, by kind and pair."""

    by_pair: dict[tuple[str, str, str], Decision]

    def on(self, kind: Kind, one: str, two: str) -> Decision | None:
        """Find the verdict on a pair, whichever way round it was given."""
        return self.by_pair.get(_pair(kind, one, two)) if self.by_pair else None

    def of(self, kind: Kind) -> tuple[tuple[str, str, Decision], ...]:
        """List the verdicts of a kind, those of persons first."""
        found = [(one, two, made) for (what, one, two), made in self.by_pair.items() if what == kind]
        return tuple(sorted(found, key=lambda row: (-_STRENGTH[row[2].by], row[0], row[1])))


def read_verdicts(decisions: Iterable[Decision]) -> Verdicts:
    """Keep the strongest verdict on each pair; of two equally strong ones, the one that keeps things apart."""
    by_pair: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        if decision.by == "rule":
            continue
        for one, two in combinations(decision.items, 2):
            key = _pair(decision.kind, one, two)
            if key not in by_pair or _rank(decision) > _rank(by_pair[key]):
                by_pair[key] = decision
    return Verdicts(by_pair)


def _pair(kind: str, one: str, two: str) -> tuple[str, str, str]:
    return (kind, one, two) if one <= two else (kind, two, one)


def _rank(decision: Decision) -> tuple[int, int, str]:
    return _STRENGTH[decision.by], _CAUTION[decision.verdict], decision.reason


def ordered(made: Iterable[Decision], given: Sequence[Decision]) -> tuple[Decision, ...]:
    """Put decisions into one order, those from outside among them, each once."""
    kept = {*made, *(decision for decision in given if decision.by != "rule")}
    return tuple(sorted(kept, key=lambda one: (one.kind, one.items, -_STRENGTH[one.by], one.verdict, one.reason)))
