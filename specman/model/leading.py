"""Where a link of a document may lead when specman writes it."""

from __future__ import annotations

import html
import re

_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")  # a reader may skip them, or trim them
_SCHEME = re.compile(r"([^/?#:\\]*):")
_ALLOWED = frozenset({"http", "https", "mailto"})


def is_harmless(target: str) -> bool:
    r"""Whether a link leads to a page, a mailbox, a place in the document or a file beside it, and does nothing else.

    >>> [is_harmless(t) for t in ("https://x.org/a:b", "#sec_1", "annex.html#a", "mailto:a@x.org")]
    [True, True, True, True]
    >>> [is_harmless(t) for t in (" Java\tScript:alert(1)", "javascript&#58;x", "data:text/html,x", "//host/x")]
    [False, False, False, False]
    """
    bare = _IGNORED.sub("", html.unescape(target))
    scheme = _SCHEME.match(bare)
    if scheme:
        return scheme[1].casefold() in _ALLOWED
    return not bare.startswith(("//", "\\", "/\\"))
