"""Values from a JSON Schema as pydantic writes it: good ones, and ones with a lie somewhere inside."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "reference" / "wire.schema.json").read_text(encoding="utf-8")
)
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NESTED = "[" * 2_000 + "]" * 2_000


def good(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema allows."""
    if "$ref" in schema:
        return good(DEFINITIONS[schema["$ref"].rpartition("/")[2]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of(*map(good, schema["anyOf"]))
    return _of_type(schema)


def _of_type(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    kind = schema.get("type")
    if kind == "object":
        required = set(schema.get("required", ()))
        fields = {name: good(inner) for name, inner in schema.get("properties", {}).items()}
        return st.fixed_dictionaries(
            {name: inner for name, inner in fields.items() if name in required},
            optional={name: inner for name, inner in fields.items() if name not in required},
        )
    if kind == "array":
        return st.lists(good(schema["items"]), max_size=4)
    if kind == "integer":
        return st.integers(min_value=schema.get("minimum", -(2**31)), max_value=schema.get("maximum", 2**53))
    if kind == "string":
        return (
            st.uuids().map(str)
            if schema.get("format") == "uuid"
            else st.text(min_size=schema.get("minLength", 0), max_size=40)
        )
    return {"boolean": st.booleans(), "null": st.none()}.get(str(kind), ANYTHING)


def twisted(value: Any) -> st.SearchStrategy[Any]:
    """The value with one part of it replaced, left out, or joined by another."""
    if not isinstance(value, dict) or not value:
        return ANYTHING
    names = st.sampled_from(sorted(value))
    without = names.map(lambda name: {key: inner for key, inner in value.items() if key != name})
    replaced = st.tuples(names, ANYTHING).map(lambda pair: {**value, pair[0]: pair[1]})
    deeper = names.flatmap(lambda name: twisted(value[name]).map(lambda inner: {**value, name: inner}))
    joined = st.tuples(st.text(max_size=8), ANYTHING).map(lambda pair: {**value, pair[0]: pair[1]})
    return without | replaced | deeper | joined


def messages() -> st.SearchStrategy[tuple[str, Any]]:
    """A type and a payload: of its schema, twisted, or anything at all."""
    by_type = DEFINITIONS["ClientMessage"]["properties"]

    def payload_of(kind: str) -> st.SearchStrategy[tuple[str, Any]]:
        fitting = good(by_type[kind])
        return st.tuples(st.just(kind), fitting | fitting.flatmap(twisted) | ANYTHING)

    known = st.sampled_from(sorted(by_type)).flatmap(payload_of)
    return known | st.tuples(st.text(max_size=12), ANYTHING)


def envelopes() -> st.SearchStrategy[Any]:
    """Whole frames that no honest client would send."""
    frame = good(DEFINITIONS["ClientFrame"])
    raw = st.sampled_from(("", "{", "null", "[]", '"hello"', '{"type":"media","payload":' + NESTED + "}"))
    return frame | frame.flatmap(twisted) | ANYTHING | raw | st.text(max_size=60)
