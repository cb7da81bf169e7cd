"""How the server is told to behave."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bench.server.answer import default_answer
from bench.server.ask import Json
from bench.server.faults import Fault, FaultPolicy

BatchFaults = Callable[[str], Fault | None]
"""From the custom_id of a batch's item to the fault that it shall meet, or None."""


@dataclass(frozen=True)
class BatchEnd:
    """How a batch ends: by default with every item answered, in the order of its file."""

    status: str = "completed"
    """`completed`, `expired`, `cancelled`, or `failed`, which answers nothing."""
    answered: int | None = None
    """How many items are answered before that; None for all of them."""
    code: str = "token_limit_exceeded"
    """What a failed batch names as its fault."""
    backwards: bool = False
    """Whether the lines of its files stand in another order than those of its input."""


BatchEnds = Callable[[int], BatchEnd]
"""From the number of a batch, from 1, to its end."""
DeskFaults = Callable[[str, int], Fault | None]
"""From a call of the files and batches endpoints ("POST /v1/batches") and which of its kind it is, from 1, to the
fault that it shall meet. A status is answered in place of the work; a reset comes when the work is done already, and a
reset midway in the middle of a file."""


class RetryHint(StrEnum):
    """What a 429 of the rate limit says about when to come back."""

    NONE = "none"
    SECONDS = "seconds"
    """Retry-After, in whole seconds."""
    BOTH = "both"
    """Retry-After and the finer retry-after-ms."""


@dataclass(frozen=True)
class ServerOptions:
    """The behaviour of one server.

    The answer function runs between requests, so one that takes long holds up all of them: a model's
    slowness belongs in `latency`.
    """

    model: str = "local-model"
    answer: Callable[[Json], str] = default_answer
    latency: float = 0.0
    """Seconds that each request which passed the rate limit waits."""
    jitter: float = 0.0
    """Up to so many seconds more, drawn evenly from `seed`."""
    seed: int = 0
    rate: float | None = None
    """Requests granted per second; None for no limit."""
    burst: int | None = None
    """Requests that may come at once after a pause; by default what the rate grants in one second."""
    retry_hint: RetryHint = RetryHint.SECONDS
    fault: FaultPolicy | None = None
    api_key: str | None = None
    """The key that a client must send, or None to take any."""
    batch_polls: int = 1
    """How often a batch says "in_progress" before it is completed."""
    batch_fault: BatchFaults | None = None
    batch_end: BatchEnds = lambda _number: BatchEnd()
    desk_fault: DeskFaults | None = None

    def __post_init__(self) -> None:
        if min(self.latency, self.jitter, self.batch_polls) < 0:
            raise ValueError("latency, jitter and batch_polls must be 0 or more.")
        if self.rate is not None and self.rate <= 0:
            raise ValueError("rate must be above 0 requests per second; leave it out for no limit.")
        if self.burst is not None and self.burst < 1:
            raise ValueError("burst must be 1 request or more.")

    @property
    def bucket_size(self) -> int:
        """The burst that is granted in fact."""
        return self.burst or max(1, round(self.rate or 1))
