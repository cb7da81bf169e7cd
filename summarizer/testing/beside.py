"""The recordings of one test, in a folder beside it."""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.errors import RecordingError
from summarizer.ledger import Ledger
from summarizer.llm import Answer, Model, Tapes, Turn, connect
from summarizer.llm.recording import Tape
from summarizer.settings import Settings
from summarizer.testing.door import answering, only

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


class TapeBeside:
    """Plays, or records, what one test asks a model."""

    def __init__(self, folder: Path, test: str, recording: bool) -> None:
        """`test` is how pytest names it; `folder` need not exist."""
        self.folder = folder
        self.recording = recording
        self._test = test
        self._missing: list[str] = []
        self._tape = Tape.load(folder) if folder.is_dir() else Tape({}, folder)
        self._fresh: Path | None = None

    @contextmanager
    def playing(self) -> Iterator[None]:
        """Answer from the recordings, and refuse every other call."""
        with only(answering(self._play, self._tape.model, self._tape.mode)):
            yield

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Ask the live model, and keep every exchange; `keep` puts them in place."""
        with tempfile.TemporaryDirectory(prefix="summarizer-") as held:
            self._fresh = Path(held) / "fresh"
            with only(self._connect, live=True):
                yield

    def keep(self) -> None:
        """Put what was recorded in the place of the old recordings, which nobody asks for any more."""
        for old in self.folder.glob("*.json"):
            old.unlink()
        if self._fresh is not None and self._fresh.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            for file in sorted(self._fresh.iterdir()):
                shutil.copy(file, self.folder / file.name)

    def complaint(self) -> str:
        """Say what of the recordings and the test does not fit together; empty if all does."""
        if self._missing:
            return "\n\n".join(self._missing)
        unused = self._tape.unused()
        if not unused:
            return ""
        listed = "\n".join(f"  {self.folder / name}" for name in unused)
        return f"Nothing asked for these recordings:\n{listed}\n{self._again()}"

    async def _play(self, turn: Turn) -> Answer:
        try:
            return await self._tape.play(turn)
        except RecordingError as error:
            told = f"{error}\n{self._again()}"
            self._missing.append(told)
            raise RecordingError(told) from None

    def _connect(self, settings: Settings, tapes: Tapes = Tapes(), ledger: Ledger | None = None) -> Model:
        return connect(settings, tapes if tapes.replay else tapes._replace(spool=self._fresh), ledger)

    def _again(self) -> str:
        return f'Record it again with a key: pytest "{self._test}" --summarizer-record'


def folder_of(module: Path, test: str) -> Path:
    """Name the folder of a test: recordings/MODULE/TEST beside it; two tests never share one."""
    plain = _UNSAFE.sub("-", test).strip("-")
    if plain != test:
        plain += "-" + hashlib.sha256(test.encode()).hexdigest()[:6]
    return module.parent / "recordings" / module.stem / plain
