"""The one door to a model: asks, retries, paces, counts, records and replays.

The hops of one call, from the asking side to the wire; each adds one thing:

    Model.ask ── instructor ──▶ recorded ──▶ kept ──▶ counted ──▶ retried ──▶ paced ──▶ the wire
                 bad answers     --record     ledger    budget      lost calls   limits

`replayed` stands in place of everything behind instructor. Only this room imports openai, instructor and tenacity.
"""

from summarizer.llm.exchange import Answer, Send, Task, Turn, Usage
from summarizer.llm.model import Model, Tapes, connect

__all__ = ["Answer", "Model", "Send", "Tapes", "Task", "Turn", "Usage", "connect"]
