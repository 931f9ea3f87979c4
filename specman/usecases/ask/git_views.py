"""What git's drivers and hooks ask: a file as provisions, and whether a commit brings a new error."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from specman.errors import LibraryError, SpecmanError
from specman.formats.reading import read_document
from specman.model.document import Document
from specman.model.finding import Finding
from specman.store.drivers import staged
from specman.store.library import Library
from specman.usecases.ask.check import check, unsettled


def as_lines(path: Path) -> str:
    """A file as text for `git diff`: one provision a line, so that a line that changed is a provision that changed.

    A file that cannot be read is given as it is, with the reason in the first line: a diff must never fail.
    """
    data = path.read_bytes()
    try:
        return provisions_as_lines(read_document(data, str(path)))
    except SpecmanError as error:
        return f"({error.message})\n{data.decode('utf-8', errors='replace')}"


def provisions_as_lines(document: Document) -> str:
    """Label and words of every provision, a line each; of a schema, each component as one line."""
    lines = [f"{document.metadata.title}".strip(), *document.metadata.notes]
    for provision in document.provisions:
        words = " ¶ ".join(part for part in (provision.heading, *provision.text.split("\n")) if part)
        if provision.cells:
            words = " | ".join(cell.replace("\n", " ¶ ") for cell in provision.cells)
        if provision.kind == "component" and document.schema is not None:
            from specman.compare.schemas.constructs import render

            sort, _, name = provision.eid.partition("_")
            words = "\n    ".join([words.replace("\n", " "), *render(document.schema.by_key[sort, name])])
        status = "" if provision.status == "normative" else f" [{provision.status}]"
        if words or provision.label:
            lines.append(f"{provision.label}{status}  {words}".strip())
    return "\n".join(line for line in lines if line) + "\n"


def new_errors(root: Path) -> tuple[list[Finding], int]:
    """Errors of the newest baseline that the commit being made would bring, and how many the last one has already.

    Looked at is what git would commit, which need not be what lies in the folder.
    """
    revision = staged(root)
    library = Library(root, revision) if revision else Library(root)
    if not library.baselines:
        return list(unsettled(library)), 0
    now = check(library)
    try:
        before = check(Library(root, "HEAD"))
        known = Counter((f.slug, f.message) for f in before.findings if f.severity == "error")
    except LibraryError:  # nothing committed yet, or no library in it
        known = Counter()
    found = []
    for finding in now.findings:
        if finding.severity != "error":
            continue
        if known[finding.slug, finding.message]:
            known[finding.slug, finding.message] -= 1
        else:
            found.append(finding)
    already = sum(1 for finding in now.findings if finding.severity == "error") - len(found)
    return found, already
