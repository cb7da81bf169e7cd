"""Contents that stand before their source: “CONTENT,” she said; CONTENT, said the mayor; CONTENT, he said, CONTENT."""

import re

from summarizer.attribution.contents import clause_end
from summarizer.attribution.found import Found, Words, made
from summarizer.attribution.lexicon import Frame
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import phrase_after
from summarizer.attribution.verb_groups import INVERTED, VerbGroup

_INTERRUPTION = re.compile(r"[pdnNm0b]{0,8}([,\-])(?![gw.Qu])")
_GOES_ON = re.compile(r"b*,b*[afsx]")
_NAMED_SUBJECT = re.compile(r"[nz],N+,\Z")  # “The board's lawyer, Ada Vale, said a vial, kept elsewhere, was clean”
_DATELINE = re.compile(r"N{1,3}(?:,[Nn.]{1,3})?\(N+\)[:-]")
_CLAUSE = re.compile(r"[asfxvl]|[rnN]b*e[dnNpr]")
_ELLIPSIS = re.compile(r"[bdnejr]{1,4},")  # “Nonsense, said the mayor.”
_FRONTED = frozenset("uwpgjm")
_RESUMES_WITHIN = 25
_TAG_BETWEEN = re.compile(r"Q.*[xs]")


def inverted(passage: Passage, group: VerbGroup) -> Found | None:
    """Read “CONTENT,” said SOURCE."""
    tags, at = passage.tags, group.first
    if at == 0:
        return _fronted(passage, group) if group.entry.base in INVERTED else None
    if tags[at - 1] not in "Q," or group.end >= len(tags) or "a" in tags[at : group.verb]:
        return None
    quotation = "Q" in tags[max(0, at - 2) : at]
    if not quotation and (group.entry.base not in INVERTED or _NAMED_SUBJECT.search(tags, 0, at)):
        return None
    source = phrase_after(passage, group.end)
    if source and quotation and tags[source[1] : source[1] + 1] in ("a", "f", "s"):
        return None  # “Ms. Vale, citing ‘the law,’ said the board was wrong”
    if source is None:
        return None
    if not quotation and _GOES_ON.match(tags, source[1]):
        return _with_left(passage, group, source, (source[1] + 1, clause_end(passage, source[1] + 1)))
    if not (quotation or _ends_clause(tags, source[1], _left_start(passage, at), at)):
        return None
    return _with_left(passage, group, source, _resumed(passage, source[1]))


def tagged(passage: Passage, group: VerbGroup, source: Words, after: Words | None) -> Found | None:
    """Read “CONTENT,” SOURCE said; `after` is what the verb would otherwise report."""
    tags, source = passage.tags, _behind_comma(passage, group, source)
    start = source[0]
    if start == 0 or tags[start] in "wt":
        return None
    lead = tags[start - 1]
    if passage.words[start - 1] == "as":
        start -= 1
        lead = tags[start - 1] if start else "^"
        if lead != "," and tags[group.end : group.end + 1] == ",":
            content = (group.end + 1, clause_end(passage, group.end + 1))
            return made(passage, source, group.cue, (content,), spoken=True)
    if lead == "Q" or tags[max(0, start - 2) : start] == "Q,":
        going_on = after if after and tags[after[0]] == "t" else _resumed(passage, group.end)
        return _with_left(passage, group, source, going_on)
    return _in_plain_words(passage, group, source, after) if lead in ",-" else None


def _behind_comma(passage: Passage, group: VerbGroup, source: Words) -> Words:
    """Tell in “The bonus, Ms. Vale said, was late” what is said of from who says it: both looked like one subject."""
    comma = passage.tags.rfind(",", *source)
    return (comma + 1, source[1]) if comma > 0 and _GOES_ON.match(passage.tags, group.end) else source


