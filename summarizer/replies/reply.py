"""What is found: a reply, with the words that make it one, who makes it and what it is about."""

from typing import TYPE_CHECKING, NamedTuple

from summarizer.text.span import Span

if TYPE_CHECKING:  # the models need pydantic, which a rule-based reader should not have to load
    from summarizer.models import DenialKind, SilenceKind

SILENCES = frozenset({"declined", "no_response"})


class Reply(NamedTuple):
    """A denial or a silence in a text."""

    kind: "DenialKind | SilenceKind"
    cue: Span
    """The words that make it a reply: “denied”, “shrugged off”, “declined to comment”."""
    evidence: Span
    """The sentence, or the part of it, that carries source, cue and content; it never crosses a paragraph."""
    source: Span | None
    """The noun phrase that replies."""
    about: Span | None
    """The words of what it answers or is about."""
    marked: bool = True
    """Whether words of replying mark it; others are told from what was said before, and an audit asks for none."""

    @property
    def is_silence(self) -> bool:
        """Whether it says nothing, rather than contesting something."""
        return self.kind in SILENCES
