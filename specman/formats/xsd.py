"""XML schemas read as components. The file itself is kept byte for byte; nothing here writes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from specman.errors import InputError
from specman.formats.outline import Outline, normalise_space
from specman.formats.xml import local_name, parse_xml, without_doctype
from specman.model.document import Document, Metadata
from specman.model.finding import Finding
from specman.model.schema import XS, Component, Particle, Schema

GLOBAL_SORTS = ("element", "complexType", "simpleType", "group", "attributeGroup", "attribute", "notation")
_QNAME_ATTRIBUTES = frozenset({"type", "ref", "base", "itemType", "substitutionGroup", "refer"})
_QNAME_LIST_ATTRIBUTES = frozenset({"memberTypes"})
_DEFAULTS = frozenset(
    {
        ("minOccurs", "1"),
        ("maxOccurs", "1"),
        ("use", "optional"),
        ("abstract", "false"),
        ("mixed", "false"),
        ("nillable", "false"),
    }
)
_HEADER_LINE = re.compile(r"^\s*(\S.*?)\s+-\s+(\S.*?)\s*$", re.MULTILINE)


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "schema.xsd") -> Document:
    """Read a schema document: one provision for each global component, labelled with its name.

    Raises:
        InputError: not XML, or not an XML schema.
    """
    bare = without_doctype(data)
    root = parse_xml(bare, name)
    if root.tag != f"{{{XS}}}schema":
        raise InputError(
            f"{name} is not an XML schema: its root is {local_name(root)!r}.",
            hint="A schema begins with xs:schema.",
            slug="not-xsd",
        )
    schema = read_schema(root)
    outline = Outline(work, version, name)
    if bare != data:
        outline.findings.append(
            Finding(
                "doctype-ignored",
                "note",
                "The document type declaration is kept in the file and not read.",
                "",
                name,
                1,
                "Nothing: schemas of W3C carry one for the tools of 2001.",
            )
        )
    names = [component.name for component in schema.components]
    for component in schema.components:
        twice = names.count(component.name) > 1 and component.sort == "element"
        outline.add(
            "component",
            "",
            num=f"element {component.name}" if twice else component.name,
            text="\n".join(part for part in (component.documentation, component.comments) if part),
            line=component.line,
            eid=f"{component.sort}_{component.name}",
        )
    header = dict(schema.header)
    aligned = [
        f"{key.removeprefix('Aligned with ').removesuffix(' version')} {value}"
        for key, value in schema.header
        if key.startswith("Aligned with")
    ]
    stated = next(
        (value for key, value in schema.header if "version" in key.casefold() and "Aligned" not in key),
        schema.version,
    )
    stated = stated.rpartition(" - ")[2].strip()
    title = header.get("XML Filename", "")
    notes = tuple(value for key, value in schema.header if key == "Note")
    outline.update("", replace(outline[""], line=1))
    return outline.document(
        Metadata(title=title, notes=notes, aligned_with=tuple(aligned), stated_version=stated), schema
    )


def read_schema(root: etree._Element) -> Schema:
    """The components of a parsed schema, in document order."""
    reader = _Reader(root.get("targetNamespace", ""))
    components: list[Component] = []
    pending: list[str] = []
    header: tuple[tuple[str, str], ...] = ()
    imports: list[tuple[str, str]] = []
    for child in root:
        if isinstance(child, etree._Comment):
            rows = tuple((normalise_space(key), value) for key, value in _HEADER_LINE.findall(child.text or ""))
            if not header and not components and len(rows) > 1:
                header = rows
            else:
                pending.append(normalise_space(child.text or ""))
            continue
        tag = local_name(child)
        if tag in ("import", "include", "redefine", "override"):
            imports.append((child.get("namespace", ""), child.get("schemaLocation", "")))
        elif tag in GLOBAL_SORTS:
            components.append(reader.component(child, tag, pending))
        pending = pending if not tag else []
    forms = {str(name): str(said) for name, said in root.attrib.items() if str(name).endswith("Default")}
    stated = tuple(sorted((name, said) for name, said in forms.items() if said not in ("unqualified", "")))
    return Schema(reader.namespace, root.get("version", ""), tuple(components), tuple(imports), header, stated)


class _Reader:
    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def component(self, element: etree._Element, tag: str, before: list[str]) -> Component:
        uses: set[str] = set()
        particle = self.particle(element, uses)
        documentation: list[str] = []
        comments = list(before)
        for node in element.iter():
            if isinstance(node, etree._Comment):
                comments.append(normalise_space(node.text or ""))
            elif local_name(node) == "documentation":
                documentation.append(normalise_space("".join(node.itertext())))
        return Component(
            tag,
            element.get("name", ""),
            particle,
            "\n".join(documentation),
            "\n".join(comments),
            tuple(sorted(uses)),
            tuple(self.defaults(element)),
            element.sourceline or 0,
        )

    def defaults(self, element: etree._Element) -> Iterator[str]:
        for node in element.iter():
            for key, value in sorted(node.attrib.items()):
                if (key, value) in _DEFAULTS:
                    name = node.get("name") or node.get("ref") or ""
                    yield f'{key}="{value}" on {local_name(node)} {name}'.rstrip()

    def particle(self, element: etree._Element, uses: set[str]) -> Particle:
        attributes = []
        for key, value in sorted(element.attrib.items()):
            name, words = str(key), normalise_space(str(value))
            if (name, words) in _DEFAULTS:
                continue
            if name in _QNAME_ATTRIBUTES:
                words = self.qname(element, words, uses)
            elif name in _QNAME_LIST_ATTRIBUTES:
                words = " ".join(self.qname(element, one, uses) for one in words.split())
            attributes.append((name, words))
        children = tuple(
            self.particle(child, uses)
            for child in element
            if isinstance(child.tag, str) and local_name(child) != "annotation"
        )
        return Particle(local_name(element), tuple(attributes), children)

    def qname(self, element: etree._Element, words: str, uses: set[str]) -> str:
        """`local` in the schema's own namespace, `xs:local` for built-in types, else `{namespace}local`."""
        prefix, colon, local = words.rpartition(":")
        namespace = element.nsmap.get(prefix if colon else None, "") or ""
        if namespace == XS:
            return f"xs:{local}"
        resolved = local if namespace == self.namespace else f"{{{namespace}}}{local}"
        uses.add(resolved)
        return resolved


__all__ = ["parse", "read_schema"]
