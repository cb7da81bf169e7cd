"""Silences: who says nothing, and what only looks like it."""

import re

from summarizer.replies.lexicon import WEEKDAY, phrases, terms
from summarizer.replies.phrases import PRONOUNS, phrase_after, subject
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import full_source, speaker_of
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_OPEN_ENDED = ("silent", "silent on", "quiet", "reached", "contacted", "respond", "reply", "answer", "react")
_HINDERED = ("prevent", "prohibit", "preclud", "forb")
_PHONES = ("phone", "telephone", "mobile", "line", "switchboard")
_MANY = re.compile(r"\b(?:of|all|many|most|some|several)(?: \w+)? $")
_BESIDE = 40
_DAY = re.compile(rf"(?: on)? {WEEKDAY}")
_TO = re.compile(r" (?:to|with|at|on (?=(?:his|her|its|their) )) ?(?=\w)")
_GENERIC = re.compile(
    r"[Tt]he (?:agency|association|bank|board|body|brigade|chain|charity|church|club|commission|committee|company|"
    r"council|court|department|family|federation|firm|force|government|group|hospital|league|ministry|office|operator|"
    r"organi[sz]ation|palace|party|police|regulator|school|service|team|trust|union|university)"
)
_ANONYMOUS = lazily(r"\b(?:who|because|as|since) (?:(?:he|she|they|it) )?(?:\w+ )?\Z")
_BARE = frozenset(("a", "an", "the", "it", "that", "this", "there"))
_ON_THE_WAY = re.compile(r" by (?:road|boat|air|sea|foot|rescue|car|train)", re.IGNORECASE)


def silent(sentence: Sentence, cue: Span, first: int) -> Span | None:
    """Find who is silent: the subject of the words, else whom an unanswered call went to, or who speaks them."""
    source = full_source(sentence, _subject(sentence, cue, first))
    if source and source.start == sentence.span.start and (named := _named_behind(sentence, source)):
        return named
    if source and _GENERIC.fullmatch(source.of(sentence.text.plain)):
        return _speaks_of_own(sentence, source) or source
    if source is None or source.of(sentence.text.plain).lower() not in _BARE:
        return source
    if sentence.low[first] in terms("contact"):
        to = _TO.search(sentence.text.plain, *cue)
        return phrase_after(sentence, sentence.token_at(to.end())) if to else source
    speaker = speaker_of(sentence, cue)
    return speaker.source if speaker else source


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
    if sentence.low[first] == "asked":  # “Asked about it, she said nothing”: the verb of the silence comes later
        said = (at for at in sentence.verbs if at > first and sentence.places[at][1] <= place.end)
        first = next(said, first)
    return subject(sentence, first)


def is_silence(sentence: Sentence, match: re.Match[str], source: Span | None) -> bool:
    """Tell a silence from a patient who does not respond to treatment and a deal that could not be reached."""
    low = match.group().lower()
    if low.endswith(("be named", "be identified")):
        return False  # nor is one who speaks without a name silent
    if "authori" in low and _ANONYMOUS.search(sentence.text.plain, sentence.span.start, match.start()):
        return False  # “an aide who was not authorised to speak publicly” speaks
    before = sentence.text.plain[max(sentence.span.start, match.start() - _BESIDE) : match.start()].lower()
    if low.startswith(_PHONES) and _MANY.search(before):
        return False  # “millions of phones went dead”
    if not terms("unreachable").isdisjoint(re.findall(r"[\w-]+", before)[-2:]) and "silent" in low:
        return False
    if not low.endswith(_OPEN_ENDED):
        return True
    behind = sentence.text.plain[match.end() : match.end() + 60].lower()
    who = set(re.findall(r"[\w-]+", source.of(sentence.text.plain).lower())) if source else set()
    if who & terms("unreachable") or _ON_THE_WAY.match(behind):
        return False
    if low.endswith(("silent", "silent on", "quiet")):
        return not _DAY.match(behind) or low.split()[0] != "silent"
    if not behind.startswith(" to ") or low.endswith(("reached", "contacted")):
        return True
    return "comment" in behind or phrases("answered_with").search(behind, 0, len(behind.split(",")[0])) is not None
