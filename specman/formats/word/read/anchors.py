"""What hangs on a block: its bookmarks, tracked changes and footnotes, and where references to it lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from specman.formats.flow import Flow, Text
from specman.formats.word.package import W
from specman.formats.word.read import doubts
from specman.formats.word.read.fields import BOOKMARK
from specman.formats.word.read.inline import ENDNOTE, FOOTNOTE, Words
from specman.model.document import Provision

REVISION = "revision:"  # before the number of a tracked change, in the flow's anchors


class Anchors:
    """Remembers where bookmarks, tracked changes and footnotes fell, and ties references to those places.

    Args:
        notes: the parts that hold the words of footnotes and endnotes, by `footnotes` and `endnotes`.
        read: the words of a note.
    """

    def __init__(self, flow: Flow, notes: Mapping[str, etree._Element], read: Callable[[etree._Element], Text]) -> None:
        self._flow = flow
        self._read = read
        self._notes = {
            f"{FOOTNOTE if sort == 'footnotes' else ENDNOTE}{note.get(f'{W}id', '')}": note
            for sort, part in notes.items()
            for note in part
            if isinstance(note.tag, str)
        }
        self._waiting: list[str] = []
        self._noted: dict[str, str] = {}  # footnote reference to the eId of its text

    def wait(self, bookmarks: Iterable[str]) -> None:
        """Bookmarks whose place is the next block."""
        self._waiting += bookmarks

    def settle(self, words: Words | None) -> None:
        """Tie what waits to the block just placed, with the tracked changes and footnotes of its words."""
        for bookmark in self._waiting:
            self._flow.anchor(BOOKMARK + bookmark)
        self._waiting = []
        if words is None:
            return
        for number in words.revisions:
            self.revision(number)
        owner = self._flow.last
        for mark in words.text.marks:
            if mark.kind == "note" and mark.target not in self._noted:
                note = self._notes.get(mark.target)
                text = self._read(note) if note is not None else Text("")
                self._noted[mark.target] = self._flow.footnote(owner, str(len(self._noted) + 1), text)

    def revision(self, number: str) -> None:
        """A tracked change that touches the block just placed."""
        self._flow.anchor(f"{REVISION}{number}")

    def tie(self) -> int:
        """Give references and footnote marks the eIds of what they point at.

        Returns:
            How many references point at a bookmark that is not in the text; their words are kept.
        """
        lost = 0
        for provision in self._flow.outline.provisions():
            if any(mark.kind in ("ref", "note") for mark in provision.marks):
                found, missed = tied(provision, self._flow.anchors, self._noted)
                self._flow.outline.update(provision.eid, found)
                lost += missed
        return lost

    def stale(self, quoted: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, Provision, int]]:
        """Cross-references that show another number than what they point at has.

        Args:
            quoted: bookmark, the words shown, and the paragraph that shows them.

        Returns:
            The words shown, what they point at, and the paragraph.
        """
        for bookmark, shown, line in quoted:
            eid = self._flow.anchors.get(BOOKMARK + bookmark)
            if eid is not None and shown and not doubts.quotes(shown, self._flow.outline[eid]):
                yield shown, self._flow.outline[eid], line


def tied(provision: Provision, anchors: Mapping[str, str], noted: Mapping[str, str]) -> tuple[Provision, int]:
    """A provision whose marks lead to eIds, and how many of its references are left out since they lead nowhere.

    Args:
        anchors: names of the source's places to eIds.
        noted: footnote references to the eIds of their texts.
    """
    marks = []
    lost = 0
    for mark in provision.marks:
        if mark.kind == "note":
            marks.append(replace(mark, target=noted.get(mark.target, "")))
        elif mark.kind == "ref" and mark.target.startswith(BOOKMARK):
            eid = anchors.get(mark.target)
            if eid is None:
                lost += 1
            else:
                marks.append(replace(mark, target=f"#{eid}"))
        else:
            marks.append(mark)
    return replace(provision, marks=tuple(marks)), lost
