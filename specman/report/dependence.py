"""What follows from who depends on whom, in words: an order to draft in, what is leant on, what separates two."""

from __future__ import annotations

from collections.abc import Sequence

from specman.errors import and_list, or_list
from specman.model.dependence import Circle, Cut, DraftingOrder, Group, Leaning, Step, Support
from specman.report.network import KIND_LOOKS
from specman.report.terminal import styled
from specman.report.text import wrap
from specman.report.wording import plural

AHEAD = 10  # pairs of documents named of those that lead ahead in a circle
LINKS = 10  # links named of those that break a circle, or run straight from one subject to the other
TELLING = 0.05  # a smaller part of what rests on a thing is not named
WHOLE = "A document that is cited as a whole is not followed into its provisions."
_IN = "     "


def order(found: DraftingOrder) -> str:
    """An order to draft in, step by step."""
    lines = [styled(title(found), "title"), ""]
    lines.append(wrap("Each comes after those it depends on. Those of one step can be drafted at the same time."))
    for number, step in enumerate(found.steps, 1):
        lines += ["", styled(f"Step {number}", "heading")]
        alone = [group.works[0] for group in step if group.circle is None]
        if alone:
            lines.append(_unbroken(", ".join(map(_kept, alone)), _IN, "  "))
        for group in step:
            if group.circle:
                lines += _circle(group, group.circle)
    return "\n".join([*lines, "", wrap(counted(found.kinds))]) + "\n"


def _circle(group: Group, circle: Circle) -> list[str]:
    return [
        wrap(together(group), _IN, "  "),
        _unbroken(", ".join(map(_kept, group.works)), _IN),
        _unbroken(ahead(circle), _IN),
        wrap(f"Cheapest to break: without {plural(len(circle.weakest), 'link')}, {apart(circle)}:", _IN),
        *_listed(circle.weakest, _IN + "  "),
    ]


def together(group: Group) -> str:
    """Why documents are drafted together."""
    others = "the other" if len(group.works) == 2 else "all the others"
    return f"{len(group.works)} documents drafted together: each depends on {others}, directly or through others."


def ahead(circle: Circle) -> str:
    """Which links of a circle lead to a document that comes later in the order given."""
    links = sum(row.links for row in circle.ahead)
    named = [_kept(f"{row.source} on {row.target} ({row.links})") for row in circle.ahead[:AHEAD]]
    more = len(circle.ahead) - AHEAD
    rest = f", and {plural(more, 'more pair')}" if more > 0 else ""
    lead = f"In this order {plural(links, 'link')} of {circle.links} lead{'s' if links == 1 else ''} to a later one"
    return f"{lead}: {', '.join(named)}{rest}."


def apart(circle: Circle) -> str:
    """What no longer holds in a circle that is broken."""
    if len(circle.first) == len(circle.then) == 1:
        return f"{circle.first[0]} does not depend on {circle.then[0]}"
    if len(circle.first) <= len(circle.then):
        verb = "depends" if len(circle.first) == 1 else "depend"
        return f"{and_list(circle.first)} {verb} on none of the others"
    return f"none of the others depends on {or_list(circle.then)}"


def _kept(name: str) -> str:
    """A name that is not broken at the end of a line."""
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def _unbroken(text: str, indent: str, first: str | None = None) -> str:
    return wrap(text, indent, first).replace("\N{NO-BREAK SPACE}", " ")


def _listed(steps: Sequence[Step], indent: str) -> list[str]:
    lines = [wrap(sentence(step), indent + "  ", indent) for step in steps[:LINKS]]
    more = len(steps) - LINKS
    return [*lines, f"{indent}and {more} more"] if more > 0 else lines


def sentence(step: Step) -> str:
    """One link."""
    return f"{step.source} {_verb(step)} {step.target}"


def _verb(step: Step) -> str:
    return KIND_LOOKS.get(step.kind, ("", "contains"))[1]


