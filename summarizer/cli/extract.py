"""summarizer extract: articles to extracts."""

import asyncio
import json
from pathlib import Path

import click

from summarizer.cli.options import Tape, settings_options, story_option, tape_options
from summarizer.cli.report import Report
from summarizer.models import Extract, Failure
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping, stories
from summarizer.steps.render import write_extracts


@click.command(
    epilog="\b\nsummarizer extract reports/ > extracts.jsonl\nsummarizer extract ap.txt --engine offline -o out"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write articles/ID.json.")
@story_option
@tape_options
@settings_options
def command(paths: tuple[str, ...], output: Path | None, grouping: Grouping, tape: Tape, settings: Settings) -> int:
    """Read articles and write one grounded extract each: JSON lines on standard output, or files with -o."""
    session = Session.open(settings, Plan(tapes=tape.tapes()))
    Report().engine(session)

    async def go() -> int:
        failed = 0
        async with session.pipeline:
            for story in stories(paths, grouping, settings.max_input_bytes):
                reads = await session.pipeline.read(story.articles)
                failures = [*story.failures, *(read.failure for read in reads if read.failure)]
                failed += _tell(failures)
                _put([read.extract for read in reads if not read.failure], output)
        return failed

    return 1 if asyncio.run(go()) else 0


def _tell(failures: list[Failure]) -> int:
    """Print the failures; count those that cost an article."""
    for failure in failures:
        click.echo(f"summarizer: {failure.reason}", err=True)
    return sum(failure.fatal for failure in failures)


def _put(extracts: list[Extract], output: Path | None) -> None:
    if output:
        write_extracts(extracts, output)
        return
    for extract in extracts:
        click.echo(json.dumps(extract.model_dump(mode="json"), ensure_ascii=False))
