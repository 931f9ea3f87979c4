"""A document of the library in a form for reading, editing or sending."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from specman.errors import UsageError
from specman.intake.stored_form import read_expression
from specman.model.identity import Work
from specman.report.table import is_formula
from specman.report.wording import plural
from specman.state.derived import State
from specman.state.document_links import Href, state_holding, ties_of
from specman.state.pictures import pictures_of
from specman.state.subjects import document_named
from specman.store.library import Library

_WORD_FORMS = ("docx", "md", "html", "xml")


@dataclass(frozen=True)
class Exported:
    """A file's bytes, what it would be called, and sentences on what the form could not hold."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


def export(
    library: Library, address: str, form: str, *, href: Href | None = None, state: State | None = None
) -> Exported:
    """One expression in another form; `xml`, `xsd` and `csv` are the kept bytes.

    A page has its citations as links and the meanings of its terms on hover, as in the newest baseline that holds it.

    Args:
        address: a work (its newest version) or `WORK@VERSION`.
        href: where the page's links to other documents lead; to files in the same folder when none is given.
        state: a baseline that holds it, where one has been loaded: a page of each of many documents is made of one.

    Raises:
        InputError: no such document. UsageError: the work is not kept in a form that can be written so.
    """
    document_at = document_named(library, address)
    work, version = document_at.work, document_at.version
    name = f"{work.id}-{version}.{form}"
    if f".{form}" == work.suffix:
        data = library.read_expression(work, version)
        return Exported(name, data, _formulas(data) if form == "csv" else ())
    if work.suffix != ".xml" or form not in _WORD_FORMS:
        raise UsageError(
            f"{work.name} is kept as {work.suffix} and is not written as .{form}.",
            hint=f"Ask for {work.suffix}.",
        )
    document = read_expression(library, work, version)
    images = pictures_of([document], library, f"specs/{work.id}")
    notes = tuple(
        f"The picture {mark.target} is not in the library and was left out."
        for provision in document.provisions
        for mark in provision.marks
        if mark.kind == "img" and mark.target not in images
    )
    if form == "docx":
        from specman.formats.word.write import serialise as write_word

        return Exported(name, write_word(document, name=work.name, images=images), notes)
    if form == "md":
        from specman.formats.markdown_writing import serialise as write_markdown

        return Exported(name, write_markdown(document), notes)
    from specman.report.naming import baseline_name
    from specman.report.pages import document as page

    state = state or state_holding(library, work, version)
    ties = ties_of(state, work, href or _beside) if state else {}
    baseline = baseline_name(state.corpus.name, library.settings.name) if state else ""
    return Exported(name, page(work, document, images, ties, baseline).encode(), notes)


def _formulas(data: bytes) -> tuple[str, ...]:
    """What to know of a table that is opened in a spreadsheet; it is written as it was frozen."""
    rows = csv.reader(io.StringIO(data.decode(errors="replace"), newline=""))
    count = sum(is_formula(cell) for row in rows for cell in row)
    if not count:
        return ()
    return (f"A spreadsheet may take {plural(count, 'cell')} for a formula: import the columns as text.",)


def _beside(work: Work, version: str, eid: str) -> str:
    """Where an exported document leads: to its neighbour, exported under the name `export` proposes."""
    form = "html" if work.suffix == ".xml" else work.suffix[1:]
    return f"{work.id}-{version}.{form}{f'#{eid}' if eid else ''}"
