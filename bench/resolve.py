"""DocETL's resolve on the same heap: how many requests it makes for a claim, of a model that answers rightly."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bench.columns.job import Job
from bench.contestant import RESOLVE, Contestant, fresh, scratch
from bench.server_process import serving


class Resolved(NamedTuple):
    """What came of one run; `left` are the claims that remained, 0 where it failed."""

    claims: int
    requests: int
    left: int
    seconds: float


def resolved(texts: Sequence[str], same: Iterable[str], python: str, *, blocked: bool) -> Resolved:
    """Let DocETL resolve some claims.

    Args:
        texts: The claims.
        same: For each of them what tells it from all others that do not say the same: the model answers by it.
        python: An interpreter that has DocETL.
        blocked: Whether it asks only about pairs that share half of their words, rather than about all.
    """
    home = scratch()
    lines, answers = home / "claims.jsonl", home / "answers.json"
    lines.write_text("".join(f"{json.dumps({'text': text})}\n" for text in texts), encoding="utf-8")
    answers.write_text(json.dumps({text: {"same": key} for text, key in zip(texts, same, strict=True)}))
    with serving(answers) as server:
        job = Job(server.url, str(lines), str(fresh(home / ("blocked" if blocked else "all"))), concurrency=8)
        run = Contestant(RESOLVE, python).run(job, warm=False)
        return Resolved(len(texts), server.counters().requests, run.delivered, run.wall)


def left_out(python: str) -> str | None:
    """Say why it cannot be compared, or None."""
    return Contestant(RESOLVE, python).missing()
