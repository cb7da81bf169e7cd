"""A run over several processes is the run of one: the same bytes, the same limits, the same ends."""

import json
import os
import random
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest
from command import Done, apart
from towns import COUNT, ledger, run, serving, started, until

from bench.server import ModelServer, every_nth, on_match, status_fault
from summarizer.models import Failure
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import stories
from summarizer.workers import crew_for

OFFLINE = ("--engine", "offline")
NOT_OF_THE_STORIES = {"ledger.sqlite", "run.json", ".lock"}


def files(folder: Path) -> dict[str, bytes]:
    """What a run wrote of its stories."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("ledger.sqlite"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.name not in NOT_OF_THE_STORIES}


def told(folder: Path) -> dict[str, object]:
    """What run.json says, but for how many workers there were."""
    whole = json.loads((folder / "run.json").read_text())
    del whole["settings"]["workers"]
    return dict(whole)


def with_model(server: ModelServer, heap: Path, *words: str, code: int = 0, output: str = "out", **env: str) -> Done:
    """Run the heap with two workers against the server."""
    line: tuple[str | Path, ...] = ("run", heap, "-o", heap.parent / output, "--workers", "2", *words)
    return apart(*line, code=code, OPENAI_API_KEY="secret-key", OPENAI_BASE_URL=server.url, **env)


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a process started."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(child) for child in children.split()]


def alive(process: int) -> bool:
    """Whether a process is there and does something."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_rules_write_the_same_bytes_with_one_worker_and_with_three(heap: Path) -> None:
    """Also what could not be read, and what repeats, is told alike."""
    lines = heap.read_text().splitlines()
    heap.write_text("\n".join([*lines, lines[0], '{"story": "town-2"}']) + "\n")
    for workers in "13":
        done = apart("run", heap, "-o", heap.parent / workers, "--workers", workers, *OFFLINE, code=1)
        assert "#10" in done.stderr
    one, three = heap.parent / "1", heap.parent / "3"
    assert files(one) == files(three)
    assert told(one) == told(three)
    assert len(files(one)) > 3 * COUNT


def test_a_model_is_asked_the_same_with_one_worker_and_with_two(heap: Path) -> None:
    """The same requests, the same bytes, and the ledger has every article once."""
    with serving() as server:
        with_model(server, heap)
        assert server.counters.requests == COUNT
        with_model(server, heap, "--workers", "1", output="other")
        assert server.counters.requests == 2 * COUNT
    assert files(heap.parent / "out") == files(heap.parent / "other")
    assert told(heap.parent / "out") == told(heap.parent / "other")
    assert ledger(heap) == {"done": COUNT}


def test_workers_are_started_anew_where_this_process_must_not_be_forked(heap: Path) -> None:
    """The server of this test is a thread of this process."""
    with serving() as server:
        run(server, heap, SUMMARIZER_WORKERS="2")
    assert ledger(heap) == {"done": COUNT}


def test_faults_that_pass_cost_no_article(heap: Path) -> None:
    """What a server does wrong is mended where the calls are made."""
    with serving(every_nth(3, status_fault(429, retry_after="0"))) as server:
        with_model(server, heap)
    assert ledger(heap) == {"done": COUNT}


def test_articles_that_always_fail_are_named_and_asked_again_alone(heap: Path) -> None:
    """Which worker had them makes no difference."""
    with serving(on_match("town 3 ", status_fault(503))) as server:
        done = with_model(server, heap, code=1, SUMMARIZER_TRIES="2")
    assert "#4" in done.stderr
    assert ledger(heap) == {"done": COUNT - 1, "failed": 1}
    with serving() as server:
        with_model(server, heap)
        assert server.counters.requests == 1
    assert ledger(heap) == {"done": COUNT}


def test_a_refused_key_ends_the_run_for_all_workers_and_is_told_once(heap: Path) -> None:
    """What was paid for is kept, and the next run pays for the rest alone."""
    refused = status_fault(401)
    with serving(lambda number, request, tries: refused if number > 3 else None) as server:
        done = with_model(server, heap, "--concurrency", "2", code=1)
        paid = server.counters.delivered
    assert done.stderr.count("refuses the key") >= 1
    assert "secret-key" not in done.stderr + done.stdout
    assert sum(ledger(heap).values()) == COUNT
    with serving() as server:
        with_model(server, heap)
        assert paid + server.counters.delivered == COUNT
    assert ledger(heap) == {"done": COUNT}


def test_a_budget_is_one_for_all_workers(heap: Path) -> None:
    """It is counted where the calls are made."""
    with serving() as server:
        done = with_model(server, heap, "--max-tokens", "5000", "--concurrency", "1", code=1)
        assert "budget of 5,000 tokens is spent" in done.stderr
        asked = server.counters.requests
        assert 0 < asked < COUNT
        with_model(server, heap, "--max-tokens", "5000", "--concurrency", "1", code=1)
        assert server.counters.requests == asked


