"""The verdicts on two content models: what each accepts that the other does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from specman.compare.schemas.content.definitions import Scope
from specman.compare.schemas.content.expressions import Node
from specman.compare.schemas.content.inclusion import included
from specman.compare.schemas.content.models import ELSEWHERE, Declaration, Leaf, Models, UndecidedError, stripped
from specman.model.detail import Verdict
from specman.model.schema import Particle

_STRENGTH = ("strict", "lax", "skip")
_MANY = 12  # children of a counterexample that are written out

Unlike = tuple[Declaration, Declaration]


@dataclass(frozen=True)
class ContentVerdict:
    """What a change of a content model does.

    Attributes:
        was_valid: the shortest element that was valid and is no more, "" for none; its children have no content.
        now_valid: the shortest that is valid now and was not.
        unlike: elements of one name that both models take in the same place, declared otherwise.
    """

    senders: Verdict
    receivers: Verdict
    was_valid: str = ""
    now_valid: str = ""
    unlike: tuple[Unlike, ...] = ()


UNDECIDED = ContentVerdict("unknown", "unknown")


def judge_models(
    models: Models,
    base: tuple[Particle, Scope],
    target: tuple[Particle, Scope],
    name: str,
    *,
    checked_elsewhere: bool,
) -> ContentVerdict:
    """Compare two complex types, or two groups.

    Args:
        name: of the element or type, for the counterexamples.
        checked_elsewhere: whether identifiers or constraints of identity look into what a wildcard takes.
    """
    try:
        old, new = (_read(models, *side) for side in (base, target))
    except (UndecidedError, RecursionError):
        return UNDECIDED
    made = models.made
    children = models.children(made.leaves(old) | made.leaves(new))
    judged: list[tuple[Verdict, str]] = []
    unlike: dict[Unlike, None] = {}
    for narrow, wide in ((old, new), (new, old)):
        found = included(made, narrow, wide, children)
        verdicts: list[Verdict] = ["safe"] if found.finished else ["unknown"]
        if found.counterexample is not None:
            verdicts.append("breaks")
        elif (narrow is made.empty) != (wide is made.empty):  # one of them takes no space between children
            verdicts.append("unknown" if wide is made.empty else "safe")
        for mine, theirs, _ in sorted(found.met):
            one, other = models.leaves[mine], models.leaves[theirs]
            if one.process or other.process:
                verdicts.append(_wild(models, one, other, base[1], checked_elsewhere=checked_elsewhere))
            else:
                pairs = _unlike(models, one, other, base[1])
                unlike |= dict.fromkeys(pairs if narrow is old else [(b, a) for a, b in pairs])
        worst: Verdict = next((v for v in ("breaks", "unknown") if v in verdicts), "safe")
        judged.append((worst, "" if found.counterexample is None else _example(name, found.counterexample)))
    (senders, was_valid), (receivers, now_valid) = judged
    return ContentVerdict(senders, receivers, was_valid, now_valid, tuple(unlike))


def _read(models: Models, part: Particle, scope: Scope) -> Node:
    read: Callable[[Particle, Scope], Node] = models.model if part.tag == "group" else models.type_model
    return read(part, scope)


def _unlike(models: Models, one: Leaf, other: Leaf, scope: Scope) -> list[Unlike]:
    """Elements of one name that are declared otherwise; two references to one name are told where it is declared."""
    theirs = dict(other.elements)
    pairs = [(mine, theirs[name]) for name, mine in one.elements if name in theirs and mine != theirs[name]]
    read = [(models.resolved(mine, scope), models.resolved(yours, scope)) for mine, yours in pairs]
    return [(mine, yours) for mine, yours in read if mine != yours]


def _wild(models: Models, narrow: Leaf, wide: Leaf, scope: Scope, *, checked_elsewhere: bool) -> Verdict:
    """Whether the content of a child that `narrow` takes is valid for `wide`; at least one of them is a wildcard."""
    if narrow.process and wide.process:
        if narrow.process == wide.process:
            return "safe"
        if _STRENGTH.index(narrow.process) > _STRENGTH.index(wide.process):
            return "breaks"
        return "unknown" if checked_elsewhere else "safe"
    if narrow.opaque or wide.opaque:
        return "unknown"
    if narrow.process:  # anything at all against a declared element
        same = narrow.process == "strict" and all(_is_global(models, *row, scope) for row in wide.elements)
        return "safe" if same else "breaks"
    if checked_elsewhere:
        return "unknown"
    verdicts = [_taken(models, name, declared, wide.process, scope) for name, declared in narrow.elements]
    return next((verdict for verdict in verdicts if verdict != "safe"), "safe")


def _taken(models: Models, name: str, declared: Declaration, process: str, scope: Scope) -> Verdict:
    """Whether a wildcard takes whatever content a declared element has."""
    if _is_global(models, name, declared, scope) or process == "skip":
        return "safe"
    if models.find("element", name, scope) is not None:
        return "unknown"  # declared otherwise for the whole schema
    if process == "strict":
        return "breaks"
    named = declared.particle.get("type")
    found = models.find("simpleType", named, Scope(scope.schema, declared.namespace)) if named else None
    is_simple = named.startswith("xs:") and named != "xs:anyType"
    is_simple = is_simple or (found is not None and found[0].sort == "simpleType")
    # inside a complex type there may be what the schema declares otherwise for the whole
    return "safe" if is_simple else "unknown"


def _is_global(models: Models, name: str, declared: Declaration, scope: Scope) -> bool:
    found = models.find("element", name, scope)
    if declared.particle.get("ref"):
        return found is not None
    return found is not None and Declaration(stripped(found[0].particle), found[1].namespace) == declared


def _example(name: str, children: tuple[str, ...]) -> str:
    """An element with these children, written as in a document without namespaces."""
    words = []
    for child in children[:_MANY]:
        local = child.rpartition("}")[2]
        if child.startswith("#"):
            words.append("…")  # whatever a part accepts that is not at hand
        elif local == "*":
            words.append("<other/>" if ELSEWHERE in child else "<any/>")
        else:
            words.append(f"<{local}/>")
    more = "…" if len(children) > _MANY else ""
    return f"<{name}>{''.join(words)}{more}</{name}>" if words else f"<{name}/>"
