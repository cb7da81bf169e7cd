"""The model of the benchmarks: answers that were made beforehand, found by the number in the article's text.

The server imports this by name (`--answer bench.answers:answer`), so it loads nothing but what it needs. The answers
lie in the file that the environment variable BENCH_ANSWERS names.
"""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from bench.articles import SERIAL, article
from bench.server.answer import default_answer, smallest
from bench.server.ask import Json, chosen_function, messages_text

_SERIAL = re.compile(SERIAL + r"(\d+)")


def answer(request: Json) -> str:
    """Answer in the shape that the contestant asks for."""
    wanted = chosen_function(request)
    name = wanted["name"] if wanted else ""
    if name == "Judgements":
        return '{"pairs":[]}'
    if name == "Written":
        return _summary(request)
    found = _SERIAL.search(messages_text(request))
    if name == "Draft" and found:
        return _known()[found[1]]["cited"]
    if name == "Facts" and found:
        return _known()[found[1]]["retyped"]
    return _in_other_words(request, wanted)


@cache
def _known() -> dict[str, dict[str, str]]:
    answers: dict[str, dict[str, str]] = json.loads(Path(os.environ["BENCH_ANSWERS"]).read_text(encoding="utf-8"))
    return answers


def _summary(request: Json) -> str:
    """Say the first statements again, each with its id, and which are contested: true, and as long as a summary is."""
    told = re.findall(r"^(\S+) \[([^;\]]+);[^;\]]*(; contested)?\] (.+)$", messages_text(request), re.MULTILINE)[:3]
    sentences = [
        {"text": f"{who} said, which is contested: {text}" if contested else f"{who} said: {text}", "cites": [key]}
        for key, who, contested, text in told
    ]
    return json.dumps({"sentences": sentences}, ensure_ascii=False, separators=(",", ":"))


def _in_other_words(request: Json, wanted: Json | None) -> str:
    """Answer LangExtract, which asks in plain words for a list, and DocETL, which brings a schema of its own."""
    text = messages_text(request)
    found = _SERIAL.search(text)
    facts: dict[str, list[dict[str, Any]]] = json.loads(_known()[found[1]]["retyped"]) if found else {}
    if wanted is None:
        return _extractions(text)
    fields = (wanted.get("parameters") or {}).get("properties") or {}
    if "is_match" in fields:
        return _is_match(text)
    if set(fields) == {"claim"}:  # one wording for a group: its first
        return json.dumps({"claim": next(line[2:] for line in text.splitlines() if line.startswith("- "))})
    if "claims" in fields:
        whole = {name: [_whole(fact, wanted["parameters"], name) for fact in facts.get(name, [])] for name in fields}
        return json.dumps(whole, ensure_ascii=False)
    return default_answer(request)


def _is_match(text: str) -> str:
    """Tell DocETL's resolve rightly whether two claims say the same."""
    pair = (line[3:] for line in text.splitlines() if line.startswith(("A: ", "B: ")))
    one, two = (_known()[claim]["same"] for claim in pair)
    return json.dumps({"is_match": one == two})


def _whole(fact: dict[str, Any], schema: Json, name: str) -> dict[str, Any]:
    """Give a fact all the fields that its schema requires, empty where there is nothing to say."""
    items = schema["properties"][name].get("items") or {}
    return {field: fact.get(field, smallest(kind, schema)) for field, kind in items.get("properties", {}).items()}


def _extractions(text: str) -> str:
    """List those facts whose quote stands in the piece of text that LangExtract shows."""
    piece = text.rpartition("Q: ")[2].rpartition("A:")[0].strip()
    number = next((number for number in _known() if piece in article(int(number))), None)
    facts = json.loads(_known()[number]["retyped"]) if number else {}
    listed = [
        {kind: fact["quote"], f"{kind}_attributes": {name: told for name, told in fact.items() if name != "quote"}}
        for kind in ("claims", "denials", "silences")
        for fact in facts.get(kind, ())
        if fact["quote"] in piece
    ]
    return json.dumps({"extractions": listed}, ensure_ascii=False)
