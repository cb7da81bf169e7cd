"""What exports look up in a brief: its parties, its articles, and what replies to a claim."""

from collections.abc import Iterable
from typing import Any

from summarizer.models import Article, Brief, Denial, Party


class Known:
    """A brief with its parties, articles and replies at hand by id."""

    def __init__(self, brief: Brief) -> None:
        """Note who and what there is."""
        self.brief = brief
        self._parties = {party.id: party for party in brief.parties}
        self._articles = {article.id: article for article in brief.articles}
        self._replies: dict[str, list[Denial]] = {}
        for denial in brief.denials:
            self._replies.setdefault(denial.answers or "", []).append(denial)

    def article(self, name: str) -> Article:
        """The article with this id; one that the brief lacks is known by its id alone."""
        return self._articles.get(name) or Article(id=name, source="", text="")

    def party(self, name: str) -> Party:
        """The party with this id; one that the brief lacks is known by its id alone."""
        return self._parties.get(name) or Party(id=name, name=name)

    def names(self, parties: Iterable[str]) -> list[str]:
        """The names of the parties with these ids."""
        return [self.party(name).name for name in parties]

    def dumped(self, parties: Iterable[str]) -> list[dict[str, Any]]:
        """The parties with these ids, as plain data."""
        return [self.party(name).model_dump(mode="json") for name in parties]

    def replies(self, claim: str) -> list[Denial]:
        """What answers the claim with this id."""
        return self._replies.get(claim, [])
