"""A bundle is the whole of a run: it verifies without key or network, and names what is not as it was."""

import hashlib
import json
import random
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from command import apart, here
from conftest import ROOT, SEEDS

import summarizer
from bench.record_example import answer
from bench.server import FaultPolicy, ModelServer, ServerOptions, every_nth, on_match, status_fault
from summarizer import prompt
from summarizer.bundle import Bundle, check, container, read_bundle
from summarizer.bundle.container import Member
from summarizer.errors import UsageError

REPORTS = ROOT / "docs" / "testing" / "reports" / "ferry"


def command(*words: str | Path, code: int = 0, **env: str) -> str:
    """Run the command in an empty environment, check its exit code, and return all it said."""
    done = here(*words, code=code, **env)
    return done.stdout + done.stderr


def asked(file: Path, *words: str | Path, code: int = 0, fault: FaultPolicy | None = None) -> str:
    """Bundle a run of the ferry's reports that a model on this machine answers."""
    with ModelServer(ServerOptions(answer=answer, fault=fault)) as server:
        line = ["run", REPORTS, "-q", "--bundle", file, "--base-url", server.url, *words]
        return command(*line, code=code, OPENAI_API_KEY="secret-key", SUMMARIZER_TRIES="2")


def can_unshare() -> bool:
    """Tell whether a process can be given a network of its own, with nothing in it."""
    unshare = shutil.which("unshare")
    return unshare is not None and not subprocess.run([unshare, "-rn", "true"], check=False).returncode


@pytest.fixture(scope="module")
def by_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the seeds, read offline."""
    file = tmp_path_factory.mktemp("bundles") / "seeds.bundle"
    command("run", SEEDS, "--engine", "offline", "-q", "--bundle", file)
    return file


@pytest.fixture(scope="module")
def by_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a run with a model whose every third call gets lost once."""
    file = tmp_path_factory.mktemp("bundles") / "ferry.bundle"
    asked(file, fault=every_nth(3, status_fault(503)))
    return file


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no connection leave this process."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


def with_members(file: Path, change: Callable[[dict[str, bytes]], None]) -> Bundle:
    """Change a bundle's members and seal it again, so that only its meaning has changed."""
    members = dict(read_bundle(file).members)
    change(members)
    manifest = json.loads(members.pop("manifest.json"))
    sums = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()}
    manifest["members"] = sums
    return Bundle({"manifest.json": json.dumps(manifest).encode(), **members}, manifest, container.Damage())


def told(bundle: Bundle, kind: str) -> list[str]:
    """What a check says of one kind."""
    return [finding.told for finding in check(bundle).findings if finding.kind == kind]


def exchange(bundle: Bundle | Path, start: str) -> str:
    """The name of the exchange that begins so."""
    members = bundle.members if isinstance(bundle, Bundle) else read_bundle(bundle).members
    return next(name for name in members if name.startswith(f"exchanges/{start}"))


# ── the same run, the same bytes ────────────────────────────────────────────────────────────────────────────────────


