"""Marks of emphasis and reference written out in a text, so that words and marks are changed alike.

`{b}bold{/b}`, `{ref #eid}words{/ref}`, `{note fn_1}{/note}`; a brace of the text itself is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from specman.model.document import Mark

_TAG = re.compile(r"\{\{|\}\}|\{(/?)([a-z]+)(\d*)(?: ([^{}]*))?\}")


def written(text: str, marks: Sequence[Mark]) -> str:
    """A text with its marks written out."""
    if not marks:
        return text.replace("{", "{{").replace("}", "}}")
    opens: dict[int, list[tuple[int, str]]] = {}
    closes: dict[int, list[str]] = {}
    empty: dict[int, list[str]] = {}
    for place, mark in enumerate(sorted(marks, key=lambda m: (m.start, -m.end, m.kind, m.target))):
        name = f"{mark.kind}{place or ''}"
        target = f" {mark.target}" if mark.target else ""
        if mark.start == mark.end:
            empty.setdefault(mark.start, []).append(f"{{{name}{target}}}{{/{name}}}")
        else:
            opens.setdefault(mark.start, []).append((-mark.end, f"{{{name}{target}}}"))
            closes.setdefault(mark.end, []).insert(0, f"{{/{name}}}")
    out = []
    for at in range(len(text) + 1):
        out += closes.get(at, [])
        out += empty.get(at, [])
        out += [tag for _, tag in sorted(opens.get(at, []), key=lambda row: row[0])]
        if at < len(text):
            out.append({"{": "{{", "}": "}}"}.get(text[at], text[at]))
    return "".join(out)


def read(text: str) -> tuple[str, tuple[Mark, ...]]:
    """A text and its marks.

    Raises:
        ValueError: a mark is not closed, or closed and not open.
    """
    out: list[str] = []
    marks: list[Mark] = []
    opened: dict[str, tuple[int, str, str]] = {}
    at = length = 0
    for tag in _TAG.finditer(text):
        out.append(text[at : tag.start()])
        length += len(out[-1])
        at = tag.end()
        if tag[0] in ("{{", "}}"):
            out.append(tag[0][0])
            length += 1
        elif tag[1]:
            start, kind, target = opened.pop(tag[2] + tag[3], (-1, "", ""))
            if start < 0:
                raise ValueError(f"{tag[0]} closes what is not open")
            marks.append(Mark(kind, start, length, target))  # type: ignore[arg-type]
        else:
            opened[tag[2] + tag[3]] = (length, tag[2], tag[4] or "")
    if opened:
        raise ValueError(f"{{{next(iter(opened))}}} is not closed")
    out.append(text[at:])
    if re.search(r"(?<!\{)\{(?!\{)|(?<!\})\}(?!\})", text[at:]):
        raise ValueError("a brace is not doubled")
    return "".join(out), tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
