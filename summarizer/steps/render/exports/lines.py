"""One JSON object a line: a claim with all that belongs to it, or an article with its attributions."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer.models import Article, Brief, Claim, Denial, Evidence, Silence
from summarizer.steps.render.exports.known import Known


def as_jsonl(brief: Brief) -> bytes:
    """Write one object a claim."""
    return _lines(claims(brief))


def as_attributions(brief: Brief) -> bytes:
    """Write one object an article."""
    return _lines(attributions(brief))


def claims(brief: Brief) -> Iterator[dict[str, Any]]:
    """Give each claim with its parties, replies and conflicts in full, its coverage, and the articles it stands in."""
    known = Known(brief)
    coverage = {omission.claim: dict(omission.cells) for omission in brief.omissions}
    for claim in brief.claims:
        yield {
            "story": brief.story,
            **claim.model_dump(mode="json"),
            "speakers": known.dumped(claim.speakers),
            "via": known.dumped(claim.via),
            "replies": [_reply(denial, known) for denial in known.replies(claim.id)],
            "conflicts": [each.model_dump(mode="json") for each in brief.conflicts if claim.id in each.claims],
            "coverage": coverage.get(claim.id, {}),
            "articles": [_article(known.article(name)) for name in dict.fromkeys(e.article for e in claim.evidence)],
        }


def attributions(brief: Brief) -> Iterator[dict[str, Any]]:
    """Give each article with what it attributes to somebody; what it says in its own voice is no attribution."""
    known = Known(brief)
    for article in brief.articles:
        yield {"story": brief.story, **_article(article), "attributions": list(_attributed(article.id, known))}


def _attributed(article: str, known: Known) -> Iterator[dict[str, Any]]:
    brief = known.brief
    for claim in brief.claims:
        if claim.voice != "own":
            yield from _spans(article, claim, claim.speakers, known, kind="claim")
    for denial in brief.denials:
        yield from _spans(article, denial, denial.by, known, kind=denial.kind)
    for silence in brief.silences:
        yield from _spans(article, silence, silence.by, known, kind=silence.kind)


def _spans(
    article: str, item: Claim | Denial | Silence, parties: Iterable[str], known: Known, *, kind: str
) -> Iterator[dict[str, Any]]:
    """Give the spans of one item in one article, if it stands there."""
    here = [evidence for evidence in dict.fromkeys(item.evidence) if evidence.article == article]
    if here:
        yield {
            "item": item.id,
            "kind": kind,
            "by": known.names(parties),
            "via": known.names(item.via),
            **{role: [_span(each) for each in here if each.role == role] for role in ("source", "cue", "content")},
        }


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "exact": evidence.exact}


def _reply(denial: Denial, known: Known) -> dict[str, Any]:
    told = {"by": known.dumped(denial.by), "via": known.dumped(denial.via)}
    return denial.model_dump(mode="json") | told


def _article(article: Article) -> dict[str, Any]:
    """Describe an article by all that is known of it but its text."""
    told = article.model_dump(mode="json", exclude={"id", "text", "story"})
    return {"article": article.id, **told}


def _lines(values: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()
