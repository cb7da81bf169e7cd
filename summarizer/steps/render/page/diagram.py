"""Who speaks about whom, and who replies to whom, as a small drawing with two columns of names."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarizer.models import Brief
from summarizer.steps.render.page.inert import LIMIT
from summarizer.steps.render.page.known import Known

WIDTH, ROW, TOP = 400, 27, 30
_LEFT, _RIGHT, _LABEL = 150, 250, 20
_ROWS = 10


class Edge(NamedTuple):
    """Somebody speaks about, or replies to, somebody."""

    by: str
    to: str
    kind: Literal["about", "reply"]


class Label(NamedTuple):
    """A name in the drawing."""

    name: str
    full: str
    x: int
    y: int


class Line(NamedTuple):
    """A line of the drawing."""

    kind: str
    path: str
    width: float
    said: str


class Diagram(NamedTuple):
    """The drawing: size, names, lines, and the same in sentences."""

    width: int
    height: int
    left: tuple[Label, ...]
    right: tuple[Label, ...]
    lines: tuple[Line, ...]
    said: tuple[str, ...]
    left_out: int


def diagram(known: Known) -> Diagram:
    """Draw the most frequent pairs; the rest is counted."""
    edges = Counter(_edges(known))
    left = _most(edges, 0)
    kept = {edge: count for edge, count in edges.items() if edge.by in left}
    right = _most(kept, 1)
    kept = {edge: count for edge, count in kept.items() if edge.to in right}
    right = sorted(right, key=lambda party: _middle(party, kept, left))
    rows = max(len(left), len(right))
    return Diagram(
        WIDTH,
        TOP + rows * ROW,
        _labels(left, _LEFT - 8, rows, known),
        _labels(right, _RIGHT + 8, rows, known),
        tuple(_lines(kept, left, right, known)),
        tuple(_said(edge, count, known) for edge, count in sorted(edges.items(), key=lambda pair: -pair[1])[:60]),
        len(edges) - len(kept),
    )


def _edges(known: Known) -> Iterator[Edge]:
    brief = known.brief
    named, parties = _mentions(brief)
    for claim in brief.claims:
        about = dict.fromkeys(parties[found] for found in named.findall(claim.text[:LIMIT])) if named else {}
        for speaker in claim.speakers:
            yield from (Edge(speaker, party, "about") for party in about if party != speaker)
    for denial in brief.denials:
        answered = known.claims.get(denial.answers or "")
        to = answered.speakers if answered is not None else ()
        for speaker in denial.by:
            yield from (Edge(speaker, party, "reply") for party in to if party != speaker)


def _mentions(brief: Brief) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Make one pattern of all names, the longest first, so that “South Korea” is not read as “Korea”."""
    parties = {name: party.id for party in brief.parties for name in (party.name, *party.aliases) if 1 < len(name) < 80}
    names = sorted(parties, key=lambda name: (-len(name), name))
    pattern = "|".join(re.escape(name) for name in names)
    return (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if names else None), parties


def _most(edges: dict[Edge, int], end: Literal[0, 1]) -> list[str]:
    count = Counter[str]()
    for edge, number in edges.items():
        count[edge[end]] += number
    return [party for party, _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:_ROWS]]


def _middle(party: str, edges: dict[Edge, int], left: list[str]) -> float:
    """Where a party's lines come from on the average: sorting by it keeps lines from crossing."""
    rows = [left.index(edge.by) for edge in edges if edge.to == party]
    return sum(rows) / len(rows) if rows else 0.0


def _labels(parties: list[str], x: int, rows: int, known: Known) -> tuple[Label, ...]:
    names = [(known.names([party]), _row(row, len(parties), rows)) for row, party in enumerate(parties)]
    return tuple(Label(name if len(name) <= _LABEL else name[: _LABEL - 1] + "…", name, x, y) for name, y in names)


def _row(row: int, count: int, rows: int) -> int:
    return round(TOP + ROW * (row + (rows - count) / 2) + ROW / 2)


def _lines(edges: dict[Edge, int], left: list[str], right: list[str], known: Known) -> Iterator[Line]:
    rows = max(len(left), len(right))
    most = max(edges.values(), default=1)
    # Replies are drawn last, so that they lie on top.
    for edge, count in sorted(edges.items(), key=lambda pair: (pair[0].kind, pair[1])):
        start = _row(left.index(edge.by), len(left), rows)
        end = _row(right.index(edge.to), len(right), rows) + (3 if edge.kind == "reply" else 0)
        half = (_LEFT + _RIGHT) // 2
        path = f"M{_LEFT} {start}C{half} {start} {half} {end} {_RIGHT} {end}"
        yield Line(edge.kind, path, round(0.8 + 3.2 * count / most, 1), _said(edge, count, known))


def _said(edge: Edge, count: int, known: Known) -> str:
    verb = "replies to" if edge.kind == "reply" else "speaks about"
    times = "once" if count == 1 else f"{count} times"
    return f"{known.names([edge.by])} {verb} {known.names([edge.to])} {times}"
