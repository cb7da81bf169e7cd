"""The gold stories as extracts, so that merging is measured alone, and a builder of small extracts for tests."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.models import Article, Audit, Claim, Denial, DenialKind, Evidence, Extract, Party, Silence
from summarizer.steps.ground.items import speech_of
from summarizer.text.header import read_header
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

STORIES = Path(__file__).with_name("gold") / "stories"
MORE, HELD = STORIES.with_name("stories-more"), STORIES.with_name("stories-held")
"""Harder stories that the merger is tuned with, and stories that nothing is ever tuned to."""


class Gold(NamedTuple):
    """One story: its extracts, what should come of them, and how the gold's ids are called in a brief's members."""

    name: str
    extracts: tuple[Extract, ...]
    merged: dict[str, Any]
    key: dict[str, str]

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def keys(self, ids: list[str]) -> frozenset[str]:
        """Name items of the gold as members of a brief."""
        return frozenset(self.key[name] for name in ids)


@cache
def stories(home: Path = STORIES) -> tuple[Gold, ...]:
    """Read all gold stories of a folder."""
    return tuple(_story(path) for path in sorted(home.iterdir()) if (path / "gold.json").exists())


def _story(folder: Path) -> Gold:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    key: dict[str, str] = {}
    extracts = tuple(_extract(folder, name, listed, key) for name, listed in sorted(gold["articles"].items()))
    return Gold(folder.name, extracts, gold["merged"], key)


def _extract(folder: Path, name: str, listed: dict[str, Any], key: dict[str, str]) -> Extract:
    text = (folder / name).read_text(encoding="utf-8")
    id_ = f"{folder.name}-{Path(name).stem}"
    header = read_header(text)
    media = [party["name"] for party in listed["parties"] if party["kind"] == "media"]
    article = Article(
        id=id_,
        source=name,
        outlet=media[0] if media else None,
        agency=header.agency,
        dateline=header.dateline,
        title=header.title,
        published=date.fromisoformat(listed["published"]) if listed["published"] else None,
        story=folder.name,
        text=text,
    )
    parties = {party["name"]: f"p{number}" for number, party in enumerate(listed["parties"], 1)}
    names = _Names(article, parties, key)
    claims = tuple(names.claim(item) for item in listed["claims"])
    return Extract(
        article=article,
        parties=tuple(_party(party, parties) for party in listed["parties"]),
        claims=claims,
        denials=tuple(names.denial(item) for item in listed["denials"]),
        silences=tuple(names.silence(item) for item in listed["silences"]),
        audit=Audit(article=id_, engine="llm", sentences=(n := len(numbered(text).sentences)), read=n),
    )


def _party(party: dict[str, Any], ids: dict[str, str]) -> Party:
    return Party(
        id=ids[party["name"]],
        name=party["name"],
        kind=party["kind"],
        aliases=tuple(party["aliases"]),
        role=party["role"],
        represents=ids.get(party["represents"]) if party["represents"] else None,
    )


def evidence_of(article: Article, quote: str) -> Evidence:
    """Copy a stretch of an article."""
    text = article.text
    start = text.find(quote)
    assert start >= 0, f"“{quote}” does not stand in {article.id}."
    end = start + len(quote)
    around = text[max(0, start - 32) : start], text[end : end + 32]
    return Evidence(article=article.id, start=start, end=end, exact=quote, prefix=around[0], suffix=around[1])


class _Names(NamedTuple):
    """The article at hand, its parties, and the names that its items get."""

    article: Article
    parties: dict[str, str]
    key: dict[str, str]

    def claim(self, item: dict[str, Any]) -> Claim:
        """Make a claim; one in the outlet's own voice has no speakers."""
        evidence = self._evidence(item["quote"])
        return Claim(
            id=self._id("c", evidence, item["id"]),
            text=item["text"],
            speakers=() if item["voice"] == "own" else self._ids(item["by"]),
            via=self._ids(item["via"]),
            voice=item["voice"],
            speech=speech_of((Span(evidence.start, evidence.end),), numbered(self.article.text)),
            modality=item["modality"],
            evidence=(evidence,),
        )

    def denial(self, item: dict[str, Any]) -> Denial:
        """Make a denial; only what its own article says of the claim answered goes in."""
        evidence = self._evidence(item["quote"])
        answers = self.key[item["answers"]].partition(".")[2] if item["answers"] else None
        return Denial(
            id=self._id("d", evidence, item["id"]),
            by=self._ids(item["by"]),
            via=self._ids(item["via"]),
            kind=item["kind"],
            answers=answers,
            allegation=item["allegation"],
            precedes_claim=item["precedes_claim"],
            evidence=(evidence,),
        )

    def silence(self, item: dict[str, Any]) -> Silence:
        """Make a silence."""
        evidence = self._evidence(item["quote"])
        return Silence(
            id=self._id("s", evidence, item["id"]),
            by=self._ids(item["by"]),
            kind=item["kind"],
            about=item["about"],
            evidence=(evidence,),
        )

    def _ids(self, names: list[str]) -> tuple[str, ...]:
        return tuple(self.parties[name] for name in names)

    def _evidence(self, quote: str) -> Evidence:
        return evidence_of(self.article, quote)

    def _id(self, kind: str, evidence: Evidence, gold: str) -> str:
        taken = set(self.key.values())
        name, tries = f"{kind}{evidence.start}", 1
        while f"{self.article.id}.{name}" in taken:
            tries += 1
            name = f"{kind}{evidence.start}-{tries}"
        self.key[gold] = f"{self.article.id}.{name}"
        return name


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
        evidence = evidence_of(self.article, quote)
        return Claim(
            id=f"c{evidence.start}",
            text=text or quote,
            speakers=self.ids(by),
            voice=fields.pop("voice", "attributed" if by else "own"),
            speech=speech_of((Span(evidence.start, evidence.end),), numbered(self.article.text)),
            evidence=(evidence,),
            **fields,
        )

    def denial(self, quote: str, by: tuple[str, ...], kind: DenialKind, **fields: Any) -> Denial:
        """Write a reply that stands on `quote`."""
        evidence = evidence_of(self.article, quote)
        return Denial(id=f"d{evidence.start}", by=self.ids(by), kind=kind, evidence=(evidence,), **fields)

    def silence(self, quote: str, by: tuple[str, ...], about: str) -> Silence:
        """Write a refusal to comment."""
        evidence = evidence_of(self.article, quote)
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
