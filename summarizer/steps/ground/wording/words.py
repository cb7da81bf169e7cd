"""The words of a claim are words of what it cites."""

from summarizer.steps.ground.wording.lists import CRITICAL, OPPOSITES, TITLES
from summarizer.steps.ground.wording.numbers import SPELLED
from summarizer.steps.ground.wording.scene import Scene, counts
from summarizer.steps.ground.wording.tokens import Token

SHARE = 0.5
"""Of the content words: below it the citation is of a neighbouring sentence."""
NEW = 0.25
"""Of the content words: how many may stand nowhere in the article."""


def unworded(scene: Scene) -> str | None:
    """Find what makes the words of the claim foreign to its citation."""
    plain = [
        at for at, token in enumerate(scene.claim) if counts(token) and not token.who and token.stem not in CRITICAL
    ]
    missing = [scene.claim[at] for at in plain if at not in scene.pairs]
    if not missing:
        return None
    shown = ", ".join(f"“{token.low}”" for token in missing[:4])
    understood = [token for token in missing if _understood(token, scene)]
    if len(missing) - len(understood) > (1 - SHARE) * (len(plain) - len(understood)) and _covered(scene) < SHARE:
        return f"Cite the sentence that has {shown}, or keep to the words of the cited one."
    everywhere = {token.stem for token in scene.article}
    new = [token for token in missing if token.stem not in everywhere]
    if len(new) > max(1.0, NEW * len(plain)):
        return f"Use the article's own words: it does not have {shown}."
    return _opposed(missing, scene) or _unknown(missing, scene)


def _covered(scene: Scene) -> float:
    """Which share of the cited words the claim takes up: high where it only adds what they leave understood."""
    content = [span for told in scene.told if told.covers for span in told.report.content]
    cited = [
        at
        for at, token in enumerate(scene.source)
        if scene.inside[at] and counts(token) and (not content or any(s.start <= token.start < s.end for s in content))
    ]
    taken = [at for at in cited if at in scene.back]
    return len(taken) / len(cited) if len(taken) > 1 else 0.0


def _understood(token: Token, scene: Scene) -> bool:
    """Tell whether a missing word is part of a name that the article gave before, for which “the vessel” may stand."""
    return token.cap and token.start > 0 and _known_before(token, scene)


def _opposed(missing: list[Token], scene: Scene) -> str | None:
    for token in missing:
        for other in OPPOSITES.get(token.stem, ()):
            if other in scene.places:
                return f"Write what is cited, not “{token.low}”: that is its opposite."
    return None


def _unknown(missing: list[Token], scene: Scene) -> str | None:
    for token in missing:
        if not token.cap or token.low in TITLES | SPELLED or not (token.start or _is_name(token, scene)):
            continue
        if not _known_before(token, scene) or _enumerated(scene.claim.index(token), scene):
            return f"Leave out “{token.low.title()}” or cite the sentence that has it."
    return None


def _is_name(token: Token, scene: Scene) -> bool:
    """Tell whether the first word of a claim is a name: the article has it in capitals inside a sentence."""
    starts = {sentence.start for sentence in scene.numbered.sentences}
    return all(t.cap and t.start not in starts for t in scene.article if t.low == token.low)


def _enumerated(at: int, scene: Scene) -> bool:
    """Tell whether a name of the claim stands in an enumeration with a party: then it is a party too."""
    joins = {"and", "or", ","}
    beside = [scene.claim[here : here + 2] for here in (at - 2, at + 1) if 0 <= here < len(scene.claim) - 1]
    return any(any(word.who for word in pair) and any(word.low in joins for word in pair) for pair in beside)


def _known_before(token: Token, scene: Scene) -> bool:
    """Tell whether a name of no party stands anywhere up to the end of the citation, so that it may be understood."""
    end = scene.sentences[-1].end if scene.sentences else 0
    return any(token.low in other.low.split() for other in scene.article if other.start < end)
