"""Who speaks: the noun phrase before a verb, or after it (“said the mayor”), with its titles and appositions.

All of it works on word positions of a passage and looks at a bounded stretch, so that a long sentence costs no more
than its length.
"""

import re

from summarizer.attribution.lexicon import plain_and_plural, word_set
from summarizer.attribution.reading import Passage

_REACH = 60  # words that a subject may take
_NOUNS = "nN0dzm"
_LIST = re.compile(r"(?:^|(?<=[:;.\-]))(?:[pmb][^,]*,)?((?:d?[nN0z]+(?:p[dnN0z]+)?,)*d?[nN0z]+(?:p[dnN0z]+)?),?\Z")
_LAST_PHRASE = re.compile(r".*[nNm0)](?=d)|.*[nm0](?=N+[zN0n()p]*\Z)", re.DOTALL)
_AFTER = re.compile(
    r"(?P<head>r|[dN0nzevjlsxbfy]*[Nn0zvls](?:\([^()]{1,8}\))?(?:(?:[efj]?[pc]|i(?=[dN]))[dbN0nzevjl]*[Nn0](?:\([^()]{1,8}\))?)*)"
    r"(?P<more>(?:,[dN0n][dN0nzepcvjl]*(?=[,.]|\Z)|,w[^.Q]*?(?=[,.]|\Z))*)"
)
# Determiners that stand for people on their own: “several said”.
ALONE = word_set("several some many others most all both few another this these those more each any")
_CHARGED = word_set("accused suspected charged convicted acquitted cleared")
"""What tells in passing what somebody is charged with: “a nurse accused of theft said”."""
_RELATIVE = 12  # words that a relative clause takes before its object
_RELATIVE_CLAUSE = re.compile(r"b*(?:a[ab]*[felvxyjgn]?|[fsx])[pbdnN0ejiz]*")
# “Ana Vale, 29, of Oslo, Norway, said”
_AGED = re.compile(r"(?<![nN0dz])(?P<name>[dn]{0,4}N{1,4}),0,(?:(?:p|d|n)[^,;:.Q]*,(?:N{1,2},)?)?\Z")
_BARE_RELATIVE = re.compile(r"(?P<thing>d[ne]*[nv])N{1,3}\Z")  # “a charge Ms. Vale denied”
_FINITE = re.compile(r"(?<![ab])[ab]*[afsxe]")
_TIMES = word_set("january february march april may june july august september october november december")


def subject_before(passage: Passage, verb: int, floor: int = 0) -> tuple[int, int] | None:
    """Find the noun phrase that ends right before word `verb`, at or after word `floor`."""
    tags = passage.tags
    end = verb
    while end > floor and (tags[end - 1] in "bm" or _is_dated(tags, end - 1, floor)):
        end -= 1  # “Ana Ruiz | late on Monday | said”
    if end <= floor:
        return None
    last = tags[end - 1]
    if last == "c":
        return None
    if last == "," and (aged := _AGED.search(tags, max(floor, end - _REACH), end)):
        return aged.start("name"), end - 1
    if last == "w" or (last == "t" and end - 2 >= floor and tags[end - 2] in "nN0"):
        return end - 1, end
    if last in ",-":
        return _before_aside(passage, end - 1, floor)
    if last == "Q":
        return _before_quoting_aside(passage, end, floor)
    start = _phrase_start(passage, end, floor)
    if start is not None and start > floor + 1 and tags[start - 1] == "," and tags[start] == "n":
        start = _before_further_aside(passage, start, floor)
    return (start, end) if start is not None else None


def _is_dated(tags: str, at: int, floor: int) -> bool:
    """Tell the “on” of “Ana Ruiz on Monday said”."""
    return at > floor and tags[at : at + 2] == "pm" and tags[at - 1] in "nN)"


def _before_quoting_aside(passage: Passage, end: int, floor: int) -> tuple[int, int] | None:
    """Read “NAME, citing ‘the law,’ VERB”, where the second comma stands inside the marks."""
    tags = passage.tags
    open_ = tags.rfind(",", floor, end)
    if open_ <= floor or tags[open_ + 1 : end] not in ("gQ", "jQ", "bgQ"):
        return None
    start = _phrase_start(passage, open_, floor)
    return (start, open_) if start is not None else None


