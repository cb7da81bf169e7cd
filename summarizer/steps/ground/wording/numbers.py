"""Figures and words of time, measure and degree: each stands in the cited sentences, as it is."""

from itertools import pairwise

from summarizer.steps.ground.wording.lists import CRITICAL, DAYS, PREPOSITIONS, SAME
from summarizer.steps.ground.wording.meant import is_collective
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.tokens import Token, past, stem
from summarizer.text.figures import FigureSpan, figures

_CLASSES = {
    **dict.fromkeys(("more than", "over", "above", "upwards of", "upward of", "exceeding"), "more"),
    **dict.fromkeys(("at least", "no fewer than", "no less than", "not less than", "a minimum of"), "least"),
    **dict.fromkeys(("less than", "fewer than", "under", "below"), "less"),
    **dict.fromkeys(("up to", "at most", "no more than", "as many as", "as much as", "a maximum of"), "most"),
    **dict.fromkeys(("nearly", "almost", "close to", "just under"), "almost"),
    "": "",
}

_GOVERNED = 6  # tokens before a figure within which its preposition stands
SPELLED = frozenset("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty".split())
_STATES = frozenset(["dead", "ill", "sick", "homeless", "missing", "hurt", "alive", "safe", "others"])


def misfigured(scene: Scene) -> str | None:
    """Find a figure, number or critical word of the claim that the cited sentences do not have."""
    return _figure(scene) or _digits(scene) or _critical(scene) or _crossed(scene)


def _figure(scene: Scene) -> str | None:
    inside = [f for f in figures(scene.cited.text) if any(f.span.overlaps(span) for span in scene.cited.spans)]
    wide = [f for f in figures(scene.cited.text) if any(f.span.overlaps(span) for span in scene.sentences)]
    for figure in figures(scene.wording.text):
        if _speakers_counted(figure, scene):
            continue
        shown = figure.span.of(scene.wording.text).strip()
        same = [other for other in wide if abs(other.value - figure.value) <= 1e-9 * max(1.0, figure.value)]
        if not same:
            return f"Leave out “{shown}” or cite the sentence that has it."
        if inside and not any(other in inside for other in same):
            return f"Cite the words that have “{shown}”: it stands beside the cited ones."
        if _said_by_others(same, scene):
            return f"Leave out “{shown}”: in the cited words another says it."
        if not any(_class(other) == _class(figure) for other in same):
            return f"Keep “{same[0].qualifier or 'exactly'} {shown}” as cited, not “{figure.qualifier or 'exactly'}”."
        if not any(_same_unit(figure, other, scene) for other in same if _class(other) == _class(figure)):
            return f"“{shown} {figure.phrase}”: keep the unit that the cited words give this number."
    return None


def _said_by_others(same: list[FigureSpan], scene: Scene) -> bool:
    """Tell whether a figure stands only in what another says (“X predicts two; Y expects four”)."""
    covering = [span for told in scene.told if told.covers for span in told.report.content]
    others = [span for told in scene.told if not told.covers for span in told.report.content]
    inside = any(figure.span.overlaps(span) for figure in same for span in covering)
    return bool(covering) and not inside and all(any(f.span.overlaps(s) for s in others) for f in same)


def _speakers_counted(figure: FigureSpan, scene: Scene) -> bool:
    """Tell whether “the three” only counts the speakers that are listed."""
    at = next((at for at, token in enumerate(scene.claim) if token.start >= figure.span.start), None)
    return at is not None and is_collective(scene.claim, at) and figure.value == len(scene.wording.by) > 1


def _class(figure: FigureSpan) -> str:
    return _CLASSES.get(figure.qualifier, "about")


def _same_unit(figure: FigureSpan, other: FigureSpan, scene: Scene) -> bool:
    """Compare unit and rate; a noun that stands elsewhere in the cited sentences may be the unit left out."""
    unit, _, rate = figure.unit.partition("/")
    other_unit, _, other_rate = other.unit.partition("/")
    if rate != other_rate and rate:
        return False
    if not unit or not other_unit or stem(unit) == stem(other_unit):
        return True
    if [stem(word) for word in other.phrase.replace("-", " ").split()[:1]] == [stem(unit)]:
        return True  # “a 19-year-old student” is 19 years old
    if unit == "person" and any(past(word) or word in _STATES for word in other.phrase.split()):
        return True
    if {stem(unit), stem(other_unit)} & CRITICAL or "%" in (unit, other_unit) or not (unit + other_unit).isalpha():
        return False
    return stem(unit) in scene.places or any(stem(word) == stem(other_unit) for word in figure.phrase.split())


