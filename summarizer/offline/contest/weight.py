"""How much speaks for an answer: the weights of its signs, and how much of a contradiction stands in what is said."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import fsum
from pathlib import Path

from summarizer.offline.contest.lexicon import has, marks

_OPENING = 3
"""Words from the beginning in which a subject stands."""
_BEFORE_NO = frozenset(("that", "was", "were", "is", "are", "made", "received", "had", "been", "in", "broken"))
_NEAR = 4
"""Words after which something that is still to come may follow what contradicts: “I am clean and I will …”."""

FILE = Path(__file__).parents[1] / "words" / "weights.txt"
LEVEL = "level"
"""The weight that every answer has, whatever its signs."""


def weigh(signs: Iterable[str]) -> float:
    """Add up the weights of signs, in whatever order they come; above 0 they speak for an answer."""
    known = weights()
    return fsum((known[LEVEL], *(known.get(sign, 0.0) for sign in signs)))


@cache
def weights() -> Mapping[str, float]:
    """Read the weight of each sign."""
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in lines}


@lru_cache(maxsize=1024)  # asked for once as a charge and once as an answer
def points(words: tuple[str, ...]) -> int:
    """Weigh what is said, from 0: it says nothing against a charge; 3 and more: it contests by itself."""
    content = marks(words)
    if ("asking" in content and "proof" in content) or "scorn" in content:
        return 3
    if any(tuple(words[at + 1 : at + 2]) != ("have",) for at in content.get("clears_not", ())):
        return 0
    if later := content.get("later"):
        return points(words[: later[0]]) if later[0] > _NEAR else 0
    negated = _negates(words, content)
    strong = negated or "whole" in content
    if "harmless" in content and {*words[:_OPENING]} & {"no", "nobody", "none"}:
        return 0
    found = 2 if strong or content.get("all", [_OPENING])[0] < _OPENING - 1 else "all" in content
    found += _of_proof(content, negated)
    found += min(3, 1 + len(content["clearing"])) if "clearing" in content else 0
    found += "cause" in content
    past = "past" in content or any(word.endswith("ed") and len(word) > 4 for word in words)
    return found + past + _picks_out(words)


def _of_proof(content: Mapping[str, list[int]], negated: bool) -> int:
    """Weigh what is said of the proof, the figures or the witnesses of others."""
    if "judging" not in content:
        return int("fault" in content)
    if "fault" in content or negated:
        return 3
    return int(content["judging"][0] < _OPENING)


def _negates(words: Sequence[str], content: Mapping[str, list[int]]) -> bool:
    """Tell “did not pay”, “not one was paid” and “no money was missing” from “has no power”."""
    for at in content.get("negative", ()):
        behind = words[at + 1] if at + 1 < len(words) else ""
        if (
            behind != "yet"
            and words[at] == "not"
            and ((at and has(words[at - 1 : at], "doing")) or behind in ("one", "a"))
        ):
            return True
        if words[at] == "no" and (at < _OPENING or words[at - 1] in _BEFORE_NO):
            return True
    return False


def _picks_out(words: Sequence[str]) -> int:
    """Weigh “it was the others who …”."""
    return 2 * (tuple(words[:2]) in (("it", "was"), ("it", "is")) and ("who" in words or "that" in words))
