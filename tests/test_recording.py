"""Recordings are readable, hold no secret, and are played back or refused with a reason."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Script

from summarizer import errors
from summarizer.llm import Model, Task
from summarizer.llm.recording import Tape, recorded
from summarizer.models import Draft

Scripts = Callable[..., Script]


def task(text: str = "the text", subject: str = "a1") -> Task:
    """A task about one article."""
    return Task("extract", subject, ({"role": "system", "content": "sys"}, {"role": "user", "content": text}))


def record(script: Script, folder: Path, asked: Task) -> Draft:
    """Ask a scripted model and record it."""
    return asyncio.run(Model(recorded(script.send, folder), "m1").ask(asked, Draft))


def play(folder: Path, asked: Task, name: str = "m1") -> Draft:
    """Ask the recordings."""
    return asyncio.run(Model(Tape.load(folder).play, name).ask(asked, Draft))


def test_a_recording_answers_as_the_model_did(script: Scripts, tmp_path: Path) -> None:
    """What was recorded comes back without the model, through the same validation."""
    first = record(script({"claims": [{"at": ["S1"]}]}), tmp_path, task())
    assert play(tmp_path, task()) == first


def test_every_turn_is_kept_with_its_request_attempts_and_answer(script: Scripts, tmp_path: Path) -> None:
    """A re-asked answer is two turns in one readable file."""
    record(script("{not json", {"claims": [{"at": ["S1"]}]}), tmp_path, task())
    (path,) = tmp_path.iterdir()
    kept = json.loads(path.read_text())
    assert path.name.startswith("extract-a1-")
    assert [list(turn) for turn in kept["turns"]] == [["request", "attempts", "answer"]] * 2
    assert kept["turns"][1]["request"]["messages"][-1]["role"] == "tool"
    assert play(tmp_path, task()).claims[0].at == ("S1",)


def test_a_changed_request_is_shown_as_a_diff(script: Scripts, tmp_path: Path) -> None:
    """A replay that finds no recording shows which words of the request changed."""
    record(script({}), tmp_path, task("the old words"))
    with pytest.raises(errors.RecordingError) as caught:
        play(tmp_path, task("the new words"))
    assert "-the old words" in str(caught.value)
    assert "+the new words" in str(caught.value)
    assert "prompt extract about a1" in str(caught.value)


def test_another_model_is_another_recording(script: Scripts, tmp_path: Path) -> None:
    """The model is part of what was recorded."""
    record(script({}), tmp_path, task())
    with pytest.raises(errors.RecordingError, match="model m1 → m2"):
        play(tmp_path, task(), "m2")


def test_a_missing_recording_names_its_prompt(script: Scripts, tmp_path: Path) -> None:
    """A replay without any recording of that prompt says which one is missing."""
    record(script({}), tmp_path, task())
    with pytest.raises(errors.RecordingError, match="No recording of prompt pairs"):
        play(tmp_path, task("another text")._replace(prompt="pairs"))


def test_unused_recordings_are_named(script: Scripts, tmp_path: Path) -> None:
    """What nothing asked for is listed."""
    record(script({}), tmp_path, task(subject="a1"))
    record(script({}), tmp_path, task("another text", subject="a2"))
    tape = Tape.load(tmp_path)
    asyncio.run(Model(tape.play, "m1").ask(task(subject="a1"), Draft))
    assert [name[:10] for name in tape.unused()] == ["extract-a2"]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 0, "turns": []}', '{"format": 1, "turns": []}'])
def test_a_file_that_is_no_recording_is_named(tmp_path: Path, content: str) -> None:
    """A broken recording is a sentence with its path, not a traceback."""
    (tmp_path / "broken.json").write_text(content)
    with pytest.raises(errors.RecordingError, match=r"broken\.json"):
        Tape.load(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """--replay with a wrong folder says so before anything is read."""
    with pytest.raises(errors.RecordingError, match="--record first"):
        Tape.load(tmp_path / "none")
