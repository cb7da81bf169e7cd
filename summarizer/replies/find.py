"""The finder: cues, then guards, then the source, sentence by sentence."""

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.replies import guards
from summarizer.replies.about import about, evidence
from summarizer.replies.context import Context
from summarizer.replies.counter import returns_accusation, said_back
from summarizer.replies.lexicon import Cue, cues
from summarizer.replies.phrases import PRONOUNS, phrase_after, subject
from summarizer.replies.reading import Sentence, Text
from summarizer.replies.reply import SILENCES, Reply
from summarizer.replies.speaker import full_source, speaker_of
from summarizer.replies.weak import contradiction, may_contradict
from summarizer.text.span import Span

_MOST = 6  # matches of one cue that are looked at in a sentence


def replies(text: str) -> tuple[Reply, ...]:
    """Find the denials and silences of a news text, in its order."""
    read = Text(text)
    context = Context(read)
    found: list[Reply] = []
    for sentence in read.sentences:
        if read.is_headline(sentence):
            continue
        here = list(_cued(sentence, context))
        if not here and (back := said_back(sentence, context)):
            here.append(_reply(sentence, *back))
        if not here and may_contradict(sentence.bag) and (weak := contradiction(sentence, context)):
            kind, place, speaker = weak
            here.append(_reply(sentence, kind, place, speaker.source))
        context.repliers += [(sentence, r.source) for r in here if r.source is not None and not r.is_silence]
        found += sorted(here, key=lambda reply: reply.cue.start)
    return tuple(_merged(read, found))


def _merged(text: Text, found: list[Reply]) -> Iterator[Reply]:
    """Make one of a refusal told and then quoted: “She gave nothing away. ‘I don’t comment on rumours,’ she said.”"""
    held: Reply | None = None
    for reply in found:
        if held is not None and held.is_silence and held.kind == reply.kind and _continues(text, held, reply):
            held = reply._replace(evidence=Span(held.evidence.start, reply.evidence.end), source=held.source)
            continue
        if held is not None:
            yield held
        held = reply
    if held is not None:
        yield held


def _continues(text: Text, one: Reply, two: Reply) -> bool:
    """Tell whether a reply goes on in the next sentence of the paragraph, its source now a pronoun."""
    if two.source is None or two.source.of(text.plain).lower() not in PRONOUNS:
        return False
    return one.evidence.end < two.evidence.start and not text.plain[one.evidence.end : two.evidence.start].strip(" ")


def _cued(sentence: Sentence, context: Context) -> Iterator[Reply]:
    """Give the replies that a cue marks: one denial and one silence of each source."""
    lexicon = cues()
    seen: list[Reply] = []
    for cue in lexicon.beside(sentence.bag):
        for match in islice(_matches(sentence, cue), _MOST):
            found = _judged(sentence, cue, match, context)
            if found is None or any(_repeats(sentence, found, other) for other in seen):
                continue
            seen.append(found)
            yield found


def _matches(sentence: Sentence, cue: Cue) -> Iterator[re.Match[str]]:
    """Find a cue in a sentence."""
    if not cue.anchored:
        yield from cue.pattern.finditer(sentence.text.plain, *sentence.span)
        return
    for place in [place[0] for place, low in zip(sentence.places, sentence.low, strict=True) if low in cue.words]:
        if match := cue.pattern.match(sentence.text.plain, place, sentence.span.end):
            yield match


def _repeats(sentence: Sentence, one: Reply, two: Reply) -> bool:
    """Tell whether two finds in a sentence are one reply: of one sort, from one source or in the same words."""
    if one.is_silence != two.is_silence:
        return False
    if one.kind != two.kind and _apart(sentence, one.cue, two.cue):
        return False
    if one.source is None or two.source is None or one.cue.overlaps(two.cue) or one.source.overlaps(two.source):
        return True
    return any(source.of(sentence.text.plain).lower() in PRONOUNS for source in (one.source, two.source))


