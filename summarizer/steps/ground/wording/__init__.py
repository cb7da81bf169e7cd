"""Wording: a claim's own words, speakers, voice and mode hold in the stretches of the article that it cites.

Each check has one job and looks at one kind of change that turns a true sentence into a false one.
"""

from summarizer.steps.ground.wording.case import Cited, Wording
from summarizer.steps.ground.wording.found import attributed
from summarizer.steps.ground.wording.modality import moved, settled
from summarizer.steps.ground.wording.numbers import misfigured
from summarizer.steps.ground.wording.order import turned
from summarizer.steps.ground.wording.parties import unnamed
from summarizer.steps.ground.wording.polarity import reversed_in
from summarizer.steps.ground.wording.quotation import misquoted
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.speakers import misattributed
from summarizer.steps.ground.wording.words import unworded

_CHECKS = (misquoted, misfigured, unworded, unnamed, reversed_in, moved, turned, misattributed)


def labelled(wording: Wording, cited: Cited) -> Wording:
    """Give a claim the modality of its cited words, where it has no words of its own that could say otherwise."""
    return wording if wording.text else wording._replace(modality=settled(Scene(wording, cited)))


def wrong(wording: Wording, cited: Cited) -> str | None:
    """Say the first thing of a claim that does not hold in what it cites, as a sentence; None if all holds."""
    scene = Scene(wording, cited)
    return next((reason for check in _CHECKS if (reason := check(scene))), None)


__all__ = ["Cited", "Wording", "attributed", "labelled", "wrong"]
