"""Noun phrases: the subject of a verb, and the phrase that follows one."""

from functools import cache

from summarizer.replies.lexicon import DASHES, terms, word_set
from summarizer.replies.reading import Sentence
from summarizer.text.sentences import NEVER_LAST
from summarizer.text.span import Span

PRONOUNS = word_set("he she it they we i you who him her them everyone somebody someone nobody both neither")
_RELATIVE = word_set("who which that whose whom where")
_SETS_OFF = frozenset(f"{DASHES}-:")
_CLOSERS = frozenset(f";:{DASHES}()\"'!?…")
_NOT_PAST = word_set("need seed feed weed speed indeed hundred sacred red bed shed embed wed naked")
_NO_ADVERB = word_set(
    "family assembly ally rally supply reply anomaly monopoly bully belly jelly butterfly comply apply "
    "daily weekly monthly quarterly elderly"
)
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
_CONTRACTED = word_set("it's he's she's that's there's who's what's here's let's")
_OBJECTS = word_set("him them it us")
_MEANS = word_set("telephone phone email e-mail letter text mail")
_LINKS = [["of"], ["with"], ["over"], ["in"], ["from"], ["for"], ["at"]]
_PLACING = word_set("on in at by from with through under over")
_ADDS = word_set("on in during adding saying through")
_REACH = 40  # words that a subject may stand before its verb
_BEING = word_set("am is are was were been being be 's 're 'm")
_JOINED = frozenset(("and", "or", "but", "nor"))


def is_finite(sentence: Sentence, at: int) -> bool:
    """Tell a word that is likely a finite verb: an auxiliary, a verb of saying, a lower-case word in -ed."""
    low = sentence.low[at]
    if at and sentence.words[at][0].isupper() and at not in sentence.verbs:
        return False  # a name: Said, Will
    if low in _finite() or low.endswith("n't"):
        return not (low.endswith("ed") and at and sentence.low[at - 1] in terms("determiners"))  # “the alleged thief”
    if not low.endswith("ed") or low in _NOT_PAST or not sentence.words[at].islower():
        return False
    before = sentence.low[at - 1] if at else ""
    if at + 1 < len(sentence.low) and sentence.low[at + 1] in ("by", "as"):
        return False  # a participle: “engineers hired by the firm”
    return not (before in terms("determiners") or is_owner(before))


def is_owner(low: str) -> bool:
    """Tell a possessive, “the ship’s”, from a contraction, “it’s”."""
    return low.endswith(("'s", "s'")) and low not in _CONTRACTED


@cache
def _finite() -> frozenset[str]:
    return terms("finite") | terms("speech") - {
        "claims",
        "reports",
        "reporting",
        "notes",
        "states",
        "answers",
        "warning",
        "counters",
    }


_SUBJECTS = frozenset(("he", "she", "they", "we", "i"))


def subject(sentence: Sentence, verb: int) -> Span | None:
    """Find the noun phrase of which the word `verb` is said."""
    at = _before_auxiliaries(sentence, verb)
    if at < 0:
        return _behind_participle(sentence, verb)
    low = sentence.low[at]
    if low in _JOINED:
        return clause_subject(sentence, at)
    if low in ("who", "which") and at and sentence.low[at - 1] == ",":
        return _across_commas(sentence, at - 1)
    if low in ("who", "which", "that") and at:
        return _phrase_ending(sentence, at - 1 - (sentence.low[at - 1] == ","))
    if low == ",":
        return _across_commas(sentence, at)
    if sentence.low[verb].endswith("ing") and _BEING.isdisjoint(sentence.low[at + 1 : verb]):
        return clause_subject(sentence, at)
    return _phrase_ending(sentence, at)


def _behind_participle(sentence: Sentence, verb: int) -> Span | None:
    """Find whose participle opens a sentence: “Denying the charge, Lund said …”."""
    if not sentence.low[verb].endswith("ing") or "," not in sentence.low[verb:]:
        return None
    return phrase_after(sentence, sentence.low.index(",", verb) + 1)


def is_adverb(low: str) -> bool:
    """Tell “hotly” from “family”."""
    return low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERB


def clause_subject(sentence: Sentence, before: int) -> Span | None:
    """Find the noun phrase that opens the clause in which the word before `before` stands."""
    start = max(0, before - 2 * _REACH)
    for at in range(before - 1, start, -1):
        if _ends_clause(sentence, at) and at + 2 < before:
            start = at + 1
            break
    start = _past_fronted(sentence, _past_dateline(sentence, start, before), before)
    while start < before and (sentence.low[start] in ('"', "'", ",", "-") or sentence.low[start] in _JOINED):
        start += 1
    end = start
    while end < before and not (end > start and is_finite(sentence, end)) and sentence.low[end] not in _CLOSERS:
        if sentence.low[end] in _RELATIVE and end > start:
            break
        end += 1
    return _trimmed(sentence, start, end - 1)


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """Tell a mark that ends what was said before it from the marks around words of a clause: “ill-timed”."""
    if sentence.low[at] != '"':
        return sentence.low[at] == ";"
    start = sentence.places[at][0]
    inside = sentence.quote_at(start)
    opens = inside is not None and inside.start == start
    return not at or sentence.low[at - 1] in (",:" if opens else ",.?!")


