"""Drafting by amending instructions: applied to the base of a proposal, or to its draft, in one commit."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from specman.amending.apply import MisfitError
from specman.amending.grammar import Amendments, read_amendments
from specman.amending.sentences import sentence
from specman.citations.address import split_address
from specman.errors import InputError, LibraryError, UsageError
from specman.model.document import Document, Provision
from specman.model.identity import Work
from specman.model.instruction import ONLY, At, Insert, Instruction, Misfit, Move, Omit, Own, Whole, Words
from specman.model.modification import Modification
from specman.model.person import Person
from specman.report.instructions import misfits
from specman.report.wording import plural
from specman.state.drafting import amended, base_entry, base_to_amend, draft_to_amend
from specman.store.library import Library
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import with_base


@dataclass(frozen=True)
class Wish:
    """What a person types as a change of one provision.

    Attributes:
        kind: `replace`, `insert-after`, `omit`, `omit-words`, `heading`, `row`, `move-after`, `insert` or `cell`.
        words: that are looked for, or what is inserted; `new` what is put there.
        nth: in which place the words occur; the only one, or every one (`model.instruction`).
        num: of a provision that is inserted. column: of a cell, its name or number.
    """

    kind: str
    words: str = ""
    new: str = ""
    nth: int = ONLY
    num: str = ""
    column: str = ""


def draft_by_instructions(
    library: Library, by: Person, modification: str, text: str, work: str = "", *, replacing: bool = False
) -> tuple[tuple[str, ...], Outcome]:
    """Apply a text of amending instructions to the base of a proposal, and store the drafts: their paths.

    Args:
        work: that instructions without a heading are for.
        replacing: put the drafts in the place of those that are held.

    Raises:
        InputError: sentences that are no instructions.
        LibraryError: instructions that do not fit the base, or are for another version of it; or a draft is held.
    """
    found, unread = read_amendments(text)
    if unread:
        raise InputError(
            f"{plural(len(unread), 'sentence')} cannot be read; nothing was stored:{misfits(unread)}",
            hint="docs/drafting.md shows every form of sentence.", slug="instructions",
        )  # fmt: skip
    if not found:
        raise InputError(
            "There is no instruction in this text.", hint="docs/drafting.md shows the forms.", slug="instructions"
        )

    def make(committed: Library) -> Made[tuple[str, ...]]:
        item = committed.modification(modification)
        files: dict[str, bytes] = {}
        wrong: list[Misfit] = []
        for owner, rows in _by_work(committed, item, found, work).items():
            if owner.id in item.drafts and not replacing:
                raise LibraryError(
                    f"{item.id} has a draft of {owner.name}, and instructions are applied to the base.",
                    hint="Add --replace to put the new draft in its place.", slug="draft-held",
                )  # fmt: skip
            said = {id(one): words for one, words in rows}
            base = base_to_amend(committed, item, owner)
            try:
                data = amended(owner, base, [one for one, _ in rows], lambda one, said=said: said[id(one)])  # type: ignore[misc]
            except MisfitError as error:
                wrong += error.misfits
                continue
            files[_path(item, owner)] = data
        if wrong:
            raise _misfitting(wrong)
        subject = f"mod: draft {item.id} by amending instructions"
        return Made(tuple(files), subject, files | with_base(committed, item), trailers={"Modification": item.id})

    return record(library, by, "draft", make)


def _by_work(
    library: Library, item: Modification, found: Sequence[Amendments], work: str
) -> dict[Work, list[tuple[Instruction, str]]]:
    """The instructions for each work, whatever headings they stand under."""
    rows: dict[Work, list[tuple[Instruction, str]]] = {}
    for amendments in found:
        name = work or amendments.work
        if not name:
            raise UsageError(
                "Which document is amended is not said.", hint="Begin with Amendments to SEC A, or add --work ID."
            )
        owner = library.work(name)
        entry = base_entry(library, item, owner)
        if amendments.version not in ("", entry.version):
            raise LibraryError(
                f"The instructions amend {owner.name} {amendments.version}, and {item.id} is drafted on "
                f"{owner.name} {entry.version}. Nothing was stored.",
                hint=f"specman mod rebase {item.id} takes a draft to another baseline.", slug="other-version",
            )  # fmt: skip
        rows.setdefault(owner, []).extend(amendments.rows)
    return rows


def _path(item: Modification, work: Work) -> str:
    return f"modifications/{item.id}/{work.id}{work.suffix}"


def amend(library: Library, by: Person, modification: str, address: str, wish: Wish) -> tuple[str, Outcome]:
    """Change one provision of a proposal's draft, made of the base where there is none yet; give its sentence.

    Raises:
        LibraryError: it does not fit. UsageError: a document and not a provision is named.
        InputError: a schema or table that could not be read any more.
    """

    def make(committed: Library) -> Made[str]:
        item = committed.modification(modification)
        named = split_address(address, committed.works)
        if named is None or not named.label:
            raise UsageError(f"{address} names no provision.", hint='Write it like "SEC H3.2(a)".')
        owner = named.work
        path = item.drafts.get(owner.id)
        current = draft_to_amend(committed, owner, path) if path else base_to_amend(committed, item, owner)
        one = _instruction(current, owner, named.label, wish, committed)
        try:
            data = amended(owner, current, [one], sentence)
        except MisfitError as error:
            raise _misfitting(error.misfits) from None
        files = {_path(item, owner): data, **with_base(committed, item)}
        subject = f"mod: amend {owner.name} for {item.id}"
        return Made(sentence(one), subject, files, sentence(one), trailers={"Modification": item.id})

    return record(library, by, "draft", make)


def _instruction(document: Document, work: Work, label: str, wish: Wish, library: Library) -> Instruction:
    at = At(label)
    if wish.kind in ("replace", "omit-words"):
        return Words(at, "text", wish.words, wish.new, "", wish.nth)
    if wish.kind == "insert-after":
        return Words(at, "text", "", wish.new, wish.words, wish.nth)
    if wish.kind == "heading" and work.suffix == ".xml":
        return Whole(at, "heading", wish.new)
    if wish.kind == "omit":
        return Omit(at)
    if wish.kind == "move-after":
        target = split_address(wish.new, library.works)
        if target is None or target.work.id != work.id or not target.label:
            raise UsageError(
                f"{wish.new} names no provision of {work.name}.", hint="A provision moves within its document."
            )
        return Move(at, At(target.label), None)
    held = document.labelled(label)
    if work.suffix != ".xml" and held is not None:
        return _of_source(work, document, held, wish)
    if wish.kind == "insert":
        kind = held.kind if held is not None else "clause"
        return Insert(wish.num or f"after {label}", at, None, Own(kind, wish.num, "", wish.new))
    cells = _cells(wish, _columns(document, label))
    if wish.kind == "row":
        return Insert(cells[0] or f"after {label}", at, None, Own("row", cells[0], "", "", "normative", cells))
    return Whole(at, "cell", wish.new, _column(document, label, wish.column))


def _of_source(work: Work, document: Document, held: Provision, wish: Wish) -> Instruction:
    """A new component behind another, set in as that one is, or a new row of a table that is kept as a file."""
    label = held.label
    body = held.text.lstrip()
    if wish.kind == "insert" and held.kind == "component":
        lead = held.text[: len(held.text) - len(body)]
        return Insert(wish.num or f"after {label}", At(label), None, Own("component", text=lead + wish.new))
    if wish.kind == "row" and held.kind == "row":
        header = document.by_eid["header"].text.splitlines()[-1] if "header" in document.by_eid else ""
        cells = _cells(wish, next(csv.reader([header]), []))
        out = io.StringIO()
        end = held.text[len(held.text.rstrip("\r\n")) :] or "\n"
        csv.writer(out, lineterminator=end).writerow(cells)
        return Insert(f"after {label}", At(label), None, Own("row", text=out.getvalue()))
    raise UsageError(
        f"{work.name} is kept as a {work.kind}: this change is not for it.",
        hint="Use --replace, --insert-after or --omit on what is written there, --insert for a component, --row for a "
        "row; specman mod draft takes the whole file.",
    )  # fmt: skip


def _cells(wish: Wish, columns: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row that a person types, one for each column of its table."""
    cells = tuple(cell.strip() for cell in wish.new.split("|"))
    if wish.kind == "row" and columns and len(cells) != len(columns):
        raise InputError(
            f"The table has {plural(len(columns), 'column')}, and the row {plural(len(cells), 'cell')}.",
            hint=f"Part them by |. The columns are {', '.join(columns)}.", slug="row-cells",
        )  # fmt: skip
    return cells


def _columns(document: Document, label: str) -> tuple[str, ...]:
    held = document.labelled(label)
    return document.by_eid[held.parent].cells if held is not None else ()


def _column(document: Document, label: str, column: str) -> int:
    if column.isdecimal():
        return int(column) - 1
    names = _columns(document, label)
    folded = [name.casefold() for name in names]
    if column.casefold() not in folded:
        raise InputError(
            f"There is no column {column!r}.",
            hint=f"The columns are {', '.join(names) or 'not named'}.",
            slug="unknown-column",
        )
    return folded.index(column.casefold())


def _misfitting(found: Sequence[Misfit]) -> LibraryError:
    what = "1 instruction does" if len(found) == 1 else f"{len(found)} instructions do"
    return LibraryError(
        f"{what} not fit; nothing was stored:{misfits(found)}",
        hint="Quote the words as the base has them; specman show ADDRESS prints them.",
        slug="misfit",
    )
