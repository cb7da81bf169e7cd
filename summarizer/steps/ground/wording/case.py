"""What is claimed, and what it is checked against."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from summarizer.text.span import Span

Voice = Literal["own", "attributed", "distanced"]
Modality = Literal["asserted", "predicted", "demanded", "believed"]


class Wording(NamedTuple):
    """What is claimed: in which words, by whom, in whose voice and in which mode."""

    text: str
    """The claim as a self-contained sentence; where it is empty only speakers, voice and modality are checked."""
    by: tuple[str, ...]
    """The speakers' names; none for the outlet's own voice."""
    voice: Voice
    modality: Modality
    cue: str = ""
    """The words of saying that the claim points to, if any; they count only where they stand in the citation."""
    who: str = ""
    """The article's words for a speaker without a name."""
    via: tuple[str, ...] = ()
    """Who relays it."""


class Cited(NamedTuple):
    """What a claim is checked against: the article, the cited stretches in order, and the article's parties."""

    text: str
    spans: tuple[Span, ...]
    parties: Mapping[str, tuple[str, ...]]
    """Every party of the article: its name → its other names there."""
    represents: Mapping[str, str] = MappingProxyType({})
    """Name of a party → name of the one that it speaks for in office."""

    def allied(self, name: str) -> frozenset[str]:
        """The party, whom it represents and who represents it: “we” of the one may mean the other."""
        over = self.represents.get(name)
        return frozenset([name, *([over] if over else []), *(n for n, o in self.represents.items() if o == name)])
