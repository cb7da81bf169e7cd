"""A model whose answers are written in the test."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, NamedTuple, Self

from pydantic import BaseModel

from summarizer.errors import RecordingError
from summarizer.llm import Answer, Turn
from summarizer.testing.door import answering, only


class Asked(NamedTuple):
    """What the model was asked: which prompt, about which article or story, in which words, for what."""

    prompt: str
    subject: str
    answer_type: str
    messages: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        """All words of the request."""
        return "\n".join(str(message.get("content") or "") for message in self.messages)


ScriptedAnswer = str | Mapping[str, Any] | BaseModel | Exception


class ScriptedModel:
    """Answers in order, or as a function says, for as long as a `with` block lasts.

    Example::

        with ScriptedModel([{"claims": [{"at": ["S1"]}]}, {"sentences": []}]) as model:
            brief = summarize("reports/")
        assert model.asked[0].prompt == "extract"

    An answer is what the model would write: a JSON text, a value, a model of pydantic, or an error to be raised. One
    that does not fit is asked again, as a live model's would be.
    """

    def __init__(self, answers: Sequence[ScriptedAnswer] | Callable[[Asked], ScriptedAnswer]) -> None:
        """Give the answers in the order of the questions, or a function from question to answer."""
        self.asked: list[Asked] = []
        self._answer = answers if callable(answers) else None
        self._rest: list[ScriptedAnswer] = [] if callable(answers) else list(answers)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Let every run ask this model, and refuse live calls."""
        self._open.enter_context(only(answering(self._send, "scripted")))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop answering; answers that nothing asked for are an error of the test."""
        self._open.close()
        if error is None and self._rest:
            raise AssertionError(f"{len(self._rest)} answers of the script were not asked for: {self._rest!r:.300}")

    async def _send(self, turn: Turn) -> Answer:
        asked = Asked(turn.task.prompt, turn.task.subject, turn.answer_type, tuple(turn.request["messages"]))
        self.asked.append(asked)
        answer = self._next(asked)
        if isinstance(answer, Exception):
            raise answer
        return completion(turn, _written(answer))

    def _next(self, asked: Asked) -> ScriptedAnswer:
        if self._answer is not None:
            return self._answer(asked)
        if not self._rest:
            raise RecordingError(
                f"The script has no answer left for prompt {asked.prompt} about {asked.subject}, which is question "
                f"{len(self.asked)}: add one."
            )
        return self._rest.pop(0)


def completion(turn: Turn, text: str) -> Answer:
    """Wrap an answer as an endpoint does, in the shape that the request asks for."""
    if turn.request.get("tools"):
        call = {"id": "call_1", "type": "function", "function": {"name": turn.answer_type, "arguments": text}}
        message: dict[str, Any] = {"role": "assistant", "content": None, "tool_calls": [call]}
    else:
        message = {"role": "assistant", "content": text}
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }


def _written(answer: str | Mapping[str, Any] | BaseModel) -> str:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, BaseModel):
        return answer.model_dump_json()
    return json.dumps(answer, ensure_ascii=False)
