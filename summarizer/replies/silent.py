"""Who is silent: whose words fail, whom an unanswered call went to, for whom somebody answers the telephone."""

import re

from summarizer.replies.lexicon import terms, word_set
from summarizer.replies.phrases import PRONOUNS, clause_subject, is_finite, phrase_after, subject
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import full_source, speaker_of
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

PHONES = ("phone", "telephone", "mobile", "line", "switchboard", "number", "cellphone")
_HINDERED = ("prevent", "prohibit", "preclud", "forb")
_TO = re.compile(r" (?:to|with|at|on (?=(?:his|her|its|their) )) ?(?=\w)")
_GENERIC = re.compile(
    r"[Tt]he (?:agency|association|bank|board|body|brigade|chain|charity|church|club|commission|committee|company|"
    r"council|court|department|family|federation|firm|force|government|group|hospital|league|ministry|office|operator|"
    r"organi[sz]ation|palace|party|police|regulator|school|service|team|trust|union|university)"
)
_BARE = frozenset(("a", "an", "the", "it", "that", "this", "there"))
_NOBODY = word_set("nobody no no-one")
_ASTRAY = word_set("by through on in at from with to after for before within until")
_ASKED = lazily(r"\b(?:ask|asked|invited|approached|contacted|e-?mailed|phoned|telephoned|rang) (?=[\w\"'])")
_ANSWERS = lazily(
    r",? who (?:answered|picked up|took|came to|opened|answers) (?:\w+ )?(?:\w+ )?"
    r"(?:tele)?(?:phone|call|door|intercom|line|bell|doorbell|gate) (?:at|for|of|in) (?=\w)"
)
_NOBODY_AT = re.compile(r"(?:no one|no-one|nobody)(?: else)? (?:at|from|in|of) ", re.IGNORECASE)
_QUESTIONED = word_set("asked pressed questioned approached")
SERVANTS = word_set(
    "assistant aide secretary receptionist housekeeper spokesman spokeswoman spokesperson lawyer agent colleague clerk"
    " wife husband son daughter mother father brother sister neighbour neighbor guard"
    " man woman person employee employer voice attendant porter operator official manager"
)
_AWAY = re.compile(r"\b(?:available|calls|interviews|travelling|traveling|abroad|away|holiday|visitors)$")


def silent(sentence: Sentence, cue: Span, first: int) -> Span | None:
    """Find who is silent: the subject of the words, else whom an unanswered call went to, or who speaks them."""
    found = _found(sentence, cue, first)
    return _phoned(sentence, found, cue) if found else None


def _found(sentence: Sentence, cue: Span, first: int) -> Span | None:
    nobody = sentence.low[first] in _NOBODY and not sentence.in_quote(cue.start)
    if nobody and (found := _asked(sentence) or _teller(sentence, first)):
        return found
    source = full_source(sentence, _subject(sentence, cue, first))
    if source and source.start == sentence.span.start and (named := _named_behind(sentence, source)):
        return named
    if source and (boss := _spoken_for(sentence, source, cue)):
        return boss
    if source and _GENERIC.fullmatch(source.of(sentence.text.plain)):
        return _speaks_of_own(sentence, source) or source
    if source is None or source.of(sentence.text.plain).lower() not in _BARE:
        return source
    if sentence.low[first] in terms("contact"):
        to = _TO.search(sentence.text.plain, *cue)
        return phrase_after(sentence, sentence.token_at(to.end())) if to else source
    speaker = speaker_of(sentence, cue)
    return speaker.source if speaker else source


def _asked(sentence: Sentence) -> Span | None:
    """Find whom the sentence says was asked: “We did ask the prison service; nobody was available.”."""
    asked = _ASKED.search(sentence.text.plain, *sentence.span)
    found = phrase_after(sentence, sentence.token_at(asked.end())) if asked else None
    return Span(found.start, found.start + len(found.of(sentence.text.plain).split(" for ")[0])) if found else None


