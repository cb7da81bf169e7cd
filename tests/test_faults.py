"""A run survives what servers, disks, people and kills do to it: nothing lost, nothing doubled, nothing paid twice."""

import asyncio
import json
import multiprocessing
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from towns import COUNT, ledger, run, serving, started, until

from bench.server import (
    BAD_BODY,
    BAD_CONTENT,
    CUT_OFF,
    NO_CHOICES,
    OTHER_SCHEMA,
    QUOTA_SPENT,
    REFUSAL,
    RESET,
    RESET_MIDWAY,
    STALL,
    FaultPolicy,
    ModelServer,
    every_nth,
    on_match,
    status_fault,
)
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import stories


def paid_for_extracts(server: ModelServer) -> int:
    """Count the answers that were delivered for articles."""
    return server.counters.delivered


@pytest.mark.parametrize(
    "fault",
    [
        every_nth(5, status_fault(429)),
        every_nth(5, status_fault(429, retry_after="0")),
        every_nth(4, status_fault(500)),
        every_nth(4, status_fault(502)),
        every_nth(4, status_fault(503)),
        every_nth(4, RESET),
        every_nth(4, RESET_MIDWAY),
        every_nth(4, BAD_BODY),
        every_nth(4, NO_CHOICES),
    ],
    ids=["429", "429-after", "500", "502", "503", "reset", "reset-midway", "bad-body", "no-choices"],
)
def test_a_fault_that_passes_costs_no_article(heap: Path, fault: FaultPolicy) -> None:
    """Every article is done, each once, whatever struck every fourth or fifth call."""
    with serving(fault) as server:
        run(server, heap)
    assert ledger(heap) == {"done": COUNT}


def test_a_stalled_answer_costs_no_article(heap: Path) -> None:
    """A server that falls silent on one article is asked again."""
    with serving(on_match("town 3 ", STALL, tries=1)) as server:
        run(server, heap)
    assert ledger(heap) == {"done": COUNT}


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (BAD_CONTENT, "not JSON"),
        (REFUSAL, "refused to answer"),
        (CUT_OFF, "cut off"),
        (status_fault(422), "HTTP 422"),
    ],
    ids=["malformed", "refusal", "cut-off", "422"],
)
def test_a_fault_of_one_article_costs_that_article_and_is_named(heap: Path, fault: Any, says: str) -> None:
    """The others are done; the one is failed with its reason, in the ledger and on the screen."""
    with serving(on_match("town 3 ", fault)) as server:
        done = run(server, heap, code=1)
    assert ledger(heap) == {"done": COUNT - 1, "failed": 1}
    assert says in done.stderr
    with closing(sqlite3.connect(heap.parent / "out" / "ledger.sqlite")) as data:
        assert says in data.execute("SELECT reason FROM article WHERE status = 'failed'").fetchone()[0]


def test_an_answer_of_another_schema_never_passes_as_done(heap: Path) -> None:
    """An answer that stays wrong leaves its article partial or failed, with the reason."""
    with serving(on_match("town 3 ", OTHER_SCHEMA)) as server:
        run(server, heap, code=1)
    counts = ledger(heap)
    assert counts.pop("done") == COUNT - 1
    assert counts in ({"partial": 1}, {"failed": 1})


def test_articles_that_always_fail_are_named_and_retried_alone(heap: Path) -> None:
    """A second run asks only for what failed."""
    with serving(on_match("town 3 ", status_fault(503))) as server:
        done = run(server, heap, code=1, SUMMARIZER_TRIES="2")
        assert "#4" in done.stderr
        assert "after 2 tries" in done.stderr
    with serving() as server:
        run(server, heap)
        assert server.counters.requests <= 2
    assert ledger(heap) == {"done": COUNT}


@pytest.mark.parametrize(
    ("fault", "says"), [(QUOTA_SPENT, "used up"), (status_fault(401), "refuses the key")], ids=["quota", "401"]
)
def test_a_refusal_midway_ends_the_run_and_keeps_what_is_paid(heap: Path, fault: Any, says: str) -> None:
    """The reason is told once; the next run asks for the rest and pays for nothing twice."""
    with serving(lambda number, request, tries: fault if number > 5 else None) as server:
        done = run(server, heap, "--concurrency", "2", code=1)
        assert says in done.stderr
        first = paid_for_extracts(server)
    assert sum(ledger(heap).values()) == COUNT
    with serving() as server:
        run(server, heap)
        both = first + paid_for_extracts(server)
    assert ledger(heap) == {"done": COUNT}
    assert both <= requests_of_a_clean_run(heap) + 2  # two were in flight when the refusal came


def requests_of_a_clean_run(heap: Path) -> int:
    """Count what the same run asks when nothing goes wrong."""
    other = heap.parent / "clean" / heap.name
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(heap.read_bytes())
    with serving() as server:
        run(server, other)
        return paid_for_extracts(server)


def test_a_second_run_asks_for_nothing(heap: Path) -> None:
    """What is done is done."""
    with serving() as server:
        run(server, heap)
        asked = server.counters.requests
        done = run(server, heap)
        assert server.counters.requests == asked
    assert "done before" in done.stderr
    assert ledger(heap) == {"done": COUNT}