def test_no_more_calls_are_under_way_than_asked_for(heap: Path) -> None:
    """--concurrency is one limit for all workers."""
    with serving(latency=0.1) as server:
        with_model(server, heap, "--concurrency", "3")
        assert server.counters.in_flight_peak == 3


def test_a_worker_that_is_killed_ends_the_run_in_a_sentence_and_the_next_goes_on(heap: Path) -> None:
    """Nothing is lost, and what was paid for is not paid again."""
    with serving(latency=0.3) as server:
        with started(server, heap, "--concurrency", "2", "--workers", "2") as process:
            until(lambda: server.counters.delivered >= 2)
            os.kill(workers_of(process)[0], signal.SIGKILL)
            said = process.communicate(timeout=30)[1]
        assert process.returncode == 1
        assert "was ended from outside" in said
        assert "Traceback" not in said
        with_model(server, heap)
        assert server.counters.delivered <= COUNT + 2  # two were in flight
    assert ledger(heap) == {"done": COUNT}


@pytest.mark.parametrize("struck", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_run_however_it_ends(heap: Path, struck: signal.Signals) -> None:
    """No process stays behind, and the folder is free."""
    with serving(latency=0.3) as server:
        with started(server, heap, "--concurrency", "2", "--workers", "2", start_new_session=True) as process:
            until(lambda: server.counters.delivered >= 2)
            workers = workers_of(process)
            assert len(workers) == 2
            (os.killpg if struck is signal.SIGINT else os.kill)(process.pid, struck)  # a terminal's Ctrl-C strikes all
            process.communicate(timeout=30)
        until(lambda: not any(map(alive, workers)))
        assert process.returncode == {signal.SIGINT: 130}.get(struck, -struck)
        with_model(server, heap)
        assert server.counters.delivered <= COUNT + 2  # two were in flight
    assert ledger(heap) == {"done": COUNT}


KILLS = 4


def _asked_more(server: ModelServer, before: int) -> bool:
    return server.counters.requests > before


def test_killed_at_any_moment_nothing_is_lost_or_paid_twice_but_what_was_in_flight(heap: Path) -> None:
    """An answer is in the ledger before a worker has it."""
    moments, calls = random.Random(11), 2
    with serving(latency=0.1) as server:
        for _ in range(KILLS):
            before = server.counters.requests
            with started(
                server, heap, "--concurrency", str(calls), "--workers", "2", start_new_session=True
            ) as process:
                until(partial(_asked_more, server, before))
                time.sleep(moments.uniform(0, 0.15))
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
        assert 0 < server.counters.delivered < COUNT + KILLS * calls
        with_model(server, heap)
        assert server.counters.delivered <= COUNT + KILLS * calls
    assert ledger(heap) == {"done": COUNT}


def test_a_folder_that_a_worker_cannot_write_is_a_sentence(heap: Path) -> None:
    """It is the sentence of a run of one process."""
    (heap.parent / "out").mkdir()
    (heap.parent / "out" / "town-3").write_text("in the way")
    done = apart("run", heap, "-o", heap.parent / "out", "--workers", "2", *OFFLINE, code=2)
    assert "town-3" in done.stderr
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_failures_are_told_by_their_sources(order: tuple[int, ...]) -> None:
    """Which story ends first is chance, and run.json does not tell of it."""
    failures = [Failure(source=f"{name}.txt", step="collect", reason="It is empty.") for name in "abc"]
    session = Session.open(Settings(engine="offline"))
    session.note([], [failures[at] for at in order])
    assert [failure["source"] for failure in session.told()["failures"]] == ["a.txt", "b.txt", "c.txt"]


def test_the_key_stays_with_the_process_that_asks() -> None:
    """Workers are told everything else."""
    orders = Session.open(Settings(api_key="secret-key")).orders()
    assert orders.settings.api_key is None
    assert "secret-key" not in repr(orders)


def test_a_few_stories_start_no_worker(heap: Path) -> None:
    """Processes are worth their start only where there is something to share out."""
    heap.write_text("".join(heap.read_text().splitlines(keepends=True)[:3]))
    session = Session.open(Settings(engine="offline", workers=4), Plan(heap.parent / "out"))
    crew, found = crew_for(session, session.todo(stories([str(heap)])))
    assert crew is None
    assert [story.name for story in found] == ["town-0", "town-1", "town-2"]
    session.close()


def test_a_second_run_of_what_is_done_starts_no_worker(heap: Path) -> None:
    """What is left to do counts, not what is given."""
    apart("run", heap, "-o", heap.parent / "out", *OFFLINE)
    session = Session.open(Settings(engine="offline", workers=4), Plan(heap.parent / "out"))
    assert crew_for(session, session.todo(stories([str(heap)])))[0] is None
    assert session.skipped == COUNT
    session.close()
