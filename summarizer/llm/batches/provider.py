"""The provider's files and batches over HTTP: each call tried again when it gets lost, and made so that it can be."""

import re
import tempfile
from collections.abc import Awaitable, Callable
from typing import IO, Any, NamedTuple, TypeVar

from summarizer import errors
from summarizer.llm.calls import Lost, Wire, retrying, told
from summarizer.settings import Settings

ENDPOINT = "/v1/chat/completions"
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_PAGE = 100
_NOT_FOUND = 404

T = TypeVar("T")


class Seen(NamedTuple):
    """A batch as the provider describes it."""

    name: str
    status: str
    output_file: str = ""
    error_file: str = ""
    total: int = 0
    completed: int = 0
    failed: int = 0
    codes: tuple[str, ...] = ()
    """What the provider found wrong with the whole batch, in its own short names."""

    @property
    def ended(self) -> bool:
        """Whether all that will ever come of it is there; the file of answers may come a little after the status."""
        awaited = self.status == "completed" and self.completed > 0 and not self.output_file
        return self.status in ENDED and not awaited


class Gone(errors.ModelError):
    """A file is not there any more: providers keep the answers of a batch for some weeks."""


class Provider:
    """Takes files of requests, makes batches of them, and gives the answers."""

    def __init__(self, wire: Wire, settings: Settings) -> None:
        """Speak over the wire that single calls use."""
        self._wire, self._settings = wire, settings

    async def upload(self, requests: IO[bytes]) -> tuple[str, int]:
        """Hand in a file of requests; return its id and when it was taken, in seconds of the provider's clock.

        A file costs nothing, so one that is handed in twice does no harm.
        """

        async def once() -> tuple[str, int]:
            requests.seek(0)
            named = ("requests.jsonl", requests, "application/jsonl")
            with told(self._settings.timeout):
                taken = await self._wire.client.files.create(file=named, purpose="batch")
            return str(taken.id), int(taken.created_at)

        return await self._again("The requests could not be handed in", once)

    async def start(self, file: str, uploaded: int, anew: bool = True) -> Seen:
        """Make a batch of a file, unless there is one: a call that got lost may have made it.

        `anew` says that it was never tried before. A batch is paid for, so before any second try the provider is asked
        what it has.
        """
        tried = not anew

        async def once() -> Seen:
            nonlocal tried
            if tried and (found := await self._find(file, uploaded)):
                return found
            tried = True
            create = self._wire.client.batches.create
            with told(self._settings.timeout):
                return _seen(await create(input_file_id=file, endpoint=ENDPOINT, completion_window="24h"))

        return await self._again("The batch could not be started", once)

    async def look(self, name: str) -> Seen:
        """Ask how a batch stands."""

        async def once() -> Seen:
            with told(self._settings.timeout):
                return _seen(await self._wire.client.batches.retrieve(name))

        return await self._again(f"Batch {name} could not be looked at", once)

    async def fetch(self, file: str) -> IO[bytes]:
        """Fetch a file into one that goes away when it is closed.

        Raises:
            Gone: The provider has it no more.
        """

        async def once() -> IO[bytes]:
            with told(self._settings.timeout):
                async with self._wire.client.files.with_streaming_response.content(file) as response:
                    return await _spooled(response.iter_bytes(1 << 16))

        try:
            return await self._again("The answers could not be fetched", once)
        except errors.Rejected as error:
            if error.status != _NOT_FOUND:
                raise
            raise Gone("The provider has the answers no more.") from None

    async def _find(self, file: str, uploaded: int) -> Seen | None:
        """Look for a batch of a file among those that are not older than the file; the newest are listed first."""
        with told(self._settings.timeout):
            async for batch in self._wire.client.batches.list(limit=_PAGE):
                if batch.input_file_id == file:
                    return _seen(batch)
                if batch.created_at < uploaded:
                    return None
        return None

    async def _again(self, failed: str, once: Callable[[], Awaitable[T]]) -> T:
        tries: list[str] = []
        try:
            return await retrying(self._settings, tries.append)(_sorted, once)  # type: ignore[no-any-return]
        except Lost as lost:
            raise errors.LostCall(
                f"{failed}: no answer after {len(tries)} tries; the last: {lost}. Run the same command again."
            ) from None


_MEANT = {
    400: "The endpoint refuses the batch (400): check SUMMARIZER_MODEL, or read the articles with summarizer run.",
    404: "The endpoint does not know this batch or file, or has no batches at all (404): check that OPENAI_BASE_URL "
    "and OPENAI_API_KEY are those that it was submitted with.",
}


async def _sorted(once: Callable[[], Awaitable[T]]) -> T:
    """Say of a refusal what it means for a batch."""
    try:
        return await once()
    except errors.Rejected as error:
        raise errors.Rejected(_MEANT.get(error.status, str(error)), error.status) from None


async def _spooled(chunks: Any) -> IO[bytes]:
    """Write what comes to the disk, so that answers need not fit into memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    try:
        while (chunk := await _next(chunks)) is not None:
            file.write(chunk)
        file.seek(0)
    except OSError as error:
        file.close()
        raise errors.UsageError(f"The answers cannot be written ({error.strerror}): free some space.") from None
    except BaseException:
        file.close()
        raise
    return file


async def _next(chunks: Any) -> bytes | None:
    try:
        return await anext(chunks, None)
    except Exception as error:  # noqa: BLE001 - the client does not wrap what breaks an answer off, and all of it may pass
        raise Lost(f"the answer broke off ({type(error).__name__})") from None


def _seen(batch: Any) -> Seen:
    counts = batch.request_counts
    total, completed, failed = (counts.total, counts.completed, counts.failed) if counts else (0, 0, 0)
    wrong = (batch.errors.data if batch.errors else None) or ()
    codes = tuple(f"{short(each.code)}{f' in line {each.line}' if each.line else ''}" for each in wrong)
    files = batch.output_file_id or "", batch.error_file_id or ""
    return Seen(batch.id, batch.status, *files, total, completed, failed, codes)


def short(code: object) -> str:
    """Take the provider's name of a fault, if it is one: words of an answer are never shown."""
    return code if isinstance(code, str) and re.fullmatch(r"\w{1,60}", code) else "no code"
