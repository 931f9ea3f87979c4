"""`applicability.toml`: which versions may be installed and maintained until when, and with which others."""

from __future__ import annotations

from collections.abc import Mapping

from specman.model.applicability import Applicable
from specman.store.manifests import Table, is_date

NAME = "applicability.toml"
_DATES = ("install_from", "install_until", "maintain_until")


def read_applicability(data: bytes, path: str = NAME) -> tuple[Applicable, ...]:
    """The rows of the table, in its order."""
    table = Table(data, path)
    found: list[Applicable] = []
    for place, row in enumerate(table.tables("versions"), 1):
        name = f"[[versions]] {place}"
        values = {}
        for key in ("work", "version", *_DATES):
            value = row.get(key, "")
            value = str(value.isoformat()) if hasattr(value, "isoformat") else value
            if not isinstance(value, str):
                table.wrong(f"has in {name} {key} = {value!r}, where text is expected")
                value = ""
            elif value and key in _DATES and not is_date(value):
                table.wrong(f"has in {name} {key} = {value!r}, which is not a date such as 2016-06-15")
                value = ""
            values[key] = value
        for key in ("work", "version"):
            if not values[key]:
                table.wrong(f"has in {name} no {key}")
        ends = [values[key] for key in ("install_until", "maintain_until") if values[key]]
        if values["install_from"] and any(end < values["install_from"] for end in ends):
            table.wrong(f"has in {name} a period that ends before it begins")
        pairs = row.get("with", {})
        if not isinstance(pairs, Mapping) or not all(isinstance(version, str) for version in pairs.values()):
            table.wrong(f"has in {name} with = {pairs!r}", 'Write with = { gbcs = "0.8.1" }.')
            pairs = {}
        found.append(
            Applicable(
                values["work"], values["version"], dict(pairs), values["install_from"], values["install_until"],
                values["maintain_until"], row.get("unverified") is True,
            )
        )  # fmt: skip
    table.settle()
    return tuple(found)
