"""What a label means where it is read: the citing document, its house rules and the documents that are known decide."""

from __future__ import annotations

import re

from specman.citations.names import Names
from specman.model.document import Document, Provision
from specman.model.house import Part
from specman.model.identity import Work
from specman.model.link import Target
from specman.model.value import value


@value(frozen=True, slots=True)
class Context:
    """Where a text is: its work, its provision and the document around it.

    Attributes:
        is_question: the text is in no document: a person asks what it cites, so a code is read by its form alone.
    """

    work: Work
    document: Document | None = None
    provision: Provision | None = None
    is_question: bool = False


@value(frozen=True, slots=True)
class Of:
    """What labels belong to: a document (`of the SEC`), a Schedule of the citing document, or another
    provision (`paragraph (b) of Section D1.1`). Empty when the text does not state it.

    Attributes:
        lead: what stands before labels of a document outside, such as the `s` of an Act's sections.
    """

    document: str = ""
    own_part: str = ""
    within: str = ""
    lead: str = ""

    @property
    def is_outside(self) -> bool:
        """Whether it is a document that the library does not hold."""
        return self.document.startswith("EXT:")


NOTHING_SAID = Of()


@value(frozen=True, slots=True)
class Meaning:
    """Labels and names of parts to targets, in one context."""

    context: Context
    names: Names

    def part(self, part: Part, name: str, *, interior: bool = False) -> Target:
        """A Schedule or an Appendix: one that the citing document holds itself, else one of the Code."""
        if own := self.own_part(part.unit, name):
            return Target(self.context.work.code, own, interior=interior)
        return Target(part.document.format(name=name), "*", interior=interior)

    def own_part(self, unit: str, name: str) -> str:
        """The label of a Schedule or an Appendix that the citing document holds itself, "" when it holds none."""
        document = self.context.document
        held = document.by_label.get(f"{unit} {name}".casefold()) if document is not None else None
        return held.label if held is not None and held.eid else ""

    def label(self, label: str, unit: str, of: Of, *, interior: bool = False) -> Target | None:
        """What a label behind a unit word means; None where the words leave it open."""
        work, house, document = self.context.work, self.names.house, of.document
        if of.own_part:
            return self._inside_part(of.own_part, label)
        if of.within:
            apart = of.is_outside and not label.startswith("(")
            label = f"{of.within.strip()} {label}" if apart else _within(of.within, label)
        if of.is_outside:
            lead = "T" if unit == "table" else of.lead if unit == "section" or of.within else ""
            return Target(document, lead + label, interior=interior)
        if unit == "table":
            return Target(document or work.house.own_document or work.code, f"T{label}", interior=interior)
        if label.startswith("("):
            stem = self._relative_stem(label)
            return Target(work.code, stem + label, interior=interior) if stem else None
        # letter and digit are the Code everywhere
        if label[0].isalpha() and (section := house.section_document(label)) and not house.is_part(document):
            return Target(section, label, interior=interior)
        if document and document != house.code:
            return Target(document, label, interior=interior)
        if work.kind == "schema" and not work.house.own_document:  # it has no numbered parts of its own to mean
            return None
        if unit in work.house.own_units and not label[0].isalpha():
            return Target(work.house.own_document or work.code, label, interior=interior)
        return None

    def _inside_part(self, part: str, label: str) -> Target:
        """A paragraph of a Schedule of the citing document; the Schedule itself where it has no such paragraph."""
        document, code = self.context.document, self.context.work.code
        assert document is not None
        for whole in (f"{part}{label}", f"{part} {label}"):
            if found := document.by_label.get(whole.casefold()):
                return Target(code, found.label)
        found = document.by_label.get(label.casefold())
        if found is not None and any(holder.label == part for holder in document.ancestors(found)):
            return Target(code, found.label)
        return Target(code, part)

    def _relative_stem(self, label: str) -> str:
        """The label to which `(b)` belongs, seen from the citing provision: the nearest parent with that child."""
        document, here = self.context.document, self.context.provision
        if document is None or here is None:
            return ""
        first = re.match(r"\([^()]*\)", label)
        for holder in (here, *document.ancestors(here)):
            if first and (holder.label + first[0]).casefold() in document.by_label and holder.label:
                return holder.label
        for holder in (here, *document.ancestors(here)):
            if holder.kind in ("clause", "definition", "section") and holder.label:
                return holder.label
        return ""


def _within(holder: str, label: str) -> str:
    """A label inside a provision, whole.

    >>> _within("D6.3", "(a)"), _within("H3", "2(a)"), _within("H", "5"), _within("4.2", "4.2.1")
    ('D6.3(a)', 'H3.2(a)', 'H5', '4.2.1')
    """
    if label.startswith("(") or (holder.isalpha() and label[0].isdigit()):
        return f"{holder}{label}"
    if label[0].isdigit() and not label.startswith(holder) and not holder.endswith(")"):
        return f"{holder}.{label}"
    return label
