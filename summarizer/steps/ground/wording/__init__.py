"""Wording: a claim's own words, speakers, voice and mode hold in the stretches of the article that it cites.

Each check has one job and looks at one kind of change that turns a true sentence into a false one.
"""

from summarizer.steps.ground.wording.case import Cited, Modality, Wording
from summarizer.steps.ground.wording.modality import moved, settled
from summarizer.steps.ground.wording.numbers import misfigured
from summarizer.steps.ground.wording.order import turned
from summarizer.steps.ground.wording.parties import unnamed
from summarizer.steps.ground.wording.polarity import reversed_in
from summarizer.steps.ground.wording.quotation import misquoted
from summarizer.steps.ground.wording.repliers import misreplied
from summarizer.steps.ground.wording.scene import Scene, counts
from summarizer.steps.ground.wording.speakers import misattributed
from summarizer.steps.ground.wording.words import unworded

_IN_WORDS = (misquoted, misfigured, unworded, unnamed, reversed_in, moved, turned, misattributed)


def checked(wording: Wording, cited: Cited) -> tuple[Modality, str | None]:
    """Check a claim against what it cites.

    Returns:
        Its modality, set to that of the cited words where it has no words of its own that could say otherwise; and the
        first thing that does not hold, as a sentence, None if all holds.
    """
    scene = Scene(wording, cited)
    if scene.claim:
        return wording.modality, next((reason for check in _IN_WORDS if (reason := check(scene))), None)
    modality, reason = settled(scene)
    scene.wording = wording._replace(modality=modality)
    return modality, reason or misattributed(scene)


def without_words(wording: Wording, cited: Cited) -> Modality | None:
    """Tell whether a claim whose own words do not hold stands in the cited ones: then its modality there.

    It does where half of its words are theirs, so that it is of that place, and they bear out who speaks.
    """
    scene = Scene(wording, cited)
    telling = sum(counts(token) for token in scene.claim)
    modality, reason = checked(wording._replace(text=""), cited)
    return modality if telling and 2 * len(scene.pairs) >= telling and reason is None else None


__all__ = ["Cited", "Wording", "checked", "misreplied", "without_words"]
