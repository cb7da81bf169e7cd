"""Answers are kept in the ledger as they land: what was paid for once is never asked again."""

import hashlib
import json
import time

from summarizer import errors
from summarizer.ledger import Call, Ledger
from summarizer.llm.budget import Meter
from summarizer.llm.exchange import Answer, Request, Send, Turn, used


def kept(send: Send, ledger: Ledger, meter: Meter) -> Send:
    """Answer from the ledger where it can, else send and keep the answer with what it used."""

    async def look_up(turn: Turn) -> Answer:
        request = digest(turn.request)
        known = ledger.answer(request)
        if known is not None:
            return known
        _refuse_batched(request, ledger)
        began = time.monotonic()
        try:
            answer = await send(turn)
        except (errors.Postponed, errors.BudgetSpent):  # nothing was asked, so there is nothing to note
            raise
        except BaseException as error:
            ledger.lost(_call(turn, type(error).__name__, began))
            raise
        tokens = used(answer)
        cost = meter.cost(tokens)
        call = _call(turn, "answered", began)
        spent = call._replace(tokens_in=tokens.tokens_in, tokens_out=tokens.tokens_out, cost=cost)
        ledger.keep(request, turn.key, answer, spent)
        return answer

    return look_up


def _refuse_batched(request: str, ledger: Ledger) -> None:
    """Ask nothing that a batch is about to answer: it would be paid for twice."""
    known = ledger.batches.known(request)
    if known is not None and known.status == "open":
        raise errors.Postponed("it waits in a batch that is under way: summarizer batch collect fetches it.")


def digest(request: Request) -> str:
    """Name a request by all that is in it: text, prompt, schema, model and settings."""
    return hashlib.sha256(json.dumps(request, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _call(turn: Turn, outcome: str, began: float) -> Call:
    attempts = len(turn.attempts) + 1
    return Call(turn.task.prompt, turn.task.subject, outcome, attempts, seconds=round(time.monotonic() - began, 3))
