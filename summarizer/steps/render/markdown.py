"""A brief as Markdown, for reading and for mail."""

import re
from collections.abc import Iterator

from summarizer.models import Brief
from summarizer.steps.render import words

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(brief: Brief) -> str:
    """Write the whole brief as Markdown; text of articles cannot become markup."""
    sections = (
        _head(brief),
        _claims(brief),
        _denials(brief),
        _silences(brief),
        _conflicts(brief),
        _omissions(brief),
        _unaccounted(brief),
        _failures(brief),
    )
    return "\n\n".join("\n".join(lines) for section in sections if (lines := list(section))) + "\n"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {_safe(brief.story)}"
    yield ""
    for sentence in brief.summary:
        cites = ", ".join(f"[{cite}](#{cite})" for cite in sentence.cites)
        yield f"{_safe(sentence.text)} ({cites})" if cites else _safe(sentence.text)
    yield ""
    for article in brief.articles:
        title = f": {_safe(article.title)}" if article.title else ""
        yield f"- **{_safe(words.label(article))}**{title} (`{article.source}`)"


def _claims(brief: Brief) -> Iterator[str]:
    if brief.claims:
        yield "## Claims"
    for claim in brief.claims:
        yield f'\n<a id="{claim.id}"></a>**{claim.id}** {_safe(claim.text)}'
        yield f"  {_safe(words.who_says(claim, brief))} · {words.STATUS[claim.status]} · {words.support(claim)}"
        yield f"  in {_safe(words.sources(claim, brief))}"
        for other in claim.renderings:
            yield f"  also ({other.differs}): {_safe(other.text)}"


def _denials(brief: Brief) -> Iterator[str]:
    if brief.denials:
        yield "## Replies"
    for denial in brief.denials:
        who = _safe(words.speakers(denial.by, brief))
        said = f"{who} {words.DENIAL[denial.kind]}: {_safe(words.own_words(denial))}"
        yield f'\n<a id="{denial.id}"></a>**{denial.id}** {said}'
        yield f"  {_safe(words.answered(denial, brief))} · in {_safe(words.sources(denial, brief))}"


def _silences(brief: Brief) -> Iterator[str]:
    if brief.silences:
        yield "## No comment"
    for silence in brief.silences:
        about = f" on {_safe(silence.about)}" if silence.about else ""
        who = _safe(words.speakers(silence.by, brief))
        yield f'\n<a id="{silence.id}"></a>**{silence.id}** {who} {words.SILENCE[silence.kind]}{about}'
        yield f"  {_safe(words.own_words(silence))} · in {_safe(words.sources(silence, brief))}"


def _conflicts(brief: Brief) -> Iterator[str]:
    if brief.conflicts:
        yield "## Conflicts"
    for conflict in brief.conflicts:
        yield f"- **{conflict.id}** {_safe(conflict.about)} ({', '.join(conflict.claims)})"


def _omissions(brief: Brief) -> Iterator[str]:
    if not brief.omissions or len(brief.articles) < 2:
        return
    names = [(article.id, _safe(words.label(article))) for article in brief.articles]
    yield "## Who carries what"
    yield ""
    yield "| claim | " + " | ".join(name for _, name in names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for row in brief.omissions:
        yield f"| {row.claim} | " + " | ".join(words.COVERAGE[row.cells.get(key, "unknown")] for key, _ in names) + " |"


def _unaccounted(brief: Brief) -> Iterator[str]:
    found = [(audit.article, item) for audit in brief.audit for item in audit.unaccounted]
    if found:
        yield "## Not accounted for"
        yield ""
    for article, item in found:
        yield f"- {item.kind} in {article}: {_safe(item.evidence.exact)}"


def _failures(brief: Brief) -> Iterator[str]:
    if brief.failures:
        yield "## Not read"
        yield ""
    for failure in brief.failures:
        yield f"- {_safe(failure.reason)}"
