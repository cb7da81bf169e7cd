"""Fit the weights of the signs of an answer to gold articles: `python -m tests.weights --help`.

A logistic regression over the signs of all that is said in the gold which rules may be made with, never in what is held
out. `--check` fits on all folders but one and measures on that one, for each in turn.
"""

import argparse
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from summarizer.models import Article
from summarizer.offline.contest.said import Told
from summarizer.offline.contest.scene import Scene
from summarizer.offline.contest.weight import FILE, LEVEL
from summarizer.offline.engine import draft
from summarizer.score.gold import GoldArticle, read_gold
from summarizer.score.matching import same_side
from summarizer.score.sheets import Sheet, Side
from summarizer.steps.collect.files import from_text

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds"
"""Two long reports in which nobody answers but where a cue says so."""
FOLDERS = (
    "replies/tuned", "replies/fresh", "replies/fresh2/seen", "replies/fresh2/unseen", "replies/fresh3/seen",
    "replies/fresh4/seen", "replies/plain/seen", "stories", "stories-more",
)  # fmt: skip
COUNTED = {"replies/tuned": 4, "stories": 4, "stories-more": 4, "seeds": 4}
"""How often what is said in a folder counts: reports like those in papers, in which much that is said answers nothing,
are fewer here than short texts that are made of charges and answers."""
_SMALL = 4.0
"""The pull towards small weights."""
_LEAST = 5
"""How often a sign stands in the gold that gets a weight."""
GIVEN = {"loose": 1.5}
"""What is not fitted: rules by words were made with a part of this gold in view, so that it would count too much."""
_RAISED = 0.1
"""How far the level is raised over what fits best: an F1 asks for more answers than a likelihood does."""
_ROUNDS, _STEP = 400, 0.5
_HEAD = """# How much each sign of an answer weighs, fitted to gold articles by `python -m tests.weights --write`:
# above 0 the sum of the signs and of the level speaks for an answer. The signs are named in contest/signs.py.
"""


class Row(NamedTuple):
    """What somebody says: its signs, and whether the gold has it as a denial."""

    signs: frozenset[str]
    is_answer: bool


def rows(folder: Path) -> Iterator[Row]:
    """Give all that is said in the articles of a gold, each judged as the gold judges it."""
    if folder == SEEDS:
        for text in sorted(folder.glob("*/*.txt")):
            yield from _rows(GoldArticle(text.stem, text.read_text(encoding="utf-8"), Sheet()))
        return
    gold = read_gold(folder)
    for article in (*gold.articles, *(one for story in gold.stories for one in story.articles)):
        yield from _rows(article)


def _rows(gold: GoldArticle) -> list[Row]:
    found: list[Row] = []

    def decide(told: Told, signs: frozenset[str], scene: Scene) -> bool:
        by, whole = sides(scene, told.by), told.whole
        near = [d for d in gold.sheet.denials if any(p.start < whole.end and whole.start < p.end for p in d.places)]
        right = any(same_side(denial.by, by) for denial in near)
        if right or not near:  # what is told by another than the gold says teaches nothing
            found.append(Row(signs, right))
        return right

    draft(_article(gold), decide)
    return found


def sides(scene: Scene, names: Sequence[str]) -> tuple[Side, ...]:
    """Name parties as the score knows them."""
    known = {party.name: (party.name, *party.aliases) for party in scene.parties}
    over = {party.name: party.represents for party in scene.parties}
    return tuple(Side.of(known[name], known.get(over[name] or "", ())) for name in names if name in known)


def _article(gold: GoldArticle) -> Article:
    return from_text(gold.text, f"{gold.name}.txt")


def fitted(found: Sequence[Row]) -> dict[str, float]:
    """Fit the weights: a descent along the slope of the likelihood, with a pull towards small weights."""
    counts: dict[str, int] = {}
    for row in found:
        for sign in row.signs - GIVEN.keys():
            counts[sign] = counts.get(sign, 0) + 1
    weights = dict.fromkeys(sorted(sign for sign, count in counts.items() if count >= _LEAST), 0.0)
    pace = dict.fromkeys(weights, 1e-6)
    level, level_pace = 0.0, 1e-6
    known = [([sign for sign in row.signs if sign in weights], float(row.is_answer)) for row in found]
    for _ in range(_ROUNDS):
        slope = {sign: -_SMALL * weight for sign, weight in weights.items()}
        rise = 0.0
        for signs, right in known:
            missed = right - _chance(level + sum(weights[sign] for sign in signs))
            rise += missed
            for sign in signs:
                slope[sign] += missed
        for sign, value in slope.items():
            pace[sign] += value * value
            weights[sign] += _STEP * value / math.sqrt(pace[sign])
        level_pace += rise * rise
        level += _STEP * rise / math.sqrt(level_pace)
    return {LEVEL: level + _RAISED, **GIVEN, **weights}


def _chance(weight: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weight))))


def f1(weights: Mapping[str, float], found: Sequence[Row], level: float = 0.0) -> tuple[float, float, float]:
    """Measure precision, recall and F1 of weights on what is said."""
    judged = [
        (weights[LEVEL] + level + sum(weights.get(s, 0.0) for s in row.signs) > 0, row.is_answer) for row in found
    ]
    right = sum(said and is_answer for said, is_answer in judged)
    precision = right / max(1, sum(said for said, _ in judged))
    recall = right / max(1, sum(is_answer for _, is_answer in judged))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def write(weights: Mapping[str, float]) -> None:
    """Write the weights, rounded to hundredths."""
    lines = (f"{name} {weight:.2f}" for name, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])))
    FILE.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Fit, and write or check."""
    parser = argparse.ArgumentParser(prog="python -m tests.weights", description="Fit the weights of signs.")
    parser.add_argument("--write", action="store_true", help="write the weights that all folders give")
    parser.add_argument("--check", action="store_true", help="measure each folder by the weights of all others")
    parser.add_argument("folders", nargs="*", type=Path, help="gold to fit to, in place of the own")
    args = parser.parse_args()
    homes = args.folders or [home for name in FOLDERS if (home := GOLD / name).is_dir()] + [SEEDS]
    found = {home: list(rows(home)) for home in homes}
    times = {home: next((n for name, n in COUNTED.items() if home.match(f"*/{name}")), 1) for home in homes}
    if args.check:
        for home, own in found.items():
            weights = fitted([row for other in homes if other != home for row in found[other] * times[other]])
            say(f"{home}", *(f"{value:.2f}" for value in f1(weights, own)))
    if args.write:
        write(fitted([row for home, told in found.items() for row in told * times[home]]))
    return 0


def say(*words: str) -> None:
    """Print a line."""
    sys.stdout.write(" ".join(words) + "\n")


if __name__ == "__main__":
    sys.exit(main())
