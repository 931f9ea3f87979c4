"""Answers as JSON: typed records, made of the model's values by a function of the same name, and written here.

There is a module for each subject. What they publish, and the JSON Schemas made of it, is in `shapes.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A record inside an answer: its keys, in the order in which they are written.

    Its docstring and the descriptions of its keys are what the JSON Schema says of them.
    """


class Answer(Part, tag_field="format", tag=""):
    """A whole answer. Its tag is the `format`: the name of its shape, with the number of the shape."""


def dumps(answer: Answer | Mapping[str, object]) -> str:
    """JSON text, readable, the same bytes for the same value."""
    try:
        return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n"
    except UnicodeEncodeError:  # the name of a file, in bytes that are no UTF-8
        return json.dumps(msgspec.to_builtins(answer), indent=2, ensure_ascii=False) + "\n"


def compact(answer: Part) -> bytes:
    """JSON for a program: no spaces, no line feeds."""
    return msgspec.json.encode(answer)
