"""Running the server: in a thread beside the code that calls it, or as the whole of a process."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import web

from bench.server.app import make_app
from bench.server.counters import Counters, CounterSnapshot
from bench.server.options import ServerOptions

HOST = "127.0.0.1"
BACKLOG = 1024
# Those who stall or wait out a latency when the server closes are not worth waiting for.
CLOSING_SECONDS = 0.1


async def serve(
    options: ServerOptions, counters: Counters, port: int, started: Callable[[str], None], stop: asyncio.Event
) -> None:
    """Serve until told to stop; `started` is called with the base URL once connections are taken.

    Raises:
        OSError: The port cannot be had.
    """
    runner = web.AppRunner(
        make_app(options, counters),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=CLOSING_SECONDS,
    )
    await runner.setup()
    try:
        await listen(runner, port)
        started(f"http://{HOST}:{runner.addresses[0][1]}/v1")
        await stop.wait()
    finally:
        await runner.cleanup()


async def listen(runner: web.AppRunner, port: int) -> None:
    """Take connections on a port of this machine alone."""
    try:
        await web.TCPSite(runner, HOST, port, backlog=BACKLOG).start()
    except (OSError, OverflowError) as error:
        message = f"The model server cannot listen on {HOST}:{port} ({error}). Port 0 takes a free one."
        raise OSError(message) from error


@dataclass(frozen=True)
class Running:
    """A server that takes connections, and what it takes to end it from another thread."""

    url: str
    loop: asyncio.AbstractEventLoop
    stop: asyncio.Event


class ModelServer:
    """The server in a thread of its own, for as long as a `with` block lasts."""

    def __init__(self, options: ServerOptions | None = None, port: int = 0) -> None:
        self._options = options or ServerOptions()
        self._port = port
        self._counters = Counters()
        self._started: Future[Running] = Future()
        self._thread = threading.Thread(target=self._run, name="model-server", daemon=True)

    @property
    def url(self) -> str:
        """The base URL for a client, with /v1 at its end."""
        return self._started.result(timeout=0).url

    @property
    def counters(self) -> CounterSnapshot:
        """The counters as they are now."""
        return self._counters.snapshot()

    def reset(self) -> None:
        """Set the counters, and the tries that fault policies see, to zero."""
        self._counters.reset()

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._started.result()
        except Exception:
            self._thread.join()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        running = self._started.result()
        running.loop.call_soon_threadsafe(running.stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    async def _serve(self) -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()

        def started(url: str) -> None:
            self._started.set_result(Running(url, loop, stop))

        await serve(self._options, self._counters, self._port, started, stop)
