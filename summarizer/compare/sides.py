"""The two sides of a comparison: a bundle, an output folder, or a brief."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from summarizer.bundle import Bundle, read_bundle
from summarizer.compare.values import Used
from summarizer.errors import UsageError
from summarizer.models import Brief
from summarizer.steps.render.files import read_brief

_ZIP = b"PK"


class Side(NamedTuple):
    """Briefs by the name of their story, and what they were made with."""

    used: Used
    briefs: dict[str, Brief]


def read_side(path: Path) -> Side:
    """Read one side.

    Raises:
        UsageError: It is none of the three, or is damaged.
    """
    if path.is_dir():
        return _from_folder(path)
    if _begins(path, _ZIP):
        return _from_bundle(path, read_bundle(path))
    return side_of(str(path), [read_brief(path)], {})


def side_of(name: str, briefs: Iterable[Brief], run: dict[str, Any]) -> Side:
    """Make a side of briefs and of what run.json says."""
    usage = run.get("usage") or {}
    used = Used(
        name=name,
        version=str(run.get("version") or ""),
        engine=str(run.get("engine") or ""),
        model=str(run.get("model") or ""),
        **{field: usage.get(field) for field in ("requests", "tokens_in", "tokens_out")},
        cost=run.get("cost"),
    )
    return Side(used, {brief.story: brief for brief in briefs})


def _begins(path: Path, start: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False


def _from_bundle(path: Path, bundle: Bundle) -> Side:
    if bundle.damage.changed or bundle.damage.at is not None:
        raise UsageError(f"{path} is damaged: summarizer verify {path} says where.")
    try:
        return side_of(str(path), bundle.briefs(), bundle.run)
    except (ValidationError, KeyError, ValueError):
        raise UsageError(f"{path} is a bundle of another version: compare it with that version.") from None


def _from_folder(path: Path) -> Side:
    """Read the brief of a folder, or of each folder in it."""
    inside = [path] if (path / "brief.json").is_file() else sorted(file.parent for file in path.glob("*/brief.json"))
    if not inside:
        raise UsageError(f"There is no brief in {path}: write one with summarizer run PATH -o {path}.")
    try:
        run = json.loads((path / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        run = {}
    return side_of(str(path), map(read_brief, inside), run if isinstance(run, dict) else {})
