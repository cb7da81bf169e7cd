"""A brief on the terminal: compact, coloured where there is colour, plain when piped."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from summarizer.errors import UsageError
from summarizer.models import Brief, Claim
from summarizer.steps.render import words
from summarizer.text.fold import fold

_COLOUR = {"single_source": "dim", "one_origin": "cyan", "several_origins": "green", "contested": "yellow"}


def terminal(brief: Brief) -> RenderableType:
    """Make the whole compact brief."""
    parts = [_head(brief), *_summary(brief), *_claims(brief), *_silences(brief), *_conflicts(brief), *_foot(brief)]
    return Group(*parts)


def _head(brief: Brief) -> RenderableType:
    outlets = words.listed(words.label(article) for article in brief.articles) or "no article that could be read"
    return Text.assemble((visible(brief.story), "bold"), ("  " + visible(outlets), "dim"))


def _summary(brief: Brief) -> Iterator[RenderableType]:
    for sentence in brief.summary:
        cites = f" [{', '.join(sentence.cites)}]" if sentence.cites else ""
        yield Padding(Text.assemble(visible(sentence.text), (cites, "dim")), (0, 0, 0, 2))


def _claims(brief: Brief) -> Iterator[RenderableType]:
    if brief.claims:
        yield Text("\nClaims", style="bold underline")
    for claim in brief.claims:
        yield Padding(claim_line(claim, brief), (0, 0, 0, 2))
        for denial in (denial for denial in brief.denials if denial.answers == claim.id):
            order = " (before it)" if denial.precedes_claim else ""
            yield Padding(
                Text.assemble(
                    (f"{denial.id} ", "dim"),
                    (f"{visible(words.speakers(denial.by, brief))} {words.DENIAL[denial.kind]}{order}: ", "magenta"),
                    visible(words.own_words(denial)),
                ),
                (0, 0, 0, 8),
            )
    for denial in (denial for denial in brief.denials if not denial.answers):
        who = visible(words.speakers(denial.by, brief))
        yield Padding(
            Text.assemble(
                (f"{denial.id} ", "dim"),
                (f"{who} {words.DENIAL[denial.kind]}: ", "magenta"),
                visible(words.own_words(denial)),
                (f" ({visible(words.answered(denial, brief))})", "dim"),
            ),
            (0, 0, 0, 2),
        )


def claim_line(claim: Claim, brief: Brief) -> Text:
    """Write one claim with its speaker, status and support."""
    return Text.assemble(
        (f"{claim.id:>4} ", "dim"),
        (f"{visible(words.who_says(claim, brief))}: ", "bold"),
        visible(claim.text),
        (
            f"  [{words.STATUS[claim.status]}; {words.support(claim)}; {visible(words.sources(claim, brief))}]",
            _COLOUR[claim.status],
        ),
    )


def one_claim(brief: Brief, wanted: str) -> RenderableType:
    """Make one claim with its evidence, source by source, and the replies to it.

    Raises:
        UsageError: The brief has no such claim.
    """
    claim = next((claim for claim in brief.claims if claim.id == wanted), None)
    if claim is None:
        raise UsageError(f"There is no claim {wanted}: this brief has c1 to c{len(brief.claims)}.")
    lines: list[RenderableType] = [claim_line(claim, brief)]
    for item in (claim, *(denial for denial in brief.denials if denial.answers == claim.id)):
        for evidence in (e for e in item.evidence if e.role == "content"):
            before, behind = visible(evidence.prefix), visible(evidence.suffix)
            exact = (visible(evidence.exact), "bold")
            place = (f"\n{evidence.article} {evidence.start}–{evidence.end}: ", "dim")
            lines.append(Padding(Text.assemble(place, f"…{before}", exact, f"{behind}…"), (0, 0, 0, 4)))
    return Group(*lines)


def selected(brief: Brief, party: str | None, status: str | None) -> Brief:
    """Keep the claims of a party, by any of its names, or of a status, and what replies to them.

    Raises:
        UsageError: The brief has no such party.
    """
    ids = _ids(brief, party) if party else frozenset()
    replied = {denial.answers for denial in brief.denials if ids & set(denial.by)}
    claims = tuple(
        claim
        for claim in brief.claims
        if (not party or ids & set(claim.speakers) or claim.id in replied) and (not status or claim.status == status)
    )
    shown = {claim.id for claim in claims}
    denials = tuple(d for d in brief.denials if d.answers in shown or (party and ids & set(d.by)))
    silences = tuple(s for s in brief.silences if not status and (not party or ids & set(s.by)))
    conflicts = tuple(conflict for conflict in brief.conflicts if shown & set(conflict.claims))
    return brief.model_copy(
        update={"claims": claims, "denials": denials, "silences": silences, "conflicts": conflicts, "summary": ()}
    )


def _ids(brief: Brief, name: str) -> frozenset[str]:
    wanted = fold(name)
    ids = {p.id for p in brief.parties if any(fold(known) == wanted for known in (p.name, *p.aliases))}
    if not ids:
        names = ", ".join(visible(party.name) for party in brief.parties)
        raise UsageError(f"There is no party {name}: this brief has {names}.")
    return frozenset(ids)


def _silences(brief: Brief) -> Iterator[RenderableType]:
    if brief.silences:
        yield Text("\nNo comment", style="bold underline")
    for silence in brief.silences:
        about = f" on {visible(silence.about)}" if silence.about else ""
        who = visible(words.speakers(silence.by, brief))
        line = Text.assemble((f"{silence.id:>4} ", "dim"), f"{who} {words.SILENCE[silence.kind]}{about}: ")
        yield Padding(line.append(visible(words.own_words(silence))), (0, 0, 0, 2))


def _conflicts(brief: Brief) -> Iterator[RenderableType]:
    if brief.conflicts:
        yield Text("\nConflicts", style="bold underline")
    for conflict in brief.conflicts:
        yield Padding(Text(f"{conflict.id:>4} {visible(conflict.about)} ({', '.join(conflict.claims)})"), (0, 0, 0, 2))


def _foot(brief: Brief) -> Iterator[RenderableType]:
    found = sum(audit.quotes for audit in brief.audit)
    missed = sum(item.kind == "quote" for audit in brief.audit for item in audit.unaccounted)
    rejected = sum(one.kind != "wording" for audit in brief.audit for one in audit.rejected)
    yield Text(
        f"\n{words.many(len(brief.claims), 'claim')}, {words.many(len(brief.denials), 'reply', 'replies')}, "
        f"{words.many(len(brief.silences), 'silence')}; "
        f"{found - missed} of {found} quotations accounted for; {rejected} answers refused.",
        style="dim",
    )
    for audit in brief.audit:
        for note in audit.notes:
            yield Text(f"{audit.article}: {note}", style="yellow")
    for failure in brief.failures:
        yield Text(visible(failure.reason), style="red" if failure.fatal else "yellow")


def visible(text: str) -> str:
    """Keep control characters and direction marks of an article from acting on the terminal."""
    return "".join(" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or (c.isprintable() or c == "\u00a0"))
