"""What a reply answers: the claim of its own article, or the earliest claim of another that it can answer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from summarizer.models import Decision
from summarizer.steps.merge.heap import Heap, Said, content
from summarizer.steps.merge.occasions import occasion_of
from summarizer.steps.merge.pairs import Comparison
from summarizer.steps.merge.replied import FEWEST_SHARED, Replied
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

_FITS, _FITS_BARELY, _FITS_NAMED, _MAY_FIT = 0.45, 0.65, 0.25, 0.25
"""Share of what a reply is about that a claim must hold: less if it names who replies, least if he names who claims."""
_NEAR_BEST = 0.85  # claims that fit almost as well as the best are all claims that it may answer
_TO_UTTERANCES = frozenset({"dismisses", "disputes_evidence", "counter_accuses"})
"""Kinds that answer an utterance: it must have been made. A plain denial also holds against claims made later."""


class Link(NamedTuple):
    """What a reply was found to answer."""

    claim: Said | None
    before: bool | None
    decision: Decision | None


class Fit(NamedTuple):
    """A group of claims that a reply may answer, with how well it fits and how its time lies to the reply's."""

    group: tuple[Said, ...]
    score: float
    later: bool
    accuses: bool
    """Whether the claims name the one who replies, or the body he speaks for."""


def link(reply: Replied, heap: Heap, comparison: Comparison) -> Link:
    """Find what a reply answers: by a verdict, in its own article, or among the claims of all."""
    given = [
        (claim, made)
        for one, two, made in heap.verdicts.of("answers")
        if reply.key in (one, two) and (claim := comparison.by_key.get(two if one == reply.key else one))
    ]
    refused = {claim.key for claim, made in given if made.verdict != "answers"}
    for claim, made in given:
        if made.verdict == "answers":
            return Link(claim, _later(reply, _group(claim, comparison), heap), None)
    own = comparison.by_key.get(f"{reply.article.id}.{reply.denial.answers}")
    if own is None or own.key in refused or _made_too_early(reply):
        return _among_all(reply, heap, comparison, refused)
    if _tells_itself(reply, own, comparison):
        told = reply._replace(about=own.terms.words - reply.own)
        elsewhere = next(
            (found for one in (reply, told) if (found := _among_all(one, heap, comparison, refused)).claim), None
        )
        if elsewhere:
            return elsewhere
    reason = "Its own article sets it against this claim."
    return Link(own, reply.denial.precedes_claim, _answers(reply, own, reason))


def fits(reply: Replied, heap: Heap, comparison: Comparison) -> list[Fit]:
    """List the groups of claims that a reply may answer, the best first."""
    found = []
    for group in _sharing(reply, comparison):
        if any(_own_side(reply, said, comparison) for said in group):
            continue
        if reply.accusers:
            others = [said for said in group if _accuses(said, reply, comparison)]
        else:  # who read the article has not set the reply against the claims of it
            others = [said for said in group if said.article.id != reply.article.id]
        if not others:
            continue
        score = max(_fit(reply, said, comparison) for said in group)
        if score >= _MAY_FIT:
            accuses = any(reply.own & said.terms.words for said in group)
            found.append(Fit(group, score, _later(reply, group, heap) is True, accuses))
    return sorted(found, key=lambda fit: -round(fit.score, 6))


def _sharing(reply: Replied, comparison: Comparison) -> Iterator[tuple[Said, ...]]:
    """Give the groups that share enough words with a reply to be looked at, in the order of the heap."""
    shared = Counter(number for word in reply.about for number in comparison.groups_with.get(word, ()))
    yield from (comparison.groups[number] for number, count in sorted(shared.items()) if count >= FEWEST_SHARED)


