"""The pages of the documentation, taken apart: code blocks, commands, tables, links."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN = "<!-- not run"
"""Stands above a Python block that needs more than a test has."""

_FENCE = re.compile(r"^```(\w*)$")
_COMMAND = re.compile(r"^(?:\$ )?(?:.*\| )?(?:[A-Z_]+=\S+ )*(summarizer(?: \S.*)?)$")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Block(NamedTuple):
    """One code block: its language (empty if it is indented or names none), its text, and what stands above it."""

    language: str
    text: str
    above: str


def blocks(page: Path) -> Iterator[Block]:
    """Give the code blocks of a page, fenced and indented, in order."""
    lines = page.read_text(encoding="utf-8").splitlines()
    at, above = 0, ""
    while at < len(lines):
        fence, start = _FENCE.match(lines[at]), at
        if fence:
            at = lines.index("```", at + 1)
            yield Block(fence[1], "\n".join(lines[start + 1 : at]), above)
        elif lines[at].startswith("    ") and not above:
            while at < len(lines) and (lines[at].startswith("    ") or not lines[at]):
                at += 1
            yield Block("", "\n".join(line[4:] for line in lines[start:at]).rstrip(), above)
            at -= 1
        above = lines[at]
        at += 1


def commands(page: Path) -> Iterator[list[str]]:
    """Give the words of each command of ours on a page, without what is said behind it and where its output goes."""
    for block in blocks(page):
        for line in block.text.splitlines() if block.language in ("", "text", "sh", "console") else ():
            found = _COMMAND.match(re.split(r"\s{2,}|\s#\s", line.strip())[0])
            if found:
                yield shlex.split(re.split(r" [|>] ", found[1])[0])


def links(page: Path) -> Iterator[str]:
    """Give what a page links to inside the project, as written; code is no link."""
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from (link for link in _LINK.findall(text) if not re.match(r"[a-z]+:", link))


def anchors(page: Path) -> set[str]:
    """Name the headings of a page as addresses do."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def tables(page: Path) -> dict[str, list[list[str]]]:
    """Give the rows of the table under each heading, cells without their blanks; the head and its rule are left out."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|"):
            found.setdefault(heading, []).append([cell.strip() for cell in line.strip("|").split("|")])
    return {heading: rows[2:] for heading, rows in found.items()}


def ticked(cell: str) -> list[str]:
    """Give the words of a cell that stand between backticks."""
    return re.findall(r"`([^`]+)`", cell)
