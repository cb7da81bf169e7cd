"""The crew: hands stories to workers, carries their questions to the model, and hears what became of each story."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from itertools import chain, count
from typing import Any, NamedTuple, Self

from summarizer.away import Told
from summarizer.errors import ModelError, SummarizerError
from summarizer.llm import Turn
from summarizer.models import Draft
from summarizer.session import Session
from summarizer.steps.collect import Story
from summarizer.workers.line import Line
from summarizer.workers.processes import Process, start
from summarizer.workers.worker import work

_EACH = 2
"""Stories with each worker at least: one that it works on, and one that waits."""

Seen = Callable[[bool], None]
"""Hears of each article that was read whether it failed."""


class Crew:
    """Workers for one run of a session."""

    def __init__(self, session: Session, processes: tuple[Process, ...]) -> None:
        """Use `start`."""
        self._session, self._processes = session, processes

    @classmethod
    def start(cls, session: Session, workers: int) -> Self:
        """Start workers. No event loop runs yet: what they need is loaded once, here."""
        if session.model is not None:
            session.model.load(Draft)
        return cls(session, start(work, workers))

    async def run(self, stories: Iterable[Story], seen: Seen) -> AsyncGenerator[Told]:
        """Run stories as they come, a bounded number at a time; yield what is told of each when it is done.

        Raises:
            RecordingError: A replayed exchange is missing, or some were not used. SummarizerError: Files cannot be
                written, or a worker was ended from outside.
        """
        most = max(self._session.settings.concurrency, _EACH * len(self._processes))
        async with self._session.held(), self._at_work(seen) as shift:
            for story in chain(stories, [None]):
                if story is not None:
                    shift.hand_out(story)
                while shift.under_way > (most if story is not None else 0):
                    done, told = await shift.next()
                    self._session.enter(done, told)
                    yield told

    @asynccontextmanager
    async def _at_work(self, seen: Seen) -> AsyncGenerator["Shift"]:
        """Talk with the workers for a while; at the end they are gone."""
        shift = Shift(self._session, [_Hand(await Line.open(one.end), {}) for one in self._processes], seen)
        try:
            yield shift
        finally:
            await shift.end()
            for one in self._processes:
                one.stop()


class _Hand(NamedTuple):
    """One worker as the crew sees it."""

    line: Line
    stories: dict[int, Story]
    """What it was handed and has told nothing of yet, by number."""


class Shift:
    """The crew while it works: what was handed out, and what comes back."""

    def __init__(self, session: Session, hands: list[_Hand], seen: Seen) -> None:
        """Give the workers their orders, and listen."""
        self._session, self._hands, self._seen = session, hands, seen
        self._gate = asyncio.Semaphore(session.settings.concurrency)
        self._outcomes: asyncio.Queue[tuple[Story, Told] | BaseException] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._numbers = count()
        for hand in hands:
            hand.line.say("orders", 0, (session.orders(), session.output))
            self._do(self._listen, hand)

    @property
    def under_way(self) -> int:
        """Count the stories that are handed out, with those of which `next` has not told."""
        return sum(len(hand.stories) for hand in self._hands) + self._outcomes.qsize()

    def hand_out(self, story: Story) -> None:
        """Give a story to the worker that has the fewest."""
        hand = min(self._hands, key=lambda one: len(one.stories))
        number = next(self._numbers)
        hand.stories[number] = story
        hand.line.say("story", number, story)

    async def next(self) -> tuple[Story, Told]:
        """Wait for the next story of which a worker tells; raise what went wrong with the run."""
        outcome = await self._outcomes.get()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def end(self) -> None:
        """Stop listening, and hang up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for hand in self._hands:
            hand.line.close()

    def _do(self, work: Callable[..., Awaitable[None]], *given: object) -> None:
        async def done() -> None:
            try:
                await work(*given)
            except Exception as error:  # noqa: BLE001 - it is raised by `next`, where the run is
                self._outcomes.put_nowait(error)

        task = asyncio.create_task(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _listen(self, hand: _Hand) -> None:
        while (message := await hand.line.hear()) is not None:
            value: Any = message.value
            if message.kind == "turn":
                self._do(self._carry, hand, message.number, value)
            elif message.kind == "forget":
                self._session.forget(value)
            elif message.kind == "read":
                self._seen(value)
            else:
                story = hand.stories.pop(message.number)
                self._outcomes.put_nowait(value if isinstance(value, BaseException) else (story, value))
        raise SummarizerError(
            "A process that worked on stories was ended from outside, perhaps for want of memory: run the same command "
            "again, what is done and paid for is kept; --workers 1 needs the least."
        )

    async def _carry(self, hand: _Hand, number: int, turn: Turn) -> None:
        """Have a turn answered. What ends the run for one worker ends it for all."""
        before = self._session.ended
        async with self._gate:
            answer = await self._session.answer(turn)
        hand.line.say("answer", number, answer)
        if before is None and isinstance(answer, ModelError) and answer.ends_run:
            for other in self._hands:
                other.line.say("ended", 0, answer)
