"""One run as an object: its engine, its model and ledger if it has them, and what it wrote and used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, aclosing, asynccontextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from summarizer import __version__, prompt
from summarizer.away import Orders, Told, tell, write
from summarizer.errors import BudgetSpent, ModelError, RecordingError, SummarizerError
from summarizer.ledger import Entry, Ledger, Status
from summarizer.llm import Tapes
from summarizer.models import Decision, Draft, Failure
from summarizer.pipeline import Finished, Pipeline, Read, unseen
from summarizer.settings import Settings
from summarizer.steps.collect import Story
from summarizer.steps.render import write_index, write_run

if TYPE_CHECKING:  # what asks a model is loaded where one is asked
    from summarizer.llm import Answer, Model, Turn


class Plan(NamedTuple):
    """What a run depends on beside settings and inputs."""

    output: Path | None = None
    """Folder for the files and the ledger; none: nothing is written."""
    tapes: Tapes = Tapes()
    verdicts: tuple[Decision, ...] = ()


_NO_PLAN = Plan()


class Session:
    """Reads and merges stories as the settings say, keeps the ledger, and counts."""

    def __init__(
        self, pipeline: Pipeline, settings: Settings, plan: Plan = _NO_PLAN, ledger: Ledger | None = None
    ) -> None:
        """Use `open`, or hand in a pipeline with a model of your own, and a ledger that you close."""
        self.pipeline = pipeline
        self.settings = settings
        self._plan = plan
        self._ledger = ledger
        self._held = ExitStack()
        self.key = _fingerprint(settings, pipeline, plan.verdicts)
        self.failures: list[Failure] = []
        self.counts: dict[Status, int] = {"done": 0, "partial": 0, "failed": 0, "duplicate": 0}
        self.skipped = 0
        self.waiting = 0
        """Articles for which something is still to come from a batch."""
        self._several = False

    @classmethod
    def open(cls, settings: Settings, plan: Plan = _NO_PLAN, seen: Callable[[Read], None] = unseen) -> Self:
        """Choose the engine, open the ledger of the output folder, and open the door to the model if it is needed.

        Raises:
            UsageError: The output folder cannot be used, or another run uses it. SettingsError: The LLM is asked for
                without a key. RecordingError: The recordings cannot be read.
        """
        with ExitStack() as held:
            ledger = held.enter_context(Ledger.open(plan.output)) if plan.output else None
            asks = plan.tapes.replay or settings.reads_with == "llm"
            model = connect(settings, plan.tapes, ledger) if asks else None
            session = cls(Pipeline.of(settings, model, plan.verdicts, seen), settings, plan, ledger)
            session._held = held.pop_all()
        return session

    async def run(self, stories: Iterable[Story]) -> AsyncIterator[Finished]:
        """Run stories as they come; with an output folder the files of each are written as it is done.

        One story is written into the folder itself, several into a folder each. A story that an earlier run finished
        with the same inputs and settings is counted, and not run again.

        Raises:
            RecordingError: A replayed exchange is missing, or some were not used.
        """
        async with self.held(), aclosing(self.pipeline.stories(self.todo(stories))) as finished:
            async for one in finished:
                await self._settle(one)
                yield one

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Keep connections and ledger for a while; at the end write what belongs to the run as a whole.

        Raises:
            RecordingError: Recorded exchanges were not used.
        """
        try:
            async with self.pipeline:
                yield
        finally:
            self._close()
        self.refuse_unused()

    @property
    def output(self) -> Path | None:
        """Folder that files are written to; none: nothing is written."""
        return self._plan.output

    def orders(self) -> Orders:
        """What a worker needs to know to read and merge as this session does."""
        model, how = self.model, ("name", "mode", "reasks", "max_output_tokens")
        asked = None if model is None else {name: getattr(model, name) for name in how}
        return Orders(self.settings.model_copy(update={"api_key": None}), asked, self._plan.verdicts, self.key)

    async def answer(self, turn: Turn) -> Answer | SummarizerError:
        """Answer a turn of a worker. Errors of ours are handed back as values: they keep their kind so."""
        if self.model is None:
            raise TypeError("The session was opened without a model.")
        if self.ended is not None and not isinstance(self.ended, BudgetSpent):
            return self.ended  # what ended the run for one worker ends it for all
        try:
            return await self.model.send(turn)
        except SummarizerError as error:
            if isinstance(error, ModelError) and error.ends_run and self.ended is None:
                self.pipeline.ended = error
            return error

    def forget(self, conversation: str) -> None:
        """Drop the answers of a conversation that failed with a worker."""
        if self.model and self.model.ledger:
            self.model.ledger.forget(conversation)

    @property
    def model(self) -> Model | None:
        """The model, where there is one."""
        return self.pipeline.model

    @property
    def reader(self) -> str | None:
        """Name of the model that reads; none: the rules do."""
        return self.model.name if self.model else None

    @property
    def replays(self) -> bool:
        """Whether its answers come from recordings."""
        return self.model is not None and self.model.tape is not None

    @property
    def ended(self) -> ModelError | None:
        """Why the run was ended early, if it was."""
        return self.pipeline.ended

    @property
    def tokens(self) -> int:
        """Tokens that this run used."""
        return self.model.meter.usage.tokens if self.model else 0

    @property
    def complete(self) -> bool:
        """Whether every article was read."""
        failed = any(failure.fatal for failure in self.failures)
        return self.ended is None and not failed and not self.waiting

    @property
    def cost(self) -> float:
        """What this run cost, in US dollars; 0 where no price is known."""
        return self.model.meter.spent if self.model else 0.0

    def told(self) -> dict[str, Any]:
        """What run.json holds: version, settings without secrets, counts, usage and failures.

        Failures are in the order of their sources: which story ends first is chance.
        """
        failures = sorted(self.failures, key=lambda failure: (failure.source, failure.reason))
        return {
            "version": __version__,
            "settings": self.settings.public(),
            "engine": self.pipeline.engine.name,
            "model": self.reader,
            "articles": dict(self.counts),
            "stories_done_before": self.skipped,
            "usage": self.model.meter.usage._asdict() if self.model else {},
            "cost": round(self.cost, 6),
            "failures": [failure.model_dump(mode="json") for failure in failures],
        }

    def todo(self, stories: Iterable[Story]) -> Iterator[Story]:
        """Leave out, and count, the stories that an earlier run finished with the same inputs and settings."""
        known = iter(stories)
        first = tuple(islice(known, 2))
        self._several = self._several or len(first) > 1
        for story in chain(first, known):
            bundled = self._plan.tapes.spool is not None  # a bundle holds every story, also those that were done before
            if self._ledger and not bundled and self._ledger.finished(story.name, self._name(story)):
                self.skipped += 1
                self.counts["done"] += len(story.articles)
                self.counts["duplicate"] += len(story.failures)
            else:
                yield story

    def _name(self, story: Story) -> str:
        texts = sorted(f"{article.id} {article.text}" for article in story.articles)
        return _digest([self.key, *texts, *sorted(failure.reason for failure in story.failures)])

    def note(self, entries: Sequence[Entry], failures: Iterable[Failure]) -> None:
        """Count what became of articles, and enter it into the ledger."""
        for entry in entries:
            self.counts[entry.status] += 1
        self.failures.extend(failures)
        if self._ledger:
            self._ledger.enter(list(entries))

    def enter(self, story: Story, told: Told) -> None:
        """Count a story whose files are written, and only then say in the ledger that it is done."""
        self.waiting += told.waiting
        self.note(told.entries, told.failures)
        if self._ledger:
            # a story that was merged after the run had ended lacks the model's part: the next run merges it again
            failed = sum(entry.status == "failed" for entry in told.entries) + (self.ended is not None) + told.waiting
            self._ledger.finish(told.story, self._name(story), told.shown, failed)

    async def _settle(self, finished: Finished) -> None:
        if self.output is not None:
            folder = self.output / finished.story.name if self._several else self.output
            await self.pipeline.worked(len(finished.brief.claims), write, finished, folder)
        self.enter(finished.story, tell(finished, self.key))

    def _close(self) -> None:
        if self._plan.output is not None:
            write_run(self.told(), self._plan.output)
            if self._several and self._ledger is not None:
                write_index(self._ledger.shown(), self._plan.output)
        self.close()

    def close(self) -> None:
        """Let the next run have the ledger, if it was opened here."""
        self._held.close()

    def refuse_unused(self) -> None:
        """Fail where a replay left recordings unplayed: they are out of date."""
        tape = self.model.tape if self.model else None
        unused = tape.unused() if tape and self.pipeline.ended is None else ()
        if unused:
            raise RecordingError(
                f"Nothing asked for these recordings: {', '.join(unused)}. Remove them or record again."
            )


def connect(settings: Settings, tapes: Tapes, ledger: Ledger | None) -> Model:
    """Open the door to the model, which is loaded only here: a run by rules needs none of it."""
    from summarizer import llm

    return llm.connect(settings, tapes, ledger)


def _fingerprint(settings: Settings, pipeline: Pipeline, verdicts: tuple[Decision, ...]) -> str:
    """Digest what the result depends on beside the articles: version, engine, model, prompts, schema, verdicts."""
    model = pipeline.model
    asked = [] if model is None else [model.name, model.mode, str(Draft.model_json_schema())]
    prompts = [] if model is None else [str(prompt.load(name)) for name in ("extract", "pairs", "summary")]
    own = [settings.language, str(settings.part_chars), *(verdict.model_dump_json() for verdict in verdicts)]
    return _digest([__version__, pipeline.engine.name, *asked, *prompts, *own])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
