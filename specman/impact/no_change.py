"""Schema types of which it can be shown that a modification leaves them as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specman.model.identity import Place
from specman.model.impact import NoChange

if TYPE_CHECKING:
    from specman.model.corpus import Corpus
    from specman.model.modification import Modification


def no_schema_change(modification: Modification, corpus: Corpus) -> dict[Place, NoChange]:
    """Schema types that accept the form the modification asks for, shown on its sample values.

    Only the type's own patterns, enumerations and lengths are tried; a type without any is left out.
    """
    found: dict[Place, NoChange] = {}
    schemas = [work for work in corpus.documents if corpus.works[work].kind == "schema"] if modification.samples else []
    for work_id in schemas:
        document = corpus.documents[work_id]
        if document.schema is None:
            continue
        for component in document.schema.components:
            samples = [sample for sample in modification.samples if sample.type == component.name]
            facets = [p for p in component.particle.children for p in p.children]
            patterns = [p.get("value") for p in facets if p.tag == "pattern"]
            if component.sort != "simpleType" or not samples or not patterns:
                continue
            if all(any(re.fullmatch(_python_pattern(x), sample.value) for x in patterns) for sample in samples):
                because = next((sample.because for sample in samples if sample.because), "")
                place = Place(work_id, f"{component.sort}_{component.name}")
                found[place] = NoChange(tuple(sample.value for sample in samples), because)
    return found


def _python_pattern(pattern: str) -> str:
    """An XSD pattern as Python's: anchored by fullmatch; the few escapes that differ are not used by samples."""
    return pattern.replace(r"\i", r"[A-Za-z_:]").replace(r"\c", r"[\w.:-]")
