"""Batches of the provider, over HTTP: what a run would ask, handed in, fetched and merged, step by step."""

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bench.server import (
    CUT_OFF,
    NO_CHOICES,
    REFUSAL,
    RESET,
    RESET_MIDWAY,
    BatchEnd,
    Fault,
    ModelServer,
    ServerOptions,
    status_fault,
)
from summarizer.cli import main
from summarizer.ledger import Batches, Ledger
from summarizer.llm.batches import Limits, Outbox, Seen

KEY = "secret-key"
TOWNS = 4
TEXT = (
    "The harbour of town {n} closed on Monday, mayor Ada Lund said. “We had no choice,” Lund said. Ships left pier {n}."
)
MORE = " The fishermen's union denied that it had been warned, its head Per Dahl said."
PARTIES = [{"name": "Ada Lund", "kind": "person", "aliases": ["Lund"]}]
CLAIMS = [{"at": ["S1"], "by": ["Ada Lund"]}, {"at": ["Q1"], "by": ["Ada Lund"]}, {"at": ["S3"], "voice": "own"}]
GOOD = {"parties": PARTIES, "claims": CLAIMS}
UNION = {"parties": [{"name": "Per Dahl", "kind": "person"}], "claims": [{"at": ["S4"], "by": ["Per Dahl"]}]}
NOWHERE = {"parties": PARTIES, "claims": [*CLAIMS, {"at": ["S99"], "by": ["Ada Lund"]}], "denials": [{"at": ["S98"]}]}
"""Cites sentences that are not there: the model is asked again."""


def answer(request: dict[str, Any]) -> str:
    """Answer small and true; town 1 only when asked again, and the last sentence of town 2 only at a second look."""
    shown, told = wanted(request), json.dumps(request["messages"])
    if "sentences" in shown:
        return '{"sentences": []}'
    if "pairs" in shown:
        return '{"pairs": []}'
    if "left out before" in told:
        return json.dumps(UNION)
    asked_again = any(message["role"] == "assistant" for message in request["messages"])
    return json.dumps(NOWHERE if "pier 1" in told and not asked_again else GOOD)


def wanted(request: dict[str, Any]) -> str:
    """The schema of what a request wants."""
    return json.dumps(request.get("tools") or request["response_format"])


class Desk(NamedTuple):
    """A server, and what it was asked about articles."""

    server: ModelServer
    asked: list[str]


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """Four articles, each a story of its own; the second and third take more than one answer."""
    path = tmp_path / "heap.jsonl"
    lines = [json.dumps({"text": TEXT.format(n=n) + MORE * (n == 2), "story": f"town-{n}"}) for n in range(TOWNS)]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Four articles of which each takes one answer."""
    path = tmp_path / "plain.jsonl"
    lines = [json.dumps({"text": TEXT.format(n=n), "story": f"town-{n}"}) for n in range(5, 5 + TOWNS)]
    path.write_text("\n".join(lines) + "\n")
    return path


@contextmanager
def serving(**options: Any) -> Iterator[Desk]:
    """Serve a model whose batches end at the first look."""
    asked: list[str] = []

    def noted(request: dict[str, Any]) -> str:
        if "pairs" not in wanted(request) and "sentences" not in wanted(request):
            asked.append(json.dumps(request, sort_keys=True))
        return answer(request)

    with ModelServer(ServerOptions(answer=noted, **{"batch_polls": 0, "api_key": KEY, **options})) as server:
        yield Desk(server, asked)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Call the command in this process, as the shell would; its output never holds the key."""

    def call(desk: Desk | None, *words: str, **env: str) -> Done:
        url = desk.server.url if desk else ""
        known = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": url, "SUMMARIZER_TRIES": "3", "SUMMARIZER_WORKERS": "1"}
        for name, value in (known | env).items():
            monkeypatch.setenv(name, value)
        place = [] if "-o" in words or "--dry-run" in words else ["-o", str(tmp_path / "out")]
        monkeypatch.setattr(sys, "argv", ["summarizer", *words, *place])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert KEY not in out + err
        return Done(int(ended.value.code or 0), out, err)

    return call


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """Ask the ledger of a folder."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as data:
        return data.execute(query).fetchall()


def written(folder: Path) -> dict[str, bytes]:
    """Read the files of the stories, by their names."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if not path.name.startswith((".", "ledger", "run.json"))
    }


