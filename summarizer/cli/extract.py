"""summarizer extract: articles to extracts."""

import asyncio
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from summarizer.cli.attributed import by_rules, of_extract
from summarizer.cli.options import Tape, settings_options, story_option, tape_options
from summarizer.cli.report import Report
from summarizer.models import Extract, Failure
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping, Story, stories
from summarizer.steps.render import write_extracts


@click.command(
    epilog="\b\nsummarizer extract reports/ > extracts.jsonl\nsummarizer extract ap.txt --engine offline -o out\n"
    "summarizer extract reports/ --format attributions"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write articles/ID.json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["extracts", "attributions"]),
    default="extracts",
    show_default=True,
    help="attributions: only who says what, as spans.",
)
@story_option
@tape_options
@settings_options
def command(
    paths: tuple[str, ...], grouping: Grouping, tape: Tape, settings: Settings, **asked: Path | str | None
) -> int:
    """Read articles and write one grounded extract each: JSON lines on standard output, or files with -o.

    With --format attributions a line is {"file": …, "attributions": [{"source": …, "cue": …, "content": …}]}, each a
    list of [start, end] in the article's text.
    """
    output = Path(asked["output"]) if asked["output"] else None
    attributions = asked["form"] == "attributions"
    if attributions and output:
        raise click.UsageError("Attributions are JSON lines on standard output: leave -o out.")
    session = Session.open(settings, Plan(tapes=tape.tapes()))
    Report().engine(session)
    if attributions and session.pipeline.engine.name == "offline":
        return _attribute(stories(paths, grouping, settings.max_input_bytes))
    as_text = of_extract if attributions else _as_line

    async def go() -> int:
        failed = 0
        async with session.pipeline:
            async for story, reads in session.pipeline.reads(stories(paths, grouping, settings.max_input_bytes)):
                failures = [*story.failures, *(read.failure for read in reads if read.failure)]
                failed += _tell(failures)
                _put([read.extract for read in reads if not read.failure], output, as_text)
        return failed

    return 1 if asyncio.run(go()) else 0


def _tell(failures: list[Failure]) -> int:
    """Print the failures; count those that cost an article."""
    for failure in failures:
        click.echo(f"summarizer: {failure.reason}", err=True)
    return sum(failure.fatal for failure in failures)


def _attribute(found: Iterable[Story]) -> int:
    """Write attributions by rule alone: no draft, no parties, no replies."""
    failed = 0
    for story in found:
        failed += _tell(list(story.failures))
        for article in story.articles:
            click.echo(by_rules(article))
    return 1 if failed else 0


def _put(extracts: list[Extract], output: Path | None, as_text: Callable[[Extract], str]) -> None:
    if output:
        write_extracts(extracts, output)
        return
    for extract in extracts:
        click.echo(as_text(extract))


def _as_line(extract: Extract) -> str:
    return json.dumps(extract.model_dump(mode="json"), ensure_ascii=False)
