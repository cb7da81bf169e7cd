"""A brief that is hostile from end to end."""

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
    Unaccounted,
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
