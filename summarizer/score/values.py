"""What a scoring says: counts, shares and the figures made of them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from summarizer.models import Value

AT_MOST = frozenset({"silences_called_denials"})
"""Figures of which less is better: their floor is a ceiling."""


class Tally(Value):
    """Items of one kind: how many the gold has, how many were found, and how many of either have their match."""

    gold: int = Field(default=0, description="items that the gold has")
    found: int = Field(default=0, description="items that were found")
    met: int = Field(default=0, description="items of the gold that were found")
    right: int = Field(default=0, description="found items that the gold has")

    def __add__(self, other: Tally) -> Tally:
        """Count two sets of items together."""
        return Tally(
            gold=self.gold + other.gold,
            found=self.found + other.found,
            met=self.met + other.met,
            right=self.right + other.right,
        )

    @property
    def empty(self) -> bool:
        """Whether there was nothing to find and nothing was found."""
        return not self.gold and not self.found

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.met / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Share(Value):
    """A part of a whole."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        """Count two wholes together."""
        return Share(part=self.part + other.part, whole=self.whole + other.whole)

    @property
    def value(self) -> float:
        """The share; 1 of nothing."""
        return self.part / self.whole if self.whole else 1.0


class Scores(Value):
    """How an output compares with a gold."""

    name: str = Field(description="name of the gold: its folder")
    articles: int = Field(description="articles of the gold")
    stories: int = Field(default=0, description="stories of the gold; 0 where it has single articles")
    missing: tuple[str, ...] = Field(default=(), description="articles and stories that the output lacks")
    kinds: dict[str, Tally] = Field(description="what was compared, kind by kind")
    silences_called_denials: int = Field(default=0, description="refusals to comment that were listed as denials")
    grounded: Share = Field(default=Share(), description="evidence whose words stand where it says, of all evidence")
    audit: Share = Field(default=Share(), description="quoted spans that an item covers, of all quoted spans")

    def figures(self) -> Mapping[str, float]:
        """Every figure by its name, as a file of floors has it; a kind of which there is nothing has none."""
        found: dict[str, float] = {}
        for kind, tally in self.kinds.items():
            if not tally.empty:
                found |= {f"{kind}.{part}": getattr(tally, part) for part in ("precision", "recall", "f1")}
        found["silences_called_denials"] = self.silences_called_denials
        return found | {"grounded": self.grounded.value, "audit": self.audit.value}
