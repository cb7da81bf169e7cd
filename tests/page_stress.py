"""Briefs that strain the page: a story of 50 articles and 2,000 claims, and one that is hostile from end to end."""

from collections.abc import Sequence
from itertools import cycle

from page_samples import at

from summarizer.models import (
    Article,
    Audit,
    Balance,
    Brief,
    Claim,
    Decision,
    Denial,
    Evidence,
    Failure,
    Omission,
    Party,
    Rejected,
    Rendering,
    Silence,
    SummarySentence,
    Support,
    Unaccounted,
)

TOPICS = ("grain", "rail", "harvest", "port", "bridge", "school", "dam", "ferry", "mine", "market")


def large(articles: int = 50, claims: int = 2000) -> Brief:
    """Make a big story: every claim stands in one to seven articles, and every tenth is answered."""
    sentences = [
        f"The {TOPICS[n % 10]} office said that {n + 11} of its works would be opened in week {n % 52} of the year."
        for n in range(claims)
    ]
    carried = [[n for n in range(claims) if (n + a * 7) % (articles // (1 + n % 7)) == 0] for a in range(articles)]
    texts = ["\n\n".join(sentences[n] for n in numbers) for numbers in carried]
    reports = tuple(
        Article(id=f"paper-{a}", source=f"in/{a}.txt", outlet=f"Paper {a}", text=text) for a, text in enumerate(texts)
    )
    places: dict[int, list[Evidence]] = {n: [] for n in range(claims)}
    for article, numbers in zip(reports, carried, strict=True):
        start = 0
        for n in numbers:
            end = start + len(sentences[n])
            places[n].append(Evidence(article=article.id, start=start, end=end, exact=sentences[n]))
            start = end + 2
    return _large(reports, sentences, places)


def _large(reports: tuple[Article, ...], sentences: Sequence[str], places: dict[int, list[Evidence]]) -> Brief:
    parties = tuple(Party(id=f"p{n}", name=f"Office {n}", kind="organisation") for n in range(40))
    absent = {report.id: "absent" for report in reports}
    status = cycle(("single_source", "one_origin", "several_origins", "contested"))
    claims = tuple(
        Claim.model_validate(
            {
                "id": f"c{n}",
                "text": sentences[n],
                "speakers": (f"p{n % 40}",),
                "evidence": tuple(found),
                "status": next(status),
                "support": Support(reports=len(found), texts=len(found), origins=1),
                "members": tuple(f"{one.article}.c{n}" for one in found),
            }
        )
        for n, found in places.items()
    )
    return Brief(
        story="large",
        articles=reports,
        parties=parties,
        claims=claims,
        denials=tuple(
            Denial(id=f"d{n}", by=(f"p{(n + 3) % 40}",), kind="denies", answers=f"c{n}", evidence=tuple(places[n][:1]))
            for n in range(0, len(claims), 10)
        ),
        omissions=tuple(
            Omission.model_validate(
                {
                    "claim": claim.id,
                    "cells": {**absent, **{one.article: "carried" for one in claim.evidence}},
                }
            )
            for claim in claims
        ),
        balance=tuple(
            Balance(party=f"p{(n + a) % 40}", article=report.id, words=10 + (n * a) % 90, quoted_words=n)
            for a, report in enumerate(reports)
            for n in range(10)
        ),
        summary=(SummarySentence(text="Works are to be opened.", cites=("c0",)),),
    )


EVIL = "<script>window.hit = 1</script><img src=x onerror='hit = 2'></script>\u202eevil\u202c \"' ]]> <!-- {{ 7 * 7 }}"


def hostile() -> Brief:
    """Put markup, links, handlers, direction overrides and a line of 5 MB wherever a brief has text of others."""
    half = 2_500_000
    line = f"{EVIL} {'x' * half} the words that count {'y' * half} \U0001f600 the last words\x00\x1b"
    article = Article(
        id=f"a{EVIL}", source=f"javascript:window.hit=3//{EVIL}", outlet=EVIL, title=EVIL * 20, dateline=EVIL, text=line
    )
    whole = Evidence(article=article.id, start=0, end=len(line), exact=line)
    rendering = Rendering(article=article.id, text=EVIL, differs=EVIL)
    members = (f"{article.id}.c2", f"b{EVIL}.c1")
    inside, last = at(article, "the words that count"), at(article, "the last words")
    return Brief(
        story=EVIL,
        articles=(article,),
        parties=(Party(id=EVIL, name=EVIL, aliases=("javascript:window.hit=4",)),),
        claims=(
            Claim(id="c1", text=line, speakers=(EVIL,), evidence=(whole,), renderings=(rendering,)),
            Claim(id="c2", text=EVIL, speakers=(EVIL,), evidence=(inside, last), members=members),
        ),
        denials=(Denial(id="d1", by=(EVIL,), kind="denies", allegation=EVIL, evidence=(last,)),),
        silences=(Silence(id="s1", by=(EVIL,), kind="declined", about=EVIL, evidence=(inside,)),),
        omissions=(Omission(claim="c1", cells={article.id: "carried"}),),
        balance=(Balance(party=EVIL, article=article.id, words=5, quoted_words=9),),
        audit=(
            Audit(
                article=article.id,
                engine="llm",
                unaccounted=(Unaccounted(kind="quote", evidence=whole),),
                rejected=(Rejected(kind="answer", item=line, reason=EVIL),),
                notes=(EVIL,),
            ),
        ),
        summary=(SummarySentence(text=EVIL, cites=("c1", EVIL)),),
        decisions=(Decision(kind="claim", items=(EVIL, EVIL), verdict="unsure", reason=EVIL),),
        failures=(Failure(source=EVIL, step="collect", reason=EVIL),),
    )
