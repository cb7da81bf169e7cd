"""What a reply answers: the accusation that it names, a claim by the accuser, or the claim just before it."""

import re
from collections.abc import Sequence
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
_ALIKE = 0.15
"""The share of its words that a reply has in common with the claim that it takes up."""
_NEAR = 5
"""Sentences that a reply without words of its own may reach back."""


class Placed(NamedTuple):
    """A claim of the draft and where it stands."""

    span: Span
    claim: DraftClaim


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


def answered(
    reply: Reply, by: tuple[str, ...], claims: Sequence[Placed], speakers: Speakers, text: Numbered
) -> int | None:
    """Find the number of the claim that a reply answers, counted from 1; None where no claim fits."""
    others = [(n, placed) for n, placed in enumerate(claims, 1) if not set(placed.claim.by) & set(by)]
    if reply.about is None:
        return _just_before(reply, by, others, speakers, text)
    inside = [number for number, placed in others if placed.span.within(reply.about)]
    if inside:
        return inside[0]
    accusers = set(_accusers(reply.about, speakers, text)) - set(by)
    accused = [(n, placed) for n, placed in others if accusers and accusers == set(placed.claim.by)]
    accused = accused or [(n, placed) for n, placed in others if accusers & set(placed.claim.by)]
    wanted = _stems(reply.about.of(text.text)) - {stem for name in by for stem in _stems(name)}
    if accused:
        return _likest(wanted, accused, text, least=0.25) or accused[0][0]
    if found := _likest(wanted, others, text, least=0.5):
        return found
    if _DENYING.search(reply.cue.of(text.text)) and reply.about.start >= reply.cue.end and len(wanted) >= _TELLING:
        others = [(n, placed) for n, placed in others if wanted & _stems(placed.span.of(text.text))]
    return _just_before(reply, by, others, speakers, text)


def _accusers(about: Span, speakers: Speakers, text: Numbered) -> tuple[str, ...]:
    match = ACCUSATION.search(text.text, about.start, about.end)
    return speakers.named_in(Span(about.start, match.start())) if match else ()


def _likest(wanted: set[str], claims: Sequence[tuple[int, Placed]], text: Numbered, least: float) -> int | None:
    """Find the claim that holds most of the words; of equals the first."""
    best, score = None, 0.0
    for number, placed in claims:
        shared = wanted & _stems(placed.span.of(text.text))
        if wanted and len(shared) / len(wanted) > score and (len(shared) > 1 or len(wanted) == 1):
            best, score = number, len(shared) / len(wanted)
    return best if score >= least else None


def _just_before(
    reply: Reply,
    by: tuple[str, ...],
    claims: Sequence[tuple[int, Placed]],
    speakers: Speakers,
    text: Numbered,
) -> int | None:
    """Take the last claim that somebody else makes shortly before, one that speaks of the replier before all others."""
    number = text.sentence_of(reply.evidence)
    near = [
        (n, placed)
        for n, placed in claims
        if 0 <= number - text.sentence_of(placed.span) <= _NEAR
        and placed.span.end <= reply.cue.start
        and placed.claim.voice != "own"
    ]
    of_replier = [(n, one) for n, one in near if {*by} & {*speakers.named_in(text.around(one.span))}]
    near = of_replier or near
    alike = _likest(_stems(reply.evidence.of(text.text)), near[::-1], text, least=_ALIKE)
    return alike or (near[-1][0] if near else None)


def _stems(told: str) -> set[str]:
    return {
        word[:5] for word in words(told) if len(word) > 3 and word not in _COMMON and not ACCUSATION.fullmatch(word)
    }
