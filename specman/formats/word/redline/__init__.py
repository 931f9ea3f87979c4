"""Two versions of a document as one Word file with tracked changes: accepted it is the target, rejected the base.

Both versions are written as Word would hold them, with their numbers typed, and the paragraphs, rows and words of the
two are laid over each other. What only the base has is a deletion, what only the target has an insertion, and a
paragraph that stands elsewhere in the same words a move, each with the author and date given. Which provision became
which, and how two sequences are best laid over each other, is the comparison's business: it is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping

from specman.formats.word.redline.atoms import Atoms
from specman.formats.word.redline.comparing import Align, Comparing, Likeness, Tokens
from specman.formats.word.redline.footnotes import same_notes, settled
from specman.formats.word.redline.overlay import Overlay
from specman.formats.word.redline.pairs import Pairing
from specman.formats.word.redline.tracked import Author, Tracked
from specman.formats.word.redline.versions import Version
from specman.formats.word.write.lists import TypedNumbers
from specman.formats.word.write.parts import Attached, packed
from specman.formats.word.write.runs import bookmarks_of
from specman.model.document import Document


def redline(
    base: Document,
    target: Document,
    author: Author,
    *,
    align: Align,
    likeness: Likeness,
    tokens: Tokens,
    partners: Mapping[str, str],
    name: str = "",
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx whose tracked changes run from one version of a document to another.

    Args:
        partners: base eId to target eId of provisions that became one another; others are put in or taken out.
        images: the pictures that the two texts name.
    """
    attached, bookmarks = Attached(), bookmarks_of(target)
    left = Version(base, images or {}, attached, {})
    right = Version(target, images or {}, attached, bookmarks)
    old, new = left.blocks(), right.blocks()
    shown = {element: partners.get(eid) or f"gone {eid}" for element, eid in left.shown.items()} | right.shown
    became = same_notes(left.notes, right.notes, partners)
    atoms = Atoms(tokens, attached.footnotes, became)
    pairing = Pairing(Comparing(align, likeness), shown, atoms.key)
    tracked = Tracked(author, len(bookmarks))  # bookmarks have the numbers before
    overlay = Overlay(atoms, pairing, tracked)
    text, attached.footnotes = settled(overlay.body(old, new), attached.footnotes, became, overlay)
    return packed(text, target, name or target.work, attached, TypedNumbers().xml(), images or {})


__all__ = ["Author", "redline"]
