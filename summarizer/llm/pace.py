"""How fast calls may start: as fast as the provider lets them, and no faster than the user allows.

The provider's limit is not known beforehand: a few calls start at once, each answer lets two more follow, and others
start one after another. Where the provider's headers tell how many requests are left and how fast they come back, calls
start as these come back. Elsewhere the limit is found as a network finds its own: the first “too many requests” sets
the rate to what was really granted, and from there the rate creeps up again. Every such refusal holds all calls for as
long as the server asks. `rpm` and `tpm` are the user's own limits.
"""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

from summarizer.llm.calls import Lost
from summarizer.llm.exchange import Answer, Send, Turn, used
from summarizer.llm.limits import Limits

_AT_ONCE = 16
_PER_ANSWER = 2
"""Starts that each answer earns: twice as many calls are under way after each round, until a server refuses one."""
_RAMP = 0.01
"""Seconds between two starts that no answer has earned: the first refusal should not find hundreds under way."""
_CREEP = 0.08
"""Share by which the rate grows in a second without refusal."""
_BACK_OFF = 0.85
"""What is left of the rate after a refusal."""
_RESERVE = 2.0
"""Requests of a limit that the provider tells which are left alone: clocks and roundings differ a little."""
_MINUTE = 60.0


class _Start(NamedTuple):
    """A call that started: as which, and when."""

    number: int
    at: float


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
        self._told: tuple[Limits, _Start] | None = None

    def paced(self, send: Send) -> Send:
        """Let each call wait for its turn, and learn from how it went."""

        async def start(turn: Turn) -> Answer:
            began = await self._turn()
            try:
                answer = await send(turn)
            except Lost as lost:
                if lost.limited:
                    self._slow_down(lost.wait)
                raise
            finally:
                self._heed(turn.limits, began)
            self._learn(answer)
            return answer

        return start

    async def _turn(self) -> _Start:
        """Wait in the row, one behind the other, for the next start and for the end of a hold."""
        async with self._row:
            while (wait := self._wait(self._clock())) > 0:  # noqa: ASYNC110 - a hold may begin in between
                await asyncio.sleep(wait)
            self._started += 1
            began = _Start(self._started, self._clock())
            self._next = began.at + self._interval()
            return began

    def _wait(self, now: float) -> float:
        return max(self._next - now, self._held_until - now, self._until_back(now))

    def _until_back(self, now: float) -> float:
        """Seconds until enough requests of the provider's limit are back, as far as it told."""
        if self._told is None:
            return 0.0
        limits, since = self._told
        left = limits.left - (self._started - since.number) + limits.rate * (now - since.at)
        return max(0.0, min(_RESERVE, limits.size) - min(left, limits.size)) / limits.rate

    def _heed(self, limits: Limits | None, began: _Start) -> None:
        """Take what the provider told about the latest call that it told anything of."""
        if limits is not None and (self._told is None or began.number >= self._told[1].number):
            self._told = limits, began

    def _interval(self) -> float:
        rate = self._ceiling if self._told else self._now_rate()
        earned = self._told or self._started < _AT_ONCE + _PER_ANSWER * self._granted
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
