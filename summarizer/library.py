"""What other programs call: read, extract, merge, summarize; each in a plain and an async form."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from summarizer.errors import InputError, ModelError, UsageError
from summarizer.llm import Tapes
from summarizer.models import Article, Brief, Decision, Extract
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps import merge as merging
from summarizer.steps.collect import Story, stories

Inputs = Iterable[str | Path | Article] | str | Path | Article
EngineName = Literal["auto", "llm", "offline"]


def read_articles(paths: Iterable[str | Path] | str | Path) -> tuple[Article, ...]:
    """Read files and folders as articles; equal texts once.

    Raises:
        UsageError: A path does not exist. InputError: A file cannot be read.
    """
    story = _together(paths, Settings())
    broken = [failure.reason for failure in story.failures if failure.fatal]
    if broken:
        raise InputError(" ".join(broken))
    return story.articles


def summarize(
    inputs: Inputs, engine: EngineName = "auto", settings: Settings | None = None, tapes: Tapes = Tapes()
) -> Brief:
    """Read several reports of one event and reconcile them.

    Args:
        inputs: Paths of files and folders, or articles: all of one story.
        engine: `llm`, `offline`, or `auto`: llm where a key is set.
        settings: From the environment if none are given.
        tapes: Folders to record exchanges in or to replay them from.

    Returns:
        The brief. An input that could not be read is in its `failures`.

    Raises:
        UsageError: A path or setting cannot be used. ModelError: The endpoint ended the run. RecordingError: A
            replayed exchange is missing or unused.
    """
    return asyncio.run(asummarize(inputs, engine, settings, tapes))


async def asummarize(
    inputs: Inputs, engine: EngineName = "auto", settings: Settings | None = None, tapes: Tapes = Tapes()
) -> Brief:
    """As `summarize`, inside a running event loop."""
    chosen = _settings(settings, engine)
    session = Session.open(chosen, Plan(tapes=tapes))
    finished = [done async for done in session.run([_together(inputs, chosen)])]
    _raise_ended(session.pipeline.ended)
    return finished[0].brief


def extract(
    inputs: Inputs, engine: EngineName = "auto", settings: Settings | None = None, tapes: Tapes = Tapes()
) -> tuple[Extract, ...]:
    """Read articles and ground what they say, without merging; see `summarize` for the arguments.

    An article that could not be read has an extract whose `audit.engine` is `none`.
    """
    return asyncio.run(aextract(inputs, engine, settings, tapes))


async def aextract(
    inputs: Inputs, engine: EngineName = "auto", settings: Settings | None = None, tapes: Tapes = Tapes()
) -> tuple[Extract, ...]:
    """As `extract`, inside a running event loop."""
    chosen = _settings(settings, engine)
    session = Session.open(chosen, Plan(tapes=tapes))
    async with session.pipeline:
        reads = await session.pipeline.read(_together(inputs, chosen).articles)
    _raise_ended(session.pipeline.ended)
    session.refuse_unused()
    return tuple(read.extract for read in reads)


def merge(extracts: Sequence[Extract], verdicts: Sequence[Decision] = (), story: str = "story") -> Brief:
    """Reconcile extracts by rule alone: no model is asked.

    Args:
        extracts: One an article.
        verdicts: A person's decisions, which win over every rule.
        story: Name of the story.
    """
    return merging.merge(extracts, (), verdicts, story=story)


def _settings(settings: Settings | None, engine: EngineName) -> Settings:
    if settings is None:
        import os

        return Settings.from_mapping(os.environ, engine=engine)
    return settings if engine == "auto" else settings.model_copy(update={"engine": engine})


def _together(inputs: Inputs, settings: Settings) -> Story:
    """Take everything as one story, named for its folder where all comes from one."""
    items = [inputs] if isinstance(inputs, str | Path | Article) else list(inputs)
    paths = [str(item) for item in items if not isinstance(item, Article)]
    articles = tuple(item for item in items if isinstance(item, Article))
    if not items:
        raise UsageError("There is nothing to read: give at least one path or article.")
    found = list(stories(paths, "folder", settings.max_input_bytes)) if paths else []
    name = found[0].name if len(found) == 1 else "story"
    read = tuple(article for story in found for article in story.articles)
    return Story(name, (*read, *articles), tuple(failure for story in found for failure in story.failures))


def _raise_ended(error: ModelError | None) -> None:
    if error is not None:
        raise error
