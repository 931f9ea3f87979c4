"""`specman`: the group of commands, loaded when asked for, and the table of exit statuses."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys

import click

from specman import __version__
from specman.cli.common import calendar_day, say
from specman.cli.lazy import LazyGroup
from specman.errors import InputError, LibraryError, MissingExtraError, SpecmanError, UsageError
from specman.report.terminal import WIDTH, set_width

EXIT_DONE, EXIT_DIFFERENCES, EXIT_USAGE, EXIT_INPUT, EXIT_LIBRARY = 0, 1, 2, 3, 4
EXIT_OURS, EXIT_INTERRUPTED = 70, 130

# name: (module, one line of help). The help stands here so that --help imports no command.
COMMANDS: dict[str, tuple[str, str]] = {
    "status": ("status", "What the library holds and what is left over."),
    "list": ("listing", "List works, baselines, modifications or terms."),
    "show": ("show", "Show a provision, a document, a defined term or a file."),
    "search": ("show", "Find provisions that hold all the words."),
    "resolve": ("resolve", "Say what a passage cites and which terms it uses."),
    "diff": ("diff", "Compare two baselines, versions or files, or a draft with its base."),
    "impact": ("impact", "Say what a modification, a diff, a provision or a term touches."),
    "check": ("check", "Find what is wrong or doubtful in a baseline."),
    "mirrors": ("mirrors", "List provisions that should say the same, or accept a difference."),
    "init": ("init", "Begin a library."),
    "import": ("importing", "Bring documents in: Word, Markdown, XML, tables; folders, zips."),
    "export": ("export", "Write a document as Word, Markdown, HTML or XML."),
    "baseline": ("baseline", "Freeze, show, verify and map baselines."),
    "review": ("review", "Go through what an assessment calls people to look at."),
    "mod": ("mod", "Record a modification, draft its text, and carry it to a release."),
    "report": ("report", "Write the committee's papers: impact, status, handover …"),
    "graph": ("graph", "Say what depends on what between documents."),
    "git": ("git", "Make git show provisions, merge by provision, and check commits."),
    "schema": ("schema", "Print the published shape of a JSON answer."),
    "serve": ("serve", "Serve the library's pages and JSON on this machine."),
}
SECTIONS = {
    "Everyday": ("status", "list", "show", "search", "resolve", "diff", "impact", "check", "mirrors"),
    "Change": ("init", "import", "baseline", "mod", "review", "git"),
    "Out": ("report", "export", "graph", "schema"),
    "Service": ("serve",),
}


@click.command(
    cls=LazyGroup,
    table=COMMANDS,
    package="specman.cli",
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit status: 0 done; 1 differences or findings; 2 wrong usage; 3 input not understood; "
    "4 the library does not allow it; 70 a fault of specman.",
)
@click.option(
    "-L",
    "--library",
    metavar="DIR",
    default="",
    help="The library; else found upward from here, or SPECMAN_LIBRARY.",
)
@click.option(
    "--at", "revision", metavar="REVISION", default="", help="Read the library as it stood at a git revision."
)
@click.option(
    "--as-of",
    metavar="DATE",
    default="",
    help="Show baselines and modifications as they were known at the end of a day.",
)
@click.option("--debug", is_flag=True, help="Print a traceback when specman itself fails.")
@click.version_option(__version__, "--version", prog_name="specman")
@click.pass_context
def cli(ctx: click.Context, library: str, revision: str, as_of: str, debug: bool) -> None:
    """Configuration management for the Smart Energy Code and its Technical Specifications.

    specman keeps versioned documents, says what changed between two baselines (specman diff 4.11 4.12) and what a
    modification touches (specman impact SECMP0014).
    """
    day = calendar_day(as_of) if as_of else ""
    ctx.obj = {"library": library, "revision": revision, "as_of": day, "debug": debug}


def main() -> None:
    """Run the command line and leave with the status of the table."""
    gc.set_threshold(100_000, 50, 50)  # a short process that makes many values which live to its end
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit status."""
    debug = "--debug" in arguments
    set_width(shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH)
    try:
        status = cli.main(args=arguments, prog_name="specman", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        say("Interrupted; nothing is half-done.", err=True)
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        usage = io.StringIO()
        error.show(usage)  # it repeats what was typed
        say(usage.getvalue().rstrip("\n"), err=True)
        return EXIT_USAGE
    except SpecmanError as error:
        return tell(error)
    except KeyboardInterrupt:
        say("Interrupted; nothing is half-done.", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        say(f"specman: {error.strerror or error}{where}.", err=True)
        return EXIT_INPUT
    except Exception as error:
        if debug:
            import traceback

            say(traceback.format_exc(), err=True)
            return EXIT_OURS
        say(f"specman: a fault of specman itself: {type(error).__name__}: {error}", err=True)
        say("  Run it again with --debug after specman, and report what it prints.", err=True)
        return EXIT_OURS
    return status if isinstance(status, int) else EXIT_DONE


def tell(error: SpecmanError) -> int:
    """Say an error on standard error, with its hint; returns its exit status."""
    say(f"specman: {error.message}", err=True)
    if error.hint:
        say(f"  {error.hint}", err=True)
    if isinstance(error, UsageError):
        return EXIT_USAGE
    if isinstance(error, InputError):
        return EXIT_INPUT
    if isinstance(error, LibraryError | MissingExtraError):
        return EXIT_LIBRARY
    return EXIT_OURS
