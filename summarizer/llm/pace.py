"""How fast calls may start: as fast as the provider lets them, and no faster than the user allows.

The provider's limit is not known beforehand, so it is found as a network finds its own: a few calls start at once, each
answer lets two more follow, and others start one after another; the first “too many requests” holds every call for as
long as the server asks, and sets the rate to what was really granted; from there the rate creeps up again. `rpm` and
`tpm` are the user's own limits.
"""

import asyncio
import time
from collections.abc import Callable

from summarizer.llm.calls import Lost
from summarizer.llm.exchange import Answer, Send, Turn, used

_AT_ONCE = 16
_PER_ANSWER = 2
"""Starts that each answer earns: twice as many calls are under way after each round, until a server refuses one."""
_RAMP = 0.01
"""Seconds between two starts that no answer has earned: the first refusal should not find hundreds under way."""
_CREEP = 0.08
"""Share by which the rate grows in a second without refusal."""
_BACK_OFF = 0.85
"""What is left of the rate after a refusal."""
_MINUTE = 60.0


class Pace:
    """Starts calls one after another, at a rate that all calls of a run share."""

    def __init__(self, rpm: int = 0, tpm: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        """Limits of 0 are none."""
        self._clock = clock
        self._ceiling = rpm / _MINUTE if rpm else None
        self._tokens_a_second = tpm / _MINUTE if tpm else None
        self._rate = self._ceiling
        self._row = asyncio.Lock()
        self._next = 0.0
        self._held_until = 0.0
        self._started = 0
        self._granted = 0
        self._window_from: float | None = None
        self._tokens_each = 0.0
        self._answers = 0

    def paced(self, send: Send) -> Send:
        """Let each call wait for its turn, and learn from how it went."""

        async def start(turn: Turn) -> Answer:
            await self._turn()
            try:
                answer = await send(turn)
            except Lost as lost:
                if lost.limited:
                    self._slow_down(lost.wait)
                raise
            self._learn(answer)
            return answer

        return start

    async def _turn(self) -> None:
        """Wait in the row, one behind the other, for the next start and for the end of a hold."""
        async with self._row:
            while (wait := max(self._next, self._held_until) - self._clock()) > 0:  # noqa: ASYNC110 - a hold may begin in between
                await asyncio.sleep(wait)
            self._started += 1
            self._next = self._clock() + self._interval()

    def _interval(self) -> float:
        rate = self._now_rate()
        earned = self._started < _AT_ONCE + _PER_ANSWER * self._granted
        by_rate = 1 / rate if rate else (0.0 if earned else _RAMP)
        by_tokens = self._tokens_each / self._tokens_a_second if self._tokens_a_second else 0.0
        return max(by_rate, by_tokens)

    def _now_rate(self) -> float | None:
        """The rate after it crept up since the last refusal; never above the user's own limit."""
        if self._rate is None and self._held_until:  # the first hold is over: what was granted until now is known
            began = self._window_from if self._window_from is not None else self._held_until - 1.0
            self._rate = max(self._granted, 1) / max(self._held_until - began, 0.1)
        if self._rate is None or not self._held_until:
            return self._rate
        crept = self._rate * (1 + _CREEP * (self._clock() - self._held_until))
        return min(crept, self._ceiling) if self._ceiling else crept

    def _slow_down(self, wait: float | None) -> None:
        """Hold every call as long as the server asks; refusals of calls already under way then change nothing."""
        now = self._clock()
        if now < self._held_until:
            return
        if self._held_until or self._rate:
            self._rate = (self._now_rate() or 1.0) * _BACK_OFF
        self._held_until = now + (1.0 if wait is None else wait)

    def _learn(self, answer: Answer) -> None:
        if self._window_from is None:  # counted from the first answer: before it lies the start of the program
            self._window_from = self._clock()
        self._granted += 1
        self._answers += 1
        self._tokens_each += (used(answer).tokens - self._tokens_each) / self._answers
