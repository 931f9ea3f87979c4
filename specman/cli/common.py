"""What the commands share: opening the library, choosing a format, writing the answer."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specman.errors import UsageError, or_list
from specman.report.terminal import printed
from specman.state.progress import listening

if TYPE_CHECKING:
    from specman.model.person import Person
    from specman.store.library import Library

ENDINGS = {
    ".txt": "text", ".json": "json", ".html": "html", ".htm": "html", ".md": "md", ".csv": "csv", ".docx": "docx",
    ".xlsx": "xlsx", ".zip": "zip", ".pdf": "pdf", ".xml": "xml", ".xsd": "xsd", ".sarif": "sarif", ".svg": "svg",
    ".dot": "dot", ".graphml": "graphml", ".reqif": "reqif",
}  # fmt: skip


def open_library(ctx: click.Context) -> Library:
    """The library of this command line, opened on first use."""
    options = ctx.find_root().obj
    if "opened" not in options:
        from specman.state.derived import open_library as opening
        from specman.store.recovery import settle

        options["opened"] = opening(options["library"], options["revision"], options["as_of"])
        if said := settle(options["opened"].root):
            say(said, err=True)
    opened: Library = options["opened"]
    return opened


def person(ctx: click.Context) -> Person:
    """Who types this command, as git's settings say in the library."""
    from specman.store.git import person_of

    return person_of(open_library(ctx).root)


def output_options(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--format` and `-o`, for a command that answers in these formats."""

    words = {"text": "text", "md": "Markdown"}

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        function = click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to a file; its ending decides the format.",
        )(function)
        return click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            help=f"Form of the answer; {words[formats[0]]} when not said.",
        )(function)

    return decorate


def at_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--at BASELINE`."""
    return click.option(
        "--at",
        metavar="BASELINE",
        default="",
        help="The baseline to look in; the newest when not said.",
        shell_complete=complete_baseline,
    )(function)


def chosen_format(form: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """The format asked for, or told by the ending of the output file.

    Raises:
        UsageError: the ending is of no format this command writes.
    """
    if form:
        return form
    if output is None:
        return "text"
    found = ENDINGS.get(output.suffix.lower(), "")
    if found not in formats:
        endings = [ending for ending, name in ENDINGS.items() if name in formats]
        raise UsageError(
            f"{output.name} does not say a format this command writes.",
            hint=f"End the name in {or_list(endings)}, or give --format.",
        )
    return found


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """A line for a person, on standard output or standard error."""
    click.echo(printed(text, colour=use_colour(err=err)), err=err, nl=nl, color=True)


def deliver(text: str, output: Path | None = None, form: str = "text") -> None:
    """Print an answer, through a pager on a terminal when it is long, or write it to a file whole or not at all.

    Words hold nothing that a terminal obeys but specman's own colours. What is for another program is left as it is,
    but not where it would be printed on a terminal.
    """
    if form == "text":
        shown = printed(text, colour=output is None and use_colour())
    elif output is None and sys.stdout.isatty():
        shown = printed(text)
    else:
        shown = text
    data = shown.encode(errors="backslashreplace")  # a name of a file in it need not be UTF-8
    if output is not None:
        _write(output, data)
    elif shown.count("\n") > 60 and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        click.echo_via_pager(shown, color=True)
    else:
        click.echo(data.decode(), nl=False, color=True)


def give(kind: str, form: str, output: Path | None, *values: Any, library: str = "", **settings: Any) -> None:
    """Print an answer, or write it to a file, in a form that its kind has.

    Args:
        kind: of the table in `report/forms.py`, which says what `values` and `settings` are.
        library: what the library calls its baselines by.
    """
    from specman.report.forms import rendered

    found = rendered(kind, form, *values, library=library, **settings)
    if isinstance(found, bytes):
        deliver_bytes(found, output, f"{kind}.{form}")
    else:
        deliver(found, output, form)


def deliver_bytes(data: bytes, output: Path | None, name: str) -> None:
    """Write a file that is no text to the file named, else to standard output when that is no terminal."""
    if output is not None:
        _write(output, data)
    elif sys.stdout.isatty():
        raise UsageError("This is not a text to be shown on a terminal.", hint=f"Write it to a file: -o {name}")
    else:
        sys.stdout.buffer.write(data)


def _write(output: Path, data: bytes) -> None:
    """A file whole or not at all."""
    try:
        handle, scratch = tempfile.mkstemp(dir=output.resolve().parent, prefix=f".{output.name}.")
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.", hint="Name a folder that exists.") from None
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    umask = os.umask(0)
    os.umask(umask)
    Path(scratch).chmod(0o666 & ~umask)
    Path(scratch).replace(output)
    say(f"Wrote {output}.", err=True)


def refuse_inputs(output: Path | None, *names: str) -> None:
    """An answer never takes the place of what it is made from.

    Raises:
        UsageError: the output is one of the files named.
    """
    for name in names:
        if output is not None and Path(name).is_file() and output.exists() and output.samefile(name):
            raise UsageError(f"{output} is what is compared, and would be lost.", hint="Give -o another name.")


def calendar_day(text: str) -> str:
    """A day as written, ISO.

    Raises:
        UsageError: it is no day.
    """
    import datetime

    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text} is not a date.", hint="Write it as 2016-06-15.") from None


def today() -> str:
    """This day, ISO."""
    import datetime

    return datetime.date.today().isoformat()


def use_colour(*, err: bool = False) -> bool:
    """True on a terminal, unless NO_COLOR is set."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def progress() -> Iterator[None]:
    """Say on standard error how far long work is, on a terminal only; the line is gone afterwards."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from specman.report.progress import shown

    with shown(colour=use_colour(err=True)) as step, listening(step):
        yield


# -- shell completion: never fails, reads manifests only --------------------------------------------------------


def _names(ctx: click.Context, pick: Callable[[Library], Sequence[str]], start: str) -> list[str]:
    from specman.errors import SpecmanError
    from specman.state.derived import open_library as opening

    options = ctx.find_root().params
    try:
        return [
            name for name in pick(opening(options.get("library") or "")) if name.casefold().startswith(start.casefold())
        ]
    except (SpecmanError, OSError):
        return []


def complete_baseline(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Baseline numbers."""
    del param
    return _names(ctx, lambda library: list(library.baselines), incomplete)


def complete_subject(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Modifications and works."""
    from specman.state.subjects import subject_names

    del param
    return _names(ctx, subject_names, incomplete)


def complete_state(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Baselines and modifications."""
    from specman.state.subjects import side_names

    del param
    return _names(ctx, side_names, incomplete)


def complete_work(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of works that are held."""
    from specman.state.subjects import work_names

    del param
    return _names(ctx, work_names, incomplete)