def collect_to_the_end(call: Any, desk: Desk) -> Done:
    """Collect until nothing waits."""
    for _ in range(6):
        done: Done = call(desk, "batch", "collect")
        if "Waiting for a batch" not in done.err:
            return done
    raise AssertionError(done.err)


# ── the same as a run ──


def test_batches_write_what_a_run_writes(heap: Path, tmp_path: Path, call: Any) -> None:
    """Every file of every story is the live run's to the byte, with what had to be asked again and looked at twice."""
    with serving() as desk:
        live = call(desk, "run", str(heap), "-o", str(tmp_path / "live"))
    with serving() as desk:
        call(desk, "batch", "submit", str(heap))
        done = collect_to_the_end(call, desk)
    assert (live.code, done.code) == (0, 0), done.err
    assert written(tmp_path / "out") == written(tmp_path / "live")
    assert len(written(tmp_path / "out")) > 4 * TOWNS


def test_batches_ask_what_a_run_asks(heap: Path, tmp_path: Path, call: Any) -> None:
    """The requests are those of a run, to the byte, re-asks and second looks among them, and none of them is live."""
    with serving() as desk:
        call(desk, "run", str(heap), "-o", str(tmp_path / "live"))
        live = sorted(desk.asked)
    with serving() as desk:
        call(desk, "batch", "submit", str(heap))
        collect_to_the_end(call, desk)
        assert sorted(desk.asked) == live
        assert len(set(live)) == TOWNS + 2
        assert rows(tmp_path / "out", "SELECT COUNT(*) FROM request WHERE status = 'answered'") == [(TOWNS + 2,)]
        assert {row[0] for row in rows(tmp_path / "out", "SELECT outcome FROM call WHERE prompt = 'extract'")} == {
            "batched"
        }


@pytest.mark.parametrize(("mode", "mark"), [("tools", '"tool_choice"'), ("json_schema", '"json_schema"')])
def test_a_long_article_is_handed_in_whole_in_the_chosen_mode(tmp_path: Path, call: Any, mode: str, mark: str) -> None:
    """All parts of an article go into one batch, asked for structure in the way that the user chose."""
    (tmp_path / "long.txt").write_text(" ".join(TEXT.format(n=n) for n in range(20)))
    with serving() as desk:
        done = call(desk, "batch", "submit", str(tmp_path / "long.txt"), "--mode", mode, SUMMARIZER_PART_CHARS="1000")
        assert call(desk, "batch", "status").code == 0
    assert "3 requests submitted" in done.out
    assert len(desk.asked) == 3
    assert all(mark in request for request in desk.asked)


def test_a_later_run_on_the_folder_asks_and_pays_for_nothing(heap: Path, call: Any) -> None:
    """Everything that the batches brought is found by `run`, and by another submit and collect."""
    with serving() as desk:
        call(desk, "batch", "submit", str(heap))
        collect_to_the_end(call, desk)
        paid, handed_in = desk.server.counters.delivered, desk.server.counters.desk_calls["POST /v1/batches"]
        assert call(desk, "run", str(heap)).code == 0
        assert "Nothing new to submit" in call(desk, "batch", "submit", str(heap)).out
        assert call(desk, "batch", "collect").code == 0
        counters = desk.server.counters
    assert (counters.delivered, counters.desk_calls["POST /v1/batches"]) == (paid, handed_in)
    assert set(counters.paid.values()) == {1}


