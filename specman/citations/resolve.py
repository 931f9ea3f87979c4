"""What citations and addresses name in a corpus: one place, several, none, or something outside."""

from __future__ import annotations

import re

from specman.citations.names import Names
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.house import Lookup
from specman.model.identity import Place, Work
from specman.model.link import Citation, Reference, Target

_GLOSSARIES = {
    "glossary": ("glossary", "glossary of terms", "definitions"),
    "definitions": ("definitions", "definitions and interpretation", "interpretation", "glossary"),
}


def resolve(target: Target, corpus: Corpus, names: Names) -> Reference:
    """Look a target up.

    A work of the library that this state lacks, or a number it does not have, is dangling; a work that is registered
    and not held is external.
    """
    work = names.by_code.get(target.document)
    document = corpus.documents.get(work.id) if work else None
    if work is not None and document is None and not work.held:
        is_whole = _names_all(target.provision, work)
        return Reference(target, "external", work.name if is_whole else work.address(target.provision))
    is_number = target.provision[:1].isdigit() and target.document != names.house.code
    if work is None or document is None or not is_number:  # most are a number of a document that is there
        found = _by_name(target, corpus, names, work, document)
        if found is not None:
            return found
    if work is None or document is None:
        return Reference(target, "dangling", f"{target.document} {target.provision}".strip())
    label = target.provision if work.kind == "code-section" else _label(target.provision, names)
    provision = document.labelled(label)
    if provision is None and label == document.version:  # `CHTS 1.46` names a version, not a section
        return Reference(target, "external", f"{work.name}@{label}")
    if provision is None:
        return Reference(target, "dangling", work.address(label))
    again = document.by_label.get(f"{provision.label} 2".casefold())
    if again is not None and (again.kind, again.num) == (provision.kind, provision.num):  # not item 2 of Schedule 1
        return Reference(target, "ambiguous", work.address(label))
    return Reference(target, "resolved", work.address(provision.label), Place(work.id, provision.eid))


def _by_name(
    target: Target, corpus: Corpus, names: Names, work: Work | None, document: Document | None
) -> Reference | None:
    """A target that is no label: something outside, a whole document, a glossary, a link's place; None for a label."""
    label = target.provision
    if target.document == "?":
        return Reference(target, "placeholder", f"? {label}".strip())
    is_outside = target.document.startswith("EXT:") or target.document in names.house.registers
    if is_outside or (label.startswith("@") and label != "@applicable"):
        return Reference(target, "external", f"{target.document} {label}".strip())
    if target.document == names.house.code:
        return Reference(target, "external", "the Code")
    lookup, name = _lookup(label, names)
    if lookup is not None and lookup.find != "label":
        found = _find(lookup, name, corpus, document)
        if found is None:
            return Reference(target, "dangling", f"{target.document} {label}")
        owner = corpus.works[found.work]
        address = corpus.address(found) if found.eid else owner.name
        return Reference(target, "resolved", address, found)
    if work is None or document is None:
        return None
    if label.startswith("#"):  # the author tied the reference to a place of the document
        marked = document.by_eid.get(label[1:])
        if marked is None:
            return Reference(target, "dangling", f"{target.document} {label}")
        return Reference(target, "resolved", work.address(marked.label), Place(work.id, marked.eid))
    for heading in _GLOSSARIES.get(label, ()):
        if found_heading := document.by_heading.get(heading):
            place = Place(work.id, found_heading.eid)
            return Reference(target, "resolved", work.address(found_heading.label), place)
    if _names_all(label, work) or label in _GLOSSARIES:
        return Reference(target, "resolved", work.name, Place(work.id, ""))
    return None


def _names_all(label: str, work: Work) -> bool:
    """Whether a label means its document as a whole."""
    return label in ("*", "@applicable") or bool(work.kind == "code-section" and re.fullmatch(r"[A-Z]+", label))


def notation(provision: Provision, document: Document, names: Names) -> str:
    """A provision in the notation of citation targets: `A1.1:Device ID`, `T16.2`, `SRV:4.1.1`, `type:EUI`.

    Source: the target columns of `tests/citations/cases.tsv`.
    """
    if not provision.eid:
        return "*"
    if provision.kind == "definition":
        holder = document.by_eid[provision.parent].label
        return f"{holder}:{provision.heading}" if holder else provision.heading
    if marked := marked_notation(provision, names):
        return marked
    if provision.kind == "table" and provision.num:
        return f"T{provision.num}"
    return provision.label


def marked_notation(provision: Provision, names: Names) -> str:
    """The notation of a provision that the house writes with a mark (`type:EUI`); "" for others."""
    for lookup in names.house.lookups:
        if lookup.provisions == provision.kind:
            return f"{lookup.mark}:{provision.label.removeprefix(lookup.label.partition('{name}')[0])}"
    return ""


def heading_differs(citation: Citation, corpus: Corpus, place: Place) -> str:
    """The real heading where a citation repeats another one; "" when they agree or there is none to compare."""
    if not citation.heading or not place.eid:
        return ""
    document = corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    headings = document.headings_over(provision)
    cited = _plain(citation.heading)
    if not headings or any(_plain(heading) == cited for heading in headings):
        return ""
    return headings[0]


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.casefold()).strip()


def _lookup(provision: str, names: Names) -> tuple[Lookup | None, str]:
    mark, colon, name = provision.partition(":")
    return names.patterns.lookups.get(mark) if colon else None, name


def _label(provision: str, names: Names) -> str:
    if match := re.fullmatch(r"T(\d[\w.]*)", provision):
        return f"Table {match[1]}"
    lookup, name = _lookup(provision, names)
    return lookup.label.format(name=name) if lookup is not None else provision


def _find(lookup: Lookup, name: str, corpus: Corpus, document: Document | None) -> Place | None:
    """The place of a name that is no label."""
    if lookup.find == "row":
        return _row_of_table(lookup.named, name, corpus)
    if document is None:
        return None
    found = _beginning(name, document) if lookup.find == "beginning" else _described(lookup.named, name, document)
    return Place(document.work, found.eid) if found is not None else None


def _row_of_table(title: str, number: str, corpus: Corpus) -> Place | None:
    """A row by its number, of the table document whose title holds some words; letters are the table as a whole."""
    for owner in corpus.works.values():
        document = corpus.documents.get(owner.id)
        if document is None or owner.kind != "table" or title not in owner.title.casefold():
            continue
        if number.isalpha():
            return Place(owner.id, "")
        for provision in document.provisions:
            if provision.kind == "row" and provision.num == number:
                return Place(owner.id, provision.eid)
    return None


def _beginning(name: str, document: Document) -> Provision | None:
    """The provision that begins with a name, such as that of a message category."""
    begins = re.compile(rf"{re.escape(name)}(?![\w.-])")
    listed = (p for p in document.provisions if p.kind in ("item", "row", "definition"))
    return next((p for p in listed if begins.match(p.words)), None)


def _described(key: str, value: str, document: Document) -> Provision | None:
    """What is described by the property table that gives a property this value."""
    rows = (p for p in document.provisions if p.kind == "row" and p.num == key)
    row = next((p for p in rows if value.casefold() in (cell.casefold() for cell in p.cells)), None)
    return next(p for p in document.ancestors(row) if p.kind != "table") if row is not None else None
