"""The published shapes: the answers there are, and the JSON Schema of each, made of its records."""

from __future__ import annotations

import inspect
import json
from importlib import resources
from typing import Any

import msgspec

from specman.report.json import Answer
from specman.report.json.applicability import Applicable
from specman.report.json.citations import Citations
from specman.report.json.dependence import Cut, Leaning, Order
from specman.report.json.diff import Diff
from specman.report.json.documents import Document
from specman.report.json.explanation import Why
from specman.report.json.findings import Findings, Mirrors
from specman.report.json.graph import Graph, Network, Paths
from specman.report.json.impact import Impact
from specman.report.json.instructions import Instructions
from specman.report.json.library import Import, Status
from specman.report.json.lists import Baselines, Map, OneBaseline, Terms, Works
from specman.report.json.modifications import Modifications, OneModification
from specman.report.json.paper import Paper
from specman.report.json.release import Conflicts, Rebase, Release
from specman.report.json.review import Review
from specman.report.json.show import Search, Show

ANSWERS: tuple[type[Answer], ...] = (
    Applicable, Baselines, Citations, Conflicts, Cut, Diff, Document, Findings, Graph, Impact, Import, Instructions,
    Leaning, Map, Mirrors, Modifications, Network, OneBaseline, OneModification, Order, Paper, Paths, Rebase, Release,
    Review, Search, Show, Status, Terms, Why, Works,
)  # fmt: skip
FORMER = ("diff-1", "modification-1", "modifications-1")
"""Shapes that no answer has any more: for who still holds such answers, their schemas are kept as they were."""


def format_of(answer: type[Answer]) -> str:
    """What its `format` says."""
    return str(answer.__struct_config__.tag)


def _by_name() -> dict[str, type[Answer]]:
    return {format_of(answer).removeprefix("specman.").partition("/")[0]: answer for answer in ANSWERS}


def shape_names() -> list[str]:
    """Names of the published shapes."""
    return sorted([*_by_name(), *FORMER])


def shape(name: str) -> str:
    """The JSON Schema of an answer.

    Raises:
        KeyError: no such shape.
    """
    if name in FORMER:
        return resources.files(__package__).joinpath(f"{name}.schema.json").read_text("utf-8")
    answer = _by_name()[name]
    _, records = msgspec.json.schema_components([answer], ref_template="#/$defs/{name}")
    for record in records.values():
        record["description"] = " ".join(inspect.cleandoc(record["description"]).split())
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **records.pop(answer.__name__),
        "title": format_of(answer),
    }
    if records:
        schema["$defs"] = records
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
