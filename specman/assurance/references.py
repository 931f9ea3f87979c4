"""Citations that lead nowhere, to several places, to another heading, to what is not in force."""

from __future__ import annotations

from collections.abc import Iterator

from specman.assurance.evidence import Evidence
from specman.citations.extract import Resolved
from specman.citations.resolve import heading_differs
from specman.model.finding import Finding
from specman.model.identity import Place, VersionNumber, Work
from specman.model.link import Reference


def citation_findings(evidence: Evidence) -> Iterator[Finding]:
    """Every finding on a citation, in document order."""
    told: set[tuple[str, str]] = set()
    for item in evidence.resolved:
        for reference in item.references:
            yield from _reference(evidence, item, reference)
            owner = evidence.by_code.get(reference.target.document) if reference.status == "external" else None
            if owner is not None and not owner.held and (item.source.work, owner.id) not in told:
                told.add((item.source.work, owner.id))
                yield _registered(evidence, item, owner)


def _registered(evidence: Evidence, item: Resolved, owner: Work) -> Finding:
    """A citation of a part of the Code that is registered and not held: one for each document that cites it."""
    said = item.citation.text
    if owner.title in said:
        what = "is" if owner.name in said else f"is {owner.name}, which is"
    else:
        what = f"cites {owner.name} ({owner.title}), which is"
    return Finding(
        "document-not-held", "note", f"{said!r} {what} registered and not held.",
        *evidence.where(item.source), "Import the document if it is under control here.",
    )  # fmt: skip


def _reference(evidence: Evidence, item: Resolved, reference: Reference) -> Iterator[Finding]:
    corpus, target = evidence.corpus, reference.target
    where = evidence.where(item.source)
    cited = repr(item.citation.text)
    if reference.status == "placeholder":
        yield Finding("placeholder", "warning", f"{cited} is a placeholder.", *where, "Put the letter or number in.")
    elif reference.status == "ambiguous":
        yield Finding(
            "ambiguous-citation", "error", f"{cited} is ambiguous: {reference.address} is given more than once.",
            *where, "Number each provision once.",
        )  # fmt: skip
    elif reference.status == "dangling" and not target.interior:
        held = (owner := evidence.by_code.get(target.document)) is not None and corpus.holds(owner.id)
        if held:
            yield Finding(
                "dangling-citation", "error", f"{cited} leads nowhere: {reference.address} does not exist.",
                *where, "Cite the provision that took its place, or take the citation out.",
            )  # fmt: skip
        else:
            yield Finding(
                "document-not-held", "note", f"{cited} cites {target.document}, which this baseline does not hold.",
                *where, "Import the document if it is under control here.",
            )  # fmt: skip
    elif reference.place is not None:
        real = heading_differs(item.citation, corpus, reference.place) if item.citation.heading else ""
        if real:
            yield Finding(
                "heading-differs", "warning", f"{cited}: the heading of {reference.address} is now {real!r}.",
                *where, "Bring the words in brackets in line.",
            )  # fmt: skip
        if _is_inactive(evidence, reference.place) and not _is_inactive(evidence, item.source):
            yield Finding(
                "inactive-cited", "note", f"{cited} leads to {reference.address}, which is not in force yet.",
                *where, "Nothing when that is meant, as in a transitional provision; else cite what is in force.",
            )  # fmt: skip
    if target.version and target.version != "applicable":
        yield from _version(evidence, item, reference, where)


def _is_inactive(evidence: Evidence, place: Place) -> bool:
    document = evidence.corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    return any(p.status == "inactive" for p in (provision, *document.ancestors(provision)))


def _version(
    evidence: Evidence, item: Resolved, reference: Reference, where: tuple[str, str, int]
) -> Iterator[Finding]:
    """A version in words, held against the version this baseline holds."""
    target = reference.target
    work = evidence.by_code.get(target.document)
    if work is None or not evidence.corpus.holds(work.id):
        return
    held = evidence.corpus.documents[work.id].version
    try:
        cited, current = VersionNumber.parse(target.version), VersionNumber.parse(held)
    except ValueError:
        return
    if cited < current:
        yield Finding(
            "superseded-cited", "warning",
            f"{item.citation.text!r} names version {cited}; this baseline holds {work.name} {current}.",
            *where, "Cite the version in force, or leave it where an older version still applies.",
        )  # fmt: skip
    elif current < cited:
        yield Finding(
            "version-ahead", "warning",
            f"{item.citation.text!r} names version {cited}; this baseline holds only {work.name} {current}.",
            *where, "Import that version, or cite the one in force.",
        )  # fmt: skip
