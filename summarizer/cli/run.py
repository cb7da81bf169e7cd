"""summarizer run: everything, for one or many stories."""

import asyncio
from pathlib import Path

import click

from summarizer.cli.options import Tape, settings_options, story_option, tape_options
from summarizer.cli.report import Report
from summarizer.session import Session
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping, stories


@click.command(
    epilog="\b\nsummarizer run reports/ -o out\nsummarizer run ap.txt afp.txt --engine offline\n"
    "cat story.txt | summarizer run -"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write files there."
)
@story_option
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@tape_options
@settings_options
def command(
    paths: tuple[str, ...], output: Path | None, grouping: Grouping, quiet: bool, tape: Tape, settings: Settings
) -> int:
    """Read articles (files, folders, - for standard input), merge them and show the brief.

    Each folder of articles is a story. With -o the brief is also written as HTML, Markdown and JSON.
    """
    report = Report(quiet)
    session = Session.open(settings, tape.tapes(), seen=report.article)
    report.engine(session)

    async def go() -> None:
        found = stories(paths, grouping, settings.max_input_bytes)
        async for finished in session.run(found, output):
            report.story(finished.brief, output)

    asyncio.run(go())
    return report.finish(session, output)
