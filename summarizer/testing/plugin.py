"""The pytest plugin: the fixture `summarizer_tape` and the option --summarizer-record."""

import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from summarizer.testing.beside import TapeBeside

_PASSED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --summarizer-record."""
    parser.getgroup("summarizer").addoption(
        "--summarizer-record",
        action="store_true",
        help="ask the live model (key and endpoint from the environment) and record anew what each test asks",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether a test passed: only then its recordings are judged or replaced. Show a missing one as a diff alone.

    A traceback through asyncio and the hops of the door would hide the few lines that changed.
    """
    report = yield
    if report.when == "call":
        item.stash[_PASSED] = report.passed
        if report.failed and call.excinfo and "summarizer_tape" in getattr(item, "fixturenames", ()):
            from summarizer.errors import RecordingError

            if call.excinfo.errisinstance(RecordingError):
                report.longrepr = f"{item.nodeid}\n\n{call.excinfo.value}\n"
    return report


@pytest.fixture
def summarizer_tape(request: pytest.FixtureRequest) -> "Iterator[TapeBeside]":
    """Answer from recordings/MODULE/TEST beside the test; no live call leaves it.

    The test fails on an exchange that is missing, with a diff of the request, and on recordings that nothing asked
    for. With --summarizer-record the live model is asked, and what it answered replaces the recordings.
    """
    from summarizer.testing.beside import TapeBeside, folder_of

    recording = bool(request.config.getoption("--summarizer-record"))
    if recording and not os.environ.get("OPENAI_API_KEY"):
        pytest.fail(
            "--summarizer-record asks a live model: set OPENAI_API_KEY, and OPENAI_BASE_URL if it is not OpenAI's.",
            pytrace=False,
        )
    name = ".".join(request.node.nodeid.split("::")[1:])
    tape = TapeBeside(folder_of(request.node.path, name), request.node.nodeid, recording)
    with tape.taking() if recording else tape.playing():
        yield tape
        passed = request.node.stash.get(_PASSED, False)
        if recording and passed:
            tape.keep()
    if passed and not recording and (complaint := tape.complaint()):
        pytest.fail(complaint, pytrace=False)
