"""Silences: who says nothing, and what only looks like it."""

import re

from summarizer.replies.lexicon import phrases, terms
from summarizer.replies.phrases import subject
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import speaker_of
from summarizer.text.span import Span

_OPEN_ENDED = ("silent", "silent on", "quiet", "reached", "contacted", "respond", "reply", "answer", "react")
_HINDERED = ("prevent", "prohibit", "preclud", "forb")
_PHONES = ("phone", "telephone", "mobile", "line", "switchboard")
_MANY = re.compile(r"\b(?:of|all|many|most|some|several)(?: \w+)? $")
_BESIDE = 40
_DAY = re.compile(r"(?: on)? (?:mon|tues|wednes|thurs|fri|satur|sun)day")
_ON_THE_WAY = re.compile(r" by (?:road|boat|air|sea|foot|rescue|car|train)", re.IGNORECASE)


def silent(sentence: Sentence, place: Span, first: int) -> Span | None:
    """Find who is silent: the speaker of “No comment”, else the subject of the words."""
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
