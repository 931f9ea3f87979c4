"""What a lawyer would write: the drafts of a proposal, or two versions of a document, as amending instructions."""

from __future__ import annotations

from specman.amending.sentences import sentence
from specman.errors import InputError, UsageError
from specman.model.document import Document
from specman.model.identity import Work
from specman.model.instruction import Amended, Instructions
from specman.state.drafting import draft_to_amend, expression_to_amend, instructions_between
from specman.state.subjects import expression_named
from specman.store.library import Library


def instructions(library: Library, subject: str, target: str = "", *, work: str = "") -> Instructions:
    """Instructions from the base of each draft to the draft, or from one version of a document to another.

    Args:
        subject: a modification, or `WORK@VERSION` where a target is named.
        work: only the draft of this work.

    Raises:
        InputError: no draft. UsageError: versions of two works.
    """
    if target:
        base, then = expression_named(library, subject), expression_named(library, target)
        if base.work.id != then.work.id:
            raise UsageError(
                f"{subject} and {target} are versions of two works.", hint="Name two versions of one work."
            )
        documents = [expression_to_amend(library, side.work, side.version) for side in (base, then)]
        return Instructions(f"{subject} to {target}", (_amended(base.work, *documents),))
    item = library.modification(subject)
    wanted = library.work(work).id if work else ""
    baseline = library.baseline(item.base)
    rows: list[Amended] = []
    left_out: list[str] = []
    for work_id, path in sorted(item.drafts.items()):
        owner = library.works[work_id]
        entry = baseline.entries.get(work_id)
        if wanted and wanted != work_id:
            continue
        if entry is None:
            left_out.append(owner.name)
            continue
        held = expression_to_amend(library, owner, entry.version, entry.sha256)
        rows.append(_amended(owner, held, draft_to_amend(library, owner, path)))
    if not rows and not left_out:
        raise InputError(
            f"{item.id} has no drafted text{f' of {library.works[wanted].name}' if wanted else ''}.",
            hint="specman mod draft stores one.", slug="no-draft",
        )  # fmt: skip
    return Instructions(item.id, tuple(rows), tuple(left_out))


def _amended(work: Work, base: Document, draft: Document) -> Amended:
    found = instructions_between(work, base, draft)
    return Amended(work.id, work.name, base.version, tuple((one, sentence(one)) for one in found))
