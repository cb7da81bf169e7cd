import json
import re
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from page_hostile import hostile
from page_samples import arms, full

from summarizer.models import Article, Brief
from summarizer.steps.render import STORIES_A_PAGE, row_of, write_index
from summarizer.steps.render.page import index_row, page
from summarizer.steps.render.page.compiled import Compiled
from summarizer.steps.render.page.heading import heading
from summarizer.steps.render.page.inert import clip, sheet, visible


def test_policy_lets_only_the_pages_own_style_and_script_act() -> None:
    """The policy names the digest of each inline style and script, and allows nothing else."""
    text = page(arms())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    told = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in told
    assert "unsafe" not in told
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert b64encode(sha256(inside.encode()).digest()).decode() in told


def test_page_names_no_address_of_the_network() -> None:
    """Nothing on the page is fetched: no element has a source, and every link stays on the page."""
    text = page(full())
    assert not re.search(r"<[^>]*\ssrc=", text)
    assert not re.search(r"<link\b|@import|url\((?!#)", text)
    assert all(link.startswith("#") for link in re.findall(r'<a[^>]*\shref="([^"]*)"', text))


def test_page_is_the_same_for_the_same_brief() -> None:
    """Two pages of one brief are the same bytes."""
    assert page(full()) == page(full())


def test_templates_are_compiled_once_and_anew_when_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte code of a template serves the next process, never a template of other words, and may fail to be kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    template = tmp_path / "a.html.jinja"

    def environment() -> Environment:
        return Environment(loader=FileSystemLoader(tmp_path), autoescape=True, bytecode_cache=Compiled())

    for words in ("one", "two"):
        template.write_text(words)
        assert environment().get_template(template.name).render() == words
    again = environment()
    monkeypatch.setattr(again, "compile", None)
    assert again.get_template(template.name).render() == "two"
    monkeypatch.setattr(sys, "pycache_prefix", str(template))
    assert environment().get_template(template.name).render() == "two"


def test_empty_brief_has_a_page() -> None:
    """A brief of nothing at all still says what it does not hold."""
    assert "No article could be read." in page(Brief())


@given(st.text())
def test_visible_text_keeps_its_length(text: str) -> None:
    """Showing control characters as signs moves no offset, and leaves none that acts."""
    shown = visible(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


@given(st.text(alphabet=st.characters(codec="utf-8")), st.data())
def test_offsets_count_as_a_browser_counts(text: str, data: st.DataObject) -> None:
    """An offset in code points becomes the offset of the same place in UTF-16."""
    at = data.draw(st.integers(0, len(text)))
    article = Article(id="a", source="a", text=text)
    assert sheet(article).to_utf16(at) == len(text[:at].encode("utf-16-le")) // 2


def test_paragraphs_end_at_blank_lines_or_else_at_line_breaks() -> None:
    """Lines that are wrapped by hand make one paragraph; without blank lines each line is one."""
    wrapped = sheet(Article(id="a", source="a", text="One\ntwo.\n\nThree."))
    single = sheet(Article(id="a", source="a", text="One.\nTwo.\n"))
    assert [wrapped.paragraph(at) for at in (0, 4, 10)] == [1, 1, 2]
    assert [single.paragraph(at) for at in (0, 5)] == [1, 2]


def test_clipped_text_tells_how_much_is_left_out() -> None:
    """A text over the limit ends with the number of characters that are not shown."""
    assert clip("x" * 1500, 1000) == "x" * 1000 + "… (500 more characters)"


def test_heading_gets_its_capitals_from_the_articles() -> None:
    """A slug is written as the articles write its words; another name stays as it is."""
    articles = [Article(id="a", source="a", text="They sent arms to Russia.")]
    assert heading("arms-to-russia", articles) == "Arms to Russia"
    assert heading("The Strike, day 2", articles) == "The Strike, day 2"


def test_index_links_stay_in_its_folder() -> None:
    """A story's path becomes a relative link, whatever its name is."""
    assert index_row(arms(), "javascript:alert(1)/brief.html").href == "./javascript%3Aalert%281%29/brief.html"
    assert json.dumps(index_row(hostile(), "a b/brief.html").href) == '"./a%20b/brief.html"'


def test_an_index_of_very_many_stories_is_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    """Every story is on one page of the index; a page that a shorter index does not need is taken away."""
    row = row_of(arms())
    write_index([row] * (2 * STORIES_A_PAGE + 1), tmp_path)
    names = ["index.html", "index-2.html", "index-3.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    pages = [(tmp_path / name).read_text() for name in names]
    assert [page.count('<li class="story"') for page in pages] == [STORIES_A_PAGE, STORIES_A_PAGE, 1]
    links = [re.findall(r'rel="(?:prev|next)" href="([^"]+)"', page) for page in pages]
    assert links == [["index-2.html"], ["index.html", "index-3.html"], ["index-2.html"]]
    write_index([row], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert "rel=" not in (tmp_path / "index.html").read_text()
