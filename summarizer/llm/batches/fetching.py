"""Fetching: every answer of a batch is in the ledger before anything is done with it, however often it is fetched."""

import json
import logging
from typing import IO, Any

from summarizer import errors
from summarizer.ledger import Asked, Batch, Call, Ledger, Outcome
from summarizer.llm.batches.provider import Gone, Provider, Seen, short
from summarizer.llm.budget import Meter
from summarizer.llm.calls import NO_CHOICES, Lost, sort
from summarizer.llm.exchange import Usage, used

log = logging.getLogger("summarizer.llm")

_GOOD = 200
_CANCELLED = Outcome("refused", "The batch was cancelled before it was answered.")
_EXPIRED = Outcome("lost", "The batch expired before it was answered.")
_BY_CODE = {"batch_expired": _EXPIRED, "batch_cancelled": _CANCELLED}
_PASSING = ("token_limit_exceeded", "request_timeout", "server_error", "rate_limit_exceeded")
"""Faults that are not the request's own."""


async def fetch(provider: Provider, ledger: Ledger, meter: Meter) -> list[Seen]:
    """Fetch what has ended and was not fetched yet; return how every batch stands that was looked at.

    Raises:
        ModelError: The provider refuses to be asked, or does not answer.
    """
    looked = []
    for batch in ledger.batches.all():
        if not batch.name or batch.collected:
            continue
        seen = await provider.look(batch.name)
        looked.append(seen)
        ledger.batches.stands(batch.id, seen.status, "; ".join(seen.codes))
        if seen.ended:
            await _collect(batch, seen, provider, _Taker(batch, ledger, meter))
    meter.promised = Usage(0, 0, *ledger.batches.promised())
    return looked


async def _collect(batch: Batch, seen: Seen, provider: Provider, taker: "_Taker") -> None:
    rest = _rest(seen)
    for file in (seen.output_file, seen.error_file):
        if file:
            try:
                with await provider.fetch(file) as lines:
                    taker.take(lines)
            except Gone as error:
                rest = Outcome("lost", str(error))
    taker.ledger.batches.collected(batch.id, rest)


class _Taker:
    """Takes the lines of a batch's files into the ledger."""

    def __init__(self, batch: Batch, ledger: Ledger, meter: Meter) -> None:
        self._batch, self.ledger, self._meter = batch, ledger, meter

    def take(self, lines: IO[bytes]) -> None:
        """Take each line once, in any order; what is no line of this batch is left out."""
        for line in lines:
            try:
                told = json.loads(line)
                name = str(told["custom_id"])
            except (ValueError, KeyError, TypeError):
                if line.strip():
                    log.warning("a line of batch %s could not be read", self._batch.name)
                continue
            asked = self.ledger.batches.asked(name, self._batch.id)
            if asked is not None:
                self._take(told, asked)

    def _take(self, line: dict[str, Any], asked: Asked) -> None:
        response = line.get("response") or {}
        status, body = response.get("status_code"), response.get("body")
        call = Call(asked.prompt, asked.article, "batched", 1)
        if status != _GOOD or not isinstance(body, dict):
            self.ledger.lost_in_batch(asked.custom_id, self._batch.id, _outcome(line), call._replace(outcome="lost"))
            return
        tokens = used(body)
        cost = self._meter.landed(body)
        call = call._replace(tokens_in=tokens.tokens_in, tokens_out=tokens.tokens_out, cost=cost)
        if body.get("choices"):
            self.ledger.keep(asked.custom_id, asked.conversation, body, call, self._batch.id)
        else:
            lost = Outcome("lost", f"{NO_CHOICES[:1].upper()}{NO_CHOICES[1:]}.")
            self.ledger.lost_in_batch(asked.custom_id, self._batch.id, lost, call._replace(outcome="lost"))


def _outcome(line: dict[str, Any]) -> Outcome:
    """Say why a line holds no answer; the provider's own words are never shown."""
    response = line.get("response") or {}
    body = response.get("body")
    inner = line.get("error") or (body.get("error") if isinstance(body, dict) else None)
    code = short(inner.get("code") if isinstance(inner, dict) else None)
    if code in _BY_CODE:
        return _BY_CODE[code]
    status = response.get("status_code")
    if not isinstance(status, int) or status == _GOOD:
        return Outcome("lost" if code in _PASSING else "refused", f"The provider did not answer it ({code}).")
    error = sort(status, code)
    if isinstance(error, Lost):
        return Outcome("lost", f"The provider failed to answer it ({error}).")
    return Outcome("lost" if isinstance(error, errors.OutOfQuota) else "refused", str(error))


def _rest(seen: Seen) -> Outcome:
    """Say what becomes of requests that no line speaks of."""
    if seen.status == "expired":
        return _EXPIRED
    if seen.status == "cancelled":
        return _CANCELLED
    if seen.status != "failed":
        return Outcome("lost", "The batch ended without an answer to it.")
    if any(code.split()[0] in _PASSING for code in seen.codes):
        return Outcome(
            "lost", "Too much was waiting with the provider already: submit again when other batches are done."
        )
    told = ", ".join(seen.codes[:3]) or "no reason given"
    return Outcome("refused", f"The provider refused the whole batch ({told}).")
