"""A document to a Word file: styles, real numbering, definitions in a table, footnotes, bookmarks and links.

What is written here is read back by `word.read` to the same provisions: a law, and tested. The same document gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from specman.formats.word.write.body import Writer
from specman.formats.word.write.lists import Lists
from specman.formats.word.write.parts import Attached, packed
from specman.formats.word.write.runs import Runs, bookmarks_of
from specman.model.document import Document


def serialise(document: Document, *, name: str = "", images: Mapping[str, bytes] | None = None) -> bytes:
    """The document as a .docx file.

    Args:
        name: what the work is called (`SEC H`), for the foot of each page.
        images: the pictures the text names, by the names it gives them.
    """
    attached, lists = Attached(), Lists()
    body = Writer(document, lists, Runs(document, bookmarks_of(document), images or {}, attached)).body()
    return packed(body, document, name or document.work, attached, lists.xml(), images or {})
