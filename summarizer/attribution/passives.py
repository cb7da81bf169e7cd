"""Cue verbs in the passive: “praised by X”, “she was asked why ...”, “was accused of ...”, “is expected to ...”."""

from summarizer.attribution.contents import content_after, phrase_end, within_fronted
from summarizer.attribution.found import Found, Words, made
from summarizer.attribution.lexicon import Frame, word_set
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import phrase_after, subject_before
from summarizer.attribution.verb_groups import VerbGroup

_CHARGES = word_set("accuse charge criticize criticise blame praise condemn fault credit thank commend suspect applaud")
_NAMES = word_set(
    "regard view describe consider call dub label characterise characterize portray depict deem perceive hail tout"
)


def passive(passage: Passage, group: VerbGroup, own: Words | None) -> Found | None:
    """Read a cue verb in the passive, whose subject is `own`: what is said, or whom something is said of."""
    at, base = group.end, group.entry.base
    if at >= len(passage.tags):
        return None
    if passage.words[at] == "by":
        return _by_agent(passage, group, own)
    if base in ("ask", "tell"):
        return _asked(passage, group)
    if own and base in _NAMES and (passage.words[at] == "as" or passage.tags[at] in "dQN0"):
        named = at + (passage.words[at] == "as")
        return made(passage, None, group.cue, (own, (named, phrase_end(passage, named))), spoken=False)
    if own and base in _CHARGES and passage.tags[at] == "p":
        return _charged(passage, group, own)
    return _reported(passage, group, own)


def _by_agent(passage: Passage, group: VerbGroup, own: Words | None) -> Found | None:
    """Read “the deal was praised by X” and “she was asked by X why she left”."""
    after = group.end + 1
    agent = phrase_after(passage, after) if group.entry.frames != Frame.NONE else None
    if agent is None:
        return None
    if group.entry.base in ("ask", "tell"):
        told = content_after(passage, agent[1], Frame.SAY | Frame.WANT)
        return made(passage, agent, group.cue, (told,), spoken=False) if told else None
    praised = own or subject_before(passage, group.first)
    return made(passage, agent, (group.first, after), (praised,), spoken=False) if praised else None


def _asked(passage: Passage, group: VerbGroup) -> Found | None:
    """Read “she was asked why ...” and “asked about the deal, ...”, where nobody is named as the one who asks."""
    at = group.end + (passage.words[group.end] == "about")
    after = content_after(passage, at, Frame.SAY | Frame.JUDGE | Frame.WANT)
    after = within_fronted(passage, group.first, after)
    return made(passage, None, group.cue, (after,), spoken=False) if after else None


def _charged(passage: Passage, group: VerbGroup, own: Words) -> Found | None:
    """Read “she was accused of fraud”, and “by X” where it is told."""
    first, last = group.end, phrase_end(passage, group.end)
    by = passage.words.index("by", first, last) if "by" in passage.words[first:last] else last
    agent = phrase_after(passage, by + 1) if by < last - 1 else None
    return made(passage, agent, group.cue, (own, (first, by)), spoken=False)


def _reported(passage: Passage, group: VerbGroup, own: Words | None) -> Found | None:
    """Read “the deal is expected to pass” and “it is assumed that ...”."""
    tags, at = passage.tags, group.end
    if tags[at] not in "ti" or (tags[at] == "i" and not group.entry.frames & Frame.SAY):
        return None
    after = content_after(passage, at, Frame.SAY | Frame.WANT)
    if after is None or (own is None and tags[group.first - 1 : group.first] not in ("c", ",")):
        return None
    return made(passage, None, group.cue, (own, after) if own and tags[at] == "i" else (after,), spoken=False)
