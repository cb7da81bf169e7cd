"""summarizer run: everything, for one or many stories."""

import asyncio
from pathlib import Path

import click

from summarizer.cli.options import Tape, settings_options, story_option, tape_options
from summarizer.cli.report import Report
from summarizer.estimate import estimate
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping, stories
from summarizer.steps.merge.verdicts import read_verdict_file


@click.command(
    epilog="\b\nsummarizer run reports/ -o out\nsummarizer run ap.txt afp.txt --engine offline\n"
    "cat story.txt | summarizer run -\nsummarizer run month.jsonl -o out --max-cost 5"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write files there.")
@story_option
@click.option(
    "--decisions", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A person's verdicts."
)
@click.option("--dry-run", is_flag=True, help="Count articles, stories, tokens and cost; ask nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@click.option("--json", "as_json", is_flag=True, help="Progress as JSON lines, for machines.")
@click.option("-v", "--verbose", is_flag=True, help="Show what is logged.")
@tape_options
@settings_options
def command(
    paths: tuple[str, ...], output: Path | None, grouping: Grouping, tape: Tape, settings: Settings, **flags: object
) -> int:
    """Read articles (files, folders, - for standard input), merge them and show the brief.

    Each folder of articles is a story. With -o the brief is also written as HTML, Markdown and JSON, and what is done
    or paid for is kept there: the same command again goes on where it stopped.
    """
    if flags["dry_run"]:
        click.echo(estimate(stories(paths, grouping, settings.max_input_bytes), settings))
        return 0
    verdicts = read_verdict_file(flags["decisions"]) if isinstance(flags["decisions"], Path) else ()
    report = Report(bool(flags["quiet"]), bool(flags["as_json"]), bool(flags["verbose"]))
    session = Session.open(settings, Plan(output, tape.tapes(), verdicts), report.read)
    report.engine(session)
    try:
        asyncio.run(_go(session, report, paths, grouping))
    except KeyboardInterrupt:
        report.interrupted(output)
        return 130
    finally:
        report.stop()
    return report.finish(session, output)


async def _go(session: Session, report: Report, paths: tuple[str, ...], grouping: Grouping) -> None:
    async for finished in session.run(stories(paths, grouping, session.settings.max_input_bytes)):
        report.story(finished.brief)
