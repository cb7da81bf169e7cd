"""What a model is asked when sources are merged: the pairs that code is unsure of, and the written summary.

Both answers are checked by code; what does not hold is dropped, and the result of the rules stands.
"""

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer import prompt
from summarizer.errors import BadAnswer, CutOff, LostCall, Refusal
from summarizer.llm import Model, Task
from summarizer.models import Brief, Claim, Decision, SummarySentence
from summarizer.steps.merge.brief import Pair
from summarizer.text.figures import figures
from summarizer.text.fold import words

log = logging.getLogger("summarizer.merge")

PAIRS_PER_REQUEST = 20
STATEMENTS_IN_SUMMARY = 60


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
    """Ask about doubtful pairs, several to a request; a request that fails leaves its pairs apart.

    Raises:
        ModelError: One that ends the run.
    """
    batches = [pairs[at : at + PAIRS_PER_REQUEST] for at in range(0, len(pairs), PAIRS_PER_REQUEST)]
    answers = await asyncio.gather(*(_judge(story, batch, model, at) for at, batch in enumerate(batches, 1)))
    return tuple(decision for answer in answers for decision in answer)


async def _judge(story: str, pairs: Sequence[Pair], model: Model, number: int) -> tuple[Decision, ...]:
    listed = "\n\n".join(
        f"{at} ({'a reply and a claim' if pair.kind == 'answers' else 'claims'})\nA {_line(pair.texts[0])}\n"
        f"B {_line(pair.texts[1])}"
        for at, pair in enumerate(pairs, 1)
    )
    messages = prompt.load("pairs").fill(story=story, pairs=listed)
    task = Task("pairs", story, messages, "" if number == 1 else str(number))
    try:
        answer = await model.ask(task, Judgements)
    except (BadAnswer, CutOff, LostCall, Refusal) as error:
        log.warning("%d doubtful pairs of %s stay apart: %s", len(pairs), story, error)
        return ()
    return tuple(
        Decision(
            kind=pairs[one.number - 1].kind,
            items=pairs[one.number - 1].items,
            verdict=one.verdict,
            reason=one.reason or "The model gave no reason.",
            by="model",
        )
        for one in answer.pairs
        if 1 <= one.number <= len(pairs) and one.verdict in _FITTING[pairs[one.number - 1].kind]
    )


_FITTING = {"claim": ("same", "different"), "answers": ("answers", "does_not_answer")}


async def summed_up(brief: Brief, model: Model) -> Brief:
    """Let the model write the summary; sentences that do not hold are refused, and with none left the template stands.

    Raises:
        ModelError: One that ends the run.
    """
    statements = _statements(brief)
    if not statements:
        return brief
    lines = "\n".join(f"{key} {_line(text)}" for key, text in list(statements.items())[:STATEMENTS_IN_SUMMARY])
    task = Task("summary", brief.story, prompt.load("summary").fill(language="en", statements=lines))

    def check(answer: Written) -> list[str]:
        return [told for sentence in answer.sentences if (told := _wrong(sentence, brief, statements))]

    try:
        answer = await model.ask(task, Written, check)
        sentences = answer.sentences
        refused: tuple[Decision, ...] = ()
    except BadAnswer as bad:
        sentences, refused = _salvaged(bad.raw, brief, statements)
    except (CutOff, LostCall, Refusal) as error:
        log.warning("The summary of %s is written by rule: %s", brief.story, error)
        return brief
    return brief.model_copy(update={"summary": sentences or brief.summary, "decisions": (*brief.decisions, *refused)})


def _salvaged(
    raw: str, brief: Brief, statements: dict[str, str]
) -> tuple[tuple[SummarySentence, ...], tuple[Decision, ...]]:
    """Keep the sentences that hold; note the others as refused."""
    try:
        written = Written.model_validate_json(raw)
    except ValueError:
        return (), ()
    told = [(sentence, _wrong(sentence, brief, statements)) for sentence in written.sentences]
    refused = tuple(
        Decision(kind="summary", items=sentence.cites, verdict="refused", reason=f"{wrong} “{sentence.text}”")
        for sentence, wrong in told
        if wrong
    )
    return tuple(sentence for sentence, wrong in told if not wrong), refused


def _statements(brief: Brief) -> dict[str, str]:
    """Write every item of the brief as one line, under its id."""
    names = {party.id: party.name for party in brief.parties}
    lines: dict[str, str] = {}
    for claim in sorted(brief.claims, key=lambda claim: -claim.support.reports):
        who = ", ".join(names[party] for party in claim.speakers) or "the outlet itself"
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


_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_REPLY = re.compile(
    r"\b(?:den(?:y|ies|ied)|disput|dismiss|reject|contest|conflict|differ|accus|question|scoff|shrug)", re.IGNORECASE
)


def _wrong(sentence: SummarySentence, brief: Brief, statements: dict[str, str]) -> str | None:
    """Say what of a sentence does not hold against what it cites."""
    unknown = [cite for cite in sentence.cites if cite not in statements]
    if unknown or not sentence.cites:
        return f"It cites {', '.join(unknown) or 'nothing'}, which is no statement."
    cited = " ".join(statements[cite] for cite in sentence.cites)
    cited += " " + " ".join(alias for party in brief.parties for alias in party.aliases if party.name in cited)
    cited += " " + " ".join(party.name for party in brief.parties if any(alias in cited for alias in party.aliases))
    known = set(words(cited))
    names = [name for name in _NAME.findall(sentence.text) if not set(words(name)) <= known]
    if names:
        return f"“{names[0]}” does not stand in what it cites."
    values = {figure.value for figure in figures(cited)}
    strange = [figure for figure in figures(sentence.text) if figure.value not in values]
    if strange:
        return f"The figure {strange[0].span.of(sentence.text)} does not stand in what it cites."
    claims = [claim for claim in brief.claims if claim.id in sentence.cites]
    return _unattributed(sentence, claims, brief)


def _unattributed(sentence: SummarySentence, claims: Sequence[Claim], brief: Brief) -> str | None:
    """An attributed claim names a speaker, and a contested one says that it is contested."""
    parties = {party.id: party for party in brief.parties}
    told = set(words(sentence.text))
    for claim in claims:
        names = [parties[key] for key in claim.speakers]
        known = {word for party in names for name in (party.name, *party.aliases) for word in words(name)}
        if names and not known & told:
            return f"{claim.id} stands without its speaker."
        if claim.status == "contested" and not _REPLY.search(sentence.text):
            return f"{claim.id} is contested, and the sentence does not say so."
    return None


def _line(text: str) -> str:
    return " ".join(text.split())