def test_what_was_read_live_is_not_handed_in(plain: Path, call: Any, tmp_path: Path) -> None:
    """Only what has no answer in the folder goes into the batch."""
    one = tmp_path / "one.jsonl"
    one.write_text(plain.read_text().splitlines()[0])
    with serving() as desk:
        call(desk, "run", str(one))
        done = call(desk, "batch", "submit", str(plain))
        assert call(desk, "batch", "collect").code == 0
        assert set(desk.server.counters.paid.values()) == {1}
    assert f"{TOWNS - 1} requests submitted" in done.out


# ── stopped anywhere, called again ──


@pytest.mark.parametrize("fault", [RESET, status_fault(503, retry_after="0")], ids=["made", "not made"])
def test_stopped_between_file_and_batch_it_goes_on_with_that_file(plain: Path, call: Any, fault: Fault) -> None:
    """Whether or not the provider made the batch before the word of it was lost, there is one batch of one file."""
    down = True
    with serving(desk_fault=lambda name, _number: fault if down and name == "POST /v1/batches" else None) as desk:
        lost = call(desk, "batch", "submit", str(plain), SUMMARIZER_TRIES="1")
        assert (lost.code, "Run the same command again" in lost.err) == (1, True)
        assert "not started" in call(desk, "batch", "status").out
        down = False
        again = call(desk, "batch", "submit", str(plain))
        assert "batch_1 was handed in before" in again.out
        assert call(desk, "batch", "collect").code == 0
        assert desk.server.counters.desk_calls["POST /v1/files"] == 1
        assert set(desk.server.counters.paid.values()) == {1}
    assert "batch_2" not in again.out


def test_a_lost_start_is_looked_for_before_it_is_tried_again(plain: Path, call: Any) -> None:
    """A batch that was made although its answer was lost is not made twice in one command either."""

    def first_start(name: str, number: int) -> Fault | None:
        return RESET if name == "POST /v1/batches" and number == 1 else None

    with serving(desk_fault=first_start) as desk:
        assert "batch_1: 4 requests submitted" in call(desk, "batch", "submit", str(plain)).out
        counters = desk.server.counters.desk_calls
    assert (counters["POST /v1/batches"], counters["GET /v1/batches"]) == (1, 1)


def test_killed_before_the_upload_is_noted_the_file_is_handed_in_again(
    plain: Path, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file alone costs nothing; of two there is one batch."""
    with serving() as desk:
        with monkeypatch.context() as killed:
            killed.setattr(Batches, "uploaded", _killed)
            assert call(desk, "batch", "submit", str(plain)).code == 130
        call(desk, "batch", "submit", str(plain))
        assert call(desk, "batch", "collect").code == 0
        counters = desk.server.counters
    assert (counters.desk_calls["POST /v1/files"], counters.desk_calls["POST /v1/batches"]) == (2, 1)
    assert set(counters.paid.values()) == {1}


def test_killed_while_it_fetches_it_counts_each_answer_once(
    plain: Path, call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept before the kill is kept, and neither it nor its cost is taken twice."""
    keep, left = Ledger.keep, [2]

    def keep_two(ledger: Ledger, *answer: Any) -> None:
        left[0] -= 1
        (keep if left[0] >= 0 else _killed)(ledger, *answer)

    with serving() as desk:
        call(desk, "batch", "submit", str(plain))
        with monkeypatch.context() as killed:
            killed.setattr(Ledger, "keep", keep_two)
            assert call(desk, "batch", "collect").code == 130
        assert rows(tmp_path / "out", "SELECT COUNT(*) FROM answer") == [(2,)]
        assert call(desk, "batch", "collect").code == 0
        assert set(desk.server.counters.paid.values()) == {1}
    assert rows(tmp_path / "out", "SELECT COUNT(*) FROM call WHERE prompt = 'extract'") == [(TOWNS,)]


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "fault", [status_fault(429, retry_after="0"), status_fault(503, retry_after="0"), RESET, RESET_MIDWAY]
)
def test_a_call_that_gets_lost_is_made_again(plain: Path, call: Any, fault: Fault) -> None:
    """Whichever call about files and batches fails the first time, all articles are read and each is paid once."""
    with serving(desk_fault=lambda _name, number: fault if number == 1 else None) as desk:
        assert call(desk, "batch", "submit", str(plain)).code == 0
        assert call(desk, "batch", "status").code == 0
        assert call(desk, "batch", "collect").code == 0
        assert set(desk.server.counters.paid.values()) == {1}
        assert desk.server.counters.faults


