"""Floors: the quality that was reached. It may rise; it falls only where that is said."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from summarizer.errors import UsageError
from summarizer.files import write_whole
from summarizer.score.values import AT_MOST

Floors = dict[str, dict[str, float]]
"""Name of a gold → figure → floor."""
_FORM = TypeAdapter(Floors)
_SAME = 1e-9
"""Figures that differ by less differ by rounding."""


def read_floors(file: Path) -> Floors:
    """Read a file of floors; none yet where there is no file.

    Raises:
        UsageError: It has another form.
    """
    if not file.exists():
        return {}
    try:
        return _FORM.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        raise UsageError(f'{file} holds no floors: write them as {{"name": {{"denials.f1": 0.85}}}}.') from None


def write_floors(floors: Floors, file: Path) -> None:
    """Write a file of floors, the same bytes for the same floors.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        write_whole(file, json.dumps(floors, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror}): choose another file.") from None


def falls(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Say of each figure that is below its floor how far, in a sentence."""
    said = []
    for figure, floor in floors.items():
        if figure not in figures:
            said.append(f"{figure} was not measured, and its floor is {floor:g}.")
        elif _is_below(figure, figures[figure], floor):
            side = "above the most that it may be" if figure in AT_MOST else "below its floor"
            said.append(f"{figure} is {figures[figure]:.4g}, {side}, {floor:g}.")
    return said


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Raise floors to the figures reached; a gold that has no floors yet gets one for each figure."""
    if not floors:
        return {figure: reached(figure, value) for figure, value in figures.items()}
    return {figure: _better(figure, figures, floor) for figure, floor in floors.items()}


def lowered(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Lower the floors that the figures are below of; a figure that is no longer measured loses its floor."""
    return {
        figure: reached(figure, figures[figure]) if _is_below(figure, figures[figure], floor) else floor
        for figure, floor in floors.items()
        if figure in figures
    }


def reached(figure: str, value: float) -> float:
    """Round a figure to the floor that it reaches: two decimals, down."""
    return float(math.ceil(value)) if figure in AT_MOST else math.floor((value + _SAME) * 100) / 100


def _is_below(figure: str, value: float, floor: float) -> bool:
    return value > floor if figure in AT_MOST else value < floor - _SAME


def _better(figure: str, figures: Mapping[str, float], floor: float) -> float:
    if figure not in figures:
        return floor
    now = reached(figure, figures[figure])
    return min(now, floor) if figure in AT_MOST else max(now, floor)
