"""Answers on their way to the client: whole, broken off, or never."""

import asyncio
import json
import socket
import struct
from dataclasses import dataclass, field
from typing import NoReturn

from aiohttp import web

from bench.server.ask import Json
from bench.server.faults import error_body


@dataclass(frozen=True)
class Reply:
    """An HTTP answer that is ready to be sent."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        """The answer for aiohttp to send."""
        data = self.body.encode()
        return web.Response(status=self.status, body=data, headers=self.headers, content_type="application/json")


def json_reply(body: Json, headers: dict[str, str] | None = None) -> Reply:
    """A good reply with a JSON body."""
    return Reply(200, json.dumps(body, ensure_ascii=False), headers or {})


def error_reply(status: int, message: str) -> Reply:
    """A reply with an error in the service's form."""
    return Reply(status, error_body(status, message))


def reset(http: web.Request) -> None:
    """Break the connection off, so that the client sees a reset and not an orderly end."""
    transport = http.transport
    if transport is None:
        return
    # To linger for no time makes the system answer with a reset as soon as the socket is closed.
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def send(http: web.Request, reply: Reply) -> web.Response:
    """Send an answer to its end.

    Raises:
        ConnectionError: The client was gone.
    """
    response = reply.response()
    await response.prepare(http)
    await response.write_eof()
    return response


async def send_half(http: web.Request, reply: Reply) -> web.StreamResponse:
    """Promise the whole answer, send half of it, and break the connection off."""
    data = reply.body.encode()
    response = web.StreamResponse(status=reply.status, headers={**reply.headers, "Content-Type": "application/json"})
    response.content_length = len(data)
    await response.prepare(http)
    await response.write(data[: len(data) // 2])
    reset(http)
    return await until_gone()


async def until_gone() -> NoReturn:
    """Wait until this handler is cancelled, which is what the loss of its connection does to it."""
    await asyncio.Event().wait()
    raise asyncio.CancelledError
