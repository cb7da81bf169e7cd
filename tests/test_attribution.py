"""Who says what in a news text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.attribution import Said, attributions, joined
from summarizer.attribution.lexicon import forms, terms, verb_of
from summarizer.attribution.tags import word_classes
from summarizer.text.span import Span

_PIECES = st.lists(
    st.sampled_from(
        [
            "Ms. Vale",
            "said",
            "that",
            "“",
            "”",
            ",",
            ".",
            " ",
            "\n",
            ":",
            "according to",
            "the mayor",
            "plans to",
            "who",
            "reportedly",
            "asked if",
            "was praised by",
            "claim that",
            "(AP)",
            "—",
            "'",
            "’s",
            "is sure",
            "we won",
            "as",
        ]
    ),
    max_size=60,
).map("".join)


def _read(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            " | ".join(span.of(text) for span in found.source),
            " | ".join(span.of(text) for span in found.cue),
            " | ".join(span.of(text) for span in found.content),
            found.speech,
        )
        for found in attributions(text)
    ]


@settings(max_examples=200)
@given(st.one_of(st.text(), _PIECES))
def test_every_span_is_a_stretch_of_the_text(text: str) -> None:
    """Whatever the text, nothing fails, and each attribution has a cue and a content that lie in the text."""
    for found in attributions(text):
        assert found.cue
        assert found.content
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge was shut.", ("The mayor", "said", "that the bridge was shut", "indirect")),
        ("Ana Ruiz said the ferry is late.", ("Ana Ruiz", "said", "the ferry is late", "indirect")),
        ("Officials say the dam will hold.", ("Officials", "say", "the dam will hold", "indirect")),
        ("The union backed the deal.", ("The union", "backed", "the deal", "indirect")),
        ("The board plans to close the mine.", ("The board", "plans", "to close the mine", "indirect")),
        ("They called for a new vote.", ("They", "called for", "a new vote", "indirect")),
        ("She told reporters that it was over.", ("She", "told", "that it was over", "indirect")),
        ("He did not deny that he knew.", ("He", "did not deny", "that he knew", "indirect")),
        ("Ms. Vale is confident that they will win.", ("Ms. Vale", "is confident", "that they will win", "indirect")),
        ("The plant reportedly closed.", ("", "reportedly", "The plant | closed", "indirect")),
        ("The talks seem to stall.", ("", "seem", "The talks | to stall", "indirect")),
        ("The plan was praised by the mayor.", ("the mayor", "was praised by", "The plan", "indirect")),
        ("Ms. Vale was asked why she left.", ("", "was asked", "why she left", "indirect")),
    ],
)
def test_each_construction_gives_source_cue_and_content(text: str, expected: tuple[str, str, str, str]) -> None:
    """Clauses, objects, infinitives, hearers, adjectives, adverbs and passives each attribute in their own way."""
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "“We will stay,” Ms. Vale said.",
        "“We will stay,” said Ms. Vale.",
        "Ms. Vale said: “We will stay,”",
        "“We will stay,” Ms. Vale told the Harbor Post on Monday.",
        "“We will stay,” Ms. Vale teased.",
    ],
)
def test_a_quotation_has_its_speaker_on_either_side(text: str) -> None:
    """The tag of a quotation may stand before or after it, inverted or not, with any verb."""
    (found,) = attributions(text)
    assert found.source[0].of(text) == "Ms. Vale"
    assert found.content[0].of(text) == "“We will stay,”"
    assert found.speech == "direct"


def test_a_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    """Words that nobody else claims still belong to the one who was speaking."""
    text = "“We will stay,” Ms. Vale said. “The pier is ours.\n“It always was.”\nThe crowd left."
    assert _read(text) == [
        ("Ms. Vale", "said", "“We will stay,” | “The pier is ours. | “It always was.”", "direct"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is ours.” ― Ana Vale",
        "“The pier is ours.”― Ana Vale",
        "The market is shut.\n“The pier is ours.” — Ana Vale, harbor master",
        "”The pier is ours.” ― Ana Vale",
    ],
)
def test_a_quotation_may_be_signed(text: str) -> None:
    """A dash and a name behind a quotation are its signature, even where the first mark is a slip."""
    (found,) = _read(text)
    assert found[0] == "Ana Vale"
    assert found[1] in "—―"
    assert "The pier is ours." in found[2]
    assert found[3] == "direct"


def test_a_stray_mark_before_a_paragraph_hides_none_of_its_quotations() -> None:
    """A straight mark that nothing closes, before words in curly marks, opens no quotation."""
    assert _read('"The clerk had a letter. “The pier is ours,” she wrote. “It always was.”') == [
        ("she", "wrote", "“The pier is ours,” | “It always was.”", "direct")
    ]


def test_a_transcript_may_be_quoted_as_a_whole() -> None:
    """Where a mark opens each paragraph of a transcript, its labels still name who speaks."""
    text = '"VALE: The pier is ours.\n"RUIZ: It is not yours.\n"VALE: We will see.\n"RUIZ: So we will."'
    assert [found[0] for found in _read(text)] == ["VALE", "RUIZ", "VALE", "RUIZ"]


def test_a_colon_announces_the_next_paragraph() -> None:
    """“She wrote:” takes what follows it, across the line break."""
    assert _read("In a letter Ms. Vale wrote:\n“The pier is ours.”") == [
        ("Ms. Vale", "wrote", "“The pier is ours.”", "direct")
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Ruiz, the head of the port, said it was shut.", "Ana Ruiz, the head of the port"),
        ("Ana Ruiz, who runs the port, said it was shut.", "Ana Ruiz, who runs the port"),
        ("Ana Ruiz, speaking in Oslo, said it was shut.", "Ana Ruiz"),
        ("During her visit to Oslo, Ana Ruiz said it was shut.", "Ana Ruiz"),
        ("On Thursday Ana Ruiz said it was shut.", "Ana Ruiz"),
        ("Oslo, Riga and Bonn said it was shut.", "Oslo, Riga and Bonn"),
        ("OSLO, Norway (AP) — Ana Ruiz said it was shut.", "Ana Ruiz"),
        ("A man living in Oslo said it was shut.", "A man living in Oslo"),
        ("Aides to Ms. Ruiz said it was shut.", "Aides to Ms. Ruiz"),
        ("Several said it was shut.", "Several"),
        ("Ana Ruiz, 29, of Oslo, Norway, said it was shut.", "Ana Ruiz, 29, of Oslo, Norway"),
        ("Ana Ruiz, 31, a former pilot, said it was shut.", "Ana Ruiz, 31, a former pilot"),
        ("A report released by the port last year said it was shut.", "A report released by the port"),
        ("A study of boats going back to 1972 said it was shut.", "A study of boats going back to 1972"),
        ("The man who runs the pier said it was shut.", "The man who runs the pier"),
        ("Ana Ruiz on Monday said it was shut.", "Ana Ruiz"),
        ("Ana Ruiz has now made it clear that it was shut.", "Ana Ruiz"),
        ("Ana Ruiz is confident it was shut.", "Ana Ruiz"),
        ("The man who noticed the smell said it was shut.", "The man who noticed the smell"),
        ("Media reports said it was shut.", "Media reports"),
        ("The old ferry came, with its owners saying it was shut.", "its owners"),
        ("Conceding that it was shut, Ana Ruiz left.", "Ana Ruiz"),
        ("Ana Ruiz and Bo Lind have both said it was shut.", "Ana Ruiz and Bo Lind"),
        ("Seoul, Tokyo, US say it was shut.", "Seoul, Tokyo, US"),
        ("It was shut, according to early returns.", "early returns"),
        ("Ana Ruiz rose and said it was shut.", "Ana Ruiz"),
    ],
)
def test_the_source_is_the_whole_noun_phrase_and_no_more(text: str, source: str) -> None:
    """Appositions and relative clauses belong to the source; fronted phrases, asides and datelines do not."""
    assert _read(text)[0][0] == source


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Many roads, the mayor said, were closed.", "the mayor", "said"),
        ("Many roads, Ms. Vale said, were closed.", "Ms. Vale", "said"),
        ("Many roads, Vale observed, were closed.", "Vale", "observed"),
        ("Many roads, says the mayor, were closed.", "the mayor", "says"),
    ],
)
def test_content_may_stand_on_both_sides_of_its_source(text: str, source: str, cue: str) -> None:
    """An interrupted clause is one content in two parts; its subject and the source are no list of two."""
    assert _read(text) == [(source, cue, "Many roads | were closed", "indirect")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor’s version is that the pier sank.", "The mayor’s", "version is", "that the pier sank"),
        ("The port’s position remains that it is safe.", "The port’s", "position remains", "that it is safe"),
        ("In the mayor’s view, the pier is safe.", "the mayor’s", "view", "the pier is safe"),
        ("The pier is safe, in the mayor’s view.", "the mayor’s", "view", "The pier is safe"),
        ("Not true, said Ms. Vale.", "Ms. Vale", "said", "Not true"),
        ("The pier, in the mayor’s words, is safe.", "the mayor’s", "words", "The pier | is safe"),
        ("Ms. Vale shot back that the pier is safe.", "Ms. Vale", "shot back", "that the pier is safe"),
    ],
)
def test_a_position_may_be_told_without_a_verb_of_saying(text: str, source: str, cue: str, content: str) -> None:
    """A version, a view and a few words without a verb are somebody's as what is said is."""
    assert _read(text) == [(source, cue, content, "indirect")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ms. Vale told her that it was late.", "that it was late"),
        ("Ms. Vale told her the pier was shut.", "the pier was shut"),
        ("Ms. Vale told her to leave.", "to leave"),
        ("Ms. Vale told her lawyer that it was late.", "that it was late"),
    ],
)
def test_her_may_be_who_is_told_or_whose(text: str, content: str) -> None:
    """What follows tells which."""
    assert [found[2] for found in _read(text)] == [content]


