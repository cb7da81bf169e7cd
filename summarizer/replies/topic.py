"""What somebody is silent about, where the sentence names it: never a day, a telephone or the asking itself."""

import re
from collections.abc import Iterator

from summarizer.replies.lexicon import WEEKDAY
from summarizer.replies.reading import Sentence
from summarizer.text.span import Span

_TAKES_OBJECT = re.compile(
    r"\b(?:discuss|address|confirm(?:ed)?|den(?:y|ied)|say|disclose|reveal|divulge|explain|identify|name|describe|detail"
    r"|clarify|specify)\Z"
)
_DAY = rf"(?:{WEEKDAY}|morning|afternoon|evening|night|week|weekend|month|year)"
_ASKING = (
    r"(?:requests?|questions?|quer(?:y|ies)|[ei]nquir(?:y|ies)|calls?|e-?mails?|messages?|letters?|texts?|list of"
    r"|comment|reporters?|journalists?|press|phone|telephone|attempts?|record|camera|condition|behalf|time|deadline|publication)"
)
_NO_TOPIC = re.compile(
    rf"(?:(?!(?:about|at|for|from|in|of|on|over|to)\b)\w+ ){{0,3}}?(?:{_ASKING}|{_DAY})"
    r"(?=\Z| (?:about|and|at|before|by|for|from|in|left|made|on|or|put|seeking|sent|to|when|who)\b)"
    r"|(?:us|him|her|them|today|tomorrow|yesterday|tonight|further|more|anything|publicly|either|as|so|and|but|by|at|for)\b"
    r"|\d"
)
_NAMED = re.compile(r"\b(?:on|about|regarding|concerning|over) |\b(?=(?:whether|why|how|what) )")
_TO = re.compile(r"\bto ")
_ASKED = re.compile(r"\b(?:asked|pressed|questioned) (?:again )?(?:(?:about|on|over) )?")
_CLAUSE = re.compile(r"[,;:!?\"]|\.\Z|\. ")
_END = re.compile(
    r" (?:but|and (?:said|added|called|told|did|has|had|was)|saying|citing|while|although|because|until|pending|before"
    rf"|when (?:asked|reached|contacted|called)|in an? \w+|(?:on|late|early|by|last|this) (?:\w+ )?{_DAY}"
    r"|today|tomorrow|yesterday)\b"
)
_SHORTEST = 3


def topic(sentence: Sentence, cue: Span) -> Span | None:
    """Give the words that say what a silence is about; None where the sentence names nothing."""
    small, end = sentence.text.small, sentence.span.end
    found = (_topic_at(small, start, end) for start in _openings(sentence, cue))
    return next((told for told in found if told), None)


def _openings(sentence: Sentence, cue: Span) -> Iterator[int]:
    """Give the places at which a topic may begin: behind the cue, in it, or in what was asked."""
    small, end = sentence.text.small, sentence.span.end
    if _TAKES_OBJECT.search(small, *cue):
        yield cue.end + 1
    clause = _CLAUSE.search(small, cue.end, end)
    behind = clause.start() if clause else end
    for names, start, stop in (
        (_NAMED, cue.start, behind),
        (_TO, cue.end - len("to"), behind),
        (_ASKED, sentence.span.start, behind),
    ):
        yield from (match.end() for match in names.finditer(small, start, stop))


def _topic_at(small: str, start: int, end: int) -> Span | None:
    """Read a topic up to the end of its clause, without when and why nothing was said of it."""
    clause = _CLAUSE.search(small, start, end)
    end = clause.start() if clause else end
    if _NO_TOPIC.match(small, start, end):
        return None
    beside = _END.search(small, start, end)
    found = Span(start, beside.start() if beside else end)
    return found if found.end - found.start >= _SHORTEST else None
