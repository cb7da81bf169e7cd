"""Recordings are readable, hold no secret, and are played back or refused with a reason."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Script
from pydantic import BaseModel

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


class Small(BaseModel):
    """An answer of one field."""

    place: str = ""


def test_an_answer_schema_that_has_changed_is_shown_as_a_diff(script: Scripts, tmp_path: Path) -> None:
    """The same words for another schema: the recording knows its schema, and the message shows what is new in it."""
    record_small(script, tmp_path, Small)
    grown = type("Small", (Small,), {"__annotations__": {"day": str}, "day": ""})
    with pytest.raises(errors.RecordingError, match="schema of Small is not the one") as caught:
        asyncio.run(Model(Tape.load(tmp_path).play, "m1").ask(task(), grown))
    added = [line.strip("+ ,") for line in str(caught.value).splitlines() if line.startswith("+") and '"' in line]
    assert '"day": {' in added
    assert "place" not in str([line for line in str(caught.value).splitlines() if line.startswith("-")])


def record_small(script: Scripts, folder: Path, wanted: type[Small]) -> None:
    """Record one answer of one field."""
    asyncio.run(Model(recorded(script({"place": "Ore"}).send, folder), "m1").ask(task(), wanted))


def test_a_recording_without_schema_and_key_is_still_played(script: Scripts, tmp_path: Path) -> None:
    """Recordings from before these were kept are known by their messages."""
    record_small(script, tmp_path, Small)
    (path,) = tmp_path.iterdir()
    kept = json.loads(path.read_text())
    del kept["schema"], kept["key"]
    path.write_text(json.dumps(kept))
    assert asyncio.run(Model(Tape.load(tmp_path).play, "m1").ask(task(), Small)).place == "Ore"


def test_a_changed_word_in_a_long_line_is_shown_with_its_sentence(script: Scripts, tmp_path: Path) -> None:
    """Lines of prompts are long: the diff tells the sentence that changed, not the line."""
    long = " ".join(f"Sentence number {n} stays as it is." for n in range(50))
    record(script({}), tmp_path, task(f"{long} Cite the words. {long}"))
    with pytest.raises(errors.RecordingError) as caught:
        play(tmp_path, task(f"{long} Quote the words. {long}"))
    lines = str(caught.value).splitlines()
    assert "-Cite the words." in lines
    assert "+Quote the words." in lines
    assert len(lines) < 10


def test_a_call_that_was_lost_is_kept_and_lost_again(script: Scripts, tmp_path: Path) -> None:
    """A failure of one call is recorded with its reason and attempts; one that ends the run is not."""
    with pytest.raises(errors.LostCall):
        record(script(errors.LostCall("No answer after 2 tries.")), tmp_path, task())
    with pytest.raises(errors.LostCall, match="No answer after 2 tries"):
        play(tmp_path, task())
    with pytest.raises(errors.OutOfQuota):
        record(script(errors.OutOfQuota("The account is used up.")), tmp_path / "none", task())
    assert not (tmp_path / "none").exists()


def test_a_story_may_bear_any_name(script: Scripts, tmp_path: Path) -> None:
    """A name with a slash in it is no path."""
    record(script({}), tmp_path, task(subject="../a b/c"))
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("extract-..-a-b-c-")
    assert play(tmp_path, task(subject="../a b/c")) == Draft()