def test_how_something_was_said_is_not_what_was_said() -> None:
    """“In her response, ...” holds no view."""
    assert [found[:2] for found in _read("In her response, Ms. Vale said the pier is safe.")] == [("Ms. Vale", "said")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The bridge is shut, according to the mayor.", "The bridge is shut"),
        ("According to the mayor, the bridge is shut.", "the bridge is shut"),
    ],
)
def test_according_to_names_the_source_at_either_end(text: str, content: str) -> None:
    """What “according to” supports stands before or after it."""
    assert _read(text) == [("the mayor", next(cue for _, cue, _, _ in _read(text)), content, "indirect")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was accused of fraud.", ("", "was accused", "She | of fraud", "indirect")),
        ("She was charged with fraud by the port.", ("the port", "was charged", "She | with fraud", "indirect")),
        ("She is regarded as a hero.", ("", "is regarded", "She | a hero", "indirect")),
        ("She was asked by the clerk why she left.", ("the clerk", "was asked", "why she left", "indirect")),
        ("It is assumed that she left.", ("", "is assumed", "that she left", "indirect")),
    ],
)
def test_the_passive_tells_what_is_said_of_whom(text: str, expected: tuple[str, str, str, str]) -> None:
    """Charges, names, questions and reports in the passive have their agent for a source, or none."""
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The idea that the pier is ours would have pleased her.", "that the pier is ours"),
        ("Despite complaints that they shut early, the banks did well.", "that they shut early"),
        ("I told Ms. Vale not to worry about it.", "not to worry about it"),
        ("He warned Oslo against a dam in the North Sea.", "Oslo against a dam in the North Sea"),
        ("The board has accused its important, oil-rich ally of fraud.", "its important, oil-rich ally of fraud"),
        ("The town, where aid workers say water is scarce, is calm.", "water is scarce"),
        ("The board endorsed Ms. Vale at a rally.", "Ms. Vale"),
        ("Ms. Vale said each year of school counts.", "each year of school counts"),
        ("Officials now plan to shut the pier.", "to shut the pier"),
    ],
)
def test_a_content_ends_where_its_clause_ends(text: str, content: str) -> None:
    """What follows a fronted clause, a subject, a name or an aside is not part of what was said."""
    assert [found[2] for found in _read(text)] == [content]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The clerk had one message: “Stay away from the pier.”", "had"),
        ("As the clerk put it, “The pier is ours and we stay.”", "put"),
        ("But the clerk told the mayors who met in Oslo, “Nobody should doubt us.”", "told"),
    ],
)
def test_any_verb_may_lead_to_a_quotation(text: str, cue: str) -> None:
    """A colon, “put it” and a late comma give a quotation to the subject before them."""
    ((source, found, content, speech),) = _read(text)
    assert (source.lower(), found, speech) == ("the clerk", cue, "direct")
    assert content.startswith("“")


