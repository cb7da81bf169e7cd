"""summarizer verify: a bundle, run again and compared byte by byte."""

from pathlib import Path

import click

from summarizer.bundle import Checked, check, read_bundle
from summarizer.cli.report import console
from summarizer.steps.render.terminal import visible


@click.command(epilog="\b\nsummarizer verify story.bundle\nsummarizer verify without-texts.bundle reports/")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def command(file: Path, paths: tuple[str, ...]) -> int:
    """Check a bundle that `run --bundle` wrote: no key and no network is needed.

    Everything in it is run again. What differs, was changed since, is missing or was not used is named, with its place.
    PATH... are the inputs, to be compared with what was read; a bundle that was packed without texts needs them.
    """
    checked = check(read_bundle(file), paths)
    out = console()
    for finding in checked.findings:
        out.print("\n".join(map(visible, finding.told.splitlines())), soft_wrap=True)
    out.print(_summed_up(file, checked), soft_wrap=True)
    return 0 if checked.holds else 1


_ONE = {"stories": "story", "exchanges": "exchange", "results": "result", "members": "member"}


def _summed_up(file: Path, checked: Checked) -> str:
    told = ((checked.counts[many], one, many) for many, one in _ONE.items() if many in checked.counts)
    looked = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in told)
    note = f" {checked.note}" if checked.note else ""
    if checked.holds:
        return f"{file} verifies, byte for byte: {looked}.{note}"
    kinds = ", ".join(sorted({finding.kind for finding in checked.findings}))
    return f"{file} does not verify ({kinds}); looked at {looked}.{note}"
