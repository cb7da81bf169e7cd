"""What a contestant is given, and what it hands back. Nothing but the standard library is needed to read this."""

import json
from pathlib import Path
from typing import NamedTuple, Self

KEY = "no-secret"
MODEL = "gpt-5-mini"


class Job(NamedTuple):
    """Articles to read, through which model, how many at once."""

    url: str
    articles: str
    """JSON lines with a text and the name of a story."""
    folder: str
    """Where files may be written."""
    concurrency: int = 32

    @classmethod
    def read(cls, told: str) -> Self:
        """Read a job from the command line."""
        return cls(**json.loads(told))

    def told(self) -> str:
        """Write it for the command line."""
        return json.dumps(self._asdict())

    def texts(self) -> list[str]:
        """The texts of the articles."""
        lines = Path(self.articles).read_text(encoding="utf-8").splitlines()
        return [str(json.loads(line)["text"]) for line in lines]

    def first(self) -> Self:
        """The same job for its first article alone: what is done once is done with it."""
        folder = Path(self.folder) / "first"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "articles.jsonl"
        path.write_text(Path(self.articles).read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
        return self._replace(articles=str(path), folder=str(folder))


class Done(NamedTuple):
    """How many articles came back, and which did not."""

    delivered: int
    named: tuple[str, ...] = ()
    """Those that failed, where the contestant names them."""
