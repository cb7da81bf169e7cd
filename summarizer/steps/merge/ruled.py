"""What the rules hold of every pair of claims worth comparing: same, different or unsure, each with its reason.

It is made once for a story: verdicts from outside come later and change nothing of it.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from summarizer.models import Decision
from summarizer.steps.merge.blocking import candidates
from summarizer.steps.merge.heap import Heap, Said
from summarizer.steps.merge.replied import Replied, replied_of
from summarizer.steps.merge.similarity import Judge, Likeness, match_quantities

_SAME, _SAME_COUNTED = 0.55, 0.48  # share of content that makes two claims one; less where a figure agrees
_BESIDE, _SAME_BESIDE = 0.9, 0.75  # where each says a word of its own that nobody else says, more must be shared
_UNSURE = 0.4
_KIN = 0.3  # what two claims must at least share to be of one group with a third
_ONE_ARTICLE = 0.9  # an article seldom says one thing twice
_FEWEST_HELD = 2  # words of its own that a claim must have to be held by a longer one
_SOFT = frozenset({"modality", "names", "days"})  # marks of a reader or of wording, which may be mistaken
_SOFT_UNSURE = 0.7
_REFUSED = 0.6  # likeness from which a refusal is worth recording

Verdict = Literal["same", "different", "unsure"]


class Judged(NamedTuple):
    """What is held of a pair of claims."""

    one: Said
    two: Said
    verdict: Verdict
    score: float
    reason: str
    by: Literal["rule", "model", "person"] = "rule"
    barred: bool = False
    """Whether something keeps the two apart however alike their words are."""
    leaning: bool = False
    """Whether they were held for the same only because neither is closer to anything else."""

    @property
    def of_one_article(self) -> bool:
        """Whether one article says both."""
        return self.one.article.id == self.two.article.id

    def decision(self) -> Decision:
        """Write it down."""
        return Decision(
            kind="claim", items=(self.one.key, self.two.key), verdict=self.verdict, reason=self.reason, by=self.by
        )


class Ruled:
    """The pairs of a heap that were compared, and what came of it."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap
        self.judge = Judge(heap)
        self.by_key = {one.key: one for one in heap.said}
        self.pairs = candidates(heap.said)
        self._said = heap.said
        self._place = {one.key: number for number, one in enumerate(heap.said)}
        self._others: dict[tuple[str, str], Judged] = {}
        alike: dict[tuple[object, ...], int] = {}
        self._kind = [alike.setdefault(_compared_by(one), len(alike)) for one in heap.said]
        self._known: dict[tuple[int, int, bool], Judged | None] = {}

    @cached_property
    def judged(self) -> dict[tuple[str, str], Judged]:
        """The pairs that are worth keeping, by their keys in the order of the heap."""
        found = {}
        for place, other in self.pairs:
            one, two = self._said[place], self._said[other]
            kinds = self._kind[place], self._kind[other], one.article.id == two.article.id
            if kinds not in self._known:  # the articles of a story say many a thing in the same words
                self._known[kinds] = self._compare(one, two)
            if made := self._known[kinds]:
                found[one.key, two.key] = Judged(one, two, *made[2:])
        return found

    @cached_property
    def replied(self) -> tuple[Replied, ...]:
        """The replies, read once: no verdict changes what they say."""
        return replied_of(self._heap, self.judge)

    def of(self, one: str, two: str) -> Judged:
        """Give what is held of any pair, compared before or not."""
        pair = self.ordered(one, two)
        known = self.judged.get(pair) or self._others.get(pair)
        if known is None:
            known = self._others[pair] = self._judge(*map(self.by_key.__getitem__, pair))
        return known

    def ordered(self, one: str, two: str) -> tuple[str, str]:
        """Put a pair into the order of the heap."""
        return (one, two) if self._place[one] < self._place[two] else (two, one)

    @cached_property
    def leaning(self) -> tuple[Judged, ...]:
        """The unsure pairs that are each other's likest, so that one who must decide takes them for the same.

        Two outlets that report one event tell each fact once. So of two unsure claims by one speaker, neither of which
        is as like to anything else in the other's article, the chance is high that they are one. What the outlets say
        themselves is less bound to an event: there a figure must agree as well.
        """
        return tuple(made for made in self.judged.values() if self._leans(made))

    def _leans(self, made: Judged) -> bool:
        if made.verdict != "unsure" or made.barred or made.of_one_article:
            return False
        sides = ((made.one, made.two), (made.two, made.one))
        if any(self._likest[one.key, two.article.id] != (made.score, 1) for one, two in sides):
            return False
        return bool(made.one.speakers) or match_quantities(made.one.terms.quantities, made.two.terms.quantities)[0] > 0

    @cached_property
    def _likest(self) -> dict[tuple[str, str], tuple[float, int]]:
        """How like the likest claim of an article is to one of another, and how many are as like."""
        found: dict[tuple[str, str], tuple[float, int]] = {}
        for made in self.judged.values():
            for one, two in ((made.one, made.two), (made.two, made.one)):
                score, count = found.get((one.key, two.article.id), (0.0, 0))
                if made.score >= score:
                    found[one.key, two.article.id] = made.score, 1 + count * (made.score == score)
        return found

    def _compare(self, one: Said, two: Said) -> Judged | None:
        """Judge a pair; None where they differ so far that it need not be kept: often their words alone say so."""
        score, disagree = self.judge.overlap(one.terms, two.terms)
        if score < _UNSURE and not _held(one, two) and not self.judge.may_be_verbatim(one, two, score):
            return None
        made = self._made(one, two, self.judge.likeness_of(one, two, score, disagree=disagree))
        return made if made.verdict != "different" or made.score >= _REFUSED else None

    def _judge(self, one: Said, two: Said) -> Judged:
        return self._made(one, two, self.judge.likeness(one, two))

    def _made(self, one: Said, two: Said, likeness: Likeness) -> Judged:
        verdict = _verdict(one, two, likeness)
        return Judged(one, two, verdict, likeness.score, likeness.reason, barred=bool(likeness.bar))


