"""What a modification, a diff, an address or a defined term touches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from specman.citations.address import find_places
from specman.errors import InputError, SpecmanError, UnknownNameError, and_list
from specman.impact.assess import DEFAULT_DEPTH, assess
from specman.impact.no_change import no_schema_change
from specman.impact.strength import LEAST
from specman.impact.subject import Subject
from specman.model.applicability import in_force
from specman.model.identity import Place
from specman.model.impact import RECORD_FIELDS, Assessment, Direct, Note, NotHeld
from specman.state.derived import State, load_baseline
from specman.state.subjects import range_named, work_called
from specman.store.library import Library

if TYPE_CHECKING:
    from specman.model.change import ChangeSet
    from specman.model.document import Provision
    from specman.model.modification import Modification
    from specman.model.register import Register

_MODIFICATION = re.compile(r"[A-Za-z]{2,8} ?\d{2,6}[A-Za-z]?")


def impact(
    library: Library, targets: Sequence[str], *, depth: int = DEFAULT_DEPTH, at: str = "", least: float = LEAST
) -> Assessment:
    """Assess one or more targets: a modification, addresses, defined terms, or `BASE..TARGET`.

    Args:
        depth: how many links a change is followed.
        least: strength from which a provision is listed.
        at: the baseline to assess against; a modification's own base, or the newest, when empty.

    Raises:
        InputError: a target that names nothing.
    """
    first = targets[0]
    if len(targets) == 1:
        if (between := range_named(library, first)) is not None:
            return _run(*_of_diff(library, between.base, between.target), library, depth, least)
        if (modification := library.find_modification(first)) is not None:
            return _run(*_of_modification(library, modification, at), library, depth, least)
    state = load_baseline(library, at)
    directs: dict[Place, Direct] = {}
    for target in targets:
        try:
            places = find_places(target, state.rows)
        except UnknownNameError:
            if _MODIFICATION.fullmatch(target):  # then that is what was meant, and its nearest names are wanted
                library.modification(target)
            raise
        for place in places:
            directs[place] = direct_of(place, state.rows)
    title = and_list([direct.address for direct in directs.values()])
    subject = Subject(", ".join(targets), title, state.corpus.name, list(directs.values()))
    return _run(subject, state, library, depth, least)


def direct_of(place: Place, register: Register) -> Direct:
    """A provision named as a target."""
    entry = register.entry(place)
    return Direct(place, register.address(place), place.work, entry.caption if entry else "")


def _run(subject: Subject, state: State, library: Library, depth: int, least: float) -> Assessment:
    settings = library.settings
    found = assess(
        subject, state.rows, state.rows, depth=depth, least=least,
        strength=settings.strength, severity=settings.severity, effort=settings.effort,
    )  # fmt: skip
    return replace(found, not_held=_not_held(found, state))


def _not_held(assessment: Assessment, state: State) -> tuple[NotHeld, ...]:
    """Parts of the Code that the listed provisions cite and that are not held, the most cited first."""
    listed = [item.place for item in assessment.direct] + [item.place for item in assessment.reached]
    works = state.rows.works
    found = [
        NotHeld(work, works[work].name, works[work].title, len(places))
        for work, places in state.rows.absent(listed).items()
    ]
    return tuple(sorted(found, key=lambda part: (-part.provisions, part.work)))


def _of_diff(library: Library, base: str, target: str) -> tuple[Subject, State]:
    from specman.state.changes import diff_baselines

    state = load_baseline(library, base)
    directs = directs_of(diff_baselines(library, base, target, whole=False))
    name = f"{base}..{target}"
    return Subject(name, f"{base} to {target}", base, directs, "baselines"), state


def directs_of(changes: ChangeSet) -> list[Direct]:
    """The provisions a change set changes, at the place they have in its base (or target, if added)."""
    found: dict[tuple[bool, Place], Direct] = {}  # what is added may stand where another one is now
    for change in changes.changes:
        side = change.base or change.target
        assert side is not None
        place = Place(side.work, side.provision.eid)
        if side.provision.eid and side.provision.kind != "heading":
            direct = Direct(place, side.address, side.work, _heading(side.provision), change)
            found.setdefault((direct.is_new, place), direct)
    return list(found.values())


def _heading(provision: Provision) -> str:
    """The heading to show next to an address; "" for a term, which is in its address already."""
    return provision.heading if provision.kind != "definition" else ""


def _of_modification(library: Library, modification: Modification, at: str) -> tuple[Subject, State]:
    if at:
        modification = replace(modification, base=at)
    baseline = str(library.baseline(modification.base).number)
    directs, state, notes = modification_directs(library, modification)
    others = []
    for other in library.modifications.values():
        if other.id != modification.id and other.is_open:
            try:
                other_directs, _, _ = modification_directs(library, replace(other, base=baseline), state)
            except SpecmanError as error:
                notes.append(Note("collisions unknown", other.id, error.message))
                continue
            others.append((other.id, other.title, other_directs))
    declared, elsewhere = _declared(library, modification)
    notes += [Note("unverified", words) for words in modification.unverified]
    notes = _ended(modification) + notes + _beside(library, modification, baseline, directs)
    subject = Subject(
        modification.id,
        modification.title,
        baseline,
        directs,
        "modification",
        frozenset(declared),
        tuple(elsewhere),
        others,
        no_schema_change(modification, state.corpus),
        tuple(library.works[work].name for work in modification.drafts),
        frozenset(name for name in RECORD_FIELDS if modification.is_unverified(name)),
        tuple(notes),
    )
    return subject, state


def _ended(modification: Modification) -> list[Note]:
    """That a proposal has ended, and when."""
    if modification.is_open:
        return []
    last = modification.history[-1]
    dated = f" on {last.date}" if last.date else ""
    return [Note("ended", modification.id, f"{last.status}{dated}{f' ({last.note})' if last.note else ''}")]


def _beside(library: Library, modification: Modification, number: str, directs: Sequence[Direct]) -> list[Note]:
    """Versions of the changed works that are in force beside those that are changed, on the day of implementation."""
    baseline = library.baseline(number)
    day = modification.implementation_date or baseline.in_effect
    found = []
    for work in dict.fromkeys(direct.work for direct in directs):
        entry = baseline.entries.get(work)
        rows = in_force(library.applicability, work, day, "maintain") if entry is not None and day else ()
        others = list(dict.fromkeys(row.version for row in rows if entry is not None and row.version != entry.version))
        if others and entry is not None:
            found.append(Note("in force", f"{library.works[work].name} {entry.version}", and_list(others)))
    return found


def modification_directs(
    library: Library, modification: Modification, state: State | None = None
) -> tuple[list[Direct], State, list[Note]]:
    """What a modification changes by its drafts and names as targets, the state it is read against, and notes."""
    notes: list[Note] = []
    changed: list[Direct] = []
    if modification.drafts:
        from specman.state.changes import diff_modification

        changed = directs_of(diff_modification(library, modification))
    held = {direct.place for direct in changed if not direct.is_new}
    named: dict[Place, Direct] = {}
    state = state or load_baseline(library, modification.base)
    for target in modification.targets:
        try:
            places = find_places(target, state.rows)
        except InputError as error:
            notes.append(Note("target not found", target, error.hint or error.message))
            continue
        for place in places:
            if place not in held:
                named[place] = direct_of(place, state.rows)
    if not changed and not named:
        notes.append(Note("nothing to assess", modification.id))
    return [*changed, *named.values()], state, notes


def _declared(library: Library, modification: Modification) -> tuple[list[str], list[str]]:
    held, elsewhere = [], []
    for name in modification.documents:
        known = work_called(library, name)
        if known is not None:
            held.append(known.id)
        else:
            elsewhere.append(name)
    return held, elsewhere