def leaning(found: Leaning) -> str:
    """What is leant on, the strongest first, each with why."""
    lines = [styled(title(found), "title")]
    for sort, rows, thing in (("Provisions", found.provisions, "provision"), ("Documents", found.works, "document")):
        lines += ["", styled(sort, "heading")]
        for number, row in enumerate(rows, 1):
            caption = f"  {row.caption}" if row.caption and row.caption != row.address else ""
            head = f"{styled(row.address, 'address')}  {percent(row.share)}{caption}"
            lines.append(wrap(head, _IN, f"{number:>3}. "))
            lines.append(wrap(why(row, thing), _IN))
        if not rows:
            lines.append("  nothing")
    lines += ["", styled("Bridges", "heading")]
    for number, bridge in enumerate(found.bridges, 1):
        caption = f"  {bridge.caption}" if bridge.caption else ""
        head = f"{styled(bridge.address, 'address')}  {percent(bridge.pairs)}{caption}"
        lines.append(wrap(head, _IN, f"{number:>3}. "))
        lines.append(wrap(f"{direct(bridge.direct, bridge.works)} directly.", _IN))
    if not found.bridges:
        lines.append("  none")
    return "\n".join([*lines, "", wrap(measured(found)), wrap(counted(found.kinds))]) + "\n"


def measured(found: Leaning) -> str:
    """What the percentages are."""
    return (
        "A percentage is the part of all that is leant that rests on a provision or document (PageRank). Of a bridge "
        "it is the part of all pairs of provisions whose shortest way leads over it (betweenness), estimated by "
        f"following the ways from {plural(found.sample, 'provision')}."
    )


def counted(kinds: Sequence[str]) -> str:
    """Which links counted."""
    return f"Links that count: {', '.join(kinds)}."


def percent(share: float) -> str:
    """A part of a whole, with a decimal where it is small."""
    return f"{share:.0%}" if share >= 0.095 else f"{share:.1%}" if share >= 0.001 else "under 0.1%"


def why(row: Support, thing: str) -> str:
    """Who leans on a provision or document, and through what most of it comes.

    Args:
        thing: "provision" or "document", what it is.
    """
    others = row.reached - (row.direct if thing == "provision" else row.works)
    further = f"{plural(others, f'more {thing}')} through others" if others else "none through others"
    said = f"{direct(row.direct, row.works)} directly, {further}."
    telling = [f"{part:.0%} through {address}" for address, part in row.through if part >= TELLING]
    if telling:
        return f"{said} Of what rests on it, {and_list(telling)}."
    return f"{said} None brings as much as {TELLING:.0%} of what rests on it."


def direct(provisions: int, works: int) -> str:
    """How many link straight to something."""
    return f"{plural(provisions, 'provision')} of {plural(works, 'document')}"


def cut(found: Cut) -> str:
    """What two subjects hang together by."""
    lines = [styled(title(found), "title"), "", wrap(cut_said(found))]
    if found.direct:
        lines += ["", styled("Straight", "heading"), *_listed(found.direct, "  ")]
    if found.gates:
        lines += ["", styled("Through others", "heading")]
    for gate in found.gates:
        caption = f"  {gate.caption}" if gate.caption else ""
        lines.append(wrap(f"{styled(gate.address, 'address')}{caption}", "    ", "  "))
        lines.append(wrap(way(gate.way), "      ", "    "))
    return "\n".join([*lines, "", wrap(WHOLE), wrap(counted(found.kinds))]) + "\n"


def title(found: DraftingOrder | Leaning | Cut) -> str:
    """What an answer to a question of the graph as a whole is called."""
    if isinstance(found, DraftingOrder):
        return f"An order to draft the documents of {found.baseline}"
    if isinstance(found, Leaning):
        return f"What {found.baseline} leans on most, directly and through others"
    if found.gates or found.direct:
        return f"How {found.source} depends on {found.target} in {found.baseline}"
    return f"{found.source} and {found.target} in {found.baseline}"


def cut_said(found: Cut) -> str:
    """By how many links, and through how many provisions, one subject depends on another."""
    a, b = found.source, found.target
    if not (found.direct or found.gates):
        return f"Neither {a} nor {b} depends on the other, directly or through others."
    turned = f"{b} does not depend on {a}, directly or through others; {a} does on {b}. " if found.turned else ""
    gates = f"{plural(len(found.gates), 'provision')} outside both"
    if not found.direct:
        return f"{turned}No link runs straight from {a} to {b}. Every way leads through {gates}."
    run = "runs" if len(found.direct) == 1 else "run"
    other = f"every other way leads through {gates}" if found.gates else "there is no other way"
    return f"{turned}{plural(len(found.direct), 'link')} {run} straight from {a} to {b}, and {other}."


def way(steps: Sequence[Step]) -> str:
    """A chain of links as one sentence."""
    return sentence(steps[0]) + "".join(f", which {_verb(step)} {step.target}" for step in steps[1:])
