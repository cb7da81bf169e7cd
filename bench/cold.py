"""Cold start: how long commands take that do next to nothing, against Python doing nothing."""

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from bench.server_process import ROOT

_OURS = [sys.executable, "-m", "summarizer"]
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "summarizer --help": [*_OURS, "--help"],
    "summarizer run seeds --engine offline": [*_OURS, "run", "seeds", "--engine", "offline"],
    "import openai": [sys.executable, "-c", "import openai"],
    "import instructor": [sys.executable, "-c", "import instructor, openai; instructor.from_openai"],
}


def cold_starts(rounds: int) -> dict[str, float]:
    """Milliseconds of each command, medians; the commands take turns.

    Byte code is kept between the rounds, as it is where a package is installed.
    """
    told: dict[str, list[float]] = {name: [] for name in COMMANDS}
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        env["PYTHONPYCACHEPREFIX"] = folder
        for _ in range(rounds + 1):
            for name, line in COMMANDS.items():
                began = time.monotonic()
                subprocess.run(line, cwd=ROOT, env=env, check=True, capture_output=True)
                told[name].append(1000 * (time.monotonic() - began))
    return {name: median(times[1:]) for name, times in told.items()}  # the first round only fills caches


def provider_modules() -> list[str]:
    """Which provider modules are loaded by a whole offline run; there should be none."""
    code = (
        "import sys; sys.argv[1:] = ['run', 'seeds', '--engine', 'offline', '-q']\n"
        "from summarizer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('openai', 'instructor', 'tenacity', 'httpx2', 'httpx') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted(part.strip("'[] ") for part in told.strip().splitlines()[-1].split(",") if part.strip("'[] "))