def test_a_changed_text_is_asked_again_alone(heap: Path) -> None:
    """Only the article whose text changed costs anew."""
    with serving() as server:
        run(server, heap)
        asked = server.counters.requests
        heap.write_text(heap.read_text().replace("pier 3", "pier 3 early"))
        run(server, heap)
        assert server.counters.requests - asked <= 2


def test_a_budget_holds_over_restarts(heap: Path) -> None:
    """What earlier runs used counts; raising the limit goes on."""
    with serving() as server:
        done = run(server, heap, "--max-tokens", "5000", "--concurrency", "1", code=1)
        assert "budget of 5,000 tokens is spent" in done.stderr
        asked = server.counters.requests
        run(server, heap, "--max-tokens", "5000", "--concurrency", "1", code=1)
        assert server.counters.requests == asked
        run(server, heap, "--max-tokens", "5000000")
    assert ledger(heap) == {"done": COUNT}


def test_a_dry_run_asks_nothing_and_counts(heap: Path) -> None:
    """--dry-run prints articles, stories, tokens and cost."""
    with serving() as server:
        done = run(server, heap, "--dry-run")
        assert server.counters.requests == 0
    assert f"{COUNT} articles in {COUNT} stories" in done.stdout
    assert re.search(r"about \$\d", done.stdout)


def test_two_runs_on_one_folder_do_not_mix(heap: Path) -> None:
    """The second says in a sentence that the first is at work."""
    with serving(latency=1.0) as server, started(server, heap, "--concurrency", "1") as first:
        until(lambda: (heap.parent / "out" / "ledger.sqlite").exists() and server.counters.requests > 0)
        assert "Another run is writing" in run(server, heap, code=2).stderr
        first.send_signal(signal.SIGINT)
        assert first.wait(30) == 130


def test_a_locked_ledger_is_a_sentence(heap: Path) -> None:
    """A ledger that another program holds is named."""
    with serving() as server:
        run(server, heap)
        with closing(sqlite3.connect(heap.parent / "out" / "ledger.sqlite", isolation_level=None)) as data:
            data.execute("BEGIN EXCLUSIVE")
            heap.write_text(heap.read_text().replace("pier", "quay"))
            assert "held by another program" in run(server, heap, code=2).stderr
        run(server, heap)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, heap: Path) -> None:
    """A file where the folder should be is told before anything is asked."""
    (tmp_path / "out").write_text("in the way")
    with serving() as server:
        assert "cannot be written" in run(server, heap, code=2).stderr
        assert server.counters.requests == 0


def test_a_full_disk_is_a_sentence_and_what_is_paid_is_kept(heap: Path) -> None:
    """With no room left the run ends in a sentence; with room again it goes on."""
    with serving() as server:
        with started(server, heap, preexec_fn=_no_file_above(60_000)) as limited:
            told = limited.communicate(timeout=60)[1]
        assert limited.returncode in (1, 2)
        assert told.strip()
        assert "Traceback" not in told
        run(server, heap)
    assert ledger(heap) == {"done": COUNT}


def _no_file_above(size: int) -> Any:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_ctrl_c_says_what_is_left_and_the_next_run_goes_on(heap: Path) -> None:
    """SIGINT ends with 130, keeps what is done, and nothing is paid twice but what was in flight."""
    with serving(latency=0.3) as server:
        with started(server, heap, "--concurrency", "2") as first:
            until(lambda: server.counters.delivered >= 4)
            first.send_signal(signal.SIGINT)
            told = first.communicate(timeout=30)[1]
        assert first.returncode == 130
        assert "run the same command again" in told
        run(server, heap)
        assert server.counters.delivered <= requests_of_a_clean_run(heap) + 4
    assert ledger(heap) == {"done": COUNT}


KILLS = 50


def test_killed_at_fifty_random_moments_nothing_is_lost_or_doubled(heap: Path) -> None:
    """SIGKILL at any moment loses at most what was in flight; the files that are there are whole."""
    moments = random.Random(7)
    line = [sys.executable, "-m", "bench.server", "--latency", "0.05", "--answer", "towns:answer"]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}) as server:
        try:
            assert server.stdout
            url = server.stdout.readline().split()[-1]
            for kill in range(KILLS):
                process = FORK.Process(target=_run_forked, args=(url, heap))
                process.start()
                process.join(moments.uniform(0.0, 0.02 * kill))
                process.kill()
                process.join()
                _every_file_is_whole(heap)
            _run_forked(url, heap)
            with urllib.request.urlopen(url.removesuffix("/v1") + "/counters") as told:  # noqa: S310 - our own server
                paid = json.loads(told.read())["paid"]
        finally:
            server.terminate()
    assert ledger(heap) == {"done": COUNT}
    assert len(paid) == COUNT  # a story of one article is summed up by rule
    assert sum(paid.values()) <= len(paid) + KILLS * 3


FORK = multiprocessing.get_context("fork")


def _run_forked(url: str, heap: Path) -> None:
    """Run the heap where everything is imported already, so that kills strike the run and not its start."""
    settings = Settings.from_mapping({"OPENAI_API_KEY": "secret-key", "OPENAI_BASE_URL": url}, concurrency=3)

    async def go() -> None:
        session = Session.open(settings, Plan(heap.parent / "out"))
        async for _ in session.run(stories([str(heap)])):
            pass

    asyncio.run(go())


def _every_file_is_whole(heap: Path) -> None:
    for path in (heap.parent / "out").rglob("brief.json"):
        assert json.loads(path.read_text())["articles"]
