import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from page_hostile import hostile
from page_samples import arms, full
from pydantic import TypeAdapter

from bench.big_story import big_story
from summarizer.models import Brief, Decision
from summarizer.steps.render.page import index, index_row, page
from summarizer.steps.render.page.inert import visible

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium was found, so the page was not tried in a browser", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the page was not tried")
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
Scheme = Literal["light", "dark"]
Opening = Callable[..., Page]

# The words marked for each piece of evidence, and whether the first of them is in sight in its sheet.
LANDED = """
() => [...document.querySelectorAll('#reader-sheets .sheet')].flatMap((sheet) => {
  const box = sheet.getBoundingClientRect();
  const marks = [...sheet.querySelectorAll('mark')];
  const numbers = [...new Set(marks.flatMap((mark) => mark.dataset.evidence.split(' ')))];
  return numbers.map((number) => {
    const mine = marks.filter((mark) => mark.dataset.evidence.split(' ').includes(number));
    const first = mine[0].getBoundingClientRect();
    const inSight = first.top >= box.top && first.top < box.bottom && first.left < innerWidth;
    return [Number(number), mine.map((mark) => mark.textContent).join(''), inSight];
  });
})
"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# The claims that one change of a filter touches.
TOUCHED = """
async ([name, value]) => {
  const touched = new Set();
  const observer = new MutationObserver((changes) => changes.forEach(({ target }) => touched.add(target)));
  observer.observe(document.querySelector('.claims'), { attributes: true, childList: true, subtree: true });
  const form = document.querySelector('.filters');
  form.elements[name].value = value;
  form.dispatchEvent(new Event('input'));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  observer.disconnect();
  return touched.size;
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once for this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Open a page from disk; at the end nothing may have been said on the console or asked of the network."""
    told: list[str] = []
    contexts = []

    def open_page(text: str, fragment: str = "", scheme: Scheme = "light", **options: Any) -> Page:
        path = tmp_path / "brief.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.on("console", lambda message: told.append(f"console: {message.text}"))
        shown.on("pageerror", lambda error: told.append(f"error: {error}"))
        shown.on(
            "request", lambda request: told.append(request.url) if request.url[:5] not in ("file:", "blob:") else None
        )
        shown.goto(path.as_uri() + fragment)
        return shown

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


def _wait_till_left(shown: Page) -> None:
    """Wait until the reader is closed and the address names no item any more."""
    shown.wait_for_selector("#reader", state="hidden")
    shown.wait_for_url("**/brief.html")


@pytest.mark.parametrize("make", [arms, full])
def test_every_link_lands_on_its_words_in_each_source(opened: Opening, make: Callable[[], Brief]) -> None:
    """A click on a claim, reply or silence marks exactly its evidence, in sight, in every article that carries it."""
    brief = make()
    shown = opened(page(brief))
    for item in (*brief.claims, *brief.denials, *brief.silences):
        shown.locator(f"[id='{item.id}'] > .words a.open").click()
        shown.wait_for_selector("#reader[open] mark")
        landed = shown.evaluate(LANDED)
        assert sorted((number, words) for number, words, _ in landed) == [
            (number, visible(evidence.exact)) for number, evidence in enumerate(item.evidence)
        ], item.id
        firsts = {item.evidence[number].article: in_sight for number, _, in_sight in reversed(landed)}
        assert all(firsts.values()), item.id
        shown.keyboard.press("Escape")
        _wait_till_left(shown)


def test_reader_opens_by_keyboard_and_gives_focus_back(opened: Opening) -> None:
    """Enter on a claim opens its articles; Escape leads back to the very claim."""
    shown = opened(page(arms()))
    shown.locator("#c2 .words a").focus()
    shown.keyboard.press("Enter")
    shown.wait_for_selector("#reader[open] mark")
    shown.keyboard.press("Escape")
    _wait_till_left(shown)
    assert shown.evaluate("document.activeElement.getAttribute('href')") == "#c2"


def test_back_leaves_the_reader(opened: Opening) -> None:
    """The browser's Back closes what a click opened, also after going on to the next claim."""
    shown = opened(page(arms()))
    shown.locator("#c2 .words a").click()
    shown.locator("#reader-after").click()
    shown.wait_for_url("**/brief.html#c3")
    shown.go_back()
    _wait_till_left(shown)


@pytest.mark.parametrize("fragment", ["#c3", "#d1", "#s1", "#missed-1", "#source-3"])
def test_fragment_opens_its_item(opened: Opening, fragment: str) -> None:
    """A link to one item from outside opens it, and leaving it leaves the page where it is."""
    shown = opened(page(full()), fragment)
    shown.wait_for_selector("#reader[open] mark")
    shown.locator("#reader-back").click()
    _wait_till_left(shown)


@pytest.mark.parametrize("fragment", ["#part-matrix", "#nothing", "#%E0%A4%A", "#__proto__"])
def test_fragment_of_no_item_opens_nothing(opened: Opening, fragment: str) -> None:
    """A fragment that names no item leaves the brief as it is."""
    assert opened(page(arms()), fragment).locator("#reader[open]").count() == 0


def test_source_link_leads_to_that_source(opened: Opening) -> None:
    """A click on a source's name brings that article into sight on a narrow screen."""
    shown = opened(page(arms()))
    shown.set_viewport_size({"width": 390, "height": 800})
    shown.locator("#c2 .places a[data-source='1']").click()
    shown.wait_for_selector("#reader[open] mark")
    shown.evaluate(FRAMES)
    box = shown.locator(".sheet").nth(1).bounding_box()
    assert box
    assert 0 <= box["x"] < 200


def test_reports_without_the_claim_can_be_added(opened: Opening) -> None:
    """The reports that leave a claim out can be read beside those that carry it."""
    shown = opened(page(full()), "#c4")
    assert shown.locator(".sheet").count() == 1
    shown.locator("#reader-rest").click()
    assert shown.locator(".sheet").count() == 3


def _seen(shown: Page, selector: str) -> list[str]:
    return [str(one) for one in shown.locator(f"{selector}:visible").evaluate_all("(all) => all.map((one) => one.id)")]


def test_filters_leave_what_fits_and_count_it(opened: Opening) -> None:
    """Party, source, status and words narrow claims and matrix alike, and the count follows."""
    brief = full()
    shown = opened(page(brief))
    count = shown.locator(".count output")
    assert count.inner_text().startswith("22 of 22 claims")
    shown.locator("[name=status]").select_option("contested")
    assert _seen(shown, ".claim") == ["c3", "c18"]
    assert count.inner_text() == "2 of 22 claims, 0 of 3 other replies and silences"
    shown.locator("#part-matrix").scroll_into_view_if_needed()
    shown.locator("#rows-shown", has_text="2 of 2 claims shown").wait_for(state="attached")
    assert shown.locator(".matrix tbody tr").count() == 2
    shown.locator("[name=status]").select_option("")
    shown.locator("[name=source]").select_option(label="AFP")
    in_afp = [claim.id for claim in brief.claims if brief.articles[0].id in {one.article for one in claim.evidence}]
    assert _seen(shown, ".claim") == in_afp
    shown.locator("[name=source]").select_option("")
    shown.locator("[name=party]").select_option(label="Sergey Lavrov")
    assert _seen(shown, ".claim") == ["c3", "c15", "c16"]
    assert _seen(shown, ".silence") == ["s1"]
    shown.locator("[name=words]").fill("SECURITY talks")
    assert _seen(shown, ".claim") == ["c16"]
    shown.locator("[name=words]").fill("no such words")
    shown.get_by_text("No claim fits these filters.").wait_for()
    shown.get_by_role("button", name="Clear").click()
    shown.locator(".count output", has_text="22 of 22").wait_for()


def test_page_says_kinds_orders_and_signs_in_words(opened: Opening) -> None:
    """What a sign, a colour or a place shows is said in words as well."""
    shown = opened(page(full()))
    assert "disputes the evidence" in shown.locator("#d1").inner_text()
    assert "made after this claim" in shown.locator("#d1").inner_text()
    assert "made before this claim" in shown.locator("#d3").inner_text()
    assert "through Russian state media" in shown.locator("#d2").inner_text()
    assert "Crews were paid in gold." in shown.locator("#part-alone").inner_text()
    assert "1,000 or more containers" in shown.locator("#part-conflicts").inner_text()
    assert "The cited words deny it." in (shown.locator(".refusals").text_content() or "")
    assert "No answer came: run again." in shown.locator(".failures").inner_text()
    cells = shown.locator(".matrix tbody tr", has=shown.locator("a[href='#c4']")).locator("td")
    assert cells.all_text_contents()[:3] == ["left out", "carried", "contradicted"]
    assert (cells.nth(3).text_content() or "").startswith("not known")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["", "#d1"])
