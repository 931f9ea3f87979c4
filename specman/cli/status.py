"""`specman status`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, deliver, open_library, output_options
from specman.report.text import wrap
from specman.report.wording import plural

FORMATS = ("text", "json")


@click.command("status")
@output_options(*FORMATS)
@click.pass_context
def status_command(ctx: click.Context, form: str | None, output: Path | None) -> None:
    """What the library holds and what is left over."""
    from specman.usecases.ask.status import status

    found = status(open_library(ctx))
    if chosen_format(form, output, FORMATS) == "json":
        from specman.report.json import dumps
        from specman.report.json import library as as_json

        deliver(dumps(as_json.status(found)), output, "json")
        return
    lines = [found.title or found.root, *([wrap(found.notice)] if found.notice else []), ""]
    lines.append(f"  {plural(found.works, 'work')}, {plural(found.expressions, 'expression')}")
    newest = found.baselines[-1] if found.baselines else None
    if newest:
        since = f", in effect from {newest.in_effect}" if newest.in_effect else ""
        lines.append(f"  {plural(len(found.baselines), 'baseline')}, the newest {newest.number}{since}")
    else:
        lines.append("  no baseline yet: specman baseline create NUMBER")
    lines.append(f"  {plural(found.modifications, 'modification')}, {found.open_modifications} open")
    if found.pending is None:
        lines.append("  a folder without history" if not found.revision else f"  read at revision {found.revision}")
    elif found.pending:
        lines += [
            f"  at {found.revision or 'no commit yet'}; not as in the last commit: {plural(len(found.pending), 'file')}"
        ]
        lines += [f"    {name}" for name in found.pending[:20]]
        lines.append("  git diff shows how; git restore FILE takes a file back to the last commit.")
    else:
        lines.append(f"  at {found.revision}; nothing left over")
    deliver("\n".join(lines) + "\n", output)
