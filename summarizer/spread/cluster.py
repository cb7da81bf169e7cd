"""The run itself: connects to Ray, lays the stages one behind another, and hears what comes out at the end."""

import logging
import math
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import ray
from ray.data import ActorPoolStrategy, DataContext, Dataset
from ray.data.context import ShuffleStrategy

from summarizer.away import Told
from summarizer.errors import SummarizerError, UsageError
from summarizer.session import Plan
from summarizer.settings import Settings
from summarizer.spread import parts, places, stages
from summarizer.spread.asked import Asked, Job, Listener, Opened, State
from summarizer.spread.door import Door
from summarizer.spread.rows import Row
from summarizer.steps.render import run_text

log = logging.getLogger("summarizer.spread")

_EVERY = 1.0
"""Seconds between two looks at how far the run is."""
_BLOCK = 16
"""Articles that a worker reads together: what is done anew when it is lost."""
_SHUFFLED = 512
"""Articles of a block that is shuffled: a shuffle of many small blocks costs their number squared."""
_CALLERS = 10_000
"""Calls that may wait at the door; far more than are let through at once."""

T = TypeVar("T")


class Nodes(NamedTuple):
    """What the cluster has."""

    machines: int
    processors: int
    here: dict[str, str]
    """Label of the machine that the command runs on, where what lies on it is read and written."""


def run(asked: Asked, settings: Settings, listener: Listener) -> State:
    """Run over a cluster; see `spread`."""
    asked, settings = _settled(asked, settings)
    files = places.inputs(asked.paths)
    with _connected() as nodes, _door(asked, settings, nodes) as (door, opened):
        job = Job(asked, opened.orders, door)
        listener.engine(opened.state, f" on {nodes.processors} processors of {nodes.machines} nodes")
        places.remove(asked.output, parts.RUN)  # where it is, all parts beside it are of one run
        with _context(), _watched(door, listener):
            written = _hear(_laid(files, job, nodes), job, listener)
        for folder in (parts.BRIEFS, parts.ARTICLES):
            places.clear(asked.output, folder, frozenset(written))
        state: State = _value(ray.get(door.close.remote()))
        places.put(asked.output, parts.RUN, run_text(state.told).encode())
        listener.reached(*_counted(state), state)
    return state


def _settled(asked: Asked, settings: Settings) -> tuple[Asked, Settings]:
    """Make every path whole: the processes of a cluster have folders of their own.

    Raises:
        UsageError: There is no folder for the ledger.
    """
    folder = asked.ledger or places.local(asked.output)
    if folder is None:
        raise UsageError(f"{asked.output} is no folder of this machine: give --ledger DIR, where answers are kept.")
    output = asked.output if places.is_url(asked.output) else str(Path(asked.output).absolute())
    tapes = asked.tapes._replace(**{k: v.absolute() for k, v in asked.tapes._asdict().items() if v is not None})
    prices = settings.prices and str(Path(settings.prices).absolute())
    whole = asked._replace(output=output, ledger=folder.absolute(), tapes=tapes)
    return whole, settings.model_copy(update={"prices": prices})


@contextmanager
def _connected() -> Iterator[Nodes]:
    """Use the cluster that there is, or start one on this machine and stop it at the end."""
    ours = not ray.is_initialized()
    if ours:
        address = os.environ.get("RAY_ADDRESS") or "local"  # else Ray joins whatever cluster it finds here
        own = {"include_dashboard": False} if address == "local" else {}
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **own)
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # the report tells what is to be told
    try:
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
        yield Nodes(sum(node["Alive"] for node in ray.nodes()), processors, here)
    finally:
        if ours:
            ray.shutdown()


@contextmanager
def _door(asked: Asked, settings: Settings, nodes: Nodes) -> Iterator[tuple[Any, Opened]]:
    """Open the door on this machine. The key goes to it in a call: what makes an actor is stored by the cluster."""
    actor = ray.remote(Door).options(num_cpus=0, max_concurrency=_CALLERS, label_selector=nodes.here)
    door = actor.remote()
    try:
        yield door, _value(ray.get(door.open.remote(settings, Plan(asked.ledger, asked.tapes, asked.verdicts))))
    finally:
        ray.kill(door)


