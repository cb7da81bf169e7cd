"""Prompts are Markdown files with $holes: loaded once, filled strictly."""

from functools import cache
from importlib import resources
from pathlib import Path
from string import Template
from typing import NamedTuple

_BREAK = "\n---\n"


class Prompt(NamedTuple):
    """One prompt: `system` is the same for every call (providers cache it), `user` has the holes."""

    name: str
    system: str
    user: str

    def fill(self, **holes: str) -> tuple[dict[str, str], ...]:
        """Fill every hole and return the chat messages.

        Raises:
            KeyError: A hole is missing or a filling has no hole.
        """
        wanted = set(Template(self.user).get_identifiers())
        if wanted != set(holes):
            raise KeyError(f"prompt {self.name} has the holes {sorted(wanted)} and was given {sorted(holes)}")
        user = Template(self.user).substitute(holes)
        return {"role": "system", "content": self.system}, {"role": "user", "content": user}


def folder(name: str) -> Path:
    """Find a folder of package data: inside the package when installed, beside it in a checkout."""
    inside = Path(str(resources.files("summarizer"))) / name
    return inside if inside.is_dir() else inside.parent.parent / name


@cache
def load(name: str) -> Prompt:
    """Read prompts/NAME.md: the system message, a line of three dashes, the user message."""
    text = (folder("prompts") / f"{name}.md").read_text(encoding="utf-8")
    system, _, user = text.partition(_BREAK)
    return Prompt(name, system.strip(), user.strip())
