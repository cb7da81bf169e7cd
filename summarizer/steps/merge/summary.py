"""The written summary by template: what most reports carry, in whose words, who replies, what differs, who is silent.

Every sentence cites the items that carry it. An attributed claim stays attributed and a contested one is said to be.
"""

from collections.abc import Iterator, Sequence

from summarizer.models import Brief, Claim, Denial, SummarySentence

_MOST_CLAIMS, _MOST_REPLIES, _MOST_CONFLICTS, _MOST_SILENCES = 4, 3, 3, 2
_SAYS = {"asserted": "said", "predicted": "said", "demanded": "demanded", "believed": "believed"}
"""In the past, as reports tell it: there one form serves the residents of a town and its mayor."""
_REPLIES = {
    "denies": "denied this",
    "disputes_evidence": "disputed the evidence for this",
    "dismisses": "dismissed this",
    "counter_accuses": "answered this with a charge",
}
_SILENT = {
    "declined": ("declined to comment", "declined to comment on "),
    "no_response": ("did not respond", "did not comment on "),
}
"""Without and with what the silence is about."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def summary_of(brief: Brief) -> tuple[SummarySentence, ...]:
    """Write the summary of a brief."""
    told = _Teller(brief)
    return (*told.claims(), *told.replies(), *told.conflicts(), *told.silences())


class _Teller:
    """Writes the sentences of one brief."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._names = {party.id: party.name for party in brief.parties}
        self._claims = {claim.id: claim for claim in brief.claims}
        self._outlets = {article.id: article.outlet or article.agency or article.source for article in brief.articles}

    def claims(self) -> Iterator[SummarySentence]:
        """Tell the claims that most reports carry."""
        order = {claim.id: number for number, claim in enumerate(self._brief.claims)}
        ranked = sorted(
            self._brief.claims,
            key=lambda claim: (-claim.support.reports, -claim.support.texts, -claim.support.origins, order[claim.id]),
        )
        for claim in ranked[:_MOST_CLAIMS]:
            yield SummarySentence(text=f"{self._said(claim)} {self._support(claim)}", cites=(claim.id,))

    def replies(self) -> Iterator[SummarySentence]:
        """Tell who replies, and to what; the replies to one claim together."""
        answering = [denial for denial in self._brief.denials if denial.answers]
        others = [denial for denial in self._brief.denials if not denial.answers and denial.allegation]
        told = [*answering, *others][:_MOST_REPLIES]
        for answered in dict.fromkeys(denial.answers for denial in told):
            replies = [denial for denial in told if denial.answers == answered]
            if answered:
                text = " ".join((self._said(self._claims[answered]), *self._replied(replies)))
                yield SummarySentence(text=text, cites=(answered, *(denial.id for denial in replies)))
                continue
            for denial in replies:
                text = f"{self._who(denial.by)} {_REPLIES[denial.kind]}: {_ended(denial.allegation or '')}"
                yield SummarySentence(text=text, cites=(denial.id,))

    def _replied(self, replies: Sequence[Denial]) -> Iterator[str]:
        """Tell the replies to what was told before them; those of one breath together."""
        breaths: dict[tuple[str, str, bool | None], list[str]] = {}
        for denial in replies:
            breath = self._who(denial.by), _quoted(denial), denial.precedes_claim
            breaths.setdefault(breath, []).append(_REPLIES[denial.kind])
        for (who, words, before), told in breaths.items():
            order = " The reply was made before the claim." if before else ""
            yield f"{who} {_listed(tuple(dict.fromkeys(told)))}: {words}{order}"

    def conflicts(self) -> Iterator[SummarySentence]:
        """Tell where claims cannot both hold."""
        for conflict in self._brief.conflicts[:_MOST_CONFLICTS]:
            sides = " ".join(self._said(self._claims[claim]) for claim in conflict.claims)
            yield SummarySentence(text=f"The reports differ. {sides}", cites=conflict.claims)

    def silences(self) -> Iterator[SummarySentence]:
        """Tell who did not comment."""
        for silence in self._brief.silences[:_MOST_SILENCES]:
            told = _SILENT[silence.kind][bool(silence.about)]
            text = f"{self._who(silence.by)} {told}{silence.about}."
            yield SummarySentence(text=text, cites=(silence.id,))

    def _said(self, claim: Claim) -> str:
        """Tell a claim in the words of its source, after the name of whoever says it."""
        ended = _ended(claim.text)
        if claim.speakers:
            verb = "" if _has_verb(claim) else f" {_SAYS[claim.modality]}:"
            return f"{self._who(claim.speakers)}{verb} {ended}"
        outlets = tuple(dict.fromkeys(self._outlets[evidence.article] for evidence in claim.evidence))
        told = f"{_listed(outlets)} reported"
        return f"{told}, as said by somebody unnamed: {ended}" if claim.unnamed else f"{told}: {ended}"

    def _support(self, claim: Claim) -> str:
        support, total = claim.support, len(self._brief.articles)
        carried = f"Carried by {_number(support.reports)} of {_number(total)} reports"
        origins = (
            ""
            if support.reports < 2
            else ", of one origin"
            if support.origins == 1
            else f", of {_number(support.origins)} origins"
        )
        return f"{carried}{origins}{'; it is contested' if claim.status == 'contested' else ''}."

    def _who(self, parties: Sequence[str]) -> str:
        return _capital(_listed(tuple(self._names.get(party, party) for party in parties)) or "Somebody not named")


def _has_verb(claim: Claim) -> bool:
    """Tell whether a claim's words begin with the verb of saying: “accused the firm of hiding a leak”."""
    return any(one.role == "cue" and claim.text.startswith(f"{one.exact} ") for one in claim.evidence)


def _ended(text: str) -> str:
    """Close a sentence that has no stop yet."""
    text = text.rstrip(" ,;:")
    return text if text.rstrip('”’"')[-1:] in (".", "!", "?", "…") else f"{text}."


def _quoted(denial: Denial) -> str:
    """Give the words of a reply."""
    found = [" ".join(evidence.exact.split()) for evidence in denial.evidence if evidence.role == "content"]
    return _ended(found[0] if found else denial.kind.replace("_", " "))


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
