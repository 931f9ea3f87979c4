"""Tracked changes of a Word file: what they are, and the text with all of them accepted or rejected.

Word marks inserted and deleted words, moved words, paragraph marks, table rows and cells, and changed properties
(ISO/IEC 29500-1, 17.13.5). A paragraph mark is where one paragraph ends: when the mark vanishes, the paragraph is
joined with the next, and the next one's properties stay.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from specman.formats.outline import normalise_space
from specman.formats.word.package import W
from specman.limits import MAX_CHANGES, MAX_CHANGES_NESTED, beyond
from specman.model.document import Revision, RevisionKind, RevisionScope, RevisionView

MARKER = "{urn:specman:reading}revision"  # on what a revision touches, so that its place in the text can be told
_KINDS: dict[str, RevisionKind] = {
    f"{W}ins": "insertion",
    f"{W}del": "deletion",
    f"{W}moveFrom": "move from",
    f"{W}moveTo": "move to",
    f"{W}cellIns": "insertion",
    f"{W}cellDel": "deletion",
}
_RENUMBERED = (f"{W}pPrChange", f"{W}numberingChange")
_GONE = {
    "accept": {f"{W}del", f"{W}moveFrom", f"{W}cellDel"},
    "reject": {f"{W}ins", f"{W}moveTo", f"{W}cellIns"},
}
_OLD_PROPERTIES = ("pPrChange", "rPrChange", "tcPrChange", "trPrChange", "numberingChange")
_DROPPED_CHANGES = ("tblPrChange", "tblPrExChange", "tblGridChange", "sectPrChange")
_NOT_RESTORED = {*_KINDS, f"{W}sectPr", f"{W}rPr"}
_BLOCKS = {f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}customXml"}


def survey(root: etree._Element, first: int = 0, *, name: str = "the file", is_note: bool = False) -> list[Revision]:
    """The tracked changes of a part, in document order; what they touch is marked with their number.

    Args:
        first: number of the first, when another part's come before.
        name: what messages call the file.
        is_note: the part holds footnotes; a deleted footnote is marked there and in the text that calls for it.
    """
    found: list[Revision] = []
    for element in root.iter(*_KINDS, *_RENUMBERED):
        if first + len(found) >= MAX_CHANGES:
            raise beyond(name, "tracked changes", MAX_CHANGES)
        if sum(1 for _ in element.iterancestors(*_KINDS)) >= MAX_CHANGES_NESTED:
            raise beyond(name, "tracked changes inside one another", MAX_CHANGES_NESTED, is_unreal=True)
        kind, scope = _KINDS.get(str(element.tag)) or _numbered(element), _scope(element)
        if scope is None or kind is None:
            continue
        number = str(first + len(found))
        if scope == "words":
            for run in element.iter(f"{W}r"):
                run.set(MARKER, number)
        else:
            touched = _owner(element, scope)
            if touched is not None and not (scope == "numbering" and touched.get(MARKER)):
                touched.set(MARKER, number)
        found.append(
            Revision(
                kind,
                "note" if is_note and scope == "words" else scope,
                element.get(f"{W}author", ""),
                element.get(f"{W}date", ""),
                _words(element) if scope == "words" else "",
            )
        )
    return found


def view(root: etree._Element, revisions: RevisionView) -> etree._Element:
    """A copy of a part as it reads with every tracked change accepted, or with every one rejected."""
    root = copy.deepcopy(root)
    _properties(root, revisions)
    ended: list[etree._Element] = []
    for element in list(root.iter(*_KINDS)):
        scope = _scope(element)
        parent = element.getparent()
        if parent is None:
            continue
        gone = element.tag in _GONE[revisions]
        if scope == "words":
            if gone:
                parent.remove(element)
            else:
                _unwrap(element, parent)
            continue
        owner = _owner(element, scope) if scope else None
        parent.remove(element)
        if not gone or owner is None:
            continue
        if scope == "paragraph mark":
            ended.append(owner)
        elif (holder := owner.getparent()) is not None:
            holder.remove(owner)
    # From the last to the first: what is joined is moved once, however many marks vanish one after the other.
    alone = [paragraph for paragraph in reversed(ended) if not _join_with_next(paragraph)]
    for paragraph in alone:
        holder = paragraph.getparent()
        others = holder is not None and any(node is not paragraph and node.tag in _BLOCKS for node in holder)
        if holder is not None and others and not any(True for _ in paragraph.iter(f"{W}r")):
            holder.remove(paragraph)
    for table in list(root.iter(f"{W}tbl")):
        holder = table.getparent()
        if table.find(f"{W}tr") is None and holder is not None:
            holder.remove(table)
    if revisions == "reject":
        for text in root.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for text in root.iter(f"{W}delInstrText"):
            text.tag = f"{W}instrText"
    return root


def _scope(element: etree._Element) -> RevisionScope | None:
    parent = element.getparent()
    tag = parent.tag if parent is not None else ""
    if element.tag in (f"{W}cellIns", f"{W}cellDel"):
        return "cell"
    if tag == f"{W}trPr":
        return "row"
    if tag == f"{W}rPr":
        holder = parent.getparent() if parent is not None else None
        # In a run's properties (of an equation's control character, say) the mark says nothing of any text.
        return "paragraph mark" if holder is not None and holder.tag == f"{W}pPr" else None
    if tag == f"{W}numPr" or element.tag in _RENUMBERED:
        return "numbering" if next(element.iterancestors(f"{W}p"), None) is not None else None
    return "words"


def _numbered(element: etree._Element) -> RevisionKind | None:
    """Whether a change of properties gave a paragraph its number, or took it; None where it keeps the one it had."""
    if element.tag == f"{W}numberingChange":
        return "insertion"
    now, before = (
        [(child.tag, child.get(f"{W}val")) for child in holder.iterfind(f"{W}numPr/*")] if holder is not None else []
        for holder in (element.getparent(), element.find(f"{W}pPr"))
    )
    if now == before:
        return None
    return "insertion" if now else "deletion"


def _owner(element: etree._Element, scope: str) -> etree._Element | None:
    tag = {"paragraph mark": f"{W}p", "row": f"{W}tr", "cell": f"{W}tc", "numbering": f"{W}p"}[scope]
    return next(element.iterancestors(tag), None)


def _words(element: etree._Element) -> str:
    return normalise_space("".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    for node in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        yield (node.text or "") if node.tag in (f"{W}t", f"{W}delText") else " "


def _unwrap(element: etree._Element, parent: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def _properties(root: etree._Element, revisions: RevisionView) -> None:
    """Properties as they are, or as they were: style and so number, emphasis, merged cells."""
    for name in _OLD_PROPERTIES:
        for change in list(root.iter(f"{W}{name}")):
            current = change.getparent()
            if current is None:
                continue
            current.remove(change)
            old = next(iter(change), None)
            if revisions == "accept" or old is None or old.tag != current.tag:
                continue
            # What the change does not cover stays: the mark's own revision, the mark's look, the section's end.
            kept = [child for child in current if child.tag in _NOT_RESTORED]
            for child in list(current):
                current.remove(child)
            current.extend([*list(old), *kept])
    for name in _DROPPED_CHANGES:
        for change in list(root.iter(f"{W}{name}")):
            if (holder := change.getparent()) is not None:
                holder.remove(change)
    for merge in list(root.iter(f"{W}cellMerge")):
        holder = merge.getparent()
        said = merge.get(f"{W}vMerge" if revisions == "accept" else f"{W}vMergeOrig")
        if holder is None:
            continue
        holder.remove(merge)
        for old in holder.findall(f"{W}vMerge"):
            holder.remove(old)
        if said:
            etree.SubElement(holder, f"{W}vMerge").set(f"{W}val", "restart" if said == "rest" else "continue")
    if revisions == "reject":
        for mark in list(root.iter(f"{W}ins")):
            holder = mark.getparent()
            if holder is not None and holder.tag == f"{W}numPr" and (above := holder.getparent()) is not None:
                above.remove(holder)


def _join_with_next(paragraph: etree._Element) -> bool:
    """Put a paragraph whose mark vanished before the text of the next one.

    Returns:
        False before a table, or last in a cell, where there is nothing to join: it stays, unless nothing is left in it.
    """
    holder = paragraph.getparent()
    if holder is None:
        return True
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = next((node for node in paragraph.itersiblings() if node.tag in _BLOCKS), None)
    while following is not None and following.tag in (f"{W}sdt", f"{W}customXml"):
        inside = following.find(f"{W}sdtContent") if following.tag == f"{W}sdt" else following
        following = next((node for node in inside if node.tag in _BLOCKS), None) if inside is not None else None
    if following is None or following.tag != f"{W}p":
        return False
    first = next(iter(following), None)  # not len(), which counts all that was joined so far
    at = 1 if first is not None and first.tag == f"{W}pPr" else 0
    for child in reversed(content):
        following.insert(at, child)
    if paragraph.get(MARKER) is not None and following.get(MARKER) is None:
        following.set(MARKER, paragraph.get(MARKER, ""))
    holder.remove(paragraph)
    return True


__all__ = ["MARKER", "survey", "view"]
