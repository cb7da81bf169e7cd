"""What is said: where the content of a cue begins and ends."""

import re

from summarizer.attribution.found import Words
from summarizer.attribution.lexicon import Frame, phrasal_cues, verb_of, word_set
from summarizer.attribution.reading import Passage
from summarizer.text.lazily import lazily

# From a cue over its setting (“on Monday”, “in a statement to reporters”) to a that-clause or quotation.
_SETTING = re.compile(r"(?:[pdnN0mzbvjlse(),]|c(?=[nNd])|i(?=[nNd])){1,16}?(?=t(?![zf,.])|:?Q)")
_TIME = re.compile(r"(?:p?[dn]?m0?)+(?=[rdnN0])|pd?[nN]*[nlv]m*(?=r)")
_HEARER = lazily(r"(?:r|[dnN0zvlse]*[nNz0vls](?:[pc](?=[dnN])[dnN0z]*[nN0])*)(?=[bmpdnN]{0,5}[:,]?[tihQdrNp])")
_OWN_CLAUSE = re.compile(r",?[cup]b*(?:[dnN0zpc()vlb]{0,9}[rnN0ws,]a{0,3}b?)?(?:[xsy]|(?<=[ab])v)(?![nN]*[sxf])")
_ASIDE = re.compile(r",(?:u|p)?(?:r|[dnN0zp]{0,9}[nN0])a?[xs](?=[.,m])")
SUBJECT_AND_VERB = re.compile(r"[^,]*?[nNr0z)]b*[afsx]")
_PARTICIPLE = re.compile(r",c?b?g")
_OBJECT_END = re.compile(
    r"[;:.\-]|,(?![nN0d][^,]{0,12},?c[dnN])(?!(?<=d[nej],)[nej]{1,2}[nN])|u(?=[rdnNag])|c(?=b*[aslf]|b*x)|c(?=r)"
)
_WANT_END = lazily(r",b*[xsfa](?!n)|[;:.]|,c(?=[rdnN]+[asxf])|,w|,u|c(?=b*[as][^.]*$)")
_CONTRASTS = frozenset(["while", "though", "although", "whereas", "as"])
_WHO_DOES = lazily(r"wb*a?b*[vsxy]\Z")
_VERB_WORDS = 4
"""Words that “who” and its verb take."""
_SAID = word_set("said told says tells added adds wrote")
_ASIDE_CLOSED = re.compile(r",b*(?:a|[xsf](?!n))")


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


_NAME = re.compile(r"d?[nN]{0,3}N|r")
_DATED = re.compile(r"p?[dn]?m+\Z")
_ADJUNCTS = word_set("at in on during before after by over while via through amid despite")
_FINITE_FORM = re.compile(r"(?<=[nN0)rmb])a")
_FINITE = frozenset("afsx")
_MAIN_CLAUSE = re.compile(r",b*(?:r|[dnN0zpcbej()]*[nN0z)])b*[afsx]")


def subject_end(passage: Passage, noun: int, first: int, last: int) -> int:
    """End what hangs on a noun before the verb whose subject the noun is: “The claim that he left | was false”."""
    tags = passage.tags
    own = max(tags.rfind(mark, 0, noun) for mark in ",;:Qcut") + 1
    if not _FINITE.isdisjoint(tags[own:noun]) and tags[0] != "u":
        return last
    if tags[0] in "pugj" and "," not in tags[:noun]:
        main = _MAIN_CLAUSE.search(tags, first, last)
        last = main.start() if main and main.start() > first else last
    open_clauses = 0
    for at in range(first, last):
        if tags[at] in "tuwh":
            open_clauses += 1
        elif tags[at] in "afsx" and tags[at - 1] not in "abi" and at > first:
            if open_clauses == 0:
                return at if tags[at - 1] in "nN0)r,bm" else last
            open_clauses -= 1
    return last


def phrase_end(passage: Passage, first: int) -> int:
    """Find where a phrase that begins at word `first` ends: where an object would, or before a further verb."""
    end = object_end(passage, first)
    verb = _FINITE_FORM.search(passage.tags, first + 1, end)
    return verb.start() if verb else end


def infinitive_end(passage: Passage, first: int) -> int:
    """Find where an infinitive that begins at word `first` ends."""
    found = _WANT_END.search(passage.tags, first + 1)
    return min(found.start() if found else len(passage.tags), clause_end(passage, first))


def within_fronted(passage: Passage, cue: int, content: Words | None) -> Words | None:
    """End a content at its clause where that is fronted: “Although she said it was shut, the bridge opened.”."""
    tags = passage.tags
    if content is None or (tags[0] not in "ugjx" and "u" not in tags[: min(4, cue)]) or "," in tags[:cue]:
        return content
    main = _MAIN_CLAUSE.search(tags, content[0])
    return (content[0], main.start()) if main and content[0] < main.start() < content[1] else content


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
            told = _told(passage, hearer.end(), frames)
            if told:
                return told
    return _complement(passage, at, frames)


def _told(passage: Passage, at: int, frames: int) -> tuple[int, int] | None:
    """Find what is told to a hearer who ends before word `at`; “warned them against X” tells no bare noun."""
    if passage.tags[at : at + 2] == "bi":
        return at, infinitive_end(passage, at + 1)  # “not to worry”
    told = _complement(passage, at, frames | Frame.SAY | Frame.WANT)
    if told and passage.tags[told[0]] in "nN0d" and not SUBJECT_AND_VERB.match(passage.tags, *told):
        return None
    return told


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
    if tags[at] in "dnN" and _describes_speaker(passage, at):
        return None
    if frames & Frame.QUOTE and tags[at] in "dnNr0" and SUBJECT_AND_VERB.match(tags, at, object_end(passage, at)):
        return at, clause_end(passage, at)
    if tags[at] in "dnNr0jegvlsaf(m" and frames & (Frame.SAY | Frame.JUDGE):
        return _object_or_clause(passage, at, frames)
    return None


def _describes_speaker(passage: Passage, at: int) -> bool:
    """Tell the object of a relative clause before the verb of saying: “a man who noticed | the smell said that …”."""
    if not _WHO_DOES.search(passage.tags, max(0, at - _VERB_WORDS), at):
        return False
    own = SUBJECT_AND_VERB.match(passage.tags, at, object_end(passage, at))
    return own is not None and passage.words[own.end() - 1] in _SAID and passage.tags[own.end() - 1] in "sx"


def _after_setting(passage: Passage, at: int, frames: int) -> int:
    """Step over where and when something was said: “on Monday”, “in a statement to reporters”."""
    tags = passage.tags
    if frames & Frame.SAY:
        setting = _SETTING.match(tags, at) or _TIME.match(tags, at)
        if setting and tags[at] in "pmN(,bi" and (tags[at] != "N" or setting.end() - at < 3):
            at = setting.end()
    told = at
    while at < len(tags) and tags[at] in "mb":
        at += 1
    if at < len(tags) and "m" in tags[told:at] and (tags[at] in "afsx" or passage.words[at] == "of"):
        return told  # “said each year of school counts”
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
        if SUBJECT_AND_VERB.match(passage.tags, at, end):
            return at, full
    return at, _without_adjunct(passage, at, end)


def _without_adjunct(passage: Passage, first: int, end: int) -> int:
    """Leave out when and where somebody was praised: “Ms. Vale | at a rally”; a name takes no such phrase."""
    name = _NAME.match(passage.tags, first, end)
    if name and name.end() < end and passage.words[name.end()] in _ADJUNCTS:
        return name.end()
    dated = _DATED.search(passage.tags, first + 1, end)
    return dated.start() if dated else end
