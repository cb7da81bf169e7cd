"""Attributions without a verb of saying: “according to X”, “reportedly”, “X’s claim that ...”, “X is sure that ...”."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from summarizer.attribution.contents import SUBJECT_AND_VERB, clause_end, infinitive_end, object_end, subject_end
from summarizer.attribution.found import Found, made, trimmed
from summarizer.attribution.lexicon import noun_prepositions, plain_and_plural, terms, word_set
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import main_subject, phrase_after, subject_before
from summarizer.attribution.verb_groups import verb_group

_IS_OBJECT = re.compile(r"[fsxvljag]d?[nejb0]*\Z")
_RELATIVE = re.compile(r"t[dnN0rz]{1,6}b*[axfse]b*[xye]?[.,]")  # “a charge that she denied, ...”
_IS_THAT = re.compile(r"(?:pd?n)?(?P<verb>[ab]*[asf]b*)(?:(?P<that>t)|[:,]?Q|:)")
_REMAINS = frozenset(["remain", "remains", "remained"])
_LINKS = frozenset(["am", "is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re", "'m", "’m", "become"])
_VIEWS = word_set("view opinion judgment judgement estimation telling account version eyes recollection words")
"""What is told there is told “in”: “in her response, she said” tells how she said it."""
_MAKES = word_set("make makes made")
_LINKING = frozenset(["feel", "feels", "felt", "seem", "seems", "seemed", "remain", "remains", "remained", "became"])


def other_attributions(passage: Passage) -> Iterator[Found]:
    """Find the attributions whose cue is no verb."""
    readers = _readers()
    if readers.keys().isdisjoint(passage.words):
        return
    for at in [at for at, word in enumerate(passage.words) if word in readers]:
        found = readers[passage.words[at]](passage, at)
        if found is not None:
            yield found


def _according_to(passage: Passage, at: int) -> Found | None:
    """Read “according to SOURCE” at either end of what it supports."""
    if passage.words[at + 1 : at + 2] != ("to",):
        return None
    source = phrase_after(passage, at + 2)
    if source is None:
        return None
    if passage.tags[source[1] : source[1] + 1] in tuple("fsxvjg") and passage.tags[source[1] + 1 : source[1] + 2] in (
        "",
        ",",
        ".",
    ):
        source = source[0], source[1] + 1  # “according to early returns”
    cue = (at, at + 2)
    before = passage.tags[:at].rstrip(",b-")
    if len(before) <= 1 or passage.tags[at - 1] in "tcu" or (before[-1] in "cu" and len(before) < 4):
        first, last = trimmed(
            passage, source[1], clause_end(passage, source[1]) if source[1] < len(passage.tags) else source[1]
        )
    else:
        first, last = trimmed(passage, passage.tags.rfind(";", 0, at) + 1, at)
        while first < last and passage.tags[first] == "c":
            first += 1
    return Found(source, cue, ((first, last),), spoken=True) if first < last else None


def _by_adverb(passage: Passage, at: int) -> Found | None:
    """Read “the plant reportedly closed”: what the adverb marks is its clause."""
    tags = passage.tags
    end = object_end(passage, at) if at + 1 < len(tags) else at
    verb = at
    while verb and tags[verb - 1] in "ab":
        verb -= 1
    subject = subject_before(passage, verb)
    content = [subject] if subject else []
    if verb < at:
        content.append((verb, at))
    if at + 1 < end:
        content.append((at + 1, end))
    pieces = tuple(piece for piece in (trimmed(passage, *part) for part in content) if piece[0] < piece[1])
    return Found(None, (at, at + 1), pieces, spoken=False) if pieces else None


def _by_adjective(passage: Passage, at: int) -> Found | None:
    """Read “SOURCE is confident that ...”."""
    tags, words = passage.tags, passage.words
    first = at
    while first and tags[first - 1] in "ab":
        first -= 1
    linked = any(word in _LINKS for word in words[first:at])
    if not linked and (made_so := _made_clear(passage, first, at)) is not None:
        first, linked = made_so, True
    if not linked and first and words[first - 1] in _LINKING:
        first -= 1
        linked = True
    if not linked or at + 1 >= len(tags):
        return None
    source = subject_before(passage, first)
    if source is None or (tags[source[0]] == "r" and words[source[0]] == "it"):
        return None
    following = tags[at + 1]
    bare = following in "dnNr" and SUBJECT_AND_VERB.match(tags, at + 1, object_end(passage, at + 1))
    if following in "th" or bare:
        return made(passage, source, (first, at + 1), ((at + 1, clause_end(passage, at + 1)),), spoken=False)
    if following == "i":
        return made(passage, source, (first, at + 1), ((at + 1, infinitive_end(passage, at + 1)),), spoken=False)
    if following == "p" and at + 2 < len(tags):
        return made(passage, source, (first, at + 2), ((at + 2, object_end(passage, at + 2)),), spoken=False)
    return None


def _made_clear(passage: Passage, first: int, at: int) -> int | None:
    """Read “has now made (it) clear”: where its verbs begin."""
    words = passage.words
    verb = first - 1 - (first > 1 and words[first - 1] == "it")
    if words[at] not in ("clear", "plain") or verb < 0 or words[verb] not in _MAKES:
        return None
    while verb and passage.tags[verb - 1] in "ab":
        verb -= 1
    return verb


def _by_noun(passage: Passage, at: int) -> Found | None:
    """Read “SOURCE’s claim that ...”, “a promise to ...”, “criticism of ...”."""
    tags, words = passage.tags, passage.words
    if at + 2 >= len(tags):
        return None
    if tags[at] in "vsxyg" and verb_group(passage, at) is not None:
        return None
    following = tags[at + 1]
    if (
        following == "t"
        and tags[at + 2] not in "asfx.,"
        and not _RELATIVE.match(tags, at + 1)
        and words[at] in plain_and_plural("nouns")
    ):
        start, end = at + 1, clause_end(passage, at + 1)
    elif following == "i" and tags[at + 2] in "vlan" and words[at] in plain_and_plural("nouns"):
        start, end = at + 1, infinitive_end(passage, at + 1)
    elif (words[at], words[at + 1]) in noun_prepositions():
        start = at + 2
        end = clause_end(passage, start) if tags[start] in "th" else object_end(passage, start)
    else:
        return None
    end = subject_end(passage, at, start, end)
    source, cue_first = _owner(passage, at)
    if source is None and _IS_OBJECT.search(tags, 0, cue_first):
        source = main_subject(passage, at)
    if source is None and following == "p":
        return None
    return made(passage, source, (cue_first, start), ((start, end),), spoken=False)


def _by_noun_or_position(passage: Passage, at: int) -> Found | None:
    return _by_noun(passage, at) or _by_position(passage, at)


def _by_position(passage: Passage, at: int) -> Found | None:
    """Read “SOURCE’s version is that ...” and “in SOURCE’s view, ...”."""
    source, first = _owner(passage, at)
    if source is None:
        return None
    if source[0] and passage.words[source[0] - 1] in ("in", "by"):
        return _held(passage, source, (first, at + 1)) if passage.words[at] in _VIEWS else None
    link = _IS_THAT.match(passage.tags, at + 1)
    if link is None or not {*passage.words[link.start("verb") : link.end("verb")]} & (_LINKS | _REMAINS):
        return None
    start = link.start("that") if link["that"] else link.end() - (passage.tags[link.end() - 1] == "Q")
    return made(passage, source, (first, link.end("verb")), ((start, clause_end(passage, start)),), spoken=True)


def _held(passage: Passage, source: tuple[int, int], cue: tuple[int, int]) -> Found | None:
    """Read “In SOURCE’s view, ...”, “..., in SOURCE’s view” and “The pier, in SOURCE’s view, is safe”."""
    tags, before = passage.tags, source[0] - 1
    if before == 0 and tags[cue[1] : cue[1] + 1] == ",":
        return made(passage, source, cue, ((cue[1] + 1, clause_end(passage, cue[1] + 1)),), spoken=True)
    if before < 2 or tags[before - 1] != ",":
        return None
    if tags[cue[1] :] in ("", "."):
        return made(passage, source, cue, ((0, before - 1),), spoken=True)
    goes_on = cue[1] + 1
    if tags[cue[1] : goes_on] != ",":
        return None
    if tags[goes_on : goes_on + 1] == "Q":
        return made(passage, source, cue, ((goes_on, goes_on + 1),), spoken=True)
    return made(passage, source, cue, ((0, before - 1), (goes_on, clause_end(passage, goes_on))), spoken=True)


def _owner(passage: Passage, noun: int) -> tuple[tuple[int, int] | None, int]:
    """Find whose claim it is: “the mayor’s”, “their”; and where the cue begins."""
    tags, words = passage.tags, passage.words
    at = noun
    while at and tags[at - 1] in "nejb0vN" and noun - at < 4:
        at -= 1
    if at and tags[at - 1] == "z":
        first = at - 1
        while first and tags[first - 1] in "nN0ze":
            first -= 1
        if first and tags[first - 1] == "d":
            first -= 1
        return ((first, at) if first < at - 1 else None), at
    if at and words[at - 1] in ("his", "her", "their", "its", "our", "my", "your"):
        return (at - 1, at), at
    return None, at


@cache
def _readers() -> dict[str, Callable[[Passage, int], Found | None]]:
    """Tell which construction each word may head."""
    nouns = plain_and_plural("nouns") | {noun for noun, _ in noun_prepositions()}
    positions = frozenset(terms("positions"))
    return {
        **dict.fromkeys(positions, _by_position),
        **dict.fromkeys(nouns, _by_noun),
        **dict.fromkeys(nouns & positions, _by_noun_or_position),
        **dict.fromkeys(terms("adjectives"), _by_adjective),
        **dict.fromkeys(terms("adverbs"), _by_adverb),
        "according": _according_to,
    }
