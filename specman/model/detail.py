"""What changed inside a provision, apart from its words: a closed vocabulary of values, each of which can be inverted.

The words for them are made in `report/wording.py`, and nowhere else; nothing reads them back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from specman.model.value import value

Verdict = Literal["safe", "breaks", "unknown"]
WORST_FIRST: tuple[Verdict, ...] = ("breaks", "unknown")
"""Verdicts that decide for a whole: it breaks where a part breaks, and else is unknown where a part is unknown."""

DetailKind = Literal[
    "number", "heading", "status", "place", "split", "part", "joined", "taken in", "list end",
    "link", "link place", "merged cells", "emphasis", "footnotes", "footnote places", "pictures", "replaced pictures",
    "renamed column", "added column", "removed column", "column order", "new column", "lost column", "only columns",
    "only column order", "file", "serves",
]  # fmt: skip
"""The kinds of detail.

number, heading, status: from `base` to `target`. place: the addresses of the sibling before it in base and
target, "" for the first place. split: some of its words are now in `names`. part: it was split off `base`. joined: its
words are now in `target`. taken in: the words of `names` were joined to it. list end: an item that differs only in its
last sign or joining word.
link: on the words `about`, from `base` to `target`, "" for no link. link place: it leads to another place with
the same name. merged cells, emphasis, footnote places: they differ. footnotes, pictures: `count` of them more or fewer;
replaced pictures: that many.
renamed column: from `base` to `target`; added column, removed column: its name on that side. column order: the names in
their order, with commas. new column, lost column: what a row has in the column `about`, on the side that has it. only
columns, only column order: a row differs in nothing else.
file: a schema component that moved from file `base` to file `target`. serves: the service requests `names` that a
schema component serves.
"""
_MIRRORED: dict[DetailKind, DetailKind] = {
    "split": "taken in",
    "taken in": "split",
    "part": "joined",
    "joined": "part",
    "new column": "lost column",
    "lost column": "new column",
    "added column": "removed column",
    "removed column": "added column",
}


@value(frozen=True, slots=True)
class Detail:
    """One thing that changed inside a provision, apart from its words.

    Attributes:
        about: the words of a link, or the name of a column.
        base, target: the old and the new value, "" for nothing.
        names: addresses, where the detail has several.
        count: how many, more than before where positive.
        more: how many names were left out.
    """

    kind: DetailKind
    about: str = ""
    base: str = ""
    target: str = ""
    names: tuple[str, ...] = ()
    count: int = 0
    more: int = 0

    def inverted(self) -> Detail:
        """The detail of the inverted change."""
        kind = _MIRRORED.get(self.kind, self.kind)
        count = self.count if kind == "replaced pictures" else -self.count
        return replace(self, kind=kind, base=self.target, target=self.base, count=count)


PartRule = Literal[
    "version", "namespace", "form", "name", "imports", "includes", "file form", "file namespace", "otherwise",
    "documentation", "default unwritten", "default written", "anonymous type", "added", "removed", "order", "became",
    "occurrence", "named type", "use", "bound", "same bound", "value", "attribute",
]  # fmt: skip
"""How a construct of a schema changed.

version, namespace, form, imports, includes: of the schema as a whole; file form, file namespace: of the file that a
component moved to. name: a type has another name. otherwise: it differs in a way that no rule decides. anonymous type:
one that extends `base` replaced `base` itself. named type: an anonymous type is now named `target`, or the type `base`
is now anonymous. order: it moved in a content model. became: one construct replaced another. The others are what their
name states, from `base` to `target`.
"""
_PART_MIRRORED: dict[PartRule, PartRule] = {
    "added": "removed",
    "removed": "added",
    "default unwritten": "default written",
    "default written": "default unwritten",
}


@value(frozen=True, slots=True)
class SchemaPart:
    """One thing that changed inside a component of a schema, with what it does to senders and to receivers.

    Attributes:
        what: the construct: its tag and its name, as in `element Status`.
        where: its nearest named parent, "" for the component itself.
        attribute: of the construct, the attribute that differs.
        need: of an added or removed construct: whether documents must have it, or that it is a redefinition.
        stands_for: of an added or removed type: the type that it may replace.
        was_valid: the shortest element that was valid and is no more, where the content model decided; its children
            are written without content.
        now_valid: the shortest element that is valid and was not.
    """

    rule: PartRule
    what: str = ""
    where: str = ""
    attribute: str = ""
    base: str = ""
    target: str = ""
    need: Literal["", "optional", "required", "redefined"] = ""
    stands_for: str = ""
    senders: Verdict = "unknown"
    receivers: Verdict = "unknown"
    was_valid: str = ""
    now_valid: str = ""

    def inverted(self) -> SchemaPart:
        """The part of the inverted change: what breaks senders then breaks receivers."""
        return replace(
            self,
            rule=_PART_MIRRORED.get(self.rule, self.rule),
            base=self.target,
            target=self.base,
            senders=self.receivers,
            receivers=self.senders,
            was_valid=self.now_valid,
            now_valid=self.was_valid,
        )


ForceKind = Literal["modal", "opposite", "denial", "joining", "exception", "amount", "date"]
"""What changed in force.

modal: what is obliged or allowed. opposite: a word was replaced by its opposite. denial: not, no, never …
joining: and, or. exception: unless, except, only, subject to … amount: a number with or without a unit. date: a day.
"""


@value(frozen=True, slots=True)
class Force:
    """A change of force: `gone` was deleted, `come` inserted; "" for nothing. As written in the text."""

    kind: ForceKind
    gone: str
    come: str

    def inverted(self) -> Force:
        """The change of force of the inverted change."""
        return replace(self, gone=self.come, come=self.gone)


@value(frozen=True, slots=True)
class AttributeChange:
    """One value of a keyed record (what a document states of itself) that differs.

    Attributes:
        path: the keys that lead to it.
        base, target: its values, None where it is absent.
    """

    path: tuple[str, ...]
    base: str | None
    target: str | None

    def inverted(self) -> AttributeChange:
        """The inverted change."""
        return replace(self, base=self.target, target=self.base)
