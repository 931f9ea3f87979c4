"""`specman serve`."""

from __future__ import annotations

import click

from specman.cli.common import open_library, say


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8137, show_default=True)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; loopback unless told otherwise.",
)
@click.pass_context
def serve_command(ctx: click.Context, port: int, host: str) -> None:
    """Serve the library for reading: its pages, its reports, and the same JSON as the command line."""
    from specman.errors import MissingExtraError

    try:
        from specman.web.app import serve
    except ImportError as error:
        raise MissingExtraError(
            "specman serve needs the web extra, which is not installed.",
            hint="Install it with: pip install 'specman[web]'",
        ) from error
    library = open_library(ctx)
    place = f"[{host}]" if ":" in host else host
    say(f"Reading {library.root} at http://{place}:{port}/ (Ctrl-C ends it)", err=True)
    serve(library.root, host, port)
