"""The articles, what each carries, how much room it gives to whom, and what of it was not accounted for."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.models import Article, Audit, Balance, Coverage
from summarizer.steps.render import words
from summarizer.steps.render.page.inert import clip, one_line
from summarizer.steps.render.page.known import NAME_LIMIT, QUOTE_LIMIT, Known

CELLS: dict[Coverage, str] = {"carried": "c", "partial": "p", "absent": "a", "contradicted": "x", "unknown": "u"}
SIGNS: dict[Coverage, str] = {"carried": "●", "partial": "◐", "absent": "–", "contradicted": "✕", "unknown": "?"}
ENGINES = {"llm": "by a language model", "offline": "by rules", "none": ""}
FOUND = {"quote": "quotation", "figure": "figure", "reply": "reply"}
_CELLS_AT_FIRST = 2500
_ROWS_AT_FIRST = 200
_PARTIES_A_SOURCE = 7


class SourceRow(NamedTuple):
    """One article, as the list of sources shows it."""

    anchor: str
    label: str
    title: str
    line: str
    source: str
    read: str
    notes: tuple[str, ...]


class MatrixRow(NamedTuple):
    """One claim of the matrix; a cell is one letter."""

    claim: str
    text: str
    cells: str


class Column(NamedTuple):
    """One source of the matrix with its sums."""

    label: str
    carries: int
    alone: int


class Matrix(NamedTuple):
    """The claim × source grid; the page holds its first rows, the script shows the others."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    first: int


class Bar(NamedTuple):
    """Words of one party in one article, and its share of the longest bar, in percent."""

    name: str
    words: int
    quoted: int
    width: float
    quoted_width: float


class BarGroup(NamedTuple):
    """The bars of one article, and what the shorter ones come to."""

    label: str
    bars: tuple[Bar, ...]
    others: int
    other_words: int


class Missed(NamedTuple):
    """Something in a text that no item of the brief covers."""

    anchor: str
    kind: str
    label: str
    paragraph: str
    quote: str


class Refusal(NamedTuple):
    """An answer that did not hold."""

    label: str
    kind: str
    reason: str
    item: str


def source_rows(known: Known) -> tuple[SourceRow, ...]:
    """Give the articles in the order of the brief."""
    audits = {audit.article: audit for audit in known.brief.audit}
    return tuple(_source_row(at, article, audits, known) for at, article in enumerate(known.brief.articles))


def _source_row(at: int, article: Article, audits: dict[str, Audit], known: Known) -> SourceRow:
    audit = audits.get(article.id)
    return SourceRow(
        anchor=f"source-{at + 1}",
        label=known.labels[at],
        title=one_line(article.title or "", 300),
        line=source_line(article),
        source=one_line(article.source, 300),
        read=_read(audit) if audit else "",
        notes=tuple(clip(note) for note in audit.notes) if audit else (),
    )


def source_line(article: Article) -> str:
    """Say place, agency, day, language and version of an article, as far as they are stated."""
    day = f"{article.published:%A}, {article.published.day} {article.published:%B %Y}" if article.published else ""
    agency = article.agency if article.agency != words.label(article) else ""
    language = f"language: {article.language}" if article.language != "en" else ""
    version = f"version {article.version}" if article.version else ""
    parts = (article.dateline, agency, day, language, version)
    return " · ".join(one_line(part, NAME_LIMIT) for part in parts if part)


def _read(audit: Audit) -> str:
    if audit.engine == "none":
        return "could not be read"
    parts = f" in {audit.parts} parts" if audit.parts > 1 else ""
    return f"{audit.read:,} of {audit.sentences:,} sentences read{parts} {ENGINES[audit.engine]}"


def matrix(known: Known) -> Matrix:
    """Lay out the omission matrix; an article that could not be read has a column as well."""
    brief = known.brief
    ids = dict.fromkeys(article.id for article in brief.articles)
    for omission in brief.omissions:
        ids |= dict.fromkeys(omission.cells)
    rows = tuple(
        MatrixRow(
            omission.claim,
            clip(known.claims[omission.claim].text, 160),
            "".join(CELLS[omission.cells.get(article, "unknown")] for article in ids),
        )
        for omission in brief.omissions
        if omission.claim in known.claims
    )
    first = min(_ROWS_AT_FIRST, max(20, _CELLS_AT_FIRST // max(1, len(ids))))
    return Matrix(tuple(_column(known.label(article), at, rows) for at, article in enumerate(ids)), rows, first)


def _column(label: str, at: int, rows: tuple[MatrixRow, ...]) -> Column:
    carried = [row.cells for row in rows if row.cells[at] in "cp"]
    return Column(label, len(carried), sum(cells.count("c") + cells.count("p") == 1 for cells in carried))


def balance(known: Known) -> tuple[BarGroup, ...]:
    """Draw how much room each article gives to each party, all on one scale."""
    by_article: dict[str, list[Balance]] = defaultdict(list)
    for row in known.brief.balance:
        if row.words and row.article in known.index:
            by_article[row.article].append(row)
    most = max((row.words for row in known.brief.balance), default=0)
    ordered = sorted(by_article, key=lambda article: known.index[article])
    return tuple(_bars(known.label(article), by_article[article], most, known) for article in ordered)


def _bars(label: str, rows: list[Balance], most: int, known: Known) -> BarGroup:
    rows = sorted(rows, key=lambda row: (-row.words, row.party))
    shown, others = rows[:_PARTIES_A_SOURCE], rows[_PARTIES_A_SOURCE:]
    return BarGroup(
        label,
        tuple(
            Bar(
                known.names([row.party]),
                row.words,
                row.quoted_words,
                round(100 * row.words / most, 1),
                round(100 * min(row.quoted_words, row.words) / most, 1),
            )
            for row in shown
        ),
        len(others),
        sum(row.words for row in others),
    )


def missed(known: Known) -> Iterator[Missed]:
    """Give what was not accounted for, numbered over the whole brief."""
    found = ((audit.article, item) for audit in known.brief.audit for item in audit.unaccounted)
    for number, (article, item) in enumerate(found, 1):
        at = known.index.get(article)
        paragraph = f"¶ {known.sheets[at].paragraph(item.evidence.start)}" if at is not None else ""
        quote = one_line(item.evidence.exact, QUOTE_LIMIT)
        yield Missed(f"missed-{number}", FOUND[item.kind], known.label(article), paragraph, quote)


def refusals(known: Known) -> Iterator[Refusal]:
    """Give the answers that were refused, with the reason."""
    for audit in known.brief.audit:
        for rejected in audit.rejected:
            label = known.label(audit.article)
            yield Refusal(label, rejected.kind, clip(rejected.reason), clip(rejected.item, 600))


def accounted(known: Known) -> tuple[tuple[str, int, int], ...]:
    """Count quotations, figures and reply cues: how many were covered, and how many there are."""
    audits = known.brief.audit
    lost = Counter(item.kind for audit in audits for item in audit.unaccounted)
    totals = (
        ("quotations", sum(audit.quotes for audit in audits), lost["quote"]),
        ("figures", sum(audit.figures for audit in audits), lost["figure"]),
        ("reply cues", sum(audit.replies for audit in audits), lost["reply"]),
    )
    return tuple((what, total - gone, total) for what, total, gone in totals if total)