def _before_aside(passage: Passage, close: int, floor: int) -> tuple[int, int] | None:
    """Read “NAME, an aside, VERB”: an apposition or relative clause belongs to the source, another aside does not."""
    tags = passage.tags
    mark = tags[close]
    open_ = tags.rfind(mark, max(floor, close - _REACH), close)
    while open_ > floor and _is_inner_comma(tags, open_, close):
        further = tags.rfind(mark, max(floor, close - _REACH), open_)
        if further <= floor or tags[further - 1] not in "nN0z)" or tags[open_ - 1] != "N":
            break
        if tags[further + 1] not in "dn0":
            break
        open_ = further
    if open_ <= floor or "Q" in tags[open_:close]:
        return None
    start = _phrase_start(passage, open_, floor)
    if start is None:
        return None
    aside = tags[open_ + 1]
    if tags[start:open_] == "0" and tags[max(floor, start - 2) : start] == "N,":  # “Ana Vale, 29, a farmer, said”
        start = _phrase_start(passage, start - 1, floor)
        return (start, close) if start is not None else None
    start = _before_further_aside(passage, start, floor)
    belongs = aside in "dwnN0" and not (aside == "N" and mark == "-")
    return start, (close if belongs else open_)


def _before_further_aside(passage: Passage, start: int, floor: int) -> int:
    """Step back from an aside that holds a comma to the name before it: “Ana Ruiz, head of X, who ..., said”."""
    tags = passage.tags
    if start - 1 <= floor or tags[start - 1] not in ",pjieg" or tags[start] not in "dnN":
        return start
    comma = start - 1 if tags[start - 1] == "," else tags.rfind(",", floor, start)
    if comma <= floor or tags[comma + 1] not in "dnw" or "Q" in tags[comma:start]:
        return start
    name = _phrase_start(passage, comma, floor)
    if name is None or "N" not in tags[name:comma]:
        return start
    return name if name == 0 or tags[name - 1] in "ctu.:;-(xs" else start


def _is_inner_comma(tags: str, open_: int, close: int) -> bool:
    """Tell whether “, Texas,” only ends a place within a longer aside."""
    return close - open_ <= 4 and set(tags[open_ + 1 : close]) <= set("N0")


def _phrase_start(passage: Passage, end: int, floor: int) -> int | None:
    """Walk back over the noun phrase that ends before word `end`."""
    tags = passage.tags
    floor = max(floor, end - _REACH)
    start = end
    while start > floor and _continues(passage, start - 1, end, floor):
        start -= 1
        if tags[start] == "r":
            break
        if tags[start] == ")":
            opening = tags.rfind("(", floor, start)
            if opening < 0:
                break
            start = opening
    start = _without_fronted(passage, start, end)
    if start >= end or not (any(tag in "nN0rvsljz" for tag in tags[start:end]) or passage.words[end - 1] in ALONE):
        return None
    bare = _BARE_RELATIVE.match(tags, start, end)
    if bare and passage.words[start] in ("a", "an"):
        return bare.end("thing")
    relative = _before_relative(passage, start, floor)
    return relative if relative is not None else _with_list(passage, start, end, floor)


def _before_relative(passage: Passage, start: int, floor: int) -> int | None:
    """Step back over “who runs” to the noun phrase before it: “The man who runs the pier said”."""
    tags = passage.tags
    if start - 2 <= floor or tags[start - 1] not in "fsxaplevyb":
        return None
    who = tags.rfind("w", max(floor, start - _RELATIVE), start)
    if who <= floor or tags[who - 1] in ",p" or not _RELATIVE_CLAUSE.fullmatch(tags, who + 1, start):
        return None
    return _phrase_start(passage, who, floor)


def _continues(passage: Passage, at: int, end: int, floor: int) -> bool:
    """Tell whether word `at` belongs to the noun phrase that begins right after it and ends before word `end`."""
    tag = passage.tags[at]
    if tag in _NOUNS:
        return not (tag == "d" and at == end - 1 and passage.words[at] in ("the", "a", "an"))
    before = passage.tags[at - 1] if at > floor else "^"
    if tag in "pci":
        return _joins(passage, at, before, floor)
    if tag == "r":
        return at == end - 1 or passage.tags[at + 1] in "pc"
    charged = passage.words[at] in _CHARGED and passage.tags[at + 1] == "p" and before in "nN"
    return tag == ")" or charged or _modifies(passage.tags, at, end, before)


