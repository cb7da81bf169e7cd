"""Recordings: each conversation with a model as one readable JSON file, played back without key or network."""

import difflib
import json
import re
from pathlib import Path
from typing import Any, Literal, Self

from summarizer import errors
from summarizer.files import write_whole
from summarizer.llm.exchange import Answer, Message, Request, Send, Turn, key_of

FORMAT = 1
_LONGEST_DIFF = 60
_SENTENCE_END = re.compile(r"(?<=[.:;]) (?=\S)")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")

_LOST: dict[str, type[errors.ModelError]] = {
    kind.__name__: kind for kind in (errors.ModelError, errors.LostCall, errors.CutOff, errors.Refusal)
}
"""What a recorded turn may have ended with in place of an answer; errors that end the run are not recorded."""


def recorded(send: Send, folder: Path) -> Send:
    """Keep every turn that goes through: the whole request, every attempt, the raw answer. No header, so no key.

    A call that was lost for good is kept with its reason in place of the answer: a replay loses it again.
    """
    held: dict[str, dict[str, Any]] = {}

    def keep(turn: Turn, ending: dict[str, Any]) -> None:
        kept = held.setdefault(turn.key, _empty(turn))
        del kept["turns"][turn.number :]
        kept["turns"].append({"request": turn.request, "attempts": turn.attempts, **ending})
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / _name(turn), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    async def sent(turn: Turn) -> Answer:
        try:
            answer = await send(turn)
        except errors.ModelError as error:
            kind = type(error).__name__
            if kind in _LOST:
                keep(turn, {"failed": {"kind": kind, "reason": str(error)}})
            raise
        keep(turn, {"answer": answer})
        return answer

    return sent


def _empty(turn: Turn) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "prompt": turn.task.prompt,
        "subject": turn.task.subject,
        "model": turn.request["model"],
        "answer_type": turn.answer_type,
        "schema": turn.schema,
        "key": turn.key,
        "turns": [],
    }


def _name(turn: Turn) -> str:
    part = f"-{turn.task.part}" if turn.task.part else ""
    return _UNSAFE.sub("-", f"{turn.task.prompt}-{turn.task.subject}{part}-{turn.key[:8]}.json")


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
            # what was recorded before the key was kept is known by its messages, which were then the prompt's alone
            key = kept.get("key") or key_of(kept["model"], messages, kept["answer_type"])
            exchanges[key] = kept | {"file": path.name}
        return cls(exchanges, folder)

    @property
    def model(self) -> str | None:
        """The model that was recorded, where it was one."""
        models = {str(kept["model"]) for kept in self._exchanges.values()}
        return models.pop() if len(models) == 1 else None

    @property
    def mode(self) -> Literal["tools", "json_schema", "json"] | None:
        """How the model was asked for structure, where all recordings agree."""
        modes = {_mode(kept["turns"][0]["request"]) for kept in self._exchanges.values()}
        return modes.pop() if len(modes) == 1 else None

    async def play(self, turn: Turn) -> Answer:
        """Answer a turn from the tape, or lose it as it was lost then.

        Raises:
            RecordingError: The exchange is missing or was made with another answer schema; the message shows how the
                request differs from the recorded one.
        """
        kept = self._exchanges.get(turn.key)
        if kept is None or turn.number >= len(kept["turns"]):
            raise errors.RecordingError(self._missing(turn, kept))
        if kept.get("schema") and turn.schema and kept["schema"] != turn.schema:
            raise errors.RecordingError(_other_schema(turn, kept))
        self._played.add(turn.key)
        played = kept["turns"][turn.number]
        turn.attempts.extend(played.get("attempts", ()))
        if failed := played.get("failed"):
            raise _LOST.get(failed["kind"], errors.ModelError)(failed["reason"])
        answer: Answer = played["answer"]
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


def _mode(request: Request) -> Literal["tools", "json_schema", "json"]:
    if request.get("tools"):
        return "tools"
    return "json_schema" if (request.get("response_format") or {}).get("type") == "json_schema" else "json"


def _other_schema(turn: Turn, kept: dict[str, Any]) -> str:
    """Say that the words are the same and the wanted answer is not, and show how."""
    old = kept["turns"][0]["request"]
    shown = changed(_schema(old), _schema(turn.request)) or _diff(old, turn.request)
    return (
        f"The schema of {turn.answer_type} is not the one that {kept['file']} was made with; record it again.\n"
        + "\n".join(shown)
    )


def sentences(text: str) -> list[str]:
    """Split a prompt into lines for a diff, sentence by sentence: its own lines are long."""
    return _SENTENCE_END.sub("\n", text).splitlines()


def changed(old: list[str], new: list[str], names: tuple[str, str] = ("recorded", "now")) -> list[str]:
    """Show as a diff which lines changed."""
    return list(difflib.unified_diff(old, new, *names, lineterm="", n=1))[:_LONGEST_DIFF]


def _diff(old: Request, new: Request) -> list[str]:
    """Show which words of the request changed."""
    return changed(_words(old["messages"]), _words(new["messages"]))


def _words(messages: list[Message]) -> list[str]:
    return [line for message in messages for line in sentences(str(message.get("content")))]


def _schema(request: Request) -> list[str]:
    """Write the schema that a request carries, wherever its mode puts it, line by line."""
    tools = [tool["function"]["parameters"] for tool in request.get("tools") or ()]
    carried = tools or (request.get("response_format") or {}).get("json_schema")
    return json.dumps(carried, ensure_ascii=False, indent=1, sort_keys=True).splitlines()
