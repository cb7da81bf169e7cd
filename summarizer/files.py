"""Files are written whole or not at all."""

import secrets
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside the target, then put it in place in one step: nobody ever sees half a file.

    Raises:
        OSError: The disk is full or the folder cannot be written; the target is then as it was.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    data = content.encode() if isinstance(content, str) else content
    try:
        with beside.open("wb") as file:
            file.write(data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
