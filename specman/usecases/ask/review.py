"""The review of a subject: its suspects, what was said of each, and what is left open."""

from __future__ import annotations

from dataclasses import replace

from specman.citations.address import find_places
from specman.errors import SpecmanError
from specman.intake.stored_form import read_draft
from specman.model.document import Provision
from specman.model.identity import Place
from specman.model.impact import Direct
from specman.model.release import Release
from specman.model.review import Disposition, Review, reviewed
from specman.review.suspects import suspects_of
from specman.state.derived import load_baseline
from specman.store.library import Library
from specman.store.reviews import read_review, review_path
from specman.usecases.ask.impact import impact


def review(library: Library, subject: str, *, at: str = "") -> Review:
    """What an assessment of a subject calls people to look at, and what they said of it.

    Args:
        subject: a modification, two baselines (`4.11..4.12`), an address or a term.
        at: the baseline to assess against; as for an assessment when it is empty.

    Raises:
        InputError: the subject names nothing.
    """
    modification = library.find_modification(subject)
    assessment = impact(library, [subject], at=at)
    state = load_baseline(library, assessment.baseline)

    def provision(place: Place) -> Provision | None:
        document = state.corpus.documents.get(place.work)
        return document.by_eid.get(place.eid) if document is not None else None

    def place(address: str) -> Place | None:
        try:
            return find_places(address, state.rows)[0]
        except SpecmanError:
            return None

    drafts = {
        work: read_draft(library, library.works[work], path)
        for work, path in (modification.drafts if modification is not None else {}).items()
    }

    def instead(direct: Direct) -> Provision | None:
        before = provision(direct.place)
        document = drafts.get(direct.place.work)
        return document.labelled(before.label) if document is not None and before is not None else None

    suspects = suspects_of(assessment, library.works, provision, place, instead)
    rows, orphans = reviewed(suspects, said_of(library, subject))
    name = modification.id if modification is not None else subject
    return Review(name, assessment.title, assessment.baseline, rows, orphans)


def said_of(library: Library, subject: str) -> tuple[Disposition, ...]:
    """What was said in the review of a subject."""
    path = path_of_review(library, subject)
    data = library.tree.read(path)
    return read_review(data, path)[1] if data is not None else ()


def path_of_review(library: Library, subject: str) -> str:
    """Where the review of a subject is kept."""
    modification = library.find_modification(subject)
    if modification is not None:
        return review_path(modification.id, is_modification=True)
    return review_path(subject, is_modification=False)


def open_suspects(library: Library, release: Release) -> Release:
    """The release with the number of suspects that the reviews of its proposals have not settled."""
    return replace(release, open_suspects=sum(review(library, own).open for own in release.modifications))
