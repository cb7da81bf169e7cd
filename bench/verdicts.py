"""What is asked of summarizer, as ratios: another machine gives other absolutes."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bench.contestant import BARE, LOOP, OURS, OURS_EXTRACT

Row = Mapping[str, float]


class Wanted(NamedTuple):
    """What one row should show: a figure made of the row, and its bound."""

    figure: Callable[[Row], float]
    told: str
    bound: float
    at_least: bool = False

    def verdict(self, row: Row) -> str:
        """Say the figure, the bound, and whether it is kept."""
        try:
            found = self.figure(row)
        except (KeyError, ZeroDivisionError):
            return "not measured"
        kept = found >= self.bound if self.at_least else found <= self.bound
        return f"{'ok' if kept else 'WEAKER'}: {found:.2f} {self.told}, {'≥' if self.at_least else '≤'} {self.bound:g}"


def _over(ours: str, peer: str) -> Callable[[Row], float]:
    return lambda row: row[ours] / row[peer]


def _of(ours: str) -> Callable[[Row], float]:
    return lambda row: row[ours]


LONG = "long: share of ideal"
WANTED: dict[str, Wanted] = {
    "share of ideal": Wanted(_over(OURS, BARE), "of the bare client’s", 1.0, at_least=True),
    LONG: Wanted(_of(OURS), "of ideal", 0.95, at_least=True),
    "CPU ms per article": Wanted(_over(OURS, LOOP), "× the loop’s", 1.3),
    "requests per article": Wanted(_of(OURS_EXTRACT), "when extracting", 1.0),
    "characters per article": Wanted(_over(OURS_EXTRACT, LOOP), "× the loop’s when extracting", 1.0),
    "limited: time / ideal": Wanted(_of(OURS), "× ideal", 1.15),
    "limited: requests each": Wanted(_of(OURS), "each", 1.1),
    "killed: answers paid twice": Wanted(_of(OURS), "twice", 0),
    "limited: delivered": Wanted(_of(OURS), "delivered", 200, at_least=True),
    "4 dead: delivered": Wanted(_of(OURS), "delivered", 196, at_least=True),
    "4 dead: named": Wanted(_of(OURS), "named", 4, at_least=True),
    "cold start: summarizer --help": Wanted(_over("milliseconds", "python -c pass"), "× python -c pass", 6),
    "cold start: summarizer run seeds --engine offline": Wanted(
        _over("milliseconds", "python -c pass"), "× python -c pass", 40
    ),
    "offline: last quarter / first": Wanted(_of(OURS), "of the first quarter’s", 1.0, at_least=True),
    "offline: second run, articles/s": Wanted(_of(OURS), "articles/s", 2_000, at_least=True),
}
"""The bounds of the rows that have one; those on 200 articles hold for the size that the benchmark has by default."""
