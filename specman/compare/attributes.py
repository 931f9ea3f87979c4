"""Differences between keyed records: document metadata, baseline manifests, schema headers (with deepdiff)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specman.model.detail import AttributeChange
from specman.model.document import Document


def compare_attributes(base: Mapping[str, Any], target: Mapping[str, Any]) -> list[AttributeChange]:
    """The values that differ between two records, by path, sorted.

    A list is compared as one value: compared by position, one insertion would change every item after it.
    """
    if base == target:
        return []
    from deepdiff import DeepDiff  # 0.2 s to import, so only when something differs

    delta = DeepDiff(_keyed(base), _keyed(target), view="tree")
    found = []
    for group in delta.values():
        for item in group:
            path = tuple(str(step) for step in item.path(output_format="list"))
            old = None if "added" in str(item.report_type) else _as_text(item.t1)
            new = None if "removed" in str(item.report_type) else _as_text(item.t2)
            found.append(AttributeChange(path, old, new))
    return sorted(found, key=lambda change: change.path)


def manifest_changes(base: Mapping[str, tuple[str, str]], target: Mapping[str, tuple[str, str]]) -> set[str]:
    """Works whose expression differs between two sets, each a work id to (version, SHA-256)."""
    old, new = (
        {work: {"version": version, "sha256": sha256} for work, (version, sha256) in held.items()}
        for held in (base, target)
    )
    return {change.path[0] for change in compare_attributes(old, new)}


def metadata_changes(base: Document, target: Document) -> tuple[AttributeChange, ...]:
    """Differences between the metadata of two expressions."""
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
    if document.schema is not None:  # even when empty, so that a header is added or removed key by key
        kept["header"] = dict(document.schema.header)
    return kept


def _keyed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _keyed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return ", ".join(_as_text(item) for item in value)
    return value


def _as_text(value: Any) -> str:
    text = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)
    return " ".join(text.split())
