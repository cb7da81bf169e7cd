"""What the finder finds."""

from typing import Literal, NamedTuple

from summarizer.text.span import Span

Speech = Literal["direct", "indirect", "mixed"]


class Attribution(NamedTuple):
    """Who (`source`, empty where the text names nobody) says, thinks or wants (`cue`) what (`content`)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speech: Speech
