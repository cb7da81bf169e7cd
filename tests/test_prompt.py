"""Prompts are files, filled strictly."""

import pytest
from conftest import ROOT

from summarizer import prompt


@pytest.mark.parametrize("path", sorted((ROOT / "prompts").glob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_has_a_static_system_message(path: object) -> None:
    """The system message has no holes, so that providers can cache it; the user message has at least one."""
    found = prompt.load(str(getattr(path, "stem", path)))
    assert found.system
    assert "$" not in found.system
    assert "$" in found.user


def test_a_missing_or_unused_filling_is_an_error() -> None:
    """Neither a hole without filling nor a filling without hole passes."""
    one = prompt.Prompt("one", "system", "say $this")
    with pytest.raises(KeyError, match="holes"):
        one.fill()
    with pytest.raises(KeyError, match="holes"):
        one.fill(this="x", that="y")


def test_a_filling_is_not_filled_again() -> None:
    """What an article says in $dollars or {{braces}} stays as it is."""
    one = prompt.Prompt("one", "system", "say $this")
    assert one.fill(this="$this {{ 7*7 }}")[1]["content"] == "say $this {{ 7*7 }}"