@pytest.mark.parametrize(
    "text", ["Wrote on Twitter: “We will stay, all of us.”", "Said in a ruling on Monday that the pier was shut."]
)
def test_where_something_was_said_is_nobody_who_speaks(text: str) -> None:
    """A place or paper is no source, not even where no other one is named."""
    assert not [found for found in _read(text) if found[0]]


def test_an_aside_that_quotes_is_not_what_is_said() -> None:
    """“X, citing ‘the law,’ said Y was wrong” is about Y; nothing is turned around."""
    found = _read("The mayor, citing “the law,” said the board was wrong.")
    assert ("The mayor", "said", "the board was wrong", "indirect") in found


def test_one_sentence_may_hold_two_attributions() -> None:
    """A content ends where another cue takes the word, and the second shares the first one's subject."""
    assert _read("Ms. Vale said the pier was hers, adding that “several” others had left.") == [
        ("Ms. Vale", "said", "the pier was hers", "indirect"),
        ("Ms. Vale", "adding", "that “several” others had left", "mixed"),
    ]


def test_what_is_reported_inside_anothers_words_is_that_speakers() -> None:
    """“She said he denied it” is one attribution, to her."""
    assert [found[0] for found in _read("Ms. Vale said he denied the charge.")] == ["Ms. Vale"]


