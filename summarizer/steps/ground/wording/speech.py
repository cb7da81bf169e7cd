"""Who says what in a sentence: each report with its cue, its source and the stretches that it covers.

Only plain reports are read (a source, a verb of saying or thinking, and what is said or thought), in either order.
"""

from functools import lru_cache

from summarizer.steps.ground.wording.clauses import clause, noun_phrase, participle, passive, trails, unled
from summarizer.steps.ground.wording.content import DEPICTING, added, complement, earlier, later
from summarizer.steps.ground.wording.embedded import GENERAL, RELATIVE, cited_in, in_general, relative, relative_end
from summarizer.steps.ground.wording.lists import (
    ARTICLES,
    DAYS,
    DEMAND,
    FUTURE,
    MAY,
    NOT,
    REPORT,
    SAY,
    SAYINGS,
    SUBJECTS,
    SUBORDINATORS,
    VERBLIKE,
    WHENS,
)
from summarizer.steps.ground.wording.names import Key, read
from summarizer.steps.ground.wording.nouns import by_noun, is_noun
from summarizer.steps.ground.wording.report import Report, Sentence, has_verb
from summarizer.steps.ground.wording.tokens import Token, past, stem, stretch
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

_LONG = 400  # a longer sentence is no prose: nobody is taken to speak in it
_TAIL = 12  # tokens that may follow an inverted cue: “, said X, the mayor of Y.”
_RELATIVE = RELATIVE - {"what"}
_CLOSES = _RELATIVE | {".", ";", ":", '"', "while", "but"}
_PUT = stem("put")
_PUT_AT = 10  # tokens within which “put the losses at” has its “at”
_FOLLOWED = {
    _PUT: frozenset[str](),
    stem("call"): frozenset(["for", "on", "it", "them", "him", "her", "the", "this", "that"]),
    stem("speak"): frozenset(["of"]),
    stem("rule"): frozenset(["that"]) | WHENS,
    stem("find"): frozenset(["that", ","]),
    stem("show"): frozenset(["that", ".", ","]),
    stem("add"): frozenset(["that", ",", ".", ":", '"']),
}
"""Verbs that report only with these words right behind them."""
_AMOUNTS = frozenset(["little", "much", "no", "any"])
"""Words before a noun that has the form of a verb: “little doubt”, “no report”."""
_AS_AT = 16  # tokens within which “describe the vote as” has its “as”


@lru_cache(maxsize=4096)
def reports(text: str, key: Key, sentence: Span) -> tuple[Report, ...]:
    """Read the reports of one sentence, in order."""
    words = stretch(read(text, key), sentence)
    if len(words) > _LONG:
        return ()
    spans = (Span(quote.start, quote.end) for quote in numbered(text).quotes)
    here = Sentence(sentence, words, tuple(span for span in spans if span.overlaps(sentence)))
    found: list[Report] = []
    for at, token in enumerate(words):
        if token.low not in _CUE_WORDS and token.stem not in _CUE_STEMS:
            continue
        if any(quote.start < token.start < quote.end for quote in here.quotes):
            continue
        report = _according(here, at) or by_noun(here, at) or in_general(here, at) or _report(here, at)
        if report and participle(words, at) and found and found[-1].content[0].start == sentence.start:
            report = report._replace(source=found[-1].source)  # “…, the two said on Monday, adding that …”
        if report:
            found.append(report)
    return (*found, *cited_in(here, found))


_CUE_WORDS = SAYINGS | {"according", "reportedly"}
_CUE_STEMS = REPORT | DEPICTING | GENERAL | _FOLLOWED.keys()
"""What a token has to be for any reader to see a cue in it."""


def _according(here: Sentence, at: int) -> Report | None:
    words = here.words
    if words[at].low != "according" or at + 1 >= len(words) or words[at + 1].low != "to":
        return None
    end = next((i for i in range(at + 2, len(words)) if words[i].low in (",", ";", ".")), len(words))
    behind = Span(words[min(end, len(words) - 1)].start, here.span.end)
    return Report(words[at], words[at + 2 : end], (Span(here.span.start, words[at].start), behind))


