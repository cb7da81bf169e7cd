"""The parties of an article, and which of them a source phrase means."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import DraftParty
from summarizer.offline.parties import find_parties, parties_of
from summarizer.text.fold import fold

_TUNED = sorted((Path(__file__).parent / "gold" / "replies" / "tuned").glob("*.json"))
_NAMES = ("The U.S.", "Gen. Ito", "Ana Cruz", "Cruz", "Mayor ", "Ministry", "SEOUL (AP) — ", "Seoul", "North Korea")
_WORDS = (" said ", "police", " of ", "its ", " and ", "a spokesman", "the North", "van der ", "the company", " who ")
_PIECES = st.lists(
    st.sampled_from((*_NAMES, *_WORDS, " ", "\n", ". ", "’s ", "’", ", ", "(", ")", "“", "”", "İ", "ß")),
    max_size=40,
).map("".join)


def _found(text: str, *sources: str) -> dict[str, DraftParty]:
    return {party.name: party for party in find_parties(text, sources)}


def _person(text: str, name: str) -> tuple[str | None, str | None]:
    party = _found(text)[name]
    assert party.kind == "person"
    return party.role, party.represents


@given(st.one_of(st.text(), _PIECES), st.lists(_PIECES, max_size=3))
def test_every_name_stands_in_the_text_and_belongs_to_one_party(text: str, sources: list[str]) -> None:
    """Names and aliases are exact pieces of the text, and no name is given to two parties."""
    parties = find_parties(text, sources)
    names = [name for party in parties for name in (party.name, *party.aliases)]
    assert all(name in text for name in names)
    assert len(names) == len(set(map(fold, names)))
    known = {party.name for party in parties}
    assert all(party.represents in known for party in parties if party.represents)
    for at, source in enumerate(sources):
        assert set(parties_of(source, parties, sources[:at])) <= known


def test_an_office_before_a_name_gives_role_and_employer() -> None:
    """A title before a name is its bearer's role; the state or firm before the title is whom it serves."""
    text = "South Korea agreed. South Korean Foreign Minister Park Jin met Ford CEO Jim Farley."
    assert _person(text, "Park Jin") == ("Foreign Minister", "South Korea")
    assert _person(text, "Jim Farley") == ("CEO", "Ford")


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    """A barrister is a party without the letters that stand behind the name."""
    text = "The mill is innocent, Ada Lyle KC, its barrister, told the court. Mr Ek disagreed. Ada Lyle KC sat down."
    assert "Ada Lyle" in {party.name for party in find_parties(text)}


def test_whoever_has_a_spokesman_is_a_party() -> None:
    """A name before a spokesperson is that of a body, for which the spokesperson speaks."""
    text = "Pixly stored photos of children, a charity said. A Pixly spokesperson told reporters that was untrue."
    assert "Pixly" in {party.name for party in find_parties(text) if party.kind == "organisation"}


def test_new_belongs_to_the_name_of_a_place() -> None:
    """Also where it opens the sentence; before anything else it may be a plain word there."""
    text = "The new dam leaks. New York police said so. The New Orleans Times said so too. New Lund voters said no."
    found = _found(text)
    assert {"New York police", "New Orleans Times"} <= found.keys()
    assert not any(name.startswith(("York", "Orleans", "New Lund")) for name in found)


def test_a_newspaper_with_a_capital_in_its_name_speaks_for_no_government() -> None:
    """The capital tells where it is printed."""
    text = "The Washington Post said on Monday that the United States said the treaty was dead."
    found = _found(text)
    assert found["Washington Post"].represents is None
    assert found["Washington Post"].kind == "media"


@pytest.mark.parametrize("source", ["You", "These", "What", "So I"])
def test_a_pronoun_with_a_capital_is_no_name(source: str) -> None:
    """It has its capital from the sentence that it opens."""
    assert source not in _found(f"{source} said the dam leaks. “I’ll go,” said Ada Lund. I’ve said so.", source)


def test_a_small_letter_office_before_a_name_gives_the_role() -> None:
    """Police spokeswoman Ana Cruz speaks for the police."""
    text = "Two men were held, police spokeswoman Ana Cruz said."
    assert _person(text, "Ana Cruz") == ("police spokeswoman", "police")


