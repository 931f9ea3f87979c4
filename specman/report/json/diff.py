"""`diff`: what differs between two states, as values and as the sentences that are made of them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from specman.model import change as model
from specman.model import detail as inside
from specman.model.document import Provision
from specman.report.json import Answer, Part
from specman.report.wording import cell_words, details_words, force_words, metadata_words, reason_words


class State(Part):
    """One side of a comparison: a baseline, a version, a draft, a revision or a file."""

    kind: str
    name: str
    date: str | None


class Value(Part):
    """One value that a document states of itself, null where it is absent."""

    path: Annotated[tuple[str, ...], Meta(min_length=1)]
    base: str | None
    target: str | None


class Side(Part):
    """One end of a change: a provision in a document."""

    work: str
    address: str
    eid: str
    num: str
    heading: str
    kind: str


class Compatibility(Part):
    """What the change of a schema does to those who send documents and to those who receive them."""

    senders: inside.Verdict
    receivers: inside.Verdict
    reason: str


class Cell(Part):
    """A cell of a row that differs, by the name of its column."""

    column: str
    words: tuple[model.Edit, ...]


class Detail(Part):
    """What changed beside the words. docs/json.md says what each kind tells."""

    kind: inside.DetailKind
    about: str
    base: str
    target: str
    names: tuple[str, ...]
    count: int
    more: int


class SchemaPart(Part):
    """What changed inside a component of a schema, with its verdicts."""

    rule: inside.PartRule
    what: str
    where: str
    attribute: str
    base: str
    target: str
    need: Literal["", "optional", "required", "redefined"]
    stands_for: str
    senders: inside.Verdict
    receivers: inside.Verdict
    was_valid: str
    now_valid: str


class Force(Part):
    """A change of force: what was deleted and what was inserted, as written."""

    kind: inside.ForceKind
    gone: str
    come: str


class Values(Part):
    """The values of which details and force tell in sentences."""

    details: tuple[Detail, ...]
    schema: tuple[SchemaPart, ...]
    force: tuple[Force, ...]


class Change(Part):
    """One provision's change.

    Joined equal and delete words are the base, equal and insert words the target. In a schema a change is one per
    global component and the words are its structure, a construct a line.
    """

    kind: model.ChangeKind
    significance: model.Significance
    base: Side | None
    target: Side | None
    matched_by: Annotated[str, Meta(description="Why the two sides were paired.")]
    also_amended: Annotated[bool, Meta(description="It moved or was renumbered, and its words changed too.")]
    words: tuple[model.Edit, ...]
    compatibility: Compatibility | None
    details: tuple[str, ...]
    cells: Annotated[
        tuple[Cell, ...],
        Meta(
            description="Of a row, the cells that changed, each with its words as above. details tells them as "
            "sentences."
        ),
    ]
    force: tuple[str, ...]
    values: Values


class WorkChange(Part):
    """What differs in one document."""

    work: str
    name: str
    title: str
    base_version: str
    target_version: str
    status: model.WorkStatus
    metadata: tuple[str, ...]
    metadata_values: Annotated[tuple[Value, ...], Meta(description="The values of which metadata tells in sentences.")]
    changes: tuple[Change, ...]


class RecordChange(Part):
    """A record of the library that differs: settings, a work, a baseline, a modification."""

    path: str
    status: Literal["added", "removed", "changed"]
    values: tuple[Value, ...]


class Diff(Answer, tag="specman.diff/2"):
    """What runs from one state to another, document by document."""

    base: State
    target: State
    works: tuple[WorkChange, ...]
    summary: Annotated[dict[str, int], Meta(description="Documents by status; changes by kind and by significance.")]
    records: Annotated[
        tuple[RecordChange, ...], Meta(description="Of two git revisions, the library's own records that differ.")
    ]
    notes: tuple[str, ...]


def diff(changes: model.ChangeSet) -> Diff:
    """The answer of `specman diff`."""
    return Diff(
        base=_state(changes.base),
        target=_state(changes.target),
        works=tuple(map(_work, changes.works)),
        summary=dict(changes.summary()),
        records=tuple(map(_record, changes.records)),
        notes=(*changes.notes, *changes.unread),
    )


def _state(side: model.StateName) -> State:
    return State(kind=side.kind, name=side.name, date=side.date or None)


def _record(item: model.RecordChange) -> RecordChange:
    return RecordChange(
        path=item.path,
        status=item.status,
        values=tuple(Value(path=one.path, base=one.base, target=one.target) for one in item.values),
    )


def _work(item: model.WorkChange) -> WorkChange:
    return WorkChange(
        work=item.work,
        name=item.name,
        title=item.title,
        base_version=item.base_version,
        target_version=item.target_version,
        status=item.status,
        metadata=tuple(map(metadata_words, item.metadata)),
        metadata_values=tuple(Value(path=one.path, base=one.base, target=one.target) for one in item.metadata),
        changes=tuple(map(change, item.changes)),
    )


def change(item: model.Change) -> Change:
    """One change: values, and beside them the sentences that are made of them."""
    return Change(
        kind=item.kind,
        significance=item.significance,
        base=_side(item.base),
        target=_side(item.target),
        matched_by=item.reason,
        also_amended=item.also_amended,
        words=item.edits or _whole_words(item),
        compatibility=_compatibility(item),
        details=(*map(cell_words, item.cells), *details_words(item)),
        cells=tuple(Cell(column=cell.column, words=cell.edits) for cell in item.cells),
        force=tuple(map(force_words, item.force)),
        values=Values(
            details=tuple(map(_detail, item.details)),
            schema=tuple(map(_part, item.parts)),
            force=tuple(Force(kind=one.kind, gone=one.gone, come=one.come) for one in item.force),
        ),
    )


def _side(side: model.Side | None) -> Side | None:
    if side is None:
        return None
    provision: Provision = side.provision
    return Side(
        work=side.work, address=side.address, eid=provision.eid, num=provision.num, heading=provision.heading,
        kind=provision.kind,
    )  # fmt: skip


def _whole_words(item: model.Change) -> tuple[model.Edit, ...]:
    if item.kind == "added" and item.target:
        return (("insert", item.target.provision.words),)
    if item.kind == "removed" and item.base:
        return (("delete", item.base.provision.words),)
    return (("equal", item.side.provision.words),)


def _compatibility(item: model.Change) -> Compatibility | None:
    verdict = item.compatibility
    if verdict is None:
        return None
    return Compatibility(senders=verdict.senders, receivers=verdict.receivers, reason=reason_words(item.parts))


def _detail(item: inside.Detail) -> Detail:
    return Detail(
        kind=item.kind, about=item.about, base=item.base, target=item.target, names=item.names, count=item.count,
        more=item.more,
    )  # fmt: skip


def _part(item: inside.SchemaPart) -> SchemaPart:
    return SchemaPart(
        rule=item.rule, what=item.what, where=item.where, attribute=item.attribute, base=item.base,
        target=item.target, need=item.need, stands_for=item.stands_for, senders=item.senders, receivers=item.receivers,
        was_valid=item.was_valid, now_valid=item.now_valid,
    )  # fmt: skip
