"""The one XML parser: entities, DTDs, network and abnormal depth are refused before anything is read."""

from __future__ import annotations

import re

from lxml import etree

from specman.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 200

_PROLOGUE = 20_000  # bytes in which a document type declaration is looked for
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>")
_DEPTH = re.compile(r"depth|nest", re.IGNORECASE)


def without_doctype(data: bytes) -> bytes:
    """The bytes with a document type declaration blanked, line ends kept, so that no DTD reaches the parser.

    W3C's own schemas carry one for the tools of 2001. What depends on it (an entity used in the text) is then
    undefined, and refused as not well-formed.
    """
    match = _DOCTYPE.search(data[:_PROLOGUE])
    if match is None:
        return data
    blank = bytes(byte if byte in b"\r\n" else 0x20 for byte in match[0])
    return data[: match.start()] + blank + data[match.end() :]


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse untrusted bytes into an element tree.

    Args:
        data: the whole file.
        name: what messages call it.

    Returns:
        The root element. Comments are kept, processing instructions are dropped.

    Raises:
        InputError: not well-formed, declares a DTD or entities, nests too deep, or is too large.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} is {len(data) // 1_000_000} MB; specman reads XML files up to {MAX_BYTES // 1_048_576} MB.",
            hint="Split the document, or check that this is the file you meant.",
            slug="too-large",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        if _DEPTH.search(str(error)):
            raise InputError(
                f"{name} nests elements too deeply (line {line}); specman reads at most {MAX_DEPTH} levels.",
                hint="A real specification does not nest like this: check where the file comes from.",
                slug="xml-depth",
            ) from None
        if b"<!DOCTYPE" in data[:100_000]:
            raise _doctype_refused(name) from None
        raise InputError(
            f"{name} is not well-formed XML: {error.msg} (line {line}).",
            hint="Open the file at that line and repair it, or export it again.",
            slug="xml-malformed",
        ) from None
    if root.getroottree().docinfo.doctype:
        raise _doctype_refused(name)
    depth = _depth(root)
    if depth > MAX_DEPTH:
        raise InputError(
            f"{name} nests elements {depth} levels deep; specman reads at most {MAX_DEPTH}.",
            hint="A real specification does not nest like this: check where the file comes from.",
            slug="xml-depth",
        )
    return root


def local_name(element: etree._Element) -> str:
    """Tag without namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _doctype_refused(name: str) -> InputError:
    return InputError(
        f"{name} declares a document type or entities, which specman does not read.",
        hint="Save it without the DOCTYPE declaration.",
        slug="xml-doctype",
    )


def _depth(root: etree._Element) -> int:
    if not _TOO_DEEP(root):  # asked in C: walking every element in Python took a quarter of the reading
        return 0
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


_TOO_DEEP = etree.XPath("boolean(/" + "/".join(["*"] * (MAX_DEPTH + 1)) + ")")
