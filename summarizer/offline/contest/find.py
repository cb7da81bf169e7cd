"""Find the answers: what is said is weighed by its signs, one after the other."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from summarizer.attribution import Attribution
from summarizer.offline.contest.lexicon import has, marks, words_of
from summarizer.offline.contest.said import Told, speaks_of, told_in
from summarizer.offline.contest.scene import Scene
from summarizer.offline.contest.signs import signs
from summarizer.offline.contest.weight import points, weigh
from summarizer.replies import Reply
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

Decide = Callable[[Told, frozenset[str], Scene], bool]
"""Says of what is told, by its signs, whether it is an answer."""
_KINDS: tuple["DenialKind", ...] = ("denies", "disputes_evidence", "dismisses", "counter_accuses")
_ANSWERING = frozenset(("saying", "blaming", "scorning", "standing", "swearing", "countering", "judging"))
_CHARGED_OUTRIGHT = frozenset(("named_in_charge", "charged_by_other", "answered", "after_charge"))
_CHARGED = _CHARGED_OUTRIGHT | {"spoken_of"}
_SURE = 1.6
"""The weight that an answer without a word of denial needs in a long report."""
_HEAD = 12
"""Words at the head of what is said: a plan or a regret stands there."""
_NO_SILENCE = frozenset("right true fair accurate correct honest wrong my our his her".split())
"""What stands before “say” and “name” where nobody is silent: “it is not right to say”, “I will clear my name”."""
_SELF = frozenset(("he", "she", "it", "i", "we"))
_SUBJECT = 4
"""Words in which the subject of what is said stands."""
_BEHIND_NOT = 3
"""Words behind a negation in which its verb stands."""
_SUBJECT_REACH = 24
"""Code points in which it is named."""
_OPENS, _CLOSES = frozenset('“"'), frozenset('”"')
_MARKS = _OPENS | _CLOSES


def by_weight(told: Told, found: frozenset[str], scene: Scene) -> bool:
    """Decide by the weights of the signs; in a long report most of what is said answers nobody, so more is asked."""
    if "long_text" not in found:
        return weigh(found) > 0
    return weigh(found) > _SURE or ("points_3" in found and scene.is_accused(told.number, scene.side(told.by)))


def answers(
    scene: Scene, said: Sequence[Attribution], replied: Sequence[Reply], decide: Decide = by_weight
) -> tuple[Reply, ...]:
    """Give all replies of an article, in its order.

    Args:
        scene: The article.
        said: What is said in it.
        replied: The replies that were found by words. Those that a cue marks are kept, and so are silences; of the
            others, what is said is judged anew.
        decide: By what to judge.
    """
    silences = [reply.evidence for reply in replied if reply.is_silence]
    told = told_in(scene.text, [_spoken(one, silences) for one in said], scene.speakers)
    loose = [reply for reply in replied if not reply.marked and _is_told(reply, told, scene)]
    firm = [reply for reply in replied if reply not in loose and (reply.marked or _may_stand(reply, scene))]
    kept = [_in_own_words(reply, told, scene) for reply in firm]
    for reply in kept:
        scene.reply(reply)
    for at, one in enumerate(told):
        if any(one.whole.overlaps(reply.evidence) for reply in kept) or not _may_answer(one, told[:at], scene):
            continue
        twin = next((reply for reply in loose if reply.evidence.overlaps(one.whole)), None)
        found = signs(one, told[:at], scene) | ({"loose"} if twin else frozenset())
        if ("passer_by" in found and not found & _CHARGED) or ("long_text" in found and not found & _CHARGED_OUTRIGHT):
            continue
        if decide(one, found, scene):
            scene.answer(one)
            reply = _made(one, _kind_of(twin) or _kind(one, told[:at], scene))
            kept.append(_with_rest(reply, kept, scene))
    return tuple(sorted(kept, key=lambda reply: reply.cue))


def _spoken(one: Attribution, silences: Sequence[Span]) -> Attribution:
    """Leave out the quotations in which the speaker goes on to say that no more will be said."""
    left = tuple(span for span in one.content if not any(span.overlaps(silence) for silence in silences))
    return one._replace(content=left) if left else one


def _may_answer(one: Told, earlier: Sequence[Told], scene: Scene) -> bool:
    """Tell what may be an answer at all: where nobody charges or speaks of another, nobody answers."""
    if not one.by or _is_other(one) or _is_silent(one):
        return False
    return bool(scene.charges or scene.answers) or _is_spoken_of(one, earlier, scene)


def _is_spoken_of(one: Told, earlier: Sequence[Told], scene: Scene) -> bool:
    side = scene.side(one.by)
    return any(speaks_of(told, one, side) and not scene.side(told.by) & side for told in earlier)


def _is_other(one: Told) -> bool:
    """Tell a plan, a wish, a regret or a concession from what answers something."""
    cue = marks(one.cue)
    if min(marks(one.words).get("clears_not", [_HEAD])) < _HEAD and not points(one.words):
        return True
    return bool(one.cue) and ("granting" in cue or not _ANSWERING & cue.keys())


def _is_silent(one: Told) -> bool:
    """Tell words by which one will not speak, or is not there: they answer nothing, however negative."""
    return _withholds(one.words) or has(one.cue, "negative")


def _withholds(words: tuple[str, ...]) -> bool:
    content = marks(words)
    turned = [at for name in ("negative", "later", "whole") for at in content.get(name, ())]
    mute = [at for at in content.get("mute", ()) if _NO_SILENCE.isdisjoint(words[max(0, at - 2) : at])]
    unwilling = any(0 <= word - at <= _BEHIND_NOT for word in mute for at in turned)
    return unwilling or bool({"absent", "reserved"} & content.keys())


def _is_told(reply: Reply, told: Sequence[Told], scene: Scene) -> bool:
    """Tell whether somebody is found to say what a reply rests on, so that it can be judged by that."""
    by = {*scene.speakers.of(reply.source)}
    return any(one.whole.overlaps(reply.evidence) and (not by or by & {*one.by}) for one in told)


def _may_stand(reply: Reply, scene: Scene) -> bool:
    """Tell whether a few negative words that nobody is found to say may contest: in a long report only the charged."""
    if not scene.is_long:
        return True
    side = scene.side(scene.speakers.of(reply.source))
    return scene.is_charged(scene.text.sentence_of(reply.evidence), side)


def _kind_of(twin: Reply | None) -> "DenialKind | None":
    """Take the kind that words told, where they told one."""
    return next((kind for kind in _KINDS if twin and twin.kind == kind), None)


def _kind(one: Told, earlier: Sequence[Told], scene: Scene) -> "DenialKind":
    """Read off cue and content how an answer contests."""
    cue, content = marks(one.cue), marks(one.words)
    side = scene.side(one.by)
    others = {name for told in earlier if told.names & side for name in scene.side(told.by) - side}
    heard = {name for told in earlier for name in scene.side(told.by) - side}
    of_other = bool(heard & {*scene.speakers.named_in(_opening(one.content))})
    if "charge" in content and of_other:
        return "counter_accuses"
    if "scorn" in content:
        return "dismisses"
    if "blaming" in cue and "owned" not in content:
        return "counter_accuses"
    if _disputes(one, content, of_other=of_other or one.words[:1] == ("they",)):
        return "disputes_evidence"
    charges = "charge" in content or not {"negative", "whole"} & content.keys()
    return "counter_accuses" if one.names & others and charges else "denies"


def _disputes(one: Told, content: Mapping[str, list[int]], *, of_other: bool) -> bool:
    """Tell words against the proof, or of how the accuser came by it, from words of what one did oneself."""
    if "method" in content and of_other:
        return True
    if "judging" not in content or ("negative" in content and not _SELF.isdisjoint(one.words[:_SUBJECT])):
        return False
    return bool({"fault", "asking"} & content.keys()) or content["judging"][0] < _SUBJECT


def _opening(content: Span) -> Span:
    return Span(content.start, min(content.end, content.start + _SUBJECT_REACH))


def _made(one: Told, kind: "DenialKind") -> Reply:
    found = one.found
    source = found.source[0] if found.source else None
    return Reply(kind, (found.cue or found.content)[0], one.whole, source, None, marked=False)


def _in_own_words(reply: Reply, told: Sequence[Told], scene: Scene) -> Reply:
    """Take in the words of one who is only said to contest: “Ek rejected it. “I was never there,” he said.”."""
    span, text = reply.evidence, scene.text
    behind = _next_door(span, text)
    if behind is None or reply.is_silence or not _MARKS.isdisjoint(span.of(text.text)):
        return reply
    by = {*scene.speakers.of(reply.source)}
    quoted = (one for one in told if one.whole.of(text.text)[:1] in _OPENS and by & {*one.by} and not _is_silent(one))
    words = next((one.whole for one in quoted if behind.start <= one.whole.start < behind.end), None)
    return reply._replace(evidence=Span(span.start, words.end)) if words else reply


def _with_rest(reply: Reply, others: Sequence[Reply], scene: Scene) -> Reply:
    """Take in the quotation that goes on, with nobody named beside it, in the next sentence of the paragraph.

    Where that is a reply of its own, or words by which one will not speak, it is no part of an answer.
    """
    span, text = reply.evidence, scene.text
    behind = _next_door(span, text)
    if behind is None or text.text[span.end : behind.start].strip(' .,”"'):
        return reply
    words = behind.of(text.text)
    alone = words[:1] in _OPENS and words[-1:] in _CLOSES and not set(words[1:-1]) & _MARKS
    if not alone:
        return reply
    if any(behind.overlaps(other.evidence) for other in others) or _withholds(tuple(words_of(words))):
        return reply
    return reply._replace(evidence=Span(span.start, behind.end))


def _next_door(span: Span, text: Numbered) -> Span | None:
    """Give the sentence behind the one in which a stretch begins, if it stands in the same paragraph."""
    number = text.sentence_of(span)
    behind = text.sentences[number] if number < len(text.sentences) else None
    return behind if behind and "\n" not in text.text[span.end : behind.start] else None
