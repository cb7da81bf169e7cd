"""What an endpoint can do: one tiny real call for each mode, over the same wire and the same checks as every other."""

import asyncio
from typing import NamedTuple

from pydantic import BaseModel, Field

from summarizer import errors
from summarizer.llm import calls
from summarizer.llm.exchange import Answer, Task, Turn
from summarizer.llm.model import Model
from summarizer.settings import DEFAULT_MODEL, Settings

MODES = ("tools", "json_schema", "json")

_TASK = Task(
    "doctor",
    "check-up",
    (
        {"role": "system", "content": "Name who speaks in the sentence, and copy the word of saying."},
        {"role": "user", "content": "Nobody was hurt, the mayor said."},
    ),
)


class Attribution(BaseModel):
    """Who is quoted, and by which word."""

    source: str = Field(min_length=1)
    cue: str = Field(min_length=1)


class Finding(NamedTuple):
    """How an endpoint took one mode."""

    mode: str
    reason: str = ""
    """Why it does not work, in a sentence; empty where it does."""
    lost: bool = False
    """Whether no answer came back, so that the mode may not be the cause."""


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """Ask once in each mode, all at once; nothing is tried again, since somebody is waiting.

    Raises:
        SettingsError: There is no key.
    """
    wire = calls.Wire(settings)
    try:
        return tuple(await asyncio.gather(*(_try(mode, settings, wire) for mode in MODES)))
    finally:
        await wire.close()


async def _try(mode: str, settings: Settings, wire: calls.Wire) -> Finding:
    async def once(turn: Turn) -> Answer:
        try:
            return await wire.send(turn)
        except calls.Lost as lost:
            raise errors.LostCall(f"No answer came back: {lost}.") from None

    try:
        await Model(once, settings.model or DEFAULT_MODEL, mode=mode, reasks=0).ask(_TASK, Attribution)
    except errors.BadAnswer:
        return Finding(mode, "The model answers, but not in the form that is asked for.")
    except errors.LostCall as error:
        return Finding(mode, str(error), lost=True)
    except errors.ModelError as error:
        return Finding(mode, str(error))
    return Finding(mode)
