"""The finder's reading beside the one of this package: a report that either of them reads bears a claim out."""

from summarizer.attribution import Attribution, attributions
from summarizer.steps.ground.wording.cued import cites_cue
from summarizer.steps.ground.wording.report import Report
from summarizer.steps.ground.wording.scene import Scene, Told
from summarizer.steps.ground.wording.tokens import Token, tokens


def found(scene: Scene) -> tuple[Told, ...]:
    """Read the reports that the finder makes of the claim's own cue and that cover the claim, or are cited with it."""
    wanted = {token.low for token in tokens(scene.wording.cue) if token.word}
    told = (_told(one, wanted, scene) for one in attributions(scene.cited.text) if wanted)
    return tuple(one for one in told if one and (one.covers or cites_cue(one, scene)))


def _told(one: Attribution, wanted: set[str], scene: Scene) -> Told | None:
    sentence = next((s for s in scene.sentences if one.cue[0].within(s)), None)
    cues = scene.between(one.cue[0]) if sentence else ()
    if sentence is None or not one.source or not any(token.low in wanted for token in cues):
        return None
    cue = next(token for token in cues if token.low in wanted)
    source = tuple(token for span in one.source for token in scene.between(span))
    report = Report(cue, _with_antecedent(source, scene.between(sentence)), one.content)
    return Told(report, scene.covers(report, sentence), sentence)


def _with_antecedent(source: tuple[Token, ...], words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Put whom “who” stands right behind before it: “Lind, who refused”."""
    if len(source) != 1 or source[0].low not in ("who", "which"):
        return source
    at = words.index(source[0])
    before = [token for token in words[max(0, at - 2) : at] if token.low != ","][-1:]
    return (*(token for token in before if token.who and not token.owns), *source)