# ── batches that do not bring everything ──


def test_a_collect_that_comes_too_early_says_so_and_asks_nothing(plain: Path, call: Any) -> None:
    """While the batch is under way the articles are named as waiting, by `run` too; nothing is asked live."""
    with serving(batch_polls=3) as desk:
        call(desk, "batch", "submit", str(plain))
        early = call(desk, "batch", "collect")
        assert (early.code, "Waiting for a batch: 4 articles" in early.err) == (1, True)
        live = call(desk, "run", str(plain))
        assert (live.code, live.err.count("it waits in a batch that is under way")) == (1, TOWNS)
        assert desk.server.counters.requests == 0
        assert call(desk, "batch", "status", "--wait", "--every", "0.01").code == 0
        assert call(desk, "batch", "collect").code == 0


def test_an_expired_batch_keeps_what_it_brought_and_the_rest_goes_into_another(plain: Path, call: Any) -> None:
    """Half the answers came, backwards: they are read at once, the others by the next batch, none is paid twice."""
    ends = {1: BatchEnd("expired", answered=2, backwards=True)}
    with serving(batch_end=lambda number: ends.get(number, BatchEnd())) as desk:
        call(desk, "batch", "submit", str(plain))
        assert "2 answered; expired" in call(desk, "batch", "status").out
        first = call(desk, "batch", "collect")
        assert first.code == 1
        assert "batch_1 expired: 2 of 4 requests answered." in first.err
        assert "2 requests went into another batch" in first.err
        assert "2 done, 2 failed" in first.err
        assert call(desk, "batch", "collect").code == 0
        assert set(desk.server.counters.paid.values()) == {1}


def test_a_line_with_an_error_is_named_and_the_others_are_read(plain: Path, call: Any, tmp_path: Path) -> None:
    """A refused request costs its article, with the reason; collect does not ask it again, submit does."""
    bad: list[str] = []
    with serving(batch_fault=lambda name: status_fault(400) if name in bad else None) as desk:
        call(desk, "batch", "submit", str(plain))
        bad += [name for (name,) in rows(tmp_path / "out", "SELECT custom_id FROM request LIMIT 1")]
        for _ in range(2):
            done = call(desk, "batch", "collect")
            assert done.code == 1
            assert re.search(r"plain.jsonl#\d: The endpoint refuses the request \(400\)", done.err)
            assert "Submit the same articles again" in done.err
        assert desk.server.counters.desk_calls["POST /v1/batches"] == 1
        assert rows(tmp_path / "out", "SELECT status, COUNT(*) FROM article GROUP BY status") == [
            ("done", TOWNS - 1),
            ("failed", 1),
        ]
        bad.clear()
        assert "batch_2: 1 request submitted" in call(desk, "batch", "submit", str(plain)).out
        assert call(desk, "batch", "collect").code == 0


@pytest.mark.parametrize(
    ("fault", "says"),
    [(REFUSAL, "refused to answer"), (CUT_OFF, "cut off"), (NO_CHOICES, "1 request went into another batch")],
    ids=["refusal", "cut off", "no choices"],
)
def test_an_answer_that_is_none_fails_its_article_as_in_a_run(
    plain: Path, call: Any, tmp_path: Path, fault: Fault, says: str
) -> None:
    """Answers of batches go through the same door as live ones; what was paid for them is counted."""
    bad: list[str] = []
    with serving(batch_fault=lambda name: fault if name in bad else None) as desk:
        call(desk, "batch", "submit", str(plain))
        bad += [name for (name,) in rows(tmp_path / "out", "SELECT custom_id FROM request LIMIT 1")]
        done = call(desk, "batch", "collect")
        counted = rows(tmp_path / "out", "SELECT COUNT(*) FROM call WHERE prompt = 'extract' AND tokens_in > 0")
        assert call(desk, "batch", "collect", "--live").code == 0
    assert (done.code, says in done.err) == (1, True)
    assert counted == [(TOWNS,)]


