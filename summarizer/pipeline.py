"""The five steps in order, for many articles at once; one bad article is listed, never lost."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from summarizer.errors import BudgetSpent, ModelError, Postponed
from summarizer.models import Article, Audit, Brief, Decision, Draft, Extract, Failure
from summarizer.settings import Settings
from summarizer.steps.collect import Story
from summarizer.steps.extract import Engine
from summarizer.steps.extract.by_rules import OfflineEngine
from summarizer.steps.ground import Reading, complaints, ground, left_out
from summarizer.steps.merge import compared, doubtful, merge, merged

if TYPE_CHECKING:  # the rules do not load what asks a model
    from summarizer.llm import Model

log = logging.getLogger("summarizer")

T = TypeVar("T")

_LARGE = 200
"""Claims of a story whose work would hold up the loop for too long: some 0.1 s."""


class Read(NamedTuple):
    """One article as it was read; with a failure, its extract is empty and its claims are unknown."""

    extract: Extract
    failure: Failure | None
    seconds: float = 0.0
    waits: str = ""
    """What is still to come from a batch, in a sentence; empty where nothing is."""


class Finished(NamedTuple):
    """One story, read and merged."""

    story: Story
    brief: Brief
    reads: tuple[Read, ...]


def unseen(_read: Read) -> None:
    """Tell nobody."""


@dataclass
class Pipeline:
    """Reads and merges stories with one engine. `ended` holds why the run was ended early, if it was."""

    engine: Engine
    model: Model | None = None
    concurrency: int = 8
    verdicts: tuple[Decision, ...] = ()
    seen: Callable[[Read], None] = unseen
    language: str = "en"
    ended: ModelError | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Make the gate that bounds the articles under way, and the one place beside the loop for large stories."""
        self._gate = asyncio.Semaphore(self.concurrency)
        self._beside = asyncio.Lock()

    @classmethod
    def of(
        cls,
        settings: Settings,
        model: Model | None = None,
        verdicts: tuple[Decision, ...] = (),
        seen: Callable[[Read], None] = unseen,
    ) -> Self:
        """Make the pipeline that settings ask for; a model reads if there is one, else the rules."""
        return cls(_engine(settings, model), model, settings.concurrency, verdicts, seen, settings.language)

    async def __aenter__(self) -> Self:
        """Run for a while: `async with pipeline: …` closes the model's connections at the end."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the model's connections."""
        if self.model is not None:
            await self.model.__aexit__()

    async def stories(self, stories: Iterable[Story]) -> AsyncGenerator[Finished]:
        """Run stories as they come, a bounded number at a time; yield each when it is done."""
        waiting: set[asyncio.Task[Finished]] = set()
        done: set[asyncio.Task[Finished]] = set()
        try:
            for story in chain(stories, [None]):
                if story is not None:
                    waiting.add(asyncio.create_task(self.story(story)))
                while len(waiting) > (self.concurrency if story is not None else 0):
                    done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        yield task.result()
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, *done, return_exceptions=True)

    async def reads(self, stories: Iterable[Story]) -> AsyncIterator[tuple[Story, tuple[Read, ...]]]:
        """Read stories without merging them, a bounded number at a time; yield them in the order in which they came."""
        under_way: deque[tuple[Story, asyncio.Task[tuple[Read, ...]]]] = deque()
        try:
            for story in chain(stories, [None]):
                if story is not None:
                    under_way.append((story, asyncio.create_task(self.read(story.articles))))
                while len(under_way) > (self.concurrency if story is not None else 0):
                    first, task = under_way[0]
                    yield first, await task
                    under_way.popleft()
        finally:
            for _, task in under_way:
                task.cancel()
            await asyncio.gather(*(task for _, task in under_way), return_exceptions=True)

    async def worked(self, claims: int, work: Callable[..., T], *given: object) -> T:
        """Work on a story of so many claims.

        A small one is done at once, when what landed is kept. A large one is done beside the loop, one at a time:
        answers that land meanwhile are kept, if slowly, and Ctrl-C is heard.
        """
        if claims > _LARGE:
            async with self._beside:
                return await asyncio.to_thread(work, *given)
        if self.model is not None:
            await self.model.desk.clear()
        return work(*given)

    async def story(self, story: Story) -> Finished:
        """Read all articles of a story at once, then merge what they say."""
        return await self.finished(story, await self.read(story.articles))

    async def finished(self, story: Story, reads: tuple[Read, ...]) -> Finished:
        """Merge what the articles of a story were read to say, with all that could not be read."""
        failures = (*story.failures, *(read.failure for read in reads if read.failure))
        extracts = [read.extract for read in reads]
        if any(read.waits for read in reads):  # a model is asked about the whole story, and then only once
            brief = await self.worked(_claims(extracts), merge, extracts, failures, self.verdicts, story.name)
            return Finished(story, brief, reads)
        return Finished(story, await self.merged(story.name, extracts, failures), reads)

    async def read(self, articles: Iterable[Article]) -> tuple[Read, ...]:
        """Read articles at once, as many as the gate lets through; the order stays."""
        return tuple(await asyncio.gather(*(self.article(article) for article in articles)))

    async def article(self, article: Article) -> Read:
        """Extract and ground one article; what the model could not do is a failure with its reason."""
        async with self._gate:
            began = time.monotonic()
            read = await self._read_or_failure(article)
        read = read._replace(seconds=round(time.monotonic() - began, 3))
        self.seen(read)
        return read

    async def merged(self, name: str, extracts: Sequence[Extract], failures: Sequence[Failure] = ()) -> Brief:
        """Merge extracts; a model, where there is one, is asked about doubtful pairs and sums up several articles."""
        work = partial(self.worked, _claims(extracts))
        comparison = await work(compared, extracts, self.verdicts)
        if self.model is None or self.ended is not None:
            return await work(merged, comparison, failures, self.verdicts, name)
        from summarizer.steps.merge.asked import judged, summed_up  # the rules do not load what asks a model

        try:
            asked = await judged(name, await work(doubtful, comparison), self.model)
            brief = await work(merged, comparison, failures, (*self.verdicts, *asked), name)
            alone = len(extracts) == 1 and self.language == "en"  # then the template says as much, and costs nothing
            return brief if alone else await summed_up(brief, self.model, self.language)
        except ModelError as error:  # the run is over, and what was read is still merged, by rule
            self.ended = error
            return await work(merged, comparison, failures, self.verdicts, name)

    async def _read_or_failure(self, article: Article) -> Read:
        # with the budget spent nothing more is asked, and what is answered already is still read
        if self.ended is not None and not isinstance(self.ended, BudgetSpent):
            return _unread(article, "the run had ended before it was read: run again to go on.")
        try:
            return await self._read(article)
        except Postponed as later:
            return _unread(article, str(later))._replace(waits=str(later))
        except ModelError as error:
            if error.ends_run and self.ended is None:
                self.ended = error
            return _unread(article, str(error))

    async def _read(self, article: Article) -> Read:
        answer = await self.engine(article)
        reading = Reading(self.engine.name, answer.read, answer.parts, answer.notes, answer.rejected)
        extract = ground(article, answer.draft, reading)
        missed = left_out(extract) if self.engine.name == "llm" else ()
        if not missed:
            return Read(extract, None)
        from summarizer.steps.extract.by_model import joined  # the rules do not load what asks a model

        try:
            again = await self._second_look(article, missed)
        except Postponed as later:
            return Read(extract, None, waits=f"A second look at what was left out: {later}")
        return Read(ground(article, joined([answer.draft, again]), reading) if again else extract, None)

    async def _second_look(self, article: Article, missed: tuple[int, ...]) -> Draft | None:
        """Ask once more for sentences that were left out; what is there already is kept if that fails."""
        try:
            return (await self.engine(article, only=missed)).draft
        except Postponed:
            raise
        except ModelError as error:
            if isinstance(error, BudgetSpent):
                self.ended = error
            log.warning("%s was not read again: %s", article.source, error)
            return None


def _engine(settings: Settings, model: Model | None) -> Engine:
    if model is None:
        return OfflineEngine()
    from summarizer.steps.extract.by_model import ModelEngine  # the rules do not load what asks a model

    return ModelEngine(model, complaints, settings.part_chars, settings.language)


def _claims(extracts: Iterable[Extract]) -> int:
    return sum(len(extract.claims) for extract in extracts)


def _unread(article: Article, reason: str) -> Read:
    """Stand in for an article that no engine could read: its claims are unknown, not absent."""
    told = f"{article.source}: {reason}"
    failure = Failure(source=article.source, article=article.id, step="extract", reason=told)
    return Read(Extract(article=article, audit=Audit(article=article.id, engine="none")), failure)
