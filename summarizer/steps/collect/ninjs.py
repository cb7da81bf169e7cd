"""ninjs, the news agencies' JSON (IPTC, generations 1 to 3): one item becomes the text and the fields of an article.

The generations differ in their names (body_text, bodies; versioncreated, versionCreated), hardly in their meaning, so
names are compared in small letters.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from summarizer.errors import InputError
from summarizer.text.header import read_header

_BLOCKS = (
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
_NOT_TEXT = ("figure", "head", "iframe", "noscript", "object", "script", "style", "svg", "template", "title")
_PARAGRAPH, _LINE = "\u2029", "\u2028"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ud800-\udfff]")

# the full names of wires that sign with a mark
_MARKS = {
    "agence france-presse": "AFP",
    "agenzia nazionale stampa associata": "ANSA",
    "associated press": "AP",
    "austria presse agentur": "APA",
    "deutsche presse-agentur": "dpa",
    "norsk telegrambyrå": "NTB",
    "pa media": "PA",
    "press association": "PA",
    "press trust of india": "PTI",
    "thomson reuters": "Reuters",
    "tidningarnas telegrambyrå": "TT",
}
_OTHERS = ("ANP", "Anadolu", "EFE", "Interfax", "Kyodo", "Lusa", "PAP", "Ritzau", "STT", "TASS", "Xinhua", "Yonhap")
_WIRES = {name.lower(): name for name in (*_MARKS.values(), *_OTHERS)}


class Item(NamedTuple):
    """The text of an item, and the fields of an article that it states."""

    text: str
    known: dict[str, Any]


def is_ninjs(fields: object) -> bool:
    """Tell a ninjs item from other JSON: it has a uri, and a body, a headline or the time of its version."""
    if not isinstance(fields, dict) or not isinstance(fields.get("uri"), str):
        return False
    names = {str(name).lower() for name in fields}
    return bool(names & {"bodies", "headlines", "headline", "versioncreated"}) or any(map(_is_body, names))


def read_item(fields: dict[str, Any], source: str) -> Item:
    """Read one item.

    Raises:
        InputError: It has no text, or its sender has withdrawn it.
    """
    item = _small(fields)
    status = _word(item.get("pubstatus"))
    if status in ("canceled", "withheld"):
        raise InputError(f"{source} is {status} by its sender (pubstatus): take it out.")
    text = _text(item)
    if not text:
        kind = _word(item.get("type")) or "news item"
        raise InputError(f"{source} is a ninjs {kind} without a body: only its text can be read.")
    known = {name: value for name, value in _known(item, text).items() if value}
    if any(_NO_TEXT.search(str(value)) for value in (text, *known.values())):
        raise InputError(f"{source} holds control characters or broken letters: it is not text.")
    return Item(text, known)


def _known(item: dict[str, Any], text: str) -> dict[str, Any]:
    header = read_header(text)
    outlet, agency = _parties(item)
    created = (_word(item.get(name)) for name in ("versioncreated", "firstcreated", "contentcreated"))
    version = item.get("version")
    return {
        "title": _headline(item),
        "outlet": outlet,
        "agency": header.agency or agency,
        "dateline": header.dateline or _word(item.get("located")),
        "published": next(filter(None, map(_day, created)), None),
        "language": _word(item.get("language")).partition("-")[0].lower(),
        "version": str(version) if isinstance(version, str | int) else "",
    }


def _text(item: dict[str, Any]) -> str:
    """Take the plain body, or else the text of the first one with markup; “main” goes before other roles."""
    bodies = sorted(_bodies(item), key=lambda body: body[0] != "main")
    plain = [value for _, kind, value in bodies if kind == "plain"]
    marked = [value for _, kind, value in bodies if kind == "markup"]
    return next(filter(str.strip, plain), "") or next(filter(None, map(_without_markup, marked)), "")


def _bodies(item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give role, kind (plain or markup) and value of every body."""
    for body in _objects(item.get("bodies")):
        value = body.get("value")
        if isinstance(value, str):
            yield _word(body.get("role")).lower(), _kind(_word(body.get("contenttype")).lower(), value), value
    for name, value in item.items():
        if _is_body(name) and isinstance(value, str):
            role = name.removeprefix("body_")
            yield role, "plain" if role == "text" else _kind(role, value), value


def _kind(told: str, value: str) -> str:
    """Tell plain text from markup by the media type, or where none is told by the look of it."""
    if "html" in told or "xml" in told or "nitf" in told:
        return "markup"
    return "plain" if told.startswith("text/plain") or not _TAG.search(value) else "markup"


def _headline(item: dict[str, Any]) -> str:
    headlines = sorted(_objects(item.get("headlines")), key=lambda each: _word(each.get("role")).lower() != "main")
    told = [_word(each.get("value")) for each in headlines] + [_word(item.get("headline"))]
    first = next(filter(None, told), "")
    return _without_markup(first) if _TAG.search(first) else first


def _parties(item: dict[str, Any]) -> tuple[str, str]:
    """Name outlet and wire: the first source that is no wire, and the first that is one."""
    told = [item.get("provider"), *_objects(item.get("infosources")), item.get("copyrightholder")]
    names = [_word(each.get("name")) if isinstance(each, dict) else _word(each) for each in told]
    wires = [(name, _wire(name)) for name in names if name]
    agency = next((wire for _, wire in wires if wire), "")
    return next((name for name, wire in wires if not wire), ""), agency


def _wire(name: str) -> str:
    low = name.lower().removeprefix("the ").strip()
    return _MARKS.get(low) or _WIRES.get(low, "")


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None


def _without_markup(value: str) -> str:
    """Read the text of a page or a piece of one: paragraphs apart by an empty line, no pictures, no scripts."""
    from lxml import html
    from lxml.etree import LxmlError

    root: Any
    try:
        root = html.document_fromstring(value.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return ""
    for element in [*root.iter(*_NOT_TEXT)]:
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.text = _PARAGRAPH + (element.text or "")
        element.tail = _PARAGRAPH + (element.tail or "")
    for element in root.iter("br"):
        element.tail = _LINE + (element.tail or "")
    words = re.sub(rf"[^\S{_LINE}{_PARAGRAPH}]+", " ", str(root.text_content()))
    lines = ("\n".join(filter(None, map(str.strip, part.split(_LINE)))) for part in words.split(_PARAGRAPH))
    return "\n\n".join(filter(None, lines))


def _is_body(name: str) -> bool:
    return name.startswith("body_")


def _small(value: Any) -> Any:
    """Write the names of an object, and of the objects in its lists, in small letters."""
    if isinstance(value, dict):
        return {str(name).lower(): _small(each) for name, each in value.items()}
    return [_small(each) for each in value] if isinstance(value, list) else value


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _word(value: object) -> str:
    """Take a value on one line: a line break in a name would end the line that a model reads it on."""
    return " ".join(value.split()) if isinstance(value, str) else ""