@contextmanager
def _context() -> Iterator[None]:
    """Set Ray Data up for a run that outlives the loss of a node."""
    context = DataContext.get_current().copy()
    context.enable_progress_bars = False
    # a shuffle by tasks can be done again in part; one by actors loses what they held
    context.shuffle_strategy = ShuffleStrategy.SORT_SHUFFLE_PULL_BASED
    with DataContext.current(context):
        yield


def _laid(files: list[places.Input], job: Job, nodes: Nodes) -> Dataset:
    """Lay the stages one behind another; nothing runs yet. A sort brings what belongs together into one block."""
    read_here = None if all(places.is_url(file.place) for file in files) else nodes.here
    write_here = None if places.is_url(job.asked.output) else nodes.here
    blocks: dict[str, Any] = {"batch_size": None, "batch_format": "pyarrow"}
    given = {"fn_kwargs": {"job": job}}
    listed = [{"order": number, **file._asdict()} for number, file in enumerate(files)]
    found = ray.data.from_items(listed, override_num_blocks=min(len(listed), 4 * nodes.processors))
    items = found.map_batches(stages.read, label_selector=read_here, **blocks, **given)
    articles = items.sort("key").map_batches(stages.gather, **blocks, **given)
    reads = articles.repartition(target_num_rows_per_block=_BLOCK).map_batches(
        stages.Reader,
        compute=_readers(job, nodes),
        num_cpus=0,  # a processor of Ray's count would be missing where what a lost node held must be made again
        fn_constructor_args=(job,),
        **blocks,
    )
    sorted_reads = reads.repartition(target_num_rows_per_block=_SHUFFLED).sort("part")
    return sorted_reads.map_batches(stages.merge, label_selector=write_here, **blocks, **given)


def _readers(job: Job, nodes: Nodes) -> ActorPoolStrategy:
    """By rules as many as there are processors; with a model no more than there may be calls, several blocks each."""
    if job.orders.model is None:
        return ActorPoolStrategy(size=nodes.processors)
    calls = job.orders.settings.concurrency
    readers = min(nodes.processors, calls)
    return ActorPoolStrategy(size=readers, max_concurrent_calls_per_actor=1 + math.ceil(calls / readers / _BLOCK))


def _hear(told: Dataset, job: Job, listener: Listener) -> set[str]:
    """Let it run, tell of each story and note it; give the names of the files that were written."""
    written = set()
    try:
        for row in told.iter_rows():
            story: Told = Row(**row).value
            written.add(parts.name_of(row["part"], job.asked.form))
            _value(ray.get(job.door.note.remote(story.entries, story.failures)))
            listener.told(story.story, story.counts, story.failures)
    except Exception as error:  # Ray wraps every error, ours among them
        raise _ours(error) from error
    return written


@contextmanager
def _watched(door: Any, listener: Listener) -> Iterator[None]:
    """Tell now and then how far the run is."""
    over = threading.Event()

    def watch() -> None:
        with suppress(ray.exceptions.RayError):  # what ended the door ends the run, and is told there
            while not over.wait(_EVERY):
                done, failed, state = ray.get(door.reached.remote())
                listener.reached(done, failed, state)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _counted(state: State) -> tuple[int, int]:
    return state.counts["done"] + state.counts["partial"], state.counts["failed"]


def _value(answer: T | SummarizerError) -> T:
    if isinstance(answer, SummarizerError):
        raise answer
    return answer


def _ours(error: BaseException) -> SummarizerError:
    """Find our own error in what Ray made of it; say what to do about any other."""
    seen: list[BaseException | None] = [error]
    for one in seen:
        if isinstance(one, SummarizerError) and not isinstance(one, ray.exceptions.RayError):
            return one
        if one is not None and len(seen) < 50:
            seen += [one.__cause__, getattr(one, "cause", None)]
    log.info("the cluster failed: %s", error)
    return SummarizerError(
        f"The cluster ended the run ({type(error).__name__}): run the same command again; what is paid for is kept. "
        "-v shows what Ray says."
    )