@pytest.mark.parametrize(
    ("text", "name", "role", "over"),
    [
        (
            "Kim Jong Un, the North Korean leader, went to Russia. North Korea said nothing.",
            "Kim Jong Un",
            "leader",
            "North Korea",
        ),
        (
            "Sergei Petrov, a spokesman for the transport ministry, denied it.",
            "Sergei Petrov",
            "spokesman for the transport ministry",
            "the transport ministry",
        ),
        (
            "Voltara said so. “It was live,” said its site director, Marit Hagen, on Monday.",
            "Marit Hagen",
            "site director",
            "Voltara",
        ),
        (
            "Brightwell Chemicals fell. Brightwell’s lawyer, Clara Benn, said no.",
            "Clara Benn",
            "lawyer",
            "Brightwell Chemicals",
        ),
        ("Ludwig van der Berg, 54, a baker, said he had seen it.", "Ludwig van der Berg", "baker", None),
    ],
)
def test_an_apposition_gives_role_and_employer(text: str, name: str, role: str, over: str | None) -> None:
    """What stands between commas beside a name says what its bearer does and for whom."""
    assert _person(text, name) == (role, over)


def test_a_state_is_one_party_under_all_its_names() -> None:
    """Country, capital, seat, abbreviation and the North are one government; a place to be in is none."""
    text = (
        "The Democratic People’s Republic of Korea (DPRK) tested a missile, Seoul said. Pyongyang was silent. The "
        "White House condemned North Korea and called on the North to stop. Washington sent a ship built in Portugal."
    )
    parties = _found(text)
    north = parties["North Korea"]
    assert north.kind == "government"
    assert {"Democratic People’s Republic of Korea", "DPRK", "Pyongyang", "the North"} <= set(north.aliases)
    assert parties["Washington"].aliases == ("White House",)
    assert "Portugal" not in parties


def test_an_abbreviation_is_an_alias_of_what_it_shortens() -> None:
    """(THU) behind the Transport and Haulage Union names the same party."""
    text = "The Transport and Haulage Union (THU) said 92 percent had joined. The THU wants more."
    assert _found(text)["Transport and Haulage Union"].aliases == ("THU",)


def test_a_surname_is_an_alias_of_its_only_bearer() -> None:
    """Korean names come surname first; a surname that two people share is nobody's alias."""
    text = "Finance Minister Yoon Tae-min said he would stay. Yoon smiled."
    assert _found(text)["Yoon Tae-min"].aliases == ("Yoon",)
    text = (
        "Mayor Tomas Reyes spoke. Elena Reyes, a doctor, disagreed. The leak was sealed, Mayor Reyes said. Reyes left."
    )
    parties = _found(text)
    assert parties["Tomas Reyes"].aliases == ("Mayor Reyes",)
    assert parties["Elena Reyes"].aliases == ()
    text = "Tomas Reyes spoke. It was late, Reyes said. Elena Reyes, a doctor, disagreed."
    assert _found(text)["Tomas Reyes"].aliases == ("Reyes",), "she has not come in yet"


def test_a_word_that_opens_a_sentence_is_no_name() -> None:
    """“Reacting, ...” has its capital from the sentence."""
    assert not _found("Reacting, the mayor said he would stay.", "the mayor").keys() & {"Reacting"}


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("A defence ministry spokesman", "defence ministry"),
        ("A senior ruling party official", "ruling party"),
        ("A police spokeswoman", "police"),
    ],
)
def test_a_body_is_the_party_where_its_spokesman_has_no_name(phrase: str, body: str) -> None:
    """And “the spokesman” of a later sentence is no second one."""
    again = f"the {phrase.split()[-1]}"
    text = f"{phrase} said it was a lie. It was late, {again} said."
    parties = find_parties(text, (phrase, again))
    assert [party.name for party in parties] == [body]
    assert parties_of(phrase, parties) == (body,)


def test_a_firms_spokesman_is_no_party_called_firm() -> None:
    """Whose spokesman it is stands elsewhere."""
    assert not any(name.lower() == "company" for name in _found("A company spokesman said so.", "A company spokesman"))


def test_one_official_is_not_another() -> None:
    """The last word of a phrase in small letters names nobody."""
    text = "A harbour official said yes. A county official said no."
    parties = find_parties(text, ("A harbour official", "A county official"))
    assert len(parties) == 2


def test_common_nouns_that_speak_are_parties() -> None:
    """Institutions and people without a name are parties where they speak, under their own words."""
    parties = _found("Two died, police said. The foreign ministry denied it. Prosecutors declined to comment.")
    assert {name: party.kind for name, party in parties.items()} == {
        "police": "organisation",
        "The foreign ministry": "organisation",
        "Prosecutors": "group",
    }


def test_what_does_nothing_is_no_party() -> None:
    """Datelines, days, months, places and words at the beginning of a sentence are not parties."""
    text = (
        "PUERTO CLARO (AP) — On Tuesday rain fell in Dorsk. Shares closed lower near Lake Bir in March. Nothing moved."
    )
    assert find_parties(text) == ()


