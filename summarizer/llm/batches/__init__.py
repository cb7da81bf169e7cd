"""The provider's batches: requests handed in as files, answered within a day, at a lower price.

    Model.ask ── … ──▶ kept ──▶ Outbox ──▶ file ──▶ Provider        (submit)
                       ledger ◀── fetch ◀── file ◀── Provider        (collect)

A request in a batch is the very request that a live call would make, and its answer lies in the ledger under the same
digest. So an answer that came in a batch goes through the same door as any other when the article is read: instructor
validates it, the checks look at it, and what has to be asked again is again a request of the same kind.

instructor's own `instructor.batch` is not used: it writes requests of a form of its own (another schema, another mode,
a temperature), so that no live run would find their answers; it makes a client of its own, without the user's endpoint;
and it gives up on a batch that expired, whose answers are paid for.
"""

from summarizer.llm.batches.fetching import fetch
from summarizer.llm.batches.outbox import Limits, Outbox, Sent, resume
from summarizer.llm.batches.provider import Provider, Seen

__all__ = ["Limits", "Outbox", "Provider", "Seen", "Sent", "fetch", "resume"]