def test_nothing_is_attributed_where_nobody_speaks() -> None:
    """Plain narrative, and nouns that look like verbs of saying, attribute nothing."""
    assert attributions("The ferry sank on Monday. The claims office is next to the state house.") == ()


def test_a_dateline_is_no_speaker_and_a_transcripts_label_is() -> None:
    """A capitalised place before a colon opens a report; a label that comes again is somebody who talks."""
    assert _read("ISLAMABAD: The bridge over the river is shut.") == []
    transcript = (
        "VALE: The pier is ours. It always was.\nRUIZ: No, it is not yours at all.\nVALE: We will see about it."
    )
    assert [(source, content) for source, _, content, _ in _read(transcript + "\nRUIZ: Yes, we will see it.")] == [
        ("VALE", "The pier is ours. It always was"),
        ("RUIZ", "No, it is not yours at all"),
        ("VALE", "We will see about it"),
        ("RUIZ", "Yes, we will see it"),
    ]


def test_verbs_are_inflected_by_rule_and_by_list() -> None:
    """Regular forms follow the spelling rules of English; the others are listed."""
    assert forms("deny") == ("deny", "denies", "denied", "denied", "denying")
    assert forms("argue") == ("argue", "argues", "argued", "argued", "arguing")
    assert forms("stress") == ("stress", "stresses", "stressed", "stressed", "stressing")
    assert forms("say") == ("say", "says", "said", "said", "saying")
    assert verb_of()["shrugged"].base == "shrug"
    assert verb_of()["signaled"] == verb_of()["signalled"]
    assert verb_of()["learned"] == verb_of()["learnt"]
    assert word_classes()["burned"] == word_classes()["burnt"]
    assert "revealled" not in verb_of()


@pytest.mark.parametrize(
    "name",
    [
        "say",
        "tell",
        "want",
        "judge",
        "quote",
        "seem",
        "verbs",
        "irregular",
        "prepositions_after",
        "nouns",
        "also_nouns",
        "adjectives",
        "adverbs",
        "noun_prepositions",
    ],
)
def test_word_lists_hold_no_term_twice(name: str) -> None:
    """Every list is lower case and free of doubles, so that a change shows."""
    listed = terms(name)
    assert len(set(listed)) == len(listed)
    assert all(term == term.lower() for term in listed)


