"""Amending instructions in words: the sentences that `amending.grammar` reads.

A sentence ends in a full stop, or in a dash behind which the next lines hold what is inserted, each what it holds
itself indented below it. Words of the text stand between curly quotation marks, one of which inside them is doubled; a
new paragraph is `¶/`. A place is a label, in square brackets where it is not one plain word; what an instruction
inserts is `the new` and its label.
"""

from __future__ import annotations

import re

from specman.amending.tree import default_label
from specman.model.instruction import (
    EVERY,
    ONLY,
    At,
    Held,
    Insert,
    Instruction,
    Move,
    Omit,
    Own,
    Part,
    Renumber,
    Substitute,
    Whole,
    Words,
)

_PLAIN = re.compile(r"[^\W_][\w.()/-]*[\w)]|[^\W_]")
_TERM = re.compile(r"([^\s\"]+) \"([^\"]+)\"")


def sentence(one: Instruction) -> str:
    """An instruction in words; what it inserts stands on lines of its own."""
    if isinstance(one, Words):
        where = f"In {_part(one.part, one.cell)}{place(one.at)}"
        nth = ", wherever it occurs," if one.nth == EVERY else f" (in place {one.nth})" if one.nth != ONLY else ""
        if one.old and one.new:
            return f"{where}, for {quoted(one.old)}{nth} substitute {quoted(one.new)}."
        if one.old:
            return f"{where}, omit {quoted(one.old)}{nth.rstrip(',')}."
        if one.after:
            return f"{where}, after {quoted(one.after)}{nth} insert {quoted(one.new)}."
        return f"{where}, at the beginning insert {quoted(one.new)}."
    if isinstance(one, Whole):
        part = "the text of " if one.part == "text" else _part(one.part, one.cell)
        return f"For {part}{place(one.at)} substitute {quoted(one.new)}."
    if isinstance(one, Substitute):
        return f"For {place(one.at)} substitute—\n  {_own(one.own)}"
    if isinstance(one, Insert):
        is_said = one.label and (one.label == one.own.num or one.label != plain_label(one.own))
        called = f", as {_label(one.label)}" if is_said else ""
        return f"{_upper(_where(one))} insert{called}—\n  {_own(one.own)}{_held(one)}"
    if isinstance(one, Omit):
        return f"Omit {place(one.at)}."
    if isinstance(one, Move):
        to = f"to follow {place(one.after)}" if one.after else f"to the beginning of {place(one.inside or At(''))}"
        return f"Move {place(one.at)} {to}."
    if isinstance(one, Renumber):
        return f"Renumber {place(one.at)} as {quoted(one.num)}."
    return f"Make {place(one.at)} {one.status}."


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def _where(one: Insert) -> str:
    return f"after {place(one.after)}" if one.after else f"at the beginning of {place(one.inside or At(''))}"


def _part(part: Part, cell: int) -> str:
    return {"text": "", "heading": "the heading of ", "cell": f"cell {cell + 1} of "}[part]


def quoted(words: str) -> str:
    """Words between quotation marks."""
    kept = words.replace("¶", "¶¶").replace("\n", "¶/").replace("\r", "¶r").replace("“", "““").replace("”", "””")
    return f"“{kept}”"


def place(at: At) -> str:
    """A place in words."""
    if not at.label and not at.is_new:
        return "the document"
    new = "the new " if at.is_new else ""
    term = _TERM.fullmatch(at.label)
    if term and not new and _PLAIN.fullmatch(term[1]):
        return f"the definition of {quoted(term[2])} in {_unit(term[1])}"
    if re.fullmatch(r"Table [\w.-]*\w", at.label):
        return f"{new}{at.label}"
    return f"{new}{_unit(at.label) if not new else _label(at.label)}"


def _unit(label: str) -> str:
    """A label with the unit word that a lawyer puts before it, where it is one plain word."""
    if not _PLAIN.fullmatch(label):
        return _label(label)
    return f"Section {label}" if re.match(r"[A-Z]{1,2}\d|\d", label) else _label(label)


def _label(label: str) -> str:
    if _PLAIN.fullmatch(label) and not re.fullmatch(
        r"(?i)the|table|sections?|clauses?|paragraphs?|items?|cell|use", label
    ):
        return label
    return f"[{label.replace(']', ']]')}]"


def _own(own: Own) -> str:
    out: list[str] = [own.kind]
    if own.num:
        out.append(quoted(own.num))
    if own.heading:
        out.append(f"headed {quoted(own.heading)}")
    if own.status != "normative":
        out.append(f"({own.status})")
    if own.cells:
        out.append("with cells " + " | ".join(map(quoted, own.cells)))
    if own.merges:
        out.append("merging " + ", ".join(f"{m.column + 1}:{m.columns}x{m.rows}" for m in own.merges))
    if own.text:
        out.append(f"saying {quoted(own.text)}")
    return " ".join(out)


def plain_label(own: Own) -> str:
    """What something new is called by itself, where nothing else is said."""
    return own.num or own.heading


def _held(parent: Insert | Held, depth: int = 2) -> str:
    lines = []
    for one in parent.holds:
        called = "" if one.label == default_label(parent, one.own) else f" (as {_label(one.label)})"
        lines.append(f"\n{'  ' * depth}{_own(one.own)}{called}{_held(one, depth + 1)}")
    return "".join(lines)
