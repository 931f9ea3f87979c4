"""Compares two documents: pairs their provisions and gives each change its kind, word edits and significance."""

from __future__ import annotations

from dataclasses import replace

from specman.compare.attributes import metadata_changes
from specman.compare.meaning.list_ends import settle_ends
from specman.compare.meaning.markup import Links
from specman.compare.pairing.document_pairing import DocumentPairing, inverted
from specman.compare.pairing.ladder import pair_provisions
from specman.compare.pairing.order import moved
from specman.compare.pairing.splits import mark_splits
from specman.compare.schemas.components import (
    compare_schemas,
    compare_wholes,
    is_meaningless,
    judge,
)
from specman.compare.schemas.constructs import render
from specman.compare.schemas.family import Family
from specman.compare.words import edit_words, is_editorial
from specman.model.change import Change, ChangeKind, Name, Side, Significance, WorkChange, WorkStatus
from specman.model.detail import Detail
from specman.model.document import Document, Provision
from specman.model.identity import Work
from specman.model.schema import Component


def compare_documents(
    work: Work, base: Document, target: Document, family: Family | None = None
) -> tuple[WorkChange, DocumentPairing]:
    """All changes of one work, and the pairs they come from.

    Consequential changes are not marked yet: that needs the citations of both sides (see `changeset.settle`).

    Args:
        family: a schema with the files that its verdicts may depend on.
    """
    if base.schema is not None and target.schema is not None:
        return _compare_schema_work(work, base, target, family)
    pairing = pair_provisions(base, target)
    elsewhere = moved(base, target, pairing)
    base_of = inverted(pairing)
    links = Links(base, target, pairing.target_of.get)
    changes: list[Change] = []
    shifted: list[tuple[Name, Name]] = []
    removed_after: dict[str, list[Change]] = {}
    last_kept = ""
    for provision in base.provisions[1:]:
        if provision.eid in pairing.target_of:
            last_kept = pairing.target_of[provision.eid]
        else:
            change = Change("removed", "substantive", side(work, provision), None, "no partner")
            removed_after.setdefault(last_kept, []).append(change)
    changes += removed_after.pop("", [])
    for provision in target.provisions:
        before = base_of.get(provision.eid)
        if before is None:
            changes.append(Change("added", "substantive", None, side(work, provision), "no partner"))
        elif before in elsewhere or not _is_untouched(base.by_eid[before], provision):
            old, has_moved = base.by_eid[before], before in elsewhere
            found = pair_change(
                side(work, old),
                side(work, provision),
                pairing.reason[before],
                links,
                has_moved=has_moved,
                renumbered=old.label != provision.label and base.printed(old) != target.printed(provision),
            )
            same_holder = pairing.target_of.get(old.parent) == provision.parent
            if found and has_moved and same_holder and old.num == provision.num:
                place = Detail("place", "", _behind(work, base, old), _behind(work, target, provision))
                found = replace(found, details=(*found.details, place))
            if found:
                changes.append(found)
            elif (before, old.label) != (provision.eid, provision.label):
                shifted.append((Name(before, old.label), Name(provision.eid, provision.label)))
        changes += removed_after.pop(provision.eid, []) if provision.eid else []
    changes, pairing.split, pairing.joined = mark_splits(changes)
    result = _work_change(work, base, target, settle_ends(changes, base, target))
    return replace(result, shifted=tuple(shifted)), pairing


def _work_change(work: Work, base: Document, target: Document, changes: list[Change]) -> WorkChange:
    """The changes of a work that both sides have, including its metadata."""
    metadata = metadata_changes(base, target)
    status: WorkStatus = "changed" if changes or metadata else "unchanged"
    return WorkChange(
        work.id, work.name, work.title, status, base.version, target.version, tuple(changes), metadata, (), base, target
    )


def side(work: Work, provision: Provision) -> Side:
    """One end of a change."""
    return Side(work.id, work.address(provision.label), provision)


def _behind(work: Work, document: Document, provision: Provision) -> str:
    """The address of the sibling before a provision; "" for the first child."""
    before = document.sibling(provision, -1)
    return work.address(before.label) if before else ""


