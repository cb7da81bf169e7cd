"""What users test their own programs with: recordings beside the test, and a scripted model."""

import asyncio
import os
import shutil
import subprocess
import sys
import textwrap
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from conftest import ROOT

import summarizer
from bench.record_example import answer, record
from bench.server import ModelServer, ServerOptions
from summarizer import Article, Settings, errors, prompt, summarize
from summarizer.llm import Tapes, Task, Turn
from summarizer.llm.calls import Wire
from summarizer.testing import Asked, ScriptedModel
from summarizer.testing.beside import folder_of

EXAMPLE = ROOT / "docs" / "testing"
TEXT = "The bridge is closed, mayor Ada Lund said.\n"
DRAFT = {
    "parties": [{"name": "Ada Lund", "kind": "person"}],
    "claims": [{"by": ["Ada Lund"], "cue": "said", "at": ["S1:The bridge…is closed"]}],
}
NO_SENTENCES: dict[str, list[str]] = {"sentences": []}
FOUND = bool(entry_points(group="pytest11", name="summarizer"))
"""Whether pytest finds the plugin by itself; a checkout that was installed before it has to name it."""
PLUGIN = () if FOUND else ("-p", "summarizer.testing.plugin")

BY_TAPE = ("-k", "contest_it")
"""The test of the example that has recordings, without the other one."""

NO_NETWORK = """
import socket, pytest

@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was tried")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
"""


def article() -> Article:
    """A report of one sentence."""
    return Article(id="bridge", source="bridge.txt", text=TEXT)


def pytest_in(folder: Path, *words: str, code: int = 0, **env: str) -> str:
    """Run the tests of a project in a process of their own, check the exit code, and return what pytest said."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "SUMMARIZER_"))}
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *PLUGIN, *words]
    done = subprocess.run(line, cwd=folder, env=known | env, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example project, in which every connection is refused."""
    ignored = shutil.ignore_patterns("__pycache__", ".pytest_cache")
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "example", ignore=ignored))
    (project / "tests" / "conftest.py").write_text(NO_NETWORK)
    return project


def recorded_again(example: Path, *words: str, **env: str) -> None:
    """Record the example against a model on this machine."""
    conftest = example / "tests" / "conftest.py"
    conftest.unlink()
    with ModelServer(ServerOptions(answer=answer)) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        done = record(example, "-p", "no:cacheprovider", *PLUGIN, *words, url=server.url)
    assert done.returncode == 0, done.stdout + done.stderr
    conftest.write_text(NO_NETWORK)


def recordings(example: Path) -> list[Path]:
    """The recordings of the example."""
    return sorted((example / "tests" / "recordings").rglob("*.json"))


# ── the example project ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_example_passes_without_key_or_network(example: Path) -> None:
    """The project under docs/testing passes as it stands."""
    assert "2 passed" in pytest_in(example)


def test_settings_of_the_developer_change_nothing(example: Path) -> None:
    """A replay is the same on every machine, whatever stands in the environment."""
    said = pytest_in(
        example,
        OPENAI_API_KEY="own-key",
        OPENAI_BASE_URL="http://127.0.0.1:9/v1",
        SUMMARIZER_ENGINE="offline",
        SUMMARIZER_MODEL="another",
        SUMMARIZER_PART_CHARS="1000",
    )
    assert "2 passed" in said


def test_a_missing_recording_fails_the_test_by_name(example: Path) -> None:
    """The failure names the prompt, the article and the command that records it."""
    next(path for path in recordings(example) if "coast-daily" in path.name).unlink()
    said = pytest_in(example, *BY_TAPE, code=1)
    assert "Traceback" not in said
    assert "asyncio" not in said
    assert "The request for prompt extract about coast-daily" in said
    assert "--summarizer-record" in said


def test_a_missing_folder_fails_the_test_by_name(example: Path) -> None:
    """A test that was never recorded says so."""
    shutil.rmtree(example / "tests" / "recordings")
    assert "No recording of prompt extract about" in pytest_in(example, *BY_TAPE, code=1)


