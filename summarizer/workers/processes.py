"""Processes of our own, each with a socket between it and this one."""

import gc
import multiprocessing
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

_PATIENCE = 1.0
"""Seconds that a process is given to notice that it is not needed any more."""

Work = Callable[[socket.socket], None]


class Process(NamedTuple):
    """A process, and our end of the socket to it."""

    process: multiprocessing.process.BaseProcess
    end: socket.socket

    def stop(self) -> None:
        """Hang up, and wait until it is gone."""
        self.end.close()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def start(work: Work, count: int) -> tuple[Process, ...]:
    """Start processes that do `work`, each with its end of a socket; when it returns or hangs up, the process ends.

    Where that is safe they are forks of this one: what is loaded here is loaded there.
    """
    pairs = [socket.socketpair() for _ in range(count)]
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    found = []
    for ours, theirs in pairs:
        others = [end for pair in pairs for end in pair if end is not theirs] if forks else []
        process = context.Process(target=_begin, args=(work, theirs, others), daemon=True)
        process.start()
        found.append(Process(process, ours))
    for _, theirs in pairs:
        theirs.close()
    return tuple(found)


def _begin(work: Work, end: socket.socket, others: Sequence[socket.socket]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is heard by the process of the command, which then hangs up
    gc.freeze()  # what was loaded before is not looked through again, and its memory stays shared
    for other in others:  # a fork has them all: a socket hangs up when its last holder does
        other.close()
    work(end)
