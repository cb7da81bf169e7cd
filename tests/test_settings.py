"""Settings are checked before anything runs, and say in one sentence what is wrong."""

import pytest
from conftest import ROOT
from dotenv import dotenv_values

from summarizer.errors import SettingsError
from summarizer.settings import Settings


def test_env_example_is_every_setting_with_its_default() -> None:
    """.env.example names each setting once, with the default that the code has."""
    shown = dotenv_values(ROOT / ".env.example")
    assert list(shown) == [field.alias for field in Settings.model_fields.values()]
    assert Settings.from_mapping({name: value or "" for name, value in shown.items()}) == Settings()


def test_env_example_says_what_each_setting_is() -> None:
    """Each setting of .env.example stands under its description."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    for field in Settings.model_fields.values():
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{field.alias}="))
        assert lines[at - 1] == f"# {field.description}"


def test_what_is_chosen_wins_over_the_environment() -> None:
    """A value from the command line wins over one from the environment."""
    assert Settings.from_mapping({"SUMMARIZER_MODEL": "a"}, model="b").model == "b"


@pytest.mark.parametrize(
    ("name", "value"),
    [("SUMMARIZER_TIMEOUT", "soon"), ("SUMMARIZER_ENGINE", "oracle"), ("SUMMARIZER_CONCURRENCY", "0")],
)
def test_a_bad_setting_is_named_and_not_shown(name: str, value: str) -> None:
    """The error names the variable and keeps its value to itself."""
    with pytest.raises(SettingsError, match=name) as caught:
        Settings.from_mapping({name: value})
    assert f"={value}" not in str(caught.value)


def test_auto_is_offline_without_a_key_and_llm_with_one() -> None:
    """`auto` depends on the key alone."""
    assert Settings.from_mapping({}).reads_with == "offline"
    assert Settings.from_mapping({"OPENAI_API_KEY": "secret-key"}).reads_with == "llm"


def test_llm_without_a_key_says_what_to_do() -> None:
    """Asking for the LLM without a key is a sentence, before any call."""
    with pytest.raises(SettingsError, match="OPENAI_API_KEY is not set"):
        _ = Settings.from_mapping({}, engine="llm").reads_with


def test_the_key_is_in_no_printed_form() -> None:
    """Neither repr nor what run.json holds shows the key."""
    settings = Settings.from_mapping({"OPENAI_API_KEY": "secret-key"})
    assert "secret-key" not in repr(settings) + str(settings.public())
