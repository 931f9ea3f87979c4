"""Contents that a Word file holds in several forms (`mc:AlternateContent`): the first one that is understood is read.

Each choice names by prefix the vocabularies it requires; a reader that lacks one of them takes the next choice, and in
the end the fallback (ISO/IEC 29500-3).
"""

from __future__ import annotations

from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN = (
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
)


def settle(root: etree._Element) -> None:
    """Put the form that is read in the place of each set of forms, the innermost first."""
    for several in reversed(list(root.iter(f"{_MC}AlternateContent"))):
        parent = several.getparent()
        if parent is None:
            continue
        chosen = _chosen(several)
        for child in list(chosen) if chosen is not None else ():
            several.addprevious(child)
        parent.remove(several)


def _chosen(several: etree._Element) -> etree._Element | None:
    for choice in several.iterfind(f"{_MC}Choice"):
        names = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
        if all(name.startswith(_KNOWN) for name in names):
            return choice
    return several.find(f"{_MC}Fallback")


__all__ = ["settle"]
