"""Put another door in the place of the one to a live model, for as long as a test lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, NoReturn

import pytest

from summarizer.errors import RecordingError
from summarizer.ledger import Ledger
from summarizer.llm import Answer, Model, Send, Tapes, Turn, connect
from summarizer.llm.calls import Wire
from summarizer.llm.recording import recorded
from summarizer.settings import DEFAULT_MODEL, Settings

Connect = Callable[[Settings, Tapes, Ledger | None], Model]
Mode = Literal["tools", "json_schema", "json"]

NO_KEY = "no key: answers come from the test"
_OF_THE_RESULT = ("ENGINE", "LANGUAGE", "REASKS", "MAX_OUTPUT_TOKENS", "PART_CHARS", "MAX_INPUT_BYTES")
_OF_THE_CALL = ("MODEL", "MODE", "TIMEOUT", "TRIES", "PATIENCE", "CONCURRENCY", "RPM", "TPM", "MAX_TOKENS", "MAX_COST")


@contextmanager
def only(door: Connect, live: bool = False) -> Iterator[None]:
    """Let every run in this process go through `door`, whatever thread it is in.

    Settings from outside that change results are left aside, so that a test is the same on every machine. Without
    `live`, so are the key and the endpoint, and a call that would leave the process is refused.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_OF_THE_RESULT, *(() if live else (*_OF_THE_CALL, "PRICES"))):
            patch.delenv(f"SUMMARIZER_{name}", raising=False)
        patch.setattr("summarizer.session.connect", door)
        if not live:
            patch.setenv("OPENAI_API_KEY", NO_KEY)
            patch.delenv("OPENAI_BASE_URL", raising=False)
            patch.setattr(Wire, "send", _refused)
        yield


def answering(send: Send, name: str | None = None, mode: Mode | None = None) -> Connect:
    """Make a door behind which `send` answers, whichever model a run asks for."""

    def door(settings: Settings, tapes: Tapes = Tapes(), ledger: Ledger | None = None) -> Model:
        if tapes.replay:
            return connect(settings, tapes, ledger)
        sent = send
        for folder in (tapes.record, tapes.spool):
            sent = recorded(sent, folder) if folder else sent
        return Model(
            sent,
            settings.model or name or DEFAULT_MODEL,
            mode=mode or settings.mode,
            reasks=settings.reasks,
            max_output_tokens=settings.max_output_tokens,
        )

    return door


async def _refused(_wire: Wire, turn: Turn) -> Answer:
    _refuse(turn)


def _refuse(turn: Turn) -> NoReturn:
    raise RecordingError(
        f"A live call was refused: prompt {turn.task.prompt} about {turn.task.subject}. A test with recordings or a "
        "scripted model never asks a live one."
    )
