"""Where exchanges with the model are kept: apart from what asks it, since a run by rules has no tapes and says so."""

from pathlib import Path
from typing import NamedTuple


class Tapes(NamedTuple):
    """Where exchanges with the model are recorded, and where they are replayed from."""

    record: Path | None = None
    replay: Path | None = None
    spool: Path | None = None
    """Folder where a bundle gathers what it will pack, replayed or not."""
