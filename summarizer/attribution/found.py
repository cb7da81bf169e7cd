"""What the rules find in one passage, by word positions."""

from typing import NamedTuple

from summarizer.attribution.reading import Passage

Words = tuple[int, int]  # the first word of a stretch, and the word after its last

_STOPS = ".,;:-"


class Found(NamedTuple):
    """An attribution; `spoken` tells that its source speaks, so that a quotation after it may go on with it."""

    source: Words | None
    cue: Words
    content: tuple[Words, ...]
    spoken: bool


def trimmed(passage: Passage, first: int, last: int) -> Words:
    """Drop punctuation at either end of a stretch of words."""
    tags = passage.tags
    while last > first and tags[last - 1] in _STOPS:
        last -= 1
    while first < last and tags[first] in _STOPS:
        first += 1
    return first, last


def made(passage: Passage, source: Words | None, cue: Words, content: tuple[Words, ...], spoken: bool) -> Found | None:
    """Make the attribution unless its content is nothing but punctuation."""
    parts = tuple(part for part in (trimmed(passage, *stretch) for stretch in content) if part[0] < part[1])
    return Found(source, cue, parts, spoken) if parts else None
