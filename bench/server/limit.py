"""The rate limit: a bucket of tokens that fills at a steady rate, and the headers that report on it."""

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Grant:
    """What the limiter said to one request."""

    granted: bool
    size: int
    left: int
    wait: float
    """Seconds until a token is there; 0 for a granted request."""
    refill: float
    """Seconds until the bucket is full again."""


class TokenBucket:
    """Grants at most `size + rate * t` requests in any t seconds."""

    def __init__(self, rate: float, size: int, clock: Callable[[], float]) -> None:
        if rate <= 0 or size < 1:
            raise ValueError("A rate limit needs a rate above 0 requests per second and a burst of 1 or more.")
        self._rate = rate
        self._size = size
        self._clock = clock
        self._tokens = float(size)
        self._seen = clock()

    def take(self) -> Grant:
        """Take a token if there is one."""
        now = self._clock()
        self._tokens = min(self._size, self._tokens + (now - self._seen) * self._rate)
        self._seen = now
        granted = self._tokens >= 1
        if granted:
            self._tokens -= 1
        return Grant(
            granted,
            self._size,
            math.floor(self._tokens),
            0.0 if granted else (1 - self._tokens) / self._rate,
            (self._size - self._tokens) / self._rate,
        )


def limit_headers(grant: Grant) -> dict[str, str]:
    """The headers on requests that the service sends with each answer, granted or not."""
    return {
        "x-ratelimit-limit-requests": str(grant.size),
        "x-ratelimit-remaining-requests": str(grant.left),
        "x-ratelimit-reset-requests": duration(grant.refill),
    }


def duration(seconds: float) -> str:
    """A span of time as the service writes it: 120ms, 8.64s, 6m0s, 1h0m0s."""
    milliseconds = math.ceil(seconds * 1000)
    if milliseconds < 1000:
        return f"{milliseconds}ms"
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    written = f"{rest / 1000:g}s"
    if hours:
        return f"{hours}h{minutes}m{written}"
    return f"{minutes}m{written}" if minutes else written
