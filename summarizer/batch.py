"""A run by way of the provider's batches: submit what a run would ask, look how it stands, collect and merge.

Submitting reads the articles with a model that puts off every question, so what goes into a batch is what a run would
ask, to the byte. Collecting puts the answers into the ledger and then runs the stories as any run does: what has an
answer is read, what has to be asked again goes into a batch that follows.
"""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.errors import ModelError, UsageError
from summarizer.ledger import NAME, Batch, Ledger
from summarizer.llm import Model, connect
from summarizer.llm.batches import Outbox, Provider, Seen, Sent, fetch, resume
from summarizer.llm.calls import Wire
from summarizer.models import Article, Decision, Failure
from summarizer.pipeline import Finished, Pipeline, Read, unseen
from summarizer.session import Plan, Session
from summarizer.settings import DEFAULT_MODEL, Settings
from summarizer.steps.collect import Story

_SHAPING = ("model", "mode", "language", "max_output_tokens", "part_chars")
"""Settings that shape a request: answers are found under them alone."""
_READING = "extract"


class Submitted(NamedTuple):
    """What a submission did: the batches it made, those it found half made, what they will cost, why it stopped."""

    batches: tuple[Sent, ...]
    resumed: tuple[str, ...]
    cost: float
    """US dollars, about; 0 where the price is not known."""
    under_way: int
    """Requests that wait in batches, with those of earlier submissions."""
    left_out: int
    """Requests for which the budget has no room."""
    ended: ModelError | None


class Standing(NamedTuple):
    """How one batch stands: as the folder knows it, and as the provider describes it where it was asked."""

    batch: Batch
    seen: Seen | None


async def submit(settings: Settings, stories: Iterable[Story], output: Path) -> Submitted:
    """Hand in as batches what a run of these stories would ask about their articles now.

    What is answered already, or is under way, is not handed in again.

    Raises:
        UsageError: The folder cannot be used, or holds batches that were asked in another way.
        ModelError: The provider refuses or does not answer; what it took before is kept.
    """
    with Ledger.open(output) as ledger:
        shape = _shape(settings)
        _one_way(ledger, shape)
        async with _desk(settings, ledger) as desk:
            session = desk.session(settings, Plan(output))
            resumed = await resume(desk.provider, ledger)
            sent: list[Sent] = []
            for story in session.todo(_kept(stories, ledger, shape)):
                await session.pipeline.read(story.articles)
                sent += await desk.outbox.ship(desk.provider, whole=False)
            sent += await desk.outbox.ship(desk.provider)
        cost = sum(desk.model.meter.cost(batch.expected, batched=True) for batch in sent)
        waiting = sum(batch.requests - batch.answered for batch in ledger.batches.all() if not batch.collected)
        return Submitted(tuple(sent), tuple(resumed), cost, waiting, desk.outbox.left_out, session.pipeline.ended)


def batches_of(output: Path) -> list[Batch]:
    """List the batches of a folder; the folder is free again afterwards, however long somebody waits for them.

    Raises:
        UsageError: The folder holds no ledger, or another run writes to it.
    """
    with _ledger(output) as ledger:
        return ledger.batches.all()


async def look(settings: Settings, batches: Iterable[Batch]) -> list[Standing]:
    """Ask how batches stand; what was collected is not asked about. Nothing is written.

    Raises:
        ModelError: The provider refuses or does not answer.
    """
    wire = Wire(settings)
    provider = Provider(wire, settings)
    try:
        return [
            Standing(batch, await provider.look(batch.name) if batch.name and not batch.collected else None)
            for batch in batches
        ]
    finally:
        await wire.close()


