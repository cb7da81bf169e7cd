"""What the server does with each chat request, and with each item of a batch."""

import asyncio
import itertools
import json
import math
import random
import time
from dataclasses import dataclass, replace

from aiohttp import web

from bench.server.ask import Ask, BadRequestError, Json, check_ask, read_ask
from bench.server.completion import BROKEN_BODY, completion, spoilt
from bench.server.counters import GONE, Counters, Paid
from bench.server.faults import Fault, FaultKind, error_body
from bench.server.limit import Grant, TokenBucket, limit_headers
from bench.server.options import RetryHint, ServerOptions
from bench.server.wire import Reply, error_reply, json_reply, reset, send, send_half, until_gone

# Faults that a client of the batch endpoints cannot meet, since no connection belongs to one item.
CONNECTION_FAULTS = frozenset({FaultKind.RESET, FaultKind.RESET_MIDWAY, FaultKind.STALL, FaultKind.BAD_BODY})


@dataclass(frozen=True)
class Outcome:
    """How one chat request ends: the reply, if any, and what is counted for it."""

    reply: Reply | None
    ending: str
    """The status that is counted: a number, or the name of the fault of the connection."""
    paid: Paid | None = None
    """The digest and the characters of an answer that is delivered with the reply."""


class Model:
    """Gives answers to what has been read, for single requests and for items of batches alike."""

    def __init__(self, options: ServerOptions, counters: Counters) -> None:
        self._options = options
        self._counters = counters
        self._serials = itertools.count(1)

    def completion(self, ask: Ask, fault: Fault | None) -> tuple[str, Json]:
        """The text that the model says under a fault, and the completion around it."""
        text = spoilt(self._options.answer(ask.request), fault)
        return text, completion(ask, text, fault, next(self._serials))

    def answer_item(self, custom_id: str, request: Json) -> tuple[int, Json]:
        """The status and the body for one item of a batch."""
        try:
            ask = check_ask(request)
        except BadRequestError as error:
            return 400, json.loads(error_body(400, str(error)))
        self._counters.read(ask.digest, ask.characters)
        fault = self._options.batch_fault(custom_id) if self._options.batch_fault else None
        if fault:
            self._counters.fault(fault.kind)
        if fault and fault.kind is FaultKind.STATUS:
            return fault.status, json.loads(fault.body)
        if fault and fault.kind in CONNECTION_FAULTS:
            return 500, json.loads(error_body(500, "The server was told to fail this item."))
        text, body = self.completion(ask, fault)
        self._counters.deliver((ask.digest, len(text)))
        return 200, body


class ChatService:
    """Chat completions, one by one."""

    def __init__(self, options: ServerOptions, counters: Counters, model: Model) -> None:
        self._options = options
        self._counters = counters
        self._model = model
        self._random = random.Random(options.seed)  # noqa: S311 - delays are no secret
        self._bucket = TokenBucket(options.rate, options.bucket_size, time.monotonic) if options.rate else None

    async def handle(self, http: web.Request) -> web.StreamResponse:
        """Answer POST /v1/chat/completions."""
        with self._counters.request():
            try:
                outcome = await self._outcome(http)
            except (ConnectionError, asyncio.CancelledError):
                self._counters.finish(GONE)
                raise
            except Exception:
                self._counters.finish("500")
                raise
            return await self._sent(http, outcome)

    async def _outcome(self, http: web.Request) -> Outcome:
        try:
            ask = read_ask(await http.read())
        except BadRequestError as error:
            return Outcome(error_reply(400, str(error)), "400")
        self._counters.read(ask.digest, ask.characters)
        grant = self._bucket.take() if self._bucket else None
        if grant and not grant.granted:
            return Outcome(too_many(grant, self._options.retry_hint), "429")
        fault = self._picked(ask)
        await asyncio.sleep(self._options.latency + self._random.uniform(0, self._options.jitter))
        return self._answered(ask, fault, limit_headers(grant) if grant else {})

    def _picked(self, ask: Ask) -> Fault | None:
        number, attempt = self._counters.grant(ask.digest)
        fault = self._options.fault(number, ask.request, attempt) if self._options.fault else None
        if fault:
            self._counters.fault(fault.kind)
        return fault

    def _answered(self, ask: Ask, fault: Fault | None, headers: dict[str, str]) -> Outcome:
        kind = fault.kind if fault else None
        if fault and kind is FaultKind.STATUS:
            return Outcome(Reply(fault.status, fault.body, {**headers, **dict(fault.headers)}), str(fault.status))
        if kind is FaultKind.RESET or kind is FaultKind.STALL:
            return Outcome(None, kind)
        if kind is FaultKind.BAD_BODY:
            return Outcome(Reply(200, BROKEN_BODY, headers), "200")
        text, body = self._model.completion(ask, fault)
        reply = json_reply(body, headers=headers)
        if kind is FaultKind.RESET_MIDWAY:
            return Outcome(reply, kind)
        return Outcome(reply, "200", (ask.digest, len(text)))

    async def _sent(self, http: web.Request, outcome: Outcome) -> web.StreamResponse:
        # Counted before the last byte leaves, so that a client which has its answer finds it counted.
        self._counters.finish(outcome.ending, outcome.paid)
        if outcome.reply is None:
            if outcome.ending == FaultKind.RESET:
                reset(http)
            return await until_gone()
        if outcome.ending == FaultKind.RESET_MIDWAY:
            return await send_half(http, outcome.reply)
        try:
            return await send(http, outcome.reply)
        except (ConnectionError, asyncio.CancelledError):
            self._counters.take_back(outcome.ending, outcome.paid)
            raise


def too_many(grant: Grant, hint: RetryHint) -> Reply:
    """The refusal of a request that comes too soon."""
    headers = limit_headers(grant)
    if hint is not RetryHint.NONE:
        headers["retry-after"] = str(math.ceil(grant.wait))
    if hint is RetryHint.BOTH:
        headers["retry-after-ms"] = str(math.ceil(grant.wait * 1000))
    return replace(error_reply(429, f"Rate limit reached: {grant.size} requests at once."), headers=headers)
