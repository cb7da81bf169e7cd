"""The five steps in order, for many articles at once; one bad article is listed, never lost."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from summarizer.errors import BudgetSpent, ModelError
from summarizer.llm import Model
from summarizer.models import Article, Audit, Brief, Decision, Draft, Extract, Failure
from summarizer.steps.collect import Story
from summarizer.steps.extract import Engine
from summarizer.steps.extract.by_model import joined
from summarizer.steps.ground import Reading, ground, left_out
from summarizer.steps.merge import doubtful, merge
from summarizer.steps.merge.asked import judged, summed_up

log = logging.getLogger("summarizer")

Outcome = Extract | Failure
Seen = Callable[[Article, Outcome], None]
"""Told of every article as it is done, for progress."""


class Finished(NamedTuple):
    """One story, read and merged."""

    brief: Brief
    extracts: tuple[Extract, ...]


def unseen(_article: Article, _outcome: Outcome) -> None:
    """Tell nobody."""


@dataclass
class Pipeline:
    """Reads and merges stories with one engine. `ended` holds why the run was ended early, if it was."""

    engine: Engine
    model: Model | None = None
    concurrency: int = 8
    verdicts: tuple[Decision, ...] = ()
    seen: Seen = unseen
    ended: ModelError | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Make the gate that bounds the articles under way."""
        self._gate = asyncio.Semaphore(self.concurrency)

    async def __aenter__(self) -> Self:
        """Run for a while: `async with pipeline: …` closes the model's connections at the end."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the model's connections."""
        if self.model is not None:
            await self.model.__aexit__()

    async def stories(self, stories: Iterable[Story]) -> AsyncIterator[Finished]:
        """Run stories as they come, a bounded number at a time; yield each when it is done."""
        waiting: set[asyncio.Task[Finished]] = set()
        try:
            for story in stories:
                waiting.add(asyncio.create_task(self.story(story)))
                if len(waiting) >= max(2, self.concurrency):
                    done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        yield task.result()
            for task in asyncio.as_completed(list(waiting)):
                yield await task
        finally:
            for task in waiting:
                task.cancel()

    async def story(self, story: Story) -> Finished:
        """Read all articles of a story at once, then merge what they say."""
        extracts, failures = await self.extracted(story)
        return Finished(await self.merged(story.name, extracts, failures), extracts)

    async def extracted(self, story: Story) -> tuple[tuple[Extract, ...], tuple[Failure, ...]]:
        """Read all articles of a story at once; one that could not be read has an empty extract and a failure."""
        outcomes = await asyncio.gather(*(self.article(article) for article in story.articles))
        pairs = tuple(zip(story.articles, outcomes, strict=True))
        extracts = tuple(o if isinstance(o, Extract) else _unread(article) for article, o in pairs)
        failures = (*story.failures, *(outcome for outcome in outcomes if isinstance(outcome, Failure)))
        return extracts, failures

    async def merged(self, name: str, extracts: Sequence[Extract], failures: Sequence[Failure] = ()) -> Brief:
        """Merge extracts; a model, where there is one, is asked about the doubtful pairs and writes the summary."""
        verdicts = self.verdicts
        if self.model is not None and self.ended is None:
            verdicts = (*verdicts, *await judged(doubtful(extracts, verdicts), self.model))
        brief = merge(extracts, failures, verdicts, story=name)
        if self.model is None or self.ended is not None:
            return brief
        return await summed_up(brief, self.model)

    async def article(self, article: Article) -> Outcome:
        """Extract and ground one article; what the model could not do is a failure with its reason."""
        async with self._gate:
            outcome = await self._read(article)
        self.seen(article, outcome)
        return outcome

    async def _read(self, article: Article) -> Outcome:
        if self.ended is not None:
            return _failed(article, "The run had ended before this article was read: run again to go on.")
        try:
            return await self._extracted(article)
        except ModelError as error:
            if error.ends_run and self.ended is None:
                self.ended = error
                log.error("%s", error)
            return _failed(article, str(error))

    async def _extracted(self, article: Article) -> Extract:
        answer = await self.engine(article)
        reading = Reading(
            engine="llm" if self.engine.name == "llm" else "offline",
            read=answer.read,
            parts=answer.parts,
            notes=answer.notes,
            rejected=answer.rejected,
        )
        extract = ground(article, answer.draft, reading)
        missed = left_out(extract) if self.engine.name == "llm" else ()
        if not missed:
            return extract
        again = await self._second_look(article, missed)
        return ground(article, joined([answer.draft, again]), reading) if again else extract

    async def _second_look(self, article: Article, missed: tuple[int, ...]) -> Draft | None:
        """Ask once more for sentences that were left out; what is there already is kept if that fails."""
        try:
            return (await self.engine(article, only=missed)).draft
        except ModelError as error:
            if isinstance(error, BudgetSpent):
                self.ended = error
            log.warning("%s was not read again: %s", article.source, error)
            return None


def _failed(article: Article, reason: str) -> Failure:
    return Failure(source=article.source, article=article.id, step="extract", reason=f"{article.source}: {reason}")


def _unread(article: Article) -> Extract:
    """Stand in for an article that no engine could read: its claims are unknown, not absent."""
    return Extract(article=article, audit=Audit(article=article.id, engine="none"))
