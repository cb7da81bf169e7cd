"""One cue at one place: the guards, the source, and the reply if there is one."""

import re
from typing import TYPE_CHECKING

from summarizer.replies import guards, predicates
from summarizer.replies.about import about, evidence
from summarizer.replies.context import Context
from summarizer.replies.counter import returns_accusation
from summarizer.replies.lexicon import Cue
from summarizer.replies.phrases import phrase_after, subject
from summarizer.replies.reading import Sentence
from summarizer.replies.reply import SILENCES, Reply
from summarizer.replies.silences import is_silence
from summarizer.replies.silent import silent
from summarizer.replies.speaker import Speaker, full_source, speaker_of
from summarizer.replies.topic import topic
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind, SilenceKind

_OWNED = re.compile(
    r"(.+?)(?:'s|(?<=s)')(?: (?:\w+ ){0,2}(?:(?:tele)?(?:phones?|mobile|number|inbox|voicemail|home|house|door)|"
    r"(?:press|media) (?:office|line|desk|team)|(?:hot|help)?line|switchboard|reception|website|page|account))?$"
)
_HELD = re.compile(
    r"(?:an?|the|several) (?:[\w-]+ ){0,2}?(?:numbers?|address(?:es)?|home|house|inbox|account)(?: \w+ed)? "
    r"(?:of|for|to|on|belonging to|in the name of) (?=\w)"
)
_PAIR = re.compile(r"^of | nor ")
_FRONTED = re.compile(r"(?:[Ii]n|[Oo]n|[Aa]t|[Aa]fter|[Dd]uring|[Bb]y) .* (he|she|it|they|we|I)", re.DOTALL)
_JOINED = re.compile(r"[a-z]\w* and (?=(?:the|an?|it|he|she|they|its|his|her|their)\b)")
_WAS = (" was ", " were ", " is ", " are ", " remains ")
"""Before what is joined to another clause: “an inquiry was open and the mill …”."""
_DESCRIBES = re.compile(r", who (?:(?:is|was|were|has|had|have) )?$")
_CALLED_UPON = re.compile(r"(?:its|his|her|their|the (?:company|firm|club|agency|ministry))\b")
_SUCH = re.compile(r"\b(?:such|the (?:kind|sort))\b", re.IGNORECASE)
_OBJECT = 40
"""Code points behind a cue in which its object is named, and before one in which stands what it is said of."""
_LOOSE = ("disputes_evidence", "dismisses")
"""Kinds in which doubt and scorn of anything count."""
_RELATED = 16
"""Code points before a cue in which a relative clause may open."""
_POINTED = lazily(
    r"(?:^|[,;:] |\b(?:but|and) )(?:all )?(?:that|this|it|these|those|both)(?: \w+ly)? [\w ]{0,20}$", re.IGNORECASE
)


def judged(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context) -> Reply | None:
    """Say whether the words that a cue fits make a reply, and whose."""
    if cue.said:
        return _said(sentence, cue, match, context)
    place = Span(*match.span())
    first = sentence.token_at(place.start)
    if first >= len(sentence.low):
        return None
    if cue.kind in SILENCES:
        source = _owner(sentence, _named_source(sentence, match) or silent(sentence, place, first))
        return made(sentence, cue.kind, place, source) if is_silence(sentence, match, source) else None
    if guards.undone(sentence, first) or guards.withholds(sentence, place, first):
        return None
    if guards.takes_back(sentence, match) or guards.describes(sentence, match, first):
        return None
    if guards.turns_down(sentence, match, first) or guards.calls_something_else(sentence, cue, match):
        return None
    if predicates.is_negated(cue, match):
        return None
    if guards.is_passive(sentence, first):
        return _passive(sentence, cue, match)
    return _active(sentence, cue, match, context)


def made(sentence: Sentence, kind: "DenialKind | SilenceKind", cue: Span, source: Span | None) -> Reply:
    """Make the reply, with what carries it and what it is about."""
    if source and (pronoun := _FRONTED.fullmatch(source.of(sentence.text.plain))):
        source = Span(source.start + pronoun.start(1), source.end)
    if source and (joined := _JOINED.match(sentence.text.small, source.start, source.end)):
        opened = sentence.text.small[sentence.span.start : source.start]
        source = Span(joined.end(), source.end) if opened.endswith(_WAS) else source
    told = topic(sentence, cue) if kind in SILENCES else about(sentence, cue)
    return Reply(kind, cue, evidence(sentence, cue, source), source, told)


