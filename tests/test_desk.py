"""What is held up while work is done, and what is not."""

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest

from summarizer import pipeline
from summarizer.llm.desk import Desk
from summarizer.llm.model import Model
from summarizer.pipeline import Pipeline
from summarizer.steps.extract.by_rules import OfflineEngine


async def _land(desk: Desk, kept: list[int], number: int) -> None:
    """Keep an answer two turns of the loop after the one before."""
    for _ in range(2 * number):
        await asyncio.sleep(0)
    kept.append(number)
    desk.land()


def test_work_begins_when_what_landed_is_kept() -> None:
    async def go() -> list[int]:
        desk, kept = Desk(), list[int]()
        landing = [asyncio.create_task(_land(desk, kept, number)) for number in range(10)]
        await desk.clear()
        at_the_start = list(kept)
        await asyncio.gather(*landing)
        return at_the_start

    assert asyncio.run(go()) == list(range(10))


def test_pieces_of_work_begin_one_by_one_each_after_what_landed_during_the_last() -> None:
    async def go() -> list[str]:
        desk, told = Desk(), list[str]()

        async def work(name: str) -> None:
            await desk.clear()
            told.append(name)
            landing.append(asyncio.create_task(_lands(name)))

        async def _lands(name: str) -> None:
            told.append(f"landed during {name}")
            desk.land()

        landing: list[asyncio.Task[None]] = []
        await asyncio.gather(work("one"), work("two"))
        await asyncio.gather(*landing)
        return told

    assert asyncio.run(go()) == ["one", "landed during one", "two", "landed during two"]


@pytest.mark.parametrize(("claims", "turns"), [(1, False), (pipeline._LARGE + 1, True)])
def test_a_large_story_is_worked_on_beside_the_loop_and_a_small_one_in_it(claims: int, turns: bool) -> None:
    async def go() -> bool:
        desk = SimpleNamespace(desk=Desk())
        running = Pipeline(OfflineEngine(), cast("Model", desk))
        here = asyncio.get_running_loop()
        turned = asyncio.Event()

        def work() -> bool:
            try:
                asyncio.get_running_loop()
            except RuntimeError:  # in a thread: the loop is free, and does what it is asked to
                return asyncio.run_coroutine_threadsafe(_set(turned), here).result(5)
            return False

        return await running.worked(claims, work)

    async def _set(event: asyncio.Event) -> bool:
        event.set()
        return True

    assert asyncio.run(go()) is turns
