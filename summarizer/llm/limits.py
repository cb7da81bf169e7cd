"""What a provider's headers tell of its limit on requests: how many are left, and how fast they come back."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_PREFIX = "x-ratelimit-"
_SPAN = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:([\d.]+)s)?(?:([\d.]+)ms)?\Z")
_FEWEST = 4
"""Requests that must be missing before their return tells the rate: the headers round, so fewer tell little."""


class Limits(NamedTuple):
    """A bucket of requests as it was when a call came in: it holds at most `size`, and fills at `rate` a second."""

    size: int
    left: int
    rate: float


def limits_in(headers: Mapping[str, str]) -> Limits | None:
    """Read the limit on requests; None where it is not told, or so little of it is used that nothing can be learned."""
    told = [headers.get(f"{_PREFIX}{name}-requests", "") for name in ("limit", "remaining", "reset")]
    span = _seconds(told[2])
    if not (told[0].isdecimal() and told[1].isdecimal()) or not span:
        return None
    size, left = int(told[0]), int(told[1])
    if size - left < min(_FEWEST, size):
        return None
    return Limits(size, left, max(size - left - 1, 1) / span)


def _seconds(span: str) -> float | None:
    """Read 120ms, 8.64s, 6m0s or 1h0m0s."""
    found = _SPAN.match(span) if span else None
    if found is None:
        return None
    hours, minutes, seconds, milliseconds = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000
