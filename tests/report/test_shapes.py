"""The published shapes: what is promised of them, and that the records and the schemas made of these keep it."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from specman.report.json import compact, dumps
from specman.report.json.shapes import ANSWERS, FORMER, format_of, shape, shape_names
from tests.report.made_answers import BY_NAME, READER, made, parts

PUBLISHED = Path(__file__).parent / "published"
"""Each schema as it was published; those of the first answers were written by hand, before answers were records."""


@functools.cache
def generated(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(shape(name)))


@functools.cache
def published(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((PUBLISHED / f"{name}.schema.json").read_text()))


def plain(schema: Any, records: dict[str, Any]) -> Any:
    """What a schema asks for, however it is written: records in their place, no descriptions, lists in one order."""
    if isinstance(schema, list):
        return [plain(item, records) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return plain(records[schema["$ref"].removeprefix("#/$defs/")], records)
    found = {
        key: {name: plain(value, records) for name, value in held.items()}
        if key == "properties"
        else plain(held, records)
        for key, held in schema.items()
        if key not in ("title", "description", "discriminator", "$defs", "$schema")
    }
    if "const" in found:
        found["enum"] = [found.pop("const")]
    if "prefixItems" in found:
        assert found["minItems"] == found["maxItems"] == len(found["prefixItems"])
        found.pop("items", None)
    if isinstance(found.get("type"), list):
        found = {"anyOf": [{"type": name} if name == "null" else found | {"type": name} for name in found["type"]]}
    if "oneOf" in found:
        found["anyOf"] = found.pop("oneOf")
    for key in ("anyOf", "enum", "required"):
        if key in found:
            found[key] = sorted(found[key], key=json.dumps)
    return found


@pytest.mark.parametrize("name", BY_NAME)
def test_a_schema_asks_for_what_was_published(name: str) -> None:
    ours, theirs = generated(name).schema, published(name).schema
    assert plain(ours, ours.get("$defs", {})) == plain(theirs, theirs.get("$defs", {}))
    assert ours["title"] == theirs["title"]


@pytest.mark.parametrize("name", shape_names())
def test_every_shape_is_a_json_schema(name: str) -> None:
    schema = json.loads(shape(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == schema["properties"]["format"].get("enum", [f"specman.{name.replace('-', '/')}"])[0]
    assert shape(name).endswith("}\n")


def test_every_answer_and_nothing_else_has_a_schema() -> None:
    assert set(shape_names()) == {*BY_NAME, *FORMER}
    assert {file.name for file in PUBLISHED.iterdir()} == {f"{name}.schema.json" for name in BY_NAME}
    with pytest.raises(KeyError):
        shape("nothing")


def test_every_answer_states_its_format_once_and_says_what_it_is() -> None:
    formats = [format_of(answer) for answer in ANSWERS]
    assert sorted(set(formats)) == sorted(formats)
    assert [one for one in formats if not re.fullmatch(r"specman\.[a-z]+/[1-9]", one)] == []
    for name in BY_NAME:
        schema = generated(name).schema
        for record in (schema, *schema.get("$defs", {}).values()):
            assert re.fullmatch(r"[A-Z][^\n]*\.", record["description"]), record


@pytest.mark.parametrize("name", BY_NAME)
def test_whatever_an_answer_holds_it_keeps_its_shape_and_reads_back_the_same(name: str) -> None:
    @settings(max_examples=20)
    @given(made(BY_NAME[name]))
    def holds(answer: Any) -> None:
        text = dumps(answer)
        read = json.loads(text)
        generated(name).validate(read)
        published(name).validate(read)
        assert READER.decode(text) == answer
        assert dumps(READER.decode(text)) == text
        assert json.loads(compact(answer)) == read

    holds()


@pytest.mark.parametrize("name", BY_NAME)
def test_an_answer_with_a_key_missing_added_or_of_another_type_is_refused(name: str) -> None:
    """By the schema, and by what reads answers."""

    @settings(max_examples=40)
    @given(st.data())
    def refused(data: st.DataObject) -> None:
        answer = data.draw(made(BY_NAME[name]))
        path, _ = data.draw(st.sampled_from(list(parts(answer))))
        whole: Any = json.loads(compact(answer))
        part = functools.reduce(lambda held, step: held[step], path, whole)
        key = data.draw(st.sampled_from(sorted(part)))
        flaws = (
            ["added", "of another type"]
            if key == "cells" and "eid" in part
            else ["missing", "added", "of another type"]
        )
        flaw = data.draw(st.sampled_from(flaws))
        if flaw == "missing":
            del part[key]
        elif flaw == "added":
            part["new"] = part[key]
        else:
            part[key] = "a word" if type(part[key]) in (int, float) else 0.5
        assert not generated(name).is_valid(whole)
        if (key, flaw) not in (("format", "missing"), ("sort", "missing")) or not path:
            with pytest.raises(msgspec.ValidationError):
                READER.decode(json.dumps(whole))

    refused()


@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.floats(0, 1).map(lambda n: round(n, 3)),
                    lambda held: st.lists(held) | st.dictionaries(st.text(), held)))  # fmt: skip
def test_answers_are_written_as_the_standard_library_writes_them(value: object) -> None:
    assert dumps({"value": value}) == json.dumps({"value": value}, indent=2, ensure_ascii=False) + "\n"


def test_the_name_of_a_file_in_bytes_that_are_no_utf_8_stays_those_bytes() -> None:
    assert dumps({"file": "a\udcff.md"}).encode(errors="surrogateescape") == b'{\n  "file": "a\xff.md"\n}\n'
