"""Run one contestant: once for a single article, so that everything is loaded, then for all, measured."""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable

from bench.columns.job import Done, Job

HOMES = {
    "summarizer": "ours",
    "summarizer extract": "ours_extract",
    "openai client": "bare",
    "instructor loop": "instructor_loop",
    "LangExtract": "by_langextract",
    "DocETL": "by_docetl",
    "DocETL's resolve": "docetl_resolve",
}


def main() -> None:
    """Measure and print; what the contestant prints itself goes to standard error."""
    name, told, warm = sys.argv[1], sys.argv[2], sys.argv[3:] != ["cold"]
    job = Job.read(told)
    answer = os.dup(1)
    os.dup2(2, 1)
    read: Callable[[Job], Done] = importlib.import_module(f"bench.columns.{HOMES[name]}").read
    if warm:
        read(job.first())
        job.forget()
    wall, cpu = time.monotonic(), _cpu()
    done = read(job)
    measured = {
        "wall": time.monotonic() - wall,
        "cpu": _cpu() - cpu,
        "delivered": done.delivered,
        "named": len(done.named),
    }
    os.write(answer, json.dumps(measured).encode())


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
