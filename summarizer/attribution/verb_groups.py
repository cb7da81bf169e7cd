"""Verb groups: a cue verb with its auxiliaries and adverbs, and whether its form is a verb here at all."""

import re
from functools import cache
from typing import NamedTuple

from summarizer.attribution.lexicon import Frame, Verb, phrasal_cues, plain_and_plural, terms, verb_of, word_set
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import ALONE

_BE = word_set("am is are was were be been being 're ’re 'm ’m isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t")
_PLURAL = re.compile(
    r"(?:[^s]s|people|men|women|children|police|us|u\.s\.|media|others|public|both|some|many|most|all|few)\Z"
)
_LOOSE = word_set("here there now then ago later")
# Verbs that may stand before their speaker (“..., said the mayor”), quotation or not.
INVERTED = word_set(
    "say add write ask explain note tweet reply respond warn claim argue tell recall declare joke insist "
    "continue read report quip observe go shout announce"
)


class VerbGroup(NamedTuple):
    """A cue verb (word `verb`) with what belongs to it from word `first` on."""

    first: int
    verb: int
    entry: Verb
    passive: bool = False
    finite: bool = True

    @property
    def end(self) -> int:
        """The word after the verb."""
        return self.verb + 1

    @property
    def cue(self) -> tuple[int, int]:
        """The words of the cue."""
        return self.first, self.verb + 1


def verb_group(passage: Passage, verb: int) -> VerbGroup | None:
    """Read the group around a cue verb's form; None where the form is a noun or adjective here."""
    tags = passage.tags
    first = verb
    while first and verb - first < 6 and (tags[first - 1] in "ab" or _belongs(passage, first - 1, verb)):
        first -= 1
    before = tags[first - 1] if first else "^"
    while first < verb and passage.words[first] in _LOOSE:
        first += 1
    group = VerbGroup(first, verb, verb_of()[passage.words[verb]])
    auxiliaries = [passage.words[at] for at in range(first, verb) if tags[at] == "a"]
    if auxiliaries:
        return _with_auxiliary(tags[verb], group, auxiliaries[-1])
    reader = {"v": _base, "s": _third_person, "x": _past, "g": _ing}.get(tags[verb])
    return reader(passage, group, before) if reader else None


def _belongs(passage: Passage, at: int, verb: int) -> bool:
    """Tell whether word `at` belongs to a verb though it is no auxiliary: “have both said”, “loudly, wrongly said”."""
    tags = passage.tags
    if tags[at] == "d":
        return at > 0 and tags[at - 1] == "a" and passage.words[at] in ("both", "all", "each")
    return tags[at] == "," and at + 1 < verb and tags[at - 1 : at + 2] == "b,b" and passage.words[at - 1].endswith("ly")


def _with_auxiliary(tag: str, group: VerbGroup, auxiliary: str) -> VerbGroup | None:
    """Read “has said”, “was told”, “will say”, “is saying”."""
    if tag == "s" or (tag == "v" and auxiliary in _BE):
        return None
    return group._replace(passive=tag in "xy" and auxiliary in _BE)


def _base(passage: Passage, group: VerbGroup, before: str) -> VerbGroup | None:
    """Tell “they plan”, “to plan” from “the plan”."""
    if before == "i":
        return group._replace(first=group.first - 1, finite=False)
    lead = len(passage.tags[: group.first].rstrip("b"))  # “Officials now plan”
    word = passage.words[lead - 1] if lead else ""
    if before == "w" or (before == "r" and word in ("i", "we", "you", "they")):
        return group
    following = passage.tags[group.end : group.end + 1]
    noun = group.entry.base in _also_nouns()
    if (
        following == "p"
        and _PLURAL.search(word)
        and (passage.words[group.end],) in phrasal_cues().get(group.entry.base, ())
    ):
        return group  # “residents worry about the dam”
    if not noun and (before in "nN0)esl" or word in ALONE) and (following not in ("n", "p") or word.endswith("s")):
        return group
    plural = _PLURAL.search(word) or before in "),"
    if not (plural and before in "nNvl)," and following and following in "tdrNnihQjvp0b"):
        return None
    return None if following in "np" and group.entry.base in plain_and_plural("nouns") else group


@cache
def _also_nouns() -> frozenset[str]:
    """The cue verbs whose base form is as often a noun."""
    return frozenset(terms("also_nouns")) | plain_and_plural("nouns")


def _third_person(passage: Passage, group: VerbGroup, before: str) -> VerbGroup | None:
    """Tell “she claims” from “the claims”."""
    if before in "dzpi^":
        return None
    noun = group.entry.base in _also_nouns()
    if noun and passage.tags[group.end : group.end + 1] in ("x", "a", "s", "f"):
        return None  # “media reports said”
    complement = passage.tags[group.end : group.end + 1] in tuple("tdrNihQ")
    return None if noun and (before == "e" or (before in "n0" and not complement)) else group


def _past(passage: Passage, group: VerbGroup, before: str) -> VerbGroup | None:
    """Tell “she proposed” from “the proposed” and “the plan proposed by her”."""
    if before in "dzip" and not (before == "d" and passage.words[group.first - 1] in ALONE):
        return None
    if passage.words[group.end : group.end + 1] == ("by",) and group.entry.base not in INVERTED:
        return None
    passive = False
    if group.entry.base in ("ask", "tell") and before in "^u" and passage.tags[group.end : group.end + 1] != "N":
        passive = True  # “Asked about the bridge, ...”, “when told that ...”
    return group._replace(passive=passive, finite=not passive)


def _ing(_passage: Passage, group: VerbGroup, before: str) -> VerbGroup | None:
    """Tell “..., saying” from “the saying” and “supporters backing the deal”."""
    if before in "dz" or (group.entry.frames == Frame.JUDGE and before != ","):
        return None
    return group._replace(finite=False)