@pytest.mark.parametrize("code", ["token_limit_exceeded", "mismatched_model"])
def test_a_batch_that_failed_whole_says_why(plain: Path, call: Any, code: str) -> None:
    """A full queue is the provider's matter, and tried again by collect; a refused batch only if the user says so."""
    ends = {1: BatchEnd("failed", code=code)}
    with serving(batch_end=lambda number: ends.get(number, BatchEnd())) as desk:
        call(desk, "batch", "submit", str(plain))
        assert code in call(desk, "batch", "status").out
        first = call(desk, "batch", "collect")
        assert first.code == 1
        if code == "token_limit_exceeded":
            assert "4 requests went into another batch" in first.err
        else:
            assert first.err.count(f"refused the whole batch ({code})") == TOWNS
            call(desk, "batch", "submit", str(plain))
        assert call(desk, "batch", "collect").code == 0


def test_a_cancelled_batch_is_not_submitted_again_behind_the_users_back(plain: Path, call: Any) -> None:
    """What it answered is read; the rest is named, and waits for another submit."""
    ends = {1: BatchEnd("cancelled", answered=1)}
    with serving(batch_end=lambda number: ends.get(number, BatchEnd())) as desk:
        call(desk, "batch", "submit", str(plain))
        done = call(desk, "batch", "collect")
        assert (done.code, done.err.count("was cancelled before it was answered")) == (1, TOWNS - 1)
        assert desk.server.counters.desk_calls["POST /v1/batches"] == 1
        assert "3 requests submitted" in call(desk, "batch", "submit", str(plain)).out
        assert call(desk, "batch", "collect").code == 0
        assert set(desk.server.counters.paid.values()) == {1}


def test_answers_that_the_provider_has_no_more_go_into_another_batch(plain: Path, call: Any) -> None:
    """A file of answers that is gone costs another batch and no article; collect does not stumble over it for ever."""

    def gone(name: str, number: int) -> Fault | None:
        return status_fault(404) if name.endswith("/content") and number == 1 else None

    with serving(desk_fault=gone) as desk:
        call(desk, "batch", "submit", str(plain))
        assert "4 requests went into another batch" in call(desk, "batch", "collect").err
        assert call(desk, "batch", "collect").code == 0


def test_a_completed_batch_whose_answers_are_not_written_yet_is_waited_for() -> None:
    """The provider may say that a batch is completed a little before its file of answers is there."""
    assert not Seen("batch_1", "completed", total=3, completed=3).ended
    assert Seen("batch_1", "completed", "file-2", total=3, completed=3).ended
    assert Seen("batch_1", "completed", "", "file-3", total=3, failed=3).ended


def test_what_is_missing_can_be_asked_at_once(heap: Path, tmp_path: Path, call: Any) -> None:
    """With --live one collect finishes what would take more batches, and the files are the same."""
    with serving() as desk:
        call(desk, "run", str(heap), "-o", str(tmp_path / "live"))
    with serving() as desk:
        call(desk, "batch", "submit", str(heap))
        assert call(desk, "batch", "collect", "--live").code == 0
        assert desk.server.counters.desk_calls["POST /v1/batches"] == 1
    assert written(tmp_path / "out") == written(tmp_path / "live")


# ── limits and money ──


