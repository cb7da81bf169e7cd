"""What the workers do: read, gather into stories, extract, merge and write. Each step is that of a single machine."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.away import tell
from summarizer.errors import InputError
from summarizer.models import Article, Failure
from summarizer.pipeline import Finished, Pipeline, Read
from summarizer.spread import parts
from summarizer.spread.asked import Job
from summarizer.spread.door import Caller
from summarizer.spread.places import Input, opened
from summarizer.spread.rows import Row, by_key, row_of, table_of
from summarizer.steps.collect import ALL, Story, heap, own_story, story
from summarizer.steps.collect.files import read_stream, slug

_AT_ONCE = 256
"""Articles that a reader hands on together."""
_FILE = 1 << 32
"""Room for the articles of one file in the order of all."""


def read(files: Any, job: Job) -> Iterator[Any]:
    """Read files as rows, one an article or a failure; the key is the story that it belongs to by itself."""
    for file in files.to_pylist():
        number, source = file.pop("order"), Input(**file)
        rows = enumerate(_rows(source, job), number * _FILE)
        while some := [row._replace(order=order) for order, row in islice(rows, _AT_ONCE)]:
            yield table_of(some)


def _rows(file: Input, job: Job) -> Iterator[Row]:
    by_folder = job.asked.grouping == "folder"
    folder = slug(Path(file.folder).name or "story")
    for item in _items(file, job.orders.settings.max_input_bytes):
        name = own_story(item, folder)
        yield row_of(f"{file.folder}\n{name}" if by_folder else "", name).holding(item)


def _items(file: Input, max_bytes: int) -> Iterator[Article | Failure]:
    try:
        with opened(file.place) as stream:
            yield from read_stream(stream, file.source, max_bytes)
    except InputError as error:
        yield Failure(source=file.source, step="collect", reason=str(error))
    except OSError as error:
        reason = f"{file.source} cannot be read: {error.strerror or error}."
        yield Failure(source=file.source, step="collect", reason=reason)


def gather(block: Any, job: Job) -> Any:
    """Make the stories of some keys: repetitions out, names given, each article in its place."""
    return table_of(row for key, rows in by_key(block) for row in _gathered(key, rows, job))


def _gathered(key: str, rows: list[Row], job: Job) -> Iterator[Row]:
    items = [row.value for row in rows]
    found = {"folder": lambda: [story(rows[0].story, items)], "all": lambda: [story(ALL, items)]}
    for one in found.get(job.asked.grouping, lambda: heap(items))():
        empty = row_of(key or one.name, one.name, job.asked.parts)
        members: tuple[Article | Failure, ...] = (*one.articles, *one.failures)
        for order, item in enumerate(members):
            yield empty._replace(order=order).holding(item)


class Reader:
    """Reads articles, many at once, with one pipeline for as long as it lives."""

    def __init__(self, job: Job) -> None:
        """Make the pipeline of this worker."""
        self._pipeline, self._door = job.orders.pipeline(Caller(job.door)), job.door

    async def __call__(self, block: Any) -> AsyncIterator[Any]:
        """Read the articles of a block; what collect could not read passes by."""
        rows = [Row(**row) for row in block.to_pylist()]
        asked = [row for row in rows if row.kind == "article"]
        reads = await self._pipeline.read(row.value for row in asked)
        failed = sum(read.failure is not None for read in reads)
        self._door.seen.remote(len(reads) - failed, failed)
        done = [row.holding(read) for row, read in zip(asked, reads, strict=True)]
        yield table_of([*done, *(row for row in rows if row.kind != "article")])


def merge(block: Any, job: Job) -> Iterator[Any]:
    """Merge the stories of some parts and write their files; tell of each story.

    A part that is merged again, because its node was lost, is written over with the same bytes.
    """
    held: dict[int, list[list[Row]]] = {}
    for _, rows in by_key(block):
        held.setdefault(rows[0].part, []).append(rows)
    for part, stories in held.items():
        finished = asyncio.run(_merged(stories, job.orders.pipeline(Caller(job.door))))
        told = [tell(one, job.orders.key) for one in finished]
        parts.write(job.asked, part, [(done, one.entries) for done, one in zip(finished, told, strict=True)])
        yield table_of(rows[0].holding(one) for rows, one in zip(stories, told, strict=True))


async def _merged(stories: list[list[Row]], pipeline: Pipeline) -> list[Finished]:
    gate = asyncio.Semaphore(pipeline.concurrency)

    async def one(rows: list[Row]) -> Finished:
        async with gate:
            values = [row.value for row in rows]
            reads = tuple(value for value in values if isinstance(value, Read))
            failures = tuple(value for value in values if isinstance(value, Failure))
            return await pipeline.finished(
                Story(rows[0].story, tuple(read.extract.article for read in reads), failures), reads
            )

    return await asyncio.gather(*(one(rows) for rows in stories))
