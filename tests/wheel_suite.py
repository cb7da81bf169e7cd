"""Run the suite against the built wheel, the package's source out of reach: `make wheel-test WITH=python3.13`.

The sdist is unpacked without the package and without a checkout around it; the wheel is installed into an environment
of its own; the tests run there. Further words go to pytest.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main(python: str, *words: str) -> int:
    """Build, install, unpack, test; give pytest's exit code."""
    with tempfile.TemporaryDirectory(prefix="wheel-suite-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(ROOT))
        (wheel,) = (folder / "dist").glob("*.whl")
        checkout = unpacked(folder)
        installed = environment(python, folder, wheel, checkout)
        # test_package builds the wheel anew, and for that needs what was just taken away
        line = [str(installed), "-m", "pytest", "--ignore", "tests/test_package.py", *words]
        return subprocess.run(line, cwd=checkout, check=False).returncode


def unpacked(folder: Path) -> Path:
    """Unpack the sdist and take the package out of it."""
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    (checkout,) = (path for path in folder.iterdir() if path.is_dir() and path.name != "dist")
    (checkout / "summarizer").rename(folder / "left-out")
    return checkout


def environment(python: str, folder: Path, wheel: Path, checkout: Path) -> Path:
    """Make an environment with the wheel and what the tests need; its Python."""
    run(python, "-m", "venv", str(folder / "venv"))
    installed = folder / "venv" / "bin" / "python"
    pip = (str(installed), "-m", "pip", "install", "--quiet")
    run(*pip, "--upgrade", "pip>=25.1")
    run(*pip, str(wheel), "--group", f"{checkout / 'pyproject.toml'}:dev")
    return installed


def run(*line: str) -> None:
    """Run a command that must succeed."""
    subprocess.run(line, check=True)


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [sys.executable])))
