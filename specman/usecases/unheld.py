"""Files that no library holds: what their citations mean is read off the numbers they print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from specman.model.document import Document
from specman.model.identity import HouseRules, Work, WorkKind

_OF_THE_CODE = re.compile(r"([A-Z])\d{1,2}[A-Z]?(?:\.\d.*)?")
_OWN_UNITS = frozenset({"section", "clause", "paragraph", "table"})


def work_of_files(stem: str, name: str, sides: Sequence[Document]) -> Work:
    """The work that some files stand for.

    Numbers such as `H3.2` are those of a Section of the Code, which its own text cites by them. Otherwise a bare number
    behind a unit word (`section 4.2`) means the file itself, and so does the heading of a section where most have no
    number.

    Args:
        stem: what stands for the work's id.
        name: what reports call it.
    """
    if any(document.schema is not None for document in sides):
        return Work(stem, sides[-1].metadata.title or name, "schema", name, name, name)
    parts = [p for document in sides for p in document.provisions if p.kind in ("section", "clause")]
    letters = Counter(match[1] for p in parts if (match := _OF_THE_CODE.fullmatch(p.label)))
    letter, count = letters.most_common(1)[0] if letters else ("", 0)
    of_the_code = 2 * count > len(parts)
    kind: WorkKind = "code-section" if of_the_code else "appendix"
    sections = [p for p in parts if p.kind == "section"]
    by_heading = 2 * sum(not p.num for p in sections) > len(sections)
    house = HouseRules(own_units=_OWN_UNITS, by_heading=by_heading)
    code = f"SEC:{letter}" if of_the_code else name
    return Work(stem, sides[-1].metadata.title or name, kind, name, name, code, house=house)
