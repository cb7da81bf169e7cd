"""brief.html and index.html: each one file that needs no network, and in which no text of an article can act."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from summarizer.models import Brief
from summarizer.steps.render.page.compiled import Compiled
from summarizer.steps.render.page.data import as_element, page_data, party_options
from summarizer.steps.render.page.diagram import diagram
from summarizer.steps.render.page.heading import heading
from summarizer.steps.render.page.inert import DIRECTION_SIGN, clip, counted, one_line
from summarizer.steps.render.page.items import claim_row, conflict_rows, silence_row, status, unlinked
from summarizer.steps.render.page.known import Known, know
from summarizer.steps.render.page.overview import IndexRow, figures, index_row, statuses, summary
from summarizer.steps.render.page.review import review
from summarizer.steps.render.page.sources import CELLS, SIGNS, accounted, balance, matrix, missed, refusals, source_rows
from summarizer.steps.render.words import COVERAGE

__all__ = ["IndexRow", "index", "index_row", "page"]

_AT_ONCE = 100
_BETWEEN_TAGS = re.compile(r">\n\s*<")
_PAGE_CSS = ("base.css", "claims.css", "grid.css", "reader.css", "print.css")
_PAGE_JS = ("dom.js", "sheet.js", "reader.js", "filter.js", "matrix.js", "review.js")
_INDEX_CSS = ("base.css", "index.css", "print.css")
_INDEX_JS = ("dom.js", "index.js")


def page(brief: Brief) -> str:
    """Write a brief as one HTML page."""
    known = know(brief)
    told = _told(known)
    told |= _safe_parts(_PAGE_CSS, _PAGE_JS)
    return _templates().get_template("brief.html.jinja").render(told)


def index(rows: Sequence[IndexRow], before: str = "", after: str = "") -> str:
    """Write a page that leads to the briefs of many stories; `before` and `after` name the pages beside it."""
    told = {"rows": rows, "before": before, "after": after, **_safe_parts(_INDEX_CSS, _INDEX_JS)}
    return _templates().get_template("index.html.jinja").render(told)


def _told(known: Known) -> dict[str, Any]:
    """Gather what the templates show."""
    brief = known.brief
    claims = [claim_row(claim, known) for claim in brief.claims]
    alone = unlinked(known)
    silences = [silence_row(silence, known) for silence in brief.silences]
    replies = [reply for row in claims for reply in row.replies]
    grid, questions = matrix(known), review(known)
    data = as_element(page_data(known, [*claims, *replies, *alone, *silences], grid, questions) | {"atOnce": _AT_ONCE})
    return {
        "heading": heading(brief.story, brief.articles),
        "summary": summary(known),
        "figures": figures(known),
        "sources": source_rows(known),
        "claims": claims,
        "alone": alone,
        "silences": silences,
        "conflicts": conflict_rows(known),
        "matrix": grid,
        "coverage": {CELLS[key]: (key, SIGNS[key], COVERAGE[key]) for key in CELLS},
        "diagram": diagram(known),
        "balance": balance(known),
        "missed": list(missed(known)),
        "accounted": accounted(known),
        "refusals": list(refusals(known)),
        "failures": brief.failures,
        "review": questions,
        "parties": party_options(known),
        "statuses": [(status(key), count) for key, count in statuses(known)],
        "data": data,
        "big": len(claims) > _AT_ONCE,
        "at_once": _AT_ONCE,
        "signs": DIRECTION_SIGN if DIRECTION_SIGN in data else "",
    }


@cache
def _safe_parts(styles: tuple[str, ...], scripts: tuple[str, ...]) -> dict[str, Any]:
    """Give style and script, and the policy that lets just these two act."""
    css = _joined(styles)
    js = "(() => {\n'use strict';\n" + _joined(scripts) + "\n})();\n"
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return {"css": Markup(css), "js": Markup(js), "policy": policy}  # noqa: S704 (our own files, not data)


def _joined(names: tuple[str, ...]) -> str:
    folder = files(__package__) / "assets"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


def _compact(markup: str) -> Markup:
    """Drop the line breaks between tags: in a big brief each would be a node for the browser to make.

    No text of an article is touched, for a “>” in it is written as “&gt;”.
    """
    return Markup(_BETWEEN_TAGS.sub("><", markup))  # noqa: S704 (what a template has already escaped)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__),
        bytecode_cache=Compiled(),
        autoescape=True,
        auto_reload=False,  # else every page looks at each template's file several times
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clip": clip, "one_line": one_line, "counted": counted, "compact": _compact}
    return environment
