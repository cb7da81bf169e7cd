import http.client
import json
import logging
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openai
import pytest
from pydantic import BaseModel, Field, ValidationError

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
    BatchEnd,
    Fault,
    ModelServer,
    RetryHint,
    ServerOptions,
    before_reask,
    default_answer,
    every_nth,
    first_of,
    on_match,
    status_fault,
)

Json = dict[str, Any]
ROOT = Path(__file__).parent.parent
SECONDS = 20
KEY = "key-for-this-test"


class Claim(BaseModel):
    """A part of an answer, with a bound on its text."""

    source: str
    cue: str = Field(min_length=2)
    spans: list[int]


class Brief(BaseModel):
    """The answer that the tests ask for."""

    headline: str
    kind: str = Field(json_schema_extra={"enum": ["flood", "fire"]})
    claims: list[Claim] = Field(min_length=1)
    note: str | None
    score: float = Field(gt=0, le=1)
    extra: str = "left out"


BRIEF_TOOL = {"type": "function", "function": {"name": "Brief", "parameters": Brief.model_json_schema()}}
FORCED: Json = {"tools": [BRIEF_TOOL], "tool_choice": {"type": "function", "function": {"name": "Brief"}}}
JSON_SCHEMA = {"type": "json_schema", "json_schema": {"name": "Brief", "schema": Brief.model_json_schema()}}


def ask(text: str = "Four reports.", **fields: Any) -> Json:
    return {"model": "local-model", "messages": [{"role": "user", "content": text}], **fields}


def call(
    url: str, body: Json | bytes | None = None, headers: dict[str, str] | None = None, method: str | None = None
) -> tuple[int, dict[str, str], Any]:
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    request = urllib.request.Request(url, data, headers or {}, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            return response.status, dict(response.headers), json.loads(response.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), json.loads(error.read())


def chat(server: ModelServer, body: Json | bytes | None = None, **headers: str) -> tuple[int, dict[str, str], Any]:
    return call(f"{server.url}/chat/completions", ask() if body is None else body, headers)


def client_of(server: ModelServer) -> openai.OpenAI:
    return openai.OpenAI(base_url=server.url, api_key=KEY, max_retries=0, timeout=SECONDS)


def choice_of(server: ModelServer, body: Json | None = None) -> Json:
    status, _, answer = chat(server, body)
    assert status == 200
    choice: Json = answer["choices"][0]
    return choice


def always(fault: Fault) -> ServerOptions:
    return ServerOptions(fault=every_nth(1, fault))


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def test_models_lists_the_one_model() -> None:
    """GET /v1/models names the model that the server was given."""
    with ModelServer(ServerOptions(model="wire-1")) as server, client_of(server) as client:
        assert [model.id for model in client.models.list()] == ["wire-1"]


def test_a_forced_tool_call_carries_a_valid_object_and_stops(server: ModelServer) -> None:
    """A tool that tool_choice names is called with an object that fits its schema, and the reason is "stop"."""
    with client_of(server) as client:
        choice = client.chat.completions.create(**ask(**FORCED)).choices[0]
    tool_calls = choice.message.tool_calls
    assert tool_calls is not None
    assert tool_calls[0].type == "function"
    assert Brief.model_validate_json(tool_calls[0].function.arguments).kind == "flood"
    assert (tool_calls[0].function.name, choice.message.content, choice.finish_reason) == ("Brief", None, "stop")


@pytest.mark.parametrize("tool_choice", ["auto", "required"])
def test_a_tool_the_model_chose_ends_in_tool_calls(server: ModelServer, tool_choice: str) -> None:
    """A tool that tool_choice does not name is called with the finish reason "tool_calls"."""
    choice = choice_of(server, ask(tools=[BRIEF_TOOL], tool_choice=tool_choice))
    assert choice["finish_reason"] == "tool_calls"
    assert choice["message"]["tool_calls"][0]["function"]["name"] == "Brief"


def test_response_format_puts_the_object_into_the_content(server: ModelServer) -> None:
    """A json_schema is answered in content with an object that fits, a json_object with an empty one."""
    fitting = choice_of(server, ask(response_format=JSON_SCHEMA))
    assert Brief.model_validate_json(fitting["message"]["content"]).claims[0].cue == "xx"
    assert fitting["finish_reason"] == "stop"
    assert choice_of(server, ask(response_format={"type": "json_object"}))["message"]["content"] == "{}"


def test_a_plain_request_gets_plain_content(server: ModelServer) -> None:
    """A request without a schema, or with its tools switched off, is answered in words."""
    assert choice_of(server)["message"] == {"role": "assistant", "content": "ok", "refusal": None}
    assert "tool_calls" not in choice_of(server, ask(tools=[BRIEF_TOOL], tool_choice="none"))["message"]


@pytest.mark.parametrize(
    ("schema", "smallest"),
    [
        ({"type": "integer", "minimum": 3, "multipleOf": 2}, 4),
        ({"type": "integer", "maximum": -1}, -1),
        ({"type": "integer", "exclusiveMinimum": 0}, 1),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5}, 0.25),
        ({"type": ["string", "null"]}, None),
        ({"type": "string", "format": "date", "minLength": 3}, "1970-01-01"),
        ({"type": "array", "prefixItems": [{"const": "a"}], "items": {"type": "boolean"}, "minItems": 2}, ["a", False]),
        ({"allOf": [{"$ref": "#/$defs/node"}], "$defs": {"node": {"enum": ["x", "y"]}}}, "x"),
        (
            {
                "$ref": "#/$defs/node",
                "$defs": {
                    "node": {
                        "type": "object",
                        "properties": {"next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}, "other": {}},
                        "required": ["next"],
                    }
                },
            },
            {"next": None},
        ),
    ],
)
def test_the_default_answer_is_the_smallest_that_fits(schema: Json, smallest: object) -> None:
    """Bounds, choices, references and schemas that contain themselves are answered with the least they allow."""
    request = ask(response_format={"type": "json_schema", "json_schema": {"name": "x", "schema": schema}})
    assert json.loads(default_answer(request)) == smallest


