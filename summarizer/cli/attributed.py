"""Attributions as JSON lines, one an article: who (source) says (cue) what (content), as spans of code points."""

import json
from collections.abc import Iterable
from typing import Any

from summarizer.attribution import Said, attributions, joined
from summarizer.models import Article, Claim, Denial, Extract, Silence
from summarizer.score.sheets import stem_of
from summarizer.text.span import Span

_ROLES = ("source", "cue", "content")


def by_rules(article: Article) -> str:
    """Write what the finder finds, without the parties and replies that an extract needs."""
    return _line(
        article, ({role: list(getattr(found, role)) for role in _ROLES} for found in attributions(article.text))
    )


def of_extract(extract: Extract) -> str:
    """Write what an extract attributes: its claims but the outlet's own, its denials and its silences."""
    items: tuple[Claim | Denial | Silence, ...] = (*extract.claims, *extract.denials, *extract.silences)
    said = (_said(item) for item in items if not (isinstance(item, Claim) and item.voice == "own"))
    found = joined(extract.article.text, said)
    return _line(
        extract.article, ({role: list(getattr(one, role)) for role in _ROLES} | {"denial": one.denial} for one in found)
    )


def _said(item: Claim | Denial | Silence) -> Said:
    spans = {role: tuple(Span(e.start, e.end) for e in item.evidence if e.role == role) for role in _ROLES}
    by = item.speakers if isinstance(item, Claim) else item.by
    return Said(by, **spans, denial=isinstance(item, Denial))


def _line(article: Article, found: Iterable[dict[str, Any]]) -> str:
    return json.dumps({"file": stem_of(article), "attributions": list(found)}, ensure_ascii=False)
