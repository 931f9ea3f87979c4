"""The chain from a requirement to the answer: requirement, use case, service request variant, response type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from specman.assurance.evidence import Evidence
from specman.model.finding import Finding
from specman.model.identity import Place

_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)


def chain_findings(evidence: Evidence) -> Iterator[Finding]:
    """Missing links of the chain. A link is only expected where the library holds both its ends."""
    yield from _requirements(evidence)
    yield from _use_cases(evidence)
    yield from _variants(evidence)


def _requirements(evidence: Evidence) -> Iterator[Finding]:
    """Requirements without a use case, where most of their neighbours have one.

    Not every requirement is met by a message: a display or a battery has no use case. A section whose siblings are
    mostly implemented is one that somebody forgot.
    """
    corpus = evidence.corpus
    implemented = {link.target for link in evidence.links if link.kind == "implements"}
    for work_id in sorted({place.work for place in implemented}):
        if corpus.works[work_id].kind != "specification":
            continue
        document = corpus.documents[work_id]
        covered = {place.eid for place in implemented if place.work == work_id}
        siblings = Counter(p.parent for p in document.provisions if p.kind == "section")
        having = Counter(p.parent for p in document.provisions if p.kind == "section" and p.eid in covered)
        for provision in document.provisions[1:]:
            if provision.kind != "section" or provision.status != "normative" or provision.eid in covered:
                continue
            if 2 * having[provision.parent] > siblings[provision.parent]:
                yield Finding(
                    "requirement-without-use-case", "note",
                    f"{provision.label} ({provision.heading}) has no use case, as {having[provision.parent]} of the "
                    f"{siblings[provision.parent]} provisions beside it have.",
                    *evidence.where(Place(work_id, provision.eid)),
                    "Map it to a use case, or record that it needs none.",
                )  # fmt: skip


def _use_cases(evidence: Evidence) -> Iterator[Finding]:
    mapped = {link.source for link in evidence.links if link.kind == "maps-to"}
    if not any(provision.kind == "service-request" for _, provision in evidence.provisions()):
        return
    for place, provision in evidence.provisions():
        if provision.kind == "use-case" and place not in mapped:
            yield Finding(
                "use-case-without-variant", "note",
                f"No service request variant is mapped to {provision.label} ({provision.heading}).",
                *evidence.where(place), "Map it in the Mapping Table, unless only devices use it.",
            )  # fmt: skip


def _variants(evidence: Evidence) -> Iterator[Finding]:
    corpus = evidence.corpus
    answered = {
        link.target
        for link in evidence.links
        if link.kind == "maps-to" and corpus.provision(link.source).kind in ("response", "component")
        and corpus.provision(link.target).kind == "service-request"
    }  # fmt: skip
    if not answered:
        return
    for place, provision in evidence.provisions():
        if provision.kind == "service-request" and place not in answered:
            yield Finding(
                "variant-without-response", "note",
                f"No response type answers {provision.label} ({provision.heading}).",
                *evidence.where(place), "Name the response type, unless the DCC alone answers it.",
            )  # fmt: skip


def informative_findings(evidence: Evidence) -> Iterator[Finding]:
    """Informative text that binds."""
    for place, provision in evidence.provisions():
        if provision.status == "informative" and _SHALL.search(provision.words):
            yield Finding(
                "informative-shall", "warning", "This text is informative, but says that somebody shall do something.",
                *evidence.where(place), "Make it normative, or say it without 'shall'.",
            )  # fmt: skip
