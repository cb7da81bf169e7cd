"""summarizer score: an output against a gold, and against the quality that was reached before."""

import json
from pathlib import Path

import click

from summarizer.score import Scores, score
from summarizer.score.floors import falls, lowered, raised, read_floors, write_floors

_LABELS = {
    "parties": "parties",
    "claims": "claims",
    "claims_voice": "claims with their voice",
    "denials": "denials",
    "denials_kind": "denials with their kind",
    "links": "denials with their claim",
    "silences": "silences",
    "same_claims": "pairs of claims that say the same",
    "same_denials": "pairs of denials that are one",
    "same_silences": "pairs of silences that are one",
    "story_links": "denials with their claim, across sources",
    "conflicts": "conflicts",
    "reprints": "pairs of reprints",
    "support": "reports, texts and origins of merged claims",
}


@click.command(
    epilog="\b\nsummarizer extract GOLD/*.txt --engine offline -o out\nsummarizer score GOLD out\n"
    "summarizer score GOLD out --floors floors.json --raise-floors"
)
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--floors", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Fail below these.")
@click.option("--raise-floors", is_flag=True, help="Write what was reached into that file, where it is higher.")
@click.option("--lower-floors", is_flag=True, help="Write what was reached into that file, where it is lower.")
@click.option("--json", "as_json", is_flag=True, help="The figures for machines.")
def command(gold: Path, out: Path, floors: Path | None, as_json: bool, **flags: bool) -> int:
    """Compare what was written with a gold: precision, recall and F1 of each kind.

    GOLD is a folder of articles (NAME.json with NAME.txt) or of stories (each with gold.json); OUT is what extract or
    run wrote for its texts. With --floors a figure that fell makes the exit code 1.
    """
    if floors is None and any(flags.values()):
        raise click.UsageError("Name the file of floors: --floors FILE.")
    found = score(gold, out)
    click.echo(json.dumps(_told(found), ensure_ascii=False, indent=1) if as_json else _table(found))
    for name in found.missing:
        click.echo(f"summarizer: {name} is not in {out}; all that its gold has counts as not found.", err=True)
    return _hold(found, floors, **flags) if floors else 0


def _hold(found: Scores, file: Path, raise_floors: bool, lower_floors: bool) -> int:
    """Compare with the floors of this gold, and move them where that is asked for."""
    known = read_floors(file)
    mine, figures = known.get(found.name, {}), found.figures()
    if not mine and not raise_floors:
        raise click.UsageError(f"{file} has no floors for {found.name}: set them with --raise-floors.")
    if lower_floors:
        mine = lowered(figures, mine)
    fallen = falls(figures, mine)
    if raise_floors:
        mine = raised(figures, mine)
    if mine != known.get(found.name):
        write_floors(known | {found.name: mine}, file)
    for sentence in fallen:
        click.echo(f"summarizer: {found.name}: {sentence} If that is meant, pass --lower-floors.", err=True)
    return 1 if fallen else 0


def _told(found: Scores) -> dict[str, object]:
    return found.model_dump(mode="json") | {"figures": found.figures()}


def _table(found: Scores) -> str:
    of = f"{found.stories} stories, {found.articles} articles" if found.stories else f"{found.articles} articles"
    lines = [f"{found.name}: {of}", f"{'':42}{'gold':>6}{'found':>7}{'right':>7}{'P':>8}{'R':>7}{'F1':>7}"]
    for kind, label in _LABELS.items():
        tally = found.kinds.get(kind)
        if tally is None or tally.empty:
            continue
        shares = f"{tally.precision:8.3f}{tally.recall:7.3f}{tally.f1:7.3f}"
        lines.append(f"{label:42}{tally.gold:6}{tally.found:7}{tally.right:7}{shares}")
    if "silences" in found.kinds:
        lines.append(f"{'silences called denials':42}{found.silences_called_denials:6}")
    for label, share in (("evidence that stands in its text", found.grounded), ("quoted spans covered", found.audit)):
        lines.append(f"{label:42}{share.whole:6}{'':7}{share.part:7}{share.value:8.3f}")
    return "\n".join(lines)
