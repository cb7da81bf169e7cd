"""Find the answers: who speaks is charged, and what is said contests."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.attribution import Attribution
from summarizer.models import DraftParty
from summarizer.offline.contest.case import Article, Case, Told, told_in
from summarizer.offline.contest.lexicon import marks
from summarizer.offline.contest.weight import points
from summarizer.offline.speakers import Speakers
from summarizer.replies import Reply
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

Marks = dict[str, list[int]]
_ENOUGH = 5
_SUBJECT = 4
"""Words in which the subject of what is said stands."""
_OPENS, _CLOSES = frozenset('“"'), frozenset('”"')
_MARKS = _OPENS | _CLOSES


def answers(
    text: Numbered,
    said: Sequence[Attribution],
    replied: Sequence[Reply],
    parties: Sequence[DraftParty],
    speakers: Speakers,
    body: int,
) -> tuple[Reply, ...]:
    """Give the answers among what is said, beside the replies that a cue marks."""
    sides = {party.name: party.represents for party in parties if party.represents}
    article = Article(text, body, told_in(text, said, speakers), replied, speakers, sides, _bodies(parties))
    case = Case(article)
    found: list[Reply] = []
    for one in article.told:
        if any(one.whole.overlaps(reply.evidence) for reply in (*replied, *found)):
            continue
        kind = _answer(one, case)
        if kind is not None:
            found.append(_made(one, kind, text))
            case.note(one)
    return tuple(found)


def _bodies(parties: Sequence[DraftParty]) -> frozenset[str]:
    return frozenset(party.name for party in parties if party.kind in ("organisation", "government"))


def _answer(one: Told, case: Case) -> "DenialKind | None":
    """Say how a speaker contests, if at all."""
    strength = case.strength(one)
    cue, content = marks(one.cue), marks(one.words)
    if "disregard" in content and "judging" in content and not case.accusers & set(one.by):
        return "denies"
    if strength < 1 or _is_silent(content) or "negative" in cue:
        return None
    if strength > 1 and (kind := _by_cue(cue, content)):
        return kind
    if ("saying" not in cue and one.cue and one.words[:2] != ("to", "know")) or "granting" in cue:
        return None
    weight = strength + points(one.words) + one.in_answer
    if weight < _ENOUGH or (weight == _ENOUGH and case.grants(one)):
        return None
    return _kind(one, content, case)


def _by_cue(cue: Marks, content: Marks) -> "DenialKind | None":
    """Read the kind off the cue, where it tells by itself."""
    if "granting" in cue:
        return None
    if "scorning" in cue and "scorn" in content:
        return "dismisses"
    if "blaming" in cue and "owned" not in content:
        return "counter_accuses"
    return "denies" if "standing" in cue else None


def _is_silent(content: Marks) -> bool:
    return "mute" in content and ("negative" in content or "later" in content)


def _kind(one: Told, content: Marks, case: Case) -> "DenialKind":
    if "scorn" in content:
        return "dismisses"
    if "judging" in content and ({"fault", "asking"} & content.keys() or content["judging"][0] < _SUBJECT):
        return "disputes_evidence"
    charges = "charge" in content or not {"negative", "whole"} & content.keys()
    return "counter_accuses" if one.names & case.accusers and charges else "denies"


def _made(one: Told, kind: "DenialKind", text: Numbered) -> Reply:
    found = one.found
    source = found.source[0] if found.source else None
    return Reply(kind, (found.cue or found.content)[0], _with_rest(one.whole, text), source, None, marked=False)


def _with_rest(span: Span, text: Numbered) -> Span:
    """Take in the quotation that goes on, with nobody named beside it, in the next sentence of the paragraph."""
    number = text.sentence_of(span)
    if number >= len(text.sentences):
        return span
    behind = text.sentences[number]
    between = text.text[span.end : behind.start]
    words = behind.of(text.text)
    alone = words[:1] in _OPENS and words[-1:] in _CLOSES and not set(words[1:-1]) & _MARKS
    return Span(span.start, behind.end) if alone and "\n" not in between and not between.strip(' .,”"') else span
