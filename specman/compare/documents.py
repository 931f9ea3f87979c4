"""Two documents to changes: paired, told apart by kind, with word edits and significance."""

from __future__ import annotations

from dataclasses import replace

from specman.compare.attributes import metadata_changes
from specman.compare.meaning.beside_words import Links
from specman.compare.meaning.list_ends import settle_ends
from specman.compare.pairing.ladder import match
from specman.compare.pairing.matching import Matching, inverted
from specman.compare.pairing.order import moved
from specman.compare.pairing.splits import tell_splits
from specman.compare.schemas.between_files import Beside
from specman.compare.schemas.components import (
    compare_schemas,
    compare_wholes,
    is_meaningless,
    judge,
)
from specman.compare.schemas.constructs import render
from specman.compare.words import edit_words, is_editorial
from specman.model.change import Change, ChangeKind, Name, Side, Significance, WorkChange, WorkStatus
from specman.model.detail import Detail
from specman.model.document import Document, Provision
from specman.model.identity import Work
from specman.model.schema import Component


def compare_documents(
    work: Work, base: Document, target: Document, others: Beside = ((), ())
) -> tuple[WorkChange, Matching]:
    """All changes of one work, and the pairing behind them.

    Consequential changes are not told yet: that needs the citations of both sides (see `changeset.settle`).

    Args:
        others: of a schema, the files beside it that have a say in its verdicts.
    """
    if base.schema is not None and target.schema is not None:
        return _compare_schema_work(work, base, target, others)
    matching = match(base, target)
    elsewhere = moved(base, target, matching)
    base_of = inverted(matching)
    links = Links(base, target, matching.target_of.get)
    changes: list[Change] = []
    shifted: list[tuple[Name, Name]] = []
    removed_after: dict[str, list[Change]] = {}
    last_kept = ""
    for provision in base.provisions[1:]:
        if provision.eid in matching.target_of:
            last_kept = matching.target_of[provision.eid]
        else:
            change = Change("removed", "substantive", side(work, provision), None, "no partner")
            removed_after.setdefault(last_kept, []).append(change)
    changes += removed_after.pop("", [])
    for provision in target.provisions:
        left = base_of.get(provision.eid)
        if left is None:
            changes.append(Change("added", "substantive", None, side(work, provision), "no partner"))
        elif left in elsewhere or not _is_untouched(base.by_eid[left], provision):
            old, has_moved = base.by_eid[left], left in elsewhere
            found = pair_change(
                side(work, old),
                side(work, provision),
                matching.reason[left],
                links,
                has_moved=has_moved,
                renumbered=old.label != provision.label and base.printed(old) != target.printed(provision),
            )
            same_holder = matching.target_of.get(old.parent) == provision.parent
            if found and has_moved and same_holder and old.num == provision.num:
                place = Detail("place", "", _behind(work, base, old), _behind(work, target, provision))
                found = replace(found, details=(*found.details, place))
            if found:
                changes.append(found)
            elif (left, old.label) != (provision.eid, provision.label):
                shifted.append((Name(left, old.label), Name(provision.eid, provision.label)))
        changes += removed_after.pop(provision.eid, []) if provision.eid else []
    changes, matching.split, matching.joined = tell_splits(changes)
    result = _work_change(work, base, target, settle_ends(changes, base, target))
    return replace(result, shifted=tuple(shifted)), matching


def _work_change(work: Work, base: Document, target: Document, changes: list[Change]) -> WorkChange:
    """The changes of a work that both sides have, with what it says of itself."""
    metadata = metadata_changes(base, target)
    status: WorkStatus = "changed" if changes or metadata else "unchanged"
    return WorkChange(
        work.id, work.name, work.title, status, base.version, target.version, tuple(changes), metadata, (), base, target
    )


def side(work: Work, provision: Provision) -> Side:
    """One end of a change."""
    return Side(work.id, work.address(provision.label), provision)


def _behind(work: Work, document: Document, provision: Provision) -> str:
    """The address of the sibling before a provision, which its number does not tell; "" for the first."""
    before = document.beside(provision, -1)
    return work.address(before.label) if before else ""


def _is_untouched(left: Provision, right: Provision) -> bool:
    """Whether a provision is the same at a glance; most are."""
    return (
        left.eid == right.eid
        and left.num == right.num
        and left.label == right.label
        and not (left.marks or right.marks)
        and left.merges == right.merges
        and left.says_as(right)
    )


