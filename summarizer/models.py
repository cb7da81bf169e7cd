"""The words of the field as frozen values: what is read, what is answered, what is checked, what is published.

An `Article` goes in. An engine answers it with a `Draft`, which cites sentences and quotations by number. The ground
step turns the draft into an `Extract`, whose every `Evidence` was copied out of the article by code. The merge step
makes one `Brief` out of many extracts. `schemas/` holds the JSON Schema of each, generated from here.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PartyKind = Literal["person", "government", "organisation", "media", "group", "other"]
Voice = Literal["own", "attributed", "distanced"]
Speech = Literal["direct", "indirect", "mixed"]
Modality = Literal["asserted", "predicted", "demanded", "believed"]
DenialKind = Literal["denies", "disputes_evidence", "dismisses", "counter_accuses"]
SilenceKind = Literal["declined", "no_response"]
Status = Literal["single_source", "one_origin", "several_origins", "contested"]
Coverage = Literal["carried", "partial", "absent", "contradicted", "unknown"]

CITE_PATTERN = r"^(S\d+(:.+)?|S\d+\[\d+:\d+\]|Q\d+)$"
Cite = Annotated[
    str,
    Field(
        pattern=CITE_PATTERN,
        description="S4 is sentence 4, Q2 is quotation 2, S4:first words…last words is a part of sentence 4",
    ),
]


class Value(BaseModel):
    """What all values here share: they never change, and they know all their fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────────


class Article(Value):
    """One report, its text untouched, and what can be read off it without understanding it."""

    id: str = Field(description="stable name of the article: a slug of its source and a digest of its text")
    source: str = Field(description="where it was read from, as the user gave it: a path, with #line for JSON lines")
    outlet: str | None = Field(default=None, description="who published it, where that is stated")
    agency: str | None = Field(default=None, description="the wire that it comes from, as marked: AP, AFP, Reuters …")
    dateline: str | None = Field(default=None, description="place of the dateline, as printed")
    title: str | None = Field(default=None, description="headline, as printed")
    published: date | None = Field(default=None, description="day of publication (ISO 8601), only where it is stated")
    language: str = Field(default="en", description="language of the text (ISO 639-1)")
    version: str | None = Field(default=None, description="version of a wire story, as the sender gives it")
    story: str = Field(default="story", description="name of the story that the article belongs to")
    text: str = Field(description="the whole text as it was read; offsets count its code points")


class Evidence(Value):
    """A stretch of an article, copied by code: a W3C Web Annotation quote and position selector in one."""

    article: str = Field(description="id of the article")
    start: int = Field(ge=0, description="first code point of the stretch in the article's text")
    end: int = Field(ge=0, description="code point behind the stretch")
    exact: str = Field(description="the stretch itself: text[start:end]")
    prefix: str = Field(default="", description="up to 32 code points before the stretch")
    suffix: str = Field(default="", description="up to 32 code points behind the stretch")
    role: Literal["content", "source", "cue"] = Field(
        default="content", description="what the stretch is: the content said, who says it, or the words of saying"
    )
    widened: bool = Field(
        default=False, description="true where a narrower part was cited but not found, so the sentence stands for it"
    )


# ── what an engine answers ──────────────────────────────────────────────────────────────────────────────────────────


class DraftParty(Value):
    """Somebody who speaks or is spoken about."""

    name: str = Field(min_length=1, description="fullest name in the article")
    kind: PartyKind = "other"
    aliases: tuple[str, ...] = Field(default=(), description="other names of it in the article")
    represents: str | None = Field(default=None, description="party that a person or body speaks for in office")
    role: str | None = Field(default=None, description="office or job, in the article's words")


class DraftItem(Value):
    """What every answer about an article says: who, through whom, where it stands."""

    by: tuple[str, ...] = Field(
        default=(), description="names of the parties that speak; none: the outlet itself, or nobody who is named"
    )
    via: tuple[str, ...] = Field(default=(), description="parties that relay it (“…, according to state media”)")
    who: str = Field(default="", description="the article's words for the speaker beside the cue, if no name in by")
    cue: str = Field(default="", description="the words of saying as they stand there: said, shrugged off")
    at: tuple[Cite, ...] = Field(min_length=1, description="where it stands")


class DraftClaim(DraftItem):
    """Something that is said to be so, in the cited words or close to them."""

    text: str = Field(
        default="",
        description="the claim as a sentence of its own, near the cited words, pronouns made names; "
        "empty where the cited words read well alone",
    )
    voice: Voice = Field(
        default="attributed",
        description="own: the outlet asserts it; attributed: somebody else says it; distanced: the outlet marks doubt "
        "(alleged, so-called, what they call)",
    )
    modality: Modality = Field(
        default="asserted", description="predicted: will, may; demanded: must, calls for; believed: thinks, fears"
    )


