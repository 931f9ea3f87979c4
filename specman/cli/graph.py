"""`specman graph`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import at_option, chosen_format, deliver, open_library, output_options

FORMATS = ("text", "json", "csv")


@click.command("graph")
@at_option
@click.option(
    "--hubs",
    type=click.IntRange(1, 500),
    default=15,
    show_default=True,
    help="How many of the most used provisions to list.",
)
@output_options(*FORMATS)
@click.pass_context
def graph_command(ctx: click.Context, at: str, hubs: int, form: str | None, output: Path | None) -> None:
    """Say how many links run from document to document, what most lean on, and what runs in circles."""
    from specman.report import json as as_json
    from specman.report.table import csv_table
    from specman.report.text import columns, wrap
    from specman.usecases.graph import survey

    found = survey(open_library(ctx), at=at, most_hubs=hubs)
    chosen = chosen_format(form, output, FORMATS)
    if chosen == "json":
        value = {
            "format": "specman.graph/1", "baseline": found.baseline, "provisions": found.provisions,
            "links": dict(found.links),
            "matrix": [{"from": a, "to": b, "links": n} for a, b, n in found.matrix],
            "hubs": [{"address": a, "dependents": n} for a, n in found.hubs],
            "circular_definitions": [list(circle) for circle in found.circles],
        }  # fmt: skip
        deliver(as_json.dumps(value), output)
    elif chosen == "csv":
        deliver(csv_table([["from", "to", "links"], *([a, b, str(n)] for a, b, n in found.matrix)]), output)
    else:
        kinds = ", ".join(f"{count} {kind}" for kind, count in found.links)
        lines = [wrap(f"SEC {found.baseline}: {found.provisions} provisions; links: {kinds}."), ""]
        lines += columns(
            [["Document", "depends on", "Links"], *([a, b, str(n)] for a, b, n in found.matrix)], flexible=1
        )
        lines += [
            "",
            *columns([["Most depended on", "Links"], *([a, str(n)] for a, n in found.hubs)], flexible=0),
        ]
        lines += ["", f"Definitions that run in circles: {len(found.circles)}"]
        lines += [wrap(" → ".join(circle), "    ", "  ") for circle in found.circles[:10]]
        deliver("\n".join(lines) + "\n", output)
