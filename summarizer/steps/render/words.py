"""How the values of a brief are said in words, the same on every page."""

from collections.abc import Iterable

from summarizer.models import Article, Brief, Claim, Denial, Silence

STATUS = {
    "single_source": "one source",
    "one_origin": "several reports, one origin",
    "several_origins": "several origins",
    "contested": "contested",
}
DENIAL = {
    "denies": "denies",
    "disputes_evidence": "disputes the evidence",
    "dismisses": "dismisses",
    "counter_accuses": "accuses in return",
}
SILENCE = {"declined": "declined to comment", "no_response": "had not responded"}
COVERAGE = {
    "carried": "carried",
    "partial": "in part",
    "absent": "left out",
    "contradicted": "contradicted",
    "unknown": "not known: the article could not be read",
}


def label(article: Article) -> str:
    """Name an article for a reader: outlet or agency, else its id."""
    return article.outlet or article.agency or article.id


def listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: A, B and C."""
    names = list(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def speakers(ids: Iterable[str], brief: Brief) -> str:
    """Name the parties with these ids."""
    names = {party.id: party.name for party in brief.parties}
    return listed(names.get(party, party) for party in ids)


def who_says(claim: Claim, brief: Brief) -> str:
    """Say in whose voice a claim stands."""
    if claim.speakers:
        via = f", through {speakers(claim.via, brief)}" if claim.via else ""
        return speakers(claim.speakers, brief) + via
    outlets = {article.id: label(article) for article in brief.articles}
    own = listed(sorted({outlets.get(evidence.article, evidence.article) for evidence in claim.evidence}))
    if claim.unnamed:
        return f"somebody whom {own} does not name, or names elsewhere"
    return f"{own}, with doubt" if claim.voice == "distanced" else f"{own}, in its own voice"


def support(claim: Claim) -> str:
    """Say the three numbers of support."""
    count = claim.support
    return f"{many(count.reports, 'report')}, {many(count.texts, 'text')}, {many(count.origins, 'origin')}"


def sources(item: Claim | Denial | Silence, brief: Brief) -> str:
    """Name the articles that an item stands in."""
    known = {article.id: label(article) for article in brief.articles}
    return ", ".join(dict.fromkeys(known.get(evidence.article, evidence.article) for evidence in item.evidence))


def answered(denial: Denial, brief: Brief) -> str:
    """Say what a denial answers, and when it was made if that is known."""
    if denial.answers:
        claim = next((claim.text for claim in brief.claims if claim.id == denial.answers), "")
        order = ", made before it" if denial.precedes_claim else ""
        return f"answers {denial.answers}{order}: {claim}"
    if denial.allegation:
        return f"answers what is in no source as a claim: {denial.allegation}"
    return "what it answers is not told"


def own_words(item: Denial | Silence) -> str:
    """Quote the content of a reply as it stands."""
    return " … ".join(" ".join(e.exact.split()) for e in item.evidence if e.role == "content")


def many(count: int, what: str, several: str = "") -> str:
    """Count things, the one in the singular; `several` where an s does not make the plural."""
    return f"{count} {what}" if count == 1 else f"{count} {several or what + 's'}"
