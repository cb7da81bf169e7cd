"""Ask a model for a typed answer: instructor validates it, a bad one is asked again, briefly."""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr, model_validator

from summarizer import errors
from summarizer.ledger import Ledger
from summarizer.llm import calls, recording
from summarizer.llm.budget import Meter
from summarizer.llm.desk import Desk
from summarizer.llm.exchange import Answer, Check, Send, Task, Turn, Usage, answer_text
from summarizer.llm.kept import kept
from summarizer.llm.pace import Pace
from summarizer.llm.tapes import Tapes
from summarizer.settings import DEFAULT_MODEL, Settings

T = TypeVar("T", bound=BaseModel)

_check: ContextVar[Check | None] = ContextVar("check", default=None)
_NOISE = re.compile(
    r"\n? *For further information visit \S+| \[type=[^\n]*\]$|^\d+ validation errors? for \w+\n", re.MULTILINE
)


class Forgets(Protocol):
    """What keeps answers for later, as far as a conversation needs to know it."""

    def forget(self, conversation: str) -> None:
        """Drop the answers of a conversation that failed."""
        ...


@dataclass(frozen=True)
class Model:
    """A model that can be asked. Made by `connect`, or around any `send` for tests."""

    send: Send
    name: str
    mode: str = "tools"
    reasks: int = 1
    max_output_tokens: int = 0
    meter: Meter = field(default_factory=Meter)
    tape: recording.Tape | None = None
    wire: calls.Wire | None = None
    ledger: Forgets | None = None
    desk: Desk = field(default_factory=Desk)

    async def __aenter__(self) -> Self:
        """Use the model for a while: `async with model: …` closes its connections at the end."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        if self.wire is not None:
            await self.wire.close()

    def load(self, wanted: type[BaseModel]) -> None:
        """Load what it takes to ask for a `wanted`, so that a process forked from this one has it."""
        _patched(self.mode)
        _checked(wanted)

    async def ask(self, task: Task, wanted: type[T], check: Check | None = None) -> T:
        """Ask `task` and return the answer as a `wanted`.

        `check` may look at a valid answer and return what is wrong with it, a line each; the model is then asked
        again with those lines, as it is for an answer that does not fit the schema.

        Raises:
            ModelError: No answer could be had; `BadAnswer` carries the last raw one.
        """
        create = _patched(self.mode)
        extra = {"max_completion_tokens": self.max_output_tokens} if self.max_output_tokens else {}
        held = _check.set(check)
        conversation = _Conversation(task, wanted, self)
        try:
            shown = await create(
                response_model=_checked(wanted),
                messages=[dict(message) for message in task.messages],
                model=self.name,
                max_retries=self.reasks,
                conversation=conversation,
                **extra,
            )
        except Exception as error:  # noqa: BLE001 - instructor re-wraps every error; _told finds ours again
            told = _told(error, conversation)
            if self.ledger is not None and conversation.key and not isinstance(told, errors.Postponed):
                self.ledger.forget(conversation.key)  # a failure is not kept as an answer
            raise told from None
        finally:
            _check.reset(held)
        return _plain(shown.answer, wanted)


def connect(
    settings: Settings,
    tapes: Tapes = Tapes(),
    ledger: Ledger | None = None,
    instead: Callable[[Send, Meter], Send] | None = None,
) -> Model:
    """Open the door as the settings say; with a replay no key and no network are needed.

    `instead` may take over what is not in the ledger; it is given the hop that would ask the endpoint.

    Raises:
        SettingsError: There is no key. RecordingError: The folder of recordings cannot be read.
    """
    known: dict[str, Any] = {
        "mode": settings.mode,
        "reasks": settings.reasks,
        "max_output_tokens": settings.max_output_tokens,
    }
    if tapes.replay:
        tape = recording.Tape.load(tapes.replay)
        played = recording.recorded(tape.play, tapes.spool) if tapes.spool else tape.play
        known["mode"] = tape.mode or settings.mode  # a recorded answer has the shape that it was asked for in
        return Model(played, settings.model or tape.model or DEFAULT_MODEL, **known, tape=tape)
    name = settings.model or DEFAULT_MODEL
    meter, wire, pace = Meter.of(settings, name), calls.Wire(settings), Pace(settings.rpm, settings.tpm)
    send = meter.counted(calls.retried(pace.paced(wire.send), settings))
    if ledger is not None:
        meter.count_earlier(ledger.spent())
        meter.promised = Usage(0, 0, *ledger.batches.promised())
        send = kept(instead(send, meter) if instead else send, ledger, meter)
    for folder in (tapes.record, tapes.spool):
        send = recording.recorded(send, folder) if folder else send
    return Model(send, name, **known, meter=meter, wire=wire, ledger=ledger)


class _Conversation:
    """Counts the turns of one task, and keeps the last raw answer."""

    def __init__(self, task: Task, wanted: type[BaseModel], model: Model) -> None:
        self.task, self.answer_type, self.send, self.desk = task, wanted.__name__, model.send, model.desk
        self.schema = _digest_of_schema(wanted)
        self.turns = 0
        self.key = ""
        self.last: Answer = {}

    async def say(self, request: dict[str, Any]) -> Answer:
        first = len(self.task.messages)
        request["messages"] = [*request["messages"][:first], *map(_briefly, request["messages"][first:])]
        turn = Turn(self.task, self.answer_type, self.turns, request, schema=self.schema)
        self.key = turn.key
        self.turns += 1
        self.last = await self.send(turn)
        self.desk.land()
        await self.desk.clear()  # to check an answer is work: what landed meanwhile is kept first
        _refuse_unusable(self.last)
        return self.last


def _briefly(message: dict[str, Any]) -> dict[str, Any]:
    """Strip what no model needs (addresses, echoes of its own input) from a re-ask."""
    if message.get("role") not in ("tool", "user"):
        return message
    return message | {"content": _NOISE.sub("", str(message.get("content")))}


def _refuse_unusable(answer: Answer) -> None:
    """Tell a refusal and a cut-off answer apart from a bad one: neither gets better by asking the same again."""
    choice = answer["choices"][0]
    message = choice.get("message") or {}
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise errors.Refusal("The model refused to answer; it is kept as not read.")
    if choice.get("finish_reason") == "length":
        raise errors.CutOff(
            "The answer was cut off at its length limit: raise SUMMARIZER_MAX_OUTPUT_TOKENS or lower "
            "SUMMARIZER_PART_CHARS."
        )


def _told(error: Exception, conversation: _Conversation) -> Exception:
    """Unwrap what instructor re-wrapped: our own errors come out as they were raised, a bad answer as BadAnswer."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, errors.SummarizerError):
            return seen
        seen = seen.__cause__
    raw = answer_text(conversation.last)
    if conversation.last:
        return errors.BadAnswer(f"The answer did not fit, asked {conversation.turns} times.", raw)
    return errors.ModelError(f"The model could not be asked: {type(error).__name__}.")


