"""summarizer batch: a run by way of the provider's batches, in three steps that each go on where they stopped."""

import asyncio
import json
import shlex
import time
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import click

from summarizer.batch import Collection, Standing, Submitted, batches_of, look
from summarizer.batch import submit as hand_in
from summarizer.cli.options import provider_options, story_option
from summarizer.cli.report import Report
from summarizer.errors import SettingsError
from summarizer.estimate import estimate
from summarizer.llm.batches import Seen
from summarizer.settings import Settings
from summarizer.steps.collect import Grouping, stories
from summarizer.steps.merge.verdicts import read_verdict_file

_EVERY = 60.0
"""Seconds between two looks at batches that take hours."""

_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Folder of the run."
)
_as_json = click.option("--json", "as_json", is_flag=True, help="JSON lines, for machines.")


class _Steps(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the steps in their order."""
        return list(self.commands)


@click.group(
    cls=_Steps,
    epilog="\b\nsummarizer batch submit month.jsonl -o out\nsummarizer batch status -o out --wait\n"
    "summarizer batch collect -o out",
)
def command() -> None:
    """Run by way of the provider's batches: half the price, answers within a day.

    Submit, wait, collect. Each step may be stopped and called again: nothing is submitted or paid for twice.
    """


@command.command(
    epilog="\b\nsummarizer batch submit reports/ -o out\nsummarizer batch submit month.jsonl -o out --dry-run"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_output
@story_option
@click.option("--dry-run", is_flag=True, help="Count articles, stories, tokens and cost; ask nothing.")
@_as_json
@provider_options("--model", "--base-url", "--mode", "--language", "--max-tokens", "--max-cost", "--prices")
def submit(
    paths: tuple[str, ...], output: Path, grouping: Grouping, settings: Settings, dry_run: bool, as_json: bool
) -> int:
    """Hand in what `run` would ask about articles.

    What is answered already, or waits in a batch, is left out. Another submit adds to the folder.
    """
    found = stories(paths, grouping, settings.max_input_bytes)
    if dry_run:
        click.echo(estimate(found, settings, batched=True))
        return 0
    done = asyncio.run(hand_in(_with_key(settings), found, output))
    if as_json:
        click.echo(json.dumps(_submitted(done)))
    else:
        for line in _told(done, output):
            click.echo(line)
    if done.ended is not None:
        click.echo(f"summarizer: {done.left_out} requests were left out. {done.ended}", err=True)
    return 1 if done.ended is not None else 0


@command.command(epilog="\b\nsummarizer batch status -o out\nsummarizer batch status -o out --wait")
@_output
@click.option("--wait", is_flag=True, help="Come back when all batches have ended.")
@click.option(
    "--every",
    type=click.FloatRange(0.01),
    default=_EVERY,
    show_default=True,
    metavar="SECONDS",
    help="How often to look while waiting.",
)
@_as_json
@provider_options("--base-url")
def status(output: Path, wait: bool, every: float, as_json: bool, settings: Settings) -> int:
    """Say how the batches of a folder stand.

    Collect those that have ended, in whatever way: what was answered counts.
    """
    settings = _with_key(settings)
    batches = batches_of(output)
    found = asyncio.run(look(settings, batches))
    while wait and not all(_ended(one) for one in found):
        time.sleep(every)
        found = asyncio.run(look(settings, batches))
    for one in found:
        click.echo(json.dumps(_standing(one)) if as_json else _line(one))
    if as_json:
        click.echo(json.dumps({"total": len(found), "ended": all(_ended(one) for one in found)}))
    else:
        _say_next(found, output)
    return 0


@command.command(epilog="\b\nsummarizer batch collect -o out\nsummarizer batch collect -o out --live")
@_output
@click.option(
    "--decisions", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A person's verdicts."
)
@click.option("--live", is_flag=True, help="Ask what is missing at once, at the full price, not in another batch.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@_as_json
@click.option("-v", "--verbose", is_flag=True, help="Show what is logged.")
@provider_options("--base-url", "--concurrency", "--rpm", "--tpm", "--max-tokens", "--max-cost", "--prices")
def collect(output: Path, decisions: Path | None, settings: Settings, live: bool, **flags: bool) -> int:
    """Fetch what has been answered, merge it and write it as `run` does.

    What was not answered, and what has to be asked again, goes into another batch: collect once more when that has
    ended. Doubtful pairs and the summaries are asked about live.
    """
    verdicts = read_verdict_file(decisions) if decisions else ()
    report = Report(flags["quiet"], flags["as_json"], flags["verbose"])
    work = Collection(_with_key(settings), output, verdicts, live, report.read, report.engine)
    try:
        asyncio.run(_go(work, report))
    finally:
        report.stop()
    if work.session is None:
        return 1
    code = report.finish(work.session, output, retry=False)
    for line in _left(work, output):
        click.echo(f"summarizer: {line}", err=True)
    return code


async def _go(work: Collection, report: Report) -> None:
    async with aclosing(work.stories()) as found:
        async for finished in found:
            # what only waits is counted at the end: of a month of articles it would be a line each
            report.story(
                finished.brief, {read.failure.reason for read in finished.reads if read.waits and read.failure}
            )


def _with_key(settings: Settings) -> Settings:
    if settings.api_key is None:
        raise SettingsError("OPENAI_API_KEY is not set: batches are the provider's, so put it into .env.")
    return settings


def _submitted(done: Submitted) -> dict[str, object]:
    return {
        "batches": [{"batch": one.name, "requests": one.requests} for one in done.batches],
        "resumed": list(done.resumed),
        "cost": round(done.cost, 6),
        "under_way": done.under_way,
        "left_out": done.left_out,
    }


def _told(done: Submitted, output: Path) -> list[str]:
    """Say what was handed in, and what to do next."""
    lines = [f"{name} was handed in before, and is started now." for name in done.resumed]
    lines += [f"{one.name}: {_count(one.requests, 'request')} submitted." for one in done.batches]
    if done.cost:
        lines.append(f"About ${done.cost:.2f}; questions about doubtful pairs and the summaries come on top, live.")
    if not done.batches:
        lines.append(f"Nothing new to submit; {_count(done.under_way, 'request')} under way.")
    folder = shlex.quote(str(output))
    wait = f"summarizer batch status -o {folder} --wait" if done.under_way else ""
    return [*lines, f"Next: {' && '.join(filter(None, (wait, f'summarizer batch collect -o {folder}')))}"]


def _ended(one: Standing) -> bool:
    """Whether nothing more will come of a batch by itself."""
    return one.batch.collected or one.seen is None or one.seen.ended


def _line(one: Standing) -> str:
    """Say in words how a batch stands."""
    batch, seen = one.batch, one.seen
    asked = _count(batch.requests, "request")
    if batch.collected:
        why = f" ({batch.reason})" if batch.reason else ""
        return f"{batch.name or batch.file}: {asked}, {batch.answered} answered; collected{why}."
    if seen is None:
        return f"{batch.file}: {asked}, handed in and not started: submit or collect starts it."
    failed = f", {seen.failed} failed" if seen.failed else ""
    why = f" ({', '.join(seen.codes[:3])})" if seen.codes else ""
    return f"{batch.name}: {asked}, {seen.completed} answered{failed}; {seen.status.replace('_', ' ')}{why}."


def _short(seen: Seen) -> str:
    """Say of a batch that it did not bring everything."""
    why = f" ({', '.join(seen.codes[:3])})" if seen.codes else ""
    return f"{seen.name} {seen.status}{why}: {seen.completed} of {_count(seen.total, 'request')} answered."


def _standing(one: Standing) -> dict[str, object]:
    batch, seen = one.batch, one.seen
    return {
        "batch": batch.name,
        "file": batch.file,
        "status": seen.status if seen else batch.status,
        "requests": batch.requests,
        "answered": seen.completed if seen else batch.answered,
        "failed": seen.failed if seen else batch.requests - batch.answered if batch.collected else 0,
        "collected": batch.collected,
    }


def _say_next(found: Sequence[Standing], output: Path) -> None:
    folder = shlex.quote(str(output))
    if not found:
        click.echo(f"No batches in {output}: hand articles in with summarizer batch submit.")
    elif any(one.seen is None or one.seen.ended for one in found if not one.batch.collected):
        click.echo(f"Next: summarizer batch collect -o {folder}")


def _left(work: Collection, output: Path) -> list[str]:
    """Say what a collection leaves, and what to do about it."""
    session, folder = work.session, shlex.quote(str(output))
    if session is None or session.complete:
        return []
    sent = sum(one.requests for one in work.sent)
    lines = [_short(seen) for seen in work.looked if seen.ended and seen.completed < max(seen.total, 1)]
    lines += [f"{_count(sent, 'request')} went into another batch."] if sent else []
    if session.waiting:
        then = f"summarizer batch status -o {folder} --wait && summarizer batch collect -o {folder}"
        return [*lines, f"Waiting for a batch: {_count(session.waiting, 'article')}. Next: {then}"]
    return [*lines, "Submit the same articles again to have what failed asked once more, or read them with run."]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number:,} {what}s"
