"""Pack a run while it goes on: what was read, asked, answered and found, in one file that anyone can check."""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

from summarizer import prompt
from summarizer.bundle.container import Member, write
from summarizer.bundle.contents import (
    DECISIONS,
    RUN,
    STORY,
    as_bytes,
    manifest_of,
    safe,
    story_members,
    written,
)
from summarizer.contract import WORDS, schema_text
from summarizer.errors import SummarizerError, UsageError
from summarizer.files import write_whole
from summarizer.models import Decision
from summarizer.pipeline import Finished
from summarizer.session import Session
from summarizer.steps.collect import Story


class Packer:
    """Gathers a run on disk, so that memory holds one story at a time, and writes the bundle at its end."""

    def __init__(self, file: Path, texts: bool = True) -> None:
        """Look whether the file can be written before anything is paid for.

        Raises:
            UsageError: It cannot.
        """
        self._file = file
        self._texts = texts
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file.with_name(f".{file.name}.try"), b"")
            file.with_name(f".{file.name}.try").unlink()
        except OSError as error:
            raise UsageError(f"{file} cannot be written ({error.strerror}): name another with --bundle.") from None
        if file.is_dir():
            raise UsageError(f"{file} is a folder: name a file with --bundle.")
        self._held = tempfile.TemporaryDirectory(prefix="summarizer-")
        self._folder = Path(self._held.name)
        self._stories = 0

    def __enter__(self) -> Self:
        """Gather for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw away what was gathered; the bundle, if it was written, stays."""
        self._held.cleanup()

    @property
    def exchanges(self) -> Path:
        """Folder where the door to the model puts every exchange."""
        return self._folder / "exchanges"

    def add(self, finished: Finished) -> None:
        """Keep one story: what was collected, its extracts and its brief."""
        self._stories += 1
        folder = self._folder / "stories" / f"{self._stories:06}"
        for name, data in story_members(finished.story, self._texts):
            _put(folder / name, data)
        for read in finished.reads:
            _put(folder / "articles" / f"{safe(read.extract.article.id)}.json", written(read.extract, self._texts))
        _put(folder / "brief.json", written(finished.brief, self._texts))

    def write(self, session: Session, verdicts: tuple[Decision, ...] = ()) -> None:
        """Write the bundle.

        Raises:
            SummarizerError: The run ended early, so that another one would not give the same. UsageError: The file
                cannot be written.
        """
        if session.pipeline.ended is not None:
            raise SummarizerError(f"No bundle was written to {self._file}: the run ended early. Run it again.")
        run = _public(session.told())
        _put(self._folder / RUN, as_bytes(run))
        if verdicts:
            _put(self._folder / DECISIONS, as_bytes([verdict.model_dump(mode="json") for verdict in verdicts]))
        if session.model is not None:
            for name, text in asked_with().items():
                _put(self._folder / name, text.encode())
        for name, text in contract().items():
            _put(self._folder / name, text.encode())
        self._without_texts()
        places = dict(sorted(_places(self._folder)))
        sums = {name: _sum(path) for name, path in places.items()}
        listed = manifest_of(sums, run, self._texts)
        try:
            _write(self._file, listed, places)
        except OSError as error:
            raise UsageError(f"{self._file} cannot be written ({error.strerror}): name another.") from None

    def _without_texts(self) -> None:
        """Leave the words of articles out of the requests, where texts are not wanted."""
        for path in self.exchanges.glob("*.json") if not self._texts else ():
            kept = json.loads(path.read_text(encoding="utf-8"))
            for turn in kept["turns"]:
                turn["request"]["messages"] = [_told_by_digest(message) for message in turn["request"]["messages"]]
            path.write_bytes(as_bytes(kept))


def placed(stories: Iterable[Story], paths: Iterable[str]) -> Iterator[Story]:
    """Name sources from where the user's absolute paths end: a bundle tells nothing of the machine it was made on."""
    starts = sorted(
        {start for path in paths if PurePath(path).is_absolute() for start in _starts(path)}, key=len, reverse=True
    )
    for story in stories:
        sources = {*(one.source for one in story.articles), *(one.source for one in story.failures)}
        short = {source: _short(source, starts) for source in sorted(sources, key=len, reverse=True)}
        articles = tuple(article.model_copy(update={"source": short[article.source]}) for article in story.articles)
        failures = tuple(
            failure.model_copy(update={"source": short[failure.source], "reason": _replaced(failure.reason, short)})
            for failure in story.failures
        )
        yield Story(story.name, articles, failures)


def asked_with() -> dict[str, str]:
    """The prompts of this version, by their place in a bundle."""
    files = sorted(prompt.folder("prompts").glob("*.md"))
    return {f"prompts/{file.name}": file.read_text(encoding="utf-8") for file in files}


def contract() -> dict[str, str]:
    """The schemas of this version, by their place in a bundle."""
    return {f"schemas/{word}.schema.json": schema_text(word) for word in WORDS}


def _starts(path: str) -> tuple[str, str]:
    return f"{str(PurePath(path).parent).rstrip('/')}/", f"{path.rstrip('/').rpartition('/')[0]}/"


def _short(source: str, starts: list[str]) -> str:
    known = next((start for start in starts if source.startswith(start)), "")
    rest = source.removeprefix(known)
    return PurePath(rest).name if PurePath(rest).is_absolute() else rest


def _replaced(reason: str, short: dict[str, str]) -> str:
    for source, name in short.items():
        reason = reason.replace(source, name)
    return reason


def _public(told: dict[str, Any]) -> dict[str, Any]:
    """What run.json says, without what belongs to the machine: folders, and a password in an address."""
    settings = dict(told["settings"])
    if settings.get("prices"):
        settings["prices"] = PurePath(settings["prices"]).name
    if settings.get("base_url"):
        url = urlsplit(settings["base_url"])
        settings["base_url"] = urlunsplit((url.scheme, url.netloc.rpartition("@")[2], url.path, "", ""))
    failures = sorted(told["failures"], key=lambda failure: (failure["source"], failure["step"], failure["reason"]))
    return told | {"settings": settings, "failures": failures}


def _told_by_digest(message: dict[str, Any]) -> dict[str, Any]:
    if message.get("role") == "system":
        return message
    content = str(message.get("content"))
    known = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return message | {"content": {"chars": len(content), "sha256": known}}


def _places(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give every file its name in the bundle; stories of one name are told apart by a number, always the same."""
    stories: dict[str, list[tuple[bytes, Path]]] = {}
    for story in (folder / "stories").glob("*"):
        told = (story / STORY).read_bytes()
        stories.setdefault(safe(json.loads(told)["name"]), []).append((told, story))
    for name, members in stories.items():
        for number, (_, story) in enumerate(sorted(members), 1):
            own = name if number == 1 else f"{name}-{number}"
            yield from ((f"stories/{own}/{path.relative_to(story).as_posix()}", path) for path in _files(story))
    for path in _files(folder):
        if path.relative_to(folder).parts[0] != "stories":
            yield path.relative_to(folder).as_posix(), path


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _sum(path: Path) -> tuple[int, str]:
    data = path.read_bytes()
    return len(data), hashlib.sha256(data).hexdigest()


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _write(file: Path, manifest: Member, places: dict[str, Path]) -> None:
    beside = file.with_name(f".{file.name}.part")
    try:
        with beside.open("wb") as out:
            write(_members(manifest, places), out)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _members(manifest: Member, places: dict[str, Path]) -> Iterator[Member]:
    yield manifest
    for name, path in places.items():
        yield Member(name, path.read_bytes())