def phrase_after(sentence: Sentence, start: int) -> Span | None:
    """Read the noun phrase that begins at a word, with a name in apposition."""
    count = len(sentence.low)
    end = start
    while end < count and end - start < _REACH:
        low = sentence.low[end]
        if low in _CLOSERS or _is_stop(sentence, end) or low in _DAYS or (end > start and is_finite(sentence, end)):
            break
        if low in _RELATIVE and end > start:
            break
        if end > start and (low in terms("clause") or low in _ADDS):
            break
        if low == "," and not _apposes(sentence, end + 1):
            break
        if low == "by" and sentence.low[end + 1 : end + 2] and sentence.low[end + 1] in _MEANS:
            break  # “efforts to reach him by telephone”
        end += 1
        if sentence.low[end - 1] in _OBJECTS and end == start + 1:
            break
    return _trimmed(sentence, start, end - 1)


def _is_stop(sentence: Sentence, at: int) -> bool:
    """Tell a full stop from the dot of “Mr.”, of “Rep.” and of an initial."""
    if sentence.low[at] != ".":
        return False
    before = sentence.low[at - 1] if at else ""
    named = at + 1 < len(sentence.words) and sentence.words[at + 1][0].isupper()
    return not (named and (len(before) == 1 or before in NEVER_LAST))


