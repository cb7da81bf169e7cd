"""Measure the offline engine, and hold what it reaches: `python -m tests.floors --help`.

The floors are in floors.json, and docs/offline.md shows them; both are written by `python -m tests.floors --raise`.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.attribution import attributions
from summarizer.models import Extract
from summarizer.offline import draft
from summarizer.score import score
from summarizer.score.floors import Floors, falls, lowered, raised, read_floors, write_floors
from summarizer.score.values import AT_MOST
from summarizer.steps.collect import stories
from summarizer.steps.ground import Reading, ground
from summarizer.steps.merge import merge
from summarizer.steps.render import write_brief, write_extracts

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_suffix(".json")
PAGE = ROOT / "docs" / "offline.md"
GOLD = ROOT / "tests" / "gold"
POLNEAR = ROOT.parent / "shared" / "polnear"
"""The news corpus PolNeAR with its scorer; it has no licence, so it lies beside the repository or nowhere."""

OFFLINE = ("--engine", "offline")

_SINGLE = (
    "denials.f1", "denials_kind.f1", "links.f1", "silences.f1", "silences_called_denials", "claims.f1",
    "claims_voice.f1", "parties.f1", "grounded", "audit",
)  # fmt: skip
_ACROSS = (
    *_SINGLE, "same_claims.f1", "same_denials.f1", "story_links.f1", "conflicts.f1", "reprints.f1", "support.f1",
)  # fmt: skip
HELD: dict[str, tuple[str, ...]] = {
    "tuned": _SINGLE,
    "held": _SINGLE,
    "plain/unseen": ("denials.f1", "silences.f1", "silences_called_denials"),
    "stories": _ACROSS,
    "stories-more": tuple(figure for figure in _ACROSS if figure != "reprints.f1"),
    "stories-held": _ACROSS,
    "polnear-dev": ("attribution.a", "attribution.b", "direct.b"),
}
"""The figures that have a floor, gold by gold."""


def measured(name: str, work: Path) -> Mapping[str, float]:
    """Measure the figures of one gold end to end, through the command line; `work` is an empty folder."""
    if name == "polnear-dev":
        found = polnear(work)
    elif name.startswith("stories"):
        found = of_stories(GOLD / name, work)
    else:
        gold = GOLD / "replies" / name
        _summarizer(work, "extract", *sorted(gold.glob("*.txt")), "-o", "out")
        found = score(gold, work / "out").figures()
    return {figure: found[figure] for figure in HELD[name]}


def of_stories(gold: Path, work: Path, *options: str | Path) -> Mapping[str, float]:
    """Measure all figures of gold stories from end to end, by whatever engine and recordings the options name.

    Args:
        gold: A folder of stories, each with its gold.json.
        work: An empty folder; the run is left in its `out`.
        options: Of `summarizer run`: `--engine llm --replay FOLDER`, for one. The offline engine where there are none.

    Returns:
        The figures as `summarizer score` gives them. Claims of the gold are known by the evidence that they share with
        what was found, however it cuts a sentence; then pairs, links, conflicts and support are compared.
    """
    _summarizer(work, "run", *sorted(gold.glob("*/*.txt")), "-q", "-o", "out", options=options or OFFLINE)
    return score(gold, work / "out").figures()


def of_extracts(gold: Path, extracts: Iterable[Extract], work: Path) -> Mapping[str, float]:
    """Measure the figures of gold stories on extracts that any engine made of their articles, merged by rule.

    An extract belongs to the story that its article names; `work` is an empty folder for the briefs.
    """
    by_story: dict[str, list[Extract]] = {}
    for extract in extracts:
        by_story.setdefault(extract.article.story, []).append(extract)
    for story, inside in by_story.items():
        home = _made(work / story)
        write_brief(merge(inside, story=story), home)
        write_extracts(inside, home)
    return score(gold, work).figures()


def polnear(work: Path) -> Mapping[str, float]:
    """Score the attributions of PolNeAR's dev part with the corpus' own scorer."""
    _python(work, POLNEAR / "score.py", "texts", "--split", "dev", "--out", _made(work / "texts"))
    lines = _summarizer(work, "extract", "texts", "--format", "attributions")
    (work / "found.jsonl").write_text(lines, encoding="utf-8")
    _python(work, POLNEAR / "score.py", "score", "--split", "dev", "--pred", "found.jsonl", "--json", "scores.json")
    told = json.loads((work / "scores.json").read_text(encoding="utf-8"))
    return {
        "attribution.a": told["attribution"]["a"]["F1"],
        "attribution.b": told["attribution"]["b"]["F1"],
        "direct.b": told["by_type"]["direct"]["b"]["F1"],
    }


def present(name: str) -> bool:
    """Tell whether a gold is there to measure with."""
    return name != "polnear-dev" or (POLNEAR / "score.py").is_file()


def table(floors: Floors) -> str:
    """Write the floors as the table of docs/offline.md."""
    names = ("tuned", "held", "stories", "stories-more", "stories-held")
    labels = {
        "denials.f1": "denials: found, with their party",
        "denials_kind.f1": "denials: and of the right kind",
        "links.f1": "denials: with the claim of their article that they answer",
        "story_links.f1": "denials: with the claim of any article that they answer",
        "silences.f1": "silences",
        "silences_called_denials": "silences called denials (how many)",
        "claims.f1": "claims: found, with their speaker",
        "claims_voice.f1": "claims: and in the right voice",
        "parties.f1": "parties",
        "same_claims.f1": "pairs of claims that say the same",
        "same_denials.f1": "pairs of denials that are one",
        "conflicts.f1": "conflicts",
        "reprints.f1": "reprints",
        "support.f1": "claims whose reports, texts and origins are right",
        "grounded": "evidence that stands in its text (share)",
        "audit": "quoted spans covered (share)",
    }
    lines = [f"| F1, if nothing else is said | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for figure, label in labels.items():
        cells = (_shown(figure, floors.get(name, {}).get(figure)) for name in names)
        lines.append(f"| {label} | {' | '.join(cells)} |")
    corpus = floors.get("polnear-dev", {})
    lines += ["", "| PolNeAR, dev part (F1) | |", "| --- | --- |"]
    for figure, label in (
        ("attribution.a", "attributions: content"),
        ("attribution.b", "attributions: content and source"),
        ("direct.b", "direct quotations: content and source"),
    ):
        lines.append(f"| {label} | {_shown(figure, corpus.get(figure))} |")
    return "\n".join(lines)


def page_with(floors: Floors, page: str) -> str:
    """Put the table of the floors into the page, between its two marks."""
    before, _, rest = page.partition("<!-- floors -->\n")
    _, _, after = rest.partition("<!-- end of floors -->")
    return f"{before}<!-- floors -->\n{table(floors)}\n<!-- end of floors -->{after}"


def speed() -> dict[str, float]:
    """Count the articles that one core reads in a second; processor time, best of three."""
    inputs = POLNEAR / "data" / "dev" / "text" if POLNEAR.is_dir() else GOLD / "replies" / "tuned"
    articles = [article for story in stories(list(map(str, inputs.glob("*.txt")))) for article in story.articles]
    works: dict[str, Callable[[], object]] = {
        "attributions": lambda: [attributions(article.text) for article in articles],
        "extracts": lambda: [ground(article, draft(article), Reading("offline", 0)) for article in articles],
    }
    return {name: max(_rate(work, len(articles)) for _ in range(3)) for name, work in works.items()}


def _rate(work: Callable[[], object], articles: int) -> float:
    began = time.process_time()
    work()
    return articles / (time.process_time() - began)


def _shown(figure: str, floor: float | None) -> str:
    return "" if floor is None else f"{floor:.0f}" if figure in AT_MOST else f"{floor:.2f}"


def _summarizer(work: Path, verb: str, *words: str | Path, options: Sequence[str | Path] = OFFLINE) -> str:
    return _python(work, "-m", "summarizer", verb, *words, *options)


def _python(work: Path, *words: str | Path) -> str:
    """Run Python in `work`, without the settings of whoever measures."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "SUMMARIZER_"))}
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=work, env=env, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words[:3]))} failed: {done.stderr[-2000:]}")
    return done.stdout


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _moved(figures: Mapping[str, float], floors: dict[str, float], args: argparse.Namespace) -> dict[str, float]:
    """Move the floors of one gold as far as was asked for; a figure that had none gets one."""
    moved = lowered(figures, floors) if args.lower_floors else floors
    if not args.raise_floors:
        return moved
    fresh = {figure: value for figure, value in figures.items() if figure not in moved}
    return (raised(figures, moved) if moved else {}) | (raised(fresh, {}) if fresh else {})


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def main() -> int:
    """Measure, show, and move the floors where that is asked for; exit 1 if a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.floors", description="Measure the offline engine.")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise floors to what is reached")
    parser.add_argument("--lower-floors", action="store_true", help="lower floors to what is reached")
    parser.add_argument("--speed", action="store_true", help="count articles a second on one core; no floors")
    args = parser.parse_args()
    if args.speed:
        for what, rate in speed().items():
            _say(f"{what}: {rate:.0f} articles/s")
        return 0
    floors, fallen = read_floors(FILE), []
    for name in filter(present, HELD):
        with TemporaryDirectory() as work:
            figures = measured(name, Path(work))
        for figure, value in figures.items():
            _say(f"{name:12} {figure:26} {value:.3f}  floor {floors.get(name, {}).get(figure, 'none')}")
        floors[name] = _moved(figures, floors.get(name, {}), args)
        fallen += [f"{name}: {sentence}" for sentence in falls(figures, floors[name])]
    if args.raise_floors or args.lower_floors:
        write_floors(floors, FILE)
        PAGE.write_text(page_with(floors, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    _say(*fallen)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