@pytest.mark.parametrize("limits", [Limits(requests=3), Limits(bytes=24_000)], ids=["requests", "bytes"])
def test_batches_are_split_by_the_providers_limits(
    plain: Path, call: Any, monkeypatch: pytest.MonkeyPatch, limits: Limits
) -> None:
    """No file holds more requests or bytes than the provider takes, and every request is in one of them."""
    monkeypatch.setattr(Outbox, "limits", limits)
    with serving() as desk:
        done = call(desk, "batch", "submit", str(plain), "--json")
        assert call(desk, "batch", "collect").code == 0
        assert set(desk.server.counters.paid.values()) == {1}
    sizes = [one["requests"] for one in json.loads(done.out)["batches"]]
    assert sizes == [3, 1]


def test_answers_in_batches_cost_half_and_a_price_file_may_say_otherwise(
    plain: Path, tmp_path: Path, call: Any
) -> None:
    """Ledger and run.json hold the price of batches for what came in them, and the full price for the rest."""
    one_story = re.sub(r'"town-\d+"', '"towns"', plain.read_text())  # of several articles: its summary is asked live
    plain.write_text(one_story)
    for entry, share in {"in = 100, out = 200": 0.5, "in = 100, out = 200, batch = 0.25": 0.25}.items():
        prices = tmp_path / f"prices-{share}.toml"
        prices.write_text(f'"my-model" = {{ {entry} }}\n')
        out = tmp_path / f"out-{share}"
        with serving() as desk:
            call(desk, "batch", "submit", str(plain), "-o", str(out), "--model", "my-model")
            assert call(desk, "batch", "collect", "-o", str(out), "--prices", str(prices)).code == 0
        spent = rows(out, "SELECT outcome, SUM(tokens_in), SUM(tokens_out), SUM(cost) FROM call GROUP BY outcome")
        shares = {"answered": 1, "batched": share}
        assert {row[0] for row in spent} == set(shares)
        total = sum(shares[outcome] * (ins * 100 + outs * 200) / 1e6 for outcome, ins, outs, _ in spent)
        assert sum(row[3] for row in spent) == pytest.approx(total)
        assert json.loads((out / "run.json").read_text())["cost"] == pytest.approx(total, abs=1e-6)


def test_a_budget_bounds_what_is_submitted(plain: Path, tmp_path: Path, call: Any) -> None:
    """Only what fits into the budget at the price of batches is handed in, what is under way included."""
    prices = tmp_path / "prices.toml"
    prices.write_text('"my-model" = { in = 1000, out = 0 }\n')
    known = ("--model", "my-model", "--prices", str(prices))
    with serving() as desk:
        whole = call(desk, "batch", "submit", str(plain), "-o", str(tmp_path / "all"), *known, "--json")
        cost = json.loads(whole.out)["cost"]
        for _ in range(2):
            done = call(desk, "batch", "submit", str(plain), *known, "--max-cost", f"{cost * 0.6:f}")
            assert done.code == 1
            assert "2 requests were left out. The budget of" in done.err
        assert rows(tmp_path / "out", "SELECT COUNT(*) FROM request") == [(2,)]
        assert call(desk, "batch", "submit", str(plain), *known, "--max-cost", f"{cost * 1.1:f}").code == 0
        assert call(desk, "batch", "collect", "--prices", str(prices)).code == 0


def test_a_dry_run_asks_nothing_and_counts_half(plain: Path, tmp_path: Path, call: Any) -> None:
    """--dry-run needs no key; the cost is half of what it is for `run`."""
    prices = tmp_path / "prices.toml"
    prices.write_text('"my-model" = { in = 1000, out = 2000 }\n')
    words = (str(plain), "--dry-run", "--model", "my-model", "--prices", str(prices))
    live = call(None, "run", *words)
    batched = call(None, "batch", "submit", *words, "-o", str(tmp_path / "none"), OPENAI_API_KEY="")
    costs = [float(re.findall(r"about \$(\d+\.\d+)", done.out)[0]) for done in (live, batched)]
    assert costs[1] == pytest.approx(costs[0] / 2, abs=0.01)
    assert not (tmp_path / "none").exists()


