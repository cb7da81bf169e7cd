"""Repliers: who contests, or keeps silent, in the cited words."""

from collections.abc import Iterator, Sequence

from summarizer.attribution import attributions
from summarizer.replies import marked
from summarizer.steps.ground.wording.case import Cited, Wording
from summarizer.steps.ground.wording.labels import labelled
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.sources import fits, may_be_described
from summarizer.steps.ground.wording.tokens import Token
from summarizer.text.bystanders import describes
from summarizer.text.span import Span

_QUOTING = frozenset(["quoted", "quotes", "quoting", "cited", "citing"])
_THAT = frozenset(["that", "who", "whom"])
_NEAR = 8
"""Words behind “quoted” in which somebody is named."""

Source = tuple[tuple[Token, ...], Span]
"""The words that name who speaks, and their sentence."""


def misreplied(wording: Wording, cited: Cited) -> str | None:
    """Find a party that the cited words do not let reply.

    Returns:
        What to set right, as a sentence; None where the words bear the parties out, or name nobody who speaks.
    """
    scene = Scene(wording, cited)
    replying = list(_replying(scene))
    strangers = [name for name in wording.by if not _is_any(name, replying, scene)]
    if not strangers:
        return None  # what else is said there need not be read
    read = (*replying, *_speaking(scene))
    sources = [one for one in read if not any(fits(relay, *one, scene) for relay in wording.via)]
    for name in strangers if sources else ():
        if not (_is_any(name, sources, scene) or _is_quoted(name, scene)):
            first = sources[0][0]
            return f"Set by to whom “{cited.text[first[0].start : first[-1].end]}” means: not to “{name}”."
    return None


def _is_any(name: str, sources: Sequence[Source], scene: Scene) -> bool:
    return any(fits(name, *source, scene) for source in sources)


def _replying(scene: Scene) -> Iterator[Source]:
    """Give the sources of the replies that words of replying mark there."""
    for reply in marked(scene.cited.text):
        if reply.source and any(reply.cue.overlaps(span) for span in scene.cited.spans):
            yield from _read(reply.source, scene)


def _speaking(scene: Scene) -> Iterator[Source]:
    """Give the sources of all that is said there."""
    yield from ((told.source, told.sentence) for told in scene.told if told.source)
    for one in attributions(scene.cited.text):
        parts = (*one.content, *one.cue)
        if one.source and any(part.overlaps(span) for part in parts for span in scene.cited.spans):
            yield from _read(one.source[0], scene)


def _read(source: Span, scene: Scene) -> Iterator[Source]:
    """Read a source with what it describes: the doctors in “doctors treating Ek”, where only “Ek” was found."""
    sentence = scene.numbered.around(source)
    words = scene.between(source)
    before = scene.between(Span(sentence.start, source.start)) if words else ()
    opened = next((at + 1 for at in range(len(before) - 1, -1, -1) if not before[at].word), 0)
    if _opens_relative(before[:-1]) or (
        len(before) > 1 and before[-2].word and (describes(before[-1].low) or before[-1].low in _THAT)
    ):
        words = (*before[opened:], *words)
    if words:
        yield words, sentence


def _opens_relative(before: Sequence[Token]) -> bool:
    """Tell “the firm that | employs” from “she said that | singer”."""
    return len(before) > 1 and before[-1].low in _THAT and may_be_described(before[-2])


def _is_quoted(name: str, scene: Scene) -> bool:
    """Tell whether a party stands behind “quoted”, or its own label before the words."""
    words = scene.source
    quoted = [words[at + 1 : at + 1 + _NEAR] for at, token in enumerate(words) if token.low in _QUOTING]
    if any(name in token.who for behind in quoted for token in behind):
        return True
    return any(name in labelled(sentence, scene) for sentence in scene.sentences)
