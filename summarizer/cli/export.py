"""summarizer export: a brief in other formats."""

import sys
from pathlib import Path

import click

from summarizer.errors import UsageError
from summarizer.files import write_whole
from summarizer.steps.render.exports import FORMATS, Format, export
from summarizer.steps.render.files import read_brief


@click.command(
    epilog="\b\nsummarizer export out --format csv -o claims.csv\n"
    "summarizer export out/brief.json --format jsonld > brief.jsonld"
)
@click.argument("brief", type=click.Path(exists=True, path_type=Path), metavar="BRIEF")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
def command(brief: Path, form: Format, output: Path | None) -> int:
    """Write a brief in another format, on standard output or to FILE. BRIEF is a brief.json or the folder it is in.

    \b
    csv           a row per claim, article and piece of evidence, for spreadsheets
    jsonl         a line per claim, with parties, replies, conflicts and coverage
    parquet       as csv, for machines
    jsonld        schema.org claims and quotations, evidence as Web Annotations
    attributions  a line per article: source, cue and content of all it attributes
    """  # noqa: D301 - click reads this sign: the lines behind it stay as they are
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for the screen: name a file with -o.")
    content = export(read_brief(brief), form)
    if output is None:
        click.echo(content, nl=False)
        return 0
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, content)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}): choose another file with -o.") from None
    return 0
