"""What a person can judge on the page: each decision with its two possible answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from summarizer.models import Brief, Claim, Decision, Denial, Party, Silence
from summarizer.steps.render.page.inert import clip
from summarizer.steps.render.page.known import QUOTE_LIMIT, Known

OPPOSITE = {
    "same": "different",
    "different": "same",
    "answers": "does_not_answer",
    "does_not_answer": "answers",
    "conflict": "different",
    "kept": "refused",
    "refused": "kept",
}
_YES = {"answers": "answers", "conflict": "conflict", "summary": "kept"}
VERDICTS = {
    "same": "the same",
    "different": "not the same",
    "answers": "answers it",
    "does_not_answer": "does not answer it",
    "unsure": "not sure",
    "conflict": "in conflict",
    "kept": "kept",
    "refused": "refused",
}
KINDS = {
    "party": "parties",
    "claim": "claims",
    "denial": "replies",
    "silence": "silences",
    "answers": "replies to claims",
    "conflict": "conflicts",
    "reprint": "reprints",
    "summary": "sentences of the summary",
}
DECIDERS = {"rule": "by rule", "model": "by a model", "person": "by a person"}


class Member(NamedTuple):
    """One item of an article, and where it went in the brief."""

    item: str
    source: int
    quote: str


class Question(NamedTuple):
    """A decision, and the verdicts that mean right and wrong."""

    kind: str
    items: tuple[str, ...]
    said: str
    why: str
    right: str
    wrong: str
    open: bool


class Review(NamedTuple):
    """All questions; `listed` of them are decisions of the brief, the rest stands for merges without one."""

    questions: tuple[Question, ...]
    listed: int
    of: dict[str, list[int]]
    members: dict[str, Member]
    counts: tuple[tuple[str, str, str, int], ...]


def review(known: Known) -> Review:
    """Gather what can be judged, and to which item of the brief it belongs."""
    brief = known.brief
    members = dict(_members(known))
    decisions = list(brief.decisions)
    of: dict[str, list[int]] = defaultdict(list)
    for number, decision in enumerate(decisions):
        for item in _belongs(decision, members, brief):
            of[item].append(number)
    for item, decision in _untold(brief, decisions, of):
        of[item].append(len(decisions))
        decisions.append(decision)
    counts = Counter((decision.kind, decision.verdict, decision.by) for decision in brief.decisions)
    return Review(
        tuple(_question(decision) for decision in decisions),
        len(brief.decisions),
        dict(of),
        members,
        tuple((KINDS[k], VERDICTS[v], DECIDERS[by], count) for (k, v, by), count in sorted(counts.items())),
    )


def _members(known: Known) -> Iterator[tuple[str, Member]]:
    brief = known.brief
    entries: Iterable[Party | Claim | Denial | Silence] = (
        *brief.parties,
        *brief.claims,
        *brief.denials,
        *brief.silences,
    )
    for entry in entries:
        for member in entry.members:
            article = member.rpartition(".")[0]
            quote = clip(entry.name, QUOTE_LIMIT) if isinstance(entry, Party) else ""
            yield member, Member("" if quote else entry.id, known.index.get(article, -1), quote)


def _belongs(decision: Decision, members: dict[str, Member], brief: Brief) -> tuple[str, ...]:
    """Find the item that shows a decision: the merged item, the reply that answers, the conflict."""
    owners = dict.fromkeys(members[item].item for item in decision.items if item in members)
    if decision.kind == "answers" and decision.verdict != "does_not_answer":
        return tuple(denial.id for denial in brief.denials if denial.id in owners)
    if decision.kind == "conflict" and len(owners) > 1:
        return tuple(conflict.id for conflict in brief.conflicts if owners.keys() <= set(conflict.claims))
    merged = decision.kind in ("claim", "denial", "silence") and len(owners) == 1
    return tuple(owners) if merged else ()


def _untold(brief: Brief, decisions: list[Decision], of: dict[str, list[int]]) -> Iterator[tuple[str, Decision]]:
    """Make a question of each merge and link that the brief tells no decision of."""
    entries: Iterable[tuple[str, Claim | Denial | Silence]] = (
        *(("claim", claim) for claim in brief.claims),
        *(("denial", denial) for denial in brief.denials),
        *(("silence", silence) for silence in brief.silences),
    )
    asked = {item: {decisions[number].kind for number in numbers} for item, numbers in of.items()}
    claims = {claim.id: claim for claim in brief.claims}
    for kind, entry in entries:
        if len(entry.members) > 1 and kind not in asked.get(entry.id, ()):
            yield (
                entry.id,
                Decision.model_validate(
                    {
                        "kind": kind,
                        "items": entry.members,
                        "verdict": "same",
                        "reason": "They stand merged in the brief.",
                    }
                ),
            )
        to = claims.get(entry.answers or "") if isinstance(entry, Denial) else None
        if to and to.members and entry.members and "answers" not in asked.get(entry.id, ()):
            items = (entry.members[0], to.members[0])
            yield entry.id, Decision(kind="answers", items=items, verdict="answers", reason="They stand linked.")
    for conflict in brief.conflicts:
        sides = [claims[claim].members[:1] for claim in conflict.claims if claim in claims]
        firsts = tuple(member for side in sides for member in side)
        if conflict.id not in of and len(firsts) > 1:
            yield conflict.id, Decision(kind="conflict", items=firsts, verdict="conflict", reason=conflict.about)


def _question(decision: Decision) -> Question:
    said, right, wrong = _answers(decision.kind, decision.verdict, decision.by)
    why = clip(decision.reason, 600)
    return Question(decision.kind, decision.items, said, why, right, wrong, decision.verdict == "unsure")


@cache
def _answers(kind: str, verdict: str, by: str) -> tuple[str, str, str]:
    """Say what was decided by whom, and the verdicts that mean right and wrong."""
    right = _YES.get(kind, "same") if verdict == "unsure" else verdict
    wrong = "conflict" if (kind, right) == ("conflict", "different") else OPPOSITE[right]
    return f"{VERDICTS[verdict]}, {DECIDERS[by]}", right, wrong
