"""The offline engine behind the seam."""

from dataclasses import dataclass
from typing import Literal

from summarizer.models import Article
from summarizer.offline import draft
from summarizer.steps.extract import Answered
from summarizer.text.language import looks_english
from summarizer.text.numbered import numbered

NOT_ENGLISH = "The offline engine is made for English, and this article does not look English."


@dataclass(frozen=True)
class OfflineEngine:
    """Reads by rules: no key, no network, no model file."""

    name: Literal["offline"] = "offline"

    async def __call__(self, article: Article, only: tuple[int, ...] = ()) -> Answered:
        """Read the article; a second look finds nothing new by the same rules."""
        sentences = len(numbered(article.text).sentences)
        notes = () if looks_english(article.text) else (NOT_ENGLISH,)
        return Answered(draft(article), sentences, notes=notes)
