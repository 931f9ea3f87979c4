"""`specman show` and `specman search`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    complete_subject,
    deliver,
    open_library,
    output_options,
)
from specman.report.terminal import styled as style

if TYPE_CHECKING:
    from specman.model.document import RevisionView

FORMATS = ("text", "json")


@click.command("show")
@click.argument("address", nargs=-1, required=True, shell_complete=complete_subject)
@at_option
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    help="Which side of a Word file's tracked changes to show.",
)
@output_options(*FORMATS)
@click.pass_context
def show_command(
    ctx: click.Context,
    address: tuple[str, ...],
    at: str,
    revisions: RevisionView,
    form: str | None,
    output: Path | None,
) -> None:
    """Show a provision, a document, a defined term, or how a file is read.

    \b
    specman show "SEC A1.1" --at 4.11
    specman show GBCS@0.8.1
    specman show "Device ID"
    specman show draft.docx
    """
    from specman.report import show as as_text
    from specman.state.subjects import file_named, must_be_file
    from specman.usecases.ask import show

    words = " ".join(address)
    json = chosen_format(form, output, FORMATS) == "json"
    if must_be_file(words) and ("/" in words or file_named(words)):
        document = show.read_file(Path(words), revisions)
        if json:
            from specman.report.json import documents as file_json
            from specman.report.json import dumps

            deliver(dumps(file_json.document(document)), output, "json")
        else:
            deliver(as_text.file_view(document, words, style), output)
        return
    library = open_library(ctx)
    views = show.show(library, words, at=at)
    if json:
        from specman.report.json import dumps
        from specman.report.json import show as as_json

        deliver(dumps(as_json.show(views)), output, "json")
    else:
        deliver("\n".join(_as_text(view, library.settings.name) for view in views), output)


def _rows(neighbours: Sequence[Any]) -> list[tuple[str, str, str]]:
    return [(n.address, n.heading, n.kind) for n in neighbours]


def _as_text(view: Any, library: str) -> str:
    from specman.model.views import DocumentView, TermView
    from specman.report import show as as_text
    from specman.report.naming import baseline_name

    if isinstance(view, DocumentView):
        return as_text.document_view(
            view.work, view.document, [baseline_name(number, library) for number in view.baselines], view.file, style
        )
    if isinstance(view, TermView):
        definitions = [(d.address, d.provision, d.parts) for d in view.definitions]
        return as_text.term_view(
            view.term, baseline_name(view.baseline, library), definitions, _rows(view.uses), _rows(view.citers), style
        )
    return as_text.provision_view(
        view.address, baseline_name(view.baseline, library), view.work, view.version, view.provision, view.parts,
        _rows(view.depends_on), _rows(view.used_by), view.structure, style,
    )  # fmt: skip


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@at_option
@output_options(*FORMATS)
@click.pass_context
def search_command(ctx: click.Context, words: tuple[str, ...], at: str, form: str | None, output: Path | None) -> None:
    """Find provisions that hold all the words, letter case aside."""
    from specman.report.text import wrap
    from specman.usecases.ask.search import search

    hits = search(open_library(ctx), " ".join(words), at=at)
    if chosen_format(form, output, FORMATS) == "json":
        from specman.report.json import dumps
        from specman.report.json import show as as_json

        deliver(dumps(as_json.search(hits)), output, "json")
        return
    lines = []
    for address, heading, excerpt in hits:
        lines += [f"{style(address, 'address')}  {heading}".rstrip(), wrap(f"… {excerpt} …", "    ")]
    deliver("\n".join(lines or ["Nothing holds all these words."]) + "\n", output)