@dataclass
class Collection:
    """Collecting: the stories that were submitted, run with the answers that are there. Use `stories`, once."""

    settings: Settings
    output: Path
    verdicts: tuple[Decision, ...] = ()
    live: bool = False
    """Ask at once, at the full price, what would go into a batch that follows."""
    seen: Callable[[Read], None] = unseen
    begun: Callable[[Session], None] = lambda _session: None
    looked: list[Seen] = field(default_factory=list, init=False)
    sent: list[Sent] = field(default_factory=list, init=False)
    session: Session | None = field(default=None, init=False)

    async def stories(self) -> AsyncGenerator[Finished, None]:
        """Fetch what has ended, then run the stories; yield each, with what is still missing as failures.

        Raises:
            UsageError: Nothing was submitted, or the folder cannot be used.
            ModelError: The provider refuses or does not answer; what was fetched before is kept.
        """
        with _ledger(self.output) as ledger:
            settings = _as_submitted(self.settings, ledger)
            async with _desk(settings, ledger, again=False, live=self.live) as desk:
                self.session = desk.session(settings, Plan(self.output, verdicts=self.verdicts), self.seen)
                self.begun(self.session)
                await resume(desk.provider, ledger)
                self.looked = await fetch(desk.provider, ledger, desk.model.meter)
                async for finished in self.session.run(map(_story, ledger.batches.stories())):
                    yield finished
                    self.sent += await desk.outbox.ship(desk.provider, whole=False)
                self.sent += await desk.outbox.ship(desk.provider)


class _Desk(NamedTuple):
    """What one command works with: the ledger, the provider, the model, and what the model puts off."""

    ledger: Ledger
    provider: Provider
    model: Model
    outbox: Outbox

    def session(self, settings: Settings, plan: Plan, seen: Callable[[Read], None] = unseen) -> Session:
        """A run that keeps to this desk."""
        return Session(Pipeline.of(settings, self.model, plan.verdicts, seen), settings, plan, self.ledger)


@asynccontextmanager
async def _desk(settings: Settings, ledger: Ledger, again: bool = True, live: bool = False) -> AsyncIterator[_Desk]:
    outbox = Outbox(ledger, _READING, again)
    model = connect(settings, ledger=ledger, instead=None if live else outbox.instead)
    wire = model.wire or Wire(settings)
    try:
        yield _Desk(ledger, Provider(wire, settings), model, outbox)
    finally:
        outbox.close()
        await wire.close()


@contextmanager
def _ledger(output: Path) -> Iterator[Ledger]:
    """Open the ledger of a folder that has one."""
    if not (output / NAME).is_file():
        raise UsageError(f"There is no ledger in {output}: hand articles in with summarizer batch submit -o {output}.")
    with Ledger.open(output) as ledger:
        yield ledger


def _shape(settings: Settings) -> str:
    shape = settings.model_dump(mode="json", include=set(_SHAPING))
    return json.dumps(shape | {"model": settings.model or DEFAULT_MODEL}, sort_keys=True)


def _one_way(ledger: Ledger, shape: str) -> None:
    """Keep the stories of one folder asked about in one way, while any of their batches is not collected."""
    known = ledger.batches.settings()
    if known in (None, shape):
        return
    if any(not batch.collected for batch in ledger.batches.all()):
        old, new = json.loads(str(known)), json.loads(shape)
        other = ", ".join(f"{name} {old[name]}, not {new[name]}" for name in _SHAPING if old[name] != new[name])
        raise UsageError(
            f"This folder holds batches that were submitted with {other}: collect them first, or choose another "
            "folder with -o."
        )
    ledger.batches.forget_stories()


def _as_submitted(settings: Settings, ledger: Ledger) -> Settings:
    shape = ledger.batches.settings()
    if shape is None:
        raise UsageError("Nothing was submitted in this folder: hand articles in with summarizer batch submit.")
    return Settings.model_validate(settings.model_dump() | json.loads(shape))


def _kept(stories: Iterable[Story], ledger: Ledger, shape: str) -> Iterator[Story]:
    """Keep each story as it is submitted: collecting needs no input."""
    for story in stories:
        told: dict[str, Any] = {
            "name": story.name,
            "articles": [article.model_dump(mode="json") for article in story.articles],
            "failures": [failure.model_dump(mode="json") for failure in story.failures],
        }
        ledger.batches.submit(story.name, shape, json.dumps(told))
        yield story


def _story(text: str) -> Story:
    told = json.loads(text)
    articles = tuple(Article.model_validate(article) for article in told["articles"])
    return Story(told["name"], articles, tuple(Failure.model_validate(failure) for failure in told["failures"]))
