"""Tracked changes as Word marks them: words put in and struck out, each with author and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.redline.atoms import Atom
from specman.formats.word.redline.elements import plain
from specman.formats.word.write.runs import LINK_STYLE


@dataclass(frozen=True)
class Author:
    """Who is said to have made the changes, and when (ISO 8601 with time and zone)."""

    name: str
    date: str


class Tracked:
    """Writes what changed. A sort of change is the name of Word's element for it, `ins` or `del`, say; "" is none.

    Args:
        first: changes are numbered behind it.
    """

    def __init__(self, author: Author, first: int) -> None:
        self._author = author
        self._number = first

    def tag(self, sort: str) -> str:
        """The opening of a change, not closed."""
        self._number += 1
        return (
            f'<w:{sort} w:id="{self._number}" w:author={quoteattr(self._author.name)} '
            f"w:date={quoteattr(self._author.date)}"
        )

    def properties(self, paragraph: etree._Element, sort: str) -> str:
        """The properties of a paragraph, its mark put in or struck out."""
        inner = "".join(plain(child) for child in paragraph.iterfind(f"{W}pPr/*"))
        mark = f"<w:rPr>{self.tag(sort)}/></w:rPr>" if sort else ""
        return f"<w:pPr>{inner}{mark}</w:pPr>"

    def words(self, parts: Sequence[tuple[str, Sequence[Atom]]]) -> str:
        """Words as runs. A link holds the changes inside it: Word does not allow it the other way round.

        Args:
            parts: sort of change and the words it covers, in order.
        """
        out = []
        every = [(sort, atom) for sort, atoms in parts for atom in atoms]
        for link, linked in groupby(every, key=lambda pair: pair[1].link):
            grouped = groupby(linked, key=lambda pair: pair[0])
            inner = "".join(self._runs([atom for _, atom in group], sort) for sort, group in grouped)
            out.append(f"{link}{inner}</w:hyperlink>" if link else inner)
        return "".join(out)

    def moved(self, words: Sequence[Atom], sort: str, name: str) -> str:
        """Words that moved, between the signs by which both ends of the move know each other."""
        opening = f'{self.tag(f"{sort}RangeStart")} w:name="{name}"/>'
        number = opening.partition('w:id="')[2].partition('"')[0]
        return f'{opening}{self.words([(sort, words)])}<w:{sort}RangeEnd w:id="{number}"/>'

    def _runs(self, atoms: Sequence[Atom], sort: str) -> str:
        inner = runs(atoms, is_deleted=sort == "del")
        return f"{self.tag(sort)}>{inner}</w:{sort}>" if sort else inner


def runs(atoms: Sequence[Atom], *, is_deleted: bool = False) -> str:
    """Words as runs, one for each change of look, and what is no word as it is."""
    out: list[str] = []
    kind = "delText" if is_deleted else "t"
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if atom.other:
            out.append(atom.other)
            at += 1
            continue
        words = []
        while at < len(atoms) and not atoms[at].other and atoms[at].look == atom.look:
            words.append(atoms[at].text)
            at += 1
        said = escape("".join(words))
        inside = atom.look.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
        look = f"<w:rPr>{LINK_STYLE}{inside}</w:rPr>" if atom.link else atom.look
        out.append(f'<w:r>{look}<w:{kind} xml:space="preserve">{said}</w:{kind}></w:r>')
    return "".join(out)
