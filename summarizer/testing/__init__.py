"""For the tests of programs that use summarizer: recordings beside the test, and a scripted model.

pytest finds the fixture `summarizer_tape` and the option --summarizer-record by itself. docs/testing is a project that
uses both. Nothing else in this package imports pytest.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.testing.beside import TapeBeside
    from summarizer.testing.script import Asked, ScriptedModel

_HOMES = {"TapeBeside": "beside", "Asked": "script", "ScriptedModel": "script"}

__all__ = ["Asked", "ScriptedModel", "TapeBeside"]


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: pytest imports this room at its start, in every project."""
    import importlib

    if name in _HOMES:
        return getattr(importlib.import_module(f"summarizer.testing.{_HOMES[name]}"), name)
    raise AttributeError(f"module summarizer.testing has no attribute {name}")
