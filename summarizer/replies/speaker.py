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
    """A source, and whether its verb concedes what it says."""

    source: Span
    concedes: bool = False
    verb: int = -1


def speaker_of(sentence: Sentence, place: Span) -> Speaker | None:
    """Find who says what stands at `place`."""
    quote = sentence.quote_at(place.start)
    found = _beside_quote(sentence, quote) if quote else _around(sentence, place)
    if found is None and (given := _according_to(sentence)):
        found = Speaker(given)
    if found is None and quote is not None:
        found = _next_door(sentence, quote)
    return found


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


def _according_to(sentence: Sentence) -> Span | None:
    for at in range(len(sentence.low) - 2):
        if sentence.low[at] == "according" and sentence.low[at + 1] == "to":
            return phrase_after(sentence, at + 2)
    return None


def _next_door(sentence: Sentence, quote: Span) -> Speaker | None:
    """A quotation that is a sentence of its own belongs to whoever speaks beside it in the paragraph."""
    if quote.start > sentence.span.start + 1:
        return None
    around = sentence.text.sentences
    before = around[sentence.number - 1] if sentence.number else None
    after = around[sentence.number + 1] if sentence.number + 1 < len(around) else None
    if before is not None and sentence.text.same_paragraph(before, sentence):
        if before.verbs and (source := said_by(before, before.verbs[0])):
            return Speaker(source)
        if source := clause_subject(before, len(before.low)):
            return Speaker(source)
    if after is not None and sentence.text.same_paragraph(sentence, after):
        source = said_by(after, after.verbs[0]) if after.verbs else clause_subject(after, len(after.low))
        return Speaker(source) if source else None
    return None
