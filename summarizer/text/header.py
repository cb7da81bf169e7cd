"""What can be read off the top of an article: its title, a repeated title line, its dateline and its agency."""

import re
from typing import NamedTuple

# “SEOUL, South Korea (AP) —”, “SEOUL (AFP) :”, “PARIS, March 3 (Reuters) -”, “GENEVA —”
DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}"
    r"(?:, [A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,2})?)"
    r"(?:, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2})?"
    r"(?: \((?P<agency>[A-Z][\w .&/-]{0,30})\))?"
    r"\s?(?:—|–|--?|:)\s"
)
_LONGEST_TITLE = 200


class Header(NamedTuple):
    """What the top of an article shows; None where it does not."""

    title: str | None
    dateline: str | None
    agency: str | None
    body: int = 0
    """Code point at which the body begins, behind the title and its repetition."""


def read_header(text: str) -> Header:
    """Read title, dateline and agency; the text itself stays as it is."""
    lines = [(match.start(), match.group().strip()) for match in re.finditer(r"[^\n]*\S[^\n]*", text[:5_000])]
    title, body = None, lines[0][0] if lines else 0
    if len(lines) > 1 and _is_title(lines[0][1], lines[1][1]):
        title = lines[0][1].lstrip("# ").strip()
        rest = [start for start, line in lines[1:] if line.lstrip("# ").strip() != title]
        body = rest[0] if rest else lines[1][0]
    found = DATELINE.match(text, body)
    if found is None:
        return Header(title, None, None, body)
    return Header(title, found["place"], found["agency"], body)


def _is_title(line: str, following: str) -> bool:
    if line == following or line.startswith("# "):
        return True
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", "”", '"', ",")) and not DATELINE.match(line)
