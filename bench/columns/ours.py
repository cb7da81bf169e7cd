"""summarizer as `summarizer run -o` runs it: grounding, ledger, merge and pages are on."""

import asyncio
from collections.abc import AsyncIterable
from pathlib import Path

from bench.columns.job import KEY, MODEL, Done, Job
from bench.command import running
from summarizer.cli import collect_seldom
from summarizer.session import Plan, Session
from summarizer.settings import Settings


def settings_for(job: Job) -> Settings:
    """The settings of a run, every other one at its default."""
    known = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": job.url, "SUMMARIZER_MODEL": MODEL}
    return Settings.from_mapping(known, concurrency=job.concurrency)


def read(job: Job) -> Done:
    """Run all stories of the articles."""
    collect_seldom()  # as the command line does
    session = Session.open(settings_for(job), Plan(Path(job.folder, "out")))
    asyncio.run(_all(running(session, job.articles)))
    failed = tuple(failure.source for failure in session.failures if failure.fatal)
    return Done(session.counts["done"] + session.counts["partial"], failed)


async def _all(told: AsyncIterable[object]) -> None:
    async for _ in told:
        pass
