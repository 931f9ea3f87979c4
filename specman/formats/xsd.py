"""XML schemas read as components. The file itself is kept byte for byte; nothing here writes one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from specman.errors import InputError
from specman.formats.outline import Outline, normalise_space
from specman.formats.xml import local_name, parse_xml, without_doctype
from specman.limits import MAX_SCHEMA_TAGS
from specman.model.document import Document, Metadata
from specman.model.finding import Finding
from specman.model.schema import XS, Component, Particle, Schema

XML = "http://www.w3.org/XML/1998/namespace"
GLOBAL_SORTS = ("element", "complexType", "simpleType", "group", "attributeGroup", "attribute", "notation")
_QNAME_ATTRIBUTES = frozenset({"type", "ref", "base", "itemType", "substitutionGroup", "refer"})
_QNAME_LIST_ATTRIBUTES = frozenset({"memberTypes"})
_FORMS = ("elementFormDefault", "attributeFormDefault", "blockDefault", "finalDefault", "defaultAttributes")
_BOOLEANS = frozenset({"abstract", "nillable", "mixed", "fixed"})
_BOOLEAN = {"1": "true", "0": "false"}
_PREFIXED = re.compile(r"([^\W\d][\w.-]*):(?!:)")
_VERSIONING = "{http://www.w3.org/2007/XMLSchema-versioning}"
_DECLARATIONS = ("element", "attribute")
_VALUES = frozenset({"enumeration", "pattern"})
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
_WILDCARD_DEFAULTS = frozenset({("processContents", "strict"), ("namespace", "##any")})
_HEADER_LINE = re.compile(r"^\s*(\S.*?)\s+-\s+(\S.*?)\s*$", re.MULTILINE)


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "schema.xsd") -> Document:
    """Read a schema document: one provision for each global component, labelled with its name.

    Raises:
        InputError: not XML, or not an XML schema.
    """
    bare = without_doctype(data)
    root = parse_xml(bare, name, MAX_SCHEMA_TAGS)
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
    names = Counter(component.name for component in schema.components)
    for component in schema.components:
        twice = names[component.name] > 1 and component.sort == "element"
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
    reader = _Reader(root.get("targetNamespace", ""), root)
    components: list[Component] = []
    pending: list[str] = []
    header: tuple[tuple[str, str], ...] = ()
    imports: list[tuple[str, str]] = []
    forms = {str(name): str(said) for name, said in root.attrib.items() if str(name) in _FORMS}
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
            namespace = child.get("namespace", "##local" if tag == "import" else "")
            imports.append((namespace, child.get("schemaLocation", "")))
            again = [part for part in child if local_name(part) in GLOBAL_SORTS]  # components given anew
            components += [replace(reader.component(part, local_name(part), []), redefines=True) for part in again]
        elif tag == "defaultOpenContent":
            forms[tag] = "".join(str(reader.particle(child, set())).split())
        elif tag in GLOBAL_SORTS:
            components.append(reader.component(child, tag, pending))
        pending = pending if not tag else []
    stated = tuple(sorted((name, said) for name, said in forms.items() if said not in ("unqualified", "")))
    return Schema(reader.namespace, root.get("version", ""), tuple(components), tuple(imports), header, stated)


def _is_default(element: etree._Element, name: str, value: str) -> bool:
    """Whether an attribute says what would hold without it."""
    tag = local_name(element)
    if (name, value) == ("mixed", "false"):
        return tag != "complexContent"  # there it overrules the type around it
    if (name, value) == ("fixed", "false"):
        return tag not in _DECLARATIONS
    if tag in ("any", "anyAttribute") and (name, value) in _WILDCARD_DEFAULTS:
        return True
    return (name, value) in _DEFAULTS


def _is_value(element: etree._Element, name: str) -> bool:
    """Whether an attribute gives what is declared its value; on a facet, `fixed` says something else."""
    return name in ("fixed", "default") and local_name(element) in _DECLARATIONS


class _Reader:
    def __init__(self, namespace: str, root: etree._Element) -> None:
        self.namespace = namespace
        self._made_of = {  # types of this file that restrict another, to that one
            str(part.get("name")): self.qname(inner, str(inner.get("base") or ""), set())
            for part in root.iterfind(f"{{{XS}}}simpleType")
            if (inner := part.find(f"{{{XS}}}restriction")) is not None
        }

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
            line=element.sourceline or 0,
        )

    def defaults(self, element: etree._Element) -> Iterator[str]:
        for node in element.iter():
            for key, value in sorted(node.attrib.items()):
                if _is_default(node, str(key), str(value)):
                    name = node.get("name") or node.get("ref") or ""
                    yield f'{key}="{value}" on {local_name(node)} {name}'.rstrip()

    def particle(self, element: etree._Element, uses: set[str]) -> Particle:
        attributes = []
        for key, value in sorted(element.attrib.items()):
            name = str(key)
            if name == "id" or (name.startswith("{") and not name.startswith(_VERSIONING)):
                continue  # for the tools of authors: no document is valid or not by them
            words = self.said(element, name, str(value), uses)
            if not _is_default(element, name, words):
                attributes.append((name, words))
            if words == value and (namespace := self.may_be_named(element, name, value)):
                attributes.append((f"namespace of {name}", namespace))
        children = tuple(
            self.particle(child, uses)
            for child in element
            if isinstance(child.tag, str) and local_name(child) != "annotation"
        )
        return Particle(local_name(element), tuple(attributes), children)

    def said(self, element: etree._Element, name: str, value: str, uses: set[str]) -> str:
        """What an attribute says, whatever prefixes and spaces it is written with. Of values, every space may count."""
        words, is_value = normalise_space(value), _is_value(element, name)
        if (name == "value" and self.holds_names(element)) or (
            is_value and self.is_name(element, str(element.get("type") or ""))
        ):
            return self.qname(element, words, set())
        if is_value or (name == "value" and local_name(element) in _VALUES):
            return value
        if name in _BOOLEANS:
            return _BOOLEAN.get(words, words)
        if name in _QNAME_ATTRIBUTES:
            return " ".join(sorted(self.qname(element, one, uses) for one in words.split()))
        if name in _QNAME_LIST_ATTRIBUTES:
            return " ".join(self.qname(element, one, uses) for one in words.split())
        if name == "xpath":
            return _PREFIXED.sub(lambda found: self.expanded(element, found[1]), words)
        return " ".join(sorted(words.split())) if name == "namespace" else words

    def may_be_named(self, element: etree._Element, name: str, value: str) -> str:
        """The namespace of a value that looks like a qualified name, where its type is not known to be none."""
        prefix, colon, local = value.partition(":")
        is_value = _is_value(element, name)
        if not (is_value or (name == "value" and local_name(element) == "enumeration")) or not (colon and local):
            return ""
        holder = element if is_value else element.getparent()
        said = str((holder.get("type") or holder.get("base") or "") if holder is not None else "")
        known = self.made_of(self.qname(element, said, set())) if said else ""
        return "" if known.startswith("xs:") else str(element.nsmap.get(prefix) or "")

    def made_of(self, name: str) -> str:
        """What a type restricts in the end, as far as this file says."""
        seen: set[str] = set()
        while name in self._made_of and name not in seen:
            seen.add(name)
            name = self._made_of[name]
        return name

    def holds_names(self, facet: etree._Element) -> bool:
        """Whether a facet's value is a qualified name, whose prefix says nothing by itself."""
        holder = facet.getparent()
        base = str(holder.get("base") or "") if holder is not None else ""
        return local_name(facet) == "enumeration" and self.is_name(facet, base)

    def is_name(self, element: etree._Element, named: str) -> bool:
        """Whether the values of a type are qualified names; one that restricts a type of another file is not known."""
        return self.made_of(self.qname(element, named, set())) in ("xs:QName", "xs:NOTATION")

    def expanded(self, element: etree._Element, prefix: str) -> str:
        """A prefix of a path as the namespace it stands for."""
        return f"{{{element.nsmap[prefix]}}}" if prefix in element.nsmap else f"{prefix}:"

    def qname(self, element: etree._Element, words: str, uses: set[str]) -> str:
        """`local` in the schema's own namespace, `xs:local` for built-in types, else `{namespace}local`."""
        prefix, colon, local = words.rpartition(":")
        namespace = XML if prefix == "xml" else element.nsmap.get(prefix if colon else None, "") or ""
        if namespace == XS:
            return f"xs:{local}"
        resolved = local if namespace == self.namespace else f"{{{namespace}}}{local}"
        uses.add(resolved)
        return resolved


__all__ = ["parse", "read_schema"]
