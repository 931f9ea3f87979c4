"""What a proposal's drafts are made of: the expressions of the baseline it is drafted on, and instructions."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from specman.amending.apply import apply, apply_to_source
from specman.amending.derive import derive, derive_from_source
from specman.amending.source import source_of
from specman.errors import LibraryError, NotHeldError
from specman.formats.reading import read_document
from specman.intake.stored_form import stored_form
from specman.model.baseline import Entry
from specman.model.corpus import Corpus
from specman.model.document import Document
from specman.model.identity import Work
from specman.model.instruction import Instruction
from specman.model.modification import Modification
from specman.state.derived import State
from specman.store.library import Library


def base_entry(library: Library, item: Modification, work: Work) -> Entry:
    """The expression that a proposal's draft of a work begins with.

    Raises:
        LibraryError: its baseline does not hold the work. NotHeldError: nothing does; it is only registered.
    """
    baseline = library.baseline(item.base)
    entry = baseline.entries.get(work.id)
    if entry is None:
        if not work.held:
            raise NotHeldError(work.name, work.id)
        raise LibraryError(
            f"{baseline.number} does not hold {work.name}, so no draft of it can be made.",
            hint=f"Choose a baseline that does: specman mod set {item.id} base=NUMBER.",
            slug="work-missing",
        )
    return entry


def with_drafts(state: State, name: str, drafts: Mapping[str, Document]) -> Corpus:
    """A baseline with drafts in their places, as the citations of these see it.

    Args:
        name: of the corpus: the proposal's id.
    """
    return Corpus(name, state.corpus.works, ChainMap(dict(drafts), dict(state.corpus.documents)))


def base_to_amend(library: Library, item: Modification, work: Work) -> Document:
    """What the instructions of a proposal for a work are applied to; a schema or table as its parts.

    Raises:
        LibraryError, NotHeldError: as of `base_entry`. InputError: a schema or table that is not in UTF-8.
    """
    entry = base_entry(library, item, work)
    return expression_to_amend(library, work, entry.version, entry.sha256)


def expression_to_amend(library: Library, work: Work, version: str, sha256: str = "") -> Document:
    """The same of an expression of the library."""
    data = library.read_expression(work, version, sha256)
    return _to_amend(work, data, library.path_of(work, version), version)


def draft_to_amend(library: Library, work: Work, path: str) -> Document:
    """The same of a draft that is held."""
    return _to_amend(work, library.tree.read(path) or b"", path, "draft")


def _to_amend(work: Work, data: bytes, path: str, version: str) -> Document:
    if work.suffix == ".xml":
        return read_document(data, path, work=work.id, version=version)
    return source_of(data, path, work.id, version)


def instructions_between(work: Work, base: Document, draft: Document) -> list[Instruction]:
    """The instructions from one text of a work to another, both as they are to be amended."""
    return derive(base, draft) if work.suffix == ".xml" else derive_from_source(base, draft)


def amended(
    work: Work, base: Document, instructions: Sequence[Instruction], said: Callable[[Instruction], str]
) -> bytes:
    """The draft that instructions make, as it is kept.

    Raises:
        MisfitError: they do not fit. InputError: a schema or table that could not be read any more.
    """
    name = f"{work.id}{work.suffix}"
    if work.suffix == ".xml":
        made = replace(apply(base, instructions, said), work=work.id, version="draft", findings=())
        return stored_form(made, name, b"")
    data = apply_to_source(base, instructions, said)
    read_document(data, name, work=work.id, version="draft")
    return data
