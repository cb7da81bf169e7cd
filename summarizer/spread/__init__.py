"""A run past one machine: Ray Data spreads the articles over a cluster, one door asks the model for all of it.

    paths ──read──▶ items ══by story══▶ stories ──Reader──▶ reads ══by part══▶ merged and written, part by part
                                                    │                              │
                                                    └────────▶ the door ◀──────────┘   one for the whole cluster

`══` is a shuffle; every arrow calls what a run on one machine calls too. The door is a `Session` in an actor on the
machine that the command runs on: it alone has the key, the connections, the pace, the budget and the ledger. Only this
room knows ray, and nothing imports it unless it is asked for.
"""

import os

from summarizer.errors import UsageError
from summarizer.settings import Settings
from summarizer.spread.asked import Asked, Listener, State

__all__ = ["Asked", "Listener", "State", "spread"]


def spread(asked: Asked, settings: Settings, listener: Listener) -> State:
    """Run over the cluster that RAY_ADDRESS names, or over one that is started on this machine.

    Returns:
        How it ended.

    Raises:
        UsageError: Ray is not installed, or a path or setting cannot be used. SummarizerError: The cluster failed.
    """
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what Ray's own parts tell each other is no user's matter
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of a run goes anywhere but to the model
    try:
        from summarizer.spread.cluster import run
    except ImportError as error:
        if (error.name or "").startswith("summarizer"):
            raise
        raise UsageError('--runner ray needs Ray: pip install "structured-summarizer[ray]".') from None
    return run(asked, settings, listener)
