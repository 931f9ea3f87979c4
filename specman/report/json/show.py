"""`show ADDRESS` and `search`: a provision, document or term in its surroundings; where words are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from specman.model import views as model
from specman.report.json import Answer, Part
from specman.report.json.documents import Document, Provision, document, provision
from specman.report.json.lists import Work, work


class Neighbour(Part):
    """A provision linked with the one shown: how, and by what words."""

    address: str
    heading: str
    link: str
    words: str


class ProvisionView(Part, tag_field="sort", tag="provision"):
    """One provision with its parts and what it is linked with."""

    address: str
    baseline: str
    work: str
    version: str
    provision: Provision
    parts: tuple[Provision, ...]
    structure: Annotated[tuple[str, ...], Meta(description="Of a schema component, its constructs, one a line.")]
    depends_on: tuple[Neighbour, ...]
    used_by: tuple[Neighbour, ...]


class DocumentView(Part, tag_field="sort", tag="document"):
    """One document at one version, whole."""

    work: Work
    file: str
    baselines: tuple[str, ...]
    document: Document


class TermView(Part, tag_field="sort", tag="term"):
    """A defined term: how it is defined, who uses it, who cites its definition."""

    term: str
    baseline: str
    definitions: tuple[ProvisionView, ...]
    uses: tuple[Neighbour, ...]
    citers: tuple[Neighbour, ...]


class Show(Answer, tag="specman.show/1"):
    """What a name shows; several where it means several things."""

    views: tuple[ProvisionView | DocumentView | TermView, ...]


class Hit(Part):
    """A provision in which words are found."""

    address: str
    heading: str
    excerpt: str


class Search(Answer, tag="specman.search/1"):
    """The provisions that hold all the words."""

    hits: tuple[Hit, ...]


def show(views: Sequence[model.View]) -> Show:
    """The answer of `specman show ADDRESS`."""
    return Show(views=tuple(map(_view, views)))


def _view(view: model.View) -> ProvisionView | DocumentView | TermView:
    if isinstance(view, model.DocumentView):
        return DocumentView(
            work=work(view.work, view.document.version), file=view.file, baselines=view.baselines,
            document=document(view.document),
        )  # fmt: skip
    if isinstance(view, model.TermView):
        return TermView(
            term=view.term, baseline=view.baseline, definitions=tuple(map(_provision_view, view.definitions)),
            uses=_neighbours(view.uses), citers=_neighbours(view.citers),
        )  # fmt: skip
    return _provision_view(view)


def _provision_view(view: model.ProvisionView) -> ProvisionView:
    return ProvisionView(
        address=view.address,
        baseline=view.baseline,
        work=view.work.id,
        version=view.version,
        provision=provision(view.provision),
        parts=tuple(provision(part) for _, part in view.parts),
        structure=view.structure,
        depends_on=_neighbours(view.depends_on),
        used_by=_neighbours(view.used_by),
    )


def _neighbours(found: Sequence[model.Neighbour]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(address=n.address, heading=n.heading, link=n.kind, words=n.words) for n in found)


def search(hits: Sequence[tuple[str, str, str]]) -> Search:
    """The answer of `specman search`."""
    return Search(hits=tuple(Hit(address=a, heading=heading, excerpt=excerpt) for a, heading, excerpt in hits))