def _in_plain_words(passage: Passage, group: VerbGroup, source: Words, after: Words | None) -> Found | None:
    """Read “The bridge is shut, she said” and “Many roads, she said, are shut”."""
    tags = passage.tags
    start = source[0] - (passage.words[source[0] - 1] == "as")
    lead = tags[start - 1]
    going_on = _interrupted(tags, group.end, lead)
    if group.entry.frames & (Frame.SAY | Frame.QUOTE) and going_on is not None:
        return _with_left(passage, group, source, (going_on, clause_end(passage, going_on)))
    closes = tags[group.end :] == "." and tags[_left_start(passage, start)] not in _FRONTED
    frames = Frame.SAY | Frame.TELL | (Frame.QUOTE if closes else Frame.NONE)
    if lead != "," or not group.entry.frames & frames or not _holds_clause(tags[:start]):
        return None
    following = tags[group.end : group.end + 1]
    if after is not None and (following not in (",", ".", "m", "p", "u") or tags[after[0]] in "tQ"):
        return None
    return _with_left(passage, group, source, None)


def _fronted(passage: Passage, group: VerbGroup) -> Found | None:
    """Read “Said Ms. Vale: ‘We won.’”."""
    source = phrase_after(passage, group.end)
    if source is None or passage.tags[source[1] : source[1] + 2] not in (",Q", ":Q"):
        return None
    return Found(source, group.cue, ((source[1] + 1, source[1] + 2),), spoken=True)


def _ends_clause(tags: str, after: int, left: int, at: int) -> bool:
    """Tell “the bridge is shut, said the mayor.” from “Ms. Vale, the mayor, said the bridge is shut.”."""
    if tags[after:] in ("", ".") and _ELLIPSIS.fullmatch(tags, left, at):
        return True
    return tags[after : after + 1] in ("", ",", ".", "p", "m") and _holds_clause(tags[left:at])


def _resumed(passage: Passage, at: int) -> Words | None:
    """Find the quotation that goes on after its tag: “Yes,” she said, “but not now.”."""
    tags = passage.tags
    nearest = tags.find("Q", at, at + _RESUMES_WITHIN)
    if nearest < 0 or tags[nearest - 1] not in ",:.;" or any(tag in "asxtg" for tag in tags[at:nearest]):
        return None
    return nearest, nearest + 1


def _interrupted(tags: str, at: int, lead: str) -> int | None:
    """Find where “Many roads, she said, were closed” goes on after its tag."""
    found = _INTERRUPTION.match(tags, at)
    return found.end() if found and found.group(1) == lead and found.end() < len(tags) else None


def _holds_clause(left: str) -> bool:
    """Tell whether what stands before “, X said” can be what was said, and not “In May,” or “When it rained,”."""
    pieces = left.rstrip(",").split(",")
    return any(piece[0] not in "uw" and _CLAUSE.search(piece) for piece in pieces if piece)


def _with_left(passage: Passage, group: VerbGroup, source: Words, right: Words | None) -> Found | None:
    """Make the attribution whose content begins before its source, and may go on behind it."""
    end = min(source[0], group.first)
    if passage.words[end - 1] == "as":
        end -= 1
    left = (_left_start(passage, end), end)
    return made(passage, source, group.cue, (left, right) if right else (left,), spoken=True)


def _left_start(passage: Passage, end: int) -> int:
    """Find where a content that ends before word `end` begins: with its passage, or after a semicolon."""
    tags = passage.tags
    quotation = tags.rfind("Q", max(0, end - 2), end)
    if quotation > 0 and (tags[quotation - 1] in ":.-(" or _TAG_BETWEEN.search(tags, 0, quotation)):
        return quotation
    dateline = _DATELINE.match(tags, 0, end)
    start = dateline.end() if dateline else tags.rfind(";", 0, max(0, end - 2)) + 1
    aside = tags.rfind("-", start, end - 2)
    if aside > start and tags[end - 1] != "Q" and tags[end - 2 : end] != "Q," and _holds_clause(tags[aside + 1 : end]):
        start = aside + 1
    while start < end and tags[start] in "c,":
        start += 1
    return start
