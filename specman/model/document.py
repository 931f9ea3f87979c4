"""A parsed expression: an ordered tree of provisions."""

from __future__ import annotations

import bisect
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from specman.model.finding import Finding
from specman.model.label import GROUP, fold_label, levels
from specman.model.schema import Schema
from specman.model.value import value

Kind = Literal[
    "document",
    "section",
    "heading",
    "clause",
    "item",
    "definition",
    "table",
    "row",
    "use-case",
    "service-request",
    "response",
    "closing",
    "note",
    "footnote",
    "component",
]
Status = Literal["normative", "informative", "inactive"]
MarkKind = Literal["b", "i", "def", "term", "ref", "note", "img"]


@value(frozen=True, slots=True)
class Mark:
    """Markup of a span of the text.

    Emphasis (`b`, `i`), a term defined in place (`def`), a use of a term that its author tied to a concept (`term`), a
    reference tied to a target (`ref`), the place of a footnote (`note`, empty span) or of an image (`img`, empty span).

    Attributes:
        start, end: half-open span of code points in the provision's text; of a row, in its words.
        target: of `ref` and `term`, `#eId` inside the document or an IRI; of `note`, the footnote's eId; of `img`,
            the name the image is kept under.
    """

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """A table cell that spans several columns or rows; the cells it covers are empty.

    Attributes:
        column: 0-based column of its first cell, in the row that carries it.
    """

    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a document. `name` is the SHA-256 of its content and the file's ending."""

    name: str
    data: bytes


OURS, BETWEEN, THEIRS = "<<<<<<< ours ", " ======= ", " >>>>>>> theirs"
"""Markers before, between and after the two readings of words that could not be merged."""

RevisionKind = Literal["insertion", "deletion", "move from", "move to"]
RevisionScope = Literal["words", "paragraph mark", "row", "cell", "note", "numbering"]
RevisionView = Literal["accept", "reject"]
"""How a text with tracked changes is read: with all of them accepted, or with all of them rejected."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change of a Word file.

    Attributes:
        scope: what it covers; a paragraph mark is where one paragraph ends and the next begins, `note` is words of a
            footnote or endnote.
        date: as the file gives it (ISO 8601), "" when it was removed.
        text: the words inserted, deleted or moved, "" for marks.
        label: the provision it is in; of a deletion, the label before the change.
    """

    kind: RevisionKind
    scope: RevisionScope
    author: str = ""
    date: str = ""
    text: str = ""
    label: str = ""


