"""The command line: here in this process, or apart in a process of its own.

To start Python and to import a provider's client costs more than most runs, so most tests run the command here. What
signals, limits, another version or a network namespace have to do with runs apart, and so does all of test_cli.py.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from summarizer.cli import main


class Done(NamedTuple):
    """How a run of the command ended."""

    code: int
    stdout: str
    stderr: str


def here(*words: str | Path, code: int = 0, **env: str) -> Done:
    """Run the command without anybody's settings but `env`, check its exit code, and return what it said."""
    line = ["summarizer", *map(str, words)]
    settings = dict.fromkeys(filter(_is_setting, os.environ), None)
    alone = {"SUMMARIZER_WORKERS": "1"}  # a fork of a process with threads is not safe, and to start others takes long
    with CliRunner().isolation(env=settings | alone | env) as (out, err, _), patch.object(sys, "argv", line):
        left = _exit_code()
        sys.stdout.flush()
        sys.stderr.flush()
        done = Done(left, out.getvalue().decode(), err.getvalue().decode())
    return _checked(done, code)


def apart(*words: str | Path, code: int = 0, before: Sequence[str] = (), **env: str) -> Done:
    """Do the same in a process of its own, which the words `before` may start."""
    known = {name: value for name, value in os.environ.items() if not _is_setting(name)}
    line = [*before, sys.executable, "-m", "summarizer", *map(str, words)]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", env=known | env, timeout=240, check=False)
    return _checked(Done(done.returncode, done.stdout, done.stderr), code)


def _is_setting(name: str) -> bool:
    return name.startswith(("OPENAI_", "SUMMARIZER_"))


def _exit_code() -> int:
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    raise AssertionError("The command always leaves by exit().")


def _checked(done: Done, code: int) -> Done:
    assert done.code == code, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done
