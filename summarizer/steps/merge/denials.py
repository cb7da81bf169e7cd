"""Replies that say the same to the same by the same side become one; so do silences."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from summarizer.models import Decision, Denial
from summarizer.steps.merge.groups import grouped
from summarizer.steps.merge.heap import Heap
from summarizer.steps.merge.pairs import Comparison
from summarizer.steps.merge.replied import Replied
from summarizer.steps.merge.replies import Link, link

_ALIKE = 0.5  # share of content that makes two replies one where no claim joins them
_MOST_TOGETHER = 60  # replies that one word or claim may lead to


class Answered(NamedTuple):
    """A reply, and the merged claim that it was found to answer."""

    reply: Replied
    link: Link
    target: str | None


class Denials(NamedTuple):
    """The merged denials of a story."""

    denials: tuple[Denial, ...]
    decisions: tuple[Decision, ...]


def merge_denials(heap: Heap, comparison: Comparison, claim_ids: dict[str, str]) -> Denials:
    """Link every reply and merge those that are one; `claim_ids` names the merged claim of each claim."""
    found = {}
    for reply in comparison.ruled.replied:
        answer = link(reply, heap, comparison)
        found[reply.key] = Answered(reply, answer, claim_ids[answer.claim.key] if answer.claim else None)
    links = sorted(_links(found, heap, comparison), key=lambda made: (made.by == "rule", made.items))
    parted = grouped(
        found,
        ((made.items[0], made.items[1]) for made in links),
        lambda one, two: _why(found[one], found[two], heap, comparison) is not None,
    )
    decisions = [made for made in links if made.by == "rule" and made.items in parted.joined]
    denials = []
    for number, group in enumerate(parted.groups, 1):
        members = [found[key] for key in group]
        denials.append(_merged(f"d{number}", members, heap))
        decisions += _written(members)
    return Denials(tuple(denials), tuple(decisions))


def _links(found: dict[str, Answered], heap: Heap, comparison: Comparison) -> Iterator[Decision]:
    """Give the pairs of replies that are one, with the reason."""
    together: dict[str, list[str]] = defaultdict(list)
    for key, answered in found.items():
        for mark in (f"→{answered.target}", *sorted(answered.reply.about)):
            together[mark].append(key)
    order = {key: number for number, key in enumerate(found)}
    near = {pair for keys in together.values() if len(keys) <= _MOST_TOGETHER for pair in combinations(keys, 2)}
    given = {(a, b) for a, b, _ in heap.verdicts.of("denial") if a in found and b in found}
    for one, two in sorted(near | given, key=lambda pair: (order[pair[0]], order[pair[1]])):
        verdict = heap.verdicts.on("denial", one, two)
        reason = _why(found[one], found[two], heap, comparison)
        if reason is not None:
            by = verdict.by if verdict else "rule"
            yield Decision(kind="denial", items=(one, two), verdict="same", reason=reason, by=by)


def _why(one: Answered, two: Answered, heap: Heap, comparison: Comparison) -> str | None:
    """Say why two replies are one; None if they are not."""
    verdict = heap.verdicts.on("denial", one.reply.key, two.reply.key)
    if verdict:
        return verdict.reason if verdict.verdict == "same" else None
    if one.reply.article.id == two.reply.article.id or one.reply.denial.kind != two.reply.denial.kind:
        return None
    if not comparison.judge.one_side(one.reply.by, two.reply.by):
        return None
    if one.target and two.target:
        return "One side answers one claim in the same way." if one.target == two.target else None
    score, disagree = comparison.judge.overlap(one.reply.terms, two.reply.terms)
    return f"One side says the same: they share {score:.0%}." if score >= _ALIKE and not disagree else None


def _written(members: list[Answered]) -> Iterator[Decision]:
    """Write down what each reply answers, and what it answers because it is the same reply as another."""
    linked = next((one for one in members if one.link.claim), None)
    for one in members:
        if linked and linked.link.claim and not one.link.claim:
            yield Decision(
                kind="answers",
                items=(one.reply.key, linked.link.claim.key),
                verdict="answers",
                reason=f"It is the same reply as {linked.reply.key}.",
            )
        elif one.link.decision:
            yield one.link.decision


def _merged(id_: str, members: list[Answered], heap: Heap) -> Denial:
    """Make one reply of several; where a firm and those who speak for it reply as one, all of them are named."""
    target = next((one.target for one in members if one.target), None)
    via = dict.fromkeys(party for one in members for party in heap.cast.of(one.reply.article.id, one.reply.denial.via))
    told = [one.reply.denial.allegation for one in members if one.reply.denial.allegation]
    before = {one.link.before for one in members if one.target}
    return Denial(
        id=id_,
        via=tuple(via),
        evidence=tuple(dict.fromkeys(evidence for one in members for evidence in one.reply.denial.evidence)),
        members=tuple(one.reply.key for one in members),
        by=tuple(dict.fromkeys(party for one in members for party in one.reply.by)),
        kind=members[0].reply.denial.kind,
        answers=target,
        allegation=None if target else max(told, key=lambda text: (len(text), text), default=None),
        precedes_claim=None if not target else False if False in before else True if True in before else None,
    )
