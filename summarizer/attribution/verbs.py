"""Verbs that attribute: “X said ...”, “X plans to ...”, “X, saying ...”, “praised by X”, “X seems to ...”."""

import re
from collections.abc import Iterator

from summarizer.attribution.contents import content_after, infinitive_end, object_end, particle_end
from summarizer.attribution.found import Found, Words, made
from summarizer.attribution.lexicon import Frame, Verb, cue_frames
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import main_subject, phrase_after, subject_before
from summarizer.attribution.speech_tags import inverted, tagged
from summarizer.attribution.verb_groups import VerbGroup, verb_group

_CUE_VERB = re.compile(r"[vsxyg]")
_MAIN_CLAUSE = re.compile(r",b*(?:r|[dnN0zpc()]*[nN0z)])b*[afsx]")
_ANNOUNCES_WITHIN = 16


def verb_attributions(passage: Passage) -> Iterator[Found]:
    """Find the attributions whose cue is a verb, from left to right."""
    speaker: Words | None = None
    covered = 0  # up to here others' words have been reported
    wish_end = 0  # an infinitive within a wish is part of it
    for found in _CUE_VERB.finditer(passage.tags):
        group = verb_group(passage, found.start())
        if group is None:
            continue
        own = subject_before(passage, group.first) if group.finite else None
        if own and group.first >= covered:
            speaker = own
        attribution = _attribution(passage, group, own, speaker)
        if attribution is None or (passage.tags[group.verb - 1] == "i" and group.first < wish_end):
            continue
        covered = max(covered, attribution.content[-1][1])
        if group.entry.frames & Frame.WANT:
            wish_end = max(wish_end, attribution.content[-1][1])
        yield attribution


def announced(passage: Passage) -> Found | None:
    """Read “SOURCE said in a statement:” at a passage's end: what is said follows in the next, so no content yet."""
    tags = passage.tags
    if not tags.endswith(":"):
        return None
    for found in _CUE_VERB.finditer(tags, max(0, len(tags) - _ANNOUNCES_WITHIN)):
        group = verb_group(passage, found.start())
        if group is None or group.passive or not group.entry.frames & (Frame.SAY | Frame.TELL | Frame.QUOTE):
            continue
        source = subject_before(passage, group.first) if group.finite else main_subject(passage, group.first)
        if source is not None:
            return Found(source, group.cue, (), spoken=True)
    return None


def _attribution(passage: Passage, group: VerbGroup, own: Words | None, subject: Words | None) -> Found | None:
    """Find what the group reports, and who speaks: its own subject, or the one it shares."""
    if group.passive:
        return _passive(passage, group, own)
    particle = particle_end(passage, group.verb, group.entry.base)
    if particle is not None:
        frames = cue_frames().get(" ".join((group.entry.base, *passage.words[group.end : particle])))
        if frames is None:
            return _with_preposition(passage, group, own or _shared(passage, group, subject), particle)
        group = group._replace(verb=particle - 1, entry=Verb(group.entry.base, frames))
    if group.entry.frames == Frame.NONE:
        return None
    if group.entry.frames & Frame.SEEM:
        return _seeming(passage, group, own)
    spoken = bool(group.entry.frames & (Frame.SAY | Frame.QUOTE))
    after = _within_fronted(passage, group.first, content_after(passage, group.end, group.entry.frames))
    if group.finite and (spoken or group.entry.frames & Frame.TELL):
        before = inverted(passage, group) or (tagged(passage, group, own, after) if own else None)
        if before is not None:
            return before
    source = own or _shared(passage, group, subject)
    return made(passage, source, group.cue, (after,), spoken) if after and source else None


def _shared(passage: Passage, group: VerbGroup, subject: Words | None) -> Words | None:
    """Find the subject of a verb that has none of its own: “she rose and said”, “he left, saying ...”."""
    lead = passage.tags[group.first - 1 : group.first]
    if group.finite and lead not in ("c", ","):
        return None
    return subject or main_subject(passage, group.first) or subject_before(passage, group.first)


def _with_preposition(passage: Passage, group: VerbGroup, source: Words | None, particle: int) -> Found | None:
    """Read “SOURCE called for CONTENT”, where the particle or preposition ends before word `particle`."""
    rest = content_after(passage, particle, Frame.SAY | Frame.JUDGE)
    if rest is None:
        return None
    end = rest[1] if passage.tags[rest[0]] in "Qth" else object_end(passage, rest[0])
    return made(passage, source, (group.first, particle), ((rest[0], end),), spoken=False)


def _within_fronted(passage: Passage, cue: int, content: Words | None) -> Words | None:
    """End a content at its clause where that is fronted: “Although she said it was shut, the bridge opened.”."""
    tags = passage.tags
    if content is None or (tags[0] not in "ugjx" and "u" not in tags[: min(4, cue)]) or "," in tags[:cue]:
        return content
    main = _MAIN_CLAUSE.search(tags, content[0])
    return (content[0], main.start()) if main and content[0] < main.start() < content[1] else content


def _seeming(passage: Passage, group: VerbGroup, own: Words | None) -> Found | None:
    """Read “the talks seem to stall”, where nobody is named as the one to whom they seem so."""
    tags, at = passage.tags, group.end
    if own is None or at >= len(tags) or tags[at] in "p.,mu;:":
        return None
    seen = (at, infinitive_end(passage, at))
    impersonal = passage.words[own[0]] == "it" and tags[at] == "t"
    return made(passage, None, group.cue, (seen,) if impersonal else (own, seen), spoken=False)


def _passive(passage: Passage, group: VerbGroup, own: Words | None) -> Found | None:
    """Read “the deal was praised by X”, “she was asked why ...”, “the deal is expected to pass”."""
    tags, words, at = passage.tags, passage.words, group.end
    if at >= len(tags):
        return None
    if words[at] == "by":
        agent = phrase_after(passage, at + 1)
        praised = own or subject_before(passage, group.first)
        return made(passage, agent, (group.first, at + 1), (praised,), spoken=False) if agent and praised else None
    if group.entry.base in ("ask", "tell"):
        frames = Frame.SAY | Frame.JUDGE | Frame.WANT
        after = _within_fronted(passage, group.first, content_after(passage, at + (words[at] == "about"), frames))
        return made(passage, None, group.cue, (after,), spoken=False) if after else None
    if own is None or tags[at] not in "ti" or not group.entry.frames & Frame.SAY:
        return None
    after = content_after(passage, at, Frame.SAY | Frame.WANT)
    if after is None:
        return None
    return made(passage, None, group.cue, (after,) if tags[at] == "t" else (own, after), spoken=False)