class DraftDenial(DraftItem):
    """A reply that contests. Not listed among the claims; no comment is a silence."""

    kind: DenialKind = Field(
        description="denies: says it is false; disputes_evidence: says it is unproven or miscounted; "
        "dismisses: waves it away; counter_accuses: accuses in return"
    )
    answers: int | None = Field(default=None, ge=1, description="number of the claim that it answers, counted from 1")
    allegation: str = Field(default="", description="what it answers, in words; only where no listed claim is answered")
    before: bool | None = Field(default=None, description="true if the reply was made before that claim was")


class DraftSilence(DraftItem):
    """A refusal or absence of comment."""

    kind: SilenceKind = Field(description="declined: refused to comment; no_response: has not answered")
    about: str = Field(default="", description="what it is about, in words")


class Draft(Value):
    """What an engine answered about one article. It cites by number and never carries the article's text."""

    parties: tuple[DraftParty, ...] = ()
    claims: tuple[DraftClaim, ...] = ()
    denials: tuple[DraftDenial, ...] = ()
    silences: tuple[DraftSilence, ...] = ()


# ── what holds, article by article and across them ──────────────────────────────────────────────────────────────────


class Party(Value):
    """Somebody who speaks or is spoken about: one entry, however many names."""

    id: str = Field(description="id of the party, unique in its extract or brief")
    name: str = Field(description="the fullest name")
    kind: PartyKind = "other"
    aliases: tuple[str, ...] = Field(default=(), description="other names, as they stand in the articles")
    role: str | None = Field(default=None, description="office or job, in an article's words")
    represents: str | None = Field(default=None, description="id of the party that it speaks for in office")
    members: tuple[str, ...] = Field(default=(), description="in a brief: article.id of each party merged into this")


class Support(Value):
    """How far a claim is corroborated: three numbers, never one."""

    reports: int = Field(default=1, ge=0, description="articles that carry it")
    texts: int = Field(default=1, ge=0, description="the same after reprints and edited wire copy are collapsed")
    origins: int = Field(default=1, ge=0, description="distinct utterances or first-hand observations behind them")


class Rendering(Value):
    """One article's wording of an utterance, where it differs from the fullest form."""

    article: str = Field(description="id of the article")
    text: str = Field(description="its words")
    differs: str = Field(description="what is different: cut, ellipsis, insertion, spelling or wording")


class Statement(Value):
    """What claims, denials and silences share."""

    id: str = Field(description="id, unique in its extract or brief")
    via: tuple[str, ...] = Field(default=(), description="ids of the parties that relay it")
    evidence: tuple[Evidence, ...] = Field(description="where it stands")
    members: tuple[str, ...] = Field(default=(), description="in a brief: article.id of each item merged into this")


class Claim(Statement):
    """Something that somebody says is so."""

    text: str = Field(description="the claim, in the words of a source or close to them")
    speakers: tuple[str, ...] = Field(
        default=(), description="ids of the parties that say it; none: the outlet itself, or nobody who is named"
    )
    voice: Voice = Field(default="attributed", description="in whose voice it stands")
    speech: Speech = Field(default="indirect", description="whether the evidence stands in quotation marks")
    modality: Modality = Field(default="asserted", description="asserted, predicted, demanded or believed")
    status: Status = Field(default="single_source", description="how it is supported; docs/model.md defines each")
    support: Support = Field(default=Support(), description="reports, texts and origins")
    renderings: tuple[Rendering, ...] = Field(default=(), description="other wordings of the same utterance")

    @property
    def unnamed(self) -> bool:
        """Whether somebody says it whom the article does not name: then it is not the outlet's own word."""
        return self.voice == "attributed" and not self.speakers


class Denial(Statement):
    """A reply that contests a claim or an allegation."""

    by: tuple[str, ...] = Field(default=(), description="ids of the parties that reply")
    kind: DenialKind = Field(description="how it contests")
    answers: str | None = Field(default=None, description="id of the claim that it answers")
    allegation: str | None = Field(default=None, description="what it answers, where the claim is in no source")
    precedes_claim: bool | None = Field(
        default=None, description="true if it was made before the claim it is shown against; null: not known"
    )


class Silence(Statement):
    """A refusal or an absence of comment. It is not a denial."""

    by: tuple[str, ...] = Field(default=(), description="ids of the parties that say nothing")
    kind: SilenceKind = Field(description="declined to comment, or has not responded")
    about: str = Field(default="", description="what it is about")


