"""Sentences of a news text.

A line break always ends a sentence: in news text it separates paragraphs, headlines and bullets. Within a line a
sentence ends at a stop that the words around it allow; every test looks at a bounded stretch of text, so the time
taken is linear in the length of the text, however hostile.
"""

import re

from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_LINE = re.compile(r"[^\n]+")
# Possessive runs: a megabyte of full stops is one candidate, read once.
_STOP = re.compile(r"([.!?…]++)[\"”’'»)\]}]*+(?:[^\S\n]++[”»]++)?+")
_BEFORE = re.compile(r"[^\s(\[{“\"‘«—–/]*\Z")
_NEXT = re.compile(r"[\"“‘'`«„(\[{]*([^\W_]+(?:['’.-][^\W_]+)*)?")
_SPEAKER_TAG = lazily(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}"
    r"(?:said|says|asked|asks|added|adds|told|tells|wrote|writes|replied|shouted|wondered|tweeted|demanded|joked)\b"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\Z|Ph\.D\Z")
_INITIAL = re.compile(r"[A-Z]\Z")
_NUMBER = re.compile(r"\(?\d{1,3}\Z")

_LONG_WORD = 7  # longer than any abbreviation
_LOOK = 96  # how far a decision may look either way


def _words(line: str) -> frozenset[str]:
    """Read a list of words."""
    return frozenset(line.split())


# Abbreviations that are written before a name or a number and so never end a sentence.
NEVER_LAST = _words(
    "mr mrs ms mx dr prof hon rev fr sr sra msgr gen lt maj col cpl pfc pvt sgt capt cmdr adm brig supt insp det "
    "sen sens rep reps gov govs lt.gov atty pres amb del st ste mt ft vs v eg e.g ie i.e cf messrs mme mlle "
    "jan feb mar apr jun jul aug sept sep oct nov dec fig art sec vol pp nos"
)
# Abbreviations that may end a sentence: the next word decides.
_MAYBE_LAST = _words(
    "inc corp co ltd llc plc bros jr esq etc ave blvd rd hwy dept univ assn assoc bldg no est approx "
    "ala ariz ark calif colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo"
)
_BEFORE_NUMBER = _words("no nos jan feb mar apr jun jul aug sept sep oct nov dec fig art sec vol pp p")
# Words that, capitalised after an abbreviation, begin a sentence: function words, and people named in the plural.
_STARTERS = _words(
    "a an the this that these those there here it he she they we i you who what when where why how "
    "his her its their our my your one some many most several all both each every no none not "
    "and but or so yet if as at by for from in into of on to with without after before since until while because "
    "although though despite during under over between among against about according also still now then meanwhile "
    "however instead earlier later last next once only even just than "
    "is are was were did does do has have had can could will would should may might must "
    "experts officials analysts critics supporters lawmakers police authorities residents protesters diplomats "
    "investigators prosecutors scientists researchers economists observers opponents activists voters reporters "
    "witnesses soldiers rebels neither either asked speaking such other others another"
)
_AFTER_CLOCK = _words(
    "monday tuesday wednesday thursday friday saturday sunday eastern pacific central mountain local est edt et pt pst "
    "pdt ct cst cdt gmt utc bst cet"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut `text` into sentences: no white space at either end, and every other character in exactly one of them."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if stop.end() == line.end():
                break
            if (
                _is_plain(text, stop)
                or (text[stop.end()].isspace() and _ends_sentence(text, line, stop))
                or _is_glued(text, stop)
            ):
                _add_trimmed(text, start, stop.end(), found)
                start = stop.end()
        _add_trimmed(text, start, line.end(), found)
    return tuple(found)


def _is_plain(text: str, stop: re.Match[str]) -> bool:
    """Tell the commonest end at a glance: a long word in small letters, a full stop, a space and a capital."""
    at = stop.start()
    return (
        stop.end() == at + 1
        and text[at] == "."
        and text[at + 1] == " "
        and text[at + 2 : at + 3].isupper()
        and at >= _LONG_WORD
        and text[at - _LONG_WORD : at].isalpha()
        and text[at - _LONG_WORD : at].islower()
    )


def _add_trimmed(text: str, start: int, end: int, found: list[Span]) -> None:
    """Keep the stretch without the white space around it, if anything is left."""
    piece = text[start:end]
    body = piece.strip()
    if body:
        start += len(piece) - len(piece.lstrip())
        found.append(Span(start, start + len(body)))


def _ends_sentence(text: str, line: re.Match[str], stop: re.Match[str]) -> bool:
    """Tell whether the stop, which white space follows, ends its sentence."""
    ahead = text[stop.end() : min(stop.end() + _LOOK, line.end())].lstrip()
    following = _NEXT.match(ahead)
    word = following.group(1) if following else None
    if not ahead or ahead[0] in ".…":
        return False
    if word and word[0].islower():
        return False
    if not word:
        return ahead[0] not in ",;:)]}―–—-&+"
    marks = stop.group(1)
    closed = stop.end() > stop.end(1)
    if marks[-1] in "!?":
        return not (closed and _SPEAKER_TAG.match(ahead))
    if marks != ".":
        return True
    return _full_stop_ends(text, (line.start(), stop.start()), ahead, word) or (closed and _ends_in_quote(stop))


def _is_glued(text: str, stop: re.Match[str]) -> bool:
    """Tell a stop whose space was lost on the way (“she said.The mayor”) from a web address or abbreviation."""
    following = text[stop.end() : stop.end() + 2]
    return (
        stop.group() == "."
        and text[stop.start() - 3 : stop.start()].islower()
        and following.istitle()
        and following[1:].islower()
    )


def _ends_in_quote(stop: re.Match[str]) -> bool:
    """Tell whether a double quotation mark closes right after the stop."""
    return stop.group().rstrip()[-1] in '”"»'


def _full_stop_ends(text: str, where: tuple[int, int], ahead: str, word: str) -> bool:
    """Tell whether a single full stop is more than the mark of an abbreviation."""
    line_start, at = where
    before = _BEFORE.search(text[max(line_start, at - _LOOK) : at])
    token = before.group() if before else ""
    low, following = token.lower(), word.lower()
    head = at - len(token)
    if _NUMBER.match(token) and head - line_start < _LOOK and not text[line_start:head].strip(" \t([•*-"):
        return False  # "1. First item": the number of a list's item
    if low in _BEFORE_NUMBER and word[0].isdigit():
        return False
    if low == "no":
        return True
    if low in NEVER_LAST:
        return low == "st" and following in _STARTERS
    if low in ("a.m", "p.m"):
        return following not in _AFTER_CLOCK and ahead[0] != "("
    if _ACRONYM.match(token) or low in _MAYBE_LAST or _INITIAL.match(token):
        return ahead[0] in '“"‘' or (following in _STARTERS and not (_INITIAL.match(token) and word.isupper()))
    return True
