"""What tokens cost: a data file, which users can override."""

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from summarizer.errors import SettingsError

_MILLION = 1_000_000
_BATCH = 0.5
"""Share of the price that an answer costs in a batch, where the price file says nothing else."""


class Price(NamedTuple):
    """US dollars for a million tokens, and the share of them that an answer in a batch costs."""

    tokens_in: float
    tokens_out: float
    batch: float = _BATCH

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """Price some tokens, in US dollars."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / _MILLION


@cache
def price_of(model: str, file: Path | None = None) -> Price | None:
    """Find a model's price: the entry with the longest name that the model's name begins with; None where unknown.

    Raises:
        SettingsError: The user's own price file cannot be read.
    """
    known = _read(None) | (_read(file) if file else {})
    names = [name for name in known if model.startswith(name)]
    return known[max(names, key=len)] if names else None


def _read(file: Path | None) -> dict[str, Price]:
    try:
        own = resources.files("summarizer.llm") / "prices.toml"
        text = file.read_text(encoding="utf-8") if file else own.read_text(encoding="utf-8")
        return {name: _price(entry) for name, entry in tomllib.loads(text).items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{file} is no price file ({error}): see docs/batch.md for its form.") from None


def _price(entry: dict[str, float]) -> Price:
    return Price(float(entry["in"]), float(entry["out"]), float(entry.get("batch", _BATCH)))
