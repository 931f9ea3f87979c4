"""The one XML parser: entities, DTDs, network and abnormal depth are refused before anything is read."""

from __future__ import annotations

import re

from lxml import etree

from specman.errors import InputError
from specman.limits import (
    MAX_ATTRIBUTES,
    MAX_NAMESPACES,
    MAX_TAGS,
    MAX_XML_BYTES,
    MAX_XML_DEPTH,
    beyond,
    check_size,
    whole,
)

_PROLOGUE = 20_000  # bytes in which a document type declaration is looked for
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([^"']{1,40})["']""")
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-", "iso8859-", "latin1", "windows-125", "cp125")
_EBCDIC = b"\x4c\x6f\xa7\x94"  # `<?xm` where `<` is not the byte that it is elsewhere
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


def parse_xml(data: bytes, name: str, max_tags: int = MAX_TAGS) -> etree._Element:
    """Parse untrusted bytes into an element tree.

    Args:
        data: the whole file.
        name: what messages call it.
        max_tags: how many tags and comments it may hold.

    Returns:
        The root element. Comments are kept, processing instructions are dropped.

    Raises:
        InputError: not well-formed, declares a DTD or entities, nests too deep, or is beyond a limit.
    """
    check_size(data, name, MAX_XML_BYTES, "XML")
    plain = _as_ascii(data, name)  # counted before it is parsed: a tree of what is beyond the limits would not fit
    for sign, most, what in ((b"<", max_tags, "tags"), (b"=", MAX_ATTRIBUTES, "attributes and equals signs")):
        if plain.count(sign) > most:
            raise beyond(name, what, most)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser, base_url=name.encode("utf-8", "backslashreplace").decode())
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        if _DEPTH.search(str(error)):
            raise InputError(
                f"{name} nests elements too deeply (line {line}); specman reads at most {MAX_XML_DEPTH} levels.",
                hint="A real specification does not nest like this: check where the file comes from.",
                slug="xml-depth",
            ) from None
        if b"<!DOCTYPE" in data[:100_000]:
            raise _doctype_refused(name) from None
        if "huge" in str(error) or "too long" in str(error):
            raise InputError(
                f"{name} holds one text or name of more than 10 MB (line {line}).",
                hint="A real specification does not look like this: check where the file comes from.",
                slug="too-large",
            ) from None
        raise InputError(
            f"{name} is not well-formed XML: {error.msg} (line {line}).",
            hint="Open the file at that line and repair it, or export it again.",
            slug="xml-malformed",
        ) from None
    if root.getroottree().docinfo.doctype:
        raise _doctype_refused(name)
    depth = _depth(root)
    if depth > MAX_XML_DEPTH:
        raise InputError(
            f"{name} nests elements {depth} levels deep; specman reads at most {MAX_XML_DEPTH}.",
            hint="A real specification does not nest like this: check where the file comes from.",
            slug="xml-depth",
        )
    if plain.count(b"xmlns") > MAX_NAMESPACES and any(len(node.nsmap) > MAX_NAMESPACES for node in root.iter("*")):
        raise beyond(name, "namespaces at one element", MAX_NAMESPACES, is_unreal=True)
    return root


def local_name(element: etree._Element) -> str:
    """Tag without namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def stated(element: etree._Element, attribute: str, default: int, least: int, most: int) -> int:
    """The whole number that an attribute gives for how the text is built: a level, a span. The default without one.

    Raises:
        InputError: the attribute gives something else. To guess would put text where its author did not.
    """
    said = element.get(attribute, "").strip()
    number = whole(said, least - 1, least, most) if said else default
    if number < least:
        shown = said if len(said) <= 20 else f"{said[:20]}…"
        plain = attribute.rpartition("}")[2]
        named = local_name(element) if plain == "val" else f"{plain} of {local_name(element)}"
        raise InputError(
            f"{element.getroottree().docinfo.URL} says that {named} is {shown!r} (line {element.sourceline}), "
            f"where a whole number from {least} to {most:,} is expected.",
            hint="Open it in the program it comes from and save it anew, or correct the number.",
            slug="xml-number",
        )
    return number


def _as_ascii(data: bytes, name: str) -> bytes:
    """The bytes with the zeros of UTF-16 and UTF-32 taken out, so that signs can be counted in any of them."""
    plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    stated = _ENCODING.search(plain[:300])
    encoding = stated[1].decode("ascii", "replace").casefold() if stated else "utf-8"
    if data.startswith(_EBCDIC) or not encoding.startswith(_ENCODINGS):
        raise InputError(
            f"{name} is encoded in {'EBCDIC' if data.startswith(_EBCDIC) else encoding}, which specman does not read.",
            hint="Save it as UTF-8.",
            slug="encoding",
        )
    return plain


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


_TOO_DEEP = etree.XPath("boolean(/" + "/".join(["*"] * (MAX_XML_DEPTH + 1)) + ")")