def test_an_unused_recording_fails_the_test_at_its_end(example: Path) -> None:
    """A recording that nothing asks for is named with its path, after the test itself has passed."""
    path = recordings(example)[0]
    other = path.with_name("extract-other.json")
    other.write_text(path.read_text().replace('"key": "', '"key": "0'))
    said = pytest_in(example, *BY_TAPE, code=1)
    assert "1 passed, 1 deselected, 1 error" in said
    assert str(other) in said


def test_a_program_that_swallows_the_error_still_fails(example: Path) -> None:
    """A missing exchange fails the test also where the program under test caught the error."""
    (example / "newsdesk.py").write_text(
        textwrap.dedent("""
            from summarizer import summarize

            def contested(folder):
                try:
                    summarize(folder)
                except Exception:
                    pass
                return ["The ferry Marta was overloaded when it sank (contested by Norra Lines)"]
        """)
    )
    shutil.rmtree(example / "tests" / "recordings")
    said = pytest_in(example, *BY_TAPE, code=1)
    assert "1 passed" in said
    assert "No recording of prompt extract" in said


def test_recording_replaces_what_nobody_asks_for(example: Path) -> None:
    """--summarizer-record asks the live model and leaves exactly what the test asked for; no key is in it."""
    path = recordings(example)[0]
    path.with_name("extract-old.json").write_text(path.read_text())
    names = {each.name for each in recordings(example)} - {"extract-old.json"}
    recorded_again(example)
    assert {each.name for each in recordings(example)} == names
    assert not any("unused" in each.read_text() for each in recordings(example))
    assert "1 passed" in pytest_in(example, *BY_TAPE)


def test_recording_keeps_the_old_where_the_test_fails(example: Path) -> None:
    """What a failing test asked for is not taken over."""
    before = {path: path.read_text() for path in recordings(example)}
    (example / "tests" / "conftest.py").unlink()
    with ModelServer() as server:
        words = ("--summarizer-record", *BY_TAPE)
        said = pytest_in(example, *words, code=1, OPENAI_API_KEY="key", OPENAI_BASE_URL=server.url)
        assert "1 failed" in said
    assert {path: path.read_text() for path in recordings(example)} == before


def test_recording_needs_a_key(example: Path) -> None:
    """Without one the sentence says what to set, and nothing is asked."""
    assert "set OPENAI_API_KEY" in pytest_in(example, "--summarizer-record", *BY_TAPE, code=1)


def test_a_prompt_edited_by_one_word_fails_with_its_diff_and_passes_when_recorded_again(
    example: Path, tmp_path: Path
) -> None:
    """The red test shows the old and the new sentence; recorded again, it is green."""
    site = tmp_path / "site"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(summarizer.__file__).parent, site / "summarizer", ignore=ignored)
    shutil.copytree(prompt.folder("prompts"), site / "summarizer" / "prompts", dirs_exist_ok=True)
    assert "1 passed" in pytest_in(example, *BY_TAPE, PYTHONPATH=str(site))
    edited = site / "summarizer" / "prompts" / "summary.md"
    edited.write_text(edited.read_text().replace("short neutral summary", "brief neutral summary", 1))
    said = pytest_in(example, *BY_TAPE, code=1, PYTHONPATH=str(site)).splitlines()
    assert any(line.startswith("-You write a short neutral summary") for line in said)
    assert any(line.startswith("+You write a brief neutral summary") for line in said)
    assert len(said) < 30
    recorded_again(example, PYTHONPATH=str(site))
    assert "1 passed" in pytest_in(example, *BY_TAPE, PYTHONPATH=str(site))


