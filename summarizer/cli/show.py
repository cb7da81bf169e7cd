"""summarizer show: a brief, or a part of it, on the terminal."""

from pathlib import Path

import click

from summarizer.cli.report import console, show
from summarizer.steps.render.files import read_brief
from summarizer.steps.render.terminal import one_claim, selected


@click.command(epilog="\b\nsummarizer show out/brief.json\nsummarizer show out/brief.json --only contested")
@click.argument("brief", type=click.Path(exists=True, path_type=Path), metavar="BRIEF")
@click.option("--claim", metavar="ID", help="One claim, with every word of its evidence.")
@click.option("--party", metavar="NAME", help="What one party says, and what it answers.")
@click.option(
    "--only",
    type=click.Choice(["single_source", "one_origin", "several_origins", "contested"]),
    help="Claims of one status.",
)
def command(brief: Path, claim: str | None, party: str | None, only: str | None) -> int:
    """Show a brief on the terminal. BRIEF is a brief.json or the folder it is in."""
    found = read_brief(brief)
    if claim:
        console().print(one_claim(found, claim))
    else:
        show([selected(found, party, only)])
    return 0