def _among_all(reply: Replied, heap: Heap, comparison: Comparison, refused: set[str]) -> Link:
    possible = [fit for fit in fits(reply, heap, comparison) if not any(said.key in refused for said in fit.group)]
    possible = [fit for fit in possible if not fit.later or reply.denial.kind not in _TO_UTTERANCES]
    fitting = [fit for fit in possible if fit.score >= _needed(reply, fit)]
    if not fitting:
        near = possible[0].group[0] if possible else None
        doubt = (
            _answers(reply, near, f"It may answer this claim: they share {possible[0].score:.0%}.", "unsure")
            if near
            else None
        )
        return Link(None, None, doubt)
    fitting = [fit for fit in fitting if fit.accuses] or fitting
    if reply.ahead:
        fitting = [fit for fit in fitting if any(said.claim.modality == "predicted" for said in fit.group)] or fitting
    best = max(fit.score for fit in fitting)
    near_best = [fit for fit in fitting if fit.score >= _NEAR_BEST * best]
    chosen = min(near_best, key=lambda fit: (fit.later, _first_day(fit.group, heap) or date.max, -fit.score))
    claim = chosen.group[0]
    order = (
        "the claim was made later, and the denial holds against it as well"
        if chosen.later
        else "the earliest that it can answer"
    )
    return Link(
        claim,
        _later(reply, chosen.group, heap),
        _answers(reply, claim, f"It shares {chosen.score:.0%} of what it is about with this claim: {order}."),
    )


def _own_side(reply: Replied, said: Said, comparison: Comparison) -> bool:
    """Nobody denies what he, or the body he speaks for, has said."""
    lines = {over for party in reply.by for over in comparison.judge.line(party)[:2]}
    return any(over in lines for speaker in said.speakers for over in comparison.judge.line(speaker)[:2])


def _fit(reply: Replied, said: Said, comparison: Comparison) -> float:
    """Measure how much of what a reply is about a claim holds."""
    weights = comparison.judge.weights
    shared = reply.about & said.terms.words
    if len(shared) < FEWEST_SHARED or all(word[0] in "^@" for word in shared):
        return 0.0  # two names in common are not yet a matter in common
    return weights.sum(shared) / min(weights.sum(reply.about), weights.sum(said.terms.words))


def _needed(reply: Replied, fit: Fit) -> float:
    if reply.accusers:
        return _FITS_NAMED
    return _FITS if fit.accuses else _FITS_BARELY


def _accuses(said: Said, reply: Replied, comparison: Comparison) -> bool:
    """Tell whether a claim is by one of those whose charge the reply says it answers."""
    return any(comparison.judge.one_voice(said.speakers, (who,)) for who in reply.accusers)


def _group(claim: Said, comparison: Comparison) -> tuple[Said, ...]:
    return comparison.groups[comparison.group_of[claim.key]]


def _later(reply: Replied, group: Sequence[Said], heap: Heap) -> bool | None:
    """Tell whether the claim was first made after the reply; None where the days do not tell."""
    occasions = [
        occasion_of(said.article, said.claim, heap.names_of(said.article.id, said.claim.speakers)) for said in group
    ]
    if any(not reply.said.before(occasion) for occasion in occasions):
        known = [occasion for occasion in occasions if occasion.last and reply.said.first]
        return (
            False
            if any(occasion.last <= reply.said.first for occasion in known if occasion.last and reply.said.first)
            else None
        )
    return True


def _first_day(group: Sequence[Said], heap: Heap) -> date | None:
    days = [occasion_of(said.article, said.claim).last for said in group]
    return min((day for day in days if day), default=None)


def _tells_itself(reply: Replied, claim: Said, comparison: Comparison) -> bool:
    """Tell whether only the sentence of the reply tells a claim, of nobody named: whoever made it is to be found."""
    if claim.speakers or len(_group(claim, comparison)) > 1:
        return False
    text = numbered(reply.article.text)
    spans = [Span(one.start, one.end) for item in (reply.denial, claim.claim) for one in content(item)]
    return len({text.sentence_of(span) for span in spans}) == 1


def _made_too_early(reply: Replied) -> bool:
    """A reply to an utterance cannot answer one that was made after it, whatever stands beside it."""
    return reply.denial.precedes_claim is True and reply.denial.kind in _TO_UTTERANCES


def _answers(reply: Replied, claim: Said, reason: str, verdict: Literal["answers", "unsure"] = "answers") -> Decision:
    return Decision(kind="answers", items=(reply.key, claim.key), verdict=verdict, reason=reason)
