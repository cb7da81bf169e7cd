"""The server as a process of its own: prints its base URL on the first line, and runs until it is stopped."""

import argparse
import asyncio
import importlib
import signal
from collections.abc import Callable, Sequence
from typing import cast

from bench.server import faults
from bench.server.answer import default_answer
from bench.server.ask import Json
from bench.server.counters import Counters
from bench.server.faults import Fault, FaultPolicy, before_reask, every_nth, on_match, status_fault
from bench.server.host import serve
from bench.server.options import RetryHint, ServerOptions

NAMED_FAULTS = {
    "bad-body": faults.BAD_BODY,
    "bad-content": faults.BAD_CONTENT,
    "cut-off": faults.CUT_OFF,
    "no-choices": faults.NO_CHOICES,
    "other-schema": faults.OTHER_SCHEMA,
    "quota-spent": faults.QUOTA_SPENT,
    "refusal": faults.REFUSAL,
    "reset": faults.RESET,
    "reset-midway": faults.RESET_MIDWAY,
    "stall": faults.STALL,
}


def fault_named(name: str) -> Fault:
    """A fault by its name, or by the status that it answers with."""
    if name.isdigit() and 400 <= int(name) <= 599:
        return status_fault(int(name))
    if name not in NAMED_FAULTS:
        raise argparse.ArgumentTypeError(f"'{name}' is no fault: name a status or one of {', '.join(NAMED_FAULTS)}.")
    return NAMED_FAULTS[name]


def function_named(name: str) -> Callable[[Json], str]:
    """An answer function, written as module:function."""
    module, _, function = name.partition(":")
    try:
        return cast("Callable[[Json], str]", getattr(importlib.import_module(module), function))
    except (ImportError, AttributeError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"'{name}' is no answer function: write module:function ({error}).") from error


def make_parser() -> argparse.ArgumentParser:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.server", description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=0, help="0, the default, takes a free one")
    add("--model", default="local-model", help="the name that /v1/models lists")
    add("--answer", type=function_named, default=default_answer, help="module:function from a request to its answer")
    add("--latency", type=float, default=0.0, help="seconds that each request waits")
    add("--jitter", type=float, default=0.0, help="up to so many seconds more")
    add("--seed", type=int, default=0, help="seed of the jitter")
    add("--rate", type=float, help="requests granted per second")
    add("--burst", type=int, help="requests that may come at once; default: one second's worth")
    add("--retry-hint", type=RetryHint, choices=list(RetryHint), default=RetryHint.SECONDS, help="headers on a 429")
    add("--api-key", help="a key that clients must send")
    add("--fault", type=fault_named, help=f"a status, or one of {', '.join(NAMED_FAULTS)}")
    add("--every", type=int, default=1, help="the fault strikes each so many requests (default: each one)")
    add("--match", help="the fault strikes requests with this text in a message, instead of each so many")
    add("--tries", type=int, help="with --match: only the first tries of the same messages")
    add("--before-reask", action="store_true", help="the fault spares requests that show the model its own answer")
    add("--batch-polls", type=int, default=1, help='how often a batch says "in_progress"')
    add("--batch-fail", action="append", default=[], metavar="ID", help="custom_id of a batch item that shall fail")
    return parser


def policy_of(given: argparse.Namespace) -> FaultPolicy | None:
    """The fault policy of a command line."""
    if given.fault is None:
        return None
    if given.match is None:
        policy = every_nth(given.every, given.fault)
    else:
        policy = on_match(given.match, given.fault, tries=given.tries)
    return before_reask(policy) if given.before_reask else policy


def options_of(given: argparse.Namespace) -> ServerOptions:
    """The behaviour that a command line asks for."""
    failing = frozenset(given.batch_fail)
    item_fault = status_fault(500)
    return ServerOptions(
        model=given.model,
        answer=given.answer,
        latency=given.latency,
        jitter=given.jitter,
        seed=given.seed,
        rate=given.rate,
        burst=given.burst,
        retry_hint=given.retry_hint,
        fault=policy_of(given),
        api_key=given.api_key,
        batch_polls=given.batch_polls,
        batch_fault=lambda custom_id: item_fault if custom_id in failing else None,
    )


def announce(url: str) -> None:
    """Print the base URL at once, for the process that waits for it."""
    print(url, flush=True)


async def serve_until_stopped(options: ServerOptions, port: int) -> None:
    """Serve until the process is told to end."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(options, Counters(), port, announce, stop)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the server from a command line."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    try:
        options = options_of(given)
    except ValueError as error:
        parser.error(str(error))
    try:
        asyncio.run(serve_until_stopped(options, given.port))
    except OSError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