@cache
def _patched(mode: str) -> Callable[..., Any]:
    """Let instructor drive our own `create`: real validation and re-asking, and no HTTP library in between."""
    import instructor
    from openai.types.chat import ChatCompletion

    logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)  # it logs whole errors, and we tell them ourselves
    modes = {
        "tools": instructor.Mode.TOOLS,
        "json_schema": instructor.Mode.JSON_SCHEMA,
        "json": instructor.Mode.JSON,
    }

    async def create(*, conversation: _Conversation, **request: Any) -> ChatCompletion:
        return ChatCompletion.construct(**await conversation.say(request))  # unknown fields of a server do no harm

    patched: Callable[..., Any] = instructor.patch(create=create, mode=modes[mode])
    return patched


@cache
def _checked(wanted: type[BaseModel]) -> type[BaseModel]:
    """Wrap an answer type once: a small schema for the model, and our own check behind pydantic's.

    The wrapper has no fields: at every call instructor walks all fields of a response model several times over, in
    search of validators of its own kind, which none of ours has.
    """
    import instructor

    class Checked(wanted):  # type: ignore[valid-type,misc]
        model_config = ConfigDict(hide_input_in_errors=True)

        @model_validator(mode="after")
        def holds(self) -> Self:
            check = _check.get()
            if check is not None and (wrong := check(_plain(self, wanted))):
                raise ValueError("\n".join(wrong))
            return self

    class Shown(BaseModel):
        _answer: BaseModel = PrivateAttr()

        @property
        def answer(self) -> BaseModel:
            return self._answer

        @classmethod
        def model_validate_json(cls, *args: Any, **kwargs: Any) -> Self:
            shown = cls()
            shown._answer = Checked.model_validate_json(*args, **kwargs)
            return shown

        @classmethod
        def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
            whole = _schema(wanted, *args, **kwargs)
            small: dict[str, Any] = _small(whole, whole.get("$defs", {}))
            return {"title": wanted.__name__, **small}

    for kind in (Checked, Shown):
        kind.__name__ = kind.__qualname__ = wanted.__name__
        kind.__doc__ = (wanted.__doc__ or "").partition(".")[0]
    return instructor.response_schema(Shown)


def _plain(answer: BaseModel, wanted: type[T]) -> T:
    """Take the wrapper off: the check and the asking side see the same value, so what is known of it can be kept."""
    return wanted.model_construct(**{name: getattr(answer, name) for name in wanted.model_fields})


@cache
def _schema(wanted: type[BaseModel], *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Describe an answer type once: instructor asks for it with every request, but in the mode `tools`."""
    return wanted.model_json_schema(*args, **kwargs)


@cache
def _digest_of_schema(wanted: type[BaseModel]) -> str:
    shown = _checked(wanted).model_json_schema()
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


_SPARED = frozenset(
    {"title", "description", "default", "additionalProperties", "pattern", "minItems", "minLength", "minimum"}
)


def _small(schema: Any, named: Mapping[str, Any]) -> Any:
    """Drop what the prompt says once for all fields, what repeats the names, what code checks: tokens are paid for.

    What a schema refers to is put in its place, and a field that may be null is shown as what it is else: the prompt
    has what is empty left out.
    """
    if isinstance(schema, list):
        return [_small(item, named) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _small(named[schema["$ref"].rpartition("/")[2]], named)
    stated = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(stated) == 1:
        return _small(stated[0], named)
    shown = ((name, value) for name, value in schema.items() if name not in _SPARED or isinstance(value, dict))
    return {name: _small(value, named) for name, value in shown if name != "$defs"}
