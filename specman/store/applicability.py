"""`applicability.toml`: which versions may be installed and maintained until when, and with which others."""

from __future__ import annotations

from collections.abc import Mapping

from specman.model.applicability import Applicable
from specman.store.manifests import Table
from specman.store.rows import Row, rows

NAME = "applicability.toml"


def read_applicability(data: bytes, path: str = NAME) -> tuple[Applicable, ...]:
    """The rows of the table, in its order."""
    table = Table(data, path)
    found = rows(table, "versions", _applicable)
    table.settle()
    return found


def _applicable(row: Row) -> Applicable:
    begin, end, last = (row.date(key) for key in ("install_from", "install_until", "maintain_until"))
    if begin and any(until < begin for until in (end, last) if until):
        row.wrong("a period that ends before it begins")
    pairs = row.values.get("with", {})
    if not isinstance(pairs, Mapping) or not all(isinstance(version, str) for version in pairs.values()):
        row.wrong(f"with = {pairs!r}", 'Write with = { gbcs = "0.8.1" }.')
        pairs = {}
    work, version = row.text("work", required=True), row.text("version", required=True)
    return Applicable(work, version, dict(pairs), begin, end, last, row.values.get("unverified") is True)
