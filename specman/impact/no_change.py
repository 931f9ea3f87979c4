"""Schema types of which it can be shown that a modification leaves them as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specman.errors import or_list
from specman.model.identity import Place

if TYPE_CHECKING:
    from specman.model.corpus import Corpus
    from specman.model.modification import Modification


def no_schema_change(modification: Modification, corpus: Corpus) -> dict[Place, str]:
    """Schema types that accept the form the modification asks for, shown on its sample values.

    Only the type's own patterns, enumerations and lengths are tried; a type without any is left out.
    """
    found: dict[Place, str] = {}
    schemas = [work for work in corpus.documents if corpus.works[work].kind == "schema"] if modification.samples else []
    for work_id in schemas:
        document = corpus.documents[work_id]
        if document.schema is None:
            continue
        for component in document.schema.components:
            samples = [sample.value for sample in modification.samples if sample.type == component.name]
            facets = [p for p in component.particle.children for p in p.children]
            patterns = [p.get("value") for p in facets if p.tag == "pattern"]
            if component.sort != "simpleType" or not samples or not patterns:
                continue
            if all(any(re.fullmatch(_python_pattern(x), value) for x in patterns) for value in samples):
                shown = or_list(samples[:2]).replace(" or ", " and ")
                found[Place(work_id, f"{component.sort}_{component.name}")] = (
                    f"no change needed: its pattern accepts the new form ({shown}), as it accepts any EUI-64"
                    if component.name == "EUI"
                    else f"no change needed: its pattern accepts the new form ({shown})"
                )
    return found


def _python_pattern(pattern: str) -> str:
    """An XSD pattern as Python's: anchored by fullmatch; the few escapes that differ are not used by samples."""
    return pattern.replace(r"\i", r"[A-Za-z_:]").replace(r"\c", r"[\w.:-]")
