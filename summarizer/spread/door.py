"""The one door to the model for a whole cluster, and how a worker goes through it.

Every call of every worker passes here, so the pace, the budget and the number of calls at once are the cluster's, and
an answer is in the ledger before a worker has it. A worker that is lost while its call is under way loses nothing: the
call goes on, and whoever asks the same again gets its answer.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from summarizer.errors import SummarizerError
from summarizer.ledger import Entry
from summarizer.llm import Answer, Turn
from summarizer.llm.kept import digest
from summarizer.models import Failure
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.spread.asked import Opened, State


class Door:
    """Holds the session of a cluster's run. Errors of ours are handed back as values: they keep their kind so."""

    def __init__(self) -> None:
        """Open it with a call of its own: what makes an actor is stored by the cluster, and the key must not be."""
        self._under_way: dict[str, asyncio.Task[Answer | SummarizerError]] = {}
        self._done = self._failed = 0

    async def open(self, settings: Settings, plan: Plan) -> Opened | SummarizerError:
        """Open ledger and model as the settings say."""
        try:
            self._session = Session.open(settings, plan)
        except SummarizerError as error:
            return error
        self._gate = asyncio.Semaphore(settings.concurrency)
        return Opened(await self.state(), self._session.orders())

    async def send(self, turn: Turn) -> Answer | SummarizerError:
        """Answer a turn; the same request twice at once is one call."""
        request = digest(turn.request)
        call = self._under_way.get(request)
        if call is None:
            call = self._under_way[request] = asyncio.create_task(self._sent(turn))
            call.add_done_callback(lambda _: self._under_way.pop(request, None))
        return await asyncio.shield(call)

    async def _sent(self, turn: Turn) -> Answer | SummarizerError:
        async with self._gate:
            return await self._session.answer(turn)

    async def forget(self, conversation: str) -> None:
        """Drop the answers of a conversation that failed."""
        self._session.forget(conversation)

    async def seen(self, done: int, failed: int) -> None:
        """Hear how many articles more were read."""
        self._done += done
        self._failed += failed

    async def reached(self) -> tuple[int, int, State]:
        """Say how far the run is."""
        return self._done, self._failed, await self.state()

    async def note(self, entries: Sequence[Entry], failures: Sequence[Failure]) -> SummarizerError | None:
        """Enter what became of the articles of a story that is written."""
        try:
            self._session.note(entries, failures)
        except SummarizerError as error:
            return error
        return None

    async def state(self, told: bool = False) -> State:
        """Say what is known of the run; all that run.json holds only where it is asked for."""
        session = self._session
        return State(
            settings=session.orders().settings,
            reader=session.reader,
            replays=session.replays,
            counts=dict(session.counts),
            skipped=session.skipped,
            tokens=session.tokens,
            cost=session.cost,
            ended=session.ended,
            complete=session.complete,
            told=session.told() if told else {},
        )

    async def close(self) -> State | SummarizerError:
        """Close the connections and the ledger; say how it all ended."""
        await self._session.pipeline.__aexit__()
        self._session.close()
        try:
            self._session.refuse_unused()
        except SummarizerError as error:
            return error
        return await self.state(told=True)


class Caller:
    """A worker's way through the door: stands where the wire is in a run on one machine."""

    def __init__(self, door: Any) -> None:
        """`door`: handle of the actor."""
        self._door = door

    async def send(self, turn: Turn) -> Answer:
        """Have a turn answered."""
        answer: Answer | SummarizerError = await self._door.send.remote(turn)
        if isinstance(answer, SummarizerError):
            raise answer
        return answer

    def forget(self, conversation: str) -> None:
        """Have the answers of a conversation dropped."""
        self._door.forget.remote(conversation)
