"""Which claim a reply answers, and which replies are one: one rule a test."""

from stories_gold import Page

from summarizer.models import Brief, Extract
from summarizer.steps.merge import merge

PEOPLE = {
    "Harbour Union": {"kind": "organisation"},
    "Kest Lines": {"kind": "organisation"},
    "Ada Renn": {"kind": "person", "represents": "Kest Lines"},
    "Ivo Lamb": {"kind": "person", "represents": "Kest Lines"},
}
ACCUSED = "Kest Lines paid two inspectors 30,000 euros to look away"


def page(id_: str, *sentences: str) -> Page:
    """An article of these sentences, with all parties."""
    return Page.of(id_, "\n\n".join(sentences), PEOPLE)


def accusation(said: str = ACCUSED) -> Extract:
    """An article in which the union accuses the firm."""
    first = page("first", f"{said}, the Harbour Union said.")
    return first.extract(first.claim(said, ("Harbour Union",)))


def answered(brief: Brief) -> list[str]:
    """What the replies of a brief answer, in words."""
    words = {claim.id: claim.text for claim in brief.claims}
    return [words.get(denial.answers or "", "") for denial in brief.denials]


def test_those_who_reply_as_one_are_all_named() -> None:
    """Two who speak for one firm and answer one claim alike make one reply, by both of them."""
    other, third = page("b", "“Not one document” shows that, Ada Renn said."), page("c", "Ivo Lamb saw “no document”.")
    brief = merge(
        [
            accusation(),
            *(
                one.extract(one.denial(quote, (who,), "disputes_evidence", allegation="the euros paid to inspectors"))
                for one, quote, who in ((other, "Not one document", "Ada Renn"), (third, "no document", "Ivo Lamb"))
            ),
        ]
    )
    names = {party.id: party.name for party in brief.parties}
    assert [sorted(names[party] for party in denial.by) for denial in brief.denials] == [["Ada Renn", "Ivo Lamb"]]


def test_a_rumour_that_only_its_denial_tells_gives_way_to_who_says_it() -> None:
    """A claim of nobody named, told by no more than its own denial, is answered where a source makes it."""
    other = page("b", "Ada Renn denied reports that Kest Lines paid inspectors.")
    rumour = other.claim("Kest Lines paid inspectors", voice="attributed")
    denial = other.denial("denied reports that Kest Lines paid inspectors", ("Ada Renn",), "denies", answers=rumour.id)
    alone = other.extract(rumour, denial)
    assert answered(merge([alone])) == ["Kest Lines paid inspectors"]
    assert answered(merge([accusation(), alone])) == [ACCUSED]


def test_a_word_for_replying_is_no_word_of_the_charge_unless_it_stands_there() -> None:
    """“Dismissed” tells nothing of a charge, and “sacked”, which means the same of workers, does."""
    said = "A chemist at Kest Lines was sacked for what she had told inspectors"
    other = page("b", "Asked about the sacked chemist, Ada Renn accused the union of shielding a thief.")
    reply = other.denial(
        "accused the union of shielding a thief", ("Ada Renn",), "counter_accuses", allegation="the sacked chemist"
    )
    assert answered(merge([accusation(said), other.extract(reply)])) == [said]


def test_what_is_denied_to_be_coming_answers_who_says_that_it_comes() -> None:
    """Of two claims that a reply fits alike, a denial that something would happen answers the prediction."""
    cuts = "Another 90 jobs at the harbour will be cut"
    first = page("a", f"The harbour has 800 jobs, the Harbour Union said. {cuts}, it said.")
    had = first.claim("The harbour has 800 jobs", ("Harbour Union",))
    both = first.extract(had, first.claim(cuts, ("Harbour Union",), modality="predicted"))
    other = page("b", "Ada Renn denied that jobs would go at the harbour.")
    reply = other.denial("denied that jobs would go at the harbour", ("Ada Renn",), "denies")
    assert answered(merge([both, other.extract(reply)])) == [cuts]
