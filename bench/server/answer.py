"""The answer that is given when the caller brings none: the smallest object that fits the schema."""

import json
import math
from functools import lru_cache
from typing import Any

from bench.server.ask import Json, wanted_schema

PLAIN_ANSWER = "ok"
# Deeper than any schema in use; past it a required field leads back to itself and no object can fit.
MAX_DEPTH = 60
BOUNDS = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
FORMATS = {
    "date": "1970-01-01",
    "date-time": "1970-01-01T00:00:00Z",
    "email": "nobody@example.org",
    "uri": "https://example.org/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def default_answer(request: Json) -> str:
    """The smallest JSON text that fits the schema of a request; plain words where it has none."""
    schema = wanted_schema(request)
    if schema is None:
        return PLAIN_ANSWER
    return _smallest_text(json.dumps(schema))


@lru_cache(maxsize=64)
def _smallest_text(schema_text: str) -> str:
    # A client sends one and the same schema with every request.
    schema = json.loads(schema_text)
    return json.dumps(smallest(schema, schema), ensure_ascii=False)


def smallest(schema: Json, root: Json, depth: int = 0) -> Any:
    """The smallest value that fits a schema: required fields only, null or the first choice, empty, zero.

    `pattern` and `not` are not looked at: a schema that uses them needs an answer function of its own.
    """
    if depth > MAX_DEPTH:
        raise ValueError("The schema requires itself without end: give the server an answer function.")
    if "$ref" in schema:
        return smallest(_resolved(schema["$ref"], root), root, depth + 1)
    if "allOf" in schema:
        return smallest(_merged(schema), root, depth + 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return smallest(_simplest(choices), root, depth + 1)
    return _of_type(schema, root, depth + 1)


def _resolved(reference: str, root: Json) -> Json:
    if not reference.startswith("#"):
        raise ValueError(f"The schema refers to {reference!r}, outside itself: give the server an answer function.")
    found: Any = root
    for step in reference.removeprefix("#").split("/")[1:]:
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return dict(found)


def _merged(schema: Json) -> Json:
    # pydantic writes allOf around a single reference; parts that overlap beyond that are simply laid on
    # one another, the later over the earlier.
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    for part in schema["allOf"]:
        rest = {**part, **rest}
    return rest


def _simplest(choices: list[Json]) -> Json:
    # Null ends the recursion of a schema that contains itself.
    return next((choice for choice in choices if choice.get("type") == "null"), choices[0])


def _of_type(schema: Json, root: Json, depth: int) -> Any:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = "null" if "null" in kind else kind[0]
    if kind == "array":
        return _array(schema, root, depth)
    if kind == "string":
        return FORMATS.get(schema.get("format", ""), "x" * schema.get("minLength", 0))
    if kind in {"integer", "number"}:
        return _number(schema, whole=kind == "integer")
    if kind in {"boolean", "null"}:
        return {"boolean": False, "null": None}[kind]
    fields = schema.get("properties", {})
    return {name: smallest(fields.get(name, {}), root, depth) for name in schema.get("required", ())}


def _array(schema: Json, root: Json, depth: int) -> list[Any]:
    first = [smallest(item, root, depth) for item in schema.get("prefixItems", ())]
    missing = max(0, schema.get("minItems", 0) - len(first))
    return first + [smallest(schema.get("items") or {}, root, depth) for _ in range(missing)]


def _number(schema: Json, *, whole: bool) -> int | float:
    bounds = [schema[name] for name in BOUNDS if name in schema]
    step = schema.get("multipleOf", 1)
    # Zero where it fits; else the multiple next to a bound; else, for fractions, the bound or the middle.
    near = [step * (round(bound / step) + beside) for bound in bounds for beside in (0, 1, -1)]
    between = [] if whole else [*bounds, sum(bounds) / max(1, len(bounds))]
    return next((value for value in [0, *near, *between] if _within(value, schema)), 0)


def _within(value: float, schema: Json) -> bool:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    above, below = schema.get("exclusiveMinimum", -math.inf), schema.get("exclusiveMaximum", math.inf)
    return bool(low <= value <= high and above < value < below)
