"""Support: how many articles, how many texts and how many utterances are behind a claim."""

from collections.abc import Sequence

from summarizer.models import Status, Support
from summarizer.steps.merge.heap import Heap, Said
from summarizer.steps.merge.occasions import Occasion, occasion_of
from summarizer.steps.merge.similarity import shares_quotation

_ALONE = Support()
_VERBATIM = 5  # words quoted alike from which two reports are of one utterance, whenever they say it was


def support_of(group: Sequence[Said], heap: Heap) -> Support:
    """Count what supports a merged claim."""
    if len(group) == 1:
        return _ALONE
    articles = {said.article.id for said in group}
    texts = {heap.reprints.text_of[article] for article in articles}
    return Support(reports=len(articles), texts=len(texts), origins=len(origins(group, heap)))


def status_of(support: Support, *, contested: bool) -> Status:
    """Name how a claim is supported."""
    if contested:
        return "contested"
    if support.reports == 1:
        return "single_source"
    return "one_origin" if support.origins == 1 else "several_origins"


def origins(group: Sequence[Said], heap: Heap) -> list[list[Said]]:
    """Part the texts that carry a claim by the utterance they are of; only what is surely distinct is parted."""
    once = {heap.reprints.text_of[said.article.id]: said for said in reversed(group)}
    found: list[list[Said]] = []
    for said in reversed(once.values()):
        home = next((one for one in found if not any(_distinct(said, other, heap) for other in one)), None)
        if home is None:
            found.append([said])
        else:
            home.append(said)
    return found


def _distinct(one: Said, two: Said, heap: Heap) -> bool:
    """Tell whether two reports of a claim are surely of two utterances or observations; an outlet's own is its own."""
    if not one.speakers and not one.claim.unnamed:
        return not heap.wires[one.article.id] & heap.wires[two.article.id]
    if min(len(one.verbatim), len(two.verbatim)) >= _VERBATIM and shares_quotation(one.verbatim, two.verbatim):
        return False
    return _occasion(one, heap).differs(_occasion(two, heap))


def _occasion(said: Said, heap: Heap) -> Occasion:
    return occasion_of(said.article, said.claim, heap.names_of(said.article.id, said.claim.speakers))
