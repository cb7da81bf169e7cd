"""What a contestant is given, and what it hands back. Nothing but the standard library is needed to read this."""

import json
import urllib.parse
import urllib.request
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

    @property
    def port(self) -> int:
        """The port of the server."""
        return urllib.parse.urlsplit(self.url).port or 80

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
        """A job of one article that is none of these: what a program does once is done with it."""
        folder = Path(self.folder) / "first"
        folder.mkdir(parents=True, exist_ok=True)
        return self._replace(articles=str(Path(self.articles).with_name("first.jsonl")), folder=str(folder))

    def forget(self) -> None:
        """Let the server count from zero."""
        with urllib.request.urlopen(self.url.removesuffix("/v1") + "/reset", b"") as told:  # noqa: S310 - our own server
            told.read()


class Done(NamedTuple):
    """How many articles came back, and which did not."""

    delivered: int
    named: tuple[str, ...] = ()
    """Those that failed, where the contestant names them."""
