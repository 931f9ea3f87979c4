"""What specman reads at most, each limit with its reason, and how numbers and text that others wrote are taken in.

The aim of all of them: no file of up to 50 MB takes more than 10 seconds or 500 MB of memory to read, whatever stands
in it. Up to its limits every reader takes time in proportion to its input (`benchmarks/bounds.py` measures it). Beyond
one the file is refused with a sentence, and nothing is changed. `docs/importing.md` lists them.
"""

from __future__ import annotations

import re

from specman.errors import InputError

# -- files ---------------------------------------------------------------------------------------------------------

MAX_XML_BYTES = 48 * 1024 * 1024
"""Bytes of an XML file, or of a part of a Word file or workbook: the longest part of the real files beside the
repository is 0.8 MB."""
MAX_TEXT_BYTES = 16 * 1024 * 1024
"""Bytes of a Markdown or CSV file: a line of text becomes Python values of ten times its size."""
MAX_LINES = 1_000_000
"""Lines of a Markdown file."""
MAX_TAGS = 1_200_000
"""Tags and comments of an XML file: each takes 120 bytes as it is parsed, and a microsecond or two to be looked at."""
MAX_ATTRIBUTES = 1_000_000
"""Equals signs of an XML file, which no attribute is without: an attribute takes 200 bytes as it is parsed."""
MAX_SCHEMA_TAGS = 400_000
"""Tags of a schema: every declaration is kept as a value, and every name in it is looked up."""
MAX_XML_DEPTH = 200
"""Levels of elements in XML: readers walk down them by calls, of which Python allows about a thousand."""
MAX_NAMESPACES = 64
"""Namespaces in force at one element: a name is looked up among all of them. Word declares about 35."""

MAX_TOML_BYTES = 1024 * 1024
"""Bytes of a manifest or a house file: they are written by hand, and read whole for every command."""
MAX_TOML_DEPTH = 50
"""Brackets inside one another in a TOML file, whose reader walks down them by calls."""

# -- zips: Word files, workbooks, folders sent as one file ------------------------------------------------------------

MAX_MEMBERS = 10_000
"""Members of a zip."""
MAX_MEMBER_BYTES = MAX_XML_BYTES
"""Bytes of one member, unpacked."""
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
"""Bytes of all members, unpacked; members are unpacked one after the other, and only those that are asked for."""
MAX_RATIO = 300
"""How many times its size a zip may unpack to: text compresses to a tenth, repeated tables to a hundredth."""
SMALL_ZIP_BYTES = 8 * 1024 * 1024
"""A zip that unpacks to less may have any ratio: it harms nobody."""

# -- documents, whatever they are read from ---------------------------------------------------------------------------

MAX_PROVISIONS = 60_000
"""Provisions, the rows of tables among them: each takes about 4 kB in all it goes through."""
MAX_PARTS = 20_000
"""Provisions directly inside one: the profile is checked in time that grows with the square of it. The rows of a table
that is kept as CSV and the components of a schema are spared."""
MAX_NESTING = 50
"""Levels of provisions: each is two or three levels of XML as it is kept, and every label repeats those above it."""
MAX_CHARACTERS = 16_000_000
"""Characters of all texts, labels and eIds together: several copies of them are held at once."""
MAX_TEXT = 1_000_000
"""Characters of one provision: a comparison looks at a text as a whole."""
MAX_PARAGRAPHS = 20_000
"""Paragraphs of one provision, or of a cell: the profile is checked in time that grows with the square of it."""
MAX_NUMBER = 200
"""Characters of a number before a provision: labels and eIds are made of it."""
MAX_CELLS = 400_000
"""Cells of all tables: each is three elements as it is kept."""
MAX_SHEET_AREA = 2_000_000
"""Cells of the rectangle that holds all that is written in a sheet of a workbook: every one of them is laid out."""
MAX_COLUMNS = 1_000
"""Columns of a table, and so what a cell may span."""
MAX_MARKS = 200_000
"""Marked spans (bold, references, defined terms) of a document."""
MAX_DIGITS = 9
"""Digits of a whole number in an attribute, a label or a cell's address; longer ones are taken for no number."""
MAX_LIST_TEXT = 255
"""Characters of the pattern by which Word prints a number (`%1.%2`): it stands before every paragraph of its list."""
MAX_FIELDS = 100
"""Fields of Word inside one another."""
MAX_CHANGES = 60_000
"""Tracked changes of a Word file: with them the text is held three times over, as it is, accepted and rejected."""
MAX_CHANGES_NESTED = 20
"""Tracked changes of Word inside one another: Word itself nests two."""
MAX_PICTURES_BYTES = 128 * 1024 * 1024
"""Bytes of all pictures of a Word file, unpacked: they are held until they are written."""

