"""Small extracts for the tests of merging, built from a text and the stretches of it that items stand on."""

from datetime import date
from typing import Any, NamedTuple

from summarizer.models import Article, Audit, Claim, Denial, Evidence, Extract, Party, Silence
from summarizer.steps.ground.items import speech_of
from summarizer.text.header import read_header
from summarizer.text.numbered import numbered
from summarizer.text.span import Span


class Page(NamedTuple):
    """One article, and how its items are written down."""

    article: Article
    parties: tuple[Party, ...]

    @classmethod
    def of(cls, id_: str, text: str, parties: dict[str, dict[str, Any]], published: date | None = None) -> "Page":
        """Begin an article; `parties` gives the fields of each party by its name."""
        ids = {name: f"p{number}" for number, name in enumerate(parties, 1)}
        listed = tuple(
            Party(id=ids[name], name=name, **{**fields, "represents": ids.get(fields.get("represents", ""))})
            for name, fields in parties.items()
        )
        agency = read_header(text).agency
        article = Article(
            id=id_, source=f"{id_}.txt", outlet=agency or id_, agency=agency, published=published, text=text
        )
        return cls(article, listed)

    def claim(self, quote: str, by: tuple[str, ...] = (), text: str = "", **fields: Any) -> Claim:
        """Write a claim that stands on `quote`."""
        evidence = self.evidence(quote)
        return Claim(
            id=f"c{evidence.start}",
            text=text or quote,
            speakers=self.ids(by),
            voice=fields.pop("voice", "attributed" if by else "own"),
            speech=speech_of((Span(evidence.start, evidence.end),), numbered(self.article.text)),
            evidence=(evidence,),
            **fields,
        )

    def denial(self, quote: str, by: tuple[str, ...], kind: str, **fields: Any) -> Denial:
        """Write a reply that stands on `quote`."""
        evidence = self.evidence(quote)
        return Denial(id=f"d{evidence.start}", by=self.ids(by), kind=kind, evidence=(evidence,), **fields)

    def silence(self, quote: str, by: tuple[str, ...], about: str) -> Silence:
        """Write a refusal to comment."""
        evidence = self.evidence(quote)
        return Silence(id=f"s{evidence.start}", by=self.ids(by), kind="declined", about=about, evidence=(evidence,))

    def extract(self, *items: Claim | Denial | Silence) -> Extract:
        """Finish the article with its items."""
        count = len(numbered(self.article.text).sentences)
        return Extract(
            article=self.article,
            parties=self.parties,
            claims=tuple(item for item in items if isinstance(item, Claim)),
            denials=tuple(item for item in items if isinstance(item, Denial)),
            silences=tuple(item for item in items if isinstance(item, Silence)),
            audit=Audit(article=self.article.id, engine="llm", sentences=count, read=count),
        )

    def ids(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Name parties by their ids."""
        known = {party.name: party.id for party in self.parties}
        return tuple(known[name] for name in names)

    def evidence(self, quote: str) -> Evidence:
        """Copy a stretch of the text."""
        start = self.article.text.find(quote)
        assert start >= 0, f"“{quote}” does not stand in {self.article.id}."
        return Evidence(article=self.article.id, start=start, end=start + len(quote), exact=quote)
