"""Quotation marks in a claim: what stands between them stands so inside one quotation of the article."""

import re
from functools import lru_cache

from summarizer.steps.ground.wording.scene import Scene
from summarizer.text.fold import fold
from summarizer.text.quotes import quoted

_PIECE = re.compile(r"\w+(?:['.]\w+)*|\.\.\.|[(\[\])]")
_MARK = re.compile(r"[\"“”„«»`]|''|(?<!\w)['‘]")
_SHOWN = 6
_RUN = 2  # words on either side of a seam


def misquoted(scene: Scene) -> str | None:
    """Find a quotation of the claim that is not one of the article, or words joined over a gap between two."""
    theirs = [_pieces(quote.inner.of(scene.cited.text)) for quote in scene.numbered.quotes]
    near = [
        pieces
        for quote, pieces in zip(scene.numbered.quotes, theirs, strict=True)
        if any(quote.start < span.end and span.start < quote.end for span in scene.sentences)
    ]
    text = scene.wording.text
    for quote in quoted(text) if _MARK.search(text) else ():
        ours = _pieces(quote.inner.of(text))
        if not any(_holds(pieces, ours) for pieces in near):
            shown = quote.inner.of(text)
            if any(_holds(pieces, ours) for pieces in theirs):
                return f"Cite the sentence of the quotation “{_brief(shown)}” too."
            return f"Quote only words that stand so in one quotation, not “{_brief(shown)}”."
    return _joined(_pieces(text), near) if len(near) > 1 else None


def _brief(words: str) -> str:
    """Show the beginning of a long quotation."""
    pieces = words.split()
    return " ".join(pieces[:_SHOWN]) + (" …" if len(pieces) > _SHOWN else "")


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_PIECE.findall(fold(text)))


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _joined(words: tuple[str, ...], near: list[tuple[str, ...]]) -> str | None:
    """Find words that run from the end of one quotation straight into the beginning of another."""
    ends: dict[tuple[str, ...], set[int]] = {}
    starts: dict[tuple[str, ...], set[int]] = {}
    for number, pieces in enumerate(near):
        if len(pieces) >= _RUN:
            ends.setdefault(pieces[-_RUN:], set()).add(number)
            starts.setdefault(pieces[:_RUN], set()).add(number)
    for at in range(_RUN, len(words) - _RUN + 1):
        left, right = ends.get(words[at - _RUN : at]), starts.get(words[at : at + _RUN])
        if left and right and (left != right or len(left) > 1):
            seam = words[at - _RUN : at + _RUN]
            return f"“{' '.join(seam)}” joins two quotations: keep them apart, or make two claims."
    return None