def test_the_same_run_gives_the_same_bytes(by_rules: Path, tmp_path: Path) -> None:
    """No clock and no folder of the machine is in a bundle: another checkout, another day, the same bytes."""
    shutil.copytree(SEEDS, tmp_path / "elsewhere" / SEEDS.name)
    command("run", tmp_path / "elsewhere" / SEEDS.name, "--engine", "offline", "-q", "--bundle", tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == by_rules.read_bytes()
    assert str(ROOT).encode() not in by_rules.read_bytes()


def test_a_replayed_run_is_packed_with_the_same_exchanges(by_model: Path, tmp_path: Path) -> None:
    """Replaying a bundle's exchanges and packing that run again keeps every answer and every lost attempt."""
    first = read_bundle(by_model)
    (tmp_path / "tape").mkdir()
    for name, data in first.under("exchanges").items():
        (tmp_path / "tape" / name).write_bytes(data)
    command("run", REPORTS, "-q", "--replay", tmp_path / "tape", "--bundle", tmp_path / "again")
    again = read_bundle(tmp_path / "again")
    for folder in ("exchanges", "stories", "prompts", "schemas"):
        assert first.under(folder) == again.under(folder)


def test_a_bundle_holds_every_attempt_and_no_key(by_model: Path) -> None:
    """Lost calls stand beside the answer that came in the end; the key stands nowhere."""
    exchanges = read_bundle(by_model).under("exchanges")
    turns = [turn for data in exchanges.values() for turn in json.loads(data)["turns"]]
    assert len(exchanges) == len(turns) == 3
    assert [turn["attempts"] for turn in turns if turn["attempts"]] == [["HTTP 503"]]
    assert b"secret-key" not in by_model.read_bytes()
    assert REPORTS.parent.as_posix().encode() not in by_model.read_bytes()


def test_a_story_that_was_done_before_is_in_the_bundle(tmp_path: Path) -> None:
    """A bundle holds the whole run, also what the output folder's ledger has already."""
    for _ in range(2):
        command("run", REPORTS, "--engine", "offline", "-q", "-o", tmp_path / "out", "--bundle", tmp_path / "b")
    briefs = list(read_bundle(tmp_path / "b").briefs())
    assert [brief.story for brief in briefs] == ["ferry"]
    assert check(read_bundle(tmp_path / "b")).holds


def test_stories_of_one_name_stay_apart(tmp_path: Path) -> None:
    """Two folders of one name are two stories of the bundle, in the same order in every run."""
    for town in ("ore", "rovik"):
        (tmp_path / town / "news").mkdir(parents=True)
        (tmp_path / town / "news" / "a.txt").write_text(f"The dam of {town} held, the water board said.\n")
    for name in ("one", "two"):
        command("run", tmp_path / "ore", tmp_path / "rovik", "--engine", "offline", "-q", "--bundle", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    found = read_bundle(tmp_path / "one")
    assert {kept.folder for kept in found.stories()} == {"stories/news", "stories/news-2"}
    assert check(found).holds


# ── it verifies ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("no_sockets")
def test_both_engines_verify_with_sockets_refused(by_rules: Path, by_model: Path) -> None:
    """A check needs no key and tries no connection."""
    assert check(read_bundle(by_rules)).findings == ()
    checked = check(read_bundle(by_model))
    assert checked.findings == ()
    assert (checked.counts["exchanges"], checked.counts["results"]) == (3, 3)


@pytest.mark.skipif(not can_unshare(), reason="This machine cannot make a network namespace.")
def test_a_bundle_verifies_where_there_is_no_network(by_rules: Path, by_model: Path) -> None:
    """In a network namespace of its own, without a key, `verify` says that it verifies."""
    for file in (by_rules, by_model):
        assert "verifies, byte for byte" in apart("verify", file, before=("unshare", "-rn")).stdout


def test_a_call_that_was_lost_for_good_is_lost_again(tmp_path: Path) -> None:
    """A run with an article that no answer came for verifies: its failure is part of what was recorded."""
    asked(tmp_path / "b", code=1, fault=on_match("Everybody on board", status_fault(503)))
    bundle = read_bundle(tmp_path / "b")
    (brief,) = bundle.briefs()
    assert "No answer after 2 tries" in brief.failures[0].reason
    assert json.loads(bundle.members[exchange(bundle, "extract-coast")])["turns"][0]["failed"]["kind"] == "LostCall"
    assert check(bundle).findings == ()


def test_a_run_that_ended_early_is_not_packed(tmp_path: Path) -> None:
    """A refused key ends the run: there is nothing that could be run again."""
    said = asked(tmp_path / "b", code=1, fault=every_nth(1, status_fault(401)))
    assert "No bundle was written" in said
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("mode", ["json_schema", "json"])
def test_every_mode_is_replayed_as_it_was_asked(tmp_path: Path, mode: str) -> None:
    """An answer in the content of a message is read from there, whatever the settings of the replay say."""
    asked(tmp_path / "b", "--mode", mode, "--record", tmp_path / "tape")
    assert check(read_bundle(tmp_path / "b")).findings == ()
    command("run", REPORTS, "-q", "--replay", tmp_path / "tape")


# ── without texts ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_texts_no_request_and_no_article_carries_them(tmp_path: Path) -> None:
    """--no-texts leaves digests; what remains of an article is what the result quotes."""
    asked(tmp_path / "b", "--no-texts")
    bundle = read_bundle(tmp_path / "b")
    assert not any(name.endswith(".txt") for name in bundle.members)
    assert all(not article.text for brief in bundle.briefs() for article in brief.articles)
    assert len(bundle.under("exchanges")) == 3
    assert not any(b"=== ARTICLE" in data for data in bundle.under("exchanges").values())
    with pytest.raises(UsageError, match="give the files"):
        check(bundle)
    assert check(bundle, [str(REPORTS)]).findings == ()


@pytest.mark.parametrize("texts", [True, False])
def test_an_input_that_was_changed_since_is_named(tmp_path: Path, texts: bool) -> None:
    """The inputs behind the bundle's name are compared with what was read."""
    words = () if texts else ("--no-texts",)
    command("run", REPORTS, "--engine", "offline", "-q", "--bundle", tmp_path / "b", *words)
    shutil.copytree(REPORTS, tmp_path / "ferry")
    post = tmp_path / "ferry" / "harbour-post.txt"
    post.write_text(post.read_text().replace("90", "95"))
    said = command("verify", tmp_path / "b", tmp_path / "ferry", code=1)
    assert "ferry/harbour-post.txt has changed since it was read" in said
    assert "coast-daily" not in said
    assert ("differs" in said) == texts


# ── what is not as it was ───────────────────────────────────────────────────────────────────────────────────────────


def test_each_byte_of_a_container_is_watched() -> None:
    """Whichever byte is changed, its member is named, or its offset where it is none of a member's content."""
    members = [Member("manifest.json", b'{"a.txt", "b/c.txt"}'), Member("a.txt", b"abc"), Member("b/c.txt", b"d\n")]
    whole = container.packed(members)
    starts = {name: whole.index(name.encode() + data) + len(name) for name, data in members}
    contents = {starts[name] + k: name for name, data in members for k in range(len(data))}
    for at in range(len(whole)):
        for flip in (0x01, 0x80, 0xFF):
            found = container.read(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
            assert found is not None
            damage = found[1]
            expected = ((contents[at],), None) if at in contents else ((), at)
            assert (damage.changed, damage.at) == expected, (at, flip, damage)


def test_each_byte_of_the_seeds_bundle_is_watched(by_rules: Path) -> None:
    """Three hundred bytes all over the bundle, headers too: what is named is what was changed."""
    whole = by_rules.read_bytes()
    members = read_bundle(by_rules).members
    starts = {name: whole.index(name.encode() + data[:16]) + len(name) for name, data in members.items()}
    drawn = random.Random(7)
    for at in (*range(90), *range(len(whole) - 90, len(whole)), *(drawn.randrange(len(whole)) for _ in range(120))):
        found = container.read(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        assert found is not None
        inside = [name for name, start in starts.items() if start <= at < start + len(members[name])]
        assert (list(found[1].changed), found[1].at) == (inside, None if inside else at)


@pytest.mark.parametrize("at", [-1, 5, 300, 20_000, 230_000])
def test_verify_names_the_damage(by_rules: Path, tmp_path: Path, at: int) -> None:
    """One flipped byte: exit code 1, and the member or the offset in the sentence."""
    whole = bytearray(by_rules.read_bytes())
    whole[at] ^= 0x01
    (tmp_path / "b").write_bytes(whole)
    said = command("verify", tmp_path / "b", code=1)
    assert "was changed" in said or f"damaged at byte {at % len(whole):,}" in said


@pytest.mark.parametrize("content", [b"", b"PK", b"no bundle at all", b"PK\x03\x04" + bytes(40)])
def test_a_file_that_is_no_bundle_is_refused(tmp_path: Path, content: bytes) -> None:
    """Anything else is told apart in a sentence."""
    (tmp_path / "b").write_bytes(content)
    assert "bundle" in command("verify", tmp_path / "b", code=2 if len(content) < 20 else 1)


def test_a_cut_or_lengthened_file_is_damaged(by_rules: Path) -> None:
    """A file that ends early or late is not the one that was written."""
    whole = by_rules.read_bytes()
    for data in (whole[:-1], whole[:-5000], whole + b"\n"):
        found = container.read(data)
        assert found is not None
        assert found[1].at is not None or found[1].changed


def test_the_first_byte_of_a_result_that_differs_is_named(by_rules: Path) -> None:
    """A result that does not come out again is named with its place, also where the seal is whole."""
    name = "stories/arms-to-russia/brief.json"
    place = read_bundle(by_rules).members[name].index(b"1,000 containers")

    def change(members: dict[str, bytes]) -> None:
        members[name] = members[name].replace(b"1,000 containers", b"2,000 containers", 1)

    (said,) = told(with_members(by_rules, change), "result")
    assert f"{name} is not the same: byte {place:,} differs" in said
    assert "2,000" in said


def test_a_missing_exchange_is_named(by_model: Path) -> None:
    """Every exchange that is asked for and not there is told, not only the first."""

    def change(members: dict[str, bytes]) -> None:
        del members[exchange(by_model, "extract-coast")], members[exchange(by_model, "extract-harbour")]

    missing = told(with_members(by_model, change), "missing")
    assert [said.startswith("No recording of prompt extract about") for said in missing] == [True, True]


def test_an_unused_exchange_is_named(by_model: Path) -> None:
    """An exchange that nothing asks for does not belong to the run."""

    def change(members: dict[str, bytes]) -> None:
        kept = json.loads(members[exchange(by_model, "summary")]) | {"key": "0" * 64}
        members["exchanges/summary-other.json"] = json.dumps(kept).encode()

    assert told(with_members(by_model, change), "unused") == ["Nothing asked for exchanges/summary-other.json."]


def test_a_member_put_in_or_taken_out_is_named(by_rules: Path) -> None:
    """The manifest knows every member."""
    bundle = read_bundle(by_rules)
    bundle.members["notes.txt"] = b"psst"
    del bundle.members["schemas/brief.schema.json"]
    assert told(bundle, "member") == [
        "notes.txt is not in the manifest: it was put in later.",
        "schemas/brief.schema.json is in the manifest and not in the bundle: it was taken out.",
    ]


def test_a_prompt_edited_by_one_word_is_shown(by_model: Path, tmp_path: Path) -> None:
    """An installed version whose prompt has changed fails the check with a readable diff, told once."""
    site = tmp_path / "site"
    shutil.copytree(Path(summarizer.__file__).parent, site / "summarizer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(prompt.folder("prompts"), site / "summarizer" / "prompts", dirs_exist_ok=True)
    edited = site / "summarizer" / "prompts" / "extract.md"
    edited.write_text(edited.read_text().replace("add nothing.", "invent nothing.", 1))
    said = apart("verify", by_model, code=1, PYTHONPATH=str(site)).stdout
    assert "prompts/extract.md has changed since" in said
    (old,) = [line for line in said.splitlines() if line.startswith("-") and line.endswith("add nothing.")]
    assert f"+{old[1:].replace('add', 'invent')}" in said
    assert len(old) < 200
    assert said.count("invent nothing.") == 1
    assert said.count("The request for prompt extract about") == 2


def test_the_seeds_verify_by_replay(tmp_path: Path) -> None:
    """The example story, as a language model read it, is bundled and verified without key or network."""
    recordings = ROOT / "tests" / "recordings" / "seeds"
    command("run", SEEDS, "-q", "--replay", recordings, "--bundle", tmp_path / "b")
    assert "verifies, byte for byte" in command("verify", tmp_path / "b")
