"""`specman graph`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    deliver,
    give,
    open_library,
    output_options,
)
from specman.errors import UsageError
from specman.report.forms import forms_of

if TYPE_CHECKING:
    from specman.model.dependence import Cut, DraftingOrder, Leaning
    from specman.model.network import Direction, Level, Network
    from specman.store.library import Library

FORMATS = (*forms_of("network"), "graphml")


@click.command("graph")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS [ADDRESS]]")
@at_option
@click.option("--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="Links to follow from ADDRESS.")
@click.option(
    "--direction",
    type=click.Choice(["in", "out", "both"]),
    default="both",
    help="Only what depends on ADDRESS (in), or what it depends on (out).",
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only links of this kind; may be repeated.")
@click.option(
    "--level",
    type=click.Choice(["works", "provisions"]),
    help="Without ADDRESS: links between documents or between provisions.",
)
@click.option("--most", type=click.IntRange(1, 100_000), default=300, show_default=True, help="Nodes to keep.")
@click.option(
    "--hubs", type=click.IntRange(1, 500), default=15, show_default=True, help="Most used provisions to list."
)
@click.option("--order", "question", flag_value="order", help="An order to draft the documents in.")
@click.option(
    "--leaned-on", "question", flag_value="leaned-on", help="What the rest leans on most, --hubs of each sort."
)
@click.option(
    "--cut",
    "question",
    flag_value="cut",
    help="Of two addresses: the fewest provisions through which one depends on the other.",
)
@output_options(*FORMATS)
@click.pass_context
def graph_command(
    ctx: click.Context, addresses: tuple[str, ...], at: str, depth: int, direction: Direction,
    kinds: tuple[str, ...], level: Level | None, most: int, hubs: int, question: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Say what depends on what.

    \b
    specman graph                        documents by documents, hubs, circles
    specman graph "SEC A1.1" --depth 2   around a provision
    specman graph "SMETS 5.7.5" "SEC F4" the shortest ways from one to the other
    specman graph CTSD GBCS --cut        what every way from one to the other
                                         leads through
    specman graph --order                documents in an order to draft them
    specman graph --leaned-on            what everything leans on
    specman graph -o documents.svg       a picture (.svg), Graphviz (.dot),
                                         graph programs (.graphml), rows (.csv)
    """
    from specman.usecases.ask import graph

    chosen = chosen_format(form, output, FORMATS)
    library = open_library(ctx)
    name = library.settings.name
    if len(addresses) > 2:
        raise UsageError("Give one address, or two.", hint="Put an address of several words in quotation marks.")
    if question:
        found = _answer(library, question, addresses, hubs, kinds, at, chosen)
        give(question, chosen, output, found, library=name)
        return
    if len(addresses) == 2:
        ways = graph.paths(library, *addresses, at=at)
        if chosen not in forms_of("paths"):
            raise UsageError(f"Ways between two provisions are not written as {chosen}.", hint="They are text or JSON.")
        give("paths", chosen, output, *addresses, ways, library=name)
        return
    if not addresses and level is None and chosen in forms_of("survey"):
        give("survey", chosen, output, graph.survey(library, at=at, most_hubs=hubs), library=name)
        return
    network: Network
    if addresses:
        network = graph.neighbourhood(
            library, addresses[0], depth=depth, direction=direction, kinds=kinds, most=most, at=at
        )
    else:
        network = graph.whole(library, level or "works", kinds=kinds, at=at)
    if chosen == "svg" and network.level == "provisions" and len(network.nodes) > most:
        raise UsageError(
            f"{len(network.nodes)} provisions are too many for a picture.",
            hint="Name an address to draw what is around it, or write .graphml for a graph program.",
        )
    if chosen == "graphml":
        deliver(graph.graphml(network), output, "graphml")
    else:
        give("links" if chosen == "text" and not addresses else "network", chosen, output, network, library=name)


def _answer(
    library: Library, question: str, addresses: tuple[str, ...], most: int, kinds: tuple[str, ...], at: str, form: str
) -> DraftingOrder | Leaning | Cut:
    """The answer to a question of the graph as a whole."""
    from specman.usecases.ask import dependence

    if question == "cut" and len(addresses) != 2:
        raise UsageError("--cut is asked of two addresses.", hint="Write it like specman graph CTSD GBCS --cut.")
    if question != "cut" and addresses:
        raise UsageError(f"--{question} is asked of all documents.", hint="Leave the address out.")
    if form not in forms_of(question):
        raise UsageError(f"--{question} is not answered as {form}.", hint="It is answered as text or JSON.")
    if question == "order":
        return dependence.drafting_order(library, kinds=kinds, at=at)
    if question == "leaned-on":
        return dependence.leaned_on(library, most=most, kinds=kinds, at=at)
    return dependence.cut(library, *addresses, kinds=kinds, at=at)
