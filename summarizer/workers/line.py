"""One end of a line between two processes of one run: whole messages, in order, in both directions."""

import asyncio
import pickle
import socket
from typing import Literal, NamedTuple, Self

_BYTES = 4
"""Of the number in front of a message that says how long it is."""
_AHEAD = 1 << 20
"""Bytes that are read before somebody wants them."""

Kind = Literal["orders", "story", "answer", "ended", "turn", "forget", "read", "told"]


class Message(NamedTuple):
    """What one process has for the other; `number` is that of the story or turn which it is about."""

    kind: Kind
    number: int
    value: object


class Line:
    """Says and hears messages. They are pickled: both ends are our own code, and nobody else has a hand on them."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Use `open`."""
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, end: socket.socket) -> Self:
        """Make a line of one end of a pair of sockets."""
        return cls(*await asyncio.open_connection(sock=end, limit=_AHEAD))

    def say(self, kind: Kind, number: int, value: object) -> None:
        """Send a message; nobody waits until it is heard."""
        message = pickle.dumps(Message(kind, number, value), pickle.HIGHEST_PROTOCOL)
        self._writer.write(len(message).to_bytes(_BYTES, "big") + message)

    async def hear(self) -> Message | None:
        """Wait for the next message; None when the other end is gone."""
        try:
            size = int.from_bytes(await self._reader.readexactly(_BYTES), "big")
            heard: Message = pickle.loads(await self._reader.readexactly(size))  # noqa: S301 - of our own process
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        return heard

    def close(self) -> None:
        """Hang up."""
        self._writer.close()
