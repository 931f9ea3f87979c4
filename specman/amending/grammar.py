"""Amending instructions read: by one table of forms, the sentences that `amending.sentences` writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from specman.amending.sentences import plain_label
from specman.amending.tree import default_label
from specman.model.document import Kind, Merge, Status
from specman.model.instruction import (
    EVERY,
    ONLY,
    At,
    Held,
    Insert,
    Instruction,
    Misfit,
    Move,
    Omit,
    Own,
    Part,
    Renumber,
    Restate,
    Substitute,
    Whole,
    Words,
)

_QUOTE = r"“((?:[^“”]|““|””)*)”(?!”)"
_UNITS = r"(?:(?:sections?|clauses?|paragraphs?|items?|use\s+case)\s+)?"
_REF = (
    r"((?:the\s+new\s+)?(?:\[(?:[^\]]|\]\])*\]|the\s+document|the\s+definition\s+of\s+“(?:[^“”]|““|””)*”\s+in\s+(?:section\s+)?[^\s“”\[\],—]+?"
    rf"|table\s+[^\s,—“”\[\]]+|{_UNITS}[^\s,—“”\[\]]+))"
)
_NTH = r"(\s+\(in\s+place\s+\d+\)|,?\s+wherever\s+(?:it|they)\s+occurs?,?)?"
_PART = rf"in\s+(?:(the\s+heading\s+of|cell\s+\d+\s+of)\s+)?{_REF}"
_TITLE = re.compile(r"Amendments\s+to\s+(.+?)(?:\s+\(version\s+(\S+)\))?:?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Amendments:
    """The instructions for one document.

    Attributes:
        work: as its heading names it, "" where there is no heading.
        version: that the heading says is amended, "" where it says none.
        rows: each with the sentence it was read from.
    """

    work: str
    version: str
    rows: tuple[tuple[Instruction, str], ...]


def read_amendments(text: str) -> tuple[list[Amendments], list[Misfit]]:
    """The instructions of a text, document by document, and each sentence that is none."""
    found: list[Amendments] = []
    misfits: list[Misfit] = []
    work, version, rows = "", "", list[tuple[Instruction, str]]()
    for said in _sentences(text):
        if title := _TITLE.fullmatch(said):
            if rows:
                found.append(Amendments(work, version, tuple(rows)))
            work, version, rows = title[1], title[2] or "", []
            continue
        one = read_sentence(said)
        if one is None:
            misfits.append(Misfit(said, "not understood", _nearest_form(said)))
        else:
            rows.append((one, said))
    if rows:
        found.append(Amendments(work, version, tuple(rows)))
    return found, misfits


def _sentences(text: str) -> Iterator[str]:
    """Sentences; one that ends in a dash takes the next lines that say what is inserted. A line that ends in neither
    runs on."""
    pending: list[str] = []
    block: list[str] = []
    for raw in [*text.replace("\r\n", "\n").split("\n"), ""]:
        line = raw.strip()
        if block or (pending and pending[-1].endswith("—")):
            if line and (not block or _CONTENT.fullmatch(line)):
                block.append(raw.rstrip())
                continue
            yield "\n".join([" ".join(pending), *block])
            pending, block = [], []
        if not line:
            if pending:
                yield " ".join(pending)
                pending = []
            continue
        pending.append(line)
        if line.endswith(".") or _TITLE.fullmatch(" ".join(pending)):
            yield " ".join(pending)
            pending = []
    if pending:
        yield " ".join(pending)


def _unquoted(words: str) -> str:
    plain = words.replace("““", "“").replace("””", "”")
    return re.sub(r"¶(.)", lambda match: {"/": "\n", "r": "\r"}.get(match[1], match[1]), plain, flags=re.DOTALL)


Reader = Callable[[re.Match[str]], Instruction | None]


def _form(pattern: str, read: Reader) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL), read


def _words(match: re.Match[str], old: str, new: str, after: str, nth: str | None) -> Instruction:
    part, cell = _read_part(match[1])
    return Words(_read_place(match[2]), part, old, new, after, _read_nth(nth), cell)


def _read_nth(said: str | None) -> int:
    if not said:
        return ONLY
    digits = re.search(r"\d+", said)
    return int(digits[0]) if digits else EVERY


_BLOCK = r"\s*—[^\S\n]*\n?(.+)"
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    _form(
        rf"{_PART},\s+for\s+{_QUOTE}{_NTH}\s+substitute\s+{_QUOTE}\s*\.",
        lambda m: _words(m, _unquoted(m[3]), _unquoted(m[5]), "", m[4]),
    ),
    _form(rf"{_PART},\s+omit\s+{_QUOTE}{_NTH}\s*\.", lambda m: _words(m, _unquoted(m[3]), "", "", m[4])),
    _form(
        rf"{_PART},\s+after\s+{_QUOTE}{_NTH}\s+insert\s+{_QUOTE}\s*\.",
        lambda m: _words(m, "", _unquoted(m[5]), _unquoted(m[3]), m[4]),
    ),
    _form(
        rf"{_PART},\s+at\s+the\s+beginning\s+insert\s+{_QUOTE}\s*\.", lambda m: _words(m, "", _unquoted(m[3]), "", None)
    ),
    _form(
        rf"for\s+(the\s+text\s+of|the\s+heading\s+of|cell\s+\d+\s+of)\s+{_REF}\s+substitute\s+{_QUOTE}\s*\.",
        lambda m: Whole(_read_place(m[2]), _read_part(m[1])[0], _unquoted(m[3]), _read_part(m[1])[1]),
    ),
    _form(
        rf"for\s+{_REF}\s+substitute{_BLOCK}",
        lambda m: Substitute(_read_place(m[1]), own) if (own := _read_own(m[2].strip())) else None,
    ),
    _form(
        rf"after\s+{_REF}\s+insert(?:,\s+as\s+{_REF})?{_BLOCK}",
        lambda m: _inserted(m[3], m[2], _read_place(m[1]), None),
    ),
    _form(
        rf"at\s+the\s+beginning\s+of\s+{_REF}\s+insert(?:,\s+as\s+{_REF})?{_BLOCK}",
        lambda m: _inserted(m[3], m[2], None, _read_place(m[1])),
    ),
    _form(rf"move\s+{_REF}\s+to\s+follow\s+{_REF}\s*\.", lambda m: Move(_read_place(m[1]), _read_place(m[2]), None)),
    _form(
        rf"move\s+{_REF}\s+to\s+the\s+beginning\s+of\s+{_REF}\s*\.",
        lambda m: Move(_read_place(m[1]), None, _read_place(m[2])),
    ),
    _form(rf"renumber\s+{_REF}\s+as\s+{_QUOTE}\s*\.", lambda m: Renumber(_read_place(m[1]), _unquoted(m[2]))),
    _form(
        rf"make\s+{_REF}\s+(normative|informative|inactive)\s*\.",
        lambda m: Restate(_read_place(m[1]), m[2].lower()),  # type: ignore[arg-type]
    ),
    _form(rf"omit\s+{_REF}\s*\.", lambda m: Omit(_read_place(m[1]))),
)
EXAMPLES = (
    "In Section A1.1, for “old words” substitute “new words”.", "In Section A1.1, omit “old words”.",
    "In Section A1.1, after “words” insert “new words”.", "For the text of Section A1.1 substitute “new words”.",
    "After Section A1.1 insert—", "Move Section A1.2 to follow Section A1.4.", "Renumber Section A1.2 as “A1.3”.",
    "Make Section A1.2 informative.", "Omit Section A1.2.",
)  # fmt: skip


def read_sentence(said: str) -> Instruction | None:
    """The instruction of a sentence, None where it is none."""
    plain = said.strip()
    straight = re.sub(r'"([^"]*)"', r"“\1”", plain) if "“" not in plain else plain
    for tried in dict.fromkeys((plain, straight)):  # straight marks do, where the words hold none themselves
        for pattern, read in FORMS:
            match = pattern.fullmatch(tried)
            if match is not None and (one := read(match)) is not None:
                return one
    return None


def _read_part(words: str | None) -> tuple[Part, int]:
    said = (words or "").casefold()
    if said.startswith("cell"):
        return "cell", int(said.split()[1]) - 1
    return ("heading", 0) if "heading" in said else ("text", 0)


def _read_place(words: str) -> At:
    said = words.strip()
    is_new = re.match(r"the\s+new\s+", said, re.IGNORECASE)
    if is_new:
        said = said[is_new.end() :]
    if re.fullmatch(r"the\s+document", said, re.IGNORECASE):
        return At("")
    if term := re.fullmatch(
        r"the\s+definition\s+of\s+“((?:[^“”]|““|””)*)”\s+in\s+(\S+(?:\s+\S+)?)", said, re.IGNORECASE
    ):
        return At(f'{_bare(term[2])} "{_unquoted(term[1])}"', bool(is_new))
    return At(_bare(said), bool(is_new))


def _bare(said: str) -> str:
    unit = re.match(_UNITS, said, re.IGNORECASE)
    rest = said[unit.end() :] if unit and unit.end() < len(said) else said
    return rest[1:-1].replace("]]", "]") if rest.startswith("[") and rest.endswith("]") else rest


_OWN = re.compile(
    rf"({'|'.join(get_args(Kind))})(?:\s+{_QUOTE})?(?:\s+headed\s+{_QUOTE})?(?:\s+\(({'|'.join(get_args(Status))})\))?"
    rf"(?:\s+with\s+cells\s+({_QUOTE}(?:\s+\|\s+{_QUOTE})*))?(?:\s+merging\s+([\d:x, ]+?))?"
    rf"(?:\s+saying\s+{_QUOTE})?\.?",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(rf"(.+?)\s+\(as\s+{_REF}\)", re.IGNORECASE | re.DOTALL)
_CONTENT = re.compile(rf"{_OWN.pattern}(?:\s+\(as\s+{_REF}\))?", re.IGNORECASE | re.DOTALL)


def _inserted(block: str, label: str | None, after: At | None, inside: At | None) -> Instruction | None:
    """An insertion of a line and what is indented below it; None where a line says no content."""
    first, *rest = [line for line in block.split("\n") if line.strip()]
    own = _read_own(first.strip())
    if own is None:
        return None
    name = _bare(label.strip()) if label else plain_label(own)
    rows = []
    for line in rest:
        plain = line.strip()
        called = _CALLED.fullmatch(plain)
        held = _read_own(called[1] if called else plain)
        if held is None:
            return None
        rows.append((len(line) - len(line.lstrip()), _bare(called[2]) if called else None, held))
    holds, left = _nested(rows, Held(name, own), len(first) - len(first.lstrip()))
    return Insert(name, after, inside, own, holds) if not left else None


_Row = tuple[int, str | None, Own]


def _nested(rows: Sequence[_Row], parent: Held, depth: int) -> tuple[tuple[Held, ...], Sequence[_Row]]:
    """What stands deeper than a depth, and the rows that do not."""
    found: list[Held] = []
    while rows and rows[0][0] > depth:
        here, said, own = rows[0]
        label = default_label(parent, own) if said is None else said
        holds, rows = _nested(rows[1:], Held(label, own), here)
        found.append(Held(label, own, holds))
    return tuple(found), rows


def _read_own(line: str) -> Own | None:
    match = _OWN.fullmatch(line)
    if match is None:
        return None
    cells = tuple(_unquoted(cell[1]) for cell in re.finditer(_QUOTE, match[5])) if match[5] else ()
    merges = tuple(
        Merge(int(column) - 1, int(columns), int(rows))
        for column, columns, rows in re.findall(r"(\d+):(\d+)x(\d+)", match[8] or "")
    )
    return Own(
        match[1].lower(), _unquoted(match[2] or ""), _unquoted(match[3] or ""), _unquoted(match[9] or ""),  # type: ignore[arg-type]
        (match[4] or "normative").lower(), cells, merges,  # type: ignore[arg-type]
    )  # fmt: skip


def _nearest_form(said: str) -> str:
    from rapidfuzz import fuzz

    return max(EXAMPLES, key=lambda example: fuzz.token_set_ratio(re.sub(_QUOTE, "“words”", said), example))
