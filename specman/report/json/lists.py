"""`list` and `baseline`: works, baselines and terms, several or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from msgspec import Meta

from specman.model import baseline as frozen
from specman.model import identity
from specman.report.json import Answer, Part

# -- works -------------------------------------------------------------------------------------------------------


class Work(Part):
    """One controlled document."""

    id: str
    name: str
    title: str
    kind: str
    code: str
    version: str | None
    owner: str
    part_of: str
    unverified: Annotated[tuple[str, ...], Meta(description="Facts in its record that no source confirms.")]
    held: Annotated[bool, Meta(description="False for a part that is registered and whose text is not held.")]


class Works(Answer, tag="specman.works/1"):
    """The works of a baseline, each at its version."""

    works: tuple[Work, ...]


def works(rows: Sequence[tuple[identity.Work, str]]) -> Works:
    """The answer of `specman list works`."""
    return Works(works=tuple(work(item, version) for item, version in rows))


def work(item: identity.Work, version: str) -> Work:
    """One work, at a version; "" for none."""
    return Work(
        id=item.id, name=item.name, title=item.title, kind=item.kind, code=item.code, version=version or None,
        owner=item.owner, part_of=item.part_of, unverified=item.unverified, held=item.held,
    )  # fmt: skip


# -- baselines ---------------------------------------------------------------------------------------------------


class Entry(Part):
    """One expression of a baseline."""

    version: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Baseline(Part):
    """A frozen set of expressions."""

    number: str
    in_effect: str | None
    source: str | None
    basis: Annotated[str, Meta(description="How sure its date and content are.")]
    previous: str | None
    works: Annotated[dict[str, Entry], Meta(description="The expressions it holds, by the id of their work.")]


class OneBaseline(Baseline, Answer, tag="specman.baseline/1"):
    """A frozen set of expressions."""


class Baselines(Answer, tag="specman.baselines/1"):
    """The baselines of a library."""

    baselines: tuple[Baseline, ...]


class VersionRow(Part):
    """One work, and its version in each baseline."""

    work: str
    title: str
    versions: Annotated[dict[str, str | None], Meta(description="By baseline; null where it does not hold the work.")]


class Map(Answer, tag="specman.map/1"):
    """Documents by baselines: which version each baseline holds."""

    baselines: tuple[str, ...]
    works: tuple[VersionRow, ...]


B = TypeVar("B", bound=Baseline)


def baseline(item: frozen.Baseline) -> OneBaseline:
    """The answer of `specman baseline show`."""
    return _baseline(OneBaseline, item)


def baselines(items: Sequence[frozen.Baseline]) -> Baselines:
    """The answer of `specman list baselines`."""
    return Baselines(baselines=tuple(_baseline(Baseline, item) for item in items))


def _baseline(sort: type[B], item: frozen.Baseline) -> B:
    return sort(
        number=str(item.number),
        in_effect=item.in_effect or None,
        source=item.source or None,
        basis=item.basis,
        previous=item.previous or None,
        works={work: Entry(version=entry.version, sha256=entry.sha256) for work, entry in item.entries.items()},
    )


def version_map(numbers: Sequence[str], rows: Sequence[tuple[identity.Work, Sequence[str]]]) -> Map:
    """The answer of `specman baseline map`."""
    return Map(
        baselines=tuple(numbers),
        works=tuple(
            VersionRow(
                work=item.id,
                title=item.title,
                versions={number: version or None for number, version in zip(numbers, versions, strict=True)},
            )
            for item, versions in rows
        ),
    )


# -- terms -------------------------------------------------------------------------------------------------------


class Term(Part):
    """A defined term: where it is defined, and how often it is used."""

    term: str
    defined_in: str
    uses: int


class Terms(Answer, tag="specman.terms/1"):
    """The defined terms of a baseline."""

    terms: tuple[Term, ...]


def terms(rows: Sequence[tuple[str, str, int]]) -> Terms:
    """The answer of `specman list terms`."""
    return Terms(terms=tuple(Term(term=term, defined_in=place, uses=uses) for term, place, uses in rows))
