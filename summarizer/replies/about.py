"""What a reply is about, and how far its evidence reaches."""

import re

from summarizer.replies.lexicon import one_of
from summarizer.replies.reading import Sentence
from summarizer.text.span import Span

_BEHIND = re.compile(
    r"\s+(?:(?:comment|to comment|to discuss|discuss)\b ?)?"
    r"(?:(?:on|about|regarding|concerning|over|of|to|with|at|as to) )?([^;:!?\"]{3,200})"
)
_TOPIC = re.compile(r"\b(?:comment|speculate|discuss) (?:on|about )?\s?(\w[\w ]*)$", re.IGNORECASE)
_DETERMINER = r"(?:the|a|an|any|all|this|that|these|those|its|his|her|their)\s"
_BEFORE_NOUN = re.compile(rf"\b{_DETERMINER}(?:(?!{_DETERMINER})[\w.'-]+\s){{0,3}}$", re.IGNORECASE)
_OF_IT = re.compile(r" (?:that|of|about|on|over|by|from|against|as)\b[^;:!?\",]{2,160}")
_END = re.compile(
    r",? (?:but|and (?:said|added|called|told|accused|insisted)|saying|adding|calling|who|which|although|while|after"
    r"|because|citing)\b|, (?:said|according)\b|,(?= )"
)
_BREAK = re.compile(
    r"; | (?:but|and) (?=(?:declined|refused|would not|did not|denies|denied|accused|denying)\b)|, but "
)


def about(sentence: Sentence, cue: Span) -> Span | None:
    """Give the words that say what is answered: the object of the cue, else the allegation named nearest to it."""
    plain = sentence.text.plain
    if topic := _TOPIC.search(plain, *cue):
        return Span(*topic.span(1))
    inside = one_of("accusation").search(plain, *cue)
    if inside is not None:
        verb = re.match(r"\S+\s+", plain[cue.start : inside.start()])
        start = cue.start + verb.end() if verb else inside.start()
        return _extended(sentence, Span(start, inside.end()))
    found = _BEHIND.match(plain, cue.end, sentence.span.end)
    if found and not sentence.in_quote(cue.start):
        end = _END.search(plain, found.start(1), found.end(1))
        body = plain[found.start(1) : end.start() if end else found.end(1)].rstrip(" .")
        if len(body) > 2:
            return Span(found.start(1), found.start(1) + len(body))
    named = list(one_of("accusation").finditer(plain, *sentence.span))
    if not named:
        return None
    nearest = min(named, key=lambda match: abs(match.start() - cue.start))
    opening = _BEFORE_NOUN.search(plain[max(sentence.span.start, nearest.start() - 40) : nearest.start()])
    return _extended(sentence, Span(nearest.start() - (len(opening.group()) if opening else 0), nearest.end()))


def evidence(sentence: Sentence, cue: Span, source: Span | None) -> Span:
    """Give the sentence, or the part of it that begins behind another clause and holds cue and source."""
    start = sentence.span.start
    for match in _BREAK.finditer(sentence.text.plain, *sentence.span):
        after_source = source is None or source.start >= match.end() or _stands_outside(sentence, source, cue)
        if match.end() <= cue.start and after_source and not sentence.in_quote(match.start()):
            start = match.end()
    return Span(start, sentence.span.end)


def _stands_outside(sentence: Sentence, source: Span, cue: Span) -> bool:
    """Tell a source behind the cue, which a cut before the cue does not lose."""
    return source.start >= cue.end and source.end <= sentence.span.end


def _extended(sentence: Sentence, span: Span) -> Span:
    """Take in what the allegation is of: “the accusation about arms transfers”."""
    plain = sentence.text.plain
    match = _OF_IT.match(plain, span.end, sentence.span.end)
    if not match:
        return span
    end = _END.search(plain, span.end + 1, match.end())
    return Span(span.start, span.start + len(plain[span.start : end.start() if end else match.end()].rstrip(" .")))
