"""One run as an object: its engine, its model if there is one, and what it wrote and used."""

from collections.abc import AsyncIterator, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, Self

from summarizer import __version__
from summarizer.errors import RecordingError
from summarizer.llm import Model, connect
from summarizer.models import Brief, Decision, Failure
from summarizer.pipeline import Finished, Pipeline, Seen, unseen
from summarizer.settings import Settings
from summarizer.steps.collect import Story
from summarizer.steps.extract import Engine
from summarizer.steps.extract.by_model import ModelEngine
from summarizer.steps.extract.by_rules import OfflineEngine
from summarizer.steps.ground import complaints
from summarizer.steps.render import write_brief, write_extracts, write_run


class Tapes(NamedTuple):
    """Where exchanges with the model are recorded, and where they are replayed from."""

    record: Path | None = None
    replay: Path | None = None


class Session:
    """Reads and merges stories as the settings say, and keeps count."""

    def __init__(self, pipeline: Pipeline, settings: Settings) -> None:
        """Use `open`, or hand in a pipeline with a model of your own."""
        self.pipeline = pipeline
        self.settings = settings
        self.failures: list[Failure] = []
        self.briefs = 0
        self.articles = 0

    @classmethod
    def open(
        cls, settings: Settings, tapes: Tapes = Tapes(), verdicts: Iterable[Decision] = (), seen: Seen = unseen
    ) -> Self:
        """Choose the engine and open the door to the model if it is needed.

        Raises:
            SettingsError: The LLM is asked for without a key. RecordingError: The recordings cannot be read.
        """
        model = None
        if tapes.replay or settings.reads_with == "llm":
            model = connect(settings, tapes.record, tapes.replay)
        return cls(Pipeline(engine_of(settings, model), model, settings.concurrency, tuple(verdicts), seen), settings)

    async def run(self, stories: Iterable[Story], output: Path | None = None) -> AsyncIterator[Finished]:
        """Run stories as they come; with `output` the files of each are written as it is done.

        One story is written into `output` itself, several into a folder each.

        Raises:
            RecordingError: A replayed exchange is missing, or some were not used.
        """
        known = iter(stories)
        first = tuple(islice(known, 2))
        async with self.pipeline:
            async for finished in self.pipeline.stories(chain(first, known)):
                self._count(finished.brief)
                if output:
                    folder = output / finished.brief.story if len(first) > 1 else output
                    write_brief(finished.brief, folder)
                    write_extracts(finished.extracts, folder)
                yield finished
        if output:
            write_run(self.told(), output)
        if self.model and self.model.tape and (unused := self.model.tape.unused()) and not self.pipeline.ended:
            raise RecordingError(
                f"Recordings that nothing asked for: {', '.join(unused)}. Remove them or record again."
            )

    @property
    def model(self) -> Model | None:
        """The model, where there is one."""
        return self.pipeline.model

    @property
    def complete(self) -> bool:
        """Whether every article was read."""
        return self.pipeline.ended is None and not any(failure.fatal for failure in self.failures)

    def told(self) -> dict[str, Any]:
        """What run.json holds: version, settings without secrets, counts, usage and failures."""
        usage = self.model.meter.usage._asdict() if self.model else {}
        return {
            "version": __version__,
            "settings": self.settings.public(),
            "engine": self.pipeline.engine.name,
            "model": self.model.name if self.model else None,
            "stories": self.briefs,
            "articles": self.articles,
            "usage": usage,
            "failures": [failure.model_dump(mode="json") for failure in self.failures],
        }

    def _count(self, brief: Brief) -> None:
        self.briefs += 1
        self.articles += len(brief.articles)
        self.failures.extend(brief.failures)


def engine_of(settings: Settings, model: Model | None) -> Engine:
    """The engine that fills drafts: a model if there is one, else the rules."""
    if model is None:
        return OfflineEngine()
    return ModelEngine(model, complaints, settings.part_chars, settings.language)
