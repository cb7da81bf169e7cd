"""summarizer as `summarizer run -o` runs it: grounding, ledger, merge and pages are on."""

import asyncio
from pathlib import Path

from bench.columns.job import KEY, MODEL, Done, Job
from summarizer.cli import collect_seldom
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import stories


def settings_for(job: Job) -> Settings:
    """The settings of a run, every other one at its default."""
    known = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": job.url, "SUMMARIZER_MODEL": MODEL}
    return Settings.from_mapping(known, concurrency=job.concurrency)


def read(job: Job) -> Done:
    """Run all stories of the articles."""
    collect_seldom()  # as the command line does
    return asyncio.run(_read(job))


async def _read(job: Job) -> Done:
    session = Session.open(settings_for(job), Plan(Path(job.folder, "out")))
    async for _ in session.run(stories([job.articles])):
        pass
    failed = tuple(failure.source for failure in session.failures if failure.fatal)
    return Done(session.counts["done"] + session.counts["partial"], failed)
