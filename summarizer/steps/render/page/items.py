"""Claims, replies, silences and conflicts as rows for the page."""

from typing import NamedTuple

from summarizer.models import Claim, Denial, Figure, Modality, Silence, Speech
from summarizer.steps.render import words
from summarizer.steps.render.page.inert import clip, one_line
from summarizer.steps.render.page.known import Known, Place

MODALITY: dict[Modality, str] = {
    "asserted": "Said by",
    "predicted": "Predicted by",
    "demanded": "Demanded by",
    "believed": "Believed by",
}
SPEECH: dict[Speech, str] = {"direct": "in quotation marks", "mixed": "partly in quotation marks", "indirect": ""}
STATUS_SIGN = {"single_source": "○", "one_origin": "◎", "several_origins": "●", "contested": "⇄"}
DIFFERS = {
    "cut": "cut short",
    "ellipsis": "with an ellipsis",
    "insertion": "with words put in",
    "spelling": "spelled otherwise",
    "wording": "in other words",
}


class Status(NamedTuple):
    """How a claim is supported, in words and with a sign."""

    key: str
    sign: str
    words: str


class Other(NamedTuple):
    """Another wording of the same utterance."""

    label: str
    differs: str
    text: str


class ReplyRow(NamedTuple):
    """A reply that contests."""

    id: str
    who: str
    kind: str
    via: str
    order: str
    words: str
    allegation: str
    places: tuple[Place, ...]


class ClaimRow(NamedTuple):
    """A claim with everything that is shown beside it."""

    id: str
    lead: str
    who: str
    how: str
    text: str
    status: Status
    support: str
    places: tuple[Place, ...]
    others: tuple[Other, ...]
    replies: tuple[ReplyRow, ...]


class SilenceRow(NamedTuple):
    """A refusal or an absence of comment."""

    id: str
    who: str
    kind: str
    via: str
    about: str
    words: str
    places: tuple[Place, ...]


class Side(NamedTuple):
    """One side of a conflict."""

    claim: str
    text: str
    figure: str


class ConflictRow(NamedTuple):
    """Claims that cannot both hold."""

    id: str
    kind: str
    about: str
    sides: tuple[Side, ...]


def status(key: str) -> Status:
    """Say a status in words, with its sign."""
    return Status(key, STATUS_SIGN.get(key, "○"), words.STATUS.get(key, key))


def claim_row(claim: Claim, known: Known) -> ClaimRow:
    """Say a claim: who, how, what, how well supported, where, and who contests it."""
    lead, who, how = _voice(claim, known)
    return ClaimRow(
        id=claim.id,
        lead=lead,
        who=who,
        how=how,
        text=clip(claim.text),
        status=status(claim.status),
        support=words.support(claim),
        places=known.places(claim.evidence),
        others=tuple(
            Other(known.label(one.article), DIFFERS.get(one.differs, one_line(one.differs, 80)), clip(one.text))
            for one in claim.renderings
        ),
        replies=tuple(reply_row(denial, known) for denial in known.replies.get(claim.id, ())),
    )


def _voice(claim: Claim, known: Known) -> tuple[str, str, str]:
    """Say who speaks and how: the words before the name, the name, the words behind it."""
    doubt = "the outlet marks doubt" if claim.voice == "distanced" else ""
    if claim.unnamed:
        return "Said in", known.outlets(claim.evidence) or "the report", "by somebody whom the sentence does not name"
    if not claim.speakers:
        how = doubt or "in its own voice"
        return "Reported by", known.outlets(claim.evidence) or "the outlet", how
    via = f"through {known.names(claim.via)}" if claim.via else ""
    how = " · ".join(part for part in (via, SPEECH[claim.speech], doubt) if part)
    return MODALITY[claim.modality], known.names(claim.speakers), how


def reply_row(denial: Denial, known: Known) -> ReplyRow:
    """Say a reply: who, how it contests, when, and in which words."""
    return ReplyRow(
        id=denial.id,
        who=known.names(denial.by) or known.outlets(denial.evidence),
        kind=words.DENIAL[denial.kind],
        via=f"through {known.names(denial.via)}" if denial.via else "",
        order=_order(denial),
        words=_quoted(words.own_words(denial)),
        allegation=clip(denial.allegation or ""),
        places=known.places(denial.evidence),
    )


def _quoted(said: str) -> str:
    """Set an article's own words in quotation marks, where they do not bring their own."""
    said = one_line(said)
    return said if not said or said[0] in '“"«„' else f"“{said}”"


def _order(denial: Denial) -> str:
    if denial.answers is None:
        return ""
    if denial.precedes_claim is None:
        return "date order not known"
    return "made before this claim" if denial.precedes_claim else "made after this claim"


def unlinked(known: Known) -> tuple[ReplyRow, ...]:
    """Give the replies that answer no claim of the sources."""
    return tuple(reply_row(denial, known) for denial in known.brief.denials if denial.answers not in known.claims)


def silence_row(silence: Silence, known: Known) -> SilenceRow:
    """Say a silence: who, of which kind, about what."""
    return SilenceRow(
        id=silence.id,
        who=known.names(silence.by) or "Somebody who is not named",
        kind=words.SILENCE[silence.kind],
        via=f"through {known.names(silence.via)}" if silence.via else "",
        about=clip(silence.about),
        words=_quoted(words.own_words(silence)),
        places=known.places(silence.evidence),
    )


def conflict_rows(known: Known) -> tuple[ConflictRow, ...]:
    """Say the conflicts, each side with its claim and figure."""
    kinds = {"figure": "The figures differ", "contradiction": "They contradict each other"}
    return tuple(
        ConflictRow(
            conflict.id,
            kinds[conflict.kind],
            clip(conflict.about),
            tuple(
                Side(claim, clip(known.claims[claim].text, 400), _figures(claim, conflict.figures))
                for claim in conflict.claims
                if claim in known.claims
            ),
        )
        for conflict in known.brief.conflicts
    )


def _figures(claim: str, figures: tuple[Figure, ...]) -> str:
    return "; ".join(_figure(figure) for figure in figures if figure.claim == claim)


def _figure(figure: Figure) -> str:
    if figure.high is None:
        said = f"{figure.low:,.10g} or more"
    elif figure.high == figure.low:
        said = f"{figure.low:,.10g}"
    else:
        said = f"{figure.low:,.10g} to {figure.high:,.10g}"
    return f"{said} {one_line(figure.unit, 60)}"
