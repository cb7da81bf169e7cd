"""What a reply is about, and how far its evidence reaches."""

import re

from summarizer.replies.lexicon import one_of
from summarizer.replies.reading import Sentence
from summarizer.text.span import Span

_ABOUT = re.compile(r"\s*(?:on|about|regarding|concerning|over|of|to|with|at|as to)?\s*([^;:!?\"]{3,200})")
_END = re.compile(
    r",? (?:but|and (?:said|added|called|told|accused|insisted)|saying|adding|calling|who|which|although|while|after|because|citing)\b|, (?:said|according)\b|,(?= )"
)
_SPLIT = re.compile(
    r"; | (?:but|and) (?=(?:declined|refused|would not|did not|denies|denied|accused|denying)\b)|, but "
)


def about(sentence: Sentence, cue: Span) -> Span | None:
    """Give the words behind the cue that say what is answered, else the allegation that the sentence names."""
    plain = sentence.text.plain
    found = _ABOUT.match(plain, cue.end, sentence.span.end)
    inside = one_of("accusation").search(plain, *cue)
    if inside is not None:
        return _extended(sentence, Span(_np_start(plain, cue, inside.start()), inside.end()))
    if found and re.match(r"\s", plain[cue.end : cue.end + 1]):
        end = _END.search(plain, found.start(1), found.end(1))
        stretch = Span(found.start(1), end.start() if end else found.end(1))
        body = stretch.of(plain).rstrip(" .")
        if len(body) > 2:
            return Span(stretch.start, stretch.start + len(body))
    named = one_of("accusation").search(plain, *sentence.span)
    return _extended(sentence, Span(*named.span())) if named else None


def evidence(sentence: Sentence, cue: Span, source: Span | None) -> Span:
    """Give the sentence, or the part of it beside another reply of the same sentence."""
    start, end = sentence.span
    for match in _SPLIT.finditer(sentence.text.plain, *sentence.span):
        if sentence.in_quote(match.start()):
            continue
        if match.end() <= cue.start and (source is None or source.start >= match.end() or source.end <= match.start()):
            start = match.end() if source is None or source.start >= match.end() else start
    return Span(start, end)


def _np_start(plain: str, cue: Span, noun: int) -> int:
    """Begin a phrase behind the verb of the cue."""
    first = re.match(r"\S+\s+", plain[cue.start : noun])
    return cue.start + first.end() if first else noun


def _extended(sentence: Sentence, span: Span) -> Span:
    """Take in what the allegation is of: “the accusation about arms transfers”."""
    plain = sentence.text.plain
    match = re.compile(r" (?:that|of|about|on|over|by|from|against|as)\b[^;:!?\",]{2,160}").match(
        plain, span.end, sentence.span.end
    )
    if not match:
        return span
    end = _END.search(plain, span.end + 1, match.end())
    stop = end.start() if end else match.end()
    return Span(span.start, span.start + len(plain[span.start : stop].rstrip(" .")))