def test_the_callers_answer_is_given_and_metered_at_four_characters_a_token() -> None:
    """The answer function sees the request, and usage counts a token for each four characters begun."""
    with ModelServer(ServerOptions(answer=lambda request: request["messages"][0]["content"] * 2)) as server:
        _, _, answer = chat(server, ask("12345"))
    assert answer["choices"][0]["message"]["content"] == "1234512345"
    assert answer["usage"] == {"prompt_tokens": 2, "completion_tokens": 3, "total_tokens": 5}


def test_a_connection_is_kept_for_the_next_request(server: ModelServer) -> None:
    """Two requests travel over one connection."""
    connection = http.client.HTTPConnection(server.url.split("/")[2], timeout=SECONDS)
    try:
        ports = set()
        for _ in range(2):
            connection.request("POST", "/v1/chat/completions", json.dumps(ask()))
            ports.add(connection.sock.getsockname())
            assert connection.getresponse().read()
    finally:
        connection.close()
    assert len(ports) == 1


def test_many_connections_at_once_are_all_answered(server: ModelServer) -> None:
    """Each of 200 requests over 64 connections gets an answer, and is counted once."""
    with ThreadPoolExecutor(64) as pool:
        statuses = list(pool.map(lambda number: chat(server, ask(str(number)))[0], range(200)))
    counters = server.counters
    assert set(statuses) == {200}
    assert (counters.requests, counters.delivered, len(counters.paid)) == (200, 200, 200)
    assert 1 <= counters.in_flight_peak <= 64


def test_a_client_that_leaves_during_the_latency_is_not_charged() -> None:
    """An answer that nobody waited for is counted as gone and not as paid."""
    with ModelServer(ServerOptions(latency=3600, jitter=1)) as server:
        with pytest.raises(TimeoutError):
            urllib.request.urlopen(f"{server.url}/chat/completions", json.dumps(ask()).encode(), timeout=0.2)  # noqa: S310
        assert eventually(lambda: server.counters.statuses == {"gone": 1} and server.counters.in_flight == 0)
        assert server.counters.delivered == 0


@pytest.mark.parametrize(
    ("hint", "headers"),
    [
        (RetryHint.NONE, set()),
        (RetryHint.SECONDS, {"retry-after"}),
        (RetryHint.BOTH, {"retry-after", "retry-after-ms"}),
    ],
)
def test_requests_beyond_the_rate_are_turned_away(hint: RetryHint, headers: set[str]) -> None:
    """Once the burst is spent a request gets a 429, with the hint of when to come back that was asked for."""
    with ModelServer(ServerOptions(rate=0.001, burst=2, retry_hint=hint)) as server:
        answers = [chat(server) for _ in range(3)]
        assert server.counters.statuses == {"200": 2, "429": 1}
    last = {name.lower(): value for name, value in answers[2][1].items()}
    assert [status for status, _, _ in answers] == [200, 200, 429]
    assert {name for name in last if name.startswith("retry")} == headers
    assert all(900 < float(last[name]) / (1000 if name.endswith("ms") else 1) <= 1000 for name in headers)
    assert answers[2][2]["error"]["code"] == "rate_limit_exceeded"


