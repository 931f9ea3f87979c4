"""What citations and addresses name in a corpus: one place, several, none, or something outside."""

from __future__ import annotations

import re

from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.identity import Place, Work
from specman.model.link import Citation, Reference, Target

_GLOSSARIES = {
    "glossary": ("glossary", "glossary of terms", "definitions"),
    "definitions": ("definitions", "definitions and interpretation", "interpretation", "glossary"),
}
_OUTSIDE = ("EXT:", "MOD", "ISSUE", "MINUTES")


def resolve(target: Target, corpus: Corpus) -> Reference:
    """Look a target up. A work of the library that this state lacks, or a number it does not have, is dangling."""
    work = corpus.by_code.get(target.document)
    document = corpus.documents.get(work.id) if work else None
    is_number = target.provision[:1].isdigit() and target.document != "SEC"
    if work is None or document is None or not is_number:  # most are a number of a document that is there
        found = _by_name(target, corpus, work, document)
        if found is not None:
            return found
    if work is None or document is None:
        return Reference(target, "dangling", f"{target.document} {target.provision}".strip())
    label = target.provision if work.kind == "code-section" else _label(target.provision)
    provision = document.labelled(label)
    if provision is None and label == document.version:  # `CHTS 1.46` names a version, not a section
        return Reference(target, "external", f"{work.name}@{label}")
    if provision is None:
        return Reference(target, "dangling", work.address(label))
    again = document.by_label.get(f"{provision.label} 2".casefold())
    if again is not None and (again.kind, again.num) == (provision.kind, provision.num):  # not item 2 of Schedule 1
        return Reference(target, "ambiguous", work.address(label))
    return Reference(target, "resolved", work.address(provision.label), Place(work.id, provision.eid))


def _by_name(target: Target, corpus: Corpus, work: Work | None, document: Document | None) -> Reference | None:
    """A target that is no label: something outside, a whole document, a glossary, a link's place; None for a label."""
    said = target.provision
    if target.document == "?":
        return Reference(target, "placeholder", f"? {said}".strip())
    if target.document.startswith(_OUTSIDE) or (said.startswith("@") and said != "@applicable"):
        return Reference(target, "external", f"{target.document} {said}".strip())
    if target.document == "SEC":
        return Reference(target, "external", "the Code")
    if target.document == "GBCS" and said.startswith("MC:"):
        return _by_message_code(target, corpus)
    if target.document == "GBCS" and said.startswith("mapping-table:"):
        return _in_mapping_table(target, corpus)
    if target.document == "GBCS" and said.startswith("CAT:"):
        return _by_category(target, corpus)
    if work is None or document is None:
        return None
    if said.startswith("#"):  # the author tied the reference to a place of the document
        marked = document.by_eid.get(said[1:])
        if marked is None:
            return Reference(target, "dangling", f"{target.document} {said}")
        return Reference(target, "resolved", work.address(marked.label), Place(work.id, marked.eid))
    for heading in _GLOSSARIES.get(said, ()):
        if found := document.by_heading.get(heading):
            return Reference(target, "resolved", work.address(found.label), Place(work.id, found.eid))
    is_whole = said in ("*", "@applicable") or said in _GLOSSARIES
    if is_whole or (work.kind == "code-section" and re.fullmatch(r"[A-Z]", said)):
        return Reference(target, "resolved", work.name, Place(work.id, ""))
    return None


def notation(provision: Provision, document: Document) -> str:
    """A provision in the notation of citation targets: `A1.1:Device ID`, `T16.2`, `SRV:4.1.1`, `type:EUI`.

    Source: the target columns of `tests/citations/cases.tsv`.
    """
    if not provision.eid:
        return "*"
    if provision.kind == "definition":
        holder = document.by_eid[provision.parent].label
        return f"{holder}:{provision.heading}" if holder else provision.heading
    if provision.kind == "use-case":
        return f"UC:{provision.label}"
    if provision.kind == "service-request":
        return provision.label.replace("SRV ", "SRV:")
    if provision.kind == "component":
        return f"type:{provision.label}"
    if provision.kind == "table" and provision.num:
        return f"T{provision.num}"
    return provision.label


def heading_differs(citation: Citation, corpus: Corpus, place: Place) -> str:
    """The real heading where a citation repeats another one; "" when they agree or there is none to compare."""
    if not citation.heading or not place.eid:
        return ""
    document = corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    headings = document.headings_over(provision)
    said = _plain(citation.heading)
    if not headings or any(_plain(heading) == said for heading in headings):
        return ""
    return headings[0]


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.casefold()).strip()


def _label(provision: str) -> str:
    if ":" not in provision and provision[:1] != "T":
        return provision
    for mark, label in (("UC:", ""), ("SRV:", "SRV "), ("type:", "")):
        if provision.startswith(mark):
            return label + provision.removeprefix(mark)
    if match := re.fullmatch(r"SR:(.+)", provision):
        return f"Service Reference {match[1]}"
    if match := re.fullmatch(r"(RC|DA|AC):(.+)", provision):
        table = {"RC": "Table 4.1 row ", "DA": "Table 4.2 row ", "AC": "Table 16.2 row "}[match[1]]
        return table + match[2]
    if match := re.fullmatch(r"T(\d[\w.]*)", provision):
        return f"Table {match[1]}"
    return provision


def _in_mapping_table(target: Target, corpus: Corpus) -> Reference:
    """A row of the Mapping Table by its number; a column is the table as a whole."""
    name = target.provision.removeprefix("mapping-table:")
    for work in corpus.works.values():
        document = corpus.documents.get(work.id)
        if document is None or work.kind != "table" or "mapping table" not in work.title.casefold():
            continue
        if name.isalpha():
            return Reference(target, "resolved", work.name, Place(work.id, ""))
        for provision in document.provisions:
            if provision.kind == "row" and provision.num == name:
                return Reference(target, "resolved", work.address(provision.label), Place(work.id, provision.eid))
    return Reference(target, "dangling", f"GBCS {target.provision}")


def _by_category(target: Target, corpus: Corpus) -> Reference:
    """A message category: the provision that begins with its name."""
    work = corpus.by_code.get("GBCS")
    document = corpus.documents.get(work.id) if work else None
    name = target.provision.removeprefix("CAT:")
    for provision in document.provisions if work and document else ():
        if provision.kind in ("item", "row", "definition") and re.match(
            rf"{re.escape(name)}(?![\w.-])", provision.words
        ):
            assert work is not None
            return Reference(target, "resolved", work.address(provision.label), Place(work.id, provision.eid))
    return Reference(target, "dangling", f"GBCS {target.provision}")


def _by_message_code(target: Target, corpus: Corpus) -> Reference:
    work = corpus.by_code.get("GBCS")
    document = corpus.documents.get(work.id) if work else None
    code = target.provision.removeprefix("MC:").casefold()
    if work and document:
        for provision in document.provisions:
            if (
                provision.kind == "row"
                and provision.num == "Message Code"
                and code in (cell.casefold() for cell in provision.cells)
            ):
                owner = next(p for p in document.ancestors(provision) if p.kind != "table")
                return Reference(target, "resolved", work.address(owner.label), Place(work.id, owner.eid))
    return Reference(target, "dangling", f"GBCS {target.provision}")