def test_axe_finds_nothing_serious(opened: Opening, scheme: Scheme, fragment: str) -> None:
    """Neither brief nor reader has a serious or critical fault of accessibility, in light or dark."""
    shown = opened(page(full()), fragment, scheme, bypass_csp=True)
    for button in shown.locator(".check, .unfold, summary").all() if not fragment else []:
        button.click()
    assert _axe(shown) == []


def test_axe_finds_nothing_serious_in_the_index(opened: Opening) -> None:
    """The index has no serious or critical fault of accessibility."""
    rows = [index_row(full(), "full/brief.html"), index_row(arms(), "arms/brief.html")]
    assert _axe(opened(index(rows), bypass_csp=True)) == []


def _axe(shown: Page) -> list[str]:
    shown.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


def test_hostile_article_is_inert(opened: Opening) -> None:
    """Markup, handlers, links and direction overrides of an article act nowhere, and 5 MB in one line can be read."""
    brief = hostile()
    shown = opened(page(brief))
    assert shown.evaluate("[...document.querySelectorAll('body img, body iframe, [onerror], [onclick]')].length") == 0
    assert shown.evaluate("document.scripts.length") == 2
    assert not shown.locator("a[href^='javascript']").count()
    for item in ("c1", "c2", "d1", "s1", "missed-1", "source-1"):
        shown.evaluate("(id) => { location.hash = id; }", item)
        shown.wait_for_selector("#reader[open] mark")
        if item == "c2":
            assert [words for _, words, _ in shown.evaluate(LANDED)] == ["the words that count", "the last words"]
        shown.keyboard.press("Escape")
        _wait_till_left(shown)
    shown.locator("#part-decisions .check").click()
    shown.wait_for_selector("#part-decisions .question")
    assert shown.evaluate("'hit' in window") is False
    assert shown.evaluate("/[\\u202a-\\u202e]/.test(document.body.innerText + document.title)") is False


