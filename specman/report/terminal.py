"""What a terminal is sent: words made visible, and the colours of specman.

Documents, titles and names of files may hold signs that a terminal obeys: they move the cursor, write the clipboard,
or turn a line round. Every text for a person is passed through `printed`, which leaves no such sign in it. A look is
noted inside a text by signs that no document can hold, and only `printed` makes colours of them; a document that
brings its own escape sequences brings words.
"""

from __future__ import annotations

import re
from contextvars import ContextVar

WIDTH = 80
WIDEST = 120  # longer lines of prose are hard to read

# Halves of a surrogate pair: no UTF-8 or XML holds them, and names of files that are no UTF-8 hold others (U+DC80 on).
_SGR = {
    "title": "1", "heading": "1", "address": "36", "insert": "32", "delete": "31", "added": "32", "removed": "31",
    "error": "31;1", "warning": "33", "severity": "1", "moved": "35", "renumbered": "34",
}  # fmt: skip
_OPENS = {meaning: chr(0xD800 + place) for place, meaning in enumerate(_SGR)}
_CODES = {_OPENS[meaning]: f"\x1b[{code}m" for meaning, code in _SGR.items()}
_CLOSES = "\udbff"
_RESET = "\x1b[0m"
_LOOK = re.compile(f"([{''.join(_CODES)}{_CLOSES}])")

# C0 but for the line feed, DEL, C1, signs that set the direction of writing, line separators, deprecated formats,
# annotations, what is no character, tags, and surrogates that are no look.
_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff"
    f"\U000e0000-\U000e007f{chr(0xD800 + len(_SGR))}-\udbfe\udc00-\udfff]"
)
_width: ContextVar[int] = ContextVar("width", default=WIDTH)


def visible(words: str) -> str:
    r"""Words with signs that a terminal obeys as pictures or by their numbers; line feeds stay.

    >>> visible("a\x1b[31m\x07 \x9b \u202eb \udcff\tc")
    'a␛[31m␇ <U+009B> <U+202E>b <0xFF>    c'
    """
    return _OBEYED.sub(_picture, words)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return "    "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is no UTF-8
        return f"<0x{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"


def styled(words: str, meaning: str) -> str:
    """Words with the look of their meaning noted."""
    return f"{_OPENS[meaning]}{words}{_CLOSES}" if words and meaning in _OPENS else words


def printed(text: str, *, colour: bool = False) -> str:
    """A text as it is sent to a terminal or written to a file; looks are colours, or are left out."""
    parts = _LOOK.split(visible(text))
    if not colour:
        return "".join(parts[::2])
    out: list[str] = []
    held: list[str] = []
    for part in parts:
        if part in _CODES:
            held.append(_CODES[part])
            out.append(held[-1])
        elif part == _CLOSES:
            out += [_RESET, *held[:-1]] if held else []
            del held[-1:]
        elif held:  # a pager forgets the look at the end of a line
            out.append(part.replace("\n", f"{_RESET}\n{''.join(held)}"))
        else:
            out.append(part)
    return "".join(out) + (_RESET if held else "")


def set_width(columns: int) -> None:
    """How many cells a line may have from now on: those of a terminal, within what can be read."""
    _width.set(min(max(columns, 40), WIDEST))


def width() -> int:
    """How many cells a line may have."""
    return _width.get()


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: wide signs two, combining signs and looks none."""
    if text.isascii():
        return len(text)
    bare = _LOOK.sub("", text)
    if bare.isascii():
        return len(bare)
    from rich.cells import cell_len

    return cell_len(bare)


_CHUNK = re.compile(r" +|[^ ]+")
_HYPHEN = re.compile(r"(?<=\w[^\W\d]-)(?=\w[^\W\d])")
_BLANKS = str.maketrans("\t\n\x0b\x0c\r", "     ")


def folded(text: str, most: int, first: str = "", indent: str = "", *, breaks: bool = False) -> list[str]:
    """A paragraph as lines of so many cells, broken at blanks; none of a text that is blank.

    Args:
        first, indent: what begins the first line, and the others.
        breaks: break behind hyphens too, and within a word that has no room on a line.
    """
    chunks = _CHUNK.findall(visible(text.translate(_BLANKS)))
    if breaks:
        chunks = [part for chunk in chunks for part in _HYPHEN.split(chunk)]
    chunks.reverse()
    lines: list[str] = []
    while chunks:
        lead = indent if lines else first
        if lines and chunks[-1][0] == " ":
            chunks.pop()
        line, room = "", most - cells(lead)
        while chunks and (size := cells(chunks[-1])) <= room:
            line += chunks.pop()
            room -= size
        if chunks and cells(chunks[-1]) > most - cells(lead):  # it has no room on any line
            if breaks:
                piece, *rest = _broken(chunks[-1], max(room, 1))
                if cells(piece) <= room or not line:
                    line += piece
                    chunks[-1:] = ["".join(rest)] if rest else []
            elif not line:
                line = chunks.pop()
        if line := line.rstrip(" "):
            lines.append(lead + line)
    return lines


def _broken(word: str, most: int) -> list[str]:
    """A word in pieces of so many cells; a sign of no width stays with the one before it."""
    pieces, used = [""], 0
    for sign in word:
        size = 0 if _LOOK.match(sign) else cells(sign)
        if used + size > most and used:
            pieces.append("")
            used = 0
        pieces[-1] += sign
        used += size
    return pieces


def cut(text: str, most: int) -> str:
    """The first line of a text, or as many of its words as there is room for."""
    text = visible(text.translate(_BLANKS))
    if cells(text) <= most:
        return text
    said = (folded(text, most - 2) or [""])[0]
    return f"{said} …" if cells(said) <= most - 2 else f"{_broken(said, most - 2)[0]} …"


def padded(text: str, most: int) -> str:
    """A text with blanks behind it, up to so many cells."""
    return text + " " * (most - cells(text))
