"""What keeps words that look like a reply from being one."""

import re

from summarizer.replies.lexicon import Cue, one_of, terms
from summarizer.replies.reading import Sentence
from summarizer.text.span import Span

_NEAR = 5
_BREAKS = frozenset(',;:—–()"')
_BEHIND_PREDICATE = frozenset(
    "and or but in on that which he she it they the a an said says told because as to from by for with at of since "
    "when while after before if about added we i who so then".split()
)
_POINTS_BACK = re.compile(
    r"\b(?:it|this|that|these|those|they|them|all|everything|which|what [^.]{1,60}|(?:none|nothing|much|most|some) of (?:it|this|that|them))"
    r"(?:'s|'re| \w+ly)?[\s\"',]*$",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r" (?:(?:him|her|them|us|me|it) (?!in|on|at|and|but|all|outright|again|to|as|when|while|through|after)\w+"
    r"|(?:the |its |their |his |her )?(?!\w+ing\b|any\b|all\b|having)[a-z]\w+(?: (?!(?:through|in|on|at|by|via|after|over|against|and|from|to|with|that|as|of|about|for)\b)\w+)?"
    r"(?<!s) (?:a|an) \w+|(?:the |its |their |his |her )?\w+s (?:a|an) \w+)",
    re.IGNORECASE,
)
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "are", "be", "get", "got"))
WAVED = re.compile(r"(?:shrug|brush|wav|laugh(?!\w* at)|bat|swat|play)", re.IGNORECASE)
_SURE = frozenset(("eyes", "head", "heads", "attention", "heed", "scorn", "cold"))
_DENYING = frozenset(("deny", "denies", "denied", "denying"))


def undone(sentence: Sentence, first: int) -> bool:
    """Tell whether a word before the cue turns it around: “did not deny”, “stopped short of denying”."""
    negated = terms("negated")
    if sentence.low[first] == "accused" and first and sentence.low[first - 1] in ("the", "those", "an"):
        return True
    for at in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        low = sentence.low[at]
        if low in _BREAKS or (low in ("and", "but", "or") and sentence.low[first] not in ("deny", "dispute", "reject")):
            return False
        if low in negated or low.endswith("n't"):
            return True
    return sentence.low[first].endswith("ing") and "without" in sentence.low[max(0, first - 3) : first]


def withholds(sentence: Sentence, cue: Span, first: int) -> bool:
    """Tell “denied entry” and “was denied a penalty” from a denial."""
    if sentence.low[first] not in _DENYING:
        return False
    if is_passive(sentence, first):
        return not has_allegation(sentence, Span(sentence.span.start, cue.start))
    if _GIVES.match(sentence.text.plain, cue.end):
        return True
    for at in range(first + 1, min(first + 8, len(sentence.low))):
        low = sentence.low[at]
        if low in ("that", "having", "being", "any", "ever") or low.endswith("ing") or not low[0].isalnum():
            return False
        if low in terms("accusation"):
            return False
        if low in terms("withheld"):
            return True
        if low in ("of", "from", "by", "in", "on", "to", "for", "as", "and", "with", "about"):
            return low == "to"
    return False


def is_passive(sentence: Sentence, first: int) -> bool:
    """Tell “the claims were denied by …” from “he denied …”."""
    at = first - 1
    while at >= 0 and (sentence.low[at].endswith("ly") or sentence.low[at] in ("also", "not", "never", "all", "both")):
        at -= 1
    return at >= 0 and sentence.low[at] in _PASSIVE and sentence.low[first].endswith("ed")


def waves_what(sentence: Sentence, match: re.Match[str], source: Span | None) -> bool:
    """Tell whether what is waved away is an allegation, and not a wound, a loss or the fears of a market."""
    plain = sentence.text.plain
    who = source.of(plain).lower().split() if source else []
    if set(who) & terms("markets"):
        return False
    inner = re.findall(r"[\w-]+", match.group().lower())[1:]
    if inner and (inner[0] in ("it", "that", "this", "them", "at") or len(inner) > 2 or set(inner) & _SURE):
        return (
            _names_matter(" ".join(inner))
            or inner[0] in ("it", "that", "this", "them", "all")
            or _as_quote(plain, match.end())
        )
    behind = plain[match.end() : match.end() + 70]
    stretch = re.split(r"[,;:\"]| (?:as|that|who|which|to) ", behind)[0]
    return (
        _names_matter(stretch)
        or _as_quote(plain, match.end())
        or stretch.strip().lower() in ("it", "that", "this", "them", "all that")
    )


