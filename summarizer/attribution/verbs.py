"""Verbs that attribute: “X said ...”, “X plans to ...”, “X, saying ...”, “X seems to ...”."""

import re
from collections.abc import Iterator

from summarizer.attribution.contents import content_after, infinitive_end, object_end, particle_end, within_fronted
from summarizer.attribution.found import Found, Words, made
from summarizer.attribution.lexicon import Frame, Verb, cue_frames
from summarizer.attribution.passives import passive
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import main_subject, nearest_subject, subject_before
from summarizer.attribution.speech_tags import inverted, tagged
from summarizer.attribution.verb_groups import VerbGroup, verb_group

_CUE_VERB = re.compile(r"[vsxyg]")
_MAIN_SUBJECT = re.compile(r",b*(?P<subject>r|[dnN0zpcbej()]*[nN0z)])(?:,[^,]*,)?b*[afsx]")
_LATE = 20  # words between a verb of saying and the quotation that it still leads to
_NO_CUE = frozenset("xsg.;")
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
        own = subject_before(passage, group.first) if group.finite else _absolute(passage, group)
        if own and group.first >= covered:
            speaker = own
        attribution = _attribution(passage, group, own, speaker)
        if attribution is None or (passage.tags[group.verb - 1] == "i" and group.first < wish_end):
            continue
        covered = max(covered, attribution.content[-1][1])
        if group.entry.frames & Frame.WANT:
            wish_end = max(wish_end, attribution.content[-1][1])
        yield attribution


def _absolute(passage: Passage, group: VerbGroup) -> Words | None:
    """Find the participle's own subject in “with voters saying ...” and “..., both sides agreeing ...”."""
    if passage.tags[group.verb] != "g" or passage.tags[group.first - 1 : group.first] not in tuple("nN0"):
        return None
    own = subject_before(passage, group.first)
    return own if own and own[0] and (passage.words[own[0] - 1] == "with" or passage.tags[own[0] - 1] == ",") else None


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
        return passive(passage, group, own)
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
    after = within_fronted(passage, group.first, content_after(passage, group.end, group.entry.frames))
    if after is None and group.entry.frames & (Frame.SAY | Frame.TELL) and own:
        after = _told_late(passage, group.end)
    if group.finite and (spoken or group.entry.frames & Frame.TELL):
        before = inverted(passage, group) or (tagged(passage, group, own, after) if own else None)
        if before is not None:
            return before
    if after and own is None and group.first <= 1 and passage.tags[group.verb] == "g":
        return _fronted_participle(passage, group, after)
    source = own or _shared(passage, group, subject)
    return made(passage, source, group.cue, (after,), spoken) if after and source else None


def _fronted_participle(passage: Passage, group: VerbGroup, content: Words) -> Found | None:
    """Read “Conceding that it was late, SOURCE ...”."""
    main = _MAIN_SUBJECT.search(passage.tags, content[0])
    if main is None:
        return None
    content = content[0], min(content[1], main.start())
    return made(passage, main.span("subject"), group.cue, (content,), spoken=False) if content[0] < content[1] else None


def _told_late(passage: Passage, at: int) -> Words | None:
    """Find the quotation in “she told the mayors who came to Oslo, ‘We will stay.’”."""
    quotation = passage.tags.find("Q", at, at + _LATE)
    if quotation < 0 or passage.tags[quotation - 1] not in ",:" or not _NO_CUE.isdisjoint(passage.tags[at:quotation]):
        return None
    return quotation, quotation + 1


def _shared(passage: Passage, group: VerbGroup, subject: Words | None) -> Words | None:
    """Find the subject of a verb that has none of its own: “she rose and said”, “he left, saying ...”."""
    lead = passage.tags[group.first - 1 : group.first]
    if group.finite and lead not in ("c", ","):
        return None
    if passage.tags[group.verb - 1] == "i":
        nearest = nearest_subject(passage, group.first)
        if nearest is not None:
            return nearest
    return subject or main_subject(passage, group.first) or subject_before(passage, group.first)


def _with_preposition(passage: Passage, group: VerbGroup, source: Words | None, particle: int) -> Found | None:
    """Read “SOURCE called for CONTENT”, where the particle or preposition ends before word `particle`."""
    rest = within_fronted(passage, group.first, content_after(passage, particle, Frame.SAY | Frame.JUDGE))
    if rest is None:
        return None
    end = rest[1] if passage.tags[rest[0]] in "Qth" else object_end(passage, rest[0])
    return made(passage, source, (group.first, particle), ((rest[0], end),), spoken=False)


def _seeming(passage: Passage, group: VerbGroup, own: Words | None) -> Found | None:
    """Read “the talks seem to stall”, where nobody is named as the one to whom they seem so."""
    tags, at = passage.tags, group.end
    if own is None or at >= len(tags) or tags[at] in "p.,mu;:":
        return None
    seen = (at, infinitive_end(passage, at))
    impersonal = passage.words[own[0]] == "it" and tags[at] == "t"
    return made(passage, None, group.cue, (seen,) if impersonal else (own, seen), spoken=False)
