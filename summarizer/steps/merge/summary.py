"""The written summary by template: what most reports carry, in whose words, who replies, what differs, who is silent.

Every sentence cites the items that carry it. An attributed claim stays attributed and a contested one is said to be.
"""

from collections.abc import Iterator, Sequence

from summarizer.models import Brief, Claim, Denial, SummarySentence

_MOST_CLAIMS, _MOST_REPLIES, _MOST_CONFLICTS, _MOST_SILENCES = 4, 3, 3, 2
_SAYS = {
    "asserted": ("says", "say"),
    "predicted": ("says", "say"),
    "demanded": ("demands", "demand"),
    "believed": ("believes", "believe"),
}
_REPLIES = {
    "denies": ("denies this", "deny this"),
    "disputes_evidence": ("disputes the evidence for this", "dispute the evidence for this"),
    "dismisses": ("dismisses this", "dismiss this"),
    "counter_accuses": ("answers this with a charge", "answer this with a charge"),
}
_SILENT = {"declined": "declined to comment", "no_response": "did not respond"}
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
        """Tell who replies, and to what."""
        answering = [denial for denial in self._brief.denials if denial.answers]
        others = [denial for denial in self._brief.denials if not denial.answers and denial.allegation]
        for denial in [*answering, *others][:_MOST_REPLIES]:
            who, words = self._who(denial.by), _quoted(denial)
            if denial.answers is None:
                yield SummarySentence(
                    text=f"{who} {_verb(_REPLIES, denial.kind, denial.by)}: {denial.allegation}.", cites=(denial.id,)
                )
                continue
            order = " The reply was made before the claim." if denial.precedes_claim else ""
            claim = self._said(self._claims[denial.answers])
            text = f"{claim} {who} {_verb(_REPLIES, denial.kind, denial.by)}: {words}.{order}"
            yield SummarySentence(text=text, cites=(denial.answers, denial.id))

    def conflicts(self) -> Iterator[SummarySentence]:
        """Tell where claims cannot both hold."""
        for conflict in self._brief.conflicts[:_MOST_CONFLICTS]:
            sides = " ".join(self._said(self._claims[claim]) for claim in conflict.claims)
            yield SummarySentence(text=f"The reports differ. {sides}", cites=conflict.claims)

    def silences(self) -> Iterator[SummarySentence]:
        """Tell who did not comment."""
        for silence in self._brief.silences[:_MOST_SILENCES]:
            about = f" on {silence.about}" if silence.about else ""
            yield SummarySentence(text=f"{self._who(silence.by)} {_SILENT[silence.kind]}{about}.", cites=(silence.id,))

    def _said(self, claim: Claim) -> str:
        """Tell a claim in the words of its source, after the name of whoever says it."""
        text = claim.text.rstrip()
        ended = text if text.endswith((".", "!", "?", "…", "”", '"')) else f"{text}."
        if claim.speakers:
            return f"{self._who(claim.speakers)} {_verb(_SAYS, claim.modality, claim.speakers)}: {ended}"
        outlets = tuple(dict.fromkeys(self._outlets[evidence.article] for evidence in claim.evidence))
        told = f"{_listed(outlets)} {'reports' if len(outlets) == 1 else 'report'}"
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


def _quoted(denial: Denial) -> str:
    """Give the words of a reply."""
    found = [" ".join(evidence.exact.split()) for evidence in denial.evidence if evidence.role == "content"]
    return found[0].rstrip(".,;") if found else denial.kind.replace("_", " ")


def _verb(forms: dict[str, tuple[str, str]], kind: str, parties: Sequence[str]) -> str:
    return forms[kind][len(parties) > 1]


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
