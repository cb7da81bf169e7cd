"""Who says what stands at a place: the source of the nearest verb of saying, in its sentence or beside it."""

from typing import NamedTuple

from summarizer.replies.lexicon import terms
from summarizer.replies.phrases import clause_subject, is_finite, opens_phrase, phrase_after, subject
from summarizer.replies.reading import Sentence
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_ADDRESSING = frozenset(("told", "tells", "telling", "assured", "assures"))  # who follows these is spoken to
_ADDRESSED = 6  # words that whoever is spoken to may have
_ANSWER = lazily(r",? (?:was|is|came) (?:\S+ ){0,4}(?:answer|reply|response|verdict|comment|retort) (?:of|from|by) ")
_PRONOUNS = frozenset(("it", "he", "she", "they", "its", "we", "i"))


class Speaker(NamedTuple):
    """A source, whether its verb concedes what it says, and which word that is, if of the sentence asked about."""

    source: Span
    concedes: bool = False
    verb: int = -1


def speaker_of(sentence: Sentence, place: Span) -> Speaker | None:
    """Find who says what stands at `place`."""
    quote = sentence.quote_at(place.start)
    if quote is None:
        return _around(sentence, place) or _given(sentence)
    first, last = _ends(sentence, quote)
    if found := _beside_quote(sentence, quote) or _given(sentence):
        return found
    beside = (_beside_quote(one, quote) for one in (last, first) if one is not sentence)
    found = next(filter(None, beside), None)  # a quotation that runs on has its speaker at either end
    return found._replace(verb=-1) if found else _next_door(first, last, quote)


def _ends(sentence: Sentence, quote: Span) -> tuple[Sentence, Sentence]:
    """Give the sentences in which a quotation that touches a sentence begins and ends."""
    around = sentence.text.sentences
    first = last = sentence.number
    while first and around[first].span.start > quote.start:
        first -= 1
    while last + 1 < len(around) and around[last + 1].span.start < quote.end:
        last += 1
    return around[first], around[last]


def said_by(sentence: Sentence, verb: int) -> Span | None:
    """Find the source of a verb of saying, before it or, inverted, behind it."""
    before = sentence.low[verb - 1] if verb else ""
    if before in (",", '"', "'", "") and sentence.low[verb] not in _ADDRESSING and opens_phrase(sentence, verb + 1):
        behind = phrase_after(sentence, verb + 1)
        if behind is not None:
            next_word = sentence.token_at(behind.end)
            pronoun = before == "," and sentence.low[verb + 1] in _PRONOUNS and next_word == verb + 2
            if pronoun and next_word < len(sentence.low) and sentence.low[next_word][0].isalnum():
                return full_source(sentence, subject(sentence, verb))
            ends = next_word >= len(sentence.low) or not (
                is_finite(sentence, next_word) or sentence.low[next_word] in ("that", '"')
            )
            if ends or before in ('"', "'"):
                return behind
    if sentence.low[verb] in (
        "saying",
        "adding",
        "insisting",
        "arguing",
        "claiming",
        "charging",
        "noting",
        "maintaining",
    ):
        others = [other for other in sentence.verbs if other != verb and not sentence.low[other].endswith("ing")]
        return subject(sentence, others[0]) if others else clause_subject(sentence, verb)
    return full_source(sentence, subject(sentence, verb))


def full_source(sentence: Sentence, source: Span | None) -> Span | None:
    """Put “the inspectorate” for “it” in “the inspectorate said it had no comment”."""
    if source is None or source.of(sentence.text.plain).lower() not in _PRONOUNS:
        return source
    at = sentence.token_at(source.start) - 1
    if at >= 0 and sentence.low[at] == "that":
        at -= 1
    if at > 0 and at in sentence.verbs:
        return subject(sentence, at) or source
    return _who_told(sentence, at + 1) or source


def _who_told(sentence: Sentence, that: int) -> Span | None:
    """Find who told somebody what “that” opens: “the abbot told the choir that he could not comment”."""
    if sentence.low[that : that + 1] != ["that"]:  # who speaks may stand behind this sentence
        return None
    near = [at for at in sentence.verbs if that - _ADDRESSED <= at < that and sentence.low[at] in _ADDRESSING]
    return subject(sentence, near[-1]) if near else None


def _beside_quote(sentence: Sentence, quote: Span) -> Speaker | None:
    """Take the verb nearest to the quotation."""
    best: tuple[int, int] | None = None
    for verb in sentence.verbs:
        at = Span(*sentence.places[verb])
        apart = at.start - quote.end if at.start >= quote.end else quote.start - at.end
        if best is None or apart < best[0]:
            best = (apart, verb)
    if best is None:
        answered = _ANSWER.match(sentence.text.plain, quote.end, sentence.span.end)
        if answered:
            found = phrase_after(sentence, sentence.token_at(answered.end()))
            return Speaker(found) if found else None
        opening = sentence.token_at(quote.start)
        if opening > 1 and quote.start > sentence.span.start:
            found = clause_subject(sentence, opening)
            return Speaker(found) if found else None
        return None
    return _made(sentence, best[1])


def _around(sentence: Sentence, place: Span) -> Speaker | None:
    """Take the last verb before the place, else the first one behind it."""
    before = [verb for verb in sentence.verbs if sentence.places[verb][1] <= place.start]
    for verb in reversed(before):
        if (found := _made(sentence, verb)) is not None:
            return found
    behind = [verb for verb in sentence.verbs if sentence.places[verb][0] >= place.end]
    inside = [verb for verb in sentence.verbs if place.start < sentence.places[verb][0] < place.end]
    return _made(sentence, (behind or inside)[0]) if behind or inside else None


def _made(sentence: Sentence, verb: int) -> Speaker | None:
    source = said_by(sentence, verb)
    return Speaker(source, sentence.low[verb] in terms("conceding"), verb) if source else None


def _given(sentence: Sentence) -> Speaker | None:
    """Read “according to NAME”."""
    for at in range(len(sentence.low) - 2):
        if sentence.low[at] == "according" and sentence.low[at + 1] == "to":
            found = phrase_after(sentence, at + 2)
            return Speaker(found) if found else None
    return None


def _next_door(first: Sentence, last: Sentence, quote: Span) -> Speaker | None:
    """A quotation that is all of its sentences belongs to whoever speaks beside them in the paragraph."""
    if quote.start > first.span.start + 1:
        return None
    around = first.text.sentences
    before = around[first.number - 1] if first.number else None
    after = around[last.number + 1] if last.number + 1 < len(around) else None
    if before is not None and first.text.same_paragraph(before, first):
        if before.verbs and (source := said_by(before, before.verbs[0])):
            return Speaker(source)
        if source := clause_subject(before, len(before.low)):
            return Speaker(source)
    if after is not None and last.text.same_paragraph(last, after):
        source = said_by(after, after.verbs[0]) if after.verbs else clause_subject(after, len(after.low))
        return Speaker(source) if source else None
    return None
