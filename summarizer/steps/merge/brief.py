"""Put a story together: parties, claims, replies, conflicts, and what each article left out."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from summarizer.models import Brief, Decision, Extract, Failure
from summarizer.steps.merge.claims import merge_claims, with_status
from summarizer.steps.merge.conflicts import find_conflicts
from summarizer.steps.merge.decisions import ordered, read_verdicts
from summarizer.steps.merge.denials import merge_denials
from summarizer.steps.merge.heap import Heap, heap_of
from summarizer.steps.merge.matrix import against_of, balance_of, omissions_of
from summarizer.steps.merge.pairs import Comparison
from summarizer.steps.merge.replies import link
from summarizer.steps.merge.silences import merge_silences
from summarizer.steps.merge.summary import summary_of


class Pair(NamedTuple):
    """Two items that code is unsure about: claims that may be one, or a reply that may answer a claim."""

    kind: Literal["claim", "answers"]
    items: tuple[str, str]
    texts: tuple[str, str]
    """What each says, with who says it."""
    reason: str


def merge(
    extracts: Sequence[Extract],
    failures: Sequence[Failure] = (),
    verdicts: Sequence[Decision] = (),
    story: str = "story",
) -> Brief:
    """Merge the extracts of one story into its brief.

    `verdicts` are decisions of persons and models on pairs of items; they win over the rules, persons over models,
    and stay in the brief. The order of the extracts changes nothing.
    """
    return merged(compared(extracts, verdicts), failures, verdicts, story)


def compared(extracts: Sequence[Extract], verdicts: Sequence[Decision] = ()) -> Comparison:
    """Compare the claims of a story once: what is doubtful can then be asked, and the brief be made of the same."""
    return Comparison(heap_of(extracts, read_verdicts(verdicts)))


def merged(
    comparison: Comparison, failures: Sequence[Failure] = (), verdicts: Sequence[Decision] = (), story: str = "story"
) -> Brief:
    """Make the brief of a story that has been compared; `verdicts` are all that were given or asked for by now."""
    return brief_of(comparison.decided(read_verdicts(verdicts)), failures, verdicts, story)


def brief_of(comparison: Comparison, failures: Sequence[Failure], verdicts: Sequence[Decision], story: str) -> Brief:
    """Make the brief of a heap whose claims have been compared."""
    heap = comparison.heap
    claims = merge_claims(heap, comparison)
    claim_ids = {member: claim.id for claim in claims for member in claim.members}
    denials = merge_denials(heap, comparison, claim_ids)
    silences, silence_decisions = merge_silences(heap, comparison)
    conflicts = find_conflicts(heap, comparison)
    contested = {denial.answers for denial in denials.denials} | {c for k in conflicts.conflicts for c in k.claims}
    claims = with_status(claims, frozenset(filter(None, contested)))
    against = against_of(denials.denials, conflicts.conflicts, claims)
    made = (
        *heap.cast.decisions,
        *heap.reprints.decisions,
        *comparison.decisions(),
        *denials.decisions,
        *silence_decisions,
        *conflicts.decisions,
    )
    failed = tuple(sorted(failures, key=lambda failure: (failure.source, failure.step, failure.reason)))
    brief = Brief(
        story=story,
        articles=tuple(extract.article for extract in heap.extracts),
        parties=heap.cast.parties,
        claims=claims,
        denials=denials.denials,
        silences=silences,
        conflicts=conflicts.conflicts,
        omissions=omissions_of(heap, comparison, claims, against, failed),
        balance=balance_of(heap),
        audit=tuple(extract.audit for extract in heap.extracts),
        decisions=ordered(made, verdicts),
        failures=failed,
    )
    return brief.model_copy(update={"summary": summary_of(brief)})


def doubtful(comparison: Comparison) -> tuple[Pair, ...]:
    """List the pairs that the rules are unsure of and nobody has decided, with the words to decide them by."""
    heap = comparison.heap
    told = {said.key: _told(said.speakers, said.claim.text, heap) for said in heap.said}
    found = [
        Pair("claim", (made.one.key, made.two.key), (told[made.one.key], told[made.two.key]), made.reason)
        for made in comparison.unsure()
        if made.by == "rule"
    ]
    for reply in comparison.ruled.replied:
        made = link(reply, heap, comparison).decision
        if made and made.verdict == "unsure" and made.by == "rule":
            words = " … ".join(evidence.exact for evidence in reply.denial.evidence if evidence.role == "content")
            found.append(
                Pair(
                    "answers",
                    (made.items[0], made.items[1]),
                    (_told(reply.by, words, heap), told[made.items[1]]),
                    made.reason,
                )
            )
    return tuple(sorted(found))


def _told(parties: Sequence[str], text: str, heap: Heap) -> str:
    names = {party.id: party.name for party in heap.cast.parties}
    who = ", ".join(names[party] for party in parties)
    return f"{who}: {text}" if who else text
