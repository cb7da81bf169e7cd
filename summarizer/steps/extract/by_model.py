"""The LLM engine behind the seam: parts of the article as numbered sentences in, citations out."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ValidationError

from summarizer import prompt
from summarizer.errors import BadAnswer, Postponed
from summarizer.llm import Model, Task
from summarizer.models import Article, Draft, DraftClaim, DraftDenial, DraftParty, DraftSilence, Rejected
from summarizer.steps.extract import Answered, Check
from summarizer.text.header import read_header
from summarizer.text.numbered import Numbered, numbered

OVERLAP = 3
"""Sentences that two neighbouring parts share, so that a reply is read with what it answers."""


_Part = tuple[Draft, tuple[Rejected, ...]]
"""What one part was answered: its draft, and the items that could not be used."""


@dataclass(frozen=True)
class ModelEngine:
    """Asks a model for a draft, part by part; `check` tells it what of its answer does not hold."""

    model: Model
    check: Check
    part_chars: int
    language: str = "en"
    name: Literal["llm"] = "llm"

    async def __call__(self, article: Article, only: tuple[int, ...] = ()) -> Answered:
        """Read the article in as many parts as it needs; with `only`, go over those sentences once more."""
        asked = tasks(article, self.part_chars, self.language, only)
        answers = _whole(await asyncio.gather(*(self._ask(article, task) for task in asked), return_exceptions=True))
        draft = joined([draft for draft, _ in answers])
        rejected = tuple(refused for _, refused_ones in answers for refused in refused_ones)
        notes = (f"Read in {len(asked)} overlapping parts.",) if len(asked) > 1 else ()
        return Answered(draft, len(numbered(article.text).sentences), len(asked), notes, rejected)

    async def _ask(self, article: Article, task: Task) -> _Part:
        try:
            return await self.model.ask(task, Draft, lambda draft: self.check(article, draft)), ()
        except BadAnswer as bad:
            return salvaged(bad.raw)


def _whole(answers: list[_Part | BaseException]) -> list[_Part]:
    """Fail if a part failed, once all parts have ended: what the others were answered is kept by then."""
    failed = [answer for answer in answers if isinstance(answer, BaseException)]
    if failed:
        raise min(failed, key=lambda error: isinstance(error, Postponed))  # what is only put off says least
    return [answer for answer in answers if not isinstance(answer, BaseException)]


def tasks(article: Article, part_chars: int, language: str = "en", only: tuple[int, ...] = ()) -> list[Task]:
    """Write the requests for an article, one a part."""
    text = numbered(article.text)
    return [
        Task("extract", article.id, _messages(article, part, language, only), _part_name(part, only))
        for part in parts(text, part_chars, only)
    ]


def _messages(article: Article, part: "Part", language: str, only: tuple[int, ...]) -> tuple[dict[str, str], ...]:
    text, body = numbered(article.text), read_header(article.text).body
    lines = (
        line + (" (headline)" if text.sentences[number - 1].end <= body else "")
        for number, line in enumerate(text.lines(*part), part.first)
    )
    known = (article.outlet, article.agency, article.dateline, article.published and str(article.published))
    focus = f"\nThese sentences were left out before; list only what they hold: {_numbers(only)}." if only else ""
    return prompt.load("extract").fill(
        language=language,
        header=", ".join(" ".join(str(item).split()) for item in known if item) or "no dateline",
        fence=hashlib.sha256(article.text.encode()).hexdigest()[:12],
        sentences="\n".join(lines),
        focus=focus,
    )


class Part(NamedTuple):
    """Sentences `first` to `last`, both included, counted from 1."""

    first: int
    last: int


def parts(text: Numbered, part_chars: int, only: tuple[int, ...] = ()) -> Iterator[Part]:
    """Cut a text into overlapping parts of at most about `part_chars`; a longer sentence is a part of its own."""
    first, last = 1, len(text.sentences)
    if only:
        first, last = max(1, min(only) - OVERLAP), min(last, max(only) + OVERLAP)
    while first <= last:
        end = first
        size = text.sentences[first - 1].end - text.sentences[first - 1].start
        while end < last and size + (more := _length(text, end + 1)) <= part_chars:
            size, end = size + more, end + 1
        yield Part(first, end)
        if end == last:
            return
        first = max(first + 1, end + 1 - OVERLAP)


def _length(text: Numbered, number: int) -> int:
    sentence = text.sentences[number - 1]
    return sentence.end - sentence.start


def _numbers(only: tuple[int, ...]) -> str:
    return ", ".join(f"S{number}" for number in only)


def _part_name(part: Part, only: tuple[int, ...]) -> str:
    """Tell the requests about one article apart: where the part begins, and whether it is a second look."""
    return ("" if part.first == 1 else f"s{part.first}") + ("again" if only else "")


def joined(drafts: list[Draft]) -> Draft:
    """Join the drafts of the parts: an item that two parts both cite is kept once, `answers` keeps its claim."""
    if len(drafts) == 1:
        return drafts[0]
    parties: dict[str, DraftParty] = {}
    claims: list[DraftClaim] = []
    denials: list[DraftDenial] = []
    silences: list[DraftSilence] = []
    for draft in drafts:
        for party in draft.parties:
            parties.setdefault(party.name, party)
        places = {number: _place(claims, claim) for number, claim in enumerate(draft.claims, 1)}
        for denial in draft.denials:
            moved = denial.model_copy(update={"answers": places.get(denial.answers or 0)})
            _place(denials, moved)
        for silence in draft.silences:
            _place(silences, silence)
    return Draft(
        parties=tuple(parties.values()), claims=tuple(claims), denials=tuple(denials), silences=tuple(silences)
    )


def _place(items: list[Any], item: Any) -> int:
    """Put an item behind the others unless it is there; return its number."""
    for number, held in enumerate(items, 1):
        if held.at == item.at and held.by == item.by:
            return number
    items.append(item)
    return len(items)


_KINDS: dict[str, tuple[Literal["party", "claim", "denial", "silence"], type[BaseModel]]] = {
    "parties": ("party", DraftParty),
    "claims": ("claim", DraftClaim),
    "denials": ("denial", DraftDenial),
    "silences": ("silence", DraftSilence),
}


def salvaged(raw: str) -> tuple[Draft, tuple[Rejected, ...]]:
    """Save each valid item of an answer that did not fit as a whole; the others are kept as rejected.

    Raises:
        BadAnswer: The answer is no JSON object, so there is nothing to save.
    """
    try:
        answer = json.loads(raw)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise BadAnswer("The model's answer is not JSON, also when asked again: run again, or try another mode.", raw)
    if not any(name in answer for name in _KINDS):
        raise BadAnswer("The model's answer holds nothing that was asked for: run again, or try another mode.", raw)
    kept: dict[str, list[Any]] = {name: [] for name in _KINDS}
    rejected: list[Rejected] = []
    numbers: dict[int, int] = {}
    for name, (kind, model) in _KINDS.items():
        items = answer.get(name)
        for number, item in enumerate(items if isinstance(items, list) else [], 1):
            try:
                kept[name].append(model.model_validate(item))
                if name == "claims":
                    numbers[number] = len(kept[name])
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}."
                rejected.append(Rejected(kind=kind, item=json.dumps(item, ensure_ascii=False)[:2000], reason=reason))
    kept["denials"] = [d.model_copy(update={"answers": numbers.get(d.answers or 0)}) for d in kept["denials"]]
    return Draft(**kept), tuple(rejected)