class Rejected(Value):
    """An answer of an engine that did not hold, kept with its reason."""

    kind: Literal["party", "claim", "denial", "silence", "answer", "wording"] = Field(
        description="what was answered; wording: the words for a claim, which stands in those of the article instead"
    )
    number: int | None = Field(default=None, description="its number among the engine's answers of that kind")
    item: str = Field(description="the answer as JSON")
    reason: str = Field(description="why it was refused, in a sentence")


class Unaccounted(Value):
    """A quoted span, figure or reply cue that no item of the output covers."""

    kind: Literal["quote", "figure", "reply"] = Field(description="what was found in the text")
    evidence: Evidence = Field(description="where it stands")


class Audit(Value):
    """What was read of one article, and what of it the output accounts for."""

    article: str = Field(description="id of the article")
    engine: Literal["llm", "offline", "none"] = Field(description="who read it; none: it could not be read")
    sentences: int = Field(default=0, ge=0, description="sentences in the text")
    read: int = Field(default=0, ge=0, description="sentences that an engine was given")
    parts: int = Field(default=1, ge=0, description="overlapping parts that the text was read in")
    quotes: int = Field(default=0, ge=0, description="quoted spans in the text")
    figures: int = Field(default=0, ge=0, description="figures in the text")
    replies: int = Field(default=0, ge=0, description="reply cues in the text")
    unaccounted: tuple[Unaccounted, ...] = Field(default=(), description="those that no item covers")
    rejected: tuple[Rejected, ...] = Field(default=(), description="answers that did not hold")
    partial: bool = Field(default=False, description="true where a part of an engine's answer could not be used")
    notes: tuple[str, ...] = Field(default=(), description="sentences about the reading, for the user")


class Extract(Value):
    """One article's parties, claims, denials and silences, all grounded in its text."""

    article: Article
    parties: tuple[Party, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    silences: tuple[Silence, ...] = ()
    audit: Audit


class Failure(Value):
    """An input that could not be read or answered: unknown, never absent."""

    source: str = Field(description="the input, as the user gave it")
    article: str | None = Field(default=None, description="id of the article, where it got that far")
    step: Literal["collect", "extract", "ground", "merge", "render"] = Field(description="where it failed")
    reason: str = Field(description="why, in a sentence that says what to do")
    fatal: bool = Field(default=True, description="false where the article is still in the brief")


class Figure(Value):
    """One side of a conflict of figures."""

    claim: str = Field(description="id of the claim")
    evidence: Evidence = Field(description="the figure's place")
    low: float = Field(description="smallest value that the words allow, in the unit")
    high: float | None = Field(description="largest value that the words allow; null: no bound")
    unit: str = Field(description="what is counted or measured")


class Conflict(Value):
    """Claims of the same matter that cannot both hold."""

    id: str
    kind: Literal["figure", "contradiction"]
    about: str = Field(description="what they differ in")
    claims: tuple[str, ...] = Field(description="ids of the claims")
    figures: tuple[Figure, ...] = Field(default=(), description="the figures, where they are what differs")


class Decision(Value):
    """One merge, link or refusal, with its reason and who decided."""

    kind: Literal["party", "claim", "denial", "silence", "answers", "conflict", "reprint", "summary"]
    items: tuple[str, ...] = Field(description="article.id of the items that it is about")
    verdict: Literal["same", "different", "answers", "does_not_answer", "unsure", "conflict", "kept", "refused"]
    reason: str = Field(description="why, in a sentence")
    by: Literal["rule", "model", "person"] = Field(default="rule", description="who decided")


class SummarySentence(Value):
    """A sentence of the written summary, with the claims, denials and silences that carry it."""

    text: str
    cites: tuple[str, ...] = Field(description="ids of the items that the sentence rests on")


class Omission(Value):
    """One row of the claim × article matrix."""

    claim: str = Field(description="id of the claim")
    cells: dict[str, Coverage] = Field(description="article id → how it carries the claim")


class Balance(Value):
    """How much room one article gives to one party."""

    party: str = Field(description="id of the party")
    article: str = Field(description="id of the article")
    words: int = Field(ge=0, description="words of the claims and replies that are attributed to the party")
    quoted_words: int = Field(ge=0, description="those of them inside quotation marks")


class Brief(Value):
    """The story: what all its articles say, who answers, what is supported, and what each left out."""

    story: str = Field(default="story", description="name of the story")
    articles: tuple[Article, ...] = ()
    parties: tuple[Party, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    silences: tuple[Silence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    omissions: tuple[Omission, ...] = ()
    balance: tuple[Balance, ...] = ()
    audit: tuple[Audit, ...] = ()
    summary: tuple[SummarySentence, ...] = ()
    decisions: tuple[Decision, ...] = ()
    failures: tuple[Failure, ...] = ()