def test_each_test_has_a_folder_of_its_own() -> None:
    """Parameters that look alike on disk do not share one."""
    module = Path("tests/test_desk.py")
    names = ["test_one", "test_one[a/b]", "test_one[a-b]", "test_one[a b]", "Desk.test_one", "test_one-a-b"]
    folders = [folder_of(module, name) for name in names]
    assert len(set(folders)) == len(names)
    assert folders[0] == Path("tests/recordings/test_desk/test_one")


def test_the_package_itself_does_not_need_pytest() -> None:
    """A run imports neither pytest nor the room for tests."""
    code = (
        "import sys, summarizer; from summarizer import Article, summarize\n"
        f"summarize(Article(id='a', source='a', text={TEXT!r}), engine='offline')\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'pytest' or 'testing' in name.split('.')[:2]])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in eval(done.stdout) if name.startswith(("pytest", "summarizer"))] == []  # noqa: S307


# ── the scripted model ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_scripted_model_answers_in_order_and_says_what_it_was_asked() -> None:
    """Answers go through the same checks as a live model's; no key is needed."""
    with ScriptedModel([DRAFT]) as model:
        brief = summarize(article())
    assert [claim.text for claim in brief.claims] == ["The bridge is closed"]
    assert [(asked.prompt, asked.subject) for asked in model.asked] == [("extract", "bridge")]
    assert "Ada Lund said" in model.asked[0].text


def test_a_scripted_model_may_be_a_function() -> None:
    """A function sees the question and gives the answer, in any order."""

    def say(asked: Asked) -> dict[str, object]:
        return dict(DRAFT) if asked.prompt == "extract" else dict(NO_SENTENCES)

    with ScriptedModel(say):
        assert len(summarize(article()).claims) == 1


def test_a_bad_scripted_answer_is_asked_again() -> None:
    """An answer that does not fit costs another one of the script, as it would of a live model."""
    with ScriptedModel(["{not json", DRAFT]) as model:
        assert len(summarize(article()).claims) == 1
    assert len(model.asked) == 2


def test_a_scripted_error_is_met_as_a_live_one() -> None:
    """An exception of the script is raised in the place of an answer."""
    with ScriptedModel([errors.LostCall("No answer after 6 tries.")]):
        brief = summarize(article())
    assert "No answer after 6 tries" in brief.failures[0].reason


def test_an_answer_too_few_or_too_many_is_an_error() -> None:
    """A script is used up to its end, and no further."""
    with pytest.raises(errors.RecordingError, match="no answer left for prompt extract"), ScriptedModel([]):
        summarize(article())
    with pytest.raises(AssertionError, match="1 answers of the script"), ScriptedModel([DRAFT, NO_SENTENCES]):
        summarize(article())


@pytest.mark.parametrize("mode", ["tools", "json_schema", "json"])
def test_a_scripted_model_answers_in_every_mode(mode: str) -> None:
    """Whatever mode the program asks in, the answer has that shape."""
    settings = Settings.from_mapping({"OPENAI_API_KEY": "key"}, mode=mode)
    with ScriptedModel([DRAFT]):
        assert len(summarize(article(), settings=settings).claims) == 1


def test_no_call_leaves_a_scripted_test() -> None:
    """A program that opens the wire itself is refused in a sentence."""
    wire = Wire(Settings.from_mapping({"OPENAI_API_KEY": "key"}))
    turn = Turn(Task("extract", "bridge", ()), "Draft", 0, {})
    with ScriptedModel([]), pytest.raises(errors.RecordingError, match="A live call was refused"):
        asyncio.run(wire.send(turn))


def test_the_door_is_as_it_was_behind_a_script(tmp_path: Path) -> None:
    """After the block the key is gone again, and recordings are played as ever."""
    with ScriptedModel([DRAFT]):
        summarize(article(), tapes=Tapes(record=tmp_path))
    assert "OPENAI_API_KEY" not in os.environ
    settings = Settings.from_mapping({}, model="scripted")
    assert len(summarize(article(), engine="llm", settings=settings, tapes=Tapes(replay=tmp_path)).claims) == 1
