"""Labels as they are looked up."""

from __future__ import annotations

import re

GROUP = "service reference "  # a group of service requests is cited by its heading


def fold_label(label: str) -> str:
    """A label as it is looked up.

    >>> fold_label(" D6.3 (a)  (II)")
    'd6.3(a)(ii)'
    """
    return " ".join(label.split()).replace(" (", "(").casefold()


_LEVEL = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_WORDS = frozenset({"section", "article", "clause", "rule", "regulation"})


def levels(label: str) -> tuple[str, ...]:
    """The levels of a label, however they are written: lists number `a.` and `1.` what citations call (a) and (1).

    >>> levels("2(a)(1)(A)") == levels("Section 2 a 1 A"), levels("1.2") == levels("1 2")
    (True, False)
    """
    found = tuple(_LEVEL.findall(label.casefold()))
    return found[1:] if len(found) > 1 and found[0] in _WORDS else found
