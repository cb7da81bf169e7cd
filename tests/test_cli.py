"""The command line as a person meets it: whole processes, their output, files and exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import apart as summarizer
from conftest import ROOT, SEEDS

from bench.server import ModelServer, ServerOptions, every_nth, status_fault

TEXT = "VALLEY (AP) — The dam held, the water board said. “Nobody was hurt,” its head Ada Lund said.\n"


def test_a_run_writes_every_file_and_shows_the_brief(tmp_path: Path) -> None:
    """`run -o` ends with the brief on the terminal and its files on disk."""
    done = summarizer("run", SEEDS, "--engine", "offline", "-o", tmp_path / "out")
    assert "Claims" in done.stdout
    assert {path.name for path in (tmp_path / "out").glob("[!.]*")} == {
        "articles",
        "brief.html",
        "brief.json",
        "brief.md",
        "ledger.sqlite",
        "run.json",
    }
    assert len(list((tmp_path / "out" / "articles").iterdir())) == 2


def test_the_brief_has_the_published_keys(tmp_path: Path) -> None:
    """brief.json has the top-level keys that the contract names, and evidence that is in the text."""
    summarizer("run", SEEDS, "--engine", "offline", "-o", tmp_path, "-q")
    brief = json.loads((tmp_path / "brief.json").read_text())
    named = "articles parties claims denials silences conflicts audit summary decisions failures".split()
    assert set(named) <= set(brief)
    texts = {article["id"]: article["text"] for article in brief["articles"]}
    items = [*brief["claims"], *brief["denials"], *brief["silences"]]
    found = [evidence for item in items for evidence in item["evidence"]]
    assert found
    assert all(texts[e["article"]][e["start"] : e["end"]] == e["exact"] for e in found)


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs of the offline engine write equal briefs."""
    for name in ("one", "two"):
        summarizer("run", SEEDS, "--engine", "offline", "-o", tmp_path / name, "-q")
    for file in ("brief.json", "brief.md", "brief.html"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_several_stories_get_a_folder_each(tmp_path: Path) -> None:
    """Two folders of articles become two briefs."""
    for name in ("one", "two"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "a.txt").write_text(f"{TEXT} In {name}.")
    summarizer("run", tmp_path / "in", "-o", tmp_path / "out")
    assert (tmp_path / "out" / "one" / "brief.json").is_file()
    assert (tmp_path / "out" / "two" / "brief.json").is_file()
    page = (tmp_path / "out" / "index.html").read_text()
    assert "./one/brief.html" in page
    assert "./two/brief.html" in page


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "no-such-file"], "There is no file or folder no-such-file"),
        (["rum"], "Did you mean run"),
        (["run", str(SEEDS), "--engine", "llm"], "OPENAI_API_KEY is not set"),
        (["run", str(SEEDS), "--replay", "nowhere"], "no folder of recordings"),
        (["show", str(SEEDS)], "no brief"),
        (["schema", "claims"], "no schema of claims"),
    ],
)
def test_a_mistake_in_the_call_is_one_sentence(words: list[str], says: str) -> None:
    """Usage errors say what to do; nothing is run."""
    done = summarizer(*words, code=1 if "--replay" in words else 2)
    assert says in done.stderr


@pytest.mark.parametrize(("content", "says"), [(b"", "is empty"), (b"%PDF-1.4 \x00", "is a PDF")])
def test_an_article_that_cannot_be_read_fails_the_run_but_not_the_rest(
    tmp_path: Path, content: bytes, says: str
) -> None:
    """Exit code 1 and one sentence for the bad file; the good one is in the brief."""
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    done = summarizer("run", tmp_path, "--engine", "offline", code=1)
    assert done.stderr.count(says) == 1
    assert "dam held" in done.stdout