def silent(sentence: Sentence, match: re.Match[str], source: Span | None) -> bool:
    """Tell a silence from a patient who does not respond to treatment and a deal that could not be reached."""
    low = match.group().lower()
    behind = sentence.text.plain[match.end() : match.end() + 20].lower()
    who = set(re.findall(r"[\w-]+", source.of(sentence.text.plain).lower())) if source else set()
    if low.endswith(("reached", "contacted", "respond", "reply", "answer", "react")):
        if who & terms("unreachable") or re.match(
            r" by (?:road|boat|air|sea|foot|rescue|car|train|phone line)", behind
        ):
            return False
        return not (
            behind.startswith(" to ") and low.endswith(("respond", "reply", "react")) and "comment" not in behind
        ) or bool(
            re.match(
                r" to (?:an?|the|our|several|repeated|multiple|two|three|his|her|its|their)?\s?(?:request|call|email|e-mail|message|question|inquir|enquir|allegation|accusation|claim|report|critic|charge)",
                sentence.text.plain[match.end() : match.end() + 60],
                re.IGNORECASE,
            )
        )
    return True


def _names_matter(words: str) -> bool:
    return one_of("accusation", "evidence", "wavable").search(words) is not None


def _as_quote(plain: str, at: int) -> bool:
    return re.match(r"[^.;]{0,80}? as \"", plain[at : at + 90]) is not None


def nobody_denies(sentence: Sentence, source: Span) -> bool:
    """Tell “no one disputes” from a denial."""
    return (
        source.of(sentence.text.plain)
        .lower()
        .startswith(("no one", "nobody", "none", "few", "neither", "not one", "if "))
    )


def turns_down(sentence: Sentence, match: re.Match[str], first: int) -> bool:
    """Tell the rejection of an offer, an asylum claim or a charge in court from that of an allegation."""
    words = re.findall(r"[\w-]+", match.group().lower())
    inner = words[1:-1]
    if set(inner) & (terms("refusable") | terms("set_aside")) or words[-1] in terms("refusable"):
        return True
    if words[-1] in ("result", "results") and not set(inner) & {"test", "tests", "lab", "laboratory"}:
        return True
    if words[0].startswith("question") and words[-1] in ("witness", "witnesses", "sources"):
        return True
    behind = sentence.token_at(match.end())
    if sentence.low[behind : behind + 1] == ["of"] and set(sentence.low[behind + 1 : behind + 4]) & terms("refusable"):
        return True
    before = sentence.low[max(0, first - 12) : first]
    return any(low in terms("court") for low in before) and words[0].startswith(("dismiss", "reject", "throw"))


def refers_to_allegation(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether what a predicate is said of is an allegation, or a pronoun that may stand for one."""
    before = Span(max(sentence.span.start, match.start() - 120), match.start())
    if _POINTS_BACK.search(before.of(sentence.text.plain)):
        return True
    return has_allegation(sentence, Span(max(before.start, match.start() - 70), match.start()))


def ends_predicate(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell “was false” from “was a false start”: no noun may follow."""
    at = sentence.token_at(match.end())
    if at >= len(sentence.low):
        return True
    low = sentence.low[at]
    return not low[0].isalnum() or low in _BEHIND_PREDICATE or low.endswith("ly")


def negated_predicate(cue: Cue, match: re.Match[str]) -> bool:
    """Tell “was not exaggerated” from “was exaggerated”."""
    words = match.group().lower()
    negated = " not " in f" {words} " or "n't" in words or "never" in words
    return (
        cue.is_predicate
        and negated
        and not re.search(
            r"not (?:true|correct|accurate|factual|so|the case|what|how|proof|evidence|prove|support|backed|credible|worth)",
            words,
        )
    )


def object_is_allegation(match: re.Match[str]) -> bool:
    """Tell whether what is called something is an allegation: “called the story a fairy tale”."""
    named = re.findall(r"[\w-]+", (match.groupdict().get("object") or "it").lower())
    if not named:
        return True
    known = terms("accusation") | terms("evidence") | terms("wavable") | terms("proceedings")
    return named in (
        ["it"],
        ["them"],
        ["this"],
        ["that"],
        ["these"],
        ["all", "of", "it"],
        ["the", "whole", "thing"],
    ) or bool(known & set(named))


def has_allegation(sentence: Sentence, span: Span) -> bool:
    """Tell whether a stretch names an allegation or what one rests on."""
    return one_of("accusation", "evidence").search(sentence.text.plain, *span) is not None
