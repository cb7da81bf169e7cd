"""What the documentation says is so: commands, help, examples, tables, links."""

import json
import re
import shutil
import sqlite3
import types
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
import pytest
from click.testing import CliRunner
from commands_page import all_verbs
from commands_page import page as commands_page
from conftest import ROOT, SEEDS
from pages import NOT_RUN, PAGES, anchors, blocks, commands, links, tables, ticked
from pydantic import BaseModel, SecretStr

from bench.server import ModelServer, ServerOptions, default_answer
from summarizer import models
from summarizer.cli import VERBS, cli
from summarizer.ledger import Ledger
from summarizer.library import extract, merge, summarize
from summarizer.llm.prices import price_of
from summarizer.models import Article
from summarizer.settings import Settings
from summarizer.steps.collect import stories
from summarizer.steps.render import write_brief, write_extracts
from summarizer.steps.render.exports import FORMATS
from summarizer.steps.render.exports.table import Row

BATCH, FORMATS_PAGE = ROOT / "docs" / "batch.md", ROOT / "docs" / "formats.md"
TEXT = "VALLEY (AP) — The dam held, the water board said. “Nobody was hurt,” its head Ada Lund said.\n"
OTHERS = {"--enable-auto-tool-choice", "--jinja", "--summarizer-record"}
"""Options of other programs that pages speak of."""


def named(page: Path) -> str:
    """Name a page in the report of a test."""
    return page.name


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages speak of: reports, a month, a brief with its extracts, two versions, prices."""
    folder = tmp_path_factory.mktemp("world")
    shutil.copytree(SEEDS, folder / "seeds" / SEEDS.name)
    shutil.copytree(SEEDS, folder / "reports")
    for name in ("ap.txt", "afp.txt"):
        shutil.copy(SEEDS / name, folder / name)
    paragraphs = "".join(f"<p>{TEXT} This was told {number} times.</p>" for number in range(2, 8))
    month = [{"text": f"{TEXT} On day {day}.", "story": f"day-{day}"} for day in range(3)]
    files = {
        **{name: f"{TEXT} As told in {name}." for name in ("a.txt", "story.txt", "strike-v1.txt", "strike-v2.txt")},
        "b.html": f"<html><body><article>{paragraphs}</article></body></html>",
        "month.jsonl": "\n".join(map(json.dumps, month)),
        "prices.toml": '"my-model" = { in = 0.1, out = 0.3 }\n',
        "extracts.jsonl": "\n".join(each.model_dump_json() for each in seeds_read()),
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    for name in ("out", "yesterday"):
        write_brief(merge(seeds_read(), story=SEEDS.name), folder / name)
        write_extracts(seeds_read(), folder / name)
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of it, and the place where the test is."""
    shutil.copytree(template, tmp_path / "world")
    monkeypatch.chdir(tmp_path / "world")
    return tmp_path / "world"


@cache
def seeds_read() -> tuple[models.Extract, ...]:
    """Read the example story once."""
    return extract(SEEDS, engine="offline")


# ── commands ──


def verb_of(words: list[str]) -> click.Command:
    """Find the verb of a documented command, or its step if it has some."""
    assert words[1] in VERBS, f"there is no verb {words[1]}"
    found = cli.get_command(click.Context(cli), words[1])
    assert found is not None
    if isinstance(found, click.Group) and len(words) > 2:
        assert words[2] in found.commands, f"{words[1]} has no step {words[2]}"
        return found.commands[words[2]]
    return found


def taken(words: list[str]) -> click.Context:
    """Let our own parser take a command, without running it."""
    whole = click.Context(cli, info_name="summarizer", **cli.context_settings)
    first = 3 if (*words, "")[1:3] in all_verbs() else 2
    return verb_of(words).make_context(words[first - 1], words[first:], parent=whole)


def known_options(verb: click.Command) -> set[str]:
    """Name the options of a verb."""
    return {name for option in verb.params for name in option.opts if isinstance(option, click.Option)}


