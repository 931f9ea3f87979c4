"""What people said in reviews: `modifications/<ID>/review.toml`, and `reviews/<name>.toml` for other subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from specman.model.review import DISPOSITIONS, Disposition, DispositionKind
from specman.store.manifests import Table, is_date

FORMAT = 1
FOLDER = "reviews"
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")
_TEXTS = ("by", "role", "answer", "answered_by")


def review_path(subject: str, *, is_modification: bool) -> str:
    """Where the review of a subject is kept, inside the library.

    >>> review_path("SECMP0014", is_modification=True), review_path("SEC A1.1", is_modification=False)
    ('modifications/SECMP0014/review.toml', 'reviews/sec-a1.1.toml')
    """
    if is_modification:
        return f"modifications/{subject}/review.toml"
    name = _UNSAFE.sub("-", subject).strip("-.").casefold()
    return f"{FOLDER}/{name.replace('..', '-to-') or 'subject'}.toml"


def read_review(data: bytes, path: str) -> tuple[str, tuple[Disposition, ...]]:
    """The subject of a review and what was said in it."""
    table = Table(data, path, FORMAT)
    subject = table.text("subject", required=True)
    found: dict[str, Disposition] = {}
    for place, row in enumerate(table.tables("dispositions"), 1):
        name = f"[[dispositions]] {place}"
        values: dict[str, str] = {}
        for key in ("address", "disposition", "reason", "date", "answered", *_TEXTS):
            value = row.get(key, "")
            value = str(value.isoformat()) if hasattr(value, "isoformat") else value
            if not isinstance(value, str):
                table.wrong(f"has in {name} {key} = {value!r}, where text is expected")
                value = ""
            values[key] = value
        for key in ("address", "disposition", "reason", "date", "by"):
            if not values[key]:
                table.wrong(f"has in {name} no {key}")
        if values["disposition"] and values["disposition"] not in DISPOSITIONS:
            table.wrong(
                f"has in {name} disposition = {values['disposition']!r}", f"Known are {', '.join(DISPOSITIONS)}."
            )
        for key in ("date", "answered"):
            if values[key] and not is_date(values[key]):
                table.wrong(f"has in {name} {key} = {values[key]!r}, which is not a date such as 2016-06-15")
        stamp = row.get("stamp")
        if not (isinstance(stamp, list) and len(stamp) == 2 and all(isinstance(end, str) for end in stamp)):
            table.wrong(
                f"has in {name} no stamp of two digests",
                "specman review writes it; without it nothing can be told stale.",
            )
            stamp = ["", ""]
        if values["address"] in found:
            table.wrong(f"speaks of {values['address']} twice", "Keep the later of the two.")
        found[values["address"]] = Disposition(
            values["address"], cast(DispositionKind, values["disposition"]), values["reason"], values["by"],
            values["role"], values["date"], (stamp[0], stamp[1]), values["answer"], values["answered_by"],
            values["answered"],
        )  # fmt: skip
    table.settle()
    return subject, tuple(found.values())


def write_review(subject: str, said: Sequence[Disposition]) -> bytes:
    """The file of a review, by address."""
    import tomlkit

    document = tomlkit.document()
    document.add("format", FORMAT)
    document.add("subject", subject)
    rows = tomlkit.aot()
    for one in sorted(said, key=lambda one: one.address):
        values: dict[str, Any] = {
            "address": one.address, "disposition": one.kind, "reason": one.reason, "by": one.by, "role": one.role,
            "date": one.date, "stamp": list(one.stamp), "answer": one.answer, "answered_by": one.answered_by,
            "answered": one.answered,
        }  # fmt: skip
        row = tomlkit.table()
        row.update({key: value for key, value in values.items() if value})
        rows.append(row)
    if said:
        document.append("dispositions", rows)
    return tomlkit.dumps(document).encode()
