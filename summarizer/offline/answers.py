"""What a reply answers: the accusation that it names, a claim by the accuser, or the claim for which most speaks."""

import re
from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from summarizer.models import DraftClaim
from summarizer.offline.speakers import Speakers
from summarizer.replies import Reply
from summarizer.text.fold import words
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

ACCUSATION = re.compile(
    r"(?:claim|accusation|allegation|charge|assertion|report|suggestion|contention|complaint|rumou?r|finding)s?"
    r"(?: that (?P<what>.+))?",
    re.DOTALL,
)
_COMMON = frozenset(
    "that this with from have been were they their there about which would could should after before into over said "
    "says any all the what when where than then also recent latest earlier".split()
)
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|denials?|reject\w*|refut\w*)\b", re.IGNORECASE)
_TELLING = 3
"""Words of its own with which a denial tells what is not so: a claim that has none of them is not what it denies."""
_SHARED, _MOST_SHARED = 0.65, 3
"""What speaks for a claim, rounded from a fit to the articles of the gold that rules may be tuned to: words in common,
_OPENING: a place at the head of the report, _BACK: few sentences between them, _NEAREST: no other claim between them.
"""
_OPENING = {0: 1.2, 1: 0.6}
_NAMED = 0.5
"""So much of it where the reply says what it answers: “denied that the alarm was off”."""
_BACK = {1: 1.2, 2: 0.8, 3: 0.8, 4: 0.8, 5: 0.8}
_NEAREST = 0.5
_BEHIND, _OWN, _NOBODY, _FIRST_PERSON, _SHORT = -2.2, -2.0, -0.7, -0.7, -1.2
"""What speaks against it: it comes later, the outlet says it, nobody knows who says it, it tells of the speaker, it has
few words.
"""
_POINTS = re.compile(r"(?:this|that|these|those|it|them|the)(?: \w+)?", re.IGNORECASE)
"""Words for what has just been said: “it”, “those accounts”, “the allegation”."""
_SHORTEST = 5
_LEAST = 0.5
"""A claim for which less speaks is not what is answered."""
_SPEAKER = frozenset(("i", "we", "my", "our", "me", "us"))


class Placed(NamedTuple):
    """A claim of the draft and where it stands."""

    span: Span
    claim: DraftClaim


class Said(NamedTuple):
    """What an article says: its claims, who speaks in it, and the number of its first sentence below the title."""

    claims: Sequence[Placed]
    speakers: Speakers
    text: Numbered
    first: int


class _Asked(NamedTuple):
    """A reply as every claim is held against it."""

    reply: Span
    stems: set[str]
    opening: float


def accusation(reply: Reply, speakers: Speakers, text: Numbered) -> Placed | None:
    """Read the accusation that a reply names with its accuser: “a U.S. claim that …” is a claim by the U.S."""
    if reply.about is None or reply.is_silence:
        return None
    match = ACCUSATION.search(text.text, reply.about.start, reply.about.end)
    if match is None or match["what"] is None:
        return None
    by = speakers.named_in(Span(reply.about.start, match.start()))
    content = Span(*match.span("what"))
    if not by or len(content.of(text.text).split()) < 3:
        return None
    cue = Span(match.start(), match.start("what") - len(" that "))
    return Placed(content, DraftClaim(by=by, cue=text.cite(cue), at=text.cites(content)))


def answered(reply: Reply, by: tuple[str, ...], said: Said) -> int | None:
    """Find the number of the claim that a reply answers, counted from 1; None where no claim fits."""
    others = [(n, placed) for n, placed in enumerate(said.claims, 1) if not set(placed.claim.by) & set(by)]
    if reply.about is not None:
        about = reply.about
        named = about if not _points(about, said.text) else Span(reply.evidence.start, reply.cue.start)
        inside = [number for number, placed in others if placed.span.within(named)]
        if inside:
            return inside[0]
        others = _by_accusers(others, {*_accusers(about, said.speakers, said.text)} - {*by})
        wanted = _stems(about.of(said.text.text)) - {stem for name in by for stem in _stems(name)}
        if _DENYING.search(reply.cue.of(said.text.text)) and about.start >= reply.cue.end and len(wanted) >= _TELLING:
            others = [(n, placed) for n, placed in others if wanted & _stems(placed.span.of(said.text.text))]
    before = [number for number, placed in others if placed.span.end <= reply.cue.start]
    asked = _Asked(reply.evidence, _stems(reply.evidence.of(said.text.text)), _opening(reply.about, said.text))
    likely = [(_likely(placed, asked, said) + _NEAREST * (before[-1:] == [n]), -n) for n, placed in others]
    best = max(likely, default=None)
    return -best[1] if best and best[0] >= _LEAST else None


def _by_accusers(claims: list[tuple[int, Placed]], accusers: set[str]) -> list[tuple[int, Placed]]:
    """Keep the claims of those whose accusation a reply names, where they make any."""
    alone = [(n, placed) for n, placed in claims if accusers and accusers == set(placed.claim.by)]
    return alone or [(n, placed) for n, placed in claims if accusers & set(placed.claim.by)] or claims


def _likely(placed: Placed, asked: _Asked, said: Said) -> float:
    """Weigh how likely a claim is what a reply answers: a charge near it, or the one with which the report begins."""
    text, claim = said.text, placed.claim
    words_in = placed.span.of(text.text).lower().split()
    number = text.sentence_of(placed.span)
    back = text.sentence_of(asked.reply) - number
    shared = asked.stems & _stems(text.around(placed.span).of(text.text))
    return fsum(
        (
            _SHARED * min(_MOST_SHARED, len(shared)),
            _OPENING.get(number - said.first, 0.0) * asked.opening,
            _BACK.get(back, 0.0),
            _BEHIND * (placed.span.start >= asked.reply.end),
            _OWN * (claim.voice == "own"),
            _NOBODY * (claim.voice != "own" and not claim.by),
            _FIRST_PERSON * (not _SPEAKER.isdisjoint(words_in)),
            _SHORT * (len(words_in) < _SHORTEST),
        )
    )


def _accusers(about: Span, speakers: Speakers, text: Numbered) -> tuple[str, ...]:
    match = ACCUSATION.search(text.text, about.start, about.end)
    return speakers.named_in(Span(about.start, match.start())) if match else ()


def _points(about: Span, text: Numbered) -> bool:
    return _POINTS.fullmatch(about.of(text.text)) is not None


def _opening(about: Span | None, text: Numbered) -> float:
    """How much it says for a claim to open the report, when a reply may say itself what it answers."""
    if about is None:
        return 1.0
    return 0.0 if _points(about, text) else _NAMED


def _stems(told: str) -> set[str]:
    return {
        word[:5] for word in words(told) if len(word) > 3 and word not in _COMMON and not ACCUSATION.fullmatch(word)
    }