def _apart(sentence: Sentence, one: Span, two: Span) -> bool:
    """Tell whether two cues stand in clauses of their own: “scoffed at the claim, saying it was unproven”."""
    first, second = sorted((one, two))
    between = sentence.text.plain[first.end : second.start]
    return re.search(r", (?:saying|adding|insisting|arguing)\b|; ", between) is not None


def _judged(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context) -> Reply | None:
    """Apply the guards and find the source."""
    place = Span(*match.span())
    if cue.said:
        return _said(sentence, cue, match, context)
    first = sentence.token_at(place.start)
    if first >= len(sentence.low):
        return None
    if cue.kind in SILENCES:
        source = _named_source(sentence, match) or full_source(sentence, _silent(sentence, place, first))
        return _reply(sentence, cue.kind, place, source) if guards.silent(sentence, match, source) else None
    if guards.undone(sentence, first) or guards.withholds(sentence, place, first):
        return None
    if guards.turns_down(sentence, match, first) or not guards.object_is_allegation(match):
        return None
    if guards.negated_predicate(cue, match):
        return None
    if guards.is_passive(sentence, first):
        return _passive(sentence, cue, match)
    if cue.line.endswith("by @"):
        return None
    source = _named_source(sentence, match) or full_source(sentence, subject(sentence, first))
    if source is None or guards.nobody_denies(sentence, source):
        return None
    if cue.kind == "dismisses" and guards.WAVED.match(match.group()) and not guards.waves_what(sentence, match, source):
        return None
    if cue.kind == "counter_accuses" and not returns_accusation(sentence, place, context):
        return None
    return _reply(sentence, cue.kind, place, source)


def _passive(sentence: Sentence, cue: Cue, match: re.Match[str]) -> Reply | None:
    """Read “the claims were denied by the regime”; an offer that was rejected is none."""
    if not guards.has_allegation(sentence, Span(sentence.span.start, match.start())):
        return None
    place = Span(*match.span())
    source = _named_source(sentence, match)
    if source is None and sentence.text.plain.startswith(" by ", place.end):
        source = phrase_after(sentence, sentence.token_at(place.end + len(" by ")))
    return _reply(sentence, cue.kind, place, source)


def _silent(sentence: Sentence, place: Span, first: int) -> Span | None:
    """Find who is silent: the speaker of “No comment”, else the subject of the words."""
    if sentence.in_quote(place.start):
        speaker = speaker_of(sentence, place)
        if speaker is not None:
            return speaker.source
    return subject(sentence, first)


def _said(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context) -> Reply | None:
    """Judge a cue that stands in what a speaker says."""
    place = Span(*match.span())
    first = sentence.token_at(place.start)
    if cue.is_predicate and (
        guards.negated_predicate(cue, match)
        or not guards.ends_predicate(sentence, match)
        or (cue.line.startswith("{be}") and not guards.refers_to_allegation(sentence, match))
    ):
        return None
    if guards.undone(sentence, first) or any(
        low in ("whether", "if") for low in sentence.low[max(0, first - 8) : first]
    ):
        return None
    speaker = speaker_of(sentence, place)
    if speaker is None or speaker.concedes or place.overlaps(speaker.source):
        return None
    if not context.alleged_before(sentence):
        return None
    if cue.kind == "disputes_evidence" and context.only_studies(sentence, speaker.source):
        return None
    return _reply(sentence, cue.kind, place, speaker.source)


def _named_source(sentence: Sentence, match: re.Match[str]) -> Span | None:
    """Read the source where the cue itself says who it is: “messages to his lawyer were not returned”."""
    if "by" not in match.re.groupindex or match["by"] is None:
        return None
    return phrase_after(sentence, sentence.token_at(match.start("by")))


def _reply(sentence: Sentence, kind: str, cue: Span, source: Span | None) -> Reply:
    return Reply(kind, cue, evidence(sentence, cue, source), source, about(sentence, cue))  # type: ignore[arg-type]
