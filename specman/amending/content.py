"""What a provision says, changed by instructions: words, whole parts, its number, its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from specman.amending.fitting import Fitting
from specman.amending.tree import Node
from specman.model.instruction import EVERY, ONLY, Part, Renumber, Restate, Substitute, Whole, Words

Content = Words | Whole | Substitute | Renumber | Restate
_Slot = tuple[str, int]


@dataclass(frozen=True)
class _Edit:
    """A span of a text and what is put there."""

    start: int
    end: int
    one: Words


def change_content(fitting: Fitting) -> None:
    """Change what the nodes say, each part by one instruction, or by several for different words of it."""
    by_node: dict[Node, list[Content]] = {}
    for one in fitting.instructions:
        if isinstance(one, Words | Whole | Substitute | Renumber | Restate):
            node = fitting.node(one.at, one)
            if node is not None:
                by_node.setdefault(node, []).append(one)
    for node, rows in by_node.items():
        if _is_clear(fitting, rows):
            _change(fitting, node, rows)


def _is_clear(fitting: Fitting, rows: Sequence[Content]) -> bool:
    """Whether no two instructions for a provision are for the same part of it, but for words apart."""
    taken: dict[_Slot, Content] = {}
    is_clear = True
    whole = next((one for one in rows if isinstance(one, Substitute)), None)
    for one in rows:
        other = taken.setdefault(_slot(one), one)
        if other is one and whole is not None and one is not whole:
            other = whole
        if other is not one and not (isinstance(one, Words) and isinstance(other, Words)):
            fitting.misfit(one, "overlaps another", other=other)
            is_clear = False
    return is_clear


def _slot(one: Content) -> _Slot:
    if isinstance(one, Words | Whole):
        return one.part, one.cell
    return type(one).__name__, 0


def _change(fitting: Fitting, node: Node, rows: Sequence[Content]) -> None:
    words: dict[tuple[Part, int], list[Words]] = {}
    for one in rows:
        if isinstance(one, Substitute):
            node.own = one.own
        elif isinstance(one, Renumber):
            node.own = replace(node.own, num=one.num)
        elif isinstance(one, Restate):
            node.own = replace(node.own, status=one.status)
        elif _text(fitting, node, one) is None:
            continue
        elif isinstance(one, Whole):
            _set(node, one.part, one.cell, one.new)
        else:
            words.setdefault((one.part, one.cell), []).append(one)
    for (part, cell), edits in words.items():
        text = _text(fitting, node, edits[0]) or ""
        _set(node, part, cell, _edited(fitting, text, edits))


def _edited(fitting: Fitting, text: str, edits: Sequence[Words]) -> str:
    spans = [span for one in edits for span in _spans(fitting, text, one)]
    spans.sort(key=lambda edit: (edit.start, edit.end))
    for before, after in pairwise(spans):
        if after.start < before.end or (after.start, after.end) == (before.start, before.end):
            fitting.misfit(after.one, "overlaps another", other=before.one)
    for edit in reversed(spans):
        text = text[: edit.start] + edit.one.new + text[edit.end :]
    return text


def _spans(fitting: Fitting, text: str, one: Words) -> Iterator[_Edit]:
    """Where the words of an instruction are; none, and a misfit, where they are not or where it is not clear which."""
    words = one.old or one.after
    if not words:
        yield _Edit(0, 0, one)
        return
    places = _every(text, words) if one.nth == EVERY else list(places_of(text, words))
    if not places:
        fitting.misfit(one, "words not found", _nearest(words, text))
        return
    if one.nth == ONLY and len(places) > 1:
        fitting.misfit(one, "found several times", str(len(places)))
        return
    if one.nth > len(places):
        fitting.misfit(one, "found fewer times", str(len(places)))
        return
    chosen = places if one.nth == EVERY else [places[max(one.nth, 1) - 1]]
    for at in chosen:
        end = at + len(words)
        yield _Edit(at, end, one) if one.old else _Edit(end, end, one)


def places_of(text: str, words: str) -> Iterator[int]:
    """Where words begin in a text, also where they overlap."""
    at = text.find(words)
    while at != -1:
        yield at
        at = text.find(words, at + 1)


def _every(text: str, words: str) -> list[int]:
    """Places that do not overlap one another, from the beginning."""
    found: list[int] = []
    for at in places_of(text, words):
        if not found or at >= found[-1] + len(words):
            found.append(at)
    return found


def _text(fitting: Fitting, node: Node, one: Words | Whole) -> str | None:
    if one.part == "cell":
        if not 0 <= one.cell < len(node.own.cells):
            fitting.misfit(one, "no such cell", str(len(node.own.cells)))
            return None
        return node.own.cells[one.cell]
    return node.own.heading if one.part == "heading" else node.own.text


def _set(node: Node, part: Part, cell: int, text: str) -> None:
    if part == "cell":
        node.own = replace(node.own, cells=(*node.own.cells[:cell], text, *node.own.cells[cell + 1 :]))
    elif part == "heading":
        node.own = replace(node.own, heading=text)
    else:
        node.own = replace(node.own, text=text)


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
