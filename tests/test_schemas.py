"""schemas/ is the published contract, generated from the models."""

import json

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator

from summarizer import contract
from summarizer.models import Brief


@pytest.mark.parametrize("word", contract.WORDS)
def test_each_schema_is_what_the_models_say(word: str) -> None:
    """A changed model without `make schemas` fails here."""
    assert (ROOT / "schemas" / f"{word}.schema.json").read_text() == contract.schema_text(word)


def test_no_schema_is_left_over() -> None:
    """schemas/ holds nothing but the words of the contract."""
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{word}.schema.json" for word in contract.WORDS}


@pytest.mark.parametrize("word", contract.WORDS)
def test_each_schema_is_valid_and_described(word: str) -> None:
    """Each schema is valid JSON Schema, and the word itself is described."""
    schema = json.loads(contract.schema_text(word))
    Draft202012Validator.check_schema(schema)
    assert schema["description"]


def test_an_empty_brief_fits_its_schema() -> None:
    """What we write is accepted by what we publish."""
    schema = json.loads(contract.schema_text("brief"))
    Draft202012Validator(schema).validate(Brief().model_dump(mode="json"))
