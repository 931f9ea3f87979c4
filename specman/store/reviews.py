"""What people said in reviews: `modifications/<ID>/review.toml`, and `reviews/<name>.toml` for other subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from specman.model.review import DISPOSITIONS, Disposition, DispositionKind
from specman.store.manifests import Table
from specman.store.rows import Row, rows

FORMAT = 1
FOLDER = "reviews"
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")


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
    for one in rows(table, "dispositions", _disposition):
        if one.address in found:
            table.wrong(f"speaks of {one.address} twice", "Keep the later of the two.")
        found[one.address] = one
    table.settle()
    return subject, tuple(found.values())


def _disposition(row: Row) -> Disposition:
    stamp = row.values.get("stamp")
    if not (isinstance(stamp, list) and len(stamp) == 2 and all(isinstance(end, str) for end in stamp)):
        row.wrong("no stamp of two digests", "specman review writes it; without it nothing can be told stale.")
        stamp = ["", ""]
    return Disposition(
        row.text("address", required=True), cast(DispositionKind, row.one_of("disposition", DISPOSITIONS)),
        row.text("reason", required=True), row.text("by", required=True), row.text("role"),
        row.date("date", required=True), (stamp[0], stamp[1]), row.text("answer"), row.text("answered_by"),
        row.date("answered"), row.text("question"), row.text("asked_by"), row.date("asked"),
    )  # fmt: skip


def write_review(subject: str, said: Sequence[Disposition]) -> bytes:
    """The file of a review, by address."""
    import tomlkit

    document = tomlkit.document()
    document.add("format", FORMAT)
    document.add("subject", subject)
    held = tomlkit.aot()
    for one in sorted(said, key=lambda one: one.address):
        values: dict[str, Any] = {
            "address": one.address, "disposition": one.kind, "reason": one.reason, "by": one.by, "role": one.role,
            "date": one.date, "stamp": list(one.stamp), "answer": one.answer, "answered_by": one.answered_by,
            "answered": one.answered, "question": one.question, "asked_by": one.asked_by, "asked": one.asked,
        }  # fmt: skip
        row = tomlkit.table()
        row.update({key: value for key, value in values.items() if value})
        held.append(row)
    if said:
        document.append("dispositions", held)
    return tomlkit.dumps(document).encode()