@pytest.mark.parametrize("piece", ["said ", "X, who y, ", "“We won,” he said. ", "he said that ", "last week ", ", "])
def test_hostile_lines_are_read_to_their_end(piece: str) -> None:
    """A very long line of cues, asides or commas is read in pieces, not again and again."""
    text = piece * 3_000
    assert all(found.cue[0].end <= len(text) for found in attributions(text))


def _said(text: str, content: str, who: str = "", source: str = "", cue: str = "") -> Said:
    """Make a statement of an engine from the words of a text."""

    def places(part: str) -> tuple[Span, ...]:
        return (Span(text.index(part), text.index(part) + len(part)),) if part else ()

    return Said((who,) if who else (), places(source), places(cue), places(content))


def _shown(text: str, *items: Said) -> list[tuple[str, str, list[str]]]:
    """Join statements; give source, cue and contents of what comes out."""
    of = [
        [[span.of(text) for span in spans] for spans in (one.source, one.cue, one.content)]
        for one in joined(text, items)
    ]
    return [("".join(source), "".join(cue), content) for source, cue, content in of]


def test_the_sentences_of_one_quotation_are_one_attribution() -> None:
    """Whatever an engine lists of one speech is said once, with the source and the cue that stand beside it."""
    text = "“We lost the dam,” Ada Lind said. “It was old. I think it was never safe.”"
    parts = (
        _said(text, "We lost the dam", "Ada Lind", cue="said"),
        _said(text, "It was old", "Ada Lind"),
        _said(text, "it was never safe", "Ada Lind", cue="think"),
    )
    whole = ["“We lost the dam,”", "“It was old. I think it was never safe.”"]
    assert _shown(text, *parts) == [("Ada Lind", "said", whole)]


def test_what_a_speaker_thinks_aloud_is_the_speakers() -> None:
    """“I think” inside a quotation is no other's attribution."""
    text = "It may hold, Ada Lind said: “I think it will be safe.”"
    thought = _said(text, "it will be safe", "Ada Lind", source="I", cue="think")
    assert _shown(text, thought) == [("Ada Lind", "said", ["“I think it will be safe.”"])]


def test_what_another_says_within_anothers_words_stands_in_them() -> None:
    """Of nested attributions the outermost is given, as the finder does; two speakers' quotations are two."""
    text = "“The union wanted more pay,” Ada Lind said. “We had none,” Bo Ek said."
    parts = (
        _said(text, "The union wanted more pay", "Ada Lind", cue="said"),
        _said(text, "more pay", "the union", source="The union", cue="wanted"),
        _said(text, "We had none", "Bo Ek"),
    )
    assert _shown(text, *parts) == [
        ("Ada Lind", "said", ["“The union wanted more pay,”"]),
        ("Bo Ek", "said", ["“We had none,”"]),
    ]
    assert _shown(text, parts[1]) == [("The union", "wanted", ["more pay"])]


@pytest.mark.parametrize("text", ["Ada Lind attacked the dam.", "The dam, according to Ada Lind."])
def test_a_content_is_free_of_its_source_and_cue(text: str) -> None:
    """Where an engine cites the whole sentence, source and cue at its edges are taken off."""
    cue = "attacked" if "attacked" in text else "according to"
    ((_, _, (content,)),) = _shown(text, _said(text, text, "Ada Lind", "Ada Lind", cue))
    assert content.strip(".").lower() == "the dam"


def test_joining_loses_nothing_that_no_speech_holds() -> None:
    """A statement outside quotation marks comes out as it went in."""
    text = "Ada Lind said the dam was dry, and Bo Ek said it was full."
    parts = (_said(text, "the dam was dry", "Ada Lind"), _said(text, "it was full", "Bo Ek"))
    assert joined(text, parts) == list(parts)
