"""A person's verdicts, from the file that the review page writes."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from summarizer.errors import UsageError
from summarizer.models import Decision

_DECISIONS = TypeAdapter(tuple[Decision, ...])


def read_verdict_file(path: Path) -> tuple[Decision, ...]:
    """Read decisions.json: a list of decisions, each taken as a person's.

    Raises:
        UsageError: The file cannot be read or holds something else.
    """
    try:
        found = _DECISIONS.validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{path} holds no decisions ({place}: {first['msg']}): see schemas/decision.schema.json."
        ) from None
    return tuple(decision.model_copy(update={"by": "person"}) for decision in found)
