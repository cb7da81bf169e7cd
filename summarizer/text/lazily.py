"""A pattern that is compiled when it is first used: a start does not pay for what few texts need."""

import re
from typing import Any, cast


class _Lazily:
    """Stands for a pattern, and hands on its methods; those that were asked for are then its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        method = self.__dict__[name] = getattr(re.compile(self._pattern, self._flags), name)
        return method


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern to search, match, split or replace with; a mistake in it shows at its first use."""
    return cast("re.Pattern[str]", _Lazily(pattern, flags))