def _is_untouched(base: Provision, target: Provision) -> bool:
    """Whether nothing of a provision changed; a quick test, since most provisions pass it."""
    return (
        base.eid == target.eid
        and base.num == target.num
        and base.label == target.label
        and not (base.marks or target.marks)
        and base.merges == target.merges
        and base.has_same_content(target)
    )


def pair_change(
    base: Side, target: Side, reason: str, links: Links | None = None, *, has_moved: bool, renumbered: bool
) -> Change | None:
    """The change between two paired provisions; None when a reader sees no difference.

    Args:
        links: compares link targets; None between two works, where links cannot be compared.
        renumbered: whether a printed number differs, that of the provision or of a parent.
    """
    old, new = base.provision, target.provision
    markup = links.changed(old, new) if links else ()
    same_words = (old.has_same_content(new) or _is_of_another_kind(old, new)) and not markup
    if same_words:
        if not (has_moved or renumbered or old.num != new.num):
            return None
        kind: ChangeKind = "moved" if has_moved else "renumbered"
        return Change(kind, "substantive" if has_moved else "consequential", base, target, reason)
    edits = edit_words(old.words, new.words)
    details = (*_word_details(old, new), *(one.detail for one in markup))
    beyond_words = any(one.substantive for one in markup)
    editorial = _is_editorial_pair(old, new) and not beyond_words
    if renumbered and not has_moved:
        details = (Detail("number", "", old.label, new.label), *details)
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


def _is_of_another_kind(base: Provision, target: Provision) -> bool:
    """Whether two provisions have the same words but differ in kind, for example clause and item."""
    return base.kind != target.kind and replace(base, kind=target.kind).has_same_content(target)


def _is_editorial_pair(base: Provision, target: Provision) -> bool:
    if base.status != target.status or len(base.cells) != len(target.cells):
        return False
    if not is_editorial(base.heading, target.heading):  # `words` leaves out a table's heading, which is its caption
        return False
    if base.cells:
        return all(is_editorial(a, b) for a, b in zip(base.cells, target.cells, strict=True))
    return is_editorial(base.words, target.words)


def _word_details(base: Provision, target: Provision) -> tuple[Detail, ...]:
    details: list[Detail] = []
    if base.heading != target.heading:
        details.append(Detail("heading", "", base.heading, target.heading))
    if base.status != target.status:
        details.append(Detail("status", "", base.status, target.status))
    return tuple(details)


def _compare_schema_work(
    work: Work, base: Document, target: Document, family: Family | None
) -> tuple[WorkChange, DocumentPairing]:
    assert base.schema is not None and target.schema is not None
    pairing = DocumentPairing()
    pairing.put("", "", "the schema")
    for provision in base.provisions[1:]:
        if provision.eid in target.by_eid:
            pairing.put(provision.eid, provision.eid, "same component")
    changes = []
    if overall := compare_wholes(base.schema, target.schema, family):
        ends = (side(work, base.provisions[0]), side(work, target.provisions[0]))
        parts = tuple(detail.judged for detail in overall)
        is_safe = all(part.senders == part.receivers == "safe" for part in parts)
        weight: Significance = "editorial" if is_safe else "substantive"
        changes.append(Change("amended", weight, *ends, "the schema", compatibility=judge(parts), parts=parts))
    for found in compare_schemas(base.schema, target.schema, family):
        old = _component_side(work, base, found.base)
        new = _component_side(work, target, found.target)
        parts = tuple(detail.judged for detail in found.details)
        compatibility = judge(parts)
        if old is None or new is None:
            kind: ChangeKind = "added" if old is None else "removed"
            change = Change(kind, "substantive", old, new, "no partner")
        else:
            assert found.base is not None and found.target is not None
            edits = edit_words("\n".join(render(found.base)), "\n".join(render(found.target)))
            significance: Significance = "editorial" if is_meaningless(found) else "substantive"
            change = Change("amended", significance, old, new, "same component", edits)
        changes.append(replace(change, compatibility=compatibility, parts=parts))
    return _work_change(work, base, target, changes), pairing


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
