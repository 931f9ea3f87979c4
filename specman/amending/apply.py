"""Instructions applied to a document, or everything that does not fit it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from specman.amending.tree import Node, document_of, tree_of
from specman.errors import nearest_names
from specman.model.document import Document
from specman.model.instruction import (
    At,
    Insert,
    Instruction,
    Misfit,
    Move,
    Omit,
    Part,
    Renumber,
    Restate,
    Substitute,
    Whole,
    Words,
)


class MisfitError(ValueError):
    """Instructions that do not fit, all of them named."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        super().__init__(f"{len(misfits)} instructions do not fit")
        self.misfits = tuple(misfits)


def apply(base: Document, instructions: Sequence[Instruction], said: Callable[[Instruction], str] = str) -> Document:
    """The base with every instruction carried out. All words and places are those of the base, whatever the order.

    Args:
        said: the sentence of an instruction, by which what does not fit is named.

    Raises:
        MisfitError: something does not fit; nothing is done.
    """
    return _Applier(base, said).applied(instructions)


class _Applier:
    def __init__(self, base: Document, said: Callable[[Instruction], str]) -> None:
        self.base, self.said = base, said
        self.root, self.nodes = tree_of(base)
        self.misfits: list[Misfit] = []

    def applied(self, instructions: Sequence[Instruction]) -> Document:
        for one in instructions:  # what is new can be named by what comes before it
            if isinstance(one, Insert):
                self.nodes.setdefault(f"+{one.label}", Node(f"+{one.label}", one.own))
        self._change_words([one for one in instructions if isinstance(one, Words)])
        for one in instructions:
            self._change(one)
        moved = [(one, self._node(one.at, one)) for one in instructions if isinstance(one, Move)]
        for _, node in moved:
            if node is not None and node.parent is not None:
                node.parent.children.remove(node)
        for one in instructions:
            if isinstance(one, Omit) and (node := self._node(one.at, one)) is not None and node.parent is not None:
                node.parent.children.remove(node)
                node.parent = None
        for one in instructions:
            if isinstance(one, Insert):
                self._place(one, self.nodes[f"+{one.label}"])
            elif isinstance(one, Move) and (node := self._node(one.at, one)) is not None:
                self._place(one, node)
        if self.misfits:
            raise MisfitError(self.misfits)
        try:
            return document_of(self.root, self.base.work, self.base.version, self.base.metadata)
        except ValueError as error:
            raise MisfitError([Misfit(str(error), "cannot be read back")]) from None

    def _misfit(self, one: Instruction, what: str, nearest: str = "") -> None:
        found = Misfit(self.said(one), what, nearest)  # type: ignore[arg-type]
        if found not in self.misfits:
            self.misfits.append(found)

    def _node(self, at: At, one: Instruction) -> Node | None:
        if at.is_new:
            node = self.nodes.get(f"+{at.label}")
        elif at.label.startswith("#"):
            node = self.nodes.get(at.label[1:])
        elif not at.label:
            node = self.root
        else:
            found = self.base.labelled(at.label)
            node = self.nodes.get(found.eid) if found is not None else None
        if node is None:
            near = nearest_names(at.label, [p.label for p in self.base.provisions if p.label])
            self._misfit(one, "unknown place", near[0] if near else "")
        return node

    # -- content -----------------------------------------------------------------------------------------------------

    def _change_words(self, edits: Sequence[Words]) -> None:
        grouped: dict[tuple[str, Part, int], list[tuple[int, int, Words]]] = {}
        for one in edits:
            node = self._node(one.at, one)
            text = self._text(node, one.part, one.cell, one) if node is not None else None
            if node is None or text is None:
                continue
            span = self._span(text, one)
            if span is not None:
                grouped.setdefault((node.key, one.part, one.cell), []).append((*span, one))
        for (key, part, cell), spans in grouped.items():
            node = self.nodes[key]
            text = self._text(node, part, cell, spans[0][2]) or ""
            spans.sort(key=lambda row: (row[0], row[1]))
            for (_, end, _), (start, _, later) in pairwise(spans):
                if start < end:
                    self._misfit(later, "overlaps another")
            for start, end, one in reversed(spans):
                text = text[:start] + one.new + text[end:]
            self._set(node, part, cell, text)

    def _span(self, text: str, one: Words) -> tuple[int, int] | None:
        words = one.old or one.after
        if not words:
            return (0, 0)
        at = -1
        for count in range(one.nth):
            at = text.find(words, at + 1)
            if at == -1:
                if count:
                    self._misfit(one, "found fewer times", str(count))
                else:
                    self._misfit(one, "words not found", _nearest(words, text))
                return None
        return (at, at + len(one.old)) if one.old else (at + len(words), at + len(words))

    def _text(self, node: Node, part: Part, cell: int, one: Instruction) -> str | None:
        if part == "cell":
            if not 0 <= cell < len(node.own.cells):
                self._misfit(one, "no such cell", str(len(node.own.cells)))
                return None
            return node.own.cells[cell]
        return node.own.heading if part == "heading" else node.own.text

    def _set(self, node: Node, part: Part, cell: int, text: str) -> None:
        if part == "cell":
            cells = (*node.own.cells[:cell], text, *node.own.cells[cell + 1 :])
            node.own = replace(node.own, cells=cells)
        elif part == "heading":
            node.own = replace(node.own, heading=text)
        else:
            node.own = replace(node.own, text=text)

    def _change(self, one: Instruction) -> None:
        if not isinstance(one, Whole | Substitute | Renumber | Restate):
            return
        node = self._node(one.at, one)
        if node is None:
            return
        if isinstance(one, Whole):
            if self._text(node, one.part, one.cell, one) is not None:
                self._set(node, one.part, one.cell, one.new)
        elif isinstance(one, Substitute):
            node.own = one.own
        elif isinstance(one, Renumber):
            node.own = replace(node.own, num=one.num)
        else:
            node.own = replace(node.own, status=one.status)

    # -- structure ---------------------------------------------------------------------------------------------------

    def _place(self, one: Insert | Move, node: Node) -> None:
        if one.after is not None:
            before = self._node(one.after, one)
            parent = before.parent if before is not None else None
            if before is None:
                return
            if parent is None or before not in parent.children:
                self._misfit(one, "unknown place", one.after.label)
                return
            place = parent.children.index(before) + 1
        else:
            parent = self._node(one.inside or At(""), one)
            place = 0
        if parent is None:
            return
        if any(held is node for held in _up(parent)):
            self._misfit(one, "unknown place")
            return
        parent.children.insert(place, node)
        node.parent = parent


def _up(node: Node) -> list[Node]:
    found = [node]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def _nearest(words: str, text: str) -> str:
    """The part of a text that is most like some words, "" where nothing is."""
    aligned = fuzz.partial_ratio_alignment(words, text, score_cutoff=60)
    if aligned is None:
        return ""
    start, end = aligned.dest_start, aligned.dest_end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
