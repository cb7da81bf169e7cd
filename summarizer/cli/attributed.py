"""Attributions as JSON lines, one an article: who (source) says (cue) what (content), as spans of code points."""

import json
from collections.abc import Iterable
from typing import Any

from summarizer.attribution import attributions
from summarizer.models import Article, Claim, Denial, Extract, Statement
from summarizer.score.sheets import stem_of

_ROLES = ("source", "cue", "content")


def by_rules(article: Article) -> str:
    """Write what the finder finds, without the parties and replies that an extract needs."""
    return _line(
        article, ({role: list(getattr(found, role)) for role in _ROLES} for found in attributions(article.text))
    )


def of_extract(extract: Extract) -> str:
    """Write what an extract attributes: its claims but the outlet's own, its denials and its silences."""
    items = (*extract.claims, *extract.denials, *extract.silences)
    said = (item for item in items if not (isinstance(item, Claim) and item.voice == "own"))
    return _line(extract.article, (_spans(item) | {"denial": isinstance(item, Denial)} for item in said))


def _spans(item: Statement) -> dict[str, Any]:
    return {role: [(e.start, e.end) for e in item.evidence if e.role == role] for role in _ROLES}


def _line(article: Article, found: Iterable[dict[str, Any]]) -> str:
    return json.dumps({"file": stem_of(article), "attributions": list(found)}, ensure_ascii=False)
