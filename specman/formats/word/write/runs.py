"""Words as runs: emphasis, links, pictures and footnotes, and the bookmarks that links lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from specman.formats.word.write.parts import Attached
from specman.formats.word.write.picture import drawing
from specman.model.document import Document, Mark, Provision
from specman.model.leading import is_harmless

TAB = "<w:r><w:tab/></w:r>"
LINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'
_NOTE_LOOK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def run(text: str, look: str = "", *, is_link: bool = False) -> str:
    """Words of one look as a run; nothing for no words.

    >>> run("a < b", "<w:b/>")
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a &lt; b</w:t></w:r>'
    """
    if not text:
        return ""
    style = LINK_STYLE if is_link else ""
    properties = f"<w:rPr>{style}{look}</w:rPr>" if style or look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bookmarks_of(document: Document) -> dict[str, str]:
    """The provisions that links of the document lead to, each with the name of its bookmark."""
    targets = [m.target[1:] for p in document.provisions for m in p.marks if m.kind == "ref" and m.target[:1] == "#"]
    known = document.by_eid
    return {eid: f"_specman{place}" for place, eid in enumerate(dict.fromkeys(targets), 1) if eid in known}


class Runs:
    """Writes the words of a document's provisions.

    Args:
        bookmarks: provisions that have a bookmark, with its name.
        images: the pictures the text names, by the names it gives them.
        attached: takes the footnotes, links and pictures that are met.
    """

    def __init__(
        self, document: Document, bookmarks: Mapping[str, str], images: Mapping[str, bytes], attached: Attached
    ) -> None:
        self.document = document
        self.bookmarks = bookmarks
        self.images = images
        self.attached = attached
        self._drawn = 0
        self._noted = {m.target for p in document.provisions for m in p.marks if m.kind == "note"}

    def lines(self, provision: Provision) -> list[str]:
        """The paragraphs of a provision's own text, as runs."""
        if not provision.text and not provision.marks:
            return []
        return self.stretch(provision, 0, len(provision.text))

    def stretch(self, provision: Provision, start: int, end: int) -> list[str]:
        """The lines of a part of a provision's words, as runs."""
        text = provision.words if provision.kind in ("row", "table") else provision.text
        lines = []
        while True:
            stop = text.find("\n", start, end)
            line_end = end if stop < 0 else stop
            lines.append(self.line(text, provision.marks, start, line_end))
            if stop < 0:
                return lines
            start = stop + 1

    def line(self, text: str, marks: Sequence[Mark], start: int, end: int) -> str:
        """A part of a text as runs, one for each change of look, with the links, notes and pictures in it."""
        inside = [m for m in marks if (m.start < end and m.end > start) or start <= m.start == m.end <= end]
        points = sorted({start, end, *(min(max(p, start), end) for m in inside for p in (m.start, m.end))})
        out: list[str] = []
        link: Mark | None = None
        for place, at in enumerate(points):
            covering = [m for m in inside if m.start <= at < m.end]
            wanted = next((m for m in covering if m.kind == "ref" and is_harmless(m.target)), None)
            if link is not None and wanted is not link:
                out.append("</w:hyperlink>")
            out += [self.point(m) for m in inside if m.start == m.end == at]
            if wanted is not None and wanted is not link:
                out.append(self.link(wanted))
            link = wanted
            if place + 1 < len(points):
                kinds = {m.kind for m in covering}
                look = ("<w:b/>" if kinds & {"b", "def"} else "") + ("<w:i/>" if "i" in kinds else "")
                out.append(run(text[at : points[place + 1]], look, is_link=link is not None))
        return "".join(out)

    def link(self, mark: Mark) -> str:
        """The opening of a link, inside the text or out of the file."""
        inside = self.bookmarks.get(mark.target[1:]) if mark.target.startswith("#") else None
        if inside:
            return f'<w:hyperlink w:anchor="{inside}" w:history="1">'
        return f'<w:hyperlink r:id="{self.attached.link(mark.target)}" w:history="1">'

    def point(self, mark: Mark) -> str:
        """What is set between two letters: a footnote's mark, or a picture."""
        if mark.kind == "note":
            return self.footnote(mark.target)
        if mark.kind != "img" or mark.target not in self.images:
            return ""
        self._drawn += 1
        return drawing(self._drawn, self.attached.picture(mark.target), mark.target, self.images[mark.target])

    def footnote(self, eid: str) -> str:
        """The mark of a footnote, whose words are attached."""
        note = self.document.by_eid.get(eid)
        notes = self.attached.footnotes
        number = len(notes) + 1
        notes.append("")  # holds the number while the note's own words are set
        paragraphs = []
        for place, line in enumerate(self.lines(note) if note is not None else [""]):
            sign = f"<w:r>{_NOTE_LOOK}<w:footnoteRef/></w:r>" + run(" ") if place == 0 else ""
            paragraphs.append(f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{sign}{line}</w:p>')
        notes[number - 1] = f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'
        return f'<w:r>{_NOTE_LOOK}<w:footnoteReference w:id="{number}"/></w:r>'

    def unplaced_notes(self, provision: Provision) -> str:
        """Footnotes whose place in the words is not recorded, as those of a heading are."""
        return "".join(
            self.footnote(part.eid)
            for part in self.document.children(provision.eid)
            if part.kind == "footnote" and part.eid not in self._noted
        )

    def at(self, provision: Provision) -> str:
        """The bookmark references to a provision lead to, when there are any."""
        name = self.bookmarks.get(provision.eid)
        if name is None:
            return ""
        number = name.removeprefix("_specman")
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
