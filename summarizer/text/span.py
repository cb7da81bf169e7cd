"""A stretch of a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Where a stretch of text stands: code points, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Copy the stretch out of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Tell whether this stretch lies inside `other`, ends included."""
        return other.start <= self.start and self.end <= other.end
