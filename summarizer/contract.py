"""The published contract: JSON Schema of every domain word, generated from the models."""

import json
from pathlib import Path

from pydantic import BaseModel

from summarizer import models
from summarizer.errors import UsageError
from summarizer.files import write_whole

WORDS: dict[str, type[BaseModel]] = {
    "article": models.Article,
    "audit": models.Audit,
    "brief": models.Brief,
    "claim": models.Claim,
    "conflict": models.Conflict,
    "decision": models.Decision,
    "denial": models.Denial,
    "draft": models.Draft,
    "evidence": models.Evidence,
    "extract": models.Extract,
    "failure": models.Failure,
    "party": models.Party,
    "silence": models.Silence,
}


def schema_text(word: str) -> str:
    """Write the JSON Schema of a word, as in schemas/WORD.schema.json.

    Raises:
        UsageError: There is no such word.
    """
    model = WORDS.get(word.lower())
    if model is None:
        raise UsageError(f"There is no schema of {word}: there are {', '.join(WORDS)}.")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write_all(folder: Path) -> None:
    """Write every schema into a folder."""
    for word in WORDS:
        write_whole(folder / f"{word}.schema.json", schema_text(word))


if __name__ == "__main__":
    write_all(Path(__file__).parent.parent / "schemas")
