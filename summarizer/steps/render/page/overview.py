"""What stands at the top of a brief and in the index: the summary, the figures, a story in one row."""

from collections import Counter
from typing import NamedTuple
from urllib.parse import quote

from summarizer.models import Brief, Status
from summarizer.steps.render import words
from summarizer.steps.render.page.heading import heading
from summarizer.steps.render.page.inert import clip, one_line
from summarizer.steps.render.page.known import Known
from summarizer.steps.render.page.sources import accounted

_STATUSES: tuple[Status, ...] = ("several_origins", "one_origin", "single_source", "contested")


class Sentence(NamedTuple):
    """A sentence of the summary with the items that carry it."""

    text: str
    cites: tuple[tuple[str, bool], ...]


class Number(NamedTuple):
    """A figure of the brief, what it counts, and the section that it leads to."""

    value: str
    what: str
    anchor: str


class IndexRow(NamedTuple):
    """One story of the index."""

    story: str
    href: str
    lead: str
    sources: str
    reports: int
    claims: int
    contested: int
    replies: int
    conflicts: int
    failures: int


def index_row(brief: Brief, path: str) -> IndexRow:
    """Say a story in one row; `path` leads from the index to its page, with / between folders."""
    outlets = dict.fromkeys(one_line(words.label(article), 60) for article in brief.articles)
    first = brief.summary[0].text if brief.summary else brief.claims[0].text if brief.claims else ""
    return IndexRow(
        story=heading(brief.story, brief.articles),
        href="./" + quote(path),
        lead=one_line(first, 400),
        sources=", ".join(list(outlets)[:6]) + (f" and {len(outlets) - 6} more" if len(outlets) > 6 else ""),
        reports=len(brief.articles),
        claims=len(brief.claims),
        contested=sum(claim.status == "contested" for claim in brief.claims),
        replies=len(brief.denials),
        conflicts=len(brief.conflicts),
        failures=len(brief.failures),
    )


def summary(known: Known) -> tuple[Sentence, ...]:
    """Give the summary; a cite leads somewhere only where its item is in the brief."""
    brief = known.brief
    items = {item.id for item in (*brief.claims, *brief.denials, *brief.silences)}
    return tuple(
        Sentence(clip(sentence.text), tuple((one_line(cite, 40), cite in items) for cite in sentence.cites))
        for sentence in brief.summary
    )


def figures(known: Known) -> tuple[Number, ...]:
    """Count what the brief holds, in the order that a reader asks for it."""
    brief = known.brief
    contested = sum(claim.status == "contested" for claim in brief.claims)
    numbers = [
        _number(len(brief.articles), "report", "part-sources"),
        _number(len(brief.claims), "claim", "part-claims"),
        Number(f"{contested:,}", "contested", "part-claims"),
        _number(len(brief.denials), "reply", "part-claims", "replies"),
        _number(len(brief.silences), "silence", "part-silences"),
        _number(len(brief.conflicts), "conflict", "part-conflicts"),
    ]
    for what, covered, total in accounted(known)[:1]:
        numbers.append(Number(f"{covered:,} of {total:,}", f"{what} accounted for", "part-audit"))
    if brief.failures:
        numbers.append(_number(len(brief.failures), "failure", "part-failures"))
    return tuple(numbers)


def _number(count: int, one: str, anchor: str, many: str = "") -> Number:
    return Number(f"{count:,}", one if count == 1 else many or f"{one}s", anchor)


def statuses(known: Known) -> tuple[tuple[Status, int], ...]:
    """Count the claims of each status that occurs."""
    count = Counter(claim.status for claim in known.brief.claims)
    return tuple((status, count[status]) for status in _STATUSES if count[status])
