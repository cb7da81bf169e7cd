"""Read one file as one article, or as one article a line or a row."""

import hashlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from summarizer.errors import InputError
from summarizer.models import Article, Failure
from summarizer.steps.collect.ninjs import is_ninjs, read_item
from summarizer.steps.collect.table import rows_of
from summarizer.text.header import Header, read_header

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".parquet")
_FILE_NAME = re.compile(r"[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*")
_LONGEST_NAME = 200
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def slug(name: str) -> str:
    """Make a name that is safe in a path and a URL: small letters, digits and dashes, at most 48."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-") or "article"


def article_id(source: str, text: str) -> str:
    """Name an article by its source's stem and its text: the same text in the same place keeps its name."""
    stem = source.rpartition("#")[0] or source
    return f"{slug(Path(stem).stem)}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def read_file(path: Path, source: str, max_bytes: int) -> Iterator[Article | Failure]:
    """Read the articles of one file.

    Raises:
        InputError: The file as a whole cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from read_stream(file, source, max_bytes)
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror}.") from None


def read_stream(file: BinaryIO, source: str, max_bytes: int) -> Iterator[Article | Failure]:
    """Read the articles of an open file, wherever it lies; the end of `source` tells its kind.

    Raises:
        InputError: The file as a whole cannot be read. OSError: It fails while it is read.
    """
    suffix = Path(source).suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(f"{source} is of a kind that is not read: save it as one of {', '.join(SUFFIXES)}.")
    if suffix in _MANY:
        yield from _MANY[suffix](file, source, max_bytes)
        return
    size = file.seek(0, os.SEEK_END)
    if size > max_bytes:
        raise _too_large(source, size, max_bytes)
    file.seek(0)
    text = decode(file.read(), source)
    if suffix == ".json":
        yield _from_ninjs(text, source)
    else:
        yield _from_html(text, source) if suffix in (".html", ".htm") else from_text(text, source)


def read_stdin(max_bytes: int) -> Iterator[Article | Failure]:
    """Read standard input as one article, or as JSON lines where it begins with a brace."""
    raw = sys.stdin.buffer.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise _too_large("standard input", len(raw), max_bytes)
    text = decode(raw, "standard input")
    if text.lstrip().startswith("{"):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield _from_line(line, f"-#{number}")
    else:
        yield from_text(text, "-")


def decode(raw: bytes, source: str) -> str:
    """Decode UTF-8 and refuse what is no text.

    Raises:
        InputError: The bytes are empty, binary, or in another encoding.
    """
    if raw.startswith(b"%PDF"):
        raise InputError(f"{source} is a PDF: extract its text first, e.g. with pdftotext.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{source} is UTF-16: save it as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\x00" in raw:
            raise InputError(f"{source} is a binary file, not text.") from None
        raise InputError(f"{source} is not UTF-8 (byte {error.start}): save it as UTF-8.") from None
    if not text.strip():
        raise InputError(f"{source} is empty.")
    if _CONTROL.search(text):
        raise InputError(f"{source} is a binary file, not text.")
    return text


def from_text(text: str, source: str, **known: Any) -> Article:
    """Make an article of a text; what is `known` wins over what its header shows."""
    header: Header = read_header(text)
    shown = {"title": header.title, "dateline": header.dateline, "agency": header.agency}
    return Article(**{"id": article_id(source, text), "source": source, "text": text, **shown, **known})


def _from_html(page: str, source: str) -> Article:
    """Let trafilatura find the article in a page."""
    import trafilatura
    from lxml.etree import LxmlError

    try:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=True)
    except (LxmlError, ValueError):
        found = None
    fields = found.as_dict() if found is not None and not isinstance(found, dict) else found or {}
    text = str(fields.get("text") or "")
    if not text.strip():
        raise InputError(f"{source} holds no article that can be told from the rest of the page.")
    known = {
        "title": fields.get("title"),
        "outlet": fields.get("sitename"),
        "published": _day(fields.get("date")),
        "language": fields.get("language"),
    }
    return from_text(text, source, **{name: value for name, value in known.items() if value})


def _from_ninjs(text: str, source: str) -> Article:
    """Read a JSON file as one ninjs item.

    Raises:
        InputError: It is none, or holds no text.
    """
    try:
        fields = json.loads(text)
        if not is_ninjs(fields):
            raise InputError(
                f"{source} is JSON but no ninjs article (an object with uri and bodies): take it out, or save "
                "articles as JSON lines (.jsonl), one object with a text field each."
            )
        item = read_item(fields, source)
        return from_text(item.text, source, **item.known)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{source} is not JSON that can be read ({type(error).__name__}): take it out.") from None


def _day(told: object) -> date | None:
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError:
        return None


def _read_lines(file: BinaryIO, source: str, max_bytes: int) -> Iterator[Article | Failure]:
    """Read one article a line; a bad line is a failure of its own."""
    number = 0
    for number, raw in enumerate(file, 1):
        if raw.strip():
            yield _line(raw, f"{source}#{number}", max_bytes)
    if number == 0:
        raise InputError(f"{source} is empty.")


def _read_rows(file: BinaryIO, source: str, max_bytes: int) -> Iterator[Article | Failure]:
    """Read one article a row of a Parquet file; a bad row is a failure of its own."""
    number = 0
    for number, fields in enumerate(rows_of(file, source), 1):
        yield _row(fields, f"{source}#{number}", max_bytes)
    if number == 0:
        raise InputError(f"{source} is empty.")


_MANY = {".jsonl": _read_lines, ".parquet": _read_rows}


def _row(fields: dict[str, Any], source: str, max_bytes: int) -> Article | Failure:
    try:
        size = len(str(fields.get("text", "")).encode(errors="surrogatepass"))
        if size > max_bytes:
            raise _too_large(source, size, max_bytes)
        return _from_fields(fields, source)
    except InputError as error:
        return Failure(source=source, step="collect", reason=str(error))


def _line(raw: bytes, source: str, max_bytes: int) -> Article | Failure:
    try:
        if len(raw) > max_bytes:
            raise _too_large(source, len(raw), max_bytes)
        return _from_line(decode(raw, source), source)
    except InputError as error:
        return Failure(source=source, step="collect", reason=str(error))


def _from_line(line: str, source: str) -> Article:
    try:
        fields = json.loads(line)
        if is_ninjs(fields) and "text" not in fields:
            return _from_ninjs(line, source)
    except (ValueError, RecursionError):
        raise InputError(f"{source} is not a JSON object with a text field.") from None
    return _from_fields(fields, source)


def _from_fields(fields: Any, source: str) -> Article:
    try:
        text = fields.pop("text")
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{source} is empty.")
        return _stated(from_text(text, **{"source": source, **fields}), source)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{source}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from None
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise InputError(f"{source} is not a JSON object with a text field.") from None


def _stated(article: Article, source: str) -> Article:
    """Take what a line states of itself, but no name that would lead out of the output folder, and no broken letter.

    Raises:
        InputError: It states such a one.
    """
    for name, value in article:
        if isinstance(value, str) and _SURROGATE.search(value):
            raise InputError(f"{source}: {name} holds broken letters (half a surrogate pair): it is not text.")
    for name, value in (("id", article.id), ("story", article.story)):
        if not _FILE_NAME.fullmatch(value) or len(value.encode()) > _LONGEST_NAME:
            raise InputError(
                f"{source}: {name} becomes the name of a file: at most {_LONGEST_NAME} bytes, no slash, no leading dot."
            )
    return article


def _too_large(source: str, size: int, limit: int) -> InputError:
    return InputError(f"{source} has {size:,} bytes, the limit is {limit:,}: raise SUMMARIZER_MAX_INPUT_BYTES.")
