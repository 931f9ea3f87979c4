"""Mirrors that do not mirror: declared pairs that differ, types that were equal in the baseline before."""

from __future__ import annotations

from collections.abc import Iterator

from specman.assurance.evidence import Evidence
from specman.assurance.terms import difference
from specman.citations.address import find_places
from specman.citations.mirrors import DECLARED, content_digest, mirror_pairs
from specman.errors import InputError
from specman.model.finding import Finding
from specman.model.identity import Place


def mirror_findings(evidence: Evidence) -> Iterator[Finding]:
    """Every finding on a mirror; terms defined twice are `definition_findings`."""
    corpus = evidence.corpus
    for rule in evidence.mirrors:
        for name in (rule.a, rule.b):
            try:
                find_places(name, corpus)
            except InputError:
                yield Finding(
                    "mirror-missing", "warning",
                    f"specman.toml declares {name} a mirror, but this baseline does not hold it.",
                    name, "specman.toml", 0, "Correct or remove the declaration.",
                )  # fmt: skip
    seen: set[tuple[Place, Place]] = set()
    for a, b, reason in mirror_pairs(corpus, evidence.definitions, evidence.mirrors):
        both_terms = corpus.provision(a).kind == corpus.provision(b).kind == "definition"
        if reason == DECLARED and not both_terms:
            seen.add((a, b))
            if content_digest(corpus, a) != content_digest(corpus, b):
                message = f"It should mirror {corpus.address(a)}, and differs"
                yield difference("mirror-differs", message, evidence, a, b)
    for a, b in sorted(evidence.types_before - seen):
        if corpus.entry(a) and corpus.entry(b) and content_digest(corpus, a) != content_digest(corpus, b):
            message = f"It was equal to {corpus.address(a)} in {evidence.before}, and differs now"
            yield difference("mirror-drifted", message, evidence, a, b)
