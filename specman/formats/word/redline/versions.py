"""The two versions of a redline, each written as Word would hold it, and which provision each paragraph begins."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.write.body import Writer
from specman.formats.word.write.lists import TypedNumbers
from specman.formats.word.write.parts import ROOT, Attached
from specman.formats.word.write.runs import Runs
from specman.model.document import Document, Mark, Provision

_SIGN = "provision"  # set where a provision begins, and taken out again
_SHOWN_BY = {"row": f"{W}tr", "definition": f"{W}tr", "table": f"{W}tbl"}
_NO_LINK = "<w:hyperlink>"


class Version:
    """One of the two versions, written as Word would hold it.

    Args:
        attached: takes what the text refers to in other parts; both versions have the same, so that each has one name.
        bookmarks: provisions that links lead to. They are the target's alone, since a name may mark one place only.
    """

    def __init__(
        self, document: Document, images: Mapping[str, bytes], attached: Attached, bookmarks: Mapping[str, str]
    ) -> None:
        self._document = document
        self._runs = SignedRuns(document, bookmarks, images, attached)
        self.shown: dict[etree._Element, str] = {}  # a paragraph, row or table to the provision that begins with it

    @property
    def notes(self) -> Mapping[int, str]:
        """The footnotes it attached, by the numbers they were given, each with its eId."""
        return self._runs.noted

    def blocks(self) -> list[etree._Element]:
        """The paragraphs and tables of the body."""
        body = Writer(self._document, TypedNumbers(), self._runs).body()
        found = list(etree.fromstring(f"<w:body {ROOT}>{body}</w:body>"))
        for sign in [sign for block in found for sign in block.iter(_SIGN)]:
            eid = sign.get("eid", "")
            holder = next(sign.iterancestors(_SHOWN_BY.get(self._document.by_eid[eid].kind, f"{W}p")))
            self.shown.setdefault(holder, eid)
            if (paragraph := sign.getparent()) is not None:
                paragraph.remove(sign)
        return found


class SignedRuns(Runs):
    """Words as runs, with a sign where each provision begins; a link to one without a bookmark leads nowhere.

    Attributes:
        noted: the eIds of the footnotes, by their numbers.
    """

    def __init__(
        self, document: Document, bookmarks: Mapping[str, str], images: Mapping[str, bytes], attached: Attached
    ) -> None:
        super().__init__(document, bookmarks, images, attached)
        self.noted: dict[int, str] = {}

    def footnote(self, eid: str) -> str:
        """The mark of a footnote, remembered."""
        self.noted[len(self.attached.footnotes) + 1] = eid
        return super().footnote(eid)

    def at(self, provision: Provision) -> str:
        """The bookmark of a provision, and its sign."""
        return f"{super().at(provision)}<{_SIGN} eid={quoteattr(provision.eid)}/>"

    def link(self, mark: Mark) -> str:
        """The opening of a link."""
        if mark.target.startswith("#") and mark.target[1:] not in self.bookmarks:
            return _NO_LINK
        return super().link(mark)
