"""A story's name as a heading: a slug gets the letters back that the articles write it with."""

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.models import Article
from summarizer.steps.render.page.inert import one_line

_INSIDE = re.compile(r"(?<=[A-Za-z,] )\w+")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_READ = 20_000


def heading(story: str, articles: Sequence[Article] = ()) -> str:
    """Write “arms-to-russia” as “Arms to Russia”; leave a name that is no slug as it is."""
    if not _SLUG.match(story):
        return one_line(story, 200)
    words = re.split("[-_]", story)
    forms = _as_written(frozenset(words), articles)
    written = " ".join(forms.get(word, word) for word in words)
    return written[:1].upper() + written[1:]


def _as_written(words: frozenset[str], articles: Sequence[Article]) -> dict[str, str]:
    """Find how the articles write each word most often inside a sentence, where a capital means a name."""
    forms = (form for article in articles for form in _INSIDE.findall(article.text[:_READ]))
    seen = Counter(form for form in forms if form.lower() in words)
    return {form.lower(): form for form in sorted(seen, key=lambda form: (-seen[form], form), reverse=True)}
