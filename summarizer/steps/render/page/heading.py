"""A story's name as a heading: a slug gets the letters back that the articles write it with."""

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.models import Article
from summarizer.steps.render.page.inert import one_line

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_READ = 20_000


def heading(story: str, articles: Sequence[Article] = ()) -> str:
    """Write “arms-to-russia” as “Arms to Russia”; leave a name that is no slug as it is."""
    if not _SLUG.match(story):
        return one_line(story, 200)
    words = re.split("[-_]", story)
    written = " ".join(_as_written(word, articles) for word in words)
    return written[:1].upper() + written[1:]


def _as_written(word: str, articles: Sequence[Article]) -> str:
    """Find how the articles write a word most often inside a sentence, where a capital means a name."""
    pattern = re.compile(rf"(?<=[a-z,] ){re.escape(word)}(?!\w)", re.IGNORECASE)
    seen = Counter(found for article in articles for found in pattern.findall(article.text[:_READ]))
    return min(seen, key=lambda form: (-seen[form], form)) if seen else word
