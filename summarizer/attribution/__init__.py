"""Who says what in a news text: sources, cues and contents, found by rules."""

from summarizer.attribution.find import attributions
from summarizer.attribution.joined import Said, joined
from summarizer.attribution.model import Attribution

__all__ = ["Attribution", "Said", "attributions", "joined"]
