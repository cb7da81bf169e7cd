"""Recordings: each conversation with a model as one readable JSON file, played back without key or network."""

import difflib
import json
from pathlib import Path
from typing import Any, Self

from summarizer import errors
from summarizer.files import write_whole
from summarizer.llm.exchange import Answer, Message, Send, Turn, key_of

FORMAT = 1


def recorded(send: Send, folder: Path) -> Send:
    """Keep every turn that goes through: the whole request, every attempt, the raw answer. No header, so no key."""
    held: dict[str, dict[str, Any]] = {}

    async def keep(turn: Turn) -> Answer:
        answer = await send(turn)
        kept = held.setdefault(turn.key, _empty(turn))
        del kept["turns"][turn.number :]
        kept["turns"].append({"request": turn.request, "attempts": turn.attempts, "answer": answer})
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / _name(turn), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
        return answer

    return keep


def _empty(turn: Turn) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "prompt": turn.task.prompt,
        "subject": turn.task.subject,
        "model": turn.request["model"],
        "answer_type": turn.answer_type,
        "turns": [],
    }


def _name(turn: Turn) -> str:
    part = f"-{turn.task.part}" if turn.task.part else ""
    return f"{turn.task.prompt}-{turn.task.subject}{part}-{turn.key[:8]}.json"


class Tape:
    """Recordings of one folder, and which of them were played."""

    def __init__(self, exchanges: dict[str, dict[str, Any]], folder: Path) -> None:
        """`exchanges` by their key; use `load`."""
        self._exchanges = exchanges
        self._folder = folder
        self._played: set[str] = set()

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a folder of recordings.

        Raises:
            RecordingError: The folder is missing, or a file in it is no recording.
        """
        if not folder.is_dir():
            raise errors.RecordingError(f"There is no folder of recordings {folder}: record with --record first.")
        exchanges = {}
        for path in sorted(folder.glob("*.json")):
            kept = _read(path)
            messages = kept["turns"][0]["request"]["messages"]
            exchanges[key_of(kept["model"], messages, kept["answer_type"])] = kept | {"file": path.name}
        return cls(exchanges, folder)

    @property
    def model(self) -> str | None:
        """The model that was recorded, where it was one."""
        models = {str(kept["model"]) for kept in self._exchanges.values()}
        return models.pop() if len(models) == 1 else None

    async def play(self, turn: Turn) -> Answer:
        """Answer a turn from the tape.

        Raises:
            RecordingError: The exchange is missing; the message shows how the request differs from the recorded one.
        """
        kept = self._exchanges.get(turn.key)
        if kept is None or turn.number >= len(kept["turns"]):
            raise errors.RecordingError(self._missing(turn, kept))
        self._played.add(turn.key)
        answer: Answer = kept["turns"][turn.number]["answer"]
        return answer

    def unused(self) -> tuple[str, ...]:
        """Names of the recordings that nothing asked for."""
        return tuple(sorted(kept["file"] for key, kept in self._exchanges.items() if key not in self._played))

    def _missing(self, turn: Turn, kept: dict[str, Any] | None) -> str:
        if kept is not None:
            return (
                f"{kept['file']} has no turn {turn.number + 1}: the check of its answer has changed; record it again."
            )
        what = f"prompt {turn.task.prompt} about {turn.task.subject}"
        near = [k for k in self._exchanges.values() if k["prompt"] == turn.task.prompt]
        same = [k for k in near if k["subject"] == turn.task.subject] or near
        if not same:
            return f"No recording of {what} in {self._folder}: record it with --record."
        old = same[0]["turns"][0]["request"]
        changed = "\n".join(_diff(old, turn.request)) or f"model {same[0]['model']} → {turn.request['model']}"
        return f"The request for {what} is not the recorded one ({same[0]['file']}); record it again.\n{changed}"


def _read(path: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if kept["format"] != FORMAT or not kept["turns"][0]["request"]["messages"]:
            raise errors.RecordingError(f"{path} is a recording of another version: record it again.")
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise errors.RecordingError(f"{path} is not a recording ({type(error).__name__}).") from None
    return kept


def _diff(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Show as a diff which words of the request changed."""
    told = difflib.unified_diff(_lines(old["messages"]), _lines(new["messages"]), "recorded", "now", lineterm="", n=1)
    return list(told)[:60]


def _lines(messages: list[Message]) -> list[str]:
    return [line for message in messages for line in str(message.get("content")).splitlines()]
