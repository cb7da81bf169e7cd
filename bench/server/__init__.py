"""A local chat-completions server in the manner of OpenAI's, for benchmarks and for tests of faults.

From Python it runs in a thread of its own::

    with ModelServer(ServerOptions(latency=0.2, fault=every_nth(10, status_fault(503)))) as server:
        client = OpenAI(base_url=server.url, api_key="unused", max_retries=0)

As a process of its own (``python -m bench.server --latency 0.2``) it does not share Python's lock with
the client that is being measured: a benchmark of many requests a second should run it so.
"""

from bench.server.answer import default_answer
from bench.server.ask import Ask, Json
from bench.server.counters import CounterSnapshot
from bench.server.faults import (
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
    Fault,
    FaultKind,
    FaultPolicy,
    before_reask,
    every_nth,
    first_of,
    on_match,
    status_fault,
)
from bench.server.host import ModelServer
from bench.server.options import BatchEnd, RetryHint, ServerOptions

__all__ = [
    "BAD_BODY",
    "BAD_CONTENT",
    "CUT_OFF",
    "NO_CHOICES",
    "OTHER_SCHEMA",
    "QUOTA_SPENT",
    "REFUSAL",
    "RESET",
    "RESET_MIDWAY",
    "STALL",
    "Ask",
    "BatchEnd",
    "CounterSnapshot",
    "Fault",
    "FaultKind",
    "FaultPolicy",
    "Json",
    "ModelServer",
    "RetryHint",
    "ServerOptions",
    "before_reask",
    "default_answer",
    "every_nth",
    "first_of",
    "on_match",
    "status_fault",
]