# ── mistakes ──


def test_a_wrong_key_is_one_sentence(plain: Path, tmp_path: Path, call: Any) -> None:
    """Each step says so and ends with 1; the folder holds neither the wrong key nor the right one."""
    with serving() as desk:
        wrong = call(desk, "batch", "submit", str(plain), OPENAI_API_KEY="other-key")
        assert (wrong.code, wrong.err.strip()) == (
            1, "summarizer: The endpoint refuses the key (401): check OPENAI_API_KEY.",
        )  # fmt: skip
        call(desk, "batch", "submit", str(plain))
        for step in ("status", "collect"):
            done = call(desk, "batch", step, OPENAI_API_KEY="other-key")
            assert (done.code, done.err.splitlines()[-1]) == (1, wrong.err.strip())
        call(desk, "batch", "collect")
    for file in (tmp_path / "out").rglob("*"):
        assert file.is_dir() or not {b"other-key", KEY.encode()} & {
            found for found in (b"other-key", KEY.encode()) if found in file.read_bytes()
        }


@pytest.mark.parametrize("step", ["status", "collect"])
def test_a_folder_without_batches_is_a_sentence(tmp_path: Path, call: Any, step: str) -> None:
    """Nothing is made where nothing was."""
    with serving() as desk:
        done = call(desk, "batch", step)
    assert (done.code, "There is no ledger in" in done.err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_without_a_key_nothing_is_done(plain: Path, call: Any) -> None:
    """The sentence says what is missing and where it goes."""
    done = call(None, "batch", "submit", str(plain), OPENAI_API_KEY="")
    assert (done.code, "OPENAI_API_KEY is not set" in done.err) == (2, True)


def test_an_endpoint_without_batches_is_a_sentence(plain: Path, call: Any) -> None:
    """Many endpoints know only chat completions: that is said, and no article is lost from the next run."""
    with serving(desk_fault=lambda _name, _number: status_fault(404)) as desk:
        done = call(desk, "batch", "submit", str(plain))
        assert (done.code, "has no batches at all (404)" in done.err) == (1, True)
        assert call(desk, "run", str(plain)).code == 0


def test_batches_of_one_folder_are_asked_in_one_way(plain: Path, call: Any) -> None:
    """Another model is refused while a batch is not collected, and taken after that."""
    with serving() as desk:
        call(desk, "batch", "submit", str(plain))
        other = call(desk, "batch", "submit", str(plain), "--model", "other")
        assert (other.code, "submitted with model gpt-5-mini, not other: collect them first" in other.err) == (2, True)
        call(desk, "batch", "collect")
        assert "4 requests submitted" in call(desk, "batch", "submit", str(plain), "--model", "other").out
        assert call(desk, "batch", "collect").code == 0


# ── for machines ──


def test_each_step_speaks_json(plain: Path, call: Any) -> None:
    """Every line of standard output is a JSON object."""
    with serving(batch_polls=1) as desk:
        submitted = json.loads(call(desk, "batch", "submit", str(plain), "--json").out)
        looks = [call(desk, "batch", "status", "--json").out for _ in range(2)]
        told = [json.loads(line) for line in call(desk, "batch", "collect", "--json").out.splitlines()]
        last = [json.loads(line) for line in call(desk, "batch", "status", "--json").out.splitlines()]
    assert (submitted["batches"], submitted["under_way"]) == ([{"batch": "batch_1", "requests": 4}], 4)
    assert [json.loads(look.splitlines()[1])["ended"] for look in looks] == [False, True]
    assert sorted(one["story"] for one in told[:-1]) == [f"town-{n}" for n in range(5, 5 + TOWNS)]
    assert told[-1]["total"]["done"] == TOWNS
    assert last[0] == {
        "batch": "batch_1", "file": "file-1", "status": "completed", "requests": 4, "answered": 4, "failed": 0,
        "collected": True,
    }  # fmt: skip
