"""A worker: reads, merges and writes the stories that it is handed, and has its questions to a model carried."""

import asyncio
import os
import socket
from itertools import count
from pathlib import Path
from typing import Any

from summarizer.away import Orders, tell, write
from summarizer.errors import SummarizerError
from summarizer.llm import Answer, Turn
from summarizer.pipeline import Read
from summarizer.steps.collect import Story
from summarizer.workers.line import Line, Message


def work(end: socket.socket) -> None:
    """Work until the crew hangs up; then there is nothing worth finishing, for nobody would hear of it."""
    asyncio.run(_work(end))


async def _work(end: socket.socket) -> None:
    line = await Line.open(end)
    first = await line.hear()
    if first is not None:
        worker = Worker(line, first.value)
        while (message := await line.hear()) is not None:
            worker.heed(message)
    os._exit(0)


class Worker:
    """Works on many stories at once. It is the way to the model for its own pipeline."""

    def __init__(self, line: Line, orders: Any) -> None:
        """`orders`: an `Orders`, and the folder in which each story gets one."""
        self._line = line
        self._orders: Orders
        self._orders, self._output = orders
        self._pipeline = self._orders.pipeline(self, self._read)
        self._numbers = count()
        self._asked: dict[int, asyncio.Future[Answer]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def heed(self, message: Message) -> None:
        """Do what a message says."""
        value: Any = message.value
        if message.kind == "story":
            task = asyncio.create_task(self._story(message.number, value))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif message.kind == "ended":
            self._pipeline.ended = value
        elif isinstance(value, SummarizerError):
            self._asked.pop(message.number).set_exception(value)
        else:
            self._asked.pop(message.number).set_result(value)

    async def send(self, turn: Turn) -> Answer:
        """Have a turn answered."""
        number = next(self._numbers)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        self._line.say("turn", number, turn)
        return await answer

    def forget(self, conversation: str) -> None:
        """Have the answers of a conversation dropped."""
        self._line.say("forget", 0, conversation)

    def _read(self, read: Read) -> None:
        self._line.say("read", 0, read.failure is not None)

    async def _story(self, number: int, story: Story) -> None:
        try:
            finished = await self._pipeline.story(story)
            write(finished, Path(self._output, story.name))
            self._line.say("told", number, tell(finished, self._orders.key))
        except Exception as error:  # noqa: BLE001 - it is raised where the run is
            self._line.say("told", number, error)
