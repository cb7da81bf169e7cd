"""The table: a row per claim, article and piece of evidence, as CSV for spreadsheets and as Parquet for machines."""

import csv
import importlib
import io
import re
from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import NamedTuple

from summarizer.errors import UsageError
from summarizer.models import Brief, Claim, Evidence
from summarizer.steps.render.exports.known import Known

_BETWEEN = "; "
"""Between the names in one cell."""
# What a spreadsheet takes for a formula, also behind blanks and in its full-width form, or for the start of a new cell.
_FORMULA = re.compile(r"[\s'\u200b\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\x00]")


class Row(NamedTuple):
    """One piece of evidence of one claim in one article."""

    story: str
    claim: str
    text: str
    speakers: str
    via: str
    voice: str
    speech: str
    modality: str
    status: str
    reports: int
    texts: int
    origins: int
    replies: str
    article: str
    outlet: str | None
    agency: str | None
    published: date | None
    version: str | None
    source: str
    role: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    widened: bool


def rows(brief: Brief) -> Iterator[Row]:
    """Give the rows of a brief: claims in their order, evidence in its order; each stretch once for its role."""
    known = Known(brief)
    for claim in brief.claims:
        for evidence in dict.fromkeys(claim.evidence):
            yield _row(claim, evidence, known)


def as_csv(brief: Brief) -> bytes:
    """Write CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets show every letter) that no program will run."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(Row._fields)
    writer.writerows([_cell(value) for value in row] for row in rows(brief))
    return page.getvalue().encode("utf-8-sig")


def as_parquet(brief: Brief) -> bytes:
    """Write Parquet; words stand in it just as they are.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow, parquet = _pyarrow()
    kinds = {str: arrow.string(), int: arrow.int64(), bool: arrow.bool_(), date: arrow.date32()}
    fields = [
        arrow.field(name, next(kinds[kind] for kind in kinds if kind in (told, *getattr(told, "__args__", ()))))
        for name, told in Row.__annotations__.items()
    ]
    table = arrow.Table.from_pylist([row._asdict() for row in rows(brief)], schema=arrow.schema(fields))
    page = io.BytesIO()
    parquet.write_table(table, page)
    return page.getvalue()


def _row(claim: Claim, evidence: Evidence, known: Known) -> Row:
    article = known.article(evidence.article)
    return Row(
        story=known.brief.story,
        claim=claim.id,
        text=claim.text,
        speakers=_BETWEEN.join(known.names(claim.speakers)),
        via=_BETWEEN.join(known.names(claim.via)),
        voice=claim.voice,
        speech=claim.speech,
        modality=claim.modality,
        status=claim.status,
        reports=claim.support.reports,
        texts=claim.support.texts,
        origins=claim.support.origins,
        replies=_BETWEEN.join(f"{denial.id} {denial.kind}" for denial in known.replies(claim.id)),
        article=article.id,
        outlet=article.outlet,
        agency=article.agency,
        published=article.published,
        version=article.version,
        source=article.source,
        role=evidence.role,
        start=evidence.start,
        end=evidence.end,
        exact=evidence.exact,
        prefix=evidence.prefix,
        suffix=evidence.suffix,
        widened=evidence.widened,
    )


def _cell(value: object) -> object:
    """Let no cell be a formula: an apostrophe before it makes a spreadsheet show it as words."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'structured-summarizer[parquet]'.") from None
