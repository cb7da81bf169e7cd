"""What a model is asked when sources are merged: the pairs that code is unsure of, and the written summary.

Both answers are checked by code; what does not hold is dropped, and the result of the rules stands.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer import prompt
from summarizer.errors import BadAnswer, CutOff, LostCall, Refusal
from summarizer.llm import Model, Task
from summarizer.models import Brief, Decision, SummarySentence
from summarizer.steps.merge.brief import Pair
from summarizer.steps.merge.sentences import Checker

log = logging.getLogger("summarizer.merge")

PAIRS_PER_REQUEST = 20
REQUESTS_AT_ONCE = 8
STATEMENTS_IN_SUMMARY = 60
OTHERS_IN_SUMMARY = 24  # replies, silences and conflicts among them, where there are more


class Judgement(BaseModel):
    """What the model says of one pair."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    verdict: Literal["same", "different", "answers", "does_not_answer", "unsure"]
    reason: str = ""


class Judgements(BaseModel):
    """What the model says of the pairs of one request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pairs: tuple[Judgement, ...]


class Written(BaseModel):
    """The summary as the model writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: tuple[SummarySentence, ...]


async def judged(story: str, pairs: Sequence[Pair], model: Model) -> tuple[Decision, ...]:
    """Ask about doubtful pairs, several to a request; a request that fails leaves its pairs undecided.

    Raises:
        ModelError: One that ends the run.
    """
    batches = [pairs[at : at + PAIRS_PER_REQUEST] for at in range(0, len(pairs), PAIRS_PER_REQUEST)]
    gate = asyncio.Semaphore(REQUESTS_AT_ONCE)

    async def one(number: int, batch: Sequence[Pair]) -> tuple[Decision, ...]:
        async with gate:
            return await _judge(story, batch, model, number)

    tasks = [asyncio.create_task(one(number, batch)) for number, batch in enumerate(batches, 1)]
    try:
        return tuple(decision for answer in await asyncio.gather(*tasks) for decision in answer)
    finally:  # an error that ends the run must not leave requests on their way
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _judge(story: str, pairs: Sequence[Pair], model: Model, number: int) -> tuple[Decision, ...]:
    listed = "\n\n".join(
        f"{at} ({'a reply and a claim' if pair.kind == 'answers' else 'claims'})\nA {_line(pair.texts[0])}\n"
        f"B {_line(pair.texts[1])}"
        for at, pair in enumerate(pairs, 1)
    )
    messages = prompt.load("pairs").fill(story=_line(story), pairs=listed)
    task = Task("pairs", story, messages, "" if number == 1 else str(number))
    try:
        answer = await model.ask(task, Judgements)
    except (BadAnswer, CutOff, LostCall, Refusal) as error:
        log.warning("%d doubtful pairs of %s are left to the rules: %s", len(pairs), story, error)
        return ()
    return tuple(
        Decision(
            kind=pairs[one.number - 1].kind,
            items=pairs[one.number - 1].items,
            verdict=one.verdict,
            reason=_line(one.reason) or "The model gave no reason.",
            by="model",
        )
        for one in answer.pairs
        if 1 <= one.number <= len(pairs) and one.verdict in _FITTING[pairs[one.number - 1].kind]
    )


_FITTING = {"claim": ("same", "different", "unsure"), "answers": ("answers", "does_not_answer", "unsure")}


async def summed_up(brief: Brief, model: Model, language: str = "en") -> Brief:
    """Let the model write the summary; sentences that do not hold are refused, and with none left the template stands.

    Raises:
        ModelError: One that ends the run.
    """
    lines = _shown(_statements(brief), brief)
    if not lines:
        return brief
    listed = "\n".join(f"{key} {text}" for key, text in lines.items())
    task = Task("summary", brief.story, prompt.load("summary").fill(language=language, statements=listed))
    wrong = Checker(brief, lines, language).wrong

    def check(answer: Written) -> list[str]:
        return [told for sentence in answer.sentences if (told := wrong(sentence))]

    try:
        sentences = (await model.ask(task, Written, check)).sentences
        refused: tuple[Decision, ...] = ()
    except BadAnswer as bad:
        sentences, refused = _salvaged(bad.raw, wrong)
    except (CutOff, LostCall, Refusal) as error:
        log.warning("The summary of %s is written by rule: %s", brief.story, error)
        return brief
    return brief.model_copy(update={"summary": sentences or brief.summary, "decisions": (*brief.decisions, *refused)})


def _salvaged(
    raw: str, wrong: Callable[[SummarySentence], str | None]
) -> tuple[tuple[SummarySentence, ...], tuple[Decision, ...]]:
    """Keep the sentences that hold; note the others as refused."""
    try:
        written = Written.model_validate_json(raw)
    except ValueError:
        return (), ()
    told = [(sentence, wrong(sentence)) for sentence in written.sentences]
    refused = tuple(
        Decision(kind="summary", items=sentence.cites, verdict="refused", reason=f"{why} “{sentence.text}”")
        for sentence, why in told
        if why
    )
    return tuple(sentence for sentence, why in told if not why), refused


def _statements(brief: Brief) -> dict[str, str]:
    """Write every item of the brief as one line, under its id."""
    names = {party.id: party.name for party in brief.parties}
    lines: dict[str, str] = {}
    for claim in sorted(brief.claims, key=lambda claim: -claim.support.reports):
        nobody = "somebody unnamed" if claim.unnamed else "the outlet itself"
        who = ", ".join(names[party] for party in claim.speakers) or nobody
        contested = "; contested" if claim.status == "contested" else ""
        lines[claim.id] = f"[{who}; {claim.support.reports} reports{contested}] {claim.text}"
    for denial in brief.denials:
        who = ", ".join(names[party] for party in denial.by)
        said = " ".join(evidence.exact for evidence in denial.evidence if evidence.role == "content")
        lines[denial.id] = f"[{who} {denial.kind} {denial.answers or denial.allegation or 'an allegation'}] {said}"
    for silence in brief.silences:
        who = ", ".join(names[party] for party in silence.by)
        lines[silence.id] = f"[{who}: {silence.kind}] {silence.about}"
    for conflict in brief.conflicts:
        lines[conflict.id] = f"[conflict of {', '.join(conflict.claims)}] {conflict.about}"
    return lines


def _shown(statements: dict[str, str], brief: Brief) -> dict[str, str]:
    """Choose the lines to show: of a long story the claims that most reports carry, and a share of all the rest."""
    lines = {key: _line(text) for key, text in statements.items()}
    if len(lines) <= STATEMENTS_IN_SUMMARY:
        return lines
    claims = {claim.id for claim in brief.claims}
    others = [key for key in lines if key not in claims][:OTHERS_IN_SUMMARY]
    leading = [key for key in lines if key in claims][: STATEMENTS_IN_SUMMARY - len(others)]
    return {key: lines[key] for key in (*leading, *others)}


def _line(text: str) -> str:
    return " ".join(text.split())
