"""The door to the model: three layers of retrying, each with its own job, tried over real HTTP."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Script, completion

from bench.server import (
    BAD_BODY,
    CUT_OFF,
    NO_CHOICES,
    OTHER_SCHEMA,
    QUOTA_SPENT,
    REFUSAL,
    RESET,
    RESET_MIDWAY,
    STALL,
    Fault,
    ModelServer,
    ServerOptions,
    every_nth,
    on_match,
    status_fault,
)
from summarizer import errors
from summarizer.ledger import Ledger
from summarizer.llm import Answer, Model, Task, Turn, calls, connect
from summarizer.llm.budget import Meter
from summarizer.llm.kept import digest, kept
from summarizer.models import Draft
from summarizer.settings import Settings

TASK = Task("extract", "a1", ({"role": "system", "content": "sys"}, {"role": "user", "content": "the text"}))
KEY = "secret-key-of-the-test"
Scripts = Callable[..., Script]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait hundredths of a second between tries, not seconds."""
    monkeypatch.setattr(calls, "_FIRST_WAIT", 0.01)


def settings(server: ModelServer, **chosen: Any) -> Settings:
    """Settings for a server on this machine, with short waits."""
    return Settings.from_mapping(
        {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": server.url, "SUMMARIZER_TIMEOUT": "2"}, **chosen
    )


async def _asked(model: Model) -> Draft:
    async with model:
        return await model.ask(TASK, Draft)


def ask(server: ModelServer, **chosen: Any) -> Draft:
    """Ask the server once, through every layer."""
    return asyncio.run(_asked(connect(settings(server, **chosen))))


@pytest.mark.parametrize(
    "fault",
    [
        status_fault(429),
        status_fault(429, retry_after="0"),
        status_fault(500),
        status_fault(502),
        status_fault(503),
        status_fault(408),
        RESET,
        RESET_MIDWAY,
        BAD_BODY,
        NO_CHOICES,
    ],
    ids=str,
)
def test_a_lost_call_is_tried_again(fault: Fault) -> None:
    """Connection errors, overload and broken answers of the server cost a try, not the article."""
    with ModelServer(ServerOptions(fault=on_match("the text", fault, tries=2))) as server:
        assert ask(server) == Draft()
        assert server.counters.requests == 3


def test_a_stalled_answer_is_tried_again_after_the_timeout() -> None:
    """A server that never answers is given up after SUMMARIZER_TIMEOUT and asked again."""
    with ModelServer(ServerOptions(fault=on_match("the text", STALL, tries=1))) as server:
        assert ask(server, timeout=0.3) == Draft()


def test_a_call_that_stays_lost_says_how_often_it_was_tried() -> None:
    """After the last try the error counts the tries and names the last reason."""
    with (
        ModelServer(ServerOptions(fault=every_nth(1, status_fault(503)))) as server,
        pytest.raises(errors.LostCall, match=r"after 2 tries; the last: HTTP 503"),
    ):
        ask(server, tries=2)


@pytest.mark.parametrize(
    ("status", "names"),
    [(401, "OPENAI_API_KEY"), (403, "forbids"), (404, "SUMMARIZER_MODEL"), (400, "SUMMARIZER_MODE")],
)
def test_a_refused_request_ends_the_run_at_once(status: int, names: str) -> None:
    """400, 401, 403 and 404 are told once, in a sentence, and never tried again."""
    with ModelServer(ServerOptions(fault=every_nth(1, status_fault(status)))) as server:
        with pytest.raises(errors.Rejected, match=names) as caught:
            ask(server)
        assert caught.value.ends_run
        assert server.counters.requests == 1


def test_an_empty_account_is_not_tried_again() -> None:
    """insufficient_quota is a 429 that waiting does not cure."""
    with ModelServer(ServerOptions(fault=every_nth(1, QUOTA_SPENT))) as server:
        with pytest.raises(errors.OutOfQuota, match="add credit"):
            ask(server)
        assert server.counters.requests == 1


def test_a_cut_off_answer_and_a_refusal_are_told_apart() -> None:
    """Neither gets better by asking the same again, and each says what it is."""
    for fault, error in ((CUT_OFF, errors.CutOff), (REFUSAL, errors.Refusal)):
        with ModelServer(ServerOptions(fault=every_nth(1, fault))) as server:
            with pytest.raises(error):
                ask(server)
            assert server.counters.requests == 1


def test_an_answer_of_another_schema_is_asked_again_then_kept_as_bad() -> None:
    """A bad answer goes back once by default; the last raw one is kept for salvage."""
    with ModelServer(ServerOptions(fault=every_nth(1, OTHER_SCHEMA))) as server:
        with pytest.raises(errors.BadAnswer) as caught:
            ask(server)
        assert server.counters.requests == 2
        assert json.loads(caught.value.raw)


@pytest.mark.parametrize("mode", ["tools", "json_schema", "json"])
def test_every_mode_asks_for_structure_in_its_own_way(mode: str) -> None:
    """Tool mode, JSON-schema mode and JSON mode all come back as a Draft."""
    with ModelServer(ServerOptions(answer=lambda _: '{"claims": [{"at": ["S1"]}]}')) as server:
        assert ask(server, mode=mode).claims[0].at == ("S1",)


def test_what_the_check_finds_goes_back_to_the_model(script: Scripts) -> None:
    """A complaint about a valid answer is sent back short, and the mended answer is taken."""
    model = script({"claims": [{"at": ["S9"]}]}, {"claims": [{"at": ["S1"]}]})
    check = lambda draft: [] if draft.claims[0].at == ("S1",) else ["claim 1: there is no S9"]  # noqa: E731
    answer = asyncio.run(model.model().ask(TASK, Draft, check))
    assert answer.claims[0].at == ("S1",)
    reask = model.turns[1].request["messages"][-1]["content"]
    assert "there is no S9" in reask
    assert "http" not in reask
    assert len(reask) < 160


def test_article_text_is_never_run_as_a_template(script: Scripts) -> None:
    """Braces in a message reach the model as they are."""
    task = Task("extract", "a1", ({"role": "user", "content": "{{ 7*7 }} {% raw %}"},))
    model = script({})
    asyncio.run(model.model().ask(task, Draft))
    assert model.turns[0].request["messages"][0]["content"] == "{{ 7*7 }} {% raw %}"


def test_a_schema_is_whole_in_every_request(script: Scripts) -> None:
    """What becomes of the schema in one request does not reach the next one."""
    plain = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "{}"}}]}
    asked = script(plain, plain)
    model = replace(asked.model(), mode="json_schema")
    asyncio.run(model.ask(TASK, Draft))
    first = asked.turns[0].request["response_format"]["json_schema"]["schema"]
    whole = json.dumps(first)
    first["properties"].clear()
    asyncio.run(model.ask(TASK, Draft))
    assert json.dumps(asked.turns[1].request["response_format"]["json_schema"]["schema"]) == whole


