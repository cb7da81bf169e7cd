"""The one door to a model: asks, retries, paces, counts, records and replays.

The hops of one call, from the asking side to the wire; each adds one thing:

    Model.ask ── instructor ──▶ recorded ──▶ kept ──▶ counted ──▶ retried ──▶ paced ──▶ the wire
                 bad answers     --record     ledger    budget      lost calls   limits

`replayed` stands in place of everything behind instructor. Only this room imports openai, instructor and tenacity.
"""

from typing import TYPE_CHECKING, Any

from summarizer.llm.tapes import Tapes

if TYPE_CHECKING:
    from summarizer.llm.exchange import Answer, Send, Task, Turn, Usage
    from summarizer.llm.model import Model, connect

__all__ = ["Answer", "Model", "Send", "Tapes", "Task", "Turn", "Usage", "connect"]


def __getattr__(name: str) -> Any:
    """Load what asks a model when it is first used: a run by rules needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from summarizer.llm import exchange, model

    return getattr(model if name in ("Model", "connect") else exchange, name)
