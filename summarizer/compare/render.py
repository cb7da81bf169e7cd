"""A comparison as text, as JSON and as a page."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import get_args

from summarizer.compare.values import Change, Comparison, Kind, Shown, StoryChanges, Used
from summarizer.steps.render.terminal import visible

_SIGN = {"gained": "+", "lost": "-", "changed": "~"}
_PLURAL: dict[Kind, str] = {
    "claim": "claims", "denial": "denials", "silence": "silences", "link": "links", "figure": "figures",
}  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
_NAMES = {
    ("claim", "gained"): "claim added",
    ("claim", "lost"): "claim dropped",
    ("denial", "gained"): "reply added",
    ("denial", "lost"): "reply dropped",
    ("denial", "changed"): "reply changed",
    ("silence", "gained"): "silence added",
    ("silence", "lost"): "silence dropped",
    ("silence", "changed"): "silence changed",
    ("link", "gained"): "reply linked",
    ("link", "lost"): "reply unlinked",
    ("link", "changed"): "reply linked to another claim",
    ("figure", "gained"): "figure added",
    ("figure", "lost"): "figure dropped",
    ("figure", "changed"): "figure revised",
}


def as_json(comparison: Comparison) -> str:
    """Write a comparison for machines: the values, the counts, and each change under its name in `diff`."""
    value = comparison.model_dump(mode="json")
    for story, told in zip(comparison.stories, value["stories"], strict=True):
        told["counts"] = {kind: _counts(story, kind) for kind in KINDS}
        for change, shown in zip(story.changes, told["changes"], strict=True):
            shown["name"] = named(change).replace(" ", "_")
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_text(comparison: Comparison) -> str:
    """Write a comparison for a terminal or a log."""
    lines = [*_table(comparison)]
    for story in comparison.stories:
        lines += ["", visible(story.story)]
        lines += [f"  {_PLURAL[kind]}: {_counted(story, kind)}" for kind in KINDS if any(_counts(story, kind).values())]
        lines += [line for change in story.changes for line in _lines(change)]
    return "\n".join([*lines, *_lone(comparison)]) + "\n"


def as_diff(comparison: Comparison) -> str:
    """Write what changed alone, each change under its name; nothing where nothing changed."""
    lines = []
    for story in comparison.stories:
        if len(comparison.stories) > 1 and story.changes:
            lines.append(visible(story.story))
        for change in sorted(story.changes, key=lambda change: _ORDER.get(named(change), len(_ORDER))):
            lines += _lines(change, named(change))
    lines += _lone(comparison)
    return "\n".join(lines) + "\n" if lines else ""


def as_html(comparison: Comparison) -> str:
    """Write a page of its own: no script, nothing from elsewhere."""
    import jinja2

    room = resources.files("summarizer.compare")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string((room / "compare.html.jinja").read_text(encoding="utf-8"))
    counts = [[(_PLURAL[kind], _counts(story, kind)) for kind in KINDS] for story in comparison.stories]
    return template.render(
        comparison=comparison,
        counts=counts,
        named=named,
        rows=tuple(_rows(comparison)),
        sign=_SIGN,
        clean=visible,
    )


def named(change: Change) -> str:
    """Name a change in words: claim added, figure revised, speaker changed."""
    if change.kind == "claim" and change.how == "changed":
        fields = [detail.field for detail in change.details]
        return "speaker changed" if "speaker" in fields else f"{' and '.join(fields)} changed"
    return _NAMES[change.kind, change.how]


_ORDER = {
    name: number
    for number, name in enumerate(
        ("claim added", "claim dropped", "figure revised", "speaker changed", "reply added", "reply dropped")
    )
}


def _counts(story: StoryChanges, kind: Kind) -> dict[str, int]:
    return {"same": story.same.get(kind, 0)} | {how: story.count(kind, how) for how in ("gained", "lost", "changed")}


def _counted(story: StoryChanges, kind: Kind) -> str:
    return ", ".join(f"{count} {how}" for how, count in _counts(story, kind).items() if count or how == "same")


def _table(comparison: Comparison) -> Iterator[str]:
    rows = list(_rows(comparison))
    wide = max(len(row[1]) for row in rows)
    yield from (f"{name:<12}{old:<{wide}}  {new}".rstrip() for name, old, new in rows)


def _rows(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """The two sides, field by field; what neither tells is left out."""
    yield "", visible(comparison.old.name), visible(comparison.new.name)
    for field in Used.model_fields:
        old, new = (getattr(side, field) for side in (comparison.old, comparison.new))
        if field != "name" and (old or new):
            form = "${:.4f}" if field == "cost" else "{:,}"
            yield field.replace("_", " "), _told(old, form), _told(new, form)


def _told(value: str | float | None, form: str) -> str:
    if isinstance(value, str):
        return visible(value) or "not known"
    return "not known" if value is None else form.format(value)


def _lines(change: Change, name: str = "") -> Iterator[str]:
    """One change: what it is, and what differs below it."""
    shown = change.new or change.old
    if shown is None:
        return
    ids = " → ".join(dict.fromkeys(one.id for one in (change.old, change.new) if one))
    yield f"  {_SIGN[change.how]} {name or change.kind} {ids}  {_said(shown)}"
    for detail in change.details:
        yield f"      {detail.field}: {visible(detail.old) or 'none'} → {visible(detail.new) or 'none'}"


def _said(shown: Shown) -> str:
    where = f"  [{visible(', '.join(shown.where))}]" if shown.where else ""
    return f"{visible(shown.who)}: {visible(shown.text)}{where}"


def _lone(comparison: Comparison) -> Iterator[str]:
    yield from (f"- story {visible(name)}" for name in comparison.only_old)
    yield from (f"+ story {visible(name)}" for name in comparison.only_new)
