"""A small program that uses summarizer: which claims of a story are contested, and by whom."""

from pathlib import Path

from summarizer import Brief, Claim, summarize


def contested(folder: Path) -> list[str]:
    """List the contested claims of the reports in a folder, each with those who contest it."""
    brief = summarize(folder)
    return [f"{claim.text} (contested by {_by(claim, brief)})" for claim in brief.claims if claim.status == "contested"]


def _by(claim: Claim, brief: Brief) -> str:
    names = {party.id: party.name for party in brief.parties}
    return ", ".join(names[party] for denial in brief.denials if denial.answers == claim.id for party in denial.by)
