"""How deep a list item is, which open item a paragraph goes on with, and which of Word's lists number items here."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from specman.formats.flow import Flow, Text
from specman.formats.word.numbering import Numbering
from specman.formats.word.read.paragraphs import Block
from specman.model.enumeration import begins, follows

_SAME_INDENT = 60  # twips: what two lists set at the same place may differ by


@dataclass(frozen=True)
class Listed:
    """A list item as the next one sees it: its list and the level of it, its number, and how far it is set in."""

    list_key: str = ""
    place: int = 0
    num: str = ""
    indent: int = 0


Open = tuple[int, str, Listed | None]
"""An open item: its depth, its eId, and how it is listed; None for what holds items and is none, a definition, say."""


def depth_of(item: Listed, items: Sequence[Open]) -> int:
    """How deep an item is: by its own list, else by counting on, else by how far it is set in.

    Args:
        items: the open items, outermost first.
    """
    for depth, _, other in reversed(items):
        if other is None:
            continue
        if other.list_key and other.list_key == item.list_key:
            if item.place == other.place:
                return depth
            if item.place > other.place:
                return depth + 1
        elif item.num and follows(other.num, item.num) and item.indent <= other.indent + _SAME_INDENT:
            return depth
    for depth, _, other in reversed(items):
        if other is None or item.indent > other.indent + _SAME_INDENT:
            return depth + 1
        if item.indent >= other.indent - _SAME_INDENT:
            return depth + 1 if item.num and other.num and begins(item.num) else depth
    return items[0][0] if items else 1


def item_holding(indent: int, items: Sequence[Open]) -> str:
    """The innermost open item that a paragraph set in this far belongs to, "" for none."""
    for _, eid, other in reversed(items):
        if other is not None and indent and indent >= other.indent > 0:
            return eid
    return ""


class Items:
    """The items of a text, and what the paragraphs of each of Word's lists were read as."""

    def __init__(self, flow: Flow, numbering: Numbering) -> None:
        self._flow = flow
        self._numbering = numbering
        self._listed: dict[str, Listed] = {}
        self._item_lists: dict[str, str] = {}  # lists of items, and what held them: they go on after closing words
        self._clause_lists: set[str] = set()

    @property
    def open(self) -> list[Open]:
        """The items that may hold the next one, outermost first."""
        return [(depth, eid, self._listed.get(eid)) for depth, eid in self._flow.items]

    def put(self, block: Block, num: str, text: Text) -> None:
        """Place an item, as deep as its list, its number and its indent say."""
        item = Listed(block.list_key, block.place, num, block.indent)
        self._flow.item(depth_of(item, self.open), num, text)
        if block.list_key and num and not num.startswith("("):
            self._item_lists[block.list_key] = self._flow.holder
        self._listed[self._flow.last] = item

    def numbers_clauses(self, list_key: str) -> None:
        """Remember that a paragraph of this list was read as a numbered paragraph; "" is no list."""
        if list_key:
            self._clause_lists.add(list_key)

    def goes_on(self, block: Block) -> bool:
        """Whether a paragraph goes on with a list of items: one that is open, or that its holder held before."""
        open_list = any(
            other is not None and other.list_key == block.list_key != "" and other.place <= block.place
            for _, _, other in self.open
        )
        return open_list or bool(block.list_key and self._item_lists.get(block.list_key) == self._flow.holder)

    def heads_clauses(self, block: Block) -> bool:
        """True for a paragraph numbered 4 whose list goes on to 4.1, and which no numbered section holds already."""
        if block.list_key in self._clause_lists:
            return True
        return not self._flow.expected and any(
            f"%{block.place + 1}" in level.text
            for place, level in self._numbering.abstract.get(block.list_key, {}).items()
            if place > block.place
        )

    def forms(self) -> Set[str]:
        """The forms of number (`decimal`, `lowerRoman` …) that the lists of the items have."""
        keys = {item.list_key for item in self._listed.values()}
        return {level.form for key in keys for level in self._numbering.abstract.get(key, {}).values()}
