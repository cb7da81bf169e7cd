"""What the page's script works with: texts, evidence, the matrix and the questions, as one JSON element."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from markupsafe import Markup
from pydantic_core import to_json

from summarizer.models import Claim, Denial, Evidence, Silence
from summarizer.steps.render.page.inert import clip, one_line
from summarizer.steps.render.page.items import ClaimRow, ReplyRow, SilenceRow
from summarizer.steps.render.page.known import Known
from summarizer.steps.render.page.review import Review
from summarizer.steps.render.page.sources import Matrix, source_line

Row = ClaimRow | ReplyRow | SilenceRow
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def as_element(data: Any) -> Markup:
    """Write data so that no string in it can end the element that it stands in."""
    text = to_json(data).decode()  # the same bytes as with `json`, in a third of the time
    for char, escaped in _ESCAPES.items():
        text = text.replace(char, escaped)
    return Markup(text)  # noqa: S704 (every character that could be markup is escaped above)


def page_data(
    known: Known,
    rows: Iterable[Row],
    grid: Matrix,
    questions: Review,
) -> dict[str, Any]:
    """Gather the data of a brief's page."""
    shown = {row.id: row for row in rows}
    parties = _parties(known)
    numbers = {party: number for number, party in enumerate(parties)}
    return {
        "story": clip(known.brief.story, 200),
        "key": sha256(known.brief.model_dump_json().encode("utf-8", "replace")).hexdigest()[:16],
        "articles": _articles(known),
        "items": {**_missed(known), **_items(known, shown)},
        "entries": _entries(known, shown, numbers),
        "matrix": [[row.claim, row.cells] for row in grid.rows],
        "page": grid.first,
        "questions": [question._asdict() for question in questions.questions],
        "listed": questions.listed,
        "of": questions.of,
        "members": questions.members,
    }


def party_options(known: Known) -> tuple[tuple[int, str], ...]:
    """Give the parties to filter by: those that say or answer something, by name."""
    options = [(number, known.names([party])) for number, party in enumerate(_parties(known))]
    return tuple(sorted(options, key=lambda option: option[1].casefold()))


def _parties(known: Known) -> tuple[str, ...]:
    brief = known.brief
    said = (party for claim in brief.claims for party in (*claim.speakers, *claim.via))
    answered: tuple[Denial | Silence, ...] = (*brief.denials, *brief.silences)
    return tuple(dict.fromkeys((*said, *(party for item in answered for party in (*item.by, *item.via)))))


def _articles(known: Known) -> list[dict[str, Any]]:
    return [
        {
            "label": known.labels[at],
            "title": one_line(article.title or "", 300),
            "line": source_line(article),
            "lang": article.language,
            "text": known.sheets[at].text,
            "starts": [known.sheets[at].to_utf16(start) for start in known.sheets[at].starts],
        }
        for at, article in enumerate(known.brief.articles)
    ]


def _evidence(evidence: Iterable[Evidence], known: Known) -> list[tuple[int, int, int, str]]:
    """Give evidence as article number, start, end (as a browser counts) and role; widened places are told apart."""
    told: list[tuple[int, int, int, str]] = []
    for found in evidence:
        at = known.index.get(found.article)
        if at is not None:
            to_utf16 = known.sheets[at].to_utf16
            role = "widened" if found.widened else found.role
            told.append((at, to_utf16(found.start), to_utf16(found.end), role))
    return told


def _items(known: Known, shown: Mapping[str, Row]) -> dict[str, dict[str, Any]]:
    """Give what the reader opens: heading, who says it, and where it stands."""
    brief = known.brief
    return {
        item.id: {
            "head": _head(shown[item.id]),
            "by": _by(shown[item.id]),
            "at": _evidence(item.evidence, known),
        }
        for item in (*brief.claims, *brief.denials, *brief.silences)
        if item.id in shown
    }


def _head(row: Row) -> str:
    return row.text if isinstance(row, ClaimRow) else row.words


def _by(row: Row) -> str:
    if isinstance(row, ClaimRow):
        return " · ".join(part for part in (f"{row.lead} {row.who}", row.how, row.status.words, row.support) if part)
    return " · ".join(part for part in (f"{row.who}: {row.kind}", row.via) if part)


def _missed(known: Known) -> dict[str, dict[str, Any]]:
    found = (item for audit in known.brief.audit for item in audit.unaccounted)
    return {
        f"missed-{number}": {
            "head": clip(item.evidence.exact, 320),
            "by": "Not accounted for in the brief",
            "at": _evidence([item.evidence], known),
        }
        for number, item in enumerate(found, 1)
    }


def _entries(known: Known, shown: Mapping[str, Row], numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """Give what can be filtered: claims with their replies, replies that stand alone, silences."""
    entries = []
    items: tuple[Claim | Denial | Silence, ...] = (*known.brief.claims, *known.brief.denials, *known.brief.silences)
    for item in items:
        if isinstance(item, Denial) and item.answers in known.claims:
            continue
        replies = known.replies.get(item.id, ()) if isinstance(item, Claim) else ()
        parties = {*_who(item), *(party for reply in replies for party in _who(reply))}
        entries.append(
            {
                "id": item.id,
                "parties": sorted(numbers[party] for party in parties),
                "sources": sorted({known.index[at.article] for at in item.evidence if at.article in known.index}),
                "status": item.status if isinstance(item, Claim) else "",
                "replies": [reply.id for reply in replies if reply.id in shown],
            }
        )
    return entries


def _who(item: Claim | Denial | Silence) -> tuple[str, ...]:
    return (*(item.speakers if isinstance(item, Claim) else item.by), *item.via)