_SPLIT = "Split the document, or check that this is the file you meant."
_UNREAL = "A real specification does not look like this: check where the file comes from."
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_NESTED = re.compile(rb"(?:[\[{][^\[\]{}]*){%d}" % (MAX_TOML_DEPTH + 1))
_WHOLE = re.compile(rf"[+-]?[0-9]{{1,{MAX_DIGITS}}}")
_SPACED = str.maketrans("\v\f", "  ")


def beyond(name: str, what: str, most: int, line: int = 0, *, is_unreal: bool = False, slug: str = "") -> InputError:
    """The error for a file that goes beyond a limit.

    >>> beyond("a.csv", "columns", 1_000, 7).message
    'a.csv holds more than 1,000 columns (line 7); specman reads up to that.'
    """
    where = f" (line {line})" if line else ""
    return InputError(
        f"{name} holds more than {most:,} {what}{where}; specman reads up to that.",
        hint=_UNREAL if is_unreal else _SPLIT,
        slug=slug or "too-large",
    )


def check_size(data: bytes, name: str, most: int, sort: str) -> None:
    """Refuse a file that is longer than files of its sort may be.

    Raises:
        InputError: it is.
    """
    if len(data) > most:
        raise InputError(
            f"{name} is {len(data):,} bytes long; specman reads {sort} up to {most // 1_048_576} MB ({most:,} bytes).",
            hint=_SPLIT,
            slug="too-large",
        )


def whole(text: str | None, default: int, least: int = -(10**MAX_DIGITS), most: int = 10**MAX_DIGITS) -> int:
    """A whole number that a file writes; the default for what is no number, too long, or not between least and most.

    >>> whole("12", 0), whole("x", 0), whole("-4", 1, least=1), whole("9" * 5000, 0), whole("²", 0), whole(None, 7)
    (12, 0, 1, 0, 0, 7)
    """
    words = (text or "").strip()
    if not _WHOLE.fullmatch(words):
        return default
    number = int(words)
    return number if least <= number <= most else default


def check_toml(data: bytes, path: str) -> None:
    """Refuse a TOML file that its reader would take long over, or walk down too deep.

    Raises:
        InputError: it is beyond a limit.
    """
    check_size(data, path, MAX_TOML_BYTES, "TOML")
    if _NESTED.search(data):
        raise beyond(path, "brackets inside one another", MAX_TOML_DEPTH, is_unreal=True)


def character(code: str) -> str:
    """The character with a number in hexadecimal, "" for what is none that a text may hold.

    >>> character("2264"), character("D800"), character("1"), character("FFFFFFFFFF"), character("x")
    ('≤', '', '', '', '')
    """
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return ""
    number = int(code, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return ""
    sign = chr(number)
    return "" if _FORBIDDEN.match(sign) else sign


def text_of_file(data: bytes, name: str, sort: str) -> str:
    """The text of a file: UTF-8, a byte order mark left out, every line end a line feed.

    Raises:
        InputError: too long, not UTF-8, or with characters in it that no text has, which XML cannot keep.
    """
    check_size(data, name, MAX_TEXT_BYTES, sort)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name} is not UTF-8 text (byte {error.start}, line {line}).", hint="Save it as UTF-8.", slug="encoding"
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FORBIDDEN.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(
            f"{name} holds the character U+{ord(found[0]):04X} (line {line}), which is not part of any text.",
            hint="Open the file at that line and remove it; some editors show it as a box or not at all.",
            slug="control-character",
        )
    return text.translate(_SPACED) if "\v" in text or "\f" in text else text
