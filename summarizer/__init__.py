"""summarizer: several reports of one event in, one checked brief out."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from summarizer.errors import (
        BadAnswer,
        InputError,
        ModelError,
        RecordingError,
        SettingsError,
        SummarizerError,
        UsageError,
    )
    from summarizer.library import aextract, asummarize, extract, merge, read_articles, summarize
    from summarizer.llm import Tapes
    from summarizer.models import (
        Article,
        Brief,
        Claim,
        Conflict,
        Decision,
        Denial,
        Draft,
        Evidence,
        Extract,
        Failure,
        Party,
        Silence,
    )
    from summarizer.session import Plan, Session
    from summarizer.settings import Settings
    from summarizer.steps.render import write_brief
    from summarizer.steps.render.exports import export
    from summarizer.steps.render.markdown import markdown

_HOMES = {
    "errors": (
        "BadAnswer", "InputError", "ModelError", "RecordingError", "SettingsError", "SummarizerError", "UsageError",
    ),
    "library": ("aextract", "asummarize", "extract", "merge", "read_articles", "summarize"),
    "models": (
        "Article", "Brief", "Claim", "Conflict", "Decision", "Denial", "Draft", "Evidence", "Extract", "Failure",
        "Party", "Silence",
    ),
    "llm": ("Tapes",),
    "session": ("Plan", "Session"),
    "settings": ("Settings",),
    "steps.render": ("markdown", "write_brief"),
    "steps.render.exports": ("export",),
}  # fmt: skip

__all__ = [
    "Article",
    "BadAnswer",
    "Brief",
    "Claim",
    "Conflict",
    "Decision",
    "Denial",
    "Draft",
    "Evidence",
    "Extract",
    "Failure",
    "InputError",
    "ModelError",
    "Party",
    "Plan",
    "RecordingError",
    "Session",
    "Settings",
    "SettingsError",
    "Silence",
    "SummarizerError",
    "Tapes",
    "UsageError",
    "aextract",
    "asummarize",
    "export",
    "extract",
    "markdown",
    "merge",
    "read_articles",
    "summarize",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its room when it is first used: `summarizer --help` needs none of them."""
    import importlib

    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"summarizer.{home}"), name)
    raise AttributeError(f"module summarizer has no attribute {name}")
