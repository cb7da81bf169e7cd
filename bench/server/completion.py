"""The bodies of answers: an answer's text wrapped as the request asked for it, whole or spoilt."""

import time

from bench.server.ask import Ask, Json
from bench.server.faults import Fault, FaultKind

REFUSAL_TEXT = "I'm sorry, I can't help with that."
UNRELATED_TEXT = '{"unrelated": {"weather": "fair"}}'
BROKEN_BODY = '{"id": "chatcmpl-broken", "object": "chat.completion", "choices": [{"index": 0, '
CHARACTERS_PER_TOKEN = 4


def spoilt(text: str, fault: Fault | None) -> str:
    """The text of an answer as the model gives it under a fault."""
    kind = fault.kind if fault else None
    if kind is FaultKind.BAD_CONTENT:
        # An opening brace without its end is malformed whatever the answer was.
        return '{"broken": ' + text
    if kind is FaultKind.OTHER_SCHEMA:
        return UNRELATED_TEXT
    if kind is FaultKind.REFUSAL:
        return REFUSAL_TEXT
    if kind is FaultKind.NO_CHOICES:
        return ""
    return text[: len(text) // 2] if kind is FaultKind.CUT_OFF else text


def completion(ask: Ask, text: str, fault: Fault | None, serial: int) -> Json:
    """The body of a completion whose text, spoilt or not, is given; usage is estimated from characters."""
    kind = fault.kind if fault else None
    choice = {"index": 0, "logprobs": None, **_choice(ask, text, kind, serial)}
    return {
        "id": f"chatcmpl-{serial}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": ask.request.get("model", ""),
        "choices": [] if kind is FaultKind.NO_CHOICES else [choice],
        "usage": usage(ask.characters, len(text)),
    }


def _choice(ask: Ask, text: str, kind: FaultKind | None, serial: int) -> Json:
    message: Json = {"role": "assistant", "content": None, "refusal": None}
    if kind is FaultKind.REFUSAL:
        return {"message": {**message, "refusal": text}, "finish_reason": "stop"}
    ending = "length" if kind is FaultKind.CUT_OFF else None
    if ask.tool is None:
        return {"message": {**message, "content": text}, "finish_reason": ending or "stop"}
    call = {"id": f"call_{serial}", "type": "function", "function": {"name": ask.tool["name"], "arguments": text}}
    # The service says "stop" for a call that the request forced, "tool_calls" for one that the model chose.
    forced = isinstance(ask.request.get("tool_choice"), dict)
    return {
        "message": {**message, "tool_calls": [call]},
        "finish_reason": ending or ("stop" if forced else "tool_calls"),
    }


def usage(characters_in: int, characters_out: int) -> Json:
    """Tokens, estimated at four characters each."""
    prompt, answer = -(-characters_in // CHARACTERS_PER_TOKEN), -(-characters_out // CHARACTERS_PER_TOKEN)
    return {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
