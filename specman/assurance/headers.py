"""Compares what documents state of themselves with the baseline that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specman.assurance.evidence import Evidence
from specman.model.finding import Finding
from specman.model.identity import Place

_NAMED = re.compile(r"(.+?)\s+v?(\d+(?:\.\d+)*[a-z]?)")


def header_findings(evidence: Evidence) -> Iterator[Finding]:
    """Versions in headers that are not those of the baseline."""
    corpus = evidence.corpus
    names = {name.casefold(): work for work in corpus.works.values() for name in (work.name, work.title, *work.aliases)}
    for work_id, document in corpus.documents.items():
        where = evidence.where(Place(work_id, ""))
        stated = document.metadata.stated_version
        if stated and stated != document.version:
            yield Finding(
                "version-differs", "warning",
                f"The document says it is version {stated}; this baseline holds it as {document.version}.",
                *where, "Correct the header in a new version, or the version it is held under.",
            )  # fmt: skip
        for aligned in document.metadata.aligned_with:
            match = _NAMED.fullmatch(aligned.strip())
            work = names.get(match[1].casefold()) if match else None
            if match and work is not None and corpus.holds(work.id):
                held = corpus.documents[work.id].version
                if match[2] != held and not held.startswith(f"{match[2]}."):
                    yield Finding(
                        "alignment-differs", "warning",
                        f"Its header says it is aligned with {aligned}; this baseline holds {work.name} {held}.",
                        *where, "Align the document, or correct its header, in a new version.",
                    )  # fmt: skip