def test_long_text_is_shown_on_demand(opened: Opening) -> None:
    """What is left out around the evidence of a very long text is counted, and comes when it is asked for."""
    shown = opened(page(hostile()), "#c2")
    button = shown.locator(".gap button").first
    before = button.inner_text()
    length = shown.locator(".sheet .text").evaluate("(one) => one.textContent.length")
    button.click()
    assert "characters not shown" in before
    assert shown.locator(".sheet .text").evaluate("(one) => one.textContent.length") >= length + 19_000


def test_big_story_lays_out_and_filters_a_hundred_claims_at_once(opened: Opening) -> None:
    """Of 2,000 claims a hundred are laid out, and a filter touches those that go or come: `bench/page.py` times it."""
    shown = opened(page(big_story()))
    assert shown.locator(".claim").count() == 2000
    assert len(_seen(shown, ".claim")) == 100
    for name, value in (("words", "bridge"), ("party", "3"), ("source", "7"), ("status", "contested")):
        assert 0 < shown.evaluate(TOUCHED, [name, value]) <= 200, name
        assert len(_seen(shown, ".claim")) in range(1, 101), name
        assert 0 < shown.evaluate(TOUCHED, [name, ""]) <= 200, name


def test_matrix_of_a_big_story_comes_in_pages(opened: Opening) -> None:
    """The matrix shows its first rows, and more when they are asked for."""
    shown = opened(page(big_story()))
    assert shown.locator(".matrix tbody tr").count() == 50
    shown.locator("#more-rows").click()
    assert shown.locator(".matrix tbody tr").count() == 100
    assert shown.locator("#rows-shown").inner_text() == "100 of 2,000 claims shown"


def _downloaded(shown: Page) -> tuple[Decision, ...]:
    with shown.expect_download() as download:
        shown.locator("#download").click()
    assert download.value.suggested_filename == "decisions.json"
    return TypeAdapter(tuple[Decision, ...]).validate_json(Path(download.value.path()).read_bytes())


