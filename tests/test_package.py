"""What is shipped: the wheel holds prompts and schemas and no secret, and works with the source out of reach."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS

from summarizer import contract


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist, built from a checkout that has a .env in it."""
    folder, source = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("checkout") / "source"
    left = shutil.ignore_patterns(".venv", ".git", "out", "dist", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=left)
    (source / ".env").write_text("OPENAI_API_KEY=secret-key\n")
    build = [sys.executable, "-m", "build", "--outdir", str(folder), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    return folder


def members(built: Path) -> dict[str, set[str]]:
    """Names of the files in wheel and sdist."""
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as one, tarfile.open(sdist) as two:
        return {"wheel": set(one.namelist()), "sdist": {name.partition("/")[2] for name in two.getnames()}}


def test_prompts_schemas_and_data_are_shipped(built: Path) -> None:
    """Every prompt, schema, word list and page file is in the wheel, the types marker too."""
    shipped = members(built)["wheel"]
    assert {f"summarizer/prompts/{path.name}" for path in (ROOT / "prompts").iterdir()} <= shipped
    assert {f"summarizer/schemas/{word}.schema.json" for word in contract.WORDS} <= shipped
    data = [path for path in (ROOT / "summarizer").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {str(path.relative_to(ROOT)) for path in data} <= shipped
    assert "summarizer/py.typed" in shipped


def test_no_secret_is_shipped(built: Path) -> None:
    """.env is in neither, though it lay in the checkout."""
    assert not any(Path(name).name == ".env" for names in members(built).values() for name in names)


def test_the_wheel_works_with_the_source_out_of_reach(built: Path, tmp_path: Path) -> None:
    """Installed alone, in another folder, the command reads the seeds and the prompts are found."""
    (wheel,) = built.glob("*.whl")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(tmp_path / "site"),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import summarizer; from summarizer import prompt\n"
        "assert 'site' in summarizer.__file__, summarizer.__file__\n"
        "assert prompt.load('extract').system\n"
        "from summarizer.cli import main; sys.argv[0] = 'summarizer'; main()"
    )
    words = ["run", str(SEEDS), "--engine", "offline", "-o", str(tmp_path / "out"), "-q"]
    line = [sys.executable, "-P", "-c", code, str(tmp_path / "site"), *words]
    subprocess.run(line, check=True, cwd=tmp_path, env={"PATH": os.environ["PATH"]})
    assert json.loads((tmp_path / "out" / "brief.json").read_text())["claims"]
