"""A paragraph as the words that are compared, each with its look, and what makes two paragraphs the same."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.redline.comparing import Align, Span, Tokens
from specman.formats.word.redline.elements import form, part, plain
from specman.formats.word.write.runs import LINK_STYLE

MOVED = 24  # characters that a paragraph must have for equal words elsewhere to be a move
_NUMBERED = re.compile(r'w:id="\d+"')
_SMALL = re.compile(r"[\s,.;:'\"()-]{0,3}")


@dataclass(frozen=True, slots=True)
class Atom:
    """A word of a paragraph with its look, or something that is no word (a tab, a note, a picture).

    Attributes:
        text: what it is compared by; of a note that one version alone has, its words: those of others change inside it.
        leads: the relationship of a link to an address outside; links inside the text are not compared.
        other: the run itself, of what is no word.
        link: the opening of the link it is part of.
    """

    look: str
    text: str
    leads: str = ""
    other: str = field(default="", compare=False)
    link: str = field(default="", compare=False)


@dataclass(frozen=True)
class Atoms:
    """Cuts paragraphs into atoms.

    Attributes:
        tokens: cuts a text into the words that change whole.
        notes: the footnotes of both versions, the first numbered 1.
        became: names of the footnotes that both versions have, by number, one name for the two of them.
    """

    tokens: Tokens
    notes: Sequence[str]
    became: Mapping[int, str] = field(default_factory=dict)

    def of(self, paragraph: etree._Element) -> list[Atom]:
        """The words of a paragraph, and what stands between them."""
        found: list[Atom] = []
        for run in paragraph.iter(f"{W}r"):
            look = part(run, "rPr").replace(LINK_STYLE, "").replace("<w:rPr></w:rPr>", "")
            link, leads = _link_over(run)
            texts = run.findall(f"{W}t")
            note = run.find(f"{W}footnoteReference")
            if texts and len(run) - (run.find(f"{W}rPr") is not None) == len(texts):
                said = "".join(text.text or "" for text in texts)
                found += [Atom(look, token, leads, link=link) for token in self.tokens(said)]
            elif note is not None:
                number = int(note.get(f"{W}id", "1"))
                said = self.became.get(number) or _NUMBERED.sub("", self.notes[number - 1])
                found.append(Atom(look, f"note: {said}", leads, plain(run), link))
            elif pictures := run.xpath(".//*[local-name()='blip']/@*[local-name()='embed']"):
                found.append(Atom(look, f"pictures: {pictures}", leads, plain(run), link))
            else:
                found.append(Atom(look, plain(run), leads, plain(run), link))
        return found

    def key(self, element: etree._Element) -> Hashable:
        """What makes two paragraphs or tables the same: style, words with their looks, and words of notes."""
        if element.tag == f"{W}p":
            return *form(element), *self.of(element)
        inner = tuple(self.key(child) for child in element if child.tag in (f"{W}tr", f"{W}tc", f"{W}p", f"{W}tbl"))
        return str(element.tag), part(element, "tcPr"), inner

    def key_of_words(self, paragraph: etree._Element) -> Hashable:
        """What makes two paragraphs the same but for their typed numbers; None of what is too short to tell."""
        if paragraph.tag != f"{W}p":
            return None
        _, words = split(self.of(paragraph))
        return (form(paragraph), *words) if sum(len(atom.text) for atom in words) >= MOVED else None


def split(atoms: Sequence[Atom]) -> tuple[Sequence[Atom], Sequence[Atom]]:
    """A paragraph's typed number with the tab behind it, and its words."""
    tab = next((place for place, atom in enumerate(atoms, 1) if "<w:tab/>" in atom.other), 0)
    return atoms[:tab], atoms[tab:]


def laid_over(left: Sequence[Atom], right: Sequence[Atom], align: Align) -> list[tuple[bool, Span]]:
    """How two paragraphs lie over each other; a space or comma between two edits is drawn into them."""
    found: list[tuple[bool, Span]] = []
    spans = list(align(left, right))
    for place, (equal, span) in enumerate(spans):
        words = "".join(atom.text if not atom.other else "\0" for atom in left[span[0] : span[1]])
        if equal and 0 < place < len(spans) - 1 and _SMALL.fullmatch(words):
            equal = False
        if found and found[-1][0] == equal:
            last = found[-1][1]
            found[-1] = (equal, (last[0], span[1], last[2], span[3]))
        else:
            found.append((equal, span))
    return found


def _link_over(run: etree._Element) -> tuple[str, str]:
    """The opening of the link that a run is part of, and the relationship by which it leads out of the file."""
    holder = run.getparent()
    if holder is None or holder.tag != f"{W}hyperlink" or not holder.attrib:
        return "", ""
    opening = plain(holder).partition(">")[0] + ">"
    return opening, next((str(said) for name, said in holder.attrib.items() if not str(name).startswith(W)), "")
