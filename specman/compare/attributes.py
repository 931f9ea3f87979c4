"""What keyed records say, side by side: document metadata, baseline manifests, schema headers (deepdiff)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specman.model.document import Document


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """One value that differs; None is absent."""

    name: str
    base: str | None
    target: str | None

    def __str__(self) -> str:
        if self.base is None:
            return f"{self.name}: {self.target} (new)"
        if self.target is None:
            return f"{self.name}: {self.base} (gone)"
        return f"{self.name}: {self.base} → {self.target}"


def compare_attributes(base: Mapping[str, Any], target: Mapping[str, Any]) -> list[AttributeChange]:
    """The values that differ between two records, by key, sorted. Nested records give dotted names.

    Records are keyed; a list is compared whole, since one insertion in it would otherwise change every item.
    """
    if base == target:
        return []
    from deepdiff import DeepDiff  # 0.2 s to import, so only when something differs

    delta = DeepDiff(_keyed(base), _keyed(target), view="tree")
    found = []
    for group in delta.values():
        for item in group:
            name = ".".join(str(step) for step in item.path(output_format="list"))
            old = None if "added" in str(item.report_type) else _said(item.t1)
            new = None if "removed" in str(item.report_type) else _said(item.t2)
            found.append(AttributeChange(name, old, new))
    return sorted(found, key=lambda change: change.name)


def manifest_changes(base: Mapping[str, tuple[str, str]], target: Mapping[str, tuple[str, str]]) -> set[str]:
    """Works whose expression differs between two sets, each a work id to (version, SHA-256)."""
    left, right = (
        {work: {"version": version, "sha256": sha256} for work, (version, sha256) in held.items()}
        for held in (base, target)
    )
    return {change.name.partition(".")[0] for change in compare_attributes(left, right)}


def metadata_changes(base: Document, target: Document) -> tuple[str, ...]:
    """What two expressions say of themselves, where it differs, as sentences."""
    return tuple(str(change) for change in compare_attributes(_about(base), _about(target)))


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
        found |= {f"header {key}": value for key, value in document.schema.header}
        found["title"] = ""
    return {key: value for key, value in found.items() if value}


def _keyed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _keyed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return value


def _said(value: Any) -> str:
    said = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)
    return " ".join(said.split())
