"""What keyed records say, side by side: document metadata, baseline manifests, schema headers (deepdiff)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specman.model.detail import AttributeChange
from specman.model.document import Document


def compare_attributes(base: Mapping[str, Any], target: Mapping[str, Any]) -> list[AttributeChange]:
    """The values that differ between two records, by path, sorted.

    Records are keyed; a list is compared whole, since one insertion in it would otherwise change every item.
    """
    if base == target:
        return []
    from deepdiff import DeepDiff  # 0.2 s to import, so only when something differs

    delta = DeepDiff(_keyed(base), _keyed(target), view="tree")
    found = []
    for group in delta.values():
        for item in group:
            path = tuple(str(step) for step in item.path(output_format="list"))
            old = None if "added" in str(item.report_type) else _said(item.t1)
            new = None if "removed" in str(item.report_type) else _said(item.t2)
            found.append(AttributeChange(path, old, new))
    return sorted(found, key=lambda change: change.path)


def manifest_changes(base: Mapping[str, tuple[str, str]], target: Mapping[str, tuple[str, str]]) -> set[str]:
    """Works whose expression differs between two sets, each a work id to (version, SHA-256)."""
    left, right = (
        {work: {"version": version, "sha256": sha256} for work, (version, sha256) in held.items()}
        for held in (base, target)
    )
    return {change.path[0] for change in compare_attributes(left, right)}


def metadata_changes(base: Document, target: Document) -> tuple[AttributeChange, ...]:
    """What two expressions state of themselves, where it differs."""
    return tuple(compare_attributes(_about(base), _about(target)))


def _about(document: Document) -> dict[str, Any]:
    metadata = document.metadata
    found: dict[str, Any] = {
        "title": metadata.title, "date": metadata.date, "aligned with": list(metadata.aligned_with),
        "first page": list(metadata.notes),
    }  # fmt: skip
    if document.schema is not None:
        found |= {
            "namespace": document.schema.namespace,
            "imports": [" ".join(filter(None, pair)) for pair in document.schema.imports],
        }
        found["title"] = ""
    kept = {key: value for key, value in found.items() if value}
    if document.schema is not None:  # always a record, so that a header that comes or goes does so key by key
        kept["header"] = dict(document.schema.header)
    return kept


def _keyed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _keyed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return ", ".join(_said(item) for item in value)
    return value


def _said(value: Any) -> str:
    said = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)
    return " ".join(said.split())