@pytest.mark.parametrize("page", PAGES, ids=named)
@pytest.mark.usefixtures("world")
def test_each_documented_command_is_one(page: Path) -> None:
    """Verb, options and their values are taken by our own parser; only a file may be missing here."""
    for words in commands(page):
        if not words[1:] or words[1] in ("--version", "--help"):
            continue
        try:
            taken(words)
        except click.BadParameter as error:
            if "does not exist" not in error.message:
                raise


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_documented_commands_run(page: Path, world: Path, template: Path) -> None:
    """Each command whose inputs are there and that needs no endpoint runs, in the order of the page, and succeeds."""
    for words in commands(page):
        if runs_here(words):
            shutil.rmtree(world / "out")  # what one command writes there is not what the next one speaks of
            shutil.copytree(template / "out", world / "out")
            done = CliRunner().invoke(cli, words[1:], input=TEXT, standalone_mode=False)
            assert done.exception is None, (words, done.exception)
            assert done.return_value in (0, None), (words, done.output)


def runs_here(words: list[str]) -> bool:
    """Tell whether a command can run: no endpoint, no recordings, every input there."""
    if len(words) < 2 or words[1] not in VERBS or {"--base-url", "--replay", "--model"} & set(words):
        return False
    if words[1] == "batch" and "--dry-run" not in words:
        return False
    if "parquet" in words and find_spec("pyarrow") is None:
        return False
    try:
        context = taken(words)
    except click.BadParameter:
        return False
    arguments = [parameter.name for parameter in context.command.params if isinstance(parameter, click.Argument)]
    given = [context.params.get(name or "") for name in arguments]
    inputs = [str(each) for value in given for each in (value if isinstance(value, tuple) else (value,)) if each]
    return words[1] == "schema" or all(each == "-" or Path(each).exists() for each in inputs)


@pytest.mark.usefixtures("world")
def test_many_documented_commands_run() -> None:
    """The test above is not empty: most commands of the pages can run here."""
    found = [runs_here(words) for page in PAGES for words in commands(page)]
    assert sum(found) >= 20
    assert sum(found) >= len(found) / 2


