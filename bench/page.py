"""How long the page of a big story takes to open and to filter, against a bare page of the same claims.

    python -m bench.page [--claims N]

Both pages are opened in the same headless Chromium, taking turns. The bare page has the claims as a plain list, and its
filter hides each item that lacks a word: what a page does that was not made for thousands of claims.
"""

import argparse
import html
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.big_story import big_story
from summarizer.models import Brief
from summarizer.steps.render.page import page

_ROUNDS = 7
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run")
_SHOWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
_FILTERED = """
async ([name, value]) => {
  const form = document.querySelector('form');
  const start = performance.now();
  form.elements[name].value = value;
  form.dispatchEvent(new Event('input'));
  document.body.getBoundingClientRect();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}
"""
_FILTERS = (("words", "bridge"), ("party", "3"), ("source", "7"), ("status", "contested"))
_BARE = """<!doctype html><meta charset="utf-8"><title>Bare</title><form><input name="words"></form><ul>{items}</ul>
<script>
const items = [...document.querySelectorAll('li')];
document.forms[0].addEventListener('input', () => {{
  const word = document.forms[0].elements.words.value.toLowerCase();
  for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(word);
}});
</script>"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=2_000)
    brief = big_story(claims=parser.parse_args().claims)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("No Chromium was found. Install one, for instance Debian's package chromium.")
    pages = {"bare": _bare(brief), "ours": page(brief)}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        tabs = {name: browser.new_page() for name in pages}
        opened = {name: _opened(tabs[name], Path(folder, f"{name}.html"), text) for name, text in pages.items()}
        bare = _filtered(tabs["bare"], *_FILTERS[0])
        ours = {name: _filtered(tabs["ours"], name, value) for name, value in _FILTERS}
    print(f"{len(brief.claims):,} claims of {len(brief.articles)} articles, medians of {_ROUNDS}")
    _print("open", opened["bare"], opened["ours"])
    for name, took in ours.items():
        _print(f"filter by {name}", bare, took)


def _print(what: str, bare: float, ours: float) -> None:
    print(f"{what:18} bare {bare:6.0f} ms   ours {ours:6.0f} ms   {ours / bare:.1f} ×")


def _bare(brief: Brief) -> str:
    articles = "".join(f"<li>{html.escape(article.text)}" for article in brief.articles)
    return _BARE.format(items="".join(f"<li>{html.escape(claim.text)}" for claim in brief.claims) + articles)


def _opened(tab: Page, path: Path, text: str) -> float:
    """Milliseconds from the start of a page's life to its first frame."""
    path.write_text(text, encoding="utf-8")
    took = []
    for _ in range(_ROUNDS):
        tab.goto(path.as_uri())
        took.append(float(tab.evaluate(_SHOWN)))
    return median(took)


def _filtered(tab: Page, name: str, value: str) -> float:
    """Milliseconds from a filter's change to the frame that shows it, setting and clearing it by turns."""
    return median(float(tab.evaluate(_FILTERED, [name, one])) for _ in range(_ROUNDS) for one in (value, ""))


if __name__ == "__main__":
    main()