def _teller(sentence: Sentence, before: int) -> Span | None:
    """Find who says that nobody would talk."""
    told = [at for at in sentence.verbs if at < before]
    return _placed(sentence, subject(sentence, told[-1]), told[-1]) if told else None


def _phoned(sentence: Sentence, source: Span, cue: Span) -> Span:
    """Put the mill for “a woman who answered the telephone at the mill” and for “no one at the mill”."""
    plain = sentence.text.plain
    if nobody := _NOBODY_AT.match(plain, *source):
        return Span(nobody.end(), source.end)
    answers = _ANSWERS.match(plain, source.end, sentence.span.end)
    found = phrase_after(sentence, sentence.token_at(answers.end())) if answers else None
    if found is None:
        return source
    end = len(sentence.text.plain[: cue.start].rstrip()) if found.overlaps(cue) else found.end
    return Span(found.start, end)


def _spoken_for(sentence: Sentence, source: Span, cue: Span) -> Span | None:
    """Put the abbot for “a clerk” in “the abbot was on leave and a clerk said he was not taking calls”."""
    heads = source.of(sentence.text.plain).lower().split()
    if heads[0] not in ("a", "an") or heads[-1] not in SERVANTS or not _AWAY.search(sentence.text.small, *cue):
        return None
    opening = clause_subject(sentence, sentence.token_at(source.start))
    return opening if opening and opening.end < source.start else None


def _named_behind(sentence: Sentence, source: Span) -> Span | None:
    """Find who says what opens with a pronoun: “They cannot discuss it, an official said.”."""
    if source.of(sentence.text.plain).lower() not in PRONOUNS or not sentence.verbs:
        return None
    found = subject(sentence, sentence.verbs[-1])
    if found is None or found.start <= source.end or found.of(sentence.text.plain).lower() in PRONOUNS:
        return None
    return found if sentence.low[sentence.token_at(found.start) - 1] == "," else None


def _speaks_of_own(sentence: Sentence, body: Span) -> Span | None:
    """Put the mayor for “the council” in “the mayor said the council would not comment”."""
    at = sentence.token_at(body.start) - 1
    if at >= 0 and sentence.low[at] == "that":
        at -= 1
    return subject(sentence, at) if at > 0 and at in sentence.verbs else None


def _subject(sentence: Sentence, place: Span, first: int) -> Span | None:
    """Find the speaker of “No comment”, else the subject of the words."""
    if sentence.in_quote(place.start):
        speaker = speaker_of(sentence, place)
        if speaker is not None:
            return speaker.source
    if sentence.low[first].startswith(_HINDERED):  # “its rules prevented it from commenting”
        told = [at for at in sentence.verbs if at < first]
        return subject(sentence, told[-1]) if told else None
    if sentence.low[first] in _QUESTIONED:  # “Asked about it, she said nothing”: the verb of the silence comes later
        said = (at for at in sentence.verbs if at > first and sentence.places[at][1] <= place.end)
        last = sentence.token_at(place.end - 1)
        first = next(
            said, _verb(sentence, last) if "," in sentence.low[first:last] else first
        )  # “…, the clerk walked away”
    source = _placed(sentence, subject(sentence, first), first)
    if source and sentence.low[first] in PHONES and sentence.token_at(source.end) == first:
        return Span(source.start, sentence.places[first][1])  # “its press line is ringing out”
    return source


def _verb(sentence: Sentence, last: int) -> int:
    """Give the verb among the last two words of a cue: “declined”, “walked away”."""
    return last if is_finite(sentence, last) else last - 1


def _placed(sentence: Sentence, source: Span | None, before: int) -> Span | None:
    """Leave a phrase that only says where, when or by whom, for the subject of its clause."""
    if source is None:
        return None
    at = sentence.token_at(source.start)
    if sentence.low[at] not in _ASTRAY and (not at or sentence.low[at - 1] not in _ASTRAY):
        return source
    found = clause_subject(sentence, before)
    moved = found and sentence.low[sentence.token_at(found.start)] not in _ASTRAY and found.start < source.start
    return found if moved else source
