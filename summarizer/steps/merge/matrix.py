"""What each article carries of each claim, and how much room it gives to each party."""

from collections import defaultdict
from collections.abc import Sequence

from summarizer.models import Balance, Claim, Conflict, Coverage, Denial, Extract, Failure, Omission
from summarizer.steps.merge.heap import Heap, Said, content, quoted_parts
from summarizer.steps.merge.pairs import Comparison
from summarizer.text.fold import words
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

_PART = 0.6  # share of a claim's content below which an article carries only a part of it


def omissions_of(
    heap: Heap,
    comparison: Comparison,
    claims: Sequence[Claim],
    against: dict[str, set[str]],
    failures: Sequence[Failure],
) -> tuple[Omission, ...]:
    """Tell how each article carries each claim; `against` names the articles that only contradict it."""
    unread = {extract.article.id for extract in heap.extracts if extract.audit.engine == "none"}
    part_read = {one.article.id for one in heap.extracts if one.audit.read < one.audit.sentences} | unread
    lost = [failure.article or failure.source for failure in failures if failure.fatal]
    columns = [extract.article.id for extract in heap.extracts]
    columns += sorted({name for name in lost if name not in columns})
    blank: dict[str, Coverage] = {
        name: "unknown" if name in part_read or name in lost else "absent" for name in columns
    }
    doubtful = _doubtful(comparison)
    rows = []
    for claim, group in zip(claims, comparison.groups, strict=True):
        cells = blank.copy()
        cells.update(dict.fromkeys(doubtful.get(claim.id, ()), "partial"))
        cells.update(dict.fromkeys(sorted(against.get(claim.id, ())), "contradicted"))
        for said in group:
            cells[said.article.id] = max(_carried(said, group, comparison), cells[said.article.id], key=_ORDER.index)
        rows.append(Omission(claim=claim.id, cells=cells))
    return tuple(rows)


_ORDER: tuple[Coverage, ...] = ("unknown", "absent", "contradicted", "partial", "carried")


def _carried(said: Said, group: Sequence[Said], comparison: Comparison) -> Coverage:
    """Tell whether an article has most of what the fullest form of a claim says."""
    weights = comparison.judge.weights
    full = max(weights.sum(one.terms.words) for one in group)
    return "carried" if full == 0 or weights.sum(said.terms.words) >= _PART * full else "partial"


def _doubtful(comparison: Comparison) -> dict[str, set[str]]:
    """Name the articles that may carry a claim: a pair that nobody could decide."""
    found: dict[str, set[str]] = defaultdict(set)
    for made in comparison.unsure():
        for one, other in ((made.one, made.two), (made.two, made.one)):
            found[f"c{comparison.group_of[one.key] + 1}"].add(other.article.id)
    return found


def against_of(
    denials: Sequence[Denial], conflicts: Sequence[Conflict], claims: Sequence[Claim]
) -> dict[str, set[str]]:
    """Name the articles that carry a reply to a claim, or a claim in conflict with it."""
    articles = {claim.id: {evidence.article for evidence in claim.evidence} for claim in claims}
    found: dict[str, set[str]] = defaultdict(set)
    for denial in denials:
        if denial.answers:
            found[denial.answers] |= {evidence.article for evidence in denial.evidence}
    for conflict in conflicts:
        for claim in conflict.claims:
            for other in conflict.claims:
                if other != claim:
                    found[claim] |= articles[other]
    return found


def balance_of(heap: Heap) -> tuple[Balance, ...]:
    """Count the words, and the quoted words, of each party in each article; words that two items share count once."""
    rows = []
    for extract in heap.extracts:
        spans: dict[str, set[Span]] = defaultdict(set)
        inside: dict[str, set[Span]] = defaultdict(set)
        marks = numbered(extract.article.text).quotes
        for item, speakers in _spoken(extract):
            for party in heap.cast.of(extract.article.id, speakers):
                spans[party] |= {Span(evidence.start, evidence.end) for evidence in content(item)}
                inside[party] |= set(quoted_parts(item, marks))
        for party in sorted(spans, key=lambda name: int(name[1:])):
            text = extract.article.text
            rows.append(
                Balance(
                    party=party,
                    article=extract.article.id,
                    words=_count(text, spans[party]),
                    quoted_words=_count(text, inside[party]),
                )
            )
    return tuple(rows)


def _spoken(extract: Extract) -> list[tuple[Claim | Denial, tuple[str, ...]]]:
    claims: list[tuple[Claim | Denial, tuple[str, ...]]] = [(claim, claim.speakers) for claim in extract.claims]
    return claims + [(denial, denial.by) for denial in extract.denials]


def _count(text: str, spans: set[Span]) -> int:
    """Count the words in stretches that may overlap."""
    total, end = 0, 0
    for span in sorted(spans):
        start = max(span.start, end)
        if start < span.end:
            total += len(words(text[start : span.end]))
            end = span.end
    return total
