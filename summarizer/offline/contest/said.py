"""What is said in an article: its place, its words, and who says it."""

from collections.abc import Iterable
from typing import NamedTuple

from summarizer.attribution import Attribution
from summarizer.offline.contest.lexicon import has, words_of
from summarizer.offline.speakers import Speakers
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_BESIDE = 45
"""Code points beside a source in which its office may stand: “Hannah Osei, defending,”."""
_OWNED = frozenset(("his", "her", "their"))
_CALLED, _SHORT = 6, 3
"""Words of a source that call it something, and letters of those that say nothing."""
_OFTEN = frozenset("said says that their with from have been were they people spokesman spokeswoman".split())


class Told(NamedTuple):
    """What somebody says in an article."""

    found: Attribution
    number: int
    """The sentence in which it begins."""
    by: tuple[str, ...]
    source: tuple[str, ...]
    cue: tuple[str, ...]
    words: tuple[str, ...]
    names: frozenset[str]
    """The parties that are named in what is said."""

    @property
    def whole(self) -> Span:
        """The stretch from its first word to its last."""
        spans = (*self.found.source, *self.found.cue, *self.found.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def content(self) -> Span:
        """The stretch of what is said."""
        return Span(self.found.content[0].start, self.found.content[-1].end)

    @property
    def is_voice(self) -> bool:
        """Whether a spokesman, a lawyer or a company speaks, rather than one who has nobody to answer for."""
        return has(self.source, "voice") or (has(self.source, "family") and not _OWNED.isdisjoint(self.source))

    @property
    def is_passer_by(self) -> bool:
        """Whether it is only told who speaks: “said Omar, 19”, “said Per Dahl, a farmer”."""
        return not self.is_voice and any(word.isdigit() or word in ("a", "an") for word in self.source[1:])


def speaks_of(told: Told, one: Told, side: frozenset[str]) -> bool:
    """Tell whether what somebody says names another speaker, or says a word by which that one is called."""
    called = {word for word in one.source[:_CALLED] if len(word) > _SHORT and word not in _OFTEN}
    return bool(told.names & side) or not called.isdisjoint(told.words)


def told_in(text: Numbered, said: Iterable[Attribution], speakers: Speakers) -> list[Told]:
    """Read what is said in an article, in its order."""
    return sorted((_told(text, one, speakers) for one in said), key=lambda told: told.whole)


def _told(text: Numbered, one: Attribution, speakers: Speakers) -> Told:
    source = one.source[0] if one.source else None
    beside = None
    if source:
        ends = [span.start for span in (*one.cue, *one.content) if span.start >= source.end]
        beside = Span(source.start, min([source.end + _BESIDE, *ends, text.around(source).end]))
    return Told(
        one,
        text.sentence_of(one.content[0]),
        speakers.of(source),
        tuple(words_of(beside.of(text.text))) if beside else (),
        tuple(word for cue in one.cue for word in words_of(cue.of(text.text))),
        tuple(word for span in one.content for word in words_of(span.of(text.text))),
        frozenset(name for span in one.content for name in speakers.named_in(span)),
    )
