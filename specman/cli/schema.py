"""`specman schema`."""

from __future__ import annotations

import click

from specman.cli.common import say


@click.command("schema")
@click.argument("name", default="")
def schema_command(name: str) -> None:
    """Print the JSON Schema of an answer, or the names of all of them."""
    from specman.errors import UnknownNameError
    from specman.report.json.shapes import shape, shape_names

    if not name:
        say("\n".join(shape_names()))
        return
    try:
        say(shape(name), nl=False)
    except KeyError:
        raise UnknownNameError("shape", name, shape_names()) from None
