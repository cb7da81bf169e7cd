"""`summarizer doctor` against a real server on this machine: what is there, what is missing, and what to do."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.server import (
    OTHER_SCHEMA,
    QUOTA_SPENT,
    REFUSAL,
    RESET,
    STALL,
    Fault,
    FaultPolicy,
    ModelServer,
    ServerOptions,
    on_match,
    status_fault,
)
from summarizer.cli import cli
from summarizer.llm.doctor import MODES

NOBODY = b"OPENAI_API_KEY=k\nOPENAI_BASE_URL=http://127.0.0.1:9/v1\n"
"""An endpoint where nobody is."""


def answer(_request: dict[str, Any]) -> str:
    """Answer the doctor's question."""
    return '{"source": "the mayor", "cue": "said"}'


def without(field: str, fault: Fault) -> FaultPolicy:
    """Fail the requests that have this field: tools, or response_format."""
    return lambda _number, request, _try: fault if request.get(field) else None


def doctor(*words: str, code: int = 0, **env: str | None) -> list[str]:
    """Run the command here and check its exit code."""
    done = CliRunner().invoke(cli, ["doctor", *words], env=env, standalone_mode=False)
    assert done.exception is None, done.exception
    assert done.return_value == code, done.output
    return done.output.splitlines()


def examined(fault: FaultPolicy | None = None, *words: str, code: int = 0, **env: str) -> list[str]:
    """Run the command against a server with a fault."""
    with ModelServer(ServerOptions(answer=answer, fault=fault)) as server:
        known = {"OPENAI_API_KEY": "secret-key", "OPENAI_BASE_URL": server.url, "SUMMARIZER_TIMEOUT": "2"}
        lines = doctor(*words, code=code, **(known | env))
        assert server.counters.requests == len(MODES)
    assert "secret-key" not in "\n".join(lines)
    return lines


def line(lines: list[str], start: str) -> str:
    """Find the only line that begins so, behind its mark."""
    found = [each for each in lines if each[2:].startswith(start)]
    assert len(found) == 1, lines
    return found[0]


def test_all_is_well() -> None:
    """An endpoint that can do everything: a ✓ for each mode, three calls, exit code 0."""
    lines = examined()
    assert [line(lines, f"mode {mode}:")[0] for mode in MODES] == ["✓"] * 3
    assert "in use" in line(lines, "mode tools")
    assert line(lines, "endpoint").startswith("✓")
    assert not any(each.startswith("✗") for each in lines)


@pytest.mark.parametrize("fault", [status_fault(400), status_fault(500), OTHER_SCHEMA], ids=str)
def test_an_endpoint_without_the_mode_in_use_is_told_which_to_set(fault: Fault) -> None:
    """Tools are refused: the line says so and names a mode that works; exit code 1."""
    lines = examined(without("tools", fault), code=1)
    assert line(lines, "mode tools").startswith("✗")
    assert "Set SUMMARIZER_MODE=json_schema" in line(lines, "mode tools")
    assert line(lines, "mode json_schema").startswith("✓")


def test_a_mode_that_is_not_in_use_may_be_missing() -> None:
    """The same endpoint is fine in JSON-schema mode: no ✗, exit code 0."""
    lines = examined(without("tools", status_fault(400)), "--mode", "json_schema")
    assert line(lines, "mode tools").startswith("–")
    assert "in use" in line(lines, "mode json_schema")


def test_prose_in_place_of_a_tool_call_is_seen() -> None:
    """A server that ignores tool_choice answers in words: that is no support."""
    with ModelServer(
        ServerOptions(answer=lambda request: "The mayor." if "tools" in request else answer({}))
    ) as server:
        lines = doctor(code=1, OPENAI_API_KEY="k", OPENAI_BASE_URL=server.url)
    assert "not in the form" in line(lines, "mode tools")