def test_marks_become_decisions(opened: Opening) -> None:
    """A merge marked wrong and a link marked right are downloaded as decisions by a person, and outlast a reload."""
    shown = opened(page(arms()))
    shown.locator("#c2 .check").click()
    shown.locator("#c2 .question").get_by_role("button", name="Wrong").click()
    shown.locator("#c2 .question").get_by_role("textbox", name="Why").fill("Two statements.")
    shown.locator("#d1 .check").click()
    shown.locator("#d1 .question").get_by_role("button", name="Right").click()
    shown.reload()
    shown.locator("#d2 .check").click()
    shown.locator("#d2 .question").get_by_role("button", name="Wrong").click()
    wrong, right, link = _downloaded(shown)
    assert (wrong.kind, wrong.items, wrong.verdict) == ("claim", ("afp-1c5e.c2", "ap-77d0.c2"), "different")
    assert wrong.reason == "Two statements."
    assert (right.items, right.verdict) == (("ap-77d0.d1", "ap-77d0.c3"), "answers")
    assert (link.items, link.verdict) == (("ap-77d0.d2", "ap-77d0.c3"), "does_not_answer")
    assert {wrong.by, right.by, link.by} == {"person"}


def test_pair_that_was_unsure_gets_an_answer(opened: Opening) -> None:
    """A pair that was left apart as unsure is answered in words, and a second click takes the mark back."""
    shown = opened(page(arms()))
    shown.locator("#part-decisions .check").click()
    unsure = shown.locator("#part-decisions .question", has_text="not sure")
    unsure.get_by_role("button", name="The same", exact=True).click()
    (decision,) = _downloaded(shown)
    assert (decision.items, decision.verdict) == (("afp-1c5e.c9", "ap-77d0.c10"), "same")
    unsure.get_by_role("button", name="The same", exact=True).click()
    shown.wait_for_selector("#marked", state="hidden")


def test_merge_of_many_is_taken_apart_by_pairs(opened: Opening) -> None:
    """Of a wrong merge of several items, those ticked stand apart from each of the others."""
    brief = big_story()
    claim = next(claim for claim in brief.claims if len(claim.members) > 2)
    shown = opened(page(brief))
    shown.locator(f"#{claim.id} .check").click()
    question = shown.locator(f"#{claim.id} .question")
    question.get_by_role("button", name="Wrong").click()
    question.get_by_role("checkbox").first.check()
    decisions = _downloaded(shown)
    assert [one.items for one in decisions] == [(claim.members[0], other) for other in claim.members[1:]]
    assert {one.verdict for one in decisions} == {"different"}


def test_paper_shows_the_words_of_the_sources(opened: Opening) -> None:
    """In print the evidence stands below each claim, and what can only be clicked is gone."""
    shown = opened(page(arms()))
    shown.emulate_media(media="print")
    assert shown.locator("#c2 .quote").first.is_visible()
    assert not shown.locator(".filters").is_visible()


def test_paper_has_what_the_filters_leave(opened: Opening) -> None:
    """What does not fit the filters is not printed, and what only waits for its turn is."""
    shown = opened(page(big_story(claims=400)))
    shown.locator("[name=status]").select_option("contested")
    shown.emulate_media(media="print")
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(_seen(shown, ".claim.contested")) == 100
    assert len(_seen(shown, ".claim")) == 100
    shown.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shown.locator(".claim[hidden]").count() == 0


def test_page_can_be_read_without_script(opened: Opening) -> None:
    """Where scripts are forbidden, all claims stand on the page with the words of their sources."""
    shown = opened(page(arms()), java_script_enabled=False)
    assert shown.locator("#c2 .quote").first.is_visible()
    assert not shown.locator(".filters").is_visible()


def test_index_filters_and_orders_stories(opened: Opening) -> None:
    """The index finds stories by words and orders them by a figure."""
    rows = [
        index_row(arms(), "arms/brief.html"),
        index_row(full().model_copy(update={"story": "Other"}), "o/brief.html"),
    ]
    shown = opened(index(rows))
    shown.locator("[name=order]").select_option(label="most claims")
    assert shown.locator(".story h2").all_inner_texts() == ["Other", "Arms to Russia"]
    shown.locator("[name=words]").fill("harbour")
    assert shown.locator(".story:visible").count() == 1
    assert shown.locator(".count output").inner_text() == "1 of 2 stories"
