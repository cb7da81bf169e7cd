"""Linked data: schema.org for articles, parties, claims and quotations; Web Annotation for evidence and replies.

A brief gives no verdicts, so there is no ClaimReview in it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from summarizer.models import Article, Brief, Claim, Denial, Evidence, Party
from summarizer.steps.render.exports.context import CONTEXT, NAMESPACE
from summarizer.steps.render.exports.known import Known
from summarizer.text.quotes import quoted
from summarizer.text.span import Span

Node = dict[str, Any]

_PARTY = {
    "person": "Person",
    "government": "GovernmentOrganization",
    "media": "NewsMediaOrganization",
    "organisation": "Organization",
    "group": "Organization",
    "other": "Organization",
}


def as_jsonld(brief: Brief) -> bytes:
    """Write JSON-LD with its whole context inside: it expands without a network."""
    graph = {"@context": CONTEXT, "@graph": list(_Writer(brief).nodes())}
    return (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    """Writes the nodes of one brief, each once."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._known = Known(brief)
        self._quotes = {article.id: quoted(article.text) for article in brief.articles}

    def nodes(self) -> Iterator[Node]:
        yield from map(self._article, self._brief.articles)
        yield from map(self._party, self._brief.parties)
        for claim in self._brief.claims:
            yield self._claim(claim)
            for number, evidence in enumerate(dict.fromkeys(claim.evidence), 1):
                yield self._annotation(f"{claim.id}/{number}", "linking", evidence, claim.id)
        yield from self._quotations()
        for denial in self._brief.denials:
            yield from self._reply(denial)

    def _article(self, article: Article) -> Node:
        outlet = {"type": "Organization", "name": article.outlet} if article.outlet else None
        wire = {"type": "NewsMediaOrganization", "name": article.agency} if article.agency else None
        return _told(
            id=self._iri(article.id),
            type="NewsArticle",
            identifier=article.id,
            headline=article.title,
            inLanguage=article.language,
            datePublished=article.published.isoformat() if article.published else None,
            version=article.version,
            publisher=outlet,
            sourceOrganization=wire,
            dateline=article.dateline,
        )

    def _party(self, party: Party) -> Node:
        role = {"jobTitle": party.role} if party.kind == "person" else {"description": party.role}
        represents = self._iri(party.represents) if party.represents else None
        return _told(
            id=self._iri(party.id),
            type=_PARTY[party.kind],
            name=party.name,
            alternateName=list(party.aliases),
            represents=represents,
            **role,
        )

    def _claim(self, claim: Claim) -> Node:
        articles = list(dict.fromkeys(evidence.article for evidence in claim.evidence))
        first = _first([self._known.article(name) for name in articles])
        return _told(
            id=self._iri(claim.id),
            type="Claim",
            text=claim.text,
            author=self._iris(claim.speakers),
            appearance=self._iris(articles),
            firstAppearance=self._iri(first.id) if first else None,
            relayedBy=self._iris(claim.via),
            voice=claim.voice,
            modality=claim.modality,
            status=claim.status,
            reports=claim.support.reports,
            texts=claim.support.texts,
            origins=claim.support.origins,
        )

    def _quotations(self) -> Iterator[Node]:
        """Give what stands in quotation marks inside attributed claims: each stretch once, with all who say it."""
        found: dict[tuple[str, Span], tuple[list[str], list[str]]] = {}
        for claim in self._brief.claims:
            if claim.voice != "attributed" or claim.speech == "indirect":
                continue
            for evidence in claim.evidence:
                for span in self._inside_marks(evidence):
                    claims, speakers = found.setdefault((evidence.article, span), ([], []))
                    claims.append(claim.id)
                    speakers.extend(claim.speakers)
        for (article, span), (claims, speakers) in found.items():
            yield _told(
                id=self._iri(f"{article}/{span.start}-{span.end}"),
                type="Quotation",
                text=span.of(self._known.article(article).text),
                spokenByCharacter=self._iris(dict.fromkeys(speakers)),
                isPartOf=self._iri(article),
                about=self._iris(dict.fromkeys(claims)),
            )

    def _inside_marks(self, evidence: Evidence) -> Iterator[Span]:
        if evidence.role != "content":
            return
        for quote_ in self._quotes.get(evidence.article, ()):
            start, end = max(quote_.inner.start, evidence.start), min(quote_.inner.end, evidence.end)
            if start < end:
                yield Span(start, end)

    def _reply(self, denial: Denial) -> Iterator[Node]:
        """Annotate what is answered with the words of the reply; an allegation that no source makes is a bare claim."""
        content = [self._place(each) for each in dict.fromkeys(denial.evidence) if each.role == "content"]
        target = denial.answers
        if target is None and denial.allegation:
            target = f"{denial.id}/allegation"
            yield _told(id=self._iri(target), type="Claim", text=denial.allegation)
        about = [target] if target else list(dict.fromkeys(evidence.article for evidence in denial.evidence))
        yield _told(
            id=self._iri(denial.id),
            type="Annotation",
            motivation="replying",
            creator=self._iris(denial.by),
            relayedBy=self._iris(denial.via),
            reply=denial.kind,
            precedesClaim=denial.precedes_claim,
            body=content,
            target=self._iris(about),
        )

    def _annotation(self, name: str, motivation: str, evidence: Evidence, body: str) -> Node:
        return _told(
            id=self._iri(name),
            type="Annotation",
            motivation=motivation,
            body=self._iri(body),
            evidenceRole=evidence.role,
            target=self._place(evidence),
        )

    def _place(self, evidence: Evidence) -> Node:
        """Name a stretch of an article by its words and by its place, either of which finds it."""
        words = {"type": "TextQuoteSelector", "exact": evidence.exact}
        around = _told(prefix=evidence.prefix, suffix=evidence.suffix)
        position = {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}
        return {
            "type": "SpecificResource",
            "source": self._iri(evidence.article),
            "selector": [words | around, position],
        }

    def _iri(self, name: str) -> str:
        return f"{NAMESPACE}{quote(self._brief.story, safe='')}:{quote(name, safe='/')}"

    def _iris(self, names: Iterable[str]) -> list[str]:
        return [self._iri(name) for name in names]


def _first(articles: list[Article]) -> Article | None:
    """The article that had a claim first: the only one, or the only one of its day where every day is known."""
    if len(articles) == 1:
        return articles[0]
    days = [article.published for article in articles if article.published]
    if len(days) < len(articles):
        return None
    first = [article for article in articles if article.published == min(days)]
    return first[0] if len(first) == 1 else None


def _told(**known: Any) -> Node:
    """Leave out what is not known; an only value stands without a list."""
    kept = {name: value for name, value in known.items() if value not in (None, "", [])}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in kept.items()}