def test_the_rate_limit_reports_on_itself_in_headers() -> None:
    """Limit, remaining requests and the time to a full bucket stand in the headers of a granted request."""
    with ModelServer(ServerOptions(rate=0.01, burst=3)) as server:
        _, headers, _ = chat(server)
    assert headers["x-ratelimit-limit-requests"] == "3"
    assert headers["x-ratelimit-remaining-requests"] == "2"
    assert headers["x-ratelimit-reset-requests"] == "1m40s"


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (status_fault(401), openai.AuthenticationError, "invalid_api_key"),
        (status_fault(429, retry_after="7"), openai.RateLimitError, "rate_limit_exceeded"),
        (QUOTA_SPENT, openai.RateLimitError, "insufficient_quota"),
        (status_fault(500), openai.InternalServerError, None),
        (status_fault(503, '{"error": {"code": "busy"}}'), openai.InternalServerError, "busy"),
    ],
)
def test_a_status_fault_reaches_the_client_as_its_own_error(
    fault: Fault, error: type[openai.APIStatusError], code: str | None
) -> None:
    """Status, headers and error body arrive as they were set, and nothing is paid."""
    with ModelServer(always(fault)) as server, client_of(server) as client:
        with pytest.raises(error) as raised:
            client.chat.completions.create(**ask())
        assert server.counters.paid == {}
        assert server.counters.statuses == {str(fault.status): 1}
    assert raised.value.code == code
    assert dict(fault.headers).items() <= dict(raised.value.response.headers).items()


@pytest.mark.parametrize("fault", [RESET, RESET_MIDWAY])
def test_a_reset_breaks_the_connection_and_is_not_paid(fault: Fault) -> None:
    """A connection that is broken off, before the answer or inside it, is an error of the connection."""
    with ModelServer(always(fault)) as server, client_of(server) as client:
        with pytest.raises(openai.APIConnectionError):
            client.chat.completions.create(**ask())
        assert server.counters.statuses == {fault.kind: 1}
        assert server.counters.delivered == 0


def test_a_reset_midway_comes_after_the_start_of_the_answer() -> None:
    """The status line and some of the body arrive, but less than was promised."""
    with ModelServer(always(RESET_MIDWAY)) as server:
        connection = http.client.HTTPConnection(server.url.split("/")[2], timeout=SECONDS)
        connection.request("POST", "/v1/chat/completions", json.dumps(ask()))
        response = connection.getresponse()
        assert response.status == 200
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            response.read()
        connection.close()


def test_a_stall_holds_the_client_until_it_leaves() -> None:
    """A stalled request stays in flight without an answer, and the server closes in spite of it."""
    with ModelServer(always(STALL)) as server:
        results: list[BaseException] = []

        def wait() -> None:
            try:
                chat(server)
            except (OSError, http.client.HTTPException) as error:
                results.append(error)

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert eventually(lambda: server.counters.in_flight == 1 and server.counters.statuses == {"stall": 1})
        assert results == []
    waiting.join(SECONDS)
    assert len(results) == 1


def test_a_body_that_is_no_json_is_not_an_answer() -> None:
    """A 200 with a malformed body cannot be read and is not counted as delivered."""
    with ModelServer(always(BAD_BODY)) as server:
        with pytest.raises(json.JSONDecodeError):
            chat(server)
        assert (server.counters.statuses, server.counters.delivered) == ({"200": 1}, 0)


def arguments_under(fault: Fault) -> tuple[str, str]:
    with ModelServer(always(fault)) as server:
        choice = choice_of(server, ask(**FORCED))
        assert server.counters.delivered == 1
    return choice["message"]["tool_calls"][0]["function"]["arguments"], choice["finish_reason"]


