"""Signs by which an answer to a charge is told from other talk: of who speaks, after what, and what is said."""

import re
from collections.abc import Iterator, Sequence

from summarizer.offline.contest.lexicon import has, marks
from summarizer.offline.contest.said import Told
from summarizer.offline.contest.scene import WINDOW, Scene, Side
from summarizer.offline.contest.weight import points

_PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we"))
_POINTING = _PRONOUNS - {"i", "we"}
_NEGATIVE = frozenset("not never no nobody none nothing nor neither nowhere without cannot".split())
_LATER = frozenset(("will", "would", "shall", "going", "may", "might"))
_OUGHT = frozenset(("should", "must", "ought", "need", "needs"))
_PRESENT = frozenset(("is", "are", "am", "does", "do"))
_PERFECT = re.compile(r"(?:\b(?:had|has|have)|['’](?:d|ve)) (?:\w+ )?\w+(?:ed|en|wn|t|de|ne)\b")
_OWNS = re.compile(r"\b(?:admit|conced|acknowledg|apologi[sz]|regret)\w*")
_AFTER_CHARGE = re.compile(
    r"\b(?:after|following|despite|amid|in (?:response|reply|answer) to|reject\w+|deny\w+)\b.*"
    r"\b(?:said|reported|asserted|alleged|accused|claimed|charged|suggested|wrote|"
    r"(?:allegation|accusation|claim|report|rumou?r|complaint|suggestion|charge)s?)\b",
    re.DOTALL,
)
_COMMON = frozenset(
    "that this with from have been were they their there about which would could should after before into over said "
    "says what when where than then also more most some only such other them been being because while during under "
    "between against".split()
)
_OPENING, _SUBJECT, _SHORT, _LONG = 8, 4, 5, 20
"""Words of an opening, and of one that holds the subject; of what is short, and of what is long."""
_FAR = 3
"""Sentences between what two say that is far apart."""
_CLOSING = 2
"""Sentences at the end of an article, where what is left over is told."""
_WHOLE = 6
"""Sentences of an article that has an end."""
_NEXT = 2
"""Sentences behind what is said of one in which one gets a word in."""
_STEM = 5
_CUES = ("saying", "owning", "granting")
_WORDS = ("whole", "all", "scorn", "later", "harmless", "owning", "doing", "disregard", "clears_not")
_OPEN = ("clears_not", "later", "owning", "granting", "mute", "harmless")
"""Lists of which no word stands in what is said outright."""


def signs(one: Told, earlier: Sequence[Told], scene: Scene) -> frozenset[str]:
    """Give the signs of what is said, by name; `earlier` is what was said before it."""
    side = scene.side(one.by)
    earlier = [told for told in earlier if one.number - told.number <= WINDOW]
    others = [told for told in earlier if told.by and not scene.side(told.by) & side]
    found = {*_of_speaker(one, scene), *_of_cue(one), *_of_content(one, scene)}
    found.update(_of_answers(one.number, side, scene))
    found.update(_of_charges(one, side, earlier, others, scene))
    found.update(_of_order(one, side, earlier, others, scene))
    found.update(_of_length(one, scene))
    return frozenset((*found, *_joined(one, found)))


def _of_speaker(one: Told, scene: Scene) -> Iterator[str]:
    """Read who speaks, by office, condition and the words for it."""
    if one.is_voice:
        yield "voice"
    pronoun = bool(one.source) and one.source[0] in _POINTING
    if one.is_passer_by or (pronoun and scene.came_by(one.by)):
        yield "passer_by"
    if not one.is_voice and has(one.source, "bystander"):
        yield "bystander"
    if pronoun:
        yield "pronoun"
    if any(scene.kinds.get(name) == "group" for name in one.by):
        yield "group"
    if scene.side(one.by) - {*one.by}:
        yield "represents"


def _of_cue(one: Told) -> Iterator[str]:
    """Read the verb by which somebody speaks."""
    yield from (f"cue_{name}" for name in _CUES if has(one.cue, name))
    if has(one.cue, "countering"):
        yield "cue_countering"
    if has(one.cue, "swearing") and not _NEGATIVE.isdisjoint(one.words):
        yield "swears_negative"


def _of_content(one: Told, scene: Scene) -> Iterator[str]:
    """Read what is said, by the lists, and by tense, length and negation."""
    words, content = {*one.words}, marks(one.words)
    raw = one.content.of(scene.text.text)
    yield from (f"words_{name}" for name in _WORDS if name in content)
    yield from (f"points_{least}" for least in (2, 3, 5) if points(one.words) >= least)
    if len(one.words) < _SHORT:
        yield "short"
    if len(one.words) > _LONG:
        yield "long"
    if any(letter.isdigit() for letter in raw):
        yield "digits"
    if words & _PRESENT:
        yield "present"
    if any(quote.start < one.content.end and one.content.start < quote.end for quote in scene.text.quotes):
        yield "quoted"
    if _PERFECT.search(raw):
        yield "perfect"
    if words & _OUGHT:
        yield "ought"
    if not _LATER.isdisjoint(one.words[:_OPENING]):
        yield "future"
    if _OWNS.search(scene.text.text, *scene.text.around(one.whole)):
        yield "owns_beside"
    yield from _of_negation(one, negative=bool(words & _NEGATIVE), charge="charge" in content)


