"""The outbox: requests that are put off until they are handed in as a batch."""

import json
import logging
import tempfile
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from summarizer import errors
from summarizer.ledger import Asked, Ledger
from summarizer.llm.batches.provider import ENDPOINT, Provider
from summarizer.llm.budget import Meter, expected
from summarizer.llm.exchange import Answer, Send, Turn, Usage
from summarizer.llm.kept import digest

log = logging.getLogger("summarizer.llm")

WAITS = "it goes into the next batch."


class Limits(NamedTuple):
    """What a provider takes as one file."""

    requests: int = 50_000
    bytes: int = 200_000_000


class Sent(NamedTuple):
    """A batch that was handed in, and about how many tokens it will use."""

    name: str
    requests: int
    expected: Usage


@dataclass
class _Part:
    """The requests of one file, on the disk, and what the ledger is to know of them."""

    file: IO[bytes]
    size: int = 0
    asked: dict[str, Asked] = field(default_factory=dict)


class Outbox:
    """Gathers requests, splits them by the provider's limits, and hands them in; the ledger knows each step before it.

    `again` says whether requests that a batch refused, or answered in vain, may be asked once more.
    """

    limits = Limits()

    def __init__(self, ledger: Ledger, prompt: str, again: bool = True) -> None:
        """Gather the requests of one prompt."""
        self._ledger, self._prompt, self._again = ledger, prompt, again
        self._parts: list[_Part] = []
        self.left_out = 0
        """Requests for which the budget has no room."""

    def instead(self, send: Send, meter: Meter) -> Send:
        """Make the hop that puts requests off; those of other prompts go on to `send`."""

        async def put_off(turn: Turn) -> Answer:
            if turn.task.prompt != self._prompt:
                return await send(turn)
            self._add(turn, meter)
            raise errors.Postponed(WAITS)

        return put_off

    async def ship(self, provider: Provider, whole: bool = True) -> list[Sent]:
        """Hand in what is full, or all of it if `whole`.

        Raises:
            ModelError: The provider does not take it. What was handed in before is in the ledger.
        """
        sent = []
        while self._parts and (whole or len(self._parts) > 1):
            part = self._parts[0]
            file, taken = await provider.upload(part.file)
            number = self._ledger.batches.uploaded(file, taken, list(part.asked.values()))
            self._parts.pop(0).file.close()
            name = await _started(provider, self._ledger, number, file, taken)
            tokens = (Usage(1, 0, asked.tokens_in, asked.tokens_out) for asked in part.asked.values())
            sent.append(Sent(name, len(part.asked), sum(tokens, Usage())))
        return sent

    def close(self) -> None:
        """Drop what was not handed in: the next command finds it missing and gathers it again."""
        for part in self._parts:
            part.file.close()

    def _add(self, turn: Turn, meter: Meter) -> None:
        """Write a request down, unless it is there or may not be asked again.

        Raises:
            BudgetSpent: It does not fit into the budget. ModelError: A batch refused it.
        """
        name = digest(turn.request)
        if any(name in part.asked for part in self._parts):
            return
        known = self._ledger.batches.known(name)
        if known is not None and known.status in ("refused", "answered") and not self._again:
            raise errors.ModelError(known.reason or "Its answer in the batch could not be used.")
        line = {"custom_id": name, "method": "POST", "url": ENDPOINT, "body": turn.request}
        data = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        tokens = expected(turn.request)
        try:
            meter.promise(tokens)
        except errors.BudgetSpent:
            self.left_out += 1
            raise
        part = self._part_for(len(data))
        part.file.write(data)
        part.size += len(data)
        subject = turn.task.prompt, turn.task.subject
        part.asked[name] = Asked(name, *subject, turn.key, tokens.tokens_in, tokens.tokens_out)

    def _part_for(self, size: int) -> _Part:
        last = self._parts[-1] if self._parts else None
        if last is None or len(last.asked) >= self.limits.requests or last.size + size > self.limits.bytes:
            last = _Part(tempfile.TemporaryFile())  # noqa: SIM115 - closed when it is handed in
            self._parts.append(last)
        return last


async def resume(provider: Provider, ledger: Ledger) -> list[str]:
    """Start the batches whose files were handed in and that nobody was heard to start; return their names."""
    open_ = [batch for batch in ledger.batches.all() if not batch.name and not batch.collected]
    return [await _started(provider, ledger, batch.id, batch.file, batch.uploaded, False) for batch in open_]


async def _started(provider: Provider, ledger: Ledger, number: int, file: str, taken: int, anew: bool = True) -> str:
    try:
        seen = await provider.start(file, taken, anew)
    except errors.Rejected as error:
        if error.status in (400, 404):  # it will never be taken: the next time its requests go into a new file
            ledger.batches.refused(number, str(error))
        raise
    ledger.batches.named(number, seen.name, seen.status)
    log.info("batch %s started", seen.name)
    return seen.name
