"""Ground: a draft's numbers become evidence that code copied; what does not hold is kept beside it, with its reason."""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from summarizer.models import Article, Audit, Claim, Draft, DraftItem, Extract, Rejected, Statement
from summarizer.replies import marked, replies
from summarizer.steps.ground.audit import account, left_out
from summarizer.steps.ground.cast import cast_of
from summarizer.steps.ground.evidence import Grounds
from summarizer.steps.ground.items import claim, denial, silence
from summarizer.steps.ground.named import Ungrounded
from summarizer.text.numbered import numbered

__all__ = ["Reading", "complaints", "ground", "left_out"]

_WORTH_ASKING = 8
"""One claim in eight may be refused without a second question; a refused reply is always asked again."""

Made = TypeVar("Made", bound=Statement)


class Reading(NamedTuple):
    """How an article was read: by which engine, in how many parts, and how many of its sentences."""

    engine: Literal["llm", "offline"]
    read: int
    parts: int = 1
    notes: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def ground(article: Article, draft: Draft, reading: Reading) -> Extract:
    """Turn a draft into an extract whose every evidence span is copied from the article by code.

    Nothing of the draft is lost: an item that does not hold is in `audit.rejected`, with the reason.
    """
    extract, refused = _grounded(article, draft, reading.engine == "llm")
    rejected = (*reading.rejected, *refused)
    read = {**reading._asdict(), "rejected": rejected, "partial": bool(reading.rejected)}
    return extract.model_copy(update={"audit": extract.audit.model_copy(update=read)})


def complaints(article: Article, draft: Draft) -> list[str]:
    """Say what of a draft does not hold, a line each, for the model that wrote it.

    Little enough is not worth a second answer, which costs as much as the first: it is refused and kept as such.
    """
    refused = _grounded(article, draft, True)[1]
    items = len(draft.claims) + len(draft.denials) + len(draft.silences)
    lost = [one for one in refused if one.kind != "wording"]
    if all(one.kind in ("party", "claim") for one in lost) and len(lost) * _WORTH_ASKING <= items:
        return []
    return [f"{one.kind} {one.number or one.item[:80]}: {one.reason}" for one in refused]


@lru_cache(maxsize=64)  # what the check of an answer found is what the step itself needs
def _grounded(article: Article, draft: Draft, reworded: bool) -> tuple[Extract, list[Rejected]]:
    cast, refused = cast_of(article, draft)
    grounds = Grounds(article, numbered(article.text), cast, reworded)
    claims = _distinct(_each("claim", draft.claims, lambda item: claim(item, grounds), refused))
    denials = _distinct(_each("denial", draft.denials, lambda item: (denial(item, grounds, claims), ""), refused))
    silences = _distinct(_each("silence", draft.silences, lambda item: (silence(item, grounds), ""), refused))
    answered = {made.answers for made in denials.values()}
    for number, made in list(claims.items()):
        if made.id not in answered and any(_repeats(made, reply.by, reply) for reply in denials.values()):
            shown = draft.claims[number - 1].model_dump_json(exclude_defaults=True)
            refused.append(
                Rejected(kind="claim", number=number, item=shown, reason="It is listed among the denials already.")
            )
            del claims[number]
    extract = Extract(
        article=article,
        parties=cast.parties,
        claims=tuple({made.id: made for made in claims.values()}.values()),
        denials=tuple({made.id: made for made in denials.values()}.values()),
        silences=tuple({made.id: made for made in silences.values()}.values()),
        audit=Audit(article=article.id, engine="none"),
    )
    cues = marked(article.text) if reworded else replies(article.text)  # the rules have found all of them already
    return extract.model_copy(update={"audit": account(extract, cues)}), refused


def _each(
    kind: Literal["claim", "denial", "silence"],
    items: tuple[DraftItem, ...],
    make: Callable[..., tuple[Made, str]],
    refused: list[Rejected],
) -> dict[int, Made]:
    """Ground each item under its number; what is refused costs only itself, and refused words only the words."""
    made = {}
    for number, item in enumerate(items, 1):
        what: Literal["claim", "denial", "silence", "wording"] = "wording"
        try:
            made[number], reason = make(item)
        except Ungrounded as error:
            what, reason = kind, str(error)
        if reason:
            shown = item.model_dump_json(exclude_defaults=True)
            refused.append(Rejected(kind=what, number=number, item=shown, reason=reason))
    return made


def _distinct(items: dict[int, Made]) -> dict[int, Made]:
    """Give different items that begin at the same place different ids; equal ones keep one."""
    named: dict[int, Made] = {}
    taken: dict[str, Made] = {}
    for number, item in items.items():
        made, tries = item, 1
        while taken.get(made.id, made) != made:
            tries += 1
            made = item.model_copy(update={"id": f"{item.id}-{tries}"})
        named[number] = taken.setdefault(made.id, made)
    return named


def _repeats(made: Claim, speakers: tuple[str, ...], reply: Statement) -> bool:
    """Tell whether a claim says again what a denial by the same speakers holds."""
    replied = [evidence for evidence in reply.evidence if evidence.role == "content"]
    return made.speakers == speakers and all(
        any(there.start <= evidence.start and evidence.end <= there.end for there in replied)
        for evidence in made.evidence
        if evidence.role == "content"
    )
