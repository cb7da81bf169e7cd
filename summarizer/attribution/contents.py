"""What is said: where the content of a cue begins and ends."""

import re

from summarizer.attribution.lexicon import Frame, phrasal_cues, verb_of
from summarizer.attribution.reading import Passage

# From a cue over its setting (“on Monday”, “in a statement to reporters”) to a that-clause or quotation.
_SETTING = re.compile(r"(?:[pdnN0mzbvjlse(),]|c(?=[nNd])|i(?=[nNd])){1,16}?(?=t(?![zf,.])|:?Q)")
_TIME = re.compile(r"(?:p?[dn]?m0?)+(?=[rdnN0])|pd?[nN]*[nlv]m*(?=r)")
_HEARER = re.compile(r"(?:r|[dnN0zvlse]*[nNz0vls](?:[pc](?=[dnN])[dnN0z]*[nN0])*)(?=[bmpdnN]{0,5}[:,]?[tihQdrNp])")
_OWN_CLAUSE = re.compile(r",?[cup]b*(?:[dnN0zpc()vlb]{0,9}[rnN0ws,]a{0,3}b?)?(?:[xsy]|(?<=[ab])v)(?![nN]*[sxf])")
_ASIDE = re.compile(r",(?:u|p)?(?:r|[dnN0zp]{0,9}[nN0])a?[xs](?=[.,m])")
_SUBJECT_AND_VERB = re.compile(r"[^,]*?[nNr0z)]b*[afsx]")
_PARTICIPLE = re.compile(r",c?b?g")
_OBJECT_END = re.compile(r"[;:.\-]|,(?![nN0d][^,]{0,12},?c[dnN])|u(?=[rdnNag])|c(?=b*[aslf]|b*x)|c(?=r)")
_WANT_END = re.compile(r",b*[xsfa](?!n)|[;:.]|,c(?=[rdnN]+[asxf])|,w|,u|c(?=b*[as][^.]*$)")
_CONTRASTS = frozenset(["while", "though", "although", "whereas", "as"])
_ASIDE_CLOSED = re.compile(r",b*[xsfa](?!n)")


def particle_end(passage: Passage, verb: int, base: str) -> int | None:
    """Find the end of the particle or preposition that completes a phrasal cue, right after its verb."""
    words = passage.words
    at = verb + 1
    if at < len(words) and passage.tags[at] == "b" and words[at].endswith("ly"):
        at += 1
    for rest in phrasal_cues().get(base, ()):
        if words[at : at + len(rest)] == rest:
            return at + len(rest)
    return None


def clause_end(passage: Passage, first: int) -> int:
    """Find where a reported clause that begins at word `first` ends: at another cue's own clause or at the stop."""
    tags = passage.tags
    fronted = tags[first : first + 1] == "t" and tags[first + 1 : first + 2] in ("p", "u", "b", "g", "j")
    for at in range(first + 1, len(tags)):
        tag = tags[at]
        if tag == ";":
            return at
        if tag == "Q" and tags[at + 1 : at + 2] in ("g", "u") and passage.last_sign(at) in ",.?!":
            return at + 1
        if tag == "," and _ASIDE_CLOSED.match(tags, at) and tags.find(",", first, at) < 0 and not fronted:
            return at
        if tag in ",cu" or passage.words[at] == "as":
            if _ASIDE.match(tags, at) or passage.words[at + 1 : at + 3] == ("according", "to"):
                return at
            if tag == "," and _PARTICIPLE.match(tags, at) and _participle_says(passage, at):
                return at
            own = _OWN_CLAUSE.match(tags, at) if tag in ",c" or passage.words[at] in _CONTRASTS else None
            if own and at > first + 1 and _says(passage, own.end() - 1):
                return at
    return len(tags)


def _says(passage: Passage, verb: int) -> bool:
    """Tell whether a word is a verb of saying."""
    found = verb_of().get(passage.words[verb])
    return bool(found and found.frames & (Frame.SAY | Frame.TELL))


def _participle_says(passage: Passage, comma: int) -> bool:
    """Tell whether “, adding ...” takes the word from the clause before it."""
    at = comma + 1
    while at < len(passage.tags) and passage.tags[at] in "cb":
        at += 1
    return at < len(passage.tags) and passage.words[at] in verb_of()


def object_end(passage: Passage, first: int) -> int:
    """Find where an object that begins at word `first` ends."""
    found = _OBJECT_END.search(passage.tags, first + 1)
    return found.start() if found else len(passage.tags)


def infinitive_end(passage: Passage, first: int) -> int:
    """Find where an infinitive that begins at word `first` ends."""
    found = _WANT_END.search(passage.tags, first + 1)
    return min(found.start() if found else len(passage.tags), clause_end(passage, first))


def content_after(passage: Passage, at: int, frames: int) -> tuple[int, int] | None:
    """Find what a verb of these constructions reports, looking from word `at` on, right after the verb."""
    tags = passage.tags
    while at < len(tags) and tags[at] == "b":
        at += 1
    if at >= len(tags):
        return None
    if frames & Frame.TELL:
        hearer = _HEARER.match(tags, at)
        if hearer:
            told = _complement(passage, hearer.end(), frames | Frame.SAY | Frame.WANT)
            if told:
                return told
    return _complement(passage, at, frames)


def _complement(passage: Passage, at: int, frames: int) -> tuple[int, int] | None:
    """Find a clause, quotation, infinitive or object that begins at word `at`, or after a setting."""
    tags = passage.tags
    at = _after_setting(passage, at, frames)
    if at >= len(tags):
        return None
    if tags[at] == "Q":
        return at, (at + 1 if _is_closed_off(passage, at) else clause_end(passage, at))
    if tags[at] in "th" or (passage.words[at] == "if" and frames & Frame.SAY):
        return at, clause_end(passage, at)
    if tags[at] == "i":
        verbal = tags[at + 1 : at + 2] in tuple("vlanb") or tags[at + 2 : at + 3] in tuple("vl")
        return (at, infinitive_end(passage, at)) if frames & Frame.WANT and verbal else None
    if tags[at] == ":" and frames & Frame.SAY:
        return at + 1, clause_end(passage, at + 1)
    if tags[at] in "dnNr0jegvlsaf(" and frames & (Frame.SAY | Frame.JUDGE):
        return _object_or_clause(passage, at, frames)
    return None


def _after_setting(passage: Passage, at: int, frames: int) -> int:
    """Step over where and when something was said: “on Monday”, “in a statement to reporters”."""
    tags = passage.tags
    if frames & Frame.SAY:
        setting = _SETTING.match(tags, at) or _TIME.match(tags, at)
        if setting and tags[at] in "pmN(,bi" and (tags[at] != "N" or setting.end() - at < 3):
            at = setting.end()
    while at < len(tags) and tags[at] in "mb":
        at += 1
    return at + 1 if tags[at : at + 2] in (":Q", ",Q") else at


def _is_closed_off(passage: Passage, at: int) -> bool:
    """Tell whether a quotation with its own stop is all that is said: “‘We won,’ as the crowd cheered”."""
    return passage.last_sign(at) in ",.?!" and passage.tags[at + 1 : at + 2] in tuple(",ugwbjp")


def _object_or_clause(passage: Passage, at: int, frames: int) -> tuple[int, int] | None:
    """Tell a bare clause (“said the bridge was shut”) from an object (“slammed the bridge”)."""
    end = object_end(passage, at)
    if frames & Frame.SAY:
        full = clause_end(passage, at)
        if not frames & Frame.JUDGE:
            return at, full
        if _SUBJECT_AND_VERB.match(passage.tags, at, end):
            return at, full
    return at, end
