"""Answers made at random of the types of their keys, and what reads an answer back."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect as types

from specman.report.json import Answer, Part
from specman.report.json.shapes import ANSWERS, format_of

BY_NAME = {format_of(answer).removeprefix("specman.").partition("/")[0]: answer for answer in ANSWERS}
READER: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(functools.reduce(operator.or_, ANSWERS))  # type: ignore[arg-type]
"""Reads any answer, by its `format`."""


@functools.cache
def made(sort: type[Part]) -> st.SearchStrategy[Any]:
    """Records of a type, of every form that its keys allow."""
    return _made(types.type_info(sort))


def _made(sort: types.Type) -> st.SearchStrategy[Any]:
    match sort:
        case types.Metadata():
            return _made(sort.type)
        case types.StructType():
            keys = {key.name: _made(key.type) if key.required else _optional(key.type) for key in sort.fields}
            return st.builds(sort.cls, **keys)
        case types.UnionType():
            return st.one_of(*map(_made, sort.types))
        case types.VarTupleType():
            return st.lists(_made(sort.item_type), min_size=sort.min_length or 0, max_size=2).map(tuple)
        case types.TupleType():
            return st.tuples(*map(_made, sort.item_types))
        case types.DictType():
            return st.dictionaries(_made(sort.key_type), _made(sort.value_type), max_size=2)
        case types.StrType():
            return st.from_regex(sort.pattern, fullmatch=True) if sort.pattern else st.text(max_size=5)
        case types.LiteralType():
            return st.sampled_from(sort.values)
        case types.IntType():
            return st.integers(-(2**40), 2**40)
        case types.FloatType():
            return st.floats(0 if sort.ge is None else sort.ge, 1e9 if sort.le is None else sort.le)
        case types.BoolType():
            return st.booleans()
        case types.NoneType():
            return st.none()
    raise AssertionError(f"no way to make {sort}")


def _optional(sort: types.Type) -> st.SearchStrategy[Any]:
    return st.just(msgspec.UNSET) | _made(sort)


def parts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Part]]:
    """Every record of an answer, with the keys and places that lead to it in the JSON."""
    if isinstance(value, Part):
        yield path, value
        for key in types.type_info(type(value)).fields:  # type: ignore[attr-defined]
            yield from parts(getattr(value, key.name), (*path, key.encode_name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from parts(item, (*path, place))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from parts(item, (*path, name))