def _active(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context) -> Reply | None:
    """Read a denial of which the subject is the source."""
    if cue.line.endswith("by @"):
        return None
    place = Span(*match.span())
    source = full_source(sentence, subject(sentence, sentence.token_at(place.start)))
    if source is None or guards.nobody_denies(sentence, source):
        return None
    if cue.kind == "dismisses" and guards.waves_nothing(sentence, match, source):
        return None
    if cue.line.endswith('"') and not (guards.has_allegation(sentence, place) or context.answers(sentence, source)):
        return None
    if cue.kind == "counter_accuses" and not returns_accusation(sentence, place, source, context):
        return None
    if cue.charged and not _may_answer(sentence, source, context):
        return None
    if cue.kind == "counter_accuses" and context.is_long and not context.is_blamed(sentence, source):
        return None
    if cue.kind in _LOOSE and not _is_asked(sentence, place, source, context):
        return None
    return made(sentence, cue.kind, place, source)


def _passive(sentence: Sentence, cue: Cue, match: re.Match[str]) -> Reply | None:
    """Read “the claims were denied by the regime”; an offer that was rejected is none."""
    before = Span(sentence.span.start, match.start())
    if not (guards.has_allegation(sentence, before) or _POINTED.search(before.of(sentence.text.plain))):
        return None
    place = Span(*match.span())
    source = _named_source(sentence, match)
    if source is None and sentence.text.plain.startswith(" by ", place.end):
        source = phrase_after(sentence, sentence.token_at(place.end + len(" by ")))
    return made(sentence, cue.kind, place, source)


def _said(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context) -> Reply | None:
    """Judge a cue that stands in what a speaker says."""
    place = Span(*match.span())
    first = sentence.token_at(place.start)
    if cue.is_predicate and not predicates.holds(sentence, cue, match):
        return None
    if _DESCRIBES.search(sentence.text.plain, max(sentence.span.start, place.start - _RELATED), place.start):
        return None  # “…, who was not involved, said”
    if guards.describes(sentence, match, first):
        return None
    asked = any(low in ("whether", "if") for low in sentence.low[max(0, first - 8) : first])
    if asked or guards.undone(sentence, first) or not context.alleged_before(sentence):
        return None
    speaker = speaker_of(sentence, place)
    if speaker is None or speaker.concedes or (place.overlaps(speaker.source) and not _parts(sentence, speaker, place)):
        return None
    if cue.kind == "disputes_evidence" and context.only_studies(sentence, speaker.source):
        return None
    if cue.kind == "counter_accuses" and not _may_answer(sentence, speaker.source, context):
        return None
    subject_of = Span(max(sentence.span.start, place.start - _OBJECT), place.start)
    of_charge = cue.is_predicate and (not context.is_long or guards.has_allegation(sentence, subject_of))
    if not (of_charge or _is_asked(sentence, place, speaker.source, context)):
        return None
    return made(sentence, cue.kind, place, speaker.source)


def _may_answer(sentence: Sentence, source: Span, context: Context) -> bool:
    """Tell who likely answers somebody, whatever is said; in a long report only the charged."""
    return context.is_blamed(sentence, source) if context.is_long else context.answers(sentence, source)


def _is_asked(sentence: Sentence, cue: Span, source: Span, context: Context) -> bool:
    """Tell who answers in a long report, where much is told beside a charge: the charged, or who names the charge."""
    if not context.is_long or context.is_blamed(sentence, source):
        return True
    plain = sentence.text.plain
    words = Span(cue.start, min(cue.end + _OBJECT, sentence.span.end))
    named = guards.has_allegation(sentence, words) or _SUCH.search(cue.of(plain))
    return bool(named or _CALLED_UPON.match(source.of(plain).lower()))


def _parts(sentence: Sentence, speaker: Speaker, place: Span) -> bool:
    """Tell whether the attribution stands inside the words of the cue: “the photographs, she said, were of …”."""
    return speaker.verb >= 0 and place.start < sentence.places[speaker.verb][0] < place.end


def _owner(sentence: Sentence, source: Span | None) -> Span | None:
    """Read “the firm” in “the firm’s telephone”, “a number for the firm”: it is not the telephone that is silent."""
    if source and (held := _HELD.match(sentence.text.plain, source.start, sentence.span.end)):
        behind = phrase_after(sentence, sentence.token_at(held.end()))
        source = Span(held.end(), source.end) if held.end() < source.end else behind or source
    found = _OWNED.match(source.of(sentence.text.plain)) if source else None
    return Span(source.start, source.start + found.end(1)) if source and found else source


def _named_source(sentence: Sentence, match: re.Match[str]) -> Span | None:
    """Read the source where the cue itself says who it is: “messages to his lawyer were not returned”."""
    if match.groupdict().get("by") is None:
        return None
    found = phrase_after(sentence, sentence.token_at(match.start("by")))
    if (
        found
        and match.start("by") < match.end("by") < min(match.end(), found.end)
        and match.end() > match.end("by") + 1
    ):
        found = Span(found.start, match.end("by"))
    small, neither = sentence.text.small, found.start - len("neither ") if found else -1
    if found and neither >= 0 and small.startswith("neither ", neither) and not _PAIR.search(found.of(small)):
        return Span(neither, found.end)  # “neither firm replied”: both of them
    return found
