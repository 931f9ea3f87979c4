"""The version that a Word file states of itself, on its first page or in a header or footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specman.formats.outline import normalise_space
from specman.formats.word.package import Package, W

_VERSION = re.compile(
    r"(?:^|\b(?:SEC|Document)\s+|\u00b7\s*)Version(?:\s+number)?\s*:?\s*v?(\d+(?:\.\d+)+[a-z]?)\b", re.IGNORECASE
)

_PAGE = re.compile(r"(?:page\s*)?[-\u2013 ]*\d*[-\u2013 ]*(?:(?:of|/)\s*\d+)?", re.IGNORECASE)


def version_in(words: str) -> str:
    """The version that words state, "" for none.

    >>> version_in("Version 4.12"), version_in("SEC H \u00b7 Version 4.12"), version_in("Version control")
    ('4.12', '4.12', '')
    """
    match = _VERSION.search(words)
    return match[1] if match else ""


def version_in_margins(package: Package, main: str) -> str:
    """A version stated in a header or footer, which are otherwise left out."""
    return next((found for words in _margins(package, main) if (found := version_in(words))), "")


def words_in_margins(package: Package, main: str) -> int:
    """How many characters the headers and footers hold, pages counted in digits left aside."""
    return sum(len(words) for words in _margins(package, main) if not _PAGE.fullmatch(words))


def _margins(package: Package, main: str) -> Iterator[str]:
    """The paragraphs of the headers and footers."""
    margins = (one for one in package.relationships(main).values() if one.sort in ("header", "footer"))
    for part in dict.fromkeys(one.target for one in margins if not one.is_external):
        root = package.xml(part)
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            words = normalise_space("".join(node.text or " " for node in paragraph.iter(f"{W}t", f"{W}tab")))
            if words:
                yield words
