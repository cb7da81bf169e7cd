"""summarizer run: everything, for one or many stories."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.options import Tape, settings_options, story_option, tape_options
from summarizer.cli.report import Report
from summarizer.cli.spread import Cluster, run_spread, spread_options
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.spread import Asked
from summarizer.steps.collect import Grouping, Story, stories
from summarizer.steps.merge.verdicts import read_verdict_file
from summarizer.workers import crew_for

if TYPE_CHECKING:  # most runs pack nothing: what that takes is loaded where it is asked for
    from summarizer.bundle import Packer
    from summarizer.workers.crew import Crew


@click.command(
    epilog="\b\nsummarizer run reports/ -o out\nsummarizer run ap.txt afp.txt --engine offline\n"
    "cat story.txt | summarizer run -\nsummarizer run month.jsonl -o out --max-cost 5"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", metavar="DIR", help="Write files there; with --runner ray also a URL: s3://…")
@story_option
@click.option(
    "--decisions", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A person's verdicts."
)
@click.option("--bundle", type=click.Path(path_type=Path), metavar="FILE", help="Pack the run, to be verified later.")
@click.option("--no-texts", is_flag=True, help="Leave the articles' texts out of the bundle.")
@click.option("--workers", type=click.IntRange(0), metavar="N", help="Processes for many stories; 0: all processors.")
@spread_options
@click.option("--dry-run", is_flag=True, help="Count articles, stories, tokens and cost; ask nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@click.option("--json", "as_json", is_flag=True, help="Progress as JSON lines, for machines.")
@click.option("-v", "--verbose", is_flag=True, help="Show what is logged.")
@tape_options
@settings_options
def command(
    paths: tuple[str, ...], output: str | None, grouping: Grouping, tape: Tape, settings: Settings, **flags: Any
) -> int:
    """Read articles (files, folders, - for standard input), merge them and show the brief.

    Each folder of articles is a story. With -o the brief is also written as HTML, Markdown and JSON, and what is done
    or paid for is kept there: the same command again goes on where it stopped.
    """
    if flags["dry_run"]:
        from summarizer.estimate import estimate  # what asks a model is loaded where one is asked

        click.echo(estimate(stories(paths, grouping, settings.max_input_bytes), settings))
        return 0
    verdicts = read_verdict_file(flags["decisions"]) if flags["decisions"] else ()
    if flags["workers"] is not None:
        settings = settings.model_copy(update={"workers": flags["workers"]})
    report = Report(flags["quiet"], flags["as_json"], flags["verbose"])
    if flags["cluster"]:
        if output is None or flags["bundle"]:
            raise click.UsageError("--runner ray writes files, and packs none: give -o DIR or a URL, and no --bundle.")
        cluster: Cluster = flags["cluster"]
        asked = Asked(paths, output, cluster.ledger, grouping, verdicts, tape.tapes(), cluster.form, cluster.parts)
        return run_spread(asked, settings, report)
    folder = Path(output) if output else None
    with _packer(flags) as packer:
        tapes = tape.tapes()._replace(spool=packer.exchanges) if packer else tape.tapes()
        session = Session.open(settings, Plan(folder, tapes, verdicts), report.read)
        found = stories(paths, grouping, settings.max_input_bytes)
        if packer:
            from summarizer.bundle import placed

            found = placed(found, paths)
        try:
            _run(session, report, found, packer)
        except KeyboardInterrupt:
            report.interrupted(folder)
            return 130
        finally:
            report.stop()
        code = report.finish(session, folder)
        if packer:
            packer.write(session, verdicts)
    return code


def _packer(flags: dict[str, Any]) -> "AbstractContextManager[Packer | None]":
    file = flags["bundle"]
    if file:
        from summarizer.bundle import Packer

        return Packer(file, texts=not flags["no_texts"])
    if flags["no_texts"]:
        raise click.UsageError("--no-texts belongs to --bundle FILE: give both.")
    return nullcontext()


def _run(session: Session, report: Report, found: Iterator[Story], packer: "Packer | None") -> None:
    crew, stories = (None, found) if packer else crew_for(session, session.todo(found))
    report.engine(session)  # only now: a live line is a thread, and a process with threads is not forked
    asyncio.run(_together(crew, report, stories) if crew else _alone(session, report, stories, packer))


async def _alone(session: Session, report: Report, found: Iterator[Story], packer: "Packer | None") -> None:
    async for finished in session.run(found):
        report.story(finished.brief)
        if packer:
            packer.add(finished)


async def _together(crew: "Crew", report: Report, found: Iterator[Story]) -> None:
    async for told in crew.run(found, report.one):
        report.told(told.story, told.counts, told.failures)
