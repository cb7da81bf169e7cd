"""Briefs for the tests of the page: the seeds by hand, and one with every section filled."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from conftest import SEEDS

from summarizer.models import (
    Article,
    Audit,
    Balance,
    Brief,
    Claim,
    Conflict,
    Decision,
    Denial,
    Evidence,
    Failure,
    Figure,
    Omission,
    Party,
    Rejected,
    Rendering,
    Silence,
    SummarySentence,
    Support,
    Unaccounted,
)


def at(article: Article, exact: str, role: str = "content") -> Evidence:
    """Point at the first place of some words in an article; “first ~ last” stands for all words between as well."""
    first, _, last = exact.partition(" ~ ")
    start = article.text.index(first)
    exact = article.text[start : article.text.index(last, start + len(first)) + len(last)]
    return Evidence.model_validate(
        {
            "article": article.id,
            "start": start,
            "end": start + len(exact),
            "exact": exact,
            "prefix": article.text[max(0, start - 32) : start],
            "suffix": article.text[start + len(exact) :][:32],
            "role": role,
        }
    )


def seeds() -> tuple[Article, Article]:
    """Read the two seed articles."""
    afp, ap = ((SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in ("afp", "ap"))
    return (
        Article(
            id="afp-1c5e",
            source="seeds/arms-to-russia/afp.txt",
            outlet="AFP",
            agency="AFP",
            dateline="SEOUL",
            title="Pyongyang’s arms for Russia draw condemnation from Seoul, Tokyo, US",
            story="arms-to-russia",
            text=afp,
        ),
        Article(
            id="ap-77d0",
            source="seeds/arms-to-russia/ap.txt",
            outlet="AP",
            agency="AP",
            dateline="SEOUL, South Korea",
            story="arms-to-russia",
            text=ap,
        ),
    )


PARTIES = (
    Party(id="p1", name="South Korea", kind="government", aliases=("Seoul",), members=("afp-1c5e.p1", "ap-77d0.p1")),
    Party(id="p2", name="United States", kind="government", aliases=("Washington", "U.S.", "US", "the Americans")),
    Party(id="p3", name="Japan", kind="government", aliases=("Tokyo",)),
    Party(id="p4", name="North Korea", kind="government", aliases=("Pyongyang", "DPRK", "the North")),
    Party(id="p5", name="Russia", kind="government", aliases=("Moscow", "Russian Federation")),
    Party(id="p6", name="Sergey Lavrov", kind="person", role="Russian Foreign Minister", represents="p5"),
    Party(id="p7", name="Kim Jong Un", kind="person", role="North Korean leader", represents="p4", aliases=("Kim",)),
    Party(id="p8", name="White House", kind="government", represents="p2"),
    Party(id="p9", name="Experts", kind="group"),
    Party(id="p10", name="South Korea’s navy", kind="organisation", represents="p1"),
    Party(id="p11", name="Russian state media", kind="media"),
    Party(id="p12", name="Ukraine", kind="government"),
)
ALLIES = ("p1", "p3", "p2")

# Each row: what is said, by whom, the words in AFP, the words in AP ("first ~ last"), and what else is to be said.
Row = tuple[str, Sequence[str], Sequence[str], Sequence[str], dict[str, Any]]
CLAIMS: tuple[Row, ...] = (
    (
        "South Korea, Japan and the United States strongly condemn the arming of Russia by North Korea.",
        ALLIES,
        ("strongly condemn the provision ~ people of Ukraine",),
        ("have strongly condemned what ~ North Korea to Russia",),
        {"status": "one_origin", "speech": "mixed", "voice": "distanced"},
    ),
    (
        "Several weapons deliveries have been completed and “will significantly increase the human toll” of the war.",
        ALLIES,
        ("Such weapons deliveries, ~ war of aggression",),
        ("Such weapons deliveries, ~ war of aggression",),
        {"status": "one_origin", "speech": "direct", "modality": "predicted"},
    ),
    (
        "North Korean munitions have reached Russia.",
        ("p2",),
        (),
        ("a recent U.S. claim ~ reached his country",),
        {"status": "contested"},
    ),
    (
        "North Korea’s deliveries to Russia have come to more than 1,000 containers of equipment and munitions.",
        ("p8",),
        (),
        ("North Korea’s deliveries to Russia had ~ equipment and munitions",),
        {},
    ),
    (
        "The containers were put aboard a ship under the Russian flag and carried by train into southwestern Russia.",
        ("p8",),
        (),
        ("the containers being put ~ southwestern Russia",),
        {},
    ),
    (
        "“We are deeply concerned about the potential for any transfer” of nuclear or missile technology to the North.",
        ALLIES,
        ("deeply concerned", "potential for any transfer ~ missile-related technology"),
        ("We are deeply concerned ~ to (North Korea)",),
        {"status": "one_origin", "speech": "direct", "also": ("afp", "ellipsis")},
    ),
    (
        "Arms transfers to or from North Korea would violate multiple UN Security Council resolutions.",
        ALLIES,
        ("arms transfers to or from the DPRK ~ Security Council resolutions",),
        ("U.N. Security Council resolutions would be ~ from North Korea",),
        {"status": "one_origin", "speech": "mixed", "also": ("ap", "wording")},
    ),
    (
        "Russia itself voted for the UN Security Council resolutions that contain these restrictions.",
        ALLIES,
        ("Russia itself voted ~ contain these restrictions",),
        ("Russia, one of the council’s ~ voted for them",),
        {"status": "one_origin", "speech": "mixed"},
    ),
    (
        "Pyongyang is “seeking military assistance to advance its own military capabilities”.",
        ALLIES,
        ("seeking military assistance ~ own military capabilities",),
        (),
        {"speech": "direct"},
    ),
    (
        "North Korea seeks sophisticated weapons technologies with which to improve its nuclear program.",
        ("p2", "p1"),
        (),
        ("What North Korea seeks ~ its nuclear program",),
        {"modality": "believed"},
    ),
    (
        "North Korea is after various kinds of military help, among them satellite technology.",
        ("p2", "p9"),
        ("Pyongyang was after ~ satellite technology",),
        (),
        {},
    ),
    (
        "The allies will “expose Russia’s attempts to acquire military equipment from (North Korea).”",
        ALLIES,
        (),
        ("We will continue to work ~ from (North Korea)",),
        {"speech": "direct"},
    ),
    (
        "For North Korea, bilateral ties with Moscow are the “number one priority”.",
        ("p7",),
        ("for his country bilateral ~ “number one priority”",),
        (),
        {"speech": "mixed"},
    ),
    (
        "The alliance of Japan, South Korea and the United States is “the worst actual threat” to North Korea.",
        ("p7",),
        ("this growing defence alliance ~ country faces",),
        (),
        {"speech": "mixed"},
    ),
    (
        "Russia values North Korea’s “unwavering” support for the war on Ukraine.",
        ("p6",),
        (),
        ("North Korea’s “unwavering” ~ valued by Russia",),
        {"speech": "mixed"},
    ),
    (
        "Security talks should be held regularly with North Korea and China.",
        ("p6",),
        (),
        ("security talks ~ and China",),
        {"modality": "demanded"},
    ),
    (
        "High-tech technologies provided by Russia would help Kim obtain much more reliable nuclear weapons.",
        ("p9",),
        (),
        ("high-tech technologies ~ more reliable",),
        {"modality": "predicted"},
    ),
    (
        "The U.S. and South Korea enlarge their regular drills in response to North Korea’s growing nuclear strength.",
        (),
        (),
        ("Responding to North Korea's ~ they hold regularly",),
        {"status": "contested", "voice": "own"},
    ),
    (
        "A large maritime drill has been under way this week off the west coast of the Korean Peninsula.",
        ("p10",),
        (),
        ("a maritime drill ~ the Korean Peninsula",),
        {},
    ),
    (
        "North Korea has carried out more than 100 missile tests since last year.",
        (),
        (),
        ("North Korea has carried ~ since last year",),
        {"voice": "own"},
    ),
    (
        "Twice this year North Korea has tried to send a military spy satellite into orbit, and twice it has failed.",
        (),
        ("Twice this year ~ it has failed",),
        (),
        {"voice": "own"},
    ),
)
PARTLY = {10: "afp-1c5e"}
"""Claims (by number) that another article carries in part."""


def _claim(number: int, row: Row, afp: Article, ap: Article) -> Claim:
    text, speakers, in_afp, in_ap, other = row
    evidence = (*(at(afp, words) for words in in_afp), *(at(ap, words) for words in in_ap))
    reports = bool(in_afp) + bool(in_ap)
    at_afp, differs = other.get("also", ("", ""))
    other_wording = [one for one in evidence if one.article == (afp.id if at_afp == "afp" else ap.id)]
    return Claim.model_validate(
        {
            "voice": "attributed",
            **{name: value for name, value in other.items() if name != "also"},
            "id": f"c{number}",
            "text": text,
            "speakers": tuple(speakers),
            "evidence": evidence,
            "support": Support(reports=reports, texts=reports, origins=1),
            "renderings": tuple(
                Rendering(article=one.article, text=one.exact, differs=differs) for one in other_wording if differs
            ),
            "members": tuple(f"{article}.c{number}" for article in dict.fromkeys(one.article for one in evidence)),
        }
    )


def _cells(claim: Claim, afp: Article, ap: Article) -> dict[str, str]:
    carried = {one.article for one in claim.evidence}
    cells = {article.id: "carried" if article.id in carried else "absent" for article in (afp, ap)}
    partly = PARTLY.get(int(claim.id[1:]))
    return cells | ({partly: "partial"} if partly and partly not in carried else {})


def _denials(ap: Article) -> tuple[Denial, ...]:
    return (
        Denial(
            id="d1",
            by=("p6",),
            kind="disputes_evidence",
            answers="c3",
            precedes_claim=False,
            evidence=(
                at(ap, "the allegation is one that Washington has failed to prove"),
                at(ap, "the foreign minister of Russia", "source"),
                at(ap, "scoffed at", "cue"),
            ),
            members=("ap-77d0.d1",),
        ),
        Denial(
            id="d2",
            by=("p6",),
            via=("p11",),
            kind="dismisses",
            answers="c3",
            evidence=(
                at(ap, "the Americans keep accusing everyone"),
                at(ap, "Lavrov", "source"),
                at(ap, "shrugged off", "cue"),
            ),
            members=("ap-77d0.d2",),
        ),
        Denial(
            id="d3",
            by=("p4",),
            kind="counter_accuses",
            answers="c18",
            precedes_claim=True,
            evidence=(at(ap, "it has slammed U.S-South Korean exercises as rehearsals for invasion"),),
            members=("ap-77d0.d3",),
        ),
    )


def _silences(ap: Article) -> tuple[Silence, ...]:
    return (
        Silence(
            id="s1",
            by=("p6",),
            via=("p11",),
            kind="declined",
            about="the U.S. accusation about arms transfers from North Korea",
            evidence=(at(ap, "I don’t comment on rumors"), at(ap, "according to Russian state media", "source")),
        ),
        Silence(
            id="s2",
            by=("p4",),
            kind="no_response",
            about="the maritime drill",
            evidence=(at(ap, "North Korea didn’t immediately comment about that drill"),),
        ),
    )


SUMMARY = (
    SummarySentence(
        text="South Korea, Japan and the United States condemned North Korea’s deliveries of munitions and military "
        "equipment to Russia and said that several have been completed.",
        cites=("c1", "c2"),
    ),
    SummarySentence(
        text="The White House put them at more than 1,000 containers; this stands in AP alone.", cites=("c4", "c5")
    ),
    SummarySentence(
        text="Sergey Lavrov said of the earlier U.S. claim that Washington has failed to prove it, and dismissed it.",
        cites=("c3", "d1", "d2"),
    ),
)
DECISIONS = (
    Decision(kind="claim", items=("afp-1c5e.c2", "ap-77d0.c2"), verdict="same", reason="The same quoted words."),
    Decision(kind="claim", items=("afp-1c5e.c9", "ap-77d0.c10"), verdict="unsure", reason="One may be a part."),
    Decision(kind="answers", items=("ap-77d0.d1", "ap-77d0.c3"), verdict="answers", reason="The cue names this claim."),
    Decision(
        kind="answers",
        items=("ap-77d0.d1", "ap-77d0.c2"),
        verdict="does_not_answer",
        reason="The statement came days after the reply.",
    ),
    Decision(kind="party", items=("afp-1c5e.p1", "ap-77d0.p1"), verdict="same", reason="One name in both."),
)


def arms() -> Brief:
    """Make a brief of the seeds by hand."""
    afp, ap = seeds()
    claims = tuple(_claim(number, row, afp, ap) for number, row in enumerate(CLAIMS, 1))
    in_afp = {"p1": (96, 88), "p7": (22, 7), "p9": (19, 0)}
    in_ap = {"p1": (104, 62), "p6": (58, 12), "p8": (43, 0), "p9": (24, 0)}
    return Brief(
        story="arms-to-russia",
        articles=(afp, ap),
        parties=PARTIES,
        claims=claims,
        denials=_denials(ap),
        silences=_silences(ap),
        omissions=tuple(Omission.model_validate({"claim": one.id, "cells": _cells(one, afp, ap)}) for one in claims),
        balance=tuple(
            Balance(party=party, article=article.id, words=said, quoted_words=quoted)
            for article, table in ((afp, in_afp), (ap, in_ap))
            for party, (said, quoted) in table.items()
        ),
        audit=(
            Audit(article=afp.id, engine="offline", sentences=16, read=16, quotes=12, figures=3),
            Audit(article=ap.id, engine="offline", sentences=26, read=26, quotes=6, figures=4, replies=5),
        ),
        summary=SUMMARY,
        decisions=DECISIONS,
    )


def full() -> Brief:
    """Fill every section: an invented third report brings a conflict, an unanswered allegation, failures, notes."""
    brief = arms()
    text = (
        "🙂 The shipments came to 1,200 containers, the ministry said.\n\n"
        "A spokesman denied that crews were paid in gold.\n“Nothing of the kind,” he said on Friday."
    )
    third = Article(id="harbour-9", source="h.txt", outlet="Harbour Times", published=date(2023, 10, 27), text=text)
    figure = at(third, "1,200 containers")
    first = brief.claims[3].evidence[0]
    claim = Claim(id="c90", text="The shipments came to 1,200 containers.", speakers=("p5",), evidence=(figure,))
    denial = Denial(
        id="d90",
        by=("p5",),
        kind="denies",
        allegation="Crews were paid in gold.",
        evidence=(at(third, "denied that crews were paid in gold"), at(third, "“Nothing of the kind,”")),
    )
    conflict = Conflict(
        id="x1",
        kind="figure",
        about="how many containers were shipped",
        claims=("c4", "c90"),
        figures=(
            Figure(claim="c4", evidence=first, low=1000, high=None, unit="containers"),
            Figure(claim="c90", evidence=figure, low=1200, high=1200, unit="containers"),
        ),
    )
    audit = Audit(
        article=third.id,
        engine="llm",
        sentences=3,
        read=3,
        quotes=1,
        unaccounted=(Unaccounted(kind="reply", evidence=at(third, "on Friday")),),
        rejected=(Rejected(kind="claim", item='{"text": "Gold was paid."}', reason="The cited words deny it."),),
        notes=("One sentence was asked for twice.",),
    )
    return brief.model_copy(
        update={
            "articles": (*brief.articles, third),
            "claims": (*brief.claims, claim),
            "denials": (*brief.denials, denial),
            "conflicts": (conflict,),
            "omissions": tuple(
                row.model_copy(update={"cells": row.cells | _third(row.claim, third.id)}) for row in brief.omissions
            ),
            "audit": (*brief.audit, audit),
            "failures": (Failure(source="lost.txt", step="extract", reason="No answer came: run again."),),
        }
    )


def _third(claim: str, article: str) -> dict[str, str]:
    return {article: "contradicted" if claim == "c4" else "absent", "lost-1": "unknown"}
