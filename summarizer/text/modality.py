"""Whether something is asserted, predicted, demanded or believed, read off its words and the words of saying."""

import re
from typing import Literal

_PREDICTED = re.compile(
    r"\b(?:will|won['’]t|would|could|may|might|shall|(?:is|are|was|were) (?:expected|likely|set|due|poised|about|going)"
    r" to|(?:is|are) (?:un)?likely|plans? to|intends? to|means? to|expect(?:s|ed)?)\b",
    re.IGNORECASE,
)
_DEMANDED = re.compile(
    r"\b(?:must|should|ought to|needs? to|(?:has|have) to|"
    r"(?:we|i) (?:call on|call for|urge|demand|ask)|\A\W*(?:do not|don['’]t|never|let us|let['’]s))\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\A\W*(?:not )?to\s", re.IGNORECASE)
_TOLD_TO = re.compile(r"\b(?:ask|tell|told|instruct|advis|warn|begg?|challeng|recommend|propos|invit)", re.IGNORECASE)
_DEMAND_CUE = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:for|on)|urg\w+|demand\w*|want\w*|ask(?:s|ed|ing)? (?:for|that)|appeal\w*|order\w*|"
    r"insist\w* on|press\w* for|request\w*)\b",
    re.IGNORECASE,
)
_BELIEF_CUE = re.compile(
    r"\b(?:believ\w+|think\w*|thought|fear\w*|hop(?:e|es|ed|ing)|suspect\w*|doubt\w*|feels?|felt|suppos\w+|reckon\w*|"
    r"worr\w+|belief|view|opinion)\b",
    re.IGNORECASE,
)
_PREDICT_CUE = re.compile(
    r"\b(?:predict\w*|forecast\w*|expect\w*|project\w*|vow\w*|promis\w+|pledg\w+|plan\w*|threaten\w*|intend\w*|offer\w*|agree[sd]?)\b",
    re.IGNORECASE,
)

Modality = Literal["asserted", "predicted", "demanded", "believed"]


def modality_of(content: str, cue: str) -> Modality:
    """Read the modality: a cue of demand, belief or prediction decides, else the words of the content itself."""
    for pattern, modality in ((_DEMAND_CUE, "demanded"), (_BELIEF_CUE, "believed"), (_PREDICT_CUE, "predicted")):
        if pattern.search(cue):
            return modality  # type: ignore[return-value]  # the three are of the four
    if _DEMANDED.search(content):
        return "demanded"
    if _INFINITIVE.match(content):  # what somebody is told to do, or says that he will
        return "demanded" if _TOLD_TO.search(cue) else "predicted"
    return "predicted" if _PREDICTED.search(content) else "asserted"
