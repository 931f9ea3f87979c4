"""A group of commands that imports a command when it is run, not when help is printed."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand in modules of their own, as `NAME_command`.

    Args:
        table: name to module and one line of help, which stands there so that `--help` imports no command.
        package: that the modules are in.
        sections: titles of the help and the names under each; all names under `Commands` where there are none.
    """

    def __init__(
        self,
        *args: Any,
        table: Mapping[str, tuple[str, str]],
        package: str,
        sections: Mapping[str, tuple[str, ...]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        self.package = package
        self.sections = sections or {"Commands": tuple(table)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of the table."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        del ctx
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(f"{self.package}.{self.table[cmd_name][0]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with near names for one that is not there."""
        name = args[0]
        if not name.startswith("-") and name not in self.table:
            from specman.errors import nearest_names, or_list

            near = nearest_names(name, self.table)
            hint = f" Did you mean {or_list(near)}?" if near else f" {ctx.command_path} -h lists the commands."
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of all commands, in sections."""
        del ctx
        for section, names in self.sections.items():
            with formatter.section(section):
                formatter.write_dl([(name, self.table[name][1]) for name in names])