def opens_phrase(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun phrase may begin at a word."""
    if at >= len(sentence.words):
        return False
    low = sentence.low[at]
    if low in terms("clause") or low in terms("auxiliary"):
        return False
    return (
        low in terms("determiners")
        or low in PRONOUNS
        or sentence.words[at][0].isupper()
        or low in terms("office")
        or low in terms("bystander")
    ) and low not in _DAYS


def _before_auxiliaries(sentence: Sentence, verb: int) -> int:
    """Walk left over auxiliaries, adverbs and opening marks."""
    skip = terms("auxiliary")
    at = verb - 1
    while at >= 0 and verb - at < 12:
        low = sentence.low[at]
        adverb = is_adverb(low) and sentence.words[at].islower()
        opens = low in "\"'" and at + 1 < len(sentence.low) and sentence.quote_at(sentence.places[verb][0]) is not None
        if not (low in skip or adverb or opens):
            break
        at -= 1
    return at


def _phrase_ending(sentence: Sentence, last: int) -> Span | None:
    """Read the noun phrase that ends at a word, back to where its clause begins."""
    if sentence.low[last] in _SUBJECTS:
        return Span(*sentence.places[last])  # “told reporters he would not say”
    stop = max(-1, last - _REACH)
    at = last
    clause = terms("clause")
    while at > stop:
        low = sentence.low[at]
        if at < last and _opens_relative(sentence, at):
            return _phrase_ending(sentence, at - 1)
        if low in _CLOSERS or low == "," or low in clause:
            break
        if is_finite(sentence, at) and not _describes(sentence, at):
            if at > 1 and sentence.low[at - 1] in ("who", "which") and sentence.low[at - 2].isalpha():
                return _phrase_ending(sentence, at - 2)  # “a woman who answered the phone at the mill hung up”
            break
        at -= 1
    if last - at > 0 and sentence.low[last] in ("on", "in", "of", "at", "for", "to", "from", "with"):
        last -= 1
    if last - at <= 0:
        return _before_relative(sentence, last)
    return _trimmed(sentence, _past_place(sentence, at + 1, last), last)


def _past_place(sentence: Sentence, first: int, last: int) -> int:
    """Step over “on leave and” in “the abbot was on leave and a clerk said”."""
    if sentence.low[first] not in _PLACING:
        return first
    for at in range(first + 1, last):
        if sentence.low[at] in ("and", "but") and opens_phrase(sentence, at + 1):
            return at + 1
    return first


def _opens_relative(sentence: Sentence, at: int) -> bool:
    """Tell “four firms that run the mines” from “said that the firms …”."""
    if sentence.low[at] not in ("that", "who", "which") or not at or at - 1 in sentence.verbs:
        return False
    return sentence.low[at - 1].isalpha() and not opens_phrase(sentence, at + 1)


def _describes(sentence: Sentence, at: int) -> bool:
    """Tell a participle with what belongs to it, before the verb of its sentence: “a miner accused of theft denied”."""
    return at > 0 and sentence.low[at].endswith("ed") and sentence.low[at + 1 : at + 2] in _LINKS


def _before_relative(sentence: Sentence, last: int) -> Span | None:
    """Read the phrase that a relative clause describes: “the operator of the channel on which it appeared”."""
    for at in range(last, max(0, last - 15), -1):
        if sentence.low[at] in (",", '"', ";"):
            break
        if sentence.low[at] in ("who", "which", "whose", "whom", "that"):
            return _phrase_ending(sentence, at - 1)
    return clause_subject(sentence, last)


def _across_commas(sentence: Sentence, comma: int) -> Span | None:
    """Read the subject of a verb that follows a comma: “its chairman, Hamid Lashari, kept”."""
    parts = _parts_before(sentence, comma)
    if not parts:
        return None
    if len(parts) == 1:
        return _trimmed(sentence, *parts[0])
    at = 1
    while at < len(parts) - 1 and not _heads(sentence, parts[at]):
        at += 1
    if not _heads(sentence, parts[at]) and sentence.low[parts[0][0]] not in _RELATIVE:
        return _trimmed(sentence, *parts[0])
    start, end = parts[at]
    further = at + 1 < len(parts) and _is_name(sentence, start, end) and _heads(sentence, parts[at + 1])
    if further and not _is_name(sentence, *parts[at + 1]):
        start = parts[at + 1][0]
    if at == 1 and opens_phrase(sentence, parts[0][0]) and sentence.low[parts[0][0]] not in _RELATIVE:
        end = parts[0][1]
    return _trimmed(sentence, start, end)


def _parts_before(sentence: Sentence, comma: int) -> list[tuple[int, int]]:
    """Cut what stands before a comma at its commas, nearest part first, not past a mark that ends a clause."""
    parts: list[tuple[int, int]] = []
    last = at = comma - 1
    while at >= 0 and comma - at < _REACH and len(parts) < 5:
        low = sentence.low[at]
        if low == "," or low in _CLOSERS:
            if at < last:
                parts.append((at + 1, last))
            last = at - 1
            if low in _CLOSERS:
                return parts
        at -= 1
    if at < last:
        parts.append((at + 1, last))
    return parts


def _heads(sentence: Sentence, part: tuple[int, int]) -> bool:
    """Tell whether a part between commas can be the noun phrase that the next parts describe."""
    start, end = part
    start += sentence.low[start] in _JOINED and start < end
    low = sentence.low[start]
    if low in terms("fronted") or low in _RELATIVE or low.isdigit() or low.endswith("ing"):
        return False
    return not any(is_finite(sentence, at) for at in range(start + 1, end + 1))


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether all words are capitalised: a bare name."""
    return end - start < 4 and all(sentence.words[at][0].isupper() for at in range(start, end + 1))


def _apposes(sentence: Sentence, at: int) -> bool:
    """Tell whether what follows a comma names the phrase before it."""
    if at >= len(sentence.words):
        return False
    return (sentence.words[at][0].isupper() and sentence.low[at] not in _DAYS) or sentence.low[at] in terms(
        "determiners"
    )


def _past_dateline(sentence: Sentence, start: int, before: int) -> int:
    """Step over “OSLO, Nov. 22 —” at the head of a report."""
    if start or not sentence.words[0].isupper() or len(sentence.words[0]) < 3:
        return start
    dashes = (at for at in range(min(before, 16)) if sentence.low[at] in _SETS_OFF)
    return max(dashes, default=start - 1) + 1


def _past_fronted(sentence: Sentence, start: int, before: int) -> int:
    """Step over what stands before the subject, up to its comma."""
    for _ in range(3):
        first = start
        while first < before and sentence.low[first] in ('"', "'"):
            first += 1
        if first >= before or not (sentence.low[first] in terms("fronted") or sentence.low[first].endswith("ing")):
            return start
        comma = next((at for at in range(first, before) if sentence.low[at] == ","), None)
        if comma is None:
            return start
        start = comma + 1
    return start


def _trimmed(sentence: Sentence, first: int, last: int) -> Span | None:
    """Cut a phrase at a relative clause and take marks, conjunctions and loose words off its ends."""
    while first <= last and (sentence.low[first] in ",\"'-&." or sentence.low[first] in _JOINED):
        first += 1
    for at in range(first + 1, last + 1):
        if sentence.low[at] in ("who", "which", "whose", "whom"):
            last = at - 1 - (sentence.low[at - 1] in ("on", "in", "of", "at", "for", "to"))
            break
    while last >= first and (
        sentence.low[last] in ",\"'-&." or sentence.low[last] in ("both", "all", "themselves", "himself", "herself")
    ):
        last -= 1
    return sentence.stretch(first, last) if first <= last else None
