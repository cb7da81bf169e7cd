"""What is written of the results: a table for people, JSON for programs, and a picture."""

import json
import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.contestant import OURS, OURS_EXTRACT
from bench.scenarios import Cells
from bench.verdicts import WANTED

_WIDTH, _BAR, _LEFT, _GAP = 720, 18, 190, 34
_OURS_FILL, _PEER_FILL = "#1b5e7d", "#b8c4cc"


def table(cells: Cells, columns: Sequence[str]) -> Table:
    """One row a measure, one column a contestant, and what is asked."""
    found = Table(title="medians", title_justify="left")
    found.add_column("")
    for name in columns:
        found.add_column(name, justify="right")
    found.add_column("asked of summarizer")
    for row, values in cells.items():
        wanted = WANTED.get(row)
        shown = [_number(values[name]) if name in values else "–" for name in columns]
        found.add_row(row, *shown, wanted.verdict(values) if wanted else "")
    return found


def write(cells: Cells, columns: Sequence[str], load: str, folder: Path) -> None:
    """Print the table; write table.txt, results.json and plot.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = table(cells, columns)
    with (folder / "table.txt").open("w", encoding="utf-8") as file:
        for console in (Console(width=200), Console(file=file, width=200)):
            console.print(shown)
            console.print(load)
    results = {"load": load, "rows": cells}
    text = json.dumps(results, ensure_ascii=False, indent=1).replace("NaN", "null")
    (folder / "results.json").write_text(text + "\n", encoding="utf-8")
    (folder / "plot.svg").write_text(plot(cells, columns), encoding="utf-8")


def _number(value: float) -> str:
    if math.isnan(value):
        return "gave up"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def plot(cells: Cells, columns: Sequence[str]) -> str:
    """Draw each row that several contestants share as a group of bars, ours dark."""
    parts: list[str] = []
    top = 10
    for row, values in cells.items():
        bars = [(name, values[name]) for name in columns if name in values and not math.isnan(values[name])]
        if len(bars) > 1:
            parts += _group(row, bars, top)
            top += _GAP + _BAR * len(bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} {top}" '
        f'font-family="sans-serif" font-size="12" role="img">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _group(row: str, bars: list[tuple[str, float]], top: int) -> list[str]:
    longest = max(value for _, value in bars) or 1.0
    lines = [f'<text x="10" y="{top + 14}" font-weight="bold">{escape(row)}</text>']
    for at, (name, value) in enumerate(bars):
        y = top + 20 + at * _BAR
        width = (_WIDTH - _LEFT - 80) * value / longest
        fill = _OURS_FILL if name in (OURS, OURS_EXTRACT) else _PEER_FILL
        lines += [
            f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{_LEFT}" y="{y + 2}" width="{max(width, 1):.1f}" height="{_BAR - 5}" fill="{fill}"/>',
            f'<text x="{_LEFT + width + 6:.1f}" y="{y + 12}">{_number(value)}</text>',
        ]
    return lines