def _digits(scene: Scene) -> str | None:
    """Years, dates, scores and other numbers that are no quantities."""
    counted = [figure.span for figure in figures(scene.wording.text)]
    for token in scene.claim:
        if not token.number or token.stem in scene.places:
            continue
        if not any(span.start <= token.start < span.end for span in counted):
            return f"Leave out “{token.low}” or cite the sentence that has it."
    for token in scene.claim:
        joined = scene.wording.text[token.end : token.end + 1] in ("-", "‑", "–")
        if joined and token.low in SPELLED and token.stem not in scene.places:
            return f"Leave out “{token.low}” or cite the sentence that has it."
    return None


def _critical(scene: Scene) -> str | None:
    counted = [figure.span for figure in figures(scene.wording.text)]
    for token in scene.claim:
        if token.stem not in CRITICAL or any(span.start <= token.start < span.end for span in counted):
            continue
        if token.stem in DAYS and token.stem in scene.places:
            if _day_of_saying(token.stem, scene):
                return f"Leave out “{token.low}”: it is when this was said, not when it happened."
            continue
        if token.stem in scene.places or f"={SAME.get(token.stem)}" in scene.places:
            continue
        return f"Leave out “{token.low}” or cite the sentence that has it."
    return None


def _day_of_saying(stem_of_day: str, scene: Scene) -> bool:
    """Tell whether a day stands only beside the cue, outside what is said (“…, the army said on Monday”)."""
    content = [span for told in scene.told if told.covers for span in told.report.content]
    own = {token.stem for token in scene.claim}
    if not content or any(told.cue.stem in own for told in scene.told if told.covers):
        return False
    days = [scene.source[at].start for at in scene.places[stem_of_day]]
    return not any(span.start <= at < span.end for span in content for at in days)


def _crossed(scene: Scene) -> str | None:
    """Find two figures that have changed places around a word that both texts have between them."""
    if swapped := _swapped(scene):
        return f"“{swapped}”: put each figure back where the cited words have it."
    for (first, theirs), (second, others) in pairwise(_numbers(scene)):
        if theirs <= others:
            continue
        between = (k for here, k in scene.pairs.items() if first < here < second)
        ends = [scene.claim[at - 1].low for at in (first, second) if at]
        if ends == ["from", "to"] or any(others < k < theirs for k in between):
            shown = scene.claim[first].low, scene.claim[second].low
            return f"“{shown[0]}” and “{shown[1]}” have changed places: put them back as cited."
    return None


def _swapped(scene: Scene) -> str | None:
    """Find two figures that have changed their prepositions: “from 260 to 190” for “to 260 from 190”."""
    digits = [(k, scene.places.get(t.stem, [])) for k, t in enumerate(scene.claim) if t.number]
    numbers = sorted({*_numbers(scene), *((here, there[0]) for here, there in digits if len(there) == 1)})
    ours = [_governor(scene.claim, here) for here, _ in numbers]
    theirs = [_governor(scene.source, there) for _, there in numbers]
    for one in range(len(numbers)):
        for two in range(one):
            if ours[one] != ours[two] and (ours[one], ours[two]) == (theirs[two], theirs[one]):
                return f"{ours[one]} {scene.claim[numbers[one][0]].low}"
    return None


def _governor(words: tuple[Token, ...], at: int) -> str:
    """The nearest preposition or “and” before a figure."""
    before = (words[here].low for here in range(at - 1, max(-1, at - _GOVERNED), -1))
    return next((low for low in before if low in PREPOSITIONS or low == "and"), "")


def _numbers(scene: Scene) -> list[tuple[int, int]]:
    """Where each figure of the claim stands in it and in the cited sentences; only those that stand once there."""
    found = []
    for figure in figures(scene.wording.text):
        here = next((at for at, token in enumerate(scene.claim) if token.start >= figure.span.start), None)
        same = {
            other.span.start
            for other in figures(scene.cited.text)
            if other.value == figure.value and any(other.span.overlaps(span) for span in scene.sentences)
        }
        there = [at for at, token in enumerate(scene.source) if token.start in same]
        if here is not None and len(there) == 1:
            found.append((here, there[0]))
    return found