def test_a_refused_key_ends_the_run_in_one_sentence() -> None:
    """A 401 is told once, without the key, with exit code 1."""
    with ModelServer(ServerOptions(fault=every_nth(1, status_fault(401)))) as server:
        done = summarizer("run", SEEDS, code=1, OPENAI_API_KEY="secret-key", OPENAI_BASE_URL=server.url)
        assert "refuses the key (401)" in done.stderr
        assert "secret-key" not in done.stderr + done.stdout


def test_auto_says_who_reads() -> None:
    """Without a key the first line says that the rules read, and why."""
    assert "OPENAI_API_KEY is not set" in summarizer("run", SEEDS).stderr


def test_dot_env_is_read_where_the_command_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings may stand in .env; the environment wins over it."""
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("SUMMARIZER_ENGINE=oracle\n")
    assert "SUMMARIZER_ENGINE" in summarizer("run", SEEDS, code=2).stderr
    summarizer("run", SEEDS, SUMMARIZER_ENGINE="offline")


def test_extract_and_merge_are_the_two_halves_of_run(tmp_path: Path) -> None:
    """Extracts as JSON lines, merged, are the same claims as in one run."""
    lines = summarizer("extract", SEEDS, "--engine", "offline").stdout
    (tmp_path / "x.jsonl").write_text(lines)
    summarizer("merge", tmp_path / "x.jsonl", "-o", tmp_path / "merged", "--name", "arms-to-russia")
    summarizer("run", SEEDS, "--engine", "offline", "-o", tmp_path / "run", "-q")
    one = json.loads((tmp_path / "merged" / "brief.json").read_text())
    two = json.loads((tmp_path / "run" / "brief.json").read_text())
    assert one == two


def test_show_shows_one_claim_with_its_evidence(tmp_path: Path) -> None:
    """`show --claim` prints the claim and where it stands."""
    summarizer("run", SEEDS, "--engine", "offline", "-o", tmp_path, "-q")
    assert "c1" in summarizer("show", tmp_path, "--claim", "c1").stdout
    assert "There is no claim c999" in summarizer("show", tmp_path, "--claim", "c999", code=2).stderr


def test_schema_prints_the_contract() -> None:
    """`schema brief` is the file of the same name."""
    assert summarizer("schema", "brief").stdout == (ROOT / "schemas" / "brief.schema.json").read_text()


def test_piped_output_is_plain() -> None:
    """No colour and no control sequence where nobody looks at a terminal."""
    assert "\x1b" not in summarizer("run", SEEDS, "--engine", "offline").stdout


def test_help_needs_no_provider_and_no_pydantic() -> None:
    """The start of the command imports what it needs and no more."""
    code = (
        "import sys; sys.argv = ['summarizer', '--help']\n"
        "from summarizer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('openai', 'instructor', 'pydantic', 'rich', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_offline_run_imports_no_provider() -> None:
    """Neither a provider module nor what checks a model's answers is imported where no call is made."""
    code = (
        f"import sys; sys.argv = ['summarizer', 'run', {str(SEEDS)!r}, '--engine', 'offline']\n"
        "from summarizer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "checks = 'summarizer.steps.ground.wording'\n"
        "asks = 'summarizer.llm.model'\n"
        "print([m for m in ('openai', 'instructor', 'tenacity', asks, checks) if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_extract_reads_several_stories_at_once_and_keeps_their_order(tmp_path: Path) -> None:
    """Stories of one article each are under way together; their lines come in the order of the input."""
    lines = [json.dumps({"text": f"{TEXT} Told on day {day}.", "story": f"day-{day}"}) for day in range(6)]
    (tmp_path / "month.jsonl").write_text("\n".join(lines))
    with ModelServer(ServerOptions(latency=0.3)) as server:
        words = ("extract", tmp_path / "month.jsonl", "--concurrency", "3")
        done = summarizer(*words, OPENAI_API_KEY="key", OPENAI_BASE_URL=server.url)
        assert server.counters.in_flight_peak == 3
    told = [json.loads(line)["article"]["story"] for line in done.stdout.splitlines()]
    assert told == [f"day-{day}" for day in range(6)]