def _compared_by(said: Said) -> tuple[object, ...]:
    """Gather all of a claim that tells in a comparison, but for its article: where it is equal, so is what is held."""
    claim = said.claim
    return said.terms, claim.text, said.speakers, said.verbatim, claim.modality, claim.unnamed


def kin(made: Judged) -> bool:
    """Tell whether two claims may stand in one group because of a third."""
    return made.score >= _KIN and not made.barred


def _verdict(one: Said, two: Said, likeness: Likeness) -> Verdict:
    if likeness.bar:
        unsure = likeness.bar in _SOFT and likeness.score >= _SOFT_UNSURE
        return "unsure" if unsure else "different"
    if one.article.id == two.article.id:
        return "same" if likeness.score >= _ONE_ARTICLE else "different"
    matched, _, _ = match_quantities(one.terms.quantities, two.terms.quantities)
    if likeness.beside >= _BESIDE and likeness.score < _SAME_BESIDE:
        return "unsure" if likeness.score >= _UNSURE else "different"
    if likeness.score >= (_SAME_COUNTED if matched else _SAME):
        return "same"
    return "unsure" if likeness.score >= _UNSURE or _held(one, two) else "different"


def _held(one: Said, two: Said) -> bool:
    """Tell whether one claim says nothing that the other does not: what was cut short is still that claim."""
    if one.speakers != two.speakers:
        return False
    short, long = one.terms, two.terms
    if len(short.words) > len(long.words):
        short, long = long, short
    mine = short.words - short.own
    return (
        len(mine) >= _FEWEST_HELD and mine <= long.words and not match_quantities(short.quantities, long.quantities)[1]
    )


def given(one: Said, two: Said, decision: Decision) -> Judged:
    """Hold of a pair what somebody outside has said of it."""
    verdict: Verdict = decision.verdict if decision.verdict in ("same", "different") else "unsure"
    return Judged(one, two, verdict, 1.0, decision.reason, decision.by)


def leant(made: Judged) -> Iterator[tuple[tuple[str, str], Judged]]:
    """Take an unsure pair for the same."""
    reason = f"{made.reason} Neither is as like to anything else that the other's article says."
    yield (made.one.key, made.two.key), made._replace(verdict="same", reason=reason, leaning=True)
