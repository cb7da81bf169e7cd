"""Work that holds up the event loop waits its turn here: what landed is kept before it begins."""

import asyncio

_QUIET = 2
"""Turns of the loop without a new answer: reading one that has arrived and keeping it takes two."""


class Desk:
    """Lets work begin one piece at a time, each when every answer that has been read is kept.

    While Python computes, the loop stands still. An answer that was read before and not yet kept would be lost, and
    paid for again, if the program were killed meanwhile; one that nobody has read yet is still in flight.
    """

    def __init__(self) -> None:
        """Begin with nothing landed."""
        self._row = asyncio.Lock()
        self._landed = 0

    def land(self) -> None:
        """Say that an answer was kept."""
        self._landed += 1

    async def clear(self) -> None:
        """Wait until nothing lands any more; the work may begin with the next statement."""
        async with self._row:
            quiet = 0
            while quiet < _QUIET:
                landed = self._landed
                await asyncio.sleep(0)
                quiet = quiet + 1 if landed == self._landed else 0
