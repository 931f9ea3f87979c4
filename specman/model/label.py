"""Labels as they are looked up."""

from __future__ import annotations

GROUP = "service reference "  # a group of service requests is cited by its heading


def fold_label(label: str) -> str:
    """A label as it is looked up.

    >>> fold_label(" D6.3 (a)  (II)")
    'd6.3(a)(ii)'
    """
    return " ".join(label.split()).replace(" (", "(").casefold()
