"""States and territories by any of their names."""

import pytest

from summarizer.places import countries, country, is_adjective


def test_every_row_has_a_code_and_a_name() -> None:
    """Codes are two capitals and each stands once."""
    codes = [state.code for state in countries()]
    assert len(codes) == len(set(codes)) >= 200
    assert all(len(code) == 2 and code.isupper() for code in codes)
    assert all(state.name for state in countries())


def test_no_name_belongs_to_two_states() -> None:
    """A name, capital, seat or demonym leads to one state only, and its state is the one that lists it."""
    for state in countries():
        for name in (state.name, *state.names, *state.capitals, *state.seats, *state.demonyms):
            assert country(name) is state, name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "US"),
        ("the U.S.", "US"),
        ("US", "US"),
        ("U.S", "US"),
        ("Washington", "US"),
        ("the White House", "US"),
        ("the Kremlin", "RU"),
        ("Moscow", "RU"),
        ("Democratic People's Republic of Korea", "KP"),
        ("DPRK", "KP"),
        ("North Koreans", "KP"),
        ("SEOUL", "KR"),
        ("Cote d'Ivoire", "CI"),
        ("CÔTE D’IVOIRE", "CI"),
        ("Turkiye", "TR"),
        ("The Hague", "NL"),
        ("Kiev", "UA"),
        ("Guinea-Bissau", "GW"),
        ("Georgia", "GE"),
    ],
)
def test_a_state_is_found_by_any_of_its_names(name: str, code: str) -> None:
    """Marks, accents, articles, dots and case do not matter where the name stays clear."""
    found = country(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["us", "Us", "polish", "turkey", "the North", "Kabwe", "", "the", "Karsova"])
def test_everyday_words_and_other_places_are_no_states(name: str) -> None:
    """What is a word of the language, needs its context or is not listed finds nothing."""
    assert country(name) is None


def test_adjectives_are_told_from_names() -> None:
    """Japanese and North Korean are adjectives, Japan and Tokyo are not."""
    assert is_adjective("Japanese")
    assert is_adjective("North Korean")
    assert not is_adjective("Japan")
    assert not is_adjective("Tokyo")


def test_names_that_need_a_context_are_kept_apart() -> None:
    """The North is a name of North Korea only in its column of contextual names."""
    north = country("North Korea")
    assert north is not None
    assert north.contextual == ("the North",)
    assert "the North" not in north.names