def _joins(passage: Passage, at: int, before: str, floor: int) -> bool:
    """Tell whether a preposition or “and” joins two parts of one noun phrase."""
    tags, word = passage.tags, passage.words[at]
    if word == "as":
        return False
    if tags[at] == "c":
        return word in ("and", "or", "&") and before in "nN0)zr"
    if tags[at] == "i":  # “aides to the mayor”
        if tags[at + 1] in "vl":  # “critics of the plan to close the pier”
            return passage.words[at - 1] in plain_and_plural("nouns") and tags[at - 2 : at - 1] in tuple("dznejN")
        return tags[at + 1] in "dNnr0" and before in "nNsvlebjg"
    if before in "jfgy" or passage.words[at - 1] in _CHARGED:  # “a man living in Oslo”
        return at - 2 >= floor and tags[at - 2] in "nN"
    if before in "nN0)erz" or (before == "m" and tags[at - 2 : at - 1] == "p") or passage.words[at - 1] in ALONE:
        return True
    return before in "vsl" and (word == "of" or at - 2 < floor or tags[at - 2] in "dzn0c,")


def _modifies(tags: str, at: int, end: int, before: str) -> bool:
    """Tell whether a verb's form or an adverb is part of a noun phrase: “a man living in Oslo”, “the leading party”."""
    tag, after, last = tags[at], tags[at + 1], at == end - 1
    if tag in "ejfgy" and after in "pmib" and before in "nNvls" and "c" not in tags[at:end]:
        return True
    if tag in "ejxgyf":
        beside = before in "dzp0^" or (after in "nN" and before == "c")
        return (tag in "jg" and before in "dzn") if last else beside
    if tag in "vl":
        return before in "dznNp0^" or not last
    if tag == "s":
        return before in "dz" or (before in "Nne" and last) or (not last and before in "nN" and after == "z")
    return tag == "b" and not last and (before in "dc" or (before in "jg" and after in "pi"))


def _without_fronted(passage: Passage, start: int, end: int) -> int:
    """Step over a fronted phrase that no comma closes: “On Thursday the navy”, “In a statement Ms. Vale”."""
    tags = passage.tags
    fronted = start < end and (tags[start] in "pm" or tags[start - 1 : start] in ("p", "m"))
    while start < end and tags[start] in "pcbm,z" and tags[start : start + 2] != "mz":
        start += 1
    cut = _LAST_PHRASE.match(tags[start:end])
    if cut and start + cut.end() < end and (fronted or tags[start + cut.end()] == "d"):
        start += cut.end()
    return start


def _with_list(passage: Passage, start: int, end: int, floor: int) -> int:
    """Take in the earlier members of a list: “Oslo, Riga and Bonn said”."""
    tags = passage.tags
    if start - 1 <= floor or tags[start - 1] != ",":
        return start
    if "c" not in tags[start:end] and set(tags[start:end]) != {"N"}:
        return start
    members = _LIST.search(tags[floor : start - 1])
    if not members or passage.words[floor + members.start(1)] in _TIMES or not members.group(1):
        return start
    first = floor + members.start(1)
    if first + 1 < len(tags) and tags[first + 1] == "," and passage.words[first].endswith(("ed", "ing", "ly")):
        return start  # “Frustrated, Ms. Vale said”
    return first if "m" not in tags[first:start] and passage.words[first] not in ("last", "next", "this") else start


def phrase_after(passage: Passage, at: int) -> tuple[int, int] | None:
    """Find the noun phrase that begins at word `at`, with its appositions and relative clauses."""
    found = _AFTER.match(passage.tags, at, at + _REACH)
    if not found or not found.group("head"):
        return None
    end = found.end()
    tags = passage.tags
    head_end = found.end("head")
    while head_end > at and tags[head_end - 1] == "m":
        head_end -= 1
    if found.group("more"):
        return at, end
    return (at, head_end) if head_end > at else None


def nearest_subject(passage: Passage, before: int) -> tuple[int, int] | None:
    """Find the subject of the last verb before word `before`: “when she rose to say ...”."""
    verbs = list(_FINITE.finditer(passage.tags, max(0, before - _REACH), before))
    found = (subject_before(passage, verb.start()) for verb in reversed(verbs))
    return next((subject for subject in found if subject is not None), None)


def main_subject(passage: Passage, before: int) -> tuple[int, int] | None:
    """Find the subject of the main clause that word `before` hangs on, or else of the nearest verb before it."""
    tags = passage.tags
    main: tuple[int, int] | None = None
    nearest: tuple[int, int] | None = None
    for verb in _FINITE.finditer(tags, max(0, before - _REACH), before):
        found = subject_before(passage, verb.start())
        if found is None:
            continue
        nearest = found
        lead = tags[found[0] - 1 : found[0]]
        if tags[found[0]] not in "wt" and ((main is None and lead not in ("u", "t")) or lead == "c"):
            main = found
    return main or nearest
