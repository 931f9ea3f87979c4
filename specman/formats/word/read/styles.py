"""Styles of a Word file: what a paragraph inherits when it does not say it itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from specman.formats.word.numbering import LEVELS, is_on, stated_in, value, whole
from specman.formats.word.package import W

_BODY_LEVEL = 9  # outlineLvl 9 is body text


@dataclass(frozen=True)
class Style:
    """One style.

    Attributes:
        outline: heading level from 0, None for body text.
        instance, place: numbering of its paragraphs, "" and None when it does not say.
        indent: left indent in twips.
    """

    id: str
    name: str
    based_on: str = ""
    outline: int | None = None
    instance: str = ""
    place: int | None = None
    indent: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


class Styles:
    """The styles of one file, by id, each with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self.by_id: dict[str, Style] = {}
        self.default = ""
        self.numbering_instances: dict[str, str] = {}
        language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if root is not None else None
        self.language = language.get(f"{W}val", "") if language is not None else ""
        for element in root.iter(f"{W}style") if root is not None else ():
            style = _style(element)
            self.by_id.setdefault(style.id, style)
            if element.get(f"{W}type") == "numbering" and style.instance:
                self.numbering_instances[style.id] = style.instance
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self.default = style.id

    def chain(self, style: str) -> Iterator[Style]:
        """A style and those it is based on, nearest first; a circle ends the chain."""
        seen: set[str] = set()
        while style and style not in seen and style in self.by_id:
            seen.add(style)
            yield self.by_id[style]
            style = self.by_id[style].based_on

    def outline(self, style: str) -> int | None:
        """Heading level from 0 of a paragraph of this style."""
        for one in self.chain(style):
            if one.outline is not None:
                return one.outline if one.outline < _BODY_LEVEL else None
            built_in = one.name.casefold()
            if built_in.startswith("heading ") and (level := whole(built_in[8:], 0, 1, _BODY_LEVEL)):
                return level - 1
        return None

    def indent(self, style: str) -> int | None:
        """Left indent of a paragraph of this style."""
        return next((one.indent for one in self.chain(style) if one.indent is not None), None)

    def names(self, style: str) -> frozenset[str]:
        """What the style, and those it is based on, are called, in small letters."""
        return frozenset(one.name.casefold() for one in self.chain(style))

    def emphasis(self, style: str) -> tuple[bool, bool, bool]:
        """Bold, italic and hidden as a character style gives them."""
        bold = italic = hidden = None
        for one in self.chain(style):
            bold = one.bold if bold is None else bold
            italic = one.italic if italic is None else italic
            hidden = one.hidden if hidden is None else hidden
        return bool(bold), bool(italic), bool(hidden)


def numbering_of(properties: etree._Element | None) -> tuple[str, int | None]:
    """Instance and level that paragraph properties name; "" and None for what they do not say."""
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return "", None
    place = stated_in(numbered, "ilvl", -1, 0, LEVELS - 1)
    return value(numbered, "numId"), place if place >= 0 else None


def indent_of(properties: etree._Element | None) -> int | None:
    """Left indent that paragraph properties name, in twips."""
    indent = properties.find(f"{W}ind") if properties is not None else None
    if indent is None:
        return None
    text = indent.get(f"{W}left") or indent.get(f"{W}start")
    return whole(text, 0) if text is not None else None


def _style(element: etree._Element) -> Style:
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    instance, place = numbering_of(paragraph)
    outline = stated_in(paragraph, "outlineLvl", -1, 0, _BODY_LEVEL)
    return Style(
        element.get(f"{W}styleId", ""),
        value(element, "name"),
        value(element, "basedOn"),
        outline if outline >= 0 else None,
        instance,
        place,
        indent_of(paragraph),
        toggle(run, "b"),
        toggle(run, "i"),
        toggle(run, "vanish"),
    )


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property, None when it is not said."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else is_on(found)


__all__ = ["Style", "Styles", "indent_of", "numbering_of", "toggle"]
