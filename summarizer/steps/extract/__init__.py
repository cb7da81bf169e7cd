"""Extract: an article in, a draft out, by either engine. What the engine cites is not checked here."""

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from summarizer.models import Article, Draft, Rejected

Check = Callable[[Article, Draft], list[str]]


class Answered(NamedTuple):
    """A draft, how many sentences were read for it in how many parts, and what could not be used."""

    draft: Draft
    read: int
    parts: int = 1
    notes: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class Engine(Protocol):
    """Fills a draft: the seam between the two engines and everything behind them."""

    @property
    def name(self) -> Literal["llm", "offline"]:
        """Which of the two it is."""
        ...

    async def __call__(self, article: Article, only: tuple[int, ...] = ()) -> Answered:
        """Read the article, or go once more over the sentences with the numbers in `only`."""
        ...
