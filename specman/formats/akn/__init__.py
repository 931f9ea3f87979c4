"""Akoma Ntoso 3.0: the stored form of text, in specman's profile, and documents that other tools wrote.

The profile is `profile.rng` in this package; `docs/library-format.md` describes it.
"""

from __future__ import annotations

import functools
from importlib import resources

from lxml import etree

from specman.errors import InputError
from specman.formats.akn.foreign import ForeignReader
from specman.formats.akn.names import AKN
from specman.formats.akn.reading import Reader
from specman.formats.akn.writing import serialise
from specman.formats.xml import local_name, parse_xml
from specman.model.document import Document

OWN_SOURCE = "#specman"


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "document.xml") -> Document:
    """Read an Akoma Ntoso document: the stored form strictly, another tool's for all it can say.

    Args:
        work, version: what the caller knows; the document's own identification fills what is empty.

    Raises:
        InputError: not XML, not Akoma Ntoso, without text, or marked as specman's and not in its profile.
    """
    root = parse_xml(data, name)
    if local_name(root) != "akomaNtoso":
        raise InputError(
            f"{name} is not an Akoma Ntoso document: its root is {local_name(root)!r}.",
            hint="specman reads Akoma Ntoso as .xml and XML schemas as .xsd; other XML is not a specification.",
            slug="not-akn",
        )
    if root.tag == f"{{{AKN}}}akomaNtoso" and _is_own(root):
        return Reader(root, work, version, name).read()
    return ForeignReader(root, work, version, name).read()


def _is_own(root: etree._Element) -> bool:
    found = root.find(f"{{{AKN}}}act/{{{AKN}}}meta/{{{AKN}}}identification")
    return found is not None and found.get("source") == OWN_SOURCE


def validate(data: bytes, name: str) -> list[tuple[int, str]]:
    """Where the bytes break the profile: (line, message), empty when they keep it."""
    root = parse_xml(data, name)
    schema = etree.RelaxNG(_profile())  # one for each call: its error log is state
    if schema.validate(root):
        return []
    return [(entry.line, entry.message) for entry in schema.error_log]


@functools.cache
def _profile() -> etree._Element:
    text = resources.files("specman.formats.akn").joinpath("profile.rng").read_bytes()
    return parse_xml(text, "profile.rng")


__all__ = ["parse", "serialise", "validate"]
