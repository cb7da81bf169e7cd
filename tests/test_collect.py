"""Collect reads what it can and says of the rest, in a sentence each, why not."""

import gc
import io
import json
import sys
from pathlib import Path

import pytest
from conftest import SEEDS

from summarizer.errors import UsageError
from summarizer.models import Article
from summarizer.steps.collect import Story, stories
from summarizer.steps.collect.files import slug
from summarizer.text.header import read_header

BODY = "The dam held through the night, the regional water board said, and nobody was hurt in the valley below."


def read(*paths: Path | str) -> Story:
    """Read paths as one story."""
    return next(stories([str(path) for path in paths], "all"))


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file for a test."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_seeds_show_agency_dateline_and_title() -> None:
    """The two reports are told apart by what their tops show."""
    afp, ap = read(SEEDS).articles
    assert (afp.agency, afp.dateline) == ("AFP", "SEOUL")
    assert (ap.agency, ap.dateline, ap.title) == ("AP", "SEOUL, South Korea", None)
    assert afp.title
    assert afp.text.count(afp.title) == 2


def test_the_text_stays_as_it_was_read(tmp_path: Path) -> None:
    """Line ends, blank lines and odd spaces are kept: offsets count them."""
    text = f"Title\r\n\r\n  {BODY}\u00a0\n\n"
    assert read(write(tmp_path, "a.txt", text)).articles[0].text == text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("report.txt", b"%PDF-1.7 \x00\x01", "is a PDF"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary file"),
        ("latin.txt", "Zürich meldet".encode("latin-1"), "not UTF-8"),
        ("wide.txt", "Zürich meldet".encode("utf-16"), "UTF-16"),
        ("page.html", b"<html><body></body></html>", "holds no article"),
        ("lines.jsonl", b"", "is empty"),
        ("lines.jsonl", b"not json\n", "not a JSON object"),
        ("lines.jsonl", b'{"text": "x", "colour": "red"}\n', "colour"),
        ("lines.jsonl", b'{"title": "x"}\n', "with a text field"),
    ],
)
def test_what_cannot_be_read_is_named_in_a_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    """Each bad input is one failure that names the file, and the others go on."""
    bad = write(tmp_path, name, content)
    story = read(bad, write(tmp_path, "good.txt", BODY))
    assert [failure.fatal for failure in story.failures] == [True]
    assert says in story.failures[0].reason
    assert name in story.failures[0].reason
    assert len(story.articles) == 1


def test_an_over_large_input_is_refused_with_the_setting_that_allows_it(tmp_path: Path) -> None:
    """The sentence names the limit and the variable."""
    story = next(stories([str(write(tmp_path, "big.txt", "x" * 100))], "all", max_bytes=50))
    assert "SUMMARIZER_MAX_INPUT_BYTES" in story.failures[0].reason


def test_equal_texts_are_read_once(tmp_path: Path) -> None:
    """A duplicate is listed with what it repeats, and is no failure of the run."""
    story = read(write(tmp_path, "a.txt", BODY), write(tmp_path, "b.txt", BODY))
    assert len(story.articles) == 1
    assert "same text as" in story.failures[0].reason
    assert not story.failures[0].fatal


def test_a_path_that_is_not_there_is_the_users_mistake(tmp_path: Path) -> None:
    """Nothing is read when a path does not exist."""
    with pytest.raises(UsageError, match="no file or folder"):
        read(tmp_path / "no-such-file")
    with pytest.raises(UsageError, match="no article in"):
        read(tmp_path)


