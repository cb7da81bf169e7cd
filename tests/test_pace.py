"""Calls start as fast as the provider grants them: by what its headers tell, else by what it refuses."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import completion

from bench.server.limit import TokenBucket, limit_headers
from summarizer.llm import Answer, Task, Turn, pace
from summarizer.llm.calls import Lost
from summarizer.llm.limits import Limits, limits_in

RATE, COUNT = 20, 200


class Clock:
    """A clock that nobody waits for: to sleep sets it forward."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Go on, and a microsecond more: what is added to a float may be too little to change it."""
        self.now += seconds + 1e-6


class Provider:
    """Grants some requests a second and refuses the others, with headers or without."""

    def __init__(self, clock: Clock, tells: bool) -> None:
        self.bucket = TokenBucket(RATE, RATE, clock)
        self.tells = tells
        self.refused = 0

    async def send(self, turn: Turn) -> Answer:
        """Grant or refuse one."""
        grant = self.bucket.take()
        turn.limits = limits_in(limit_headers(grant)) if self.tells else None
        if grant.granted:
            return completion("{}")
        self.refused += 1
        raise Lost("HTTP 429", grant.wait, limited=True)


@contextmanager
def fake_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Let the pace sleep on a clock of ours."""
    clock = Clock()
    with monkeypatch.context() as patched:
        patched.setattr(asyncio, "sleep", clock.sleep)
        yield clock


async def _all(provider: Provider, paced: pace.Pace) -> None:
    start = paced.paced(provider.send)
    for number in range(COUNT):
        while True:
            try:
                await start(Turn(Task("extract", str(number), ()), "Draft", 0, {}))
                break
            except Lost:
                continue


@pytest.mark.parametrize(("tells", "refused"), [(True, 0), (False, COUNT // 10)])
def test_calls_start_as_fast_as_they_are_granted(monkeypatch: pytest.MonkeyPatch, tells: bool, refused: int) -> None:
    """With headers no call is refused, without them few are; the run takes little longer than the limit makes it."""
    with fake_time(monkeypatch) as clock:
        provider = Provider(clock, tells)
        asyncio.run(_all(provider, pace.Pace(clock=clock)))
    assert provider.refused <= refused
    assert clock.now <= 1.15 * (COUNT - RATE) / RATE


def test_the_users_own_limit_holds_whatever_the_provider_grants(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 600 requests a minute two calls are a tenth of a second apart, though more would be granted."""
    with fake_time(monkeypatch) as clock:
        asyncio.run(_all(Provider(clock, tells=True), pace.Pace(rpm=600, clock=clock)))
    assert clock.now == pytest.approx((COUNT - 1) / 10, rel=0.01)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (("20", "0", "1s"), Limits(20, 0, 19.0)),
        (("20", "10", "500ms"), Limits(20, 10, 18.0)),
        (("60", "0", "1m1s"), Limits(60, 0, 59 / 61)),
        (("1", "0", "6m0s"), Limits(1, 0, 1 / 360)),
        (("7200", "0", "1h0m0s"), Limits(7200, 0, 7199 / 3600)),
        (("5000", "4999", "12ms"), None),
        (("20", "20", "0ms"), None),
        (("20", "0", "soon"), None),
        (("many", "0", "1s"), None),
        (("", "", ""), None),
    ],
)
def test_the_limit_is_read_from_the_headers(told: tuple[str, str, str], found: Limits | None) -> None:
    """The rate at which requests come back follows from how many are missing; what tells too little is left alone."""
    names = ("x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests")
    headers = {name: value for name, value in zip(names, told, strict=True) if value}
    assert limits_in(headers) == found
