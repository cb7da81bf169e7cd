"""Figures are quantities with what their words allow; dates and names are none."""

import pytest

from summarizer.text.figures import figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("more than 1,000 containers of arms", 1000, "container"),
        ("a hundred and twenty missile tests", 120, "test"),
        ("about 40 percent of workers", 40, "%"),
        ("$3.5 million a year", 3.5e6, "$/year"),
        ("1.5m people", 1.5e6, "person"),
        ("two-thirds of voters", 2 / 3, ""),
        ("twelve were hurt", 12, ""),
    ],
)
def test_a_quantity_has_value_and_unit(text: str, value: float, unit: str) -> None:
    """Digits, words and short forms give the same values."""
    found = figures(text)
    assert found[0].value == pytest.approx(value)
    assert found[0].unit == unit


@pytest.mark.parametrize(
    "text", ["in 2019", "March 3", "on 3 March", "at 5:30 p.m.", "the 21st century", "Flight 370", "one of them", "G20"]
)
def test_dates_times_ordinals_and_names_are_no_figures(text: str) -> None:
    """What only looks like a quantity is left out."""
    assert figures(f"It was seen {text}.") == ()


@pytest.mark.parametrize(
    ("text", "values"), [("a thİrd of voters", []), ("two fıfths of voters", [2]), ("two quarterſ of voters", [2])]
)
def test_letters_that_only_look_like_a_number_are_none(text: str, values: list[float]) -> None:
    """What a search without case takes for the letters of a number does not stop the reading."""
    assert [figure.value for figure in figures(f"It was seen by {text}.")] == values


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("66 dead", "more than 60 dead", True),
        ("at least 20 homes", "24 homes", True),
        ("1,000 containers", "1,200 containers", False),
        ("about 100 men", "95 men", True),
        ("fewer than 50 men", "50 men", False),
        ("nearly half of them", "48 percent of them", False),
        ("10 to 12 tonnes", "11 tonnes", True),
    ],
)
def test_qualifiers_say_which_values_agree(one: str, other: str, agree: bool) -> None:
    """“More than”, “at least”, “about” and ranges widen what a figure allows."""
    assert figures(one)[0].agrees(figures(other)[0]) is agree
