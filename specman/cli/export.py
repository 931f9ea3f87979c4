"""`specman export`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, complete_subject, deliver, deliver_bytes, open_library, say
from specman.errors import UsageError

FORMATS = ("docx", "xml", "md", "html", "xsd", "csv")


@click.command("export")
@click.argument("document", shell_complete=complete_subject)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Form of the document.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file; its ending decides the format.",
)
@click.pass_context
def export_command(ctx: click.Context, document: str, form: str | None, output: Path | None) -> None:
    """Write a document as Word, Markdown, HTML, or in the form it is kept in (XML, XSD, CSV).

    \b
    specman export "SEC H@4.12" -o section-h.docx
    specman export gbcs -o gbcs.html
    """
    from specman.usecases.ask.export import export

    if form is None and output is None:
        raise UsageError("In which form is not said.", hint="Give -o FILE.docx, or --format docx.")
    chosen = chosen_format(form, output, FORMATS)
    exported = export(open_library(ctx), document, chosen)
    if chosen == "docx" or output is not None:
        deliver_bytes(exported.data, output, exported.name)
    else:
        deliver(exported.data.decode(), form=chosen)
    for sentence in exported.notes:
        say(sentence, err=True)
