"""The finder: sentence by sentence, first what a cue marks, then what contradicts without one."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice

from summarizer.replies.content import objection
from summarizer.replies.context import Context
from summarizer.replies.counter import said_back
from summarizer.replies.judge import judged, made
from summarizer.replies.lexicon import Cue, cues
from summarizer.replies.nominal import nominal
from summarizer.replies.phrases import PRONOUNS
from summarizer.replies.reading import Sentence, Text
from summarizer.replies.reply import Reply
from summarizer.replies.weak import contradiction
from summarizer.text.span import Span

_MOST = 6  # matches of one cue that are looked at in a sentence
_BESIDE_WORDS = re.compile(r"\"[^\"]*\"|[^\w]|\b(?:but|and|so|then|later|yet)\b", re.IGNORECASE)
_APART = re.compile(r", (?:saying|adding|insisting|arguing)\b|; ")


@lru_cache(maxsize=8)
def replies(text: str) -> tuple[Reply, ...]:
    """Find the denials and silences of a news text, in its order.

    A headline is no reply: what it sums up stands in the report.
    """
    finder = _Finder(text)
    finder.cued()
    return tuple(_merged(finder.text, finder.all()))


@lru_cache(maxsize=64)
def marked(text: str) -> tuple[Reply, ...]:
    """Find those of the replies that words of replying mark, which are quicker to find than all."""
    finder = _Finder(text)
    return tuple(_merged(finder.text, finder.cued()))


class _Finder:
    """Finds the replies of one text; those that no cue marks only where somebody asks for them."""

    def __init__(self, text: str) -> None:
        self.text = Text(text)
        self._context = Context(self.text)
        self._found: list[Reply] = []

    def cued(self) -> list[Reply]:
        """Find what a cue marks; what else a sentence says is left until the context needs it."""
        found: list[Reply] = []
        for sentence in self.text.sentences:
            if not self.text.is_headline(sentence):
                here = _unsilenced(list(_cued(sentence, self._context)))
                found += _in_order(here)
                self._context.put_off(partial(self._note, sentence, here))
        return found

    def all(self) -> list[Reply]:
        """Give what was found with a cue, and find the rest."""
        self._context.catch_up()
        return self._found

    def _note(self, sentence: Sentence, cued: list[Reply]) -> None:
        """Remember who replies in a sentence."""
        here = cued or list(islice(_uncued(sentence, self._context), 1))
        for reply in here:
            if reply.source and not reply.is_silence:
                self._context.note(sentence, reply.source, marked=reply.marked)
        self._found += _in_order(here)


def _unsilenced(found: list[Reply]) -> list[Reply]:
    """Leave out a denial whose words are a part of a silence's: “answered no” in “answered no questions”."""
    silences = [reply.cue for reply in found if reply.is_silence]
    return [one for one in found if one.is_silence or not any(one.cue.within(cue) for cue in silences)]


def _in_order(found: list[Reply]) -> list[Reply]:
    return sorted(found, key=lambda reply: reply.cue.start)


def _uncued(sentence: Sentence, context: Context) -> Iterator[Reply]:
    """Give the replies that no cue marks."""
    for find in (nominal, said_back, contradiction, objection):
        if found := find(sentence, context):
            yield made(sentence, *found)._replace(marked=False)


def _cued(sentence: Sentence, context: Context) -> Iterator[Reply]:
    """Give the replies that a cue marks: one denial and one silence of each source."""
    seen: list[Reply] = []
    for cue in cues().beside(sentence.bag, sentence.flat):
        for match in islice(_matches(sentence, cue), _MOST):
            found = judged(sentence, cue, match, context)
            if found is None or any(_repeats(sentence, found, other) for other in seen):
                continue
            seen.append(found)
            yield found


def _matches(sentence: Sentence, cue: Cue) -> Iterator[re.Match[str]]:
    """Find a cue in a sentence."""
    small = sentence.text.small
    if not cue.anchored:
        yield from cue.pattern.finditer(small, *sentence.span)
        return
    for start in sorted(start for word in cue.words & sentence.bag for start in sentence.starts.get(word, ())):
        if match := cue.pattern.match(small, start, sentence.span.end):
            yield match


def _repeats(sentence: Sentence, one: Reply, two: Reply) -> bool:
    """Tell whether two finds in a sentence are one reply: of one sort, from one source or in the same words."""
    if one.is_silence != two.is_silence:
        return False
    if one.kind != two.kind and _apart(sentence, one.cue, two.cue):
        return False
    if one.source is None or two.source is None or one.cue.overlaps(two.cue) or one.source.overlaps(two.source):
        return True
    return any(source.of(sentence.text.plain).lower() in PRONOUNS for source in (one.source, two.source))


def _apart(sentence: Sentence, one: Span, two: Span) -> bool:
    """Tell whether two cues stand in clauses of their own: “scoffed at the claim, saying it was unproven”."""
    first, second = sorted((one, two))
    return _APART.search(sentence.text.plain, first.end, second.start) is not None


def _merged(text: Text, found: list[Reply]) -> Iterator[Reply]:
    """Make one of a refusal that is told and then quoted: she gave nothing away, “I don’t comment,” she said."""
    held: Reply | None = None
    for reply in found:
        if held is not None and held.is_silence and held.kind == reply.kind and _continues(text, held, reply):
            held = held._replace(evidence=Span(held.evidence.start, reply.evidence.end))
            continue
        if held is not None:
            yield held
        held = reply
    if held is not None:
        yield held


def _continues(text: Text, one: Reply, two: Reply) -> bool:
    """Tell whether a reply goes on in the next sentence of the paragraph, its source now a pronoun."""
    if two.source is None or two.source.of(text.plain).lower() not in PRONOUNS:
        return False
    if _BESIDE_WORDS.sub("", text.plain[two.evidence.start : two.source.start]).strip():
        return False  # another speaks first: “… The abbot told the choir that he could not comment”
    return one.evidence.end < two.evidence.start and not text.plain[one.evidence.end : two.evidence.start].strip(" ")
