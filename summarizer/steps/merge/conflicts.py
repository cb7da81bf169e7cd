"""Claims of one matter that cannot both hold: figures that do not agree, and statements contrary to one another."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from summarizer.models import Conflict, Decision, Evidence, Figure
from summarizer.steps.merge.heap import Heap, Said, content
from summarizer.steps.merge.pairs import Comparison
from summarizer.steps.merge.quantities import Quantity, quantities
from summarizer.steps.merge.similarity import Judge, contraries, match_quantities
from summarizer.steps.merge.stems import stem
from summarizer.text.fold import fold, plain_marks
from summarizer.text.lazily import lazily

_FIGURES, _CONTRARY, _NEGATED = 0.5, 0.5, 0.65  # share of content from which two claims are of one matter
_BESIDE = 0.9  # words of their own on both sides from which two claims are of different matters: killed, injured
_WHOLE = lazily(
    r"\b(?:whole|entire)\s(?:of\s)?(?:the\s)?(\w+)|\b(?:nation|country|state|province|world)-?wide\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_CONTEXT = 32


class Clash(NamedTuple):
    """Two claims that cannot both hold, and the figures in which they differ."""

    one: Said
    two: Said
    score: float
    reason: str
    figures: tuple[Quantity, Quantity] | None = None


class Conflicts(NamedTuple):
    """The conflicts of a story."""

    conflicts: tuple[Conflict, ...]
    decisions: tuple[Decision, ...]


def find_conflicts(heap: Heap, comparison: Comparison) -> Conflicts:
    """Find the groups of claims that are in conflict; a party that revises its own figure is not."""
    clashes, revised = _clashes(heap, comparison)
    best: dict[tuple[int, int], Clash] = {}
    for clash in clashes:
        pair = comparison.group_of[clash.one.key], comparison.group_of[clash.two.key]
        key = min(pair), max(pair)
        if key not in best or clash.score > best[key].score + 1e-9:
            best[key] = clash
    kept = {pair: clash for pair, clash in best.items() if _stand_together(pair, revised, comparison)}
    conflicts, decisions = [], []
    for number, (pair, clash) in enumerate(sorted(kept.items()), 1):
        conflicts.append(_conflict(f"k{number}", pair, clash, comparison))
        by = heap.verdicts.on("conflict", clash.one.key, clash.two.key)
        if by is None:
            items = clash.one.key, clash.two.key
            decisions.append(Decision(kind="conflict", items=items, verdict="conflict", reason=clash.reason))
    return Conflicts(tuple(conflicts), tuple(decisions))


def _clashes(heap: Heap, comparison: Comparison) -> tuple[list[Clash], list[tuple[int, int]]]:
    """Find the pairs that clash, and the groups in which a party has revised its own figure."""
    clashes: list[Clash] = []
    revised: list[tuple[int, int]] = []
    for key, other_key, made in heap.verdicts.of("conflict"):
        if made.verdict == "conflict" and key in comparison.by_key and other_key in comparison.by_key:
            clashes.append(Clash(comparison.by_key[key], comparison.by_key[other_key], 2.0, made.reason))
    for place, other in comparison.pairs:
        one, two = heap.said[place], heap.said[other]
        home, away = comparison.group_of[one.key], comparison.group_of[two.key]
        if home == away or heap.verdicts.on("conflict", one.key, two.key):
            continue
        clash = clash_of(one, two, comparison.judge)
        if clash is None:
            continue
        if _one_teller(one, two, comparison):
            if clash.figures:
                revised.append((home, away))
        else:
            clashes.append(clash)
    return clashes, revised


def clash_of(one: Said, two: Said, judge: Judge) -> Clash | None:
    """Tell whether two claims of one matter cannot both hold, whoever makes them."""
    if one.claim.modality != two.claim.modality or one.claim.modality == "demanded":
        return None
    contrary = contraries(one.terms, two.terms)
    negated = one.terms.negated != two.terms.negated
    if not (contrary or negated or (one.terms.quantities and two.terms.quantities)):
        return None
    matched, left, right = match_quantities(one.terms.quantities, two.terms.quantities)
    differing = next(((a, b) for a in left for b in right if a.comparable(b) and not _of_a_part(one, a, two, b)), None)
    if not (differing or contrary or negated) or judge.names_apart(one.terms, two.terms) or _subjects_differ(one, two):
        return None
    score = _matter(one, two, judge)
    if contrary and score >= _CONTRARY:
        words = f"They say contrary things of one matter: {' / '.join(contrary)}."
        return Clash(one, two, score, words, differing if not matched else None)
    if judge.beside(one.terms, two.terms) >= _BESIDE:
        return None
    if differing:
        reason = f"Their figures of one matter do not agree: they share {score:.0%} of the rest."
        return Clash(one, two, score, reason, differing) if score >= _FIGURES and not matched else None
    return Clash(one, two, score, "One denies what the other affirms.") if negated and score >= _NEGATED else None


def _of_a_part(one: Said, mine: Quantity, two: Said, theirs: Quantity) -> bool:
    """Tell whether one figure is of a whole of which the other may count a part: 14 in the city, 31 in the land."""
    for whole, most, other, least in ((one, mine, two, theirs), (two, theirs, one, mine)):
        found = _WHOLE.search(whole.claim.text)
        named = bool(found and found[1] and stem(fold(found[1])) in other.terms.words)
        if found and not named and not _WHOLE.search(other.claim.text) and least.low <= most.low:
            return True
    return False


def _matter(one: Said, two: Said, judge: Judge) -> float:
    """Measure how much of their matter two claims share, their figures left aside."""
    return judge.overlap(one.terms._replace(quantities=()), two.terms._replace(quantities=()))[0]


def _subjects_differ(one: Said, two: Said) -> bool:
    return bool(one.terms.subject and two.terms.subject and one.terms.subject != two.terms.subject)


def _one_teller(one: Said, two: Said, comparison: Comparison) -> bool:
    """Tell whether one voice says both; an outlet is one voice with itself and with its wire."""
    if one.speakers and two.speakers:
        return comparison.judge.one_side(one.speakers, two.speakers)
    wires = comparison.heap.wires
    return not one.speakers and not two.speakers and bool(wires[one.article.id] & wires[two.article.id])


def _stand_together(pair: tuple[int, int], revised: Sequence[tuple[int, int]], comparison: Comparison) -> bool:
    """Tell whether neither claim had been replaced by its own party when the other was first made."""
    return not (_replaced(pair[0], pair[1], revised, comparison) or _replaced(pair[1], pair[0], revised, comparison))


def _replaced(group: int, other: int, revised: Sequence[tuple[int, int]], comparison: Comparison) -> bool:
    made = _first(comparison.groups[other])
    mine = _first(comparison.groups[group])
    newer = (b if a == group else a for a, b in revised if group in (a, b))
    starts = (_first(comparison.groups[number]) for number in newer)
    return any(start and mine and made and mine < start <= made for start in starts)


def _first(group: Sequence[Said]) -> date | None:
    return min((said.article.published for said in group if said.article.published), default=None)


def _conflict(id_: str, pair: tuple[int, int], clash: Clash, comparison: Comparison) -> Conflict:
    sides = (clash.one, clash.two)
    figures: tuple[Figure, ...] = ()
    if clash.figures:
        figures = tuple(
            _figure(said, quantity, comparison)
            for said, quantity in zip(sides, clash.figures, strict=True)
            if said.claim.evidence
        )
        figures = tuple(sorted(figures, key=lambda figure: int(figure.claim[1:])))
    return Conflict(
        id=id_,
        kind="figure" if clash.figures else "contradiction",
        about=_about(clash.one, clash.two),
        claims=tuple(f"c{number + 1}" for number in pair),
        figures=figures,
    )


def _about(one: Said, two: Said) -> str:
    """Name the matter in the words of the first claim that the second one shares."""
    shared = one.terms.words & two.terms.words
    words = [word for word in _WORD.findall(one.claim.text) if {stem(fold(word)), "^" + fold(word)} & shared]
    proper = {name[1:] for name in shared if name[0] == "^"}
    words = [
        word
        for word in _WORD.findall(one.claim.text)
        if stem(fold(word)) in shared or any(fold(word).startswith(name) for name in proper)
    ] or words
    return " ".join(words) or one.claim.text


def _figure(said: Said, quantity: Quantity, comparison: Comparison) -> Figure:
    return Figure(
        claim=f"c{comparison.group_of[said.key] + 1}",
        evidence=_place(said, quantity),
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
    )


def _place(said: Said, quantity: Quantity) -> Evidence:
    """Find the figure in the claim's evidence; where only the claim's text has it, its evidence stands for it."""
    text = said.article.text
    for evidence in content(said.claim):
        for found in quantities(plain_marks(evidence.exact)):
            if (found.low, found.high) == (quantity.low, quantity.high):
                start, end = evidence.start + found.span.start, evidence.start + found.span.end
                return Evidence(
                    article=evidence.article,
                    start=start,
                    end=end,
                    exact=text[start:end],
                    prefix=text[max(0, start - _CONTEXT) : start],
                    suffix=text[end : end + _CONTEXT],
                )
    return content(said.claim)[0]
