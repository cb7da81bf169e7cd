"""A brief back from its file."""

from pathlib import Path

from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.models import Brief


def read_brief(path: Path) -> Brief:
    """Read a brief from brief.json or from the folder that holds it.

    Raises:
        UsageError: There is none, or it was written by another version.
    """
    file = path / "brief.json" if path.is_dir() else path
    try:
        return Brief.model_validate_json(file.read_bytes())
    except OSError:
        raise UsageError(f"There is no brief {file}: write one with summarizer run PATH -o {file.parent}.") from None
    except ValidationError:
        raise UsageError(f"{file} is not a brief of this version: write it again with summarizer run.") from None
