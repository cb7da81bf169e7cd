"""Statements of an engine as attributions: one for each act of speech, its content without source and cue."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.attribution.find import attributions
from summarizer.attribution.model import Attribution
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

_MARKS = " ,\n\r\t\xa0"
"""What goes with a source or cue that is taken off a content."""


class Said(NamedTuple):
    """What an engine lists as one statement: who says it (names or ids), and where source, cue and content stand."""

    by: tuple[str, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    denial: bool = False


class _Speech(NamedTuple):
    """Words in quotation marks that are said in one go; who says them, where the finder knows it."""

    content: tuple[Span, ...]
    found: Attribution | None = None


def joined(text: str, items: Iterable[Said]) -> list[Said]:
    """Join the statements that are parts of one speech, and free each content of its own source and cue.

    An engine may list a quotation sentence by sentence; who reads attributions wants it as it was said: once.
    """
    spoken = [_Speech(one.content, one) for one in attributions(text) if _in_one_go(one, text)]
    spoken += [_Speech((Span(quote.start, quote.end),)) for quote in numbered(text).quotes]
    parts: dict[tuple[int, tuple[str, ...]], list[Said]] = {}
    for number, item in enumerate(items):
        at = next((at for at, speech in enumerate(spoken) if _within(item.content, speech.content)), None)
        parts.setdefault((-1 - number, ()) if at is None else (at, item.by), []).append(item)
    whole = (
        one for (at, _), held in parts.items() for one in _whole(held, spoken[at] if at >= 0 else _Speech(()), text)
    )
    return _outermost(list(dict.fromkeys(whole)))


def _in_one_go(one: Attribution, text: str) -> bool:
    """Tell whether a content is speech as such: all of it in quotation marks, or behind the label of a transcript."""
    return one.speech == "direct" or [cue.of(text) for cue in one.cue] == [":"]


def _outermost(found: list[Said]) -> list[Said]:
    """Leave out what is told within another's words: it stands in that other's content, as the finder has it too."""
    outer = [one for one in found if not _within(one.cue, one.content)]
    return [one for one in found if not any(other is not one and _within(one.cue, other.content) for other in outer)]


def _whole(held: list[Said], speech: _Speech, text: str) -> Iterator[Said]:
    """Make one of what somebody says in a speech, unless each has its cue in there: then it is told by the speaker."""
    inside = [item for item in held if _within(item.cue, speech.content) and not _self(item, text)]
    if speech.found and len(inside) < len(held):
        source, cue, content, _ = speech.found
        yield Said(held[0].by, source, cue, content, any(item.denial for item in held))
    elif len(held) > 1 and not any(item.cue for item in held[1:]):
        yield held[0]._replace(content=tuple(span for item in held for span in item.content))
    else:
        yield from (item._replace(content=_freed(item, text)) for item in held)


def _self(item: Said, text: str) -> bool:
    """Tell “I think”: there the speaker of the speech speaks."""
    return any(span.of(text).lower() in ("i", "we") for span in item.source)


def _freed(item: Said, text: str) -> tuple[Span, ...]:
    """Take source and cue off the edges of a content: of “Lind attacked Ek” the content is “Ek”."""
    roles = sorted((*item.source, *item.cue))
    content = item.content
    for taken in (*roles, *reversed(roles)):
        content = tuple(_without(span, taken, text) for span in content)
    return content


def _without(span: Span, taken: Span, text: str) -> Span:
    if not taken.within(span):
        return span
    if not _words(text[span.start : taken.start]) and _words(text[taken.end : span.end]):
        rest = text[taken.end : span.end]
        return Span(span.end - len(rest.lstrip(_MARKS)), span.end)
    if not _words(text[taken.end : span.end]) and _words(text[span.start : taken.start]):
        rest = text[span.start : taken.start]
        return Span(span.start, span.start + len(rest.rstrip(_MARKS)))
    return span


def _words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _within(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return bool(spans) and all(any(span.within(other) for other in others) for span in spans)