def test_a_wrong_key_is_one_line() -> None:
    """What all modes share is told once, as the endpoint's refusal."""
    with ModelServer(ServerOptions(answer=answer, api_key="right")) as server:
        lines = doctor(code=1, OPENAI_API_KEY="wrong-key", OPENAI_BASE_URL=server.url)
    assert "refuses the key (401): check OPENAI_API_KEY" in line(lines, "endpoint")
    assert not any("mode tools:" in each for each in lines)
    assert "wrong-key" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (status_fault(404), "does not know the model"),
        (QUOTA_SPENT, "used up"),
        (REFUSAL, "refused to answer"),
        (status_fault(503), "HTTP 503"),
        (RESET, "connection failed"),
        (STALL, "no answer within"),
    ],
    ids=str,
)
def test_an_endpoint_that_fails_in_every_mode_is_one_line(fault: Fault, says: str) -> None:
    """The reason is told once, after one call a mode: nothing is tried again."""
    assert says in line(examined(on_match("mayor", fault), code=1), "endpoint")


def test_an_endpoint_that_is_not_there_is_named_without_its_login() -> None:
    """The address is shown, what stands before its @ is not."""
    lines = doctor(code=1, OPENAI_API_KEY="k", OPENAI_BASE_URL="http://user:word@127.0.0.1:9/v1")
    assert "http://127.0.0.1:9/v1" in line(lines, "endpoint")
    assert "Check OPENAI_BASE_URL" in line(lines, "endpoint")
    assert "word@" not in "\n".join(lines)


def test_without_a_key_the_offline_engine_is_enough() -> None:
    """No key is no fault: the line says who reads; no call is made."""
    lines = doctor()
    assert line(lines, "key").startswith("–")
    assert "offline engine reads" in line(lines, "key")
    assert not any("endpoint:" in each for each in lines)


@pytest.mark.parametrize(
    ("env", "code", "mark"),
    [
        ({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, 1, "✗"),
        ({"SUMMARIZER_ENGINE": "llm"}, 1, "✗"),
        ({"SUMMARIZER_ENGINE": "offline", "OPENAI_API_KEY": "k"}, 0, "–"),
    ],
)
def test_a_key_is_needed_where_a_model_is_meant(env: dict[str, str], code: int, mark: str) -> None:
    """An endpoint or the engine llm without a key is a fault; the offline engine wants none."""
    assert line(doctor(code=code, **env), "key").startswith(mark)


def test_dot_env_is_told_by_names_never_by_values() -> None:
    """What .env sets is named; a name that is no setting is a fault, with what was meant."""
    Path(".env").write_text("SUMMARIZER_ENGINE=offline\nSUMMARIZER_MODLE=secret-model\nEMPTY=\n")
    lines = doctor(code=1)
    assert "sets SUMMARIZER_ENGINE, SUMMARIZER_MODLE;" in line(lines, ".env")
    assert "SUMMARIZER_MODEL" in line(lines, "settings: SUMMARIZER_MODLE is no setting")
    assert "secret-model" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "start", "says"),
    [
        (b"SUMMARIZER_RPM=many\n", "settings", "SUMMARIZER_RPM cannot be used"),
        (b"SUMMARIZER_MODEL=\xff\xfe\n", ".env", "save it as UTF-8"),
        (NOBODY + b"SUMMARIZER_PRICES=nowhere.toml\n", "price", "no price file"),
        (NOBODY + b"SUMMARIZER_MAX_COST=1\nSUMMARIZER_MODEL=mine\n", "price", "not known"),
    ],
)
def test_a_setting_that_stops_a_run_is_a_fault(content: bytes, start: str, says: str) -> None:
    """Each is a ✗ line that says what to do, and the output folder is still looked at."""
    Path(".env").write_bytes(content)
    lines = doctor(code=1)
    assert line(lines, start).startswith("✗")
    assert says in line(lines, start)
    assert line(lines, "output").startswith("✓")


def test_the_output_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    """A folder that is there or can be made is fine; nothing is left in it."""
    assert line(doctor("-o", str(tmp_path)), "output").startswith("✓")
    assert line(doctor("-o", str(tmp_path / "new" / "out")), "output").startswith("✓")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("inside", ["", "out"])
def test_a_file_in_the_way_of_the_output_folder_is_a_fault(tmp_path: Path, inside: str) -> None:
    """A file where the folder or its parent should be: choose another."""
    (tmp_path / "file").write_text("")
    lines = doctor("-o", str(tmp_path / "file" / inside), code=1)
    assert line(lines, "output").startswith("✗")
    assert "-o" in line(lines, "output")