def pair_change(
    base: Side, target: Side, reason: str, links: Links | None = None, *, has_moved: bool, renumbered: bool
) -> Change | None:
    """The change between two paired provisions, None when nothing differs that a reader sees.

    Args:
        links: where links lead; None between documents, whose links cannot be told to be the same.
        renumbered: whether a number in print differs, its own or that of what holds it.
    """
    left, right = base.provision, target.provision
    beside = links.changed(left, right) if links else ()
    same_words = (left.says_as(right) or _is_of_another_kind(left, right)) and not beside
    if same_words:
        if not (has_moved or renumbered or left.num != right.num):
            return None
        kind: ChangeKind = "moved" if has_moved else "renumbered"
        return Change(kind, "substantive" if has_moved else "consequential", base, target, reason)
    edits = edit_words(left.words, right.words)
    details = (*_word_details(left, right), *(one.detail for one in beside))
    beyond_words = any(one.substantive for one in beside)
    editorial = _is_editorial_pair(left, right) and not beyond_words
    if renumbered and not has_moved:
        details = (Detail("number", "", left.label, right.label), *details)
    return Change(
        "moved" if has_moved else "amended",
        "editorial" if editorial and not has_moved else "substantive",
        base,
        target,
        reason,
        edits,
        also_amended=has_moved,
        details=details,
        beyond_words=beyond_words,
    )


def _is_of_another_kind(left: Provision, right: Provision) -> bool:
    """Whether two provisions say the same, the one as a clause and the other as an item, say."""
    return left.kind != right.kind and replace(left, kind=right.kind).says_as(right)


def _is_editorial_pair(left: Provision, right: Provision) -> bool:
    if left.status != right.status or len(left.cells) != len(right.cells):
        return False
    if not is_editorial(left.heading, right.heading):  # of a table, the heading is its caption and none of its words
        return False
    if left.cells:
        return all(is_editorial(a, b) for a, b in zip(left.cells, right.cells, strict=True))
    return is_editorial(left.words, right.words)


def _word_details(left: Provision, right: Provision) -> tuple[Detail, ...]:
    details: list[Detail] = []
    if left.heading != right.heading:
        details.append(Detail("heading", "", left.heading, right.heading))
    if left.status != right.status:
        details.append(Detail("status", "", left.status, right.status))
    return tuple(details)


def _compare_schema_work(work: Work, base: Document, target: Document, others: Beside) -> tuple[WorkChange, Matching]:
    assert base.schema is not None and target.schema is not None
    matching = Matching()
    matching.put("", "", "the schema")
    for provision in base.provisions[1:]:
        if provision.eid in target.by_eid:
            matching.put(provision.eid, provision.eid, "same component")
    changes = []
    if overall := compare_wholes(base.schema, target.schema):
        ends = (side(work, base.provisions[0]), side(work, target.provisions[0]))
        parts = tuple(detail.judged for detail in overall)
        weight: Significance = "editorial" if all(part.rule == "version" for part in parts) else "substantive"
        changes.append(Change("amended", weight, *ends, "the schema", compatibility=judge(parts), parts=parts))
    for found in compare_schemas(base.schema, target.schema, others):
        left = _component_side(work, base, found.base)
        right = _component_side(work, target, found.target)
        parts = tuple(detail.judged for detail in found.details)
        compatibility = judge(parts)
        if left is None or right is None:
            kind: ChangeKind = "added" if left is None else "removed"
            change = Change(kind, "substantive", left, right, "no partner")
        else:
            assert found.base is not None and found.target is not None
            edits = edit_words("\n".join(render(found.base)), "\n".join(render(found.target)))
            significance: Significance = "editorial" if is_meaningless(found) else "substantive"
            change = Change("amended", significance, left, right, "same component", edits)
        changes.append(replace(change, compatibility=compatibility, parts=parts))
    return _work_change(work, base, target, changes), matching


def _component_side(work: Work, document: Document, component: Component | None) -> Side | None:
    if component is None:
        return None
    return side(work, document.by_eid[f"{component.sort}_{component.name}"])


def whole_work(work: Work, document: Document, *, added: bool) -> WorkChange:
    """A work that one side does not have: every provision added, or removed."""
    changes = tuple(
        Change("added", "substantive", None, side(work, p), "new document")
        if added
        else Change("removed", "substantive", side(work, p), None, "document gone")
        for p in document.provisions[1:]
    )
    return WorkChange(
        work.id,
        work.name,
        work.title,
        "added" if added else "removed",
        "" if added else document.version,
        document.version if added else "",
        changes,
        base=None if added else document,
        target=document if added else None,
    )
