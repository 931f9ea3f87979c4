"""The review of a subject: its suspects, what was said of each, and what is left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from specman.citations.address import find_places
from specman.errors import SpecmanError
from specman.intake.stored_form import read_draft
from specman.model.document import Document
from specman.model.identity import Place
from specman.model.impact import Assessment
from specman.model.modification import Modification
from specman.model.release import Release
from specman.model.review import Disposition, Review, reviewed
from specman.review.stamps import Ends
from specman.review.suspects import suspects_of
from specman.state.derived import load_baseline
from specman.state.subjects import range_named
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
    return review_of(library, subject, impact(library, [subject], at=at))


def review_of(library: Library, subject: str, assessment: Assessment) -> Review:
    """The same of a subject that has been assessed."""
    modification = library.find_modification(subject)
    state = load_baseline(library, assessment.baseline)

    def depends_on(places: Sequence[Place]) -> dict[Place, list[Place]]:
        return {place: [link.target for link in links] for place, links in state.rows.out_of(places).items()}

    def place(address: str) -> Place | None:
        try:
            return find_places(address, state.rows)[0]
        except SpecmanError:
            return None

    ends = Ends(state.corpus.documents, _after(library, subject, modification), depends_on)
    suspects = suspects_of(assessment, library.works, ends, place)
    rows, orphans = reviewed(suspects, said_of(library, subject))
    name = modification.id if modification is not None else subject
    return Review(name, assessment.title, assessment.baseline, rows, orphans)


def _after(library: Library, subject: str, modification: Modification | None) -> dict[str, Document]:
    """The documents that the subject changes, as it makes them."""
    if modification is not None:
        return {work: read_draft(library, library.works[work], path) for work, path in modification.drafts.items()}
    between = range_named(library, subject)
    if between is None:
        return {}
    before, after = library.baseline(between.base).entries, library.baseline(between.target).entries
    documents = load_baseline(library, between.target).corpus.documents
    return {
        work: documents[work]
        for work, entry in after.items()
        if work not in before or before[work].sha256 != entry.sha256
    }


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