def test_the_page_of_commands_is_what_help_prints() -> None:
    """docs/commands.md is written by tests/commands_page.py: run it after a change of the command line."""
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == commands_page()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_help_block_is_what_help_prints(page: Path) -> None:
    """A block that begins with our usage line stands in the real help, to the letter."""
    for block in blocks(page):
        if block.text.startswith("Usage: summarizer"):
            assert f"\n{block.text}\n" in commands_page()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_options_and_settings_that_are_spoken_of_exist(page: Path) -> None:
    """An option in backticks is one of some verb; a variable is a setting."""
    text = page.read_text(encoding="utf-8")
    options = {option for code in ticked(text) for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", code)}
    known = {name for verb in all_verbs() for name in known_options(verb_of(["summarizer", *verb]))}
    assert options <= known | OTHERS | {"--help", "--version"}
    settings = {field.alias for field in Settings.model_fields.values()}
    assert set(re.findall(r"\bSUMMARIZER_[A-Z_]+", text)) <= settings


def test_completion_is_there_for_each_shell() -> None:
    """The documented variable makes the command print its completion script."""
    for shell in ("bash", "zsh", "fish"):
        variable = f"_SUMMARIZER_COMPLETE={shell}_source"
        assert variable in (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
        done = CliRunner().invoke(cli, [], prog_name="summarizer", env=dict([variable.split("=")]))
        assert "_SUMMARIZER_COMPLETE" in done.output


# ── examples ──


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_examples_run(page: Path, world: Path) -> None:
    """The Python blocks of a page run offline, one after the other, as one program; those marked so only compile."""
    program = types.ModuleType("example")
    for block in blocks(page):
        if block.language == "python":
            code = compile(block.text, str(page), "exec")
            if not block.above.startswith(NOT_RUN):
                exec(code, program.__dict__)  # noqa: S102 - our own documentation
    assert world.is_dir()


def test_the_price_file_of_the_page_is_one(tmp_path: Path) -> None:
    """The example in docs/batch.md is read as a price file."""
    (example,) = (block.text for block in blocks(BATCH) if block.language == "toml")
    (tmp_path / "prices.toml").write_text(example, encoding="utf-8")
    price = price_of("my-model-large", tmp_path / "prices.toml")
    assert price is not None
    assert price.tokens_out == 0.3


def test_the_json_line_of_the_page_is_an_article(tmp_path: Path) -> None:
    """The example in docs/formats.md is read as an article with what it states."""
    (example,) = (block.text for block in blocks(FORMATS_PAGE) if block.text.startswith('{"text"'))
    (tmp_path / "line.jsonl").write_text(example, encoding="utf-8")
    (article,) = next(stories([str(tmp_path / "line.jsonl")])).articles
    assert {name: getattr(article, name) for name in ("source", "version", "outlet")} == {
        name: json.loads(example)[name] for name in ("source", "version", "outlet")
    }


# ── tables ──

WORDS: dict[str, type[BaseModel]] = {
    "brief.json": models.Brief,
    "article": models.Article,
    "party": models.Party,
    "claim": models.Claim,
    "support": models.Support,
    "rendering": models.Rendering,
    "evidence": models.Evidence,
    "denial": models.Denial,
    "silence": models.Silence,
    "conflict": models.Conflict,
    "figure": models.Figure,
    "omission": models.Omission,
    "balance": models.Balance,
    "audit": models.Audit,
    "unaccounted": models.Unaccounted,
    "rejected": models.Rejected,
    "summary": models.SummarySentence,
    "decision": models.Decision,
    "failure": models.Failure,
}


@pytest.mark.parametrize("word", WORDS)
def test_each_key_of_a_brief_is_documented(word: str) -> None:
    """The table of a word names just its keys, and all values of a key that has a few."""
    told = {ticked(row[0])[0]: row[1] for row in tables(FORMATS_PAGE)[word]}
    fields = WORDS[word].model_fields
    assert set(told) == set(fields)
    for name, field in fields.items():
        if get_origin(field.annotation) is Literal:
            assert set(get_args(field.annotation)) <= set(ticked(told[name])), name


def test_every_word_inside_a_brief_has_its_table() -> None:
    """No model that a brief holds is left out."""
    inside: set[str] = set()
    waiting: list[Any] = [models.Brief]
    while waiting:
        kind = waiting.pop()
        waiting.extend(get_args(kind))
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in inside:
            inside.add(kind.__name__)
            waiting.extend(field.annotation for field in kind.model_fields.values())
    assert inside == {model.__name__ for model in WORDS.values()}


def test_each_column_of_csv_is_documented() -> None:
    """The table names the columns of csv and parquet in their order."""
    assert tuple(name for row in tables(FORMATS_PAGE)["csv"] for name in ticked(row[0])) == Row._fields


def test_each_export_has_its_section() -> None:
    """Every format that `export` writes is described under its name."""
    assert set(FORMATS) <= anchors(FORMATS_PAGE)


def test_the_ledger_is_as_documented(tmp_path: Path) -> None:
    """Tables, columns and types of docs/batch.md are those of a ledger."""
    Ledger.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as data:
        names = [name for (name,) in data.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        real = {name: [row[1:3] for row in data.execute(f"PRAGMA table_info({name})")] for name in names}
    data.close()
    told = {
        heading: [(ticked(row[0])[0], row[1]) for row in rows]
        for heading, rows in tables(BATCH).items()
        if heading in real
    }
    assert told == real


# ── links ──


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=named)
def test_each_link_leads_somewhere(page: Path) -> None:
    """A relative link leads to a file or folder of the project, an anchor to a heading of its page."""
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def test_pages_that_the_code_speaks_of_are_there() -> None:
    """A docstring, a message or a setting that names docs/X.md names a page."""
    files = [*(ROOT / "summarizer").rglob("*.py"), *PAGES, ROOT / ".env.example", ROOT / "CONTRIBUTING.md"]
    found = {name for file in files for name in re.findall(r"\bdocs/[\w-]+\.md\b", file.read_text(encoding="utf-8"))}
    assert found
    assert not [name for name in found if not (ROOT / name).is_file()]


def test_an_article_may_state_what_the_page_says() -> None:
    """The fields that a JSON line may state are those of an article."""
    assert {ticked(row[0])[0] for row in tables(FORMATS_PAGE)["ninjs"]} <= set(Article.model_fields)


# ── what leaves the machine ──


def test_no_path_and_no_key_is_in_what_a_model_is_asked(tmp_path: Path) -> None:
    """docs/security.md: requests hold the article's words and ours, not where it lies, and no secret."""
    shutil.copytree(SEEDS, tmp_path / "confidential-folder" / "dam")
    asked: list[str] = []

    def answer(request: dict[str, Any]) -> str:
        asked.append(json.dumps(request, ensure_ascii=False))
        return default_answer(request)

    with ModelServer(ServerOptions(answer=answer)) as server:
        settings = Settings(api_key=SecretStr("secret-key"), base_url=server.url, reasks=0)
        summarize(tmp_path / "confidential-folder", settings=settings)
    assert asked
    assert not [text for text in asked if "confidential" in text or str(tmp_path) in text or "secret-key" in text]
