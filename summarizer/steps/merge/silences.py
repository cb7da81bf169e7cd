"""Refusals to comment, told by several articles, become one."""

from typing import NamedTuple

from summarizer.models import Decision, Silence
from summarizer.steps.merge.groups import grouped
from summarizer.steps.merge.heap import Heap, in_order
from summarizer.steps.merge.pairs import Comparison
from summarizer.steps.merge.terms import Terms, read_terms
from summarizer.text.fold import fold

_ALIKE = 0.5


class Silent(NamedTuple):
    """A silence of one article."""

    key: str
    article: str
    silence: Silence
    by: tuple[str, ...]
    about: Terms


def merge_silences(heap: Heap, comparison: Comparison) -> tuple[tuple[Silence, ...], tuple[Decision, ...]]:
    """Merge the silences of one side about one matter."""
    found = {
        one.key: one
        for extract in heap.extracts
        for silence in in_order(extract.silences)
        for one in [
            Silent(
                key=f"{extract.article.id}.{silence.id}",
                article=extract.article.id,
                silence=silence,
                by=heap.cast.of(extract.article.id, silence.by),
                about=read_terms(silence.about, heap.names, extract.article.published),
            )
        ]
    }
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for key, one in found.items():
        together.setdefault((one.silence.kind, one.by), []).append(key)
    for one_key, two_key, made in heap.verdicts.of("silence"):
        if made.verdict == "same" and one_key in found and two_key in found:
            together.setdefault((made.reason, (one_key, two_key)), []).extend((one_key, two_key))
    links = [
        (one, two)
        for keys in together.values()
        for place, one in enumerate(keys)
        for two in keys[place + 1 :]
        if _same(found[one], found[two], heap, comparison)
    ]
    parted = grouped(found, links, lambda one, two: _same(found[one], found[two], heap, comparison))
    silences = tuple(
        _merged(f"s{number}", [found[key] for key in group], heap) for number, group in enumerate(parted.groups, 1)
    )
    decisions = tuple(
        Decision(kind="silence", items=group, verdict="same", reason="One side keeps silent about one matter.")
        for group in parted.groups
        if len(group) > 1
    )
    return silences, decisions


def _same(one: Silent, two: Silent, heap: Heap, comparison: Comparison) -> bool:
    verdict = heap.verdicts.on("silence", one.key, two.key)
    if verdict:
        return verdict.verdict == "same"
    if one.article == two.article or one.by != two.by or one.silence.kind != two.silence.kind:
        return False
    told = fold(one.silence.about) == fold(two.silence.about)
    return told or comparison.judge.overlap(one.about, two.about)[0] >= _ALIKE


def _merged(id_: str, members: list[Silent], heap: Heap) -> Silence:
    via = dict.fromkeys(party for one in members for party in heap.cast.of(one.article, one.silence.via))
    return Silence(
        id=id_,
        via=tuple(via),
        evidence=tuple(dict.fromkeys(evidence for one in members for evidence in one.silence.evidence)),
        members=tuple(one.key for one in members),
        by=members[0].by,
        kind=members[0].silence.kind,
        about=max((one.silence.about for one in members), key=lambda text: (len(text), text)),
    )