def test_the_schema_that_is_paid_for_is_small(script: Scripts) -> None:
    """The tool that each request carries stays under 2,100 characters."""
    model = script({})
    asyncio.run(model.model().ask(TASK, Draft))
    assert len(json.dumps(model.turns[0].request["tools"])) < 2_100


def test_the_key_is_in_no_error(script: Scripts) -> None:
    """No error of the door shows the key or a whole answer, whatever the server said."""
    told = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}})
    with ModelServer(ServerOptions(fault=every_nth(1, status_fault(401, body=told)))) as server:
        with pytest.raises(errors.Rejected) as caught:
            ask(server)
        seen: BaseException | None = caught.value
        while seen is not None:
            assert KEY not in str(seen)
            seen = seen.__context__ if not seen.__suppress_context__ else None


def test_tokens_are_counted_with_tries() -> None:
    """The meter knows requests, tries and tokens."""
    with ModelServer(ServerOptions(fault=on_match("the text", status_fault(500), tries=1))) as server:
        model = connect(settings(server))
        asyncio.run(_asked(model))
        usage = model.meter.usage
        assert (usage.requests, usage.tries) == (1, 2)
        assert usage.tokens_in > 0


def test_a_spent_budget_ends_the_run() -> None:
    """Above --max-tokens no further call is made."""
    with ModelServer(ServerOptions()) as server:
        model = connect(settings(server, max_tokens=1))
        asyncio.run(_asked(model))
        with pytest.raises(errors.BudgetSpent, match="max-tokens"):
            asyncio.run(_asked(model))
        assert server.counters.requests == 1


def test_a_server_that_counts_no_tokens_is_counted_by_characters(script: Scripts) -> None:
    """Without usage in the answer, four characters are a token."""
    from summarizer.llm.exchange import used

    answer = completion("x" * 40)
    del answer["usage"]
    assert used(answer).tokens == 10


def test_answers_that_landed_are_kept_before_any_of_them_is_checked(tmp_path: Path) -> None:
    """Checking an answer is work; a run that is killed meanwhile must not have to pay for the others again."""
    all_here, landed, kept_at_check = asyncio.Event(), [], []

    async def send(turn: Turn) -> Answer:
        landed.append(turn)
        if len(landed) == 5:
            all_here.set()
        await all_here.wait()
        return completion("{}")

    with Ledger.open(tmp_path) as ledger:
        model = Model(kept(send, ledger, Meter()), "m", ledger=ledger)
        tasks = [Task("extract", str(number), ({"role": "user", "content": str(number)},)) for number in range(5)]

        def check(_: Draft) -> list[str]:
            kept_at_check.append(sum(ledger.answer(digest(turn.request)) is not None for turn in landed))
            return []

        async def ask_all() -> None:
            await asyncio.gather(*(model.ask(task, Draft, check) for task in tasks))

        asyncio.run(ask_all())
    assert kept_at_check == [5] * 5


def test_a_proxy_that_the_environment_names_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that reaches the endpoint by a proxy alone can run; what NO_PROXY names is reached without."""
    with ModelServer() as server:
        monkeypatch.setenv("ALL_PROXY", server.url.removesuffix("/v1"))
        far = settings(server).model_copy(update={"base_url": "http://endpoint.invalid/v1"})
        assert asyncio.run(_asked(connect(far))) == Draft()
        assert server.counters.requests == 1
        monkeypatch.setenv("NO_PROXY", "endpoint.invalid")
        with pytest.raises(errors.LostCall, match="connection failed"):
            asyncio.run(_asked(connect(far.model_copy(update={"tries": 1}))))