def test_every_source_that_is_no_pronoun_is_a_party() -> None:
    """Sources found elsewhere are covered, each by one party; the description of a named one makes no second."""
    text = (
        "Its chairman, Hamid Lashari, met two nurses at the clinic. They and the operator of the channel wrote letters."
    )
    parties = _found(
        text, "its chairman, Hamid Lashari", "two nurses at the clinic", "They", "the operator of the channel"
    )
    assert set(parties) == {"Hamid Lashari", "two nurses at the clinic", "the operator of the channel"}


_PARTIES = (
    DraftParty(name="South Korea", kind="government", aliases=("Seoul",)),
    DraftParty(name="Japan", kind="government"),
    DraftParty(name="U.S.", kind="government"),
    DraftParty(name="Russia", kind="government"),
    DraftParty(name="Sergey Lavrov", kind="person", role="Foreign Minister", represents="Russia"),
    DraftParty(name="Ilka Doran", kind="person", role="prime minister"),
    DraftParty(name="Claire Devereux", kind="person", role="director", represents="Hollis Museum"),
    DraftParty(name="Hollis Museum", kind="organisation"),
    DraftParty(name="Stagg", kind="organisation"),
    DraftParty(name="experts", kind="group"),
)


@pytest.mark.parametrize(
    ("source", "before", "expected"),
    [
        ("Seoul, Tokyo, US", (), ("South Korea", "Japan", "U.S.")),
        ("South Korea, the U.S. and Japan", (), ("South Korea", "U.S.", "Japan")),
        ("Washington and experts", (), ("U.S.", "experts")),
        ("Lavrov", (), ("Sergey Lavrov",)),
        ("Russian Foreign Minister Sergey Lavrov", (), ("Sergey Lavrov",)),
        ("the foreign minister of Russia", (), ("Sergey Lavrov",)),
        ("Sergey Lavrov, who spoke for Japan", (), ("Sergey Lavrov",)),
        ("The museum’s director, Claire Devereux", (), ("Claire Devereux",)),
        ("the museum’s director", (), ("Claire Devereux",)),
        ("the museum", (), ("Hollis Museum",)),
        ("South Korean officials", (), ("South Korea",)),
        ("he", ("Russia", "Lavrov", "Claire Devereux"), ("Sergey Lavrov",)),
        ("She", ("Claire Devereux", "Lavrov"), ("Claire Devereux",)),
        ("it", ("Stagg", "Lavrov"), ("Stagg",)),
        ("they", ("South Korea and Japan", "Lavrov"), ("South Korea", "Japan")),
        ("the statement", ("South Korea, the U.S. and Japan", "Russia"), ("South Korea", "U.S.", "Japan")),
        ("the prime minister", ("Lavrov",), ("Ilka Doran",)),
        ("the company", ("Stagg", "Russia"), ("Stagg",)),
        ("nobody", (), ()),
        ("", (), ()),
    ],
)
def test_a_source_phrase_means_parties(source: str, before: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Names, lists, offices, pronouns and papers lead to the parties that they mean."""
    assert parties_of(source, _PARTIES, before) == expected


def test_nearly_all_speakers_of_the_tuned_articles_are_found_by_the_text_alone() -> None:
    """Six in seven of those who speak in the tuned articles have a party under one of their names."""
    speakers = found = 0
    for path in _TUNED:
        gold = json.loads(path.read_text(encoding="utf-8"))
        parties = find_parties(path.with_suffix(".txt").read_text(encoding="utf-8"))
        names = {_bare(name) for party in parties for name in (party.name, *party.aliases)}
        aliases = {party["name"]: [party["name"], *party["aliases"]] for party in gold["parties"]}
        for name in {name for kind in ("claims", "denials", "silences") for item in gold[kind] for name in item["by"]}:
            speakers += 1
            found += any(_bare(alias) in names for alias in aliases.get(name, [name]))
    assert found / speakers > 6 / 7


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").removeprefix("a ")


@pytest.mark.parametrize("party", ["Republican", "Democrat"])
def test_the_party_of_a_politician_is_no_first_name(party: str) -> None:
    """It is an office that stands before the name."""
    assert _person(f"{party} Tomas Reyes said no. Tomas Reyes left.", "Tomas Reyes") == (party, None)


def test_a_surname_is_the_persons_and_not_the_foundations() -> None:
    """A body that is called after somebody has no claim to the bare name."""
    parties = _found("The Reyes Foundation paid. Mayor Tomas Reyes spoke. It was late, Reyes said.")
    assert "Reyes" in parties["Tomas Reyes"].aliases
    assert parties["Reyes Foundation"].aliases == ()


def test_an_office_is_read_back_to_what_joins_two_clauses() -> None:
    """“The call came after rival ...” is no office."""
    assert _person("The call came after challenger Tomas Reyes spoke.", "Tomas Reyes")[0] == "challenger"