def test_spoilt_contents_fail_as_they_are_named() -> None:
    """Malformed content is no JSON, content of another schema is JSON that does not fit; both are paid."""
    with pytest.raises(json.JSONDecodeError):
        json.loads(arguments_under(BAD_CONTENT)[0])
    other = json.loads(arguments_under(OTHER_SCHEMA)[0])
    with pytest.raises(ValidationError):
        Brief.model_validate(other)


def test_an_answer_cut_off_at_length_is_half_there() -> None:
    """The finish reason is "length" and the text is the first half of the whole."""
    whole = default_answer(ask(**FORCED))
    assert arguments_under(CUT_OFF) == (whole[: len(whole) // 2], "length")


def test_a_refusal_stands_in_its_own_field() -> None:
    """A refusal has no content and no tool call."""
    with ModelServer(always(REFUSAL)) as server, client_of(server) as client:
        message = client.chat.completions.create(**ask(**FORCED)).choices[0].message
    assert message.refusal
    assert (message.content, message.tool_calls) == (None, None)


def test_an_answer_without_choices_has_an_empty_list() -> None:
    """The fault of no choices leaves the rest of the completion in place."""
    with ModelServer(always(NO_CHOICES)) as server:
        status, _, answer = chat(server)
    assert (status, answer["choices"], answer["object"]) == (200, [], "chat.completion")


def test_every_nth_strikes_by_the_number_of_the_request() -> None:
    """The third and the sixth of seven requests fail, the others do not."""
    with ModelServer(ServerOptions(fault=every_nth(3, status_fault(500)))) as server:
        assert [chat(server)[0] for _ in range(7)] == [200, 200, 500, 200, 200, 500, 200]
        assert server.counters.faults == {"status": 2}


def test_on_match_strikes_the_first_tries_of_each_body() -> None:
    """Only messages with the text are struck, and each body recovers after its own number of tries."""
    with ModelServer(ServerOptions(fault=on_match("flood", status_fault(503), tries=2))) as server:
        texts = ["a flood", "a fire", "a flood", "a flood", "the flood"]
        assert [chat(server, ask(text))[0] for text in texts] == [503, 200, 503, 200, 503]
        server.reset()
        assert chat(server, ask("a flood"))[0] == 503


def test_on_match_without_tries_never_lets_go() -> None:
    """A match without a number of tries fails however often it is tried, in parts of a message too."""
    body = ask()
    body["messages"][0]["content"] = [{"type": "text", "text": "a flood"}]
    with ModelServer(ServerOptions(fault=on_match("flood", status_fault(500)))) as server:
        assert {chat(server, body)[0] for _ in range(4)} == {500}


def test_before_reask_spares_a_request_that_shows_an_earlier_answer() -> None:
    """A model that is shown its bad answer mends it."""
    reask = ask("a flood")
    reask["messages"] += [{"role": "assistant", "content": "bad"}, {"role": "user", "content": "mend it"}]
    with ModelServer(ServerOptions(fault=before_reask(on_match("flood", REFUSAL)))) as server:
        assert choice_of(server, ask("a flood"))["message"]["refusal"]
        assert choice_of(server, reask)["message"]["content"] == "ok"


def test_first_of_takes_the_first_fault_that_is_picked() -> None:
    """Of two policies that both strike, the earlier one decides."""
    policy = first_of(on_match("flood", status_fault(503)), every_nth(2, status_fault(500)))
    with ModelServer(ServerOptions(fault=policy)) as server:
        assert [chat(server, ask(text))[0] for text in ("fire", "flood", "fire", "fire")] == [200, 503, 200, 500]


def test_the_counters_say_what_was_asked_and_what_was_paid() -> None:
    """Bodies count every request, paid counts answers alone, and characters count prompts and answers."""
    with ModelServer(ServerOptions(fault=on_match("two", status_fault(500), tries=1))) as server:
        for text in ("one", "two", "two", "two"):
            chat(server, ask(text))
        counters = server.counters
    assert sorted(counters.bodies.values()) == [1, 3]
    assert sorted(counters.paid.values()) == [1, 2]
    assert counters.statuses == {"200": 3, "500": 1}
    assert (counters.characters_in, counters.characters_out) == (4 * 3, 3 * len("ok"))


def test_the_counters_are_read_and_reset_over_http(server: ModelServer) -> None:
    """GET /counters gives what the snapshot gives, and POST /reset starts from zero."""
    chat(server)
    root = server.url.removesuffix("/v1")
    assert call(f"{root}/counters")[2] == vars(server.counters)
    assert server.counters.requests == 1
    assert call(f"{root}/reset", method="POST")[2]["requests"] == 0


def test_a_required_key_is_checked_and_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Without the right key there is a 401, with it an answer, and no log line holds the header."""
    caplog.set_level(logging.DEBUG)
    with ModelServer(ServerOptions(api_key=KEY)) as server:
        wrong = chat(server, Authorization="Bearer another")
        assert wrong[0] == 401
        assert wrong[2]["error"]["code"] == "invalid_api_key"
        assert chat(server)[0] == call(f"{server.url}/models")[0] == 401
        assert chat(server, Authorization=f"Bearer {KEY}")[0] == 200
        assert server.counters.statuses == {"401": 2, "200": 1}
    assert KEY not in caplog.text
    assert "another" not in caplog.text


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"{", "not valid JSON"),
        (b"[]", "JSON object"),
        ({"model": "m"}, "'messages'"),
        (ask(stream=True), "stream"),
        (ask(tools=[BRIEF_TOOL], tool_choice={"type": "function", "function": {"name": "Other"}}), "'Other'"),
    ],
)
def test_a_request_that_the_service_would_refuse_is_refused(server: ModelServer, body: Json | bytes, part: str) -> None:
    """A request that cannot be answered gets a 400 that says what is wrong with it."""
    status, _, answer = chat(server, body)
    assert status == 400
    assert part in answer["error"]["message"]


def test_an_answer_function_that_fails_is_told_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    """The error of the caller's own function comes back as a 500 with its message."""
    with ModelServer(ServerOptions(answer=lambda request: str(request["absent"]))) as server:
        status, _, answer = chat(server)
        assert server.counters.statuses == {"500": 1}
    assert status == 500
    assert "KeyError: 'absent'" in answer["error"]["message"]
    assert "failed inside" in caplog.text


def test_the_server_listens_on_this_machine_alone(server: ModelServer) -> None:
    """Another address of the same machine is refused."""
    port = int(server.url.split(":")[2].removesuffix("/v1"))
    with pytest.raises((ConnectionError, TimeoutError)):
        socket.create_connection(("127.0.0.2", port), timeout=1)


def test_a_taken_port_is_an_error_that_says_what_to_do(server: ModelServer) -> None:
    """A second server on the same port fails with a sentence, before its block is entered."""
    port = int(server.url.split(":")[2].removesuffix("/v1"))
    with pytest.raises(OSError, match="Port 0 takes a free one"):
        ModelServer(port=port).__enter__()


def test_as_a_process_it_prints_its_url_and_ends_when_told() -> None:
    """The first line is the base URL, the options act, and a SIGTERM ends it without an error."""
    command = [sys.executable, "-m", "bench.server", "--fault", "503", "--every", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        statuses = [call(f"{url}/chat/completions", ask())[0] for _ in range(2)]
        counters = call(f"{url.removesuffix('/v1')}/counters")[2]
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
    assert statuses == [200, 503]
    assert counters["statuses"] == {"200": 1, "503": 1}


def batch_line(custom_id: str, body: Json) -> str:
    return json.dumps({"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}) + "\n"


def start_batch(client: openai.OpenAI, *lines: str) -> str:
    file = client.files.create(file=("in.jsonl", "".join(lines).encode()), purpose="batch")
    batch = client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata={"run": "1"}
    )
    assert (batch.status, batch.metadata) == ("validating", {"run": "1"})
    return batch.id


def read_lines(client: openai.OpenAI, file_id: str | None) -> list[Json]:
    assert file_id is not None
    return [json.loads(line) for line in client.files.content(file_id).text.splitlines()]


def test_a_batch_is_in_progress_for_its_polls_and_then_completed() -> None:
    """After the set number of polls the good items are in the output file and the failed in the error file."""
    options = ServerOptions(batch_polls=2, batch_fault=lambda name: status_fault(500) if name == "b" else None)
    with ModelServer(options) as server, client_of(server) as client:
        lines = [batch_line("a", ask("a", **FORCED)), batch_line("b", ask("b")), batch_line("c", {"model": "m"})]
        name = start_batch(client, *lines)
        looks = [client.batches.retrieve(name) for _ in range(4)]
        good = read_lines(client, looks[-1].output_file_id)
        bad = read_lines(client, looks[-1].error_file_id)
        assert (server.counters.delivered, server.counters.requests) == (1, 0)
    assert [look.status for look in looks] == ["in_progress", "in_progress", "completed", "completed"]
    counts = looks[-1].request_counts
    assert counts is not None
    assert (counts.total, counts.completed, counts.failed) == (3, 1, 2)
    assert [line["custom_id"] for line in good] == ["a"]
    arguments = good[0]["response"]["body"]["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]
    assert Brief.model_validate_json(arguments).claims
    assert [(line["custom_id"], line["response"]["status_code"]) for line in bad] == [("b", 500), ("c", 400)]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["{\n"], "invalid_json_line"),
        ([batch_line("a", ask()), batch_line("a", ask())], "duplicate_custom_id"),
        (["\n"], "empty_file"),
        (['{"custom_id": "a"}\n'], "invalid_request"),
    ],
)
def test_a_batch_over_a_faulty_file_fails_whole(server: ModelServer, lines: list[str], code: str) -> None:
    """A file with a line that cannot be read fails the batch, and the batch says why."""
    with client_of(server) as client:
        batch = client.batches.retrieve(start_batch(client, *lines))
    assert batch.status == "failed"
    assert batch.errors is not None
    assert [problem.code for problem in batch.errors.data or ()] == [code]
    assert server.counters.delivered == 0


def test_a_batch_can_be_cancelled_until_it_is_done(server: ModelServer) -> None:
    """A cancelled batch is "cancelling", then "cancelled" with nothing paid; one that is done gives a 409."""
    with client_of(server) as client:
        name = start_batch(client, batch_line("a", ask()))
        assert client.batches.cancel(name).status == "cancelling"
        assert client.batches.retrieve(name).status == "cancelled"
        assert server.counters.delivered == 0
        with pytest.raises(openai.ConflictError):
            client.batches.cancel(name)


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_a_batch_that_ends_early_keeps_what_it_answered(status: str) -> None:
    """What was answered by then is in the output file, backwards if so told; the rest is named in the error file."""
    options = ServerOptions(batch_polls=0, batch_end=lambda _number: BatchEnd(status, answered=2, backwards=True))
    with ModelServer(options) as server, client_of(server) as client:
        batch = client.batches.retrieve(start_batch(client, *(batch_line(name, ask(name)) for name in "abc")))
        good, bad = read_lines(client, batch.output_file_id), read_lines(client, batch.error_file_id)
        assert server.counters.delivered == 2
    assert batch.status == status
    assert [line["custom_id"] for line in good] == ["b", "a"]
    assert [(line["custom_id"], line["response"], line["error"]["code"]) for line in bad] == [
        ("c", None, f"batch_{status}")
    ]


def test_batches_are_listed_newest_first_page_by_page() -> None:
    """A client that asks for small pages finds every batch, as the service orders them."""
    with ModelServer() as server, client_of(server) as client:
        made = [start_batch(client, batch_line("a", ask())) for _ in range(3)]
        assert [batch.id for batch in client.batches.list(limit=2)] == made[::-1]
        assert server.counters.desk_calls == {"POST /v1/files": 3, "POST /v1/batches": 3, "GET /v1/batches": 2}


def test_a_call_about_batches_can_fail_before_or_behind_its_work() -> None:
    """A status is answered in place of the work; a reset comes when the batch is made already."""
    faults = {1: status_fault(503), 2: RESET}
    options = ServerOptions(desk_fault=lambda name, number: faults.get(number) if name == "POST /v1/batches" else None)
    with ModelServer(options) as server, client_of(server) as client:
        file = client.files.create(file=("in.jsonl", batch_line("a", ask()).encode()), purpose="batch")
        made = []
        for failure in (openai.InternalServerError, openai.APIConnectionError):
            with pytest.raises(failure):
                client.batches.create(input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h")
            made.append(len(list(client.batches.list())))
    assert made == [0, 1]


def test_unknown_files_and_batches_are_not_found(server: ModelServer) -> None:
    """A name that was never given out is a 404, and another endpoint than chat completions a 400."""
    with client_of(server) as client:
        with pytest.raises(openai.NotFoundError):
            client.files.content("file-9")
        with pytest.raises(openai.NotFoundError):
            client.batches.retrieve("batch_9")
        file = client.files.create(file=("in.jsonl", b"{}"), purpose="batch")
        with pytest.raises(openai.BadRequestError):
            client.batches.create(input_file_id=file.id, endpoint="/v1/embeddings", completion_window="24h")
