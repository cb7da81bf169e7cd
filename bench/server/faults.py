"""What can go wrong between a client and a model, on demand: the faults, and the policies that pick them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bench.server.ask import Json, messages_text


class FaultKind(StrEnum):
    """The ways in which an exchange can fail."""

    STATUS = "status"
    RESET = "reset"
    RESET_MIDWAY = "reset midway"
    STALL = "stall"
    BAD_BODY = "bad body"
    BAD_CONTENT = "bad content"
    OTHER_SCHEMA = "other schema"
    NO_CHOICES = "no choices"
    REFUSAL = "refusal"
    CUT_OFF = "cut off"


@dataclass(frozen=True)
class Fault:
    """One failure; status, headers and body are for the kind `STATUS` alone."""

    kind: FaultKind
    status: int = 500
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


TYPE_OF_STATUS = {401: "invalid_request_error", 429: "requests"}
CODE_OF_STATUS = {401: "invalid_api_key", 429: "rate_limit_exceeded"}

FaultPolicy = Callable[[int, Json, int], Fault | None]
"""From the number of a request (from 1), the request, and which try of this same body it is (from 1),
to the fault that it shall meet, or None.

Requests that the rate limit turned away never reach the policy, and are counted in neither number.
"""


def error_body(status: int, message: str, *, kind: str | None = None, code: str | None = None) -> str:
    """The body of an error in the service's form, with the type and code usual for its status."""
    fallback = "server_error" if status >= 500 else "invalid_request_error"
    error = {
        "message": message,
        "type": kind or TYPE_OF_STATUS.get(status, fallback),
        "param": None,
        "code": code or CODE_OF_STATUS.get(status),
    }
    return json.dumps({"error": error}, ensure_ascii=False)


def status_fault(status: int, body: str | None = None, **headers: str) -> Fault:
    """An answer with an HTTP status of its own; headers are written as Python names, retry_after="3"."""
    text = error_body(status, f"The server was told to answer {status} here.") if body is None else body
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Fault(FaultKind.STATUS, status, named, text)


RESET = Fault(FaultKind.RESET)
RESET_MIDWAY = Fault(FaultKind.RESET_MIDWAY)
STALL = Fault(FaultKind.STALL)
BAD_BODY = Fault(FaultKind.BAD_BODY)
BAD_CONTENT = Fault(FaultKind.BAD_CONTENT)
OTHER_SCHEMA = Fault(FaultKind.OTHER_SCHEMA)
NO_CHOICES = Fault(FaultKind.NO_CHOICES)
REFUSAL = Fault(FaultKind.REFUSAL)
CUT_OFF = Fault(FaultKind.CUT_OFF)
QUOTA_SPENT = status_fault(
    429,
    error_body(
        429,
        "The quota of this account is spent; waiting will not help.",
        kind="insufficient_quota",
        code="insufficient_quota",
    ),
)


def every_nth(nth: int, fault: Fault) -> FaultPolicy:
    """The fault on each nth request: the nth, the 2nth, and so on."""
    if nth < 1:
        raise ValueError(f"every_nth needs a number of 1 or more, not {nth}.")

    def policy(number: int, _request: Json, _attempt: int) -> Fault | None:
        return fault if number % nth == 0 else None

    return policy


def on_match(part: str, fault: Fault, *, tries: int | None = None) -> FaultPolicy:
    """The fault on requests whose messages contain a text: on each try, or on the first few tries of a body.

    A client that answers a bad reply with more messages sends a new body, whose tries count from 1 again:
    see `before_reask`.
    """

    def policy(_number: int, request: Json, attempt: int) -> Fault | None:
        in_time = tries is None or attempt <= tries
        return fault if in_time and part in messages_text(request) else None

    return policy


def before_reask(policy: FaultPolicy) -> FaultPolicy:
    """Another policy, but not for requests that hand the model an earlier answer of its own to mend."""

    def policy_before_reask(number: int, request: Json, attempt: int) -> Fault | None:
        asked_again = any(message.get("role") == "assistant" for message in request["messages"])
        return None if asked_again else policy(number, request, attempt)

    return policy_before_reask


def first_of(*policies: FaultPolicy) -> FaultPolicy:
    """The first fault that any of several policies picks."""

    def policy(number: int, request: Json, attempt: int) -> Fault | None:
        picked = (each(number, request, attempt) for each in policies)
        return next((fault for fault in picked if fault is not None), None)

    return policy
