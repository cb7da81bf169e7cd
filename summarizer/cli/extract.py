"""summarizer extract: articles to extracts."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import click

from summarizer.cli.options import Tape, settings_options, story_option, tape_options
from summarizer.cli.report import Report
from summarizer.models import Extract
from summarizer.session import Session
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping, stories
from summarizer.steps.render import write_extracts


@click.command(
    epilog="\b\nsummarizer extract reports/ > extracts.jsonl\nsummarizer extract ap.txt --engine offline -o out"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write articles/ID.json there.")  # fmt: skip
@story_option
@tape_options
@settings_options
def command(paths: tuple[str, ...], output: Path | None, grouping: Grouping, tape: Tape, settings: Settings) -> int:
    """Read articles and write one grounded extract each: JSON lines on standard output, or files with -o."""
    session = Session.open(settings, tape.tapes())
    Report().engine(session)

    async def go() -> int:
        failed = 0
        for story in stories(paths, grouping, settings.max_input_bytes):
            extracts, failures = await session.pipeline.extracted(story)
            for failure in failures:
                failed += failure.fatal
                click.echo(f"summarizer: {failure.reason}", err=True)
            if output:
                write_extracts(extracts, output)
            else:
                for line in _lines(extracts):
                    click.echo(line)
        return failed

    return 1 if asyncio.run(go()) else 0


def _lines(extracts: tuple[Extract, ...]) -> Iterator[str]:
    for extract in extracts:
        if extract.audit.engine != "none":
            yield json.dumps(extract.model_dump(mode="json"), ensure_ascii=False)