def test_each_folder_is_a_story(tmp_path: Path) -> None:
    """Folders of articles become stories; hidden files and other kinds are left alone."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "a.txt", f"{BODY} In {name}.")
        write(tmp_path / name, ".hidden.txt", BODY)
        write(tmp_path / name, "data.csv", "1,2")
        write(tmp_path / name, "data.json", '{"colour": "red"}')
    found = list(stories([str(tmp_path)]))
    assert [(story.name, len(story.articles)) for story in found] == [("one", 1), ("two", 1)]
    assert [len(story.articles) for story in stories([str(tmp_path)], "all")] == [2]


def test_two_folders_of_one_name_are_two_stories_with_files_of_their_own(tmp_path: Path) -> None:
    """The second “fire” is “fire-2”: nothing that is written of one takes the place of the other."""
    for town, name in (("ore", "fire"), ("ore", "fire-2"), ("rovik", "fire")):
        (tmp_path / town / name).mkdir(parents=True)
        (tmp_path / town / name / "a.txt").write_text(f"The {name} in {town} is out, Ada Lund said.")
    found = list(stories([str(tmp_path)]))
    assert [one.name for one in found] == ["fire", "fire-2", "fire-3"]
    assert [article.story for one in found for article in one.articles] == ["fire", "fire-2", "fire-3"]


def test_json_lines_are_an_article_each_with_their_own_fields(tmp_path: Path) -> None:
    """The fields of Article are taken from the line; the source names the line."""
    lines = [{"text": BODY, "outlet": "Post", "published": "2024-05-01"}, {"text": BODY + " More.", "id": "mine"}]
    story = read(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert story.articles[0].outlet == "Post"
    assert str(story.articles[0].published) == "2024-05-01"
    assert story.articles[0].source.endswith("a.jsonl#1")
    assert story.articles[1].id == "mine"


def test_the_stories_of_a_file_come_one_by_one(tmp_path: Path) -> None:
    """A file may be larger than memory: a story is on its way with its last article, and is not held any longer."""
    lines = [{"text": f"{BODY} Report {number}.", "story": f"s{number // 2}"} for number in range(400)]
    file = write(tmp_path, "month.jsonl", "\n".join(map(json.dumps, lines)))
    before = articles_in_memory()
    for number, story in enumerate(stories([str(file)])):
        assert (story.name, len(story.articles)) == (f"s{number}", 2)
        if number in (50, 100, 198):
            assert articles_in_memory() < before + 20
    assert number == 199


def articles_in_memory() -> int:
    """Count what is held, by these tests and by others."""
    return sum(isinstance(held, Article) for held in gc.get_objects())


def test_a_story_waits_for_its_articles_wherever_they_stand(tmp_path: Path) -> None:
    """Its articles may lie apart and in several files; what cannot be read is told of in the folder's own story."""
    named = [json.dumps({"text": f"{BODY} {number}.", "story": name}) for number, name in enumerate("abab")]
    write(tmp_path, "one.jsonl", "\n".join([*named, '{"story": "a", "text": 1}', json.dumps({"text": BODY})]))
    write(tmp_path, "two.jsonl", json.dumps({"text": f"{BODY} Last.", "story": "b"}))
    found = {story.name: story for story in stories([str(tmp_path)])}
    own = found.pop(slug(tmp_path.name))
    assert {name: len(story.articles) for name, story in found.items()} == {"a": 2, "b": 3}
    assert (len(own.articles), len(own.failures)) == (1, 1)


def test_two_articles_of_a_story_with_one_id_are_told_apart(tmp_path: Path) -> None:
    """The second would overwrite the first in the output: it is refused, with a sentence."""
    lines = [{"text": BODY, "id": "mine"}, {"text": BODY + " More.", "id": "mine"}]
    story = read(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert len(story.articles) == 1
    assert "has the id mine" in story.failures[0].reason


def test_html_is_read_without_what_surrounds_the_article(tmp_path: Path) -> None:
    """Menus and scripts stay out; the title and the date come from the page."""
    page = (
        "<html><head><title>Dam holds</title><meta property='og:site_name' content='Valley Post'>"
        "<meta property='article:published_time' content='2024-05-01T10:00:00Z'></head><body>"
        "<nav>Home Sport Weather</nav><article><h1>Dam holds</h1>"
        + "".join(f"<p>{BODY} Paragraph {number}.</p>" for number in range(6))
        + "</article><script>alert(1)</script></body></html>"
    )
    article = read(write(tmp_path, "page.html", page)).articles[0]
    assert "The dam held" in article.text
    assert "alert" not in article.text
    assert article.outlet == "Valley Post"
    assert str(article.published) == "2024-05-01"


def test_standard_input_is_an_article_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input, in either form."""
    for text, count in ((BODY, 1), ('{"text": "One."}\n{"text": "Two."}\n', 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert len(read("-").articles) == count


def test_the_same_text_in_the_same_place_keeps_its_id(tmp_path: Path) -> None:
    """Ids depend on the file's name and the text, not on what else is read."""
    path = write(tmp_path, "Ärger im Tal.txt", BODY)
    alone = read(path).articles[0].id
    assert alone == next(a.id for a in read(path, write(tmp_path, "0.txt", "Another.")).articles if a.text == BODY)
    assert alone.startswith("arger-im-tal-")


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("SEOUL, South Korea (AP) — Talks.", "SEOUL, South Korea", "AP"),
        ("SEOUL (AFP) : Talks.", "SEOUL", "AFP"),
        ("PARIS, March 3 (Reuters) - Talks.", "PARIS", "Reuters"),
        ("GENEVA — Talks.", "GENEVA", None),
        ("NEW YORK (AP) -- Talks.", "NEW YORK", "AP"),
        ("NATO said it was ready: talks.", None, None),
        ("The talks went on.", None, None),
    ],
)
def test_datelines_are_read_in_their_forms(text: str, dateline: str | None, agency: str | None) -> None:
    """A dateline is a place in capitals, perhaps an agency, and a dash or colon."""
    header = read_header(f"A title line\n\n{text}\n")
    assert (header.dateline, header.agency) == (dateline, agency)
