"""What goes through the door: a task, its turns, and what they used."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from summarizer.llm.limits import Limits

Message = dict[str, Any]
Request = dict[str, Any]
Answer = dict[str, Any]


class Task(NamedTuple):
    """One thing to ask: which prompt, about which article or story, in which words."""

    prompt: str
    subject: str
    messages: tuple[Message, ...]
    part: str = ""
    """Tells several requests about one subject apart."""


class Usage(NamedTuple):
    """Tokens and calls, counted with those that failed."""

    requests: int = 0
    tries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: object) -> "Usage":
        """Add two counts field by field."""
        if not isinstance(other, Usage):
            return NotImplemented
        return Usage(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def tokens(self) -> int:
        """Tokens in and out."""
        return self.tokens_in + self.tokens_out


@dataclass
class Turn:
    """One request of a conversation on its way: turn 0 is the first, the others are re-asks."""

    task: Task
    answer_type: str
    number: int
    request: Request
    attempts: list[str] = field(default_factory=list)
    schema: str = ""
    """Digest of the answer's schema as the model is shown it."""
    limits: Limits | None = None
    """What the provider told of its limit when it last answered this request."""

    @cached_property
    def key(self) -> str:
        """Digest that names the conversation: model, first messages, answer type."""
        return key_of(str(self.request["model"]), list(self.task.messages), self.answer_type)


class Send(Protocol):
    """A hop: takes a turn, returns the provider's raw answer as a plain dict."""

    def __call__(self, turn: Turn) -> Awaitable[Answer]:
        """Send the turn on."""
        ...


Check = Callable[[Any], list[str]]


def key_of(model: str, messages: list[Message], answer_type: str) -> str:
    """Digest the three things that make two conversations the same."""
    known = json.dumps([model, messages, answer_type], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(known.encode()).hexdigest()


def used(answer: Answer) -> Usage:
    """Read the token counts of a raw answer; a server that sends none is counted by characters, four to a token."""
    told = answer.get("usage") or {}
    if told.get("total_tokens"):
        return Usage(1, 0, int(told.get("prompt_tokens") or 0), int(told.get("completion_tokens") or 0))
    return Usage(1, 0, 0, len(answer_text(answer)) // 4)


def answer_text(answer: Answer) -> str:
    """Copy the JSON that the model wrote out of a raw answer, whichever mode it was asked in."""
    choices = answer.get("choices") or [{}]
    message = choices[0].get("message") or {}
    calls = message.get("tool_calls") or []
    if calls:
        return str(calls[0].get("function", {}).get("arguments") or "")
    return str(message.get("content") or "")
