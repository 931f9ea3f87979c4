"""Amending instructions in words, both ways, by one table of forms.

A sentence ends in a full stop, or in a dash behind which the next line holds what is inserted. Words of the text
stand between curly quotation marks, one of which inside them is doubled; a new paragraph is `¶/`. A place is a label,
in square brackets where it is not one plain word; what an instruction inserts is `the new` and its label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from specman.model.document import Kind, Merge, Status
from specman.model.instruction import (
    At,
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

_PLAIN = re.compile(r"[^\W_][\w.()/-]*[\w)]|[^\W_]")
_TERM = re.compile(r"([^\s\"]+) \"([^\"]+)\"")
_QUOTE = r"“((?:[^“”]|““|””)*)”(?!”)"
_UNITS = r"(?:(?:sections?|clauses?|paragraphs?|items?|use\s+case)\s+)?"
_REF = (
    r"((?:the\s+new\s+)?(?:\[(?:[^\]]|\]\])*\]|the\s+document|the\s+definition\s+of\s+“(?:[^“”]|““|””)*”\s+in\s+(?:section\s+)?[^\s“”\[\],—]+?"
    rf"|table\s+[^\s,—“”\[\]]+|{_UNITS}[^\s,—“”\[\]]+))"
)
_NTH = r"(?:\s+\(in\s+place\s+(\d+)\))?"
_PART = rf"in\s+(?:(the\s+heading\s+of|cell\s+\d+\s+of)\s+)?{_REF}"
_TITLE = re.compile(r"Amendments\s+to\s+(.+?)(?:\s+\(version\s+(\S+)\))?:?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Amendments:
    """The instructions for one document.

    Attributes:
        work: as its heading names it, "" where there is no heading.
        rows: each with the sentence it was read from.
    """

    work: str
    rows: tuple[tuple[Instruction, str], ...]


# -- values to words -----------------------------------------------------------------------------------------------


def sentence(one: Instruction) -> str:
    """An instruction in words; what it inserts stands on a line of its own."""
    if isinstance(one, Words):
        where = f"In {_part(one.part, one.cell)}{place(one.at)}"
        nth = f" (in place {one.nth})" if one.nth > 1 else ""
        if one.old and one.new:
            return f"{where}, for {quoted(one.old)}{nth} substitute {quoted(one.new)}."
        if one.old:
            return f"{where}, omit {quoted(one.old)}{nth}."
        if one.after:
            return f"{where}, after {quoted(one.after)}{nth} insert {quoted(one.new)}."
        return f"{where}, at the beginning insert {quoted(one.new)}."
    if isinstance(one, Whole):
        part = "the text of " if one.part == "text" else _part(one.part, one.cell)
        return f"For {part}{place(one.at)} substitute {quoted(one.new)}."
    if isinstance(one, Substitute):
        return f"For {place(one.at)} substitute—\n  {_own(one.own)}"
    if isinstance(one, Insert):
        return f"{_upper(_where(one))} insert, as {_label(one.label)}—\n  {_own(one.own)}"
    if isinstance(one, Omit):
        return f"Omit {place(one.at)}."
    if isinstance(one, Move):
        to = f"to follow {place(one.after)}" if one.after else f"to the beginning of {place(one.inside or At(''))}"
        return f"Move {place(one.at)} {to}."
    if isinstance(one, Renumber):
        return f"Renumber {place(one.at)} as {quoted(one.num)}."
    return f"Make {place(one.at)} {one.status}."


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def _where(one: Insert) -> str:
    return f"after {place(one.after)}" if one.after else f"at the beginning of {place(one.inside or At(''))}"


def _part(part: Part, cell: int) -> str:
    return {"text": "", "heading": "the heading of ", "cell": f"cell {cell + 1} of "}[part]


def quoted(words: str) -> str:
    """Words between quotation marks."""
    kept = words.replace("¶", "¶¶").replace("\n", "¶/").replace("“", "““").replace("”", "””")
    return f"“{kept}”"


def _unquoted(words: str) -> str:
    plain = words.replace("““", "“").replace("””", "”")
    return re.sub(r"¶(.)", lambda match: "\n" if match[1] == "/" else match[1], plain, flags=re.DOTALL)


def place(at: At) -> str:
    """A place in words."""
    if not at.label and not at.is_new:
        return "the document"
    new = "the new " if at.is_new else ""
    term = _TERM.fullmatch(at.label)
    if term and not new and _PLAIN.fullmatch(term[1]):
        return f"the definition of {quoted(term[2])} in {_unit(term[1])}"
    if re.fullmatch(r"Table [\w.-]*\w", at.label):
        return f"{new}{at.label}"
    return f"{new}{_unit(at.label) if not new else _label(at.label)}"


def _unit(label: str) -> str:
    """A label with the unit word that a lawyer puts before it, where it is one plain word."""
    if not _PLAIN.fullmatch(label):
        return _label(label)
    return f"Section {label}" if re.match(r"[A-Z]{1,2}\d|\d", label) else _label(label)


def _label(label: str) -> str:
    if _PLAIN.fullmatch(label) and not re.fullmatch(
        r"(?i)the|table|sections?|clauses?|paragraphs?|items?|cell|use", label
    ):
        return label
    return f"[{label.replace(']', ']]')}]"


def _own(own: Own) -> str:
    out: list[str] = [own.kind]
    if own.num:
        out.append(quoted(own.num))
    if own.heading:
        out.append(f"headed {quoted(own.heading)}")
    if own.status != "normative":
        out.append(f"({own.status})")
    if own.cells:
        out.append("with cells " + " | ".join(map(quoted, own.cells)))
    if own.merges:
        out.append("merging " + ", ".join(f"{m.column + 1}:{m.columns}x{m.rows}" for m in own.merges))
    if own.text:
        out.append(f"saying {quoted(own.text)}")
    return " ".join(out)


# -- words to values -----------------------------------------------------------------------------------------------


def read_amendments(text: str) -> tuple[list[Amendments], list[Misfit]]:
    """The instructions of a text, document by document, and each sentence that is none."""
    found: list[Amendments] = []
    misfits: list[Misfit] = []
    work, rows = "", list[tuple[Instruction, str]]()
    for said in _sentences(text):
        if title := _TITLE.fullmatch(said):
            if rows:
                found.append(Amendments(work, tuple(rows)))
            work, rows = title[1], []
            continue
        one = read_sentence(said)
        if one is None:
            misfits.append(Misfit(said, "not understood", _nearest_form(said)))
        else:
            rows.append((one, said))
    if rows:
        found.append(Amendments(work, tuple(rows)))
    return found, misfits


def _sentences(text: str) -> Iterator[str]:
    """Sentences; one that ends in a dash takes the next line with it. A line that ends in neither runs on."""
    pending: list[str] = []
    for raw in [*text.replace("\r\n", "\n").split("\n"), ""]:
        line = raw.strip()
        if not line:
            if pending:
                yield " ".join(pending)
                pending = []
            continue
        if pending and pending[-1].endswith("—"):
            yield " ".join(pending) + "\n  " + line
            pending = []
            continue
        pending.append(line)
        if line.endswith(".") or _TITLE.fullmatch(" ".join(pending)):
            yield " ".join(pending)
            pending = []
    if pending:
        yield " ".join(pending)


Reader = Callable[[re.Match[str]], Instruction | None]


def _form(pattern: str, read: Reader) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL), read


def _words(match: re.Match[str], old: str, new: str, after: str, nth: str | None) -> Instruction:
    part, cell = _read_part(match[1])
    return Words(_read_place(match[2]), part, old, new, after, int(nth or 1), cell)


_BLOCK = r"\s*—\s*(.+)"
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
        rf"for\s+{_REF}\s+substitute{_BLOCK}", lambda m: _with_own(m[2], lambda own: Substitute(_read_place(m[1]), own))
    ),
    _form(
        rf"after\s+{_REF}\s+insert(?:,\s+as\s+{_REF})?{_BLOCK}",
        lambda m: _with_own(m[3], lambda own: Insert(_new_label(m[2], own), _read_place(m[1]), None, own)),
    ),
    _form(
        rf"at\s+the\s+beginning\s+of\s+{_REF}\s+insert(?:,\s+as\s+{_REF})?{_BLOCK}",
        lambda m: _with_own(m[3], lambda own: Insert(_new_label(m[2], own), None, _read_place(m[1]), own)),
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


def _new_label(words: str | None, own: Own) -> str:
    return _bare(words.strip()) if words else own.num or own.heading


_OWN = re.compile(
    rf"({'|'.join(get_args(Kind))})(?:\s+{_QUOTE})?(?:\s+headed\s+{_QUOTE})?(?:\s+\(({'|'.join(get_args(Status))})\))?"
    rf"(?:\s+with\s+cells\s+({_QUOTE}(?:\s+\|\s+{_QUOTE})*))?(?:\s+merging\s+([\d:x, ]+?))?"
    rf"(?:\s+saying\s+{_QUOTE})?\.?",
    re.IGNORECASE | re.DOTALL,
)


def _with_own(block: str, made: Callable[[Own], Instruction]) -> Instruction | None:
    match = _OWN.fullmatch(block.strip())
    if match is None:
        return None
    cells = tuple(_unquoted(cell[1]) for cell in re.finditer(_QUOTE, match[5])) if match[5] else ()
    merges = tuple(
        Merge(int(column) - 1, int(columns), int(rows))
        for column, columns, rows in re.findall(r"(\d+):(\d+)x(\d+)", match[8] or "")
    )
    own = Own(
        match[1].lower(), _unquoted(match[2] or ""), _unquoted(match[3] or ""), _unquoted(match[9] or ""),  # type: ignore[arg-type]
        (match[4] or "normative").lower(), cells, merges,  # type: ignore[arg-type]
    )  # fmt: skip
    return made(own)


def _nearest_form(said: str) -> str:
    from rapidfuzz import fuzz

    return max(EXAMPLES, key=lambda example: fuzz.token_set_ratio(re.sub(_QUOTE, "“words”", said), example))
