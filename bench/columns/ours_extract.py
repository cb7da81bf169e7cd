"""summarizer as `summarizer extract` runs it: grounding is on, nothing is merged, no ledger is kept."""

import asyncio
from pathlib import Path

from bench.columns.job import Done, Job
from bench.columns.ours import settings_for
from summarizer.cli import collect_seldom
from summarizer.models import Article
from summarizer.session import Session
from summarizer.steps.collect import stories
from summarizer.steps.render import write_extracts


def read(job: Job) -> Done:
    """Extract and ground all articles."""
    collect_seldom()  # as the command line does
    return asyncio.run(_read(job))


async def _read(job: Job) -> Done:
    session = Session.open(settings_for(job))
    articles: list[Article] = [article for story in stories([job.articles]) for article in story.articles]
    async with session.pipeline:
        reads = await session.pipeline.read(articles)
    write_extracts((read.extract for read in reads if read.failure is None), Path(job.folder, "out"))
    failed = tuple(read.failure.source for read in reads if read.failure)
    return Done(len(reads) - len(failed), failed)
