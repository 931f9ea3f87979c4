"""Drafting by amending instructions: applied to the base of a proposal, or to its draft, in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from specman.amending.apply import MisfitError, apply
from specman.amending.grammar import read_amendments, sentence
from specman.citations.address import split_address
from specman.errors import InputError, LibraryError, UsageError
from specman.intake.stored_form import read_draft, read_expression, stored_form
from specman.model.document import Document
from specman.model.identity import Work
from specman.model.instruction import At, Insert, Instruction, Misfit, Move, Omit, Own, Whole, Words
from specman.model.modification import Modification
from specman.model.person import Person
from specman.report.instructions import misfits
from specman.state.drafting import base_entry
from specman.store.library import Library
from specman.store.modifications import change_modification
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import path_of


@dataclass(frozen=True)
class Wish:
    """What a person types as a change of one provision.

    Attributes:
        kind: `replace`, `insert-after`, `omit`, `omit-words`, `heading`, `row`, `move-after`, `insert` or `cell`.
        words: that are looked for, or what is inserted; `new` what is put there.
        nth: in which place the words occur.
        num: of a provision that is inserted. column: of a cell, its name or number.
    """

    kind: str
    words: str = ""
    new: str = ""
    nth: int = 1
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
        InputError: sentences that are no instructions. LibraryError: instructions that do not fit the base, or a
        draft that
            is held.
    """
    found, unread = read_amendments(text)
    if unread:
        raise InputError(
            f"{len(unread)} of the sentences cannot be read; nothing was stored:{misfits(unread)}",
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
        for amendments in found:
            name = work or amendments.work
            if not name:
                raise UsageError(
                    "Which document is amended is not said.", hint="Begin with Amendments to SEC A, or add --work ID."
                )
            owner = committed.work(name)
            if owner.id in item.drafts and not replacing:
                raise LibraryError(
                    f"{item.id} has a draft of {owner.name}, and instructions are applied to the base.",
                    hint="Add --replace to put the new draft in its place.", slug="draft-held",
                )  # fmt: skip
            base = _base(committed, item, owner)
            said = {id(one): words for one, words in amendments.rows}
            rows = [one for one, _ in amendments.rows]
            try:
                document = apply(base, rows, lambda one, said=said: said[id(one)])  # type: ignore[misc]
            except MisfitError as error:
                wrong += error.misfits
                continue
            files[f"modifications/{item.id}/{owner.id}.xml"] = _stored(document, owner)
        if wrong:
            raise _misfitting(wrong)
        files |= _with_base(committed, item)
        paths = tuple(path for path in files if path.endswith(".xml"))
        subject = f"mod: draft {item.id} by amending instructions"
        return Made(paths, subject, files, trailers={"Modification": item.id})

    return record(library, by, "draft", make)


def amend(library: Library, by: Person, modification: str, address: str, wish: Wish) -> tuple[str, Outcome]:
    """Change one provision of a proposal's draft, which is made of the base where there is none yet: the sentence of
    it.

    Raises:
        LibraryError: it does not fit. UsageError: a document and not a provision is named, or a schema.
    """

    def make(committed: Library) -> Made[str]:
        item = committed.modification(modification)
        named = split_address(address, committed.works)
        if named is None or not named.label:
            raise UsageError(f"{address} names no provision.", hint='Write it like "SEC H3.2(a)".')
        owner = named.work
        path = item.drafts.get(owner.id)
        current = read_draft(committed, owner, path) if path else _base(committed, item, owner)
        one = _instruction(current, owner, named.label, wish, committed)
        try:
            document = apply(current, [one], sentence)
        except MisfitError as error:
            raise _misfitting(error.misfits) from None
        files = {f"modifications/{item.id}/{owner.id}.xml": _stored(document, owner), **_with_base(committed, item)}
        subject = f"mod: amend {owner.name} for {item.id}"
        return Made(sentence(one), subject, files, sentence(one), trailers={"Modification": item.id})

    return record(library, by, "draft", make)


def _instruction(document: Document, work: Work, label: str, wish: Wish, library: Library) -> Instruction:
    at = At(label)
    if wish.kind in ("replace", "omit-words"):
        return Words(at, "text", wish.words, wish.new, "", wish.nth)
    if wish.kind == "insert-after":
        return Words(at, "text", "", wish.new, wish.words, wish.nth)
    if wish.kind == "heading":
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
    if wish.kind == "insert":
        kind = held.kind if held is not None else "clause"
        return Insert(wish.num or f"after {label}", at, None, Own(kind, wish.num, "", wish.new))
    cells = tuple(cell.strip() for cell in wish.new.split("|"))
    if wish.kind == "row":
        return Insert(cells[0] or f"after {label}", at, None, Own("row", cells[0], "", "", "normative", cells))
    return Whole(at, "cell", wish.new, _column(document, label, wish.column))


def _column(document: Document, label: str, column: str) -> int:
    if column.isdecimal():
        return int(column) - 1
    held = document.labelled(label)
    names = document.by_eid[held.parent].cells if held is not None else ()
    folded = [name.casefold() for name in names]
    if column.casefold() not in folded:
        raise InputError(
            f"There is no column {column!r}.",
            hint=f"The columns are {', '.join(names) or 'not named'}.",
            slug="unknown-column",
        )
    return folded.index(column.casefold())


def _base(library: Library, item: Modification, work: Work) -> Document:
    if work.suffix != ".xml":
        raise UsageError(
            f"{work.name} is kept as a {work.kind}, and is drafted as a file.",
            hint=f"specman export {work.id} writes it; specman mod draft {item.id} FILE stores it changed.",
        )
    entry = base_entry(library, item, work)
    return read_expression(library, work, entry.version, entry.sha256)


def _stored(document: Document, work: Work) -> bytes:
    made = replace(document, work=work.id, version="draft", findings=())
    return stored_form(made, f"{work.id}.xml", b"")


def _with_base(library: Library, item: Modification) -> dict[str, bytes]:
    """The record with the baseline that is drafted on, where it names none."""
    if item.base:
        return {}
    path = path_of(item.id)
    number = str(library.baseline().number)
    return {path: change_modification(library.tree.read(path) or b"", item, {"base": number})}


def _misfitting(found: Sequence[Misfit]) -> LibraryError:
    what = "1 instruction does" if len(found) == 1 else f"{len(found)} instructions do"
    return LibraryError(
        f"{what} not fit; nothing was stored:{misfits(found)}",
        hint="Quote the words as the base has them; specman show ADDRESS prints them.",
        slug="misfit",
    )
