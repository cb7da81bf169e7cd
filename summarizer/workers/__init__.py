"""A run over the processors of this machine: many stories are read and merged by several processes at once.

    stories ──▶ the crew ══story══▶ worker: read, merge, write ══told══▶ the crew ──▶ the ledger
                   │                    │
                   └──▶ the model ◀═════┘  turns and answers

`══` goes from process to process. A worker does all that is work; whatever is asked of a model passes through the
process of the command, which alone has the key, the connections, the pace, the budget and the ledger. So an answer is
kept the moment that it lands, however much there is to compute.
"""

import os
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from summarizer.session import Session
from summarizer.steps.collect import Story

if TYPE_CHECKING:  # most runs are of few stories: what starts processes is loaded where some are started
    from summarizer.workers.crew import Crew

__all__ = ["crew_for"]

_FEW = 3
"""Stories that one process works on as well."""


def crew_for(session: Session, stories: Iterator[Story]) -> tuple["Crew | None", Iterator[Story]]:
    """Start a crew where there are files to write, and stories enough to share out; give all stories back.

    Call it before an event loop runs.
    """
    workers = session.settings.workers or _processors()
    if workers == 1 or session.output is None:
        return None, stories
    first = tuple(islice(stories, _FEW + 1))
    known = chain(first, stories)
    if len(first) <= _FEW:
        return None, known
    from summarizer.workers.crew import Crew

    return Crew.start(session, workers), known


def _processors() -> int:
    """Count the processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system tells
        return os.cpu_count() or 1