def _of_negation(one: Told, *, negative: bool, charge: bool) -> Iterator[str]:
    """Read whether one speaks of oneself, and negates, and what one is charged with."""
    of_self = not _PRONOUNS.isdisjoint(one.words[:_SUBJECT])
    for name, holds in (
        ("of_self", of_self),
        ("negative", negative),
        ("of_self_negative", of_self and negative),
        ("negates_charge", negative and charge),
        ("of_self_negates_charge", of_self and negative and charge),
    ):
        if holds:
            yield name


def _of_answers(number: int, side: Side, scene: Scene) -> Iterator[str]:
    """Read who has answered before or will: the speaker, or somebody else."""
    near = [answer for answer in scene.answers if abs(answer.number - number) <= WINDOW]
    own = [answer for answer in near if answer.side & side]
    before = [answer.number for answer in own if answer.number <= number and not answer.is_silence]
    other = [a.number for a in near if a.number < number and not a.is_silence and not a.side & side]
    for name, places in (("answered", before), ("other_answered", other)):
        if places:
            yield name
            if number - max(places) <= 1:
                yield f"{name}_just_before"
    if any(answer.number > number and not answer.is_silence for answer in own):
        yield "answers_later"
    if any(answer.is_silence for answer in own):
        yield "is_silent_elsewhere"


def _of_charges(one: Told, side: Side, earlier: Sequence[Told], others: Sequence[Told], scene: Scene) -> Iterator[str]:
    """Read whether the speaker is charged, or spoken of, before."""
    charges = scene.charges_before(one.number)
    if scene.is_charged(one.number, side):
        yield "named_in_charge"
    if charges and one.number - charges[-1] <= 1:
        yield "charge_just_before"
    if len(charges) > 1:
        yield "charges_before"
    spoken = [told for told in others if told.names & side]
    if spoken:
        yield "spoken_of"
        if one.number - spoken[-1].number <= _NEXT and not any(scene.side(told.by) & side for told in earlier):
            yield "first_word_when_spoken_of"
    if any(has((*told.words, *told.cue), "charge") for told in spoken):
        yield "charged_by_other"
    said = {stem for told in others for stem in _stems(told.words)}
    said.update(stem for number in charges for stem in _stems(scene.words[number - 1]))
    shared = len(said & _stems(one.words))
    if shared < 2:
        yield f"shares_{shared}"
    if shared and not _NEGATIVE.isdisjoint(one.words):
        yield "negates_shared"


def _of_order(one: Told, side: Side, earlier: Sequence[Told], others: Sequence[Told], scene: Scene) -> Iterator[str]:
    """Read where in the article it is said, and after whom."""
    apart = one.number - others[-1].number if others else 0
    if apart == 1:
        yield "next_to_other"
    elif apart >= _FAR:
        yield "far_from_other"
    if earlier and not scene.side(earlier[-1].by) & side:
        yield "after_other"
    if any(names & side for names in scene.named[max(0, one.number - 1 - WINDOW) : one.number - 1]):
        yield "named_before"
    if scene.lede & side and (earlier or one.number > scene.first + 1):
        yield "in_lede"
    if _AFTER_CHARGE.search(scene.text.text, one.whole.start, scene.text.sentences[one.number - 1].end):
        yield "after_charge"
    if one.number <= scene.first + 1:
        yield "opening"


def _of_length(one: Told, scene: Scene) -> Iterator[str]:
    """Read whether it stands at the end, and whether it is one of many things that a long report tells."""
    if scene.is_long:
        yield "long_text"
        if all(abs(answer.number - one.number) > WINDOW for answer in scene.answers):
            yield "long_text_unanswered"
    if scene.length >= _WHOLE:
        behind = len(scene.words) - one.number
        if behind < 2 * _CLOSING:
            yield "closing" if behind < _CLOSING else "near_closing"


def _joined(one: Told, found: set[str]) -> Iterator[str]:
    """Join that one is likely charged with how one speaks."""
    charged = found & {"spoken_of", "named_in_charge", "charged_by_other", "answered", "in_lede"}
    if not charged and not ("voice" in found and "represents" not in found):
        return
    if "points_3" in found:
        yield "charged_points_3"
    if "quoted" in found:
        yield "charged_quoted"
    content = marks(one.words)
    if not ({*_OPEN} & content.keys() or found & {"cue_granting", "cue_owning", "future"}):
        yield "charged_outright"


def _stems(words: Sequence[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) > _STEM - 2 and word not in _COMMON and not word.isdigit()}