@value(frozen=True, slots=True)
class Provision:
    """One addressable unit of a document.

    Attributes:
        eid: Akoma Ntoso eId, unique in its expression; "" is the document itself.
        num: the number as printed (`D6.3`, `(a)`), or "".
        label: the number a citation gives, whole (`D6.3(a)(ii)`, `Table 16.2`, `A1.1 "Device ID"`).
        text: own words with spaces normalised, paragraphs parted by line feeds, children not included.
        parent: eid of the provision that holds it; the document's own parent is "".
        cells: of a row, its cells; of a table, its column names. Paragraphs of a cell are parted by line feeds.
        merges: cells of a row or of a table's header that span others.
        line: 1-based line in the source it was read from, 0 when unknown.
    """

    eid: str
    kind: Kind
    num: str = ""
    label: str = ""
    heading: str = ""
    text: str = ""
    parent: str = ""
    status: Status = "normative"
    cells: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    merges: tuple[Merge, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def digest(self) -> str:
        """Digest of the content of the provision: all but its number, place and inline typography."""
        content = "\x1f".join((self.kind, self.heading, self.text, self.status, *self.cells))
        return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()

    def has_same_content(self, other: Provision) -> bool:
        """Whether two provisions would have equal digests, without computing them."""
        return (
            self.text == other.text
            and self.heading == other.heading
            and self.cells == other.cells
            and self.kind == other.kind
            and self.status == other.status
        )

    @property
    def words(self) -> str:
        """Everything a reader sees of the provision but its number, as one string."""
        if self.cells:
            return " | ".join(self.cells)
        return "\n".join(part for part in (self.heading, self.text) if part)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document states of itself.

    Attributes:
        date: the expression's calendar date, ISO, "" when not recorded.
        notes: statements on the first page that are not provisions.
        aligned_with: other specifications' versions named in its header.
    """

    title: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    aligned_with: tuple[str, ...] = ()
    stated_version: str = ""


@dataclass(frozen=True)
class Document:
    """One expression, parsed.

    `provisions` are in document order, the first is the document itself (eid ""), every other provision
    follows its parent; eids are unique. `revisions` and `images` are what a Word file brought with it; a stored
    expression has no tracked changes, and its images are separate files.
    """

    work: str
    version: str
    metadata: Metadata
    provisions: tuple[Provision, ...]
    schema: Schema | None = None
    findings: tuple[Finding, ...] = ()
    revisions: tuple[Revision, ...] = field(default=(), compare=False)
    images: tuple[Image, ...] = field(default=(), compare=False)

    @functools.cached_property
    def by_eid(self) -> Mapping[str, Provision]:
        """Provisions by eId."""
        return {provision.eid: provision for provision in self.provisions}

    @functools.cached_property
    def by_label(self) -> Mapping[str, Provision]:
        """Provisions by label, letter case aside; the first of a repeated label counts."""
        found: dict[str, Provision] = {}
        for provision in self.provisions[1:]:
            if provision.kind != "heading":
                found.setdefault(provision.label.casefold(), provision)
        return found

    @functools.cached_property
    def by_heading(self) -> Mapping[str, Provision]:
        """Sections by heading, letter case aside; the first of a repeated heading counts."""
        found: dict[str, Provision] = {}
        for provision in self.provisions[1:]:
            if provision.kind == "section" and provision.heading:
                found.setdefault(provision.heading.casefold(), provision)
        return found

    @functools.cached_property
    def heading_pattern(self) -> re.Pattern[str] | None:
        """What finds the headings of sections in a text, the longest first, group 1 the heading; None without any.

        A heading of one word is left out: it is too common to be a name.
        """
        longest = sorted((h for h in self.by_heading if " " in h), key=lambda heading: (-len(heading), heading))
        words = "|".join(map(re.escape, longest))
        return re.compile(rf"(?<![\w-])({words})(?:s|'s|’s)?(?![\w-])", re.IGNORECASE) if words else None

    def defined(self) -> Iterator[tuple[str, Provision, bool]]:
        """Terms the document defines, in order: the term, the provision that defines it, whether in running text."""
        for provision in self.provisions:
            if provision.kind == "definition":
                yield provision.heading, provision, False
            for mark in provision.marks:
                if mark.kind == "def":
                    yield provision.text[mark.start : mark.end], provision, True

    @functools.cached_property
    def _by_levels(self) -> Mapping[tuple[str, ...], Provision | None]:
        """Provisions by the levels of their labels; None where several have the same."""
        found: dict[tuple[str, ...], Provision | None] = {}
        for label, provision in self.by_label.items():
            key = levels(label)
            found[key] = None if key in found else provision
        return found

    def labelled(self, label: str) -> Provision | None:
        """The provision with a label: letter case, spaces before brackets and the signs around its levels aside."""
        folded = fold_label(label)
        found = self.by_label.get(folded)
        if found is None and "(" in folded:
            found = self._by_levels.get(levels(folded))
        if found is None and folded.startswith(GROUP):
            found = self.by_heading.get(folded)
        return found

    @functools.cached_property
    def position(self) -> Mapping[str, int]:
        """Position of each provision in document order."""
        return {provision.eid: place for place, provision in enumerate(self.provisions)}

    @functools.cached_property
    def _children(self) -> Mapping[str, tuple[Provision, ...]]:
        found: dict[str, list[Provision]] = {}
        for provision in self.provisions[1:]:
            found.setdefault(provision.parent, []).append(provision)
        return {eid: tuple(children) for eid, children in found.items()}

    def children(self, eid: str) -> tuple[Provision, ...]:
        """The provisions directly inside `eid`, in order."""
        return self._children.get(eid, ())

    def inside(self, eid: str, depth: int = 1) -> Iterator[tuple[int, Provision]]:
        """Every provision within `eid`, in document order, each with its depth below it."""
        for child in self.children(eid):
            yield depth, child
            yield from self.inside(child.eid, depth + 1)

    def sibling(self, provision: Provision, places: int) -> Provision | None:
        """The sibling `places` after a provision, or before it where negative."""
        siblings = self.children(provision.parent)
        at = places + bisect.bisect_left(siblings, self.position[provision.eid], key=lambda p: self.position[p.eid])
        return siblings[at] if 0 <= at < len(siblings) else None

    def ancestors(self, provision: Provision) -> Iterator[Provision]:
        """Parents from the nearest outwards, the document itself last."""
        while provision.eid:
            provision = self.by_eid[provision.parent]
            yield provision

    @functools.cached_property
    def _heading_above(self) -> Mapping[str, str]:
        above: dict[str, str] = {}
        current: dict[str, str] = {}
        for provision in self.provisions[1:]:
            if provision.kind == "heading":
                current[provision.parent] = provision.heading
            else:
                above[provision.eid] = current.get(provision.parent, "")
        return above

    def printed(self, provision: Provision) -> tuple[str, ...]:
        """The printed numbers of a provision and its ancestors, outermost first; unnumbered ones are left out.

        A label also counts provisions without a number ("3.2 item 4"); that count is not printed.
        """
        above = [one.num for one in self.ancestors(provision) if one.num]
        return (*reversed(above), provision.num) if provision.num else tuple(reversed(above))

    def headings_over(self, provision: Provision) -> tuple[str, ...]:
        """Headings a citation may give for this provision: its own, the unnumbered one above it, and those of
        the provisions that hold it."""
        found = [provision.heading, self._heading_above.get(provision.eid, "")]
        for parent in self.ancestors(provision):
            if parent.eid:
                found += [parent.heading, self._heading_above.get(parent.eid, "")]
        return tuple(heading for heading in found if heading)
