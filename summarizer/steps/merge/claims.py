"""Merged claims: the fullest wording leads, the others are its renderings, and support is counted."""

from collections.abc import Sequence

from summarizer.models import Claim, Evidence
from summarizer.steps.merge.heap import Heap, Said
from summarizer.steps.merge.pairs import Comparison
from summarizer.steps.merge.renderings import renderings
from summarizer.steps.merge.support import status_of, support_of


def merge_claims(heap: Heap, comparison: Comparison) -> tuple[Claim, ...]:
    """Make one claim of each group; whether it is contested is told later, by replies and conflicts."""
    return tuple(_merged(f"c{number}", group, heap) for number, group in enumerate(comparison.groups, 1))


def with_status(claims: Sequence[Claim], contested: frozenset[str]) -> tuple[Claim, ...]:
    """Name how each claim is supported."""
    return tuple(
        claim.model_copy(update={"status": status_of(claim.support, contested=claim.id in contested)})
        for claim in claims
    )


def fullest(group: Sequence[Said]) -> Said:
    """Pick the fullest form: quoted rather than retold, more words rather than fewer, the earlier of two."""
    return (
        group[0]
        if len(group) == 1
        else max(group, key=lambda said: (len(said.terms.words) + len(said.terms.quantities), len(said.verbatim)))
    )


def _merged(id_: str, group: Sequence[Said], heap: Heap) -> Claim:
    lead = fullest(group)
    via = dict.fromkeys(party for said in group for party in heap.cast.of(said.article.id, said.claim.via))
    speeches = {said.claim.speech for said in group}
    return Claim(
        id=id_,
        via=tuple(via),
        evidence=_evidence(lead, group),
        members=tuple(said.key for said in group),
        text=lead.claim.text,
        speakers=lead.speakers,
        voice="distanced" if all(said.claim.voice == "distanced" for said in group) else _voice(lead, group),
        speech=speeches.pop() if len(speeches) == 1 else "mixed",
        modality=lead.claim.modality,
        support=support_of(group, heap),
        renderings=renderings(lead, [said for said in group if said is not lead]),
    )


def _evidence(lead: Said, group: Sequence[Said]) -> tuple[Evidence, ...]:
    """Put the evidence of the fullest form first, each piece once."""
    if len(group) == 1:
        return lead.claim.evidence
    return tuple(dict.fromkeys(evidence for said in (lead, *group) for evidence in said.claim.evidence))


def _voice(lead: Said, group: Sequence[Said]) -> str:
    """A claim from which only some outlets keep their distance is attributed."""
    return next((said.claim.voice for said in (lead, *group) if said.claim.voice != "distanced"), lead.claim.voice)
