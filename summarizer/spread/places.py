"""Where things lie: folders of the machine that the command runs on, or URLs that every node can reach."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import fsspec

from summarizer.errors import UsageError
from summarizer.files import write_whole
from summarizer.steps.collect import STDIN, listed
from summarizer.steps.collect.files import SUFFIXES

_FILE = "file://"


class Input(NamedTuple):
    """One file to read: its folder, where it is opened, and its name as the user gave it."""

    folder: str
    place: str
    source: str


def is_url(place: str) -> bool:
    """Whether a place can be reached from every node."""
    return "://" in place


def inputs(paths: tuple[str, ...]) -> list[Input]:
    """List the files under the paths, folder by folder; each once.

    Raises:
        UsageError: A path does not exist, there is nothing to read in it, or it cannot be read by a cluster.
    """
    if STDIN in paths:
        raise UsageError("--runner ray reads files: save standard input as a file first.")
    plain = [path for path in paths if not is_url(path)]
    here = listed(plain) if plain or not paths else []
    found = [Input(str(folder), str(Path(file).resolve()), file) for folder, file in here]
    far = {url: None for path in paths if is_url(path) for url in _under(path)}
    return [*found, *sorted(Input(url.rpartition("/")[0], url, url) for url in far)]


def _under(url: str) -> Iterator[str]:
    files, root = _reached(url)
    try:
        names = [root] if files.isfile(root) else files.find(root)
    except OSError as error:
        raise UsageError(f"{url} cannot be read ({_why(error)}).") from None
    base, inside = url.rstrip("/"), root.rstrip("/")
    shown = [name for name in names if Path(name).suffix.lower() in SUFFIXES and not _hidden(name[len(inside) :])]
    if not shown:
        raise UsageError(f"There is no article in {url}: put {', '.join(SUFFIXES)} files there.")
    yield from (base + name[len(inside) :] for name in shown)


def _hidden(inside: str) -> bool:
    return any(part.startswith(".") for part in inside.split("/"))


@contextmanager
def opened(place: str) -> Iterator[BinaryIO]:
    """Open a file to be read.

    Raises:
        OSError: It cannot be opened.
    """
    if not is_url(place):
        with Path(place).open("rb") as file:
            yield file
        return
    files, path = _reached(place)
    with files.open(path, "rb") as far:
        yield far


def put(output: str, name: str, data: bytes) -> None:
    """Write one file under the output, whole; the same name again replaces it.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        if (folder := local(output)) is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, data)
            return
        files, root = _reached(output)
        target = f"{root.rstrip('/')}/{name}"
        files.makedirs(target.rpartition("/")[0], exist_ok=True)
        files.pipe_file(target, data)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({_why(error)}): choose another place with -o.") from None


def clear(output: str, folder: str, kept: frozenset[str] = frozenset()) -> None:
    """Take away the parts of an earlier run in a folder of the output, but for the files that are `kept`."""
    files, root = _reached(output)
    inside = f"{root.rstrip('/')}/{folder}"
    for path in files.find(inside) if files.exists(inside) else ():
        name = path.rpartition("/")[2]
        if name.startswith("part-") and name not in kept:
            files.rm_file(path)


def remove(output: str, name: str) -> None:
    """Take a file of an earlier run away, if there is one."""
    files, root = _reached(output)
    target = f"{root.rstrip('/')}/{name}"
    if files.exists(target):
        files.rm_file(target)


def local(place: str) -> Path | None:
    """The folder of this machine that a place is; none where it is none."""
    if is_url(place):
        return Path(place.removeprefix(_FILE)) if place.startswith(_FILE) else None
    return Path(place)


def _reached(url: str) -> tuple[Any, str]:
    try:
        files, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:  # fsspec's own sentence says what to install, or which it knows
        raise UsageError(f"{url} cannot be reached: {error}") from None
    return files, str(path)


def _why(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