def _report(here: Sentence, at: int) -> Report | None:
    words, cue = here.words, here.words[at]
    if not _is_cue(words, at):
        return None
    if _inverted(here, at):
        return Report(cue, _behind(words, at), (Span(here.span.start, cue.start), *later(here, cue.end)))
    if (inner := relative(words, at)) is not None:
        return Report(cue, words[inner:at], (Span(cue.end, relative_end(here, at)),))
    first, last = clause(words, at)
    if first > last:
        return second_verb(here, at)
    if participle(words, at):
        last = next((i - 1 for i in range(first + 1, last + 1) if has_verb(words[i : i + 1])), last)
    if first and words[first - 1].low == "as" and cue.stem in FUTURE | DEMAND:
        return None  # “the bank cut its rate, as economists had forecast”
    if first and words[first - 1].low == "as":
        return Report(cue, words[first : last + 1], (Span(here.span.start, words[first].start),))
    if trails(here, first, at):
        first = noun_phrase(words, first, last)
        lead = Span(here.span.start, words[first].start)
        return Report(cue, words[first : last + 1], (lead, *added(here, at), *later(here, cue.end)))
    if words[at + 1].low == ",":  # “In return, the two have said, the bank …”
        opening, first = first, noun_phrase(words, first, last)
        lead = Span(words[opening].start, words[first].start)
        return Report(cue, words[first : last + 1], (lead, complement(here, at), *earlier(here, lead.start)))
    source, told = unled(words[first : last + 1]), complement(here, at)
    core = next((Span(w.start, told.end) for w in words[at:] if cue.stem in DEPICTING and w.low == "as"), None)
    joined = first and words[first - 1].low in ("while", "but")  # what is quoted before them another has said
    return Report(cue, source, (told, *(() if joined else earlier(here, cue.start))), core)


def second_verb(here: Sentence, at: int) -> Report | None:
    """Read “the bank cut its rate, defying traders, and warned that …”: the subject is the one of the first verb."""
    words = here.words
    if words[at - 1].low not in ("and", "but") or not past(words[at].low) or at + 1 == len(words):
        return None
    first = next((i for i in range(at) if past(words[i].low) and not words[i].who and not words[i].cap), None)
    if not first or any(token.low in SUBORDINATORS or token.low in (",", '"') for token in words[:first]):
        return None
    return Report(words[at], words[:first], (complement(here, at),))


def _is_cue(words: tuple[Token, ...], at: int) -> bool:
    """Tell a verb by which somebody speaks from the same word as a noun, infinitive or passive."""
    token = words[at]
    if (
        token.who
        or token.low in NOT
        or not at
        or not (token.stem in REPORT or token.stem in _FOLLOWED or token.stem in DEPICTING)
    ):
        return False
    if is_noun(words, at) or (token.stem in DEPICTING and not any(w.low == "as" for w in words[at + 1 : at + _AS_AT])):
        return False
    before, behind = words[at - 1], words[at + 1].low if at + 1 < len(words) else "."
    if token.stem == _PUT:
        return any(word.low == "at" for word in words[at + 1 : at + _PUT_AT])
    if token.low in VERBLIKE and behind not in ("that", ":", '"') and before.low not in SUBJECTS | {'"'}:
        return False  # “18 states”, “an appeals court”
    if token.stem in _FOLLOWED and before.low != '"' and behind not in _FOLLOWED[token.stem]:
        return False
    if participle(words, at) and before.low != ",":
        return False  # “a group calling itself Night Ledger”
    if token.low == "accused" and behind == "of":
        return False  # “a man accused of theft said”
    if behind == "by" or before.owns or before.low in ARTICLES | _AMOUNTS:
        return False  # “waters claimed by Kessia”, “the union's demand”, “little doubt”
    return before.low not in ("to", "of", "be") and before.low not in MAY and not passive(words, at)


def _inverted(here: Sentence, at: int) -> bool:
    """Tell “…, said the mayor.” from “the mayor, Ann Lee, said …”."""
    words = here.words
    before, following = words[at - 1], words[at + 1 : at + 1 + _TAIL]
    if words[at].low.endswith("ing"):
        return False
    if (
        not following
        or following[0].stem in DAYS
        or not (following[0].who or following[0].cap or following[0].low in ARTICLES)
    ):
        return False
    if any(quote.start < before.end <= quote.end for quote in here.quotes):
        return True
    if before.low != "," or words[at].stem not in SAY or not has_verb(words[: at - 1]):
        return False
    rest = words[at + 1 :]
    end = next((i for i, word in enumerate(rest) if word.low in _RELATIVE), len(rest))
    return not has_verb(rest[:end]) and end <= _TAIL


def _behind(words: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """The source behind an inverted cue, with what stands beside it."""
    end = at + 1
    while end < len(words) and words[end].low not in _CLOSES:
        end += 1
    return words[at + 1 : end]
