"""Account for an article: every quoted span, figure and reply cue is in the output, or listed as unaccounted."""

from collections.abc import Iterable
from typing import Literal

from summarizer.models import Audit, Extract, Unaccounted
from summarizer.replies import Reply
from summarizer.steps.ground.evidence import copied
from summarizer.text.figures import figures
from summarizer.text.header import read_header
from summarizer.text.numbered import Place, numbered
from summarizer.text.span import Span

Kind = Literal["quote", "figure", "reply"]


def account(extract: Extract, replies: Iterable[Reply]) -> Audit:
    """List what of the article no item of the extract covers; `replies` are those that its text shows."""
    article = extract.article
    text = numbered(article.text)
    body = read_header(article.text).body
    covered = _covered(extract)
    replied = _covered_by_replies(extract)
    found: dict[Kind, list[Span]] = {
        "quote": [quote.inner for quote in text.quotes],
        "figure": [figure.span for figure in figures(article.text)],
        "reply": [reply.cue for reply in replies if reply.marked],
    }
    open_ones = [
        Unaccounted(kind=kind, evidence=copied(article, Place(span)))
        for kind, spans in found.items()
        for span in spans
        if span.start >= body and not _holds(replied if kind == "reply" else covered, span)
    ]
    return Audit(
        article=article.id,
        engine="none",
        sentences=len(text.sentences),
        quotes=len(found["quote"]),
        figures=len(found["figure"]),
        replies=len(found["reply"]),
        unaccounted=tuple(open_ones),
    )


def left_out(extract: Extract) -> tuple[int, ...]:
    """Name the sentences to ask about again, where more than a fifth of the quotations and reply cues is open."""
    audit = extract.audit
    open_ones = [item for item in audit.unaccounted if item.kind != "figure"]
    if len(open_ones) * 5 <= audit.quotes + audit.replies or not open_ones:
        return ()
    text = numbered(extract.article.text)
    return tuple(sorted({text.sentence_of(Span(item.evidence.start, item.evidence.end)) for item in open_ones}))


def _covered(extract: Extract) -> list[Span]:
    items = (*extract.claims, *extract.denials, *extract.silences)
    return sorted(Span(e.start, e.end) for item in items for e in item.evidence if e.role == "content")


def _covered_by_replies(extract: Extract) -> list[Span]:
    """Where replies stand, with the whole sentence: a reply's cue lies beside its content."""
    text = numbered(extract.article.text)
    items = (*extract.denials, *extract.silences)
    return sorted({text.around(Span(e.start, e.end)) for item in items for e in item.evidence})


def _holds(covered: list[Span], span: Span) -> bool:
    """Tell whether at least nine tenths of a stretch are covered."""
    inside = sum(
        max(0, min(span.end, end) - max(span.start, start))
        for start, end in _joined(c for c in covered if c.overlaps(span))
    )
    return inside * 10 >= (span.end - span.start) * 9


def _joined(spans: Iterable[Span]) -> Iterable[Span]:
    """Join sorted stretches that overlap, so that nothing counts twice."""
    held: Span | None = None
    for span in spans:
        if held is None or span.start > held.end:
            if held is not None:
                yield held
            held = span
        else:
            held = Span(held.start, max(held.end, span.end))
    if held is not None:
        yield held
