"""Other wordings of one utterance, and what is different in each."""

import re
from collections.abc import Sequence

from summarizer.models import Rendering
from summarizer.steps.merge.heap import Said, content
from summarizer.steps.merge.stems import stem
from summarizer.text.fold import fold, words

_INSERTED = re.compile(r"[(\[][^)\]]{1,80}[)\]]")
_ELLIPSIS = re.compile(r"\.\.\.")


def wording(said: Said) -> str:
    """Give a claim's words as its article has them; a gap between two stretches is shown."""
    return " … ".join(" ".join(evidence.exact.split()) for evidence in content(said.claim))


def renderings(fullest: Said, others: Sequence[Said]) -> tuple[Rendering, ...]:
    """List every wording that differs from the fullest one."""
    if not others:
        return ()
    shown = wording(fullest)
    found = []
    for said in others:
        text = wording(said)
        if differs := difference(shown, text):
            found.append(Rendering(article=said.article.id, text=text, differs=differs))
    return tuple(dict.fromkeys(found))


def difference(full: str, other: str) -> str:
    """Name what is different between two wordings; empty if nothing is but marks and case."""
    one, two = words(full), words(other)
    if one == two and not _marks(full) ^ _marks(other):
        return ""
    named = sorted(_marks(full) ^ _marks(other))
    bare, other_bare = words(_bare(full)), words(_bare(other))
    if bare != other_bare:
        if tuple(map(stem, bare)) == tuple(map(stem, other_bare)):
            named.append("spelling")
        elif _within(other_bare, bare):
            named.append("cut")
        elif not named or not _close(bare, other_bare):
            named.append("wording")
    return ", ".join(named)


def _marks(text: str) -> set[str]:
    """Name the marks of editing that a wording bears."""
    plain = fold(text)
    return {name for name, mark in (("ellipsis", _ELLIPSIS), ("insertion", _INSERTED)) if mark.search(plain)}


def _bare(text: str) -> str:
    return _ELLIPSIS.sub(" ", _INSERTED.sub(" ", fold(text)))


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether all words of a part stand in the whole, in their order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def _close(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether what is left without ellipses and insertions is the same speech."""
    short, long = sorted((one, two), key=len)
    return _within(short, long)
