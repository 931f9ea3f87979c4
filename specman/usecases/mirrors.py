"""Provisions that must stay equal: declared pairs, equal types of two schemas, a term defined in two documents."""

from __future__ import annotations

from collections.abc import Mapping

from specman.citations.address import find_places
from specman.citations.terms import Definition
from specman.errors import InputError
from specman.model.corpus import Corpus
from specman.model.identity import Place
from specman.model.link import Link
from specman.store.manifests import Settings


def mirror_pairs(
    corpus: Corpus, definitions: Mapping[str, list[Definition]], settings: Settings
) -> list[tuple[Place, Place, str]]:
    """Pairs with the reason they are held to be mirrors, each pair once, in a stable order.

    Same-named schema types count while they are equal, and when `specman.toml` declares them; types that merely
    share a name and always differed are not mirrors.
    """
    pairs: dict[tuple[Place, Place], str] = {}
    for rule in settings.mirrors:
        try:
            a, b = find_places(rule.a, corpus)[0], find_places(rule.b, corpus)[0]
        except InputError:
            continue  # a declared pair that this state does not hold is reported by `check`
        pairs[min(a, b), max(a, b)] = "declared a mirror in specman.toml"
    schemas = {w: d.schema for w, d in corpus.documents.items() if d.schema is not None}
    owners: dict[tuple[str, str], str] = {}
    for work_id, schema in schemas.items():
        for key, component in schema.by_key.items():
            first = owners.setdefault(key, work_id)
            if first != work_id and schemas[first].by_key[key].particle == component.particle:
                eid = f"{component.sort}_{component.name}"
                pairs.setdefault((Place(first, eid), Place(work_id, eid)), "the same type in two schemas")
    terms: dict[str, Place] = {}
    for rows in definitions.values():
        for definition in rows:
            if definition.pointer or definition.in_place:
                continue
            first_place = terms.setdefault(definition.term, definition.place)
            if first_place.work != definition.place.work:
                a, b = sorted((first_place, definition.place))
                pairs.setdefault((a, b), "the same term defined in two documents")
    return [(a, b, reason) for (a, b), reason in sorted(pairs.items())]


def mirror_links(corpus: Corpus, definitions: Mapping[str, list[Definition]], settings: Settings) -> list[Link]:
    """Mirror pairs as links, both ways."""
    links = []
    for a, b, reason in mirror_pairs(corpus, definitions, settings):
        links += [Link(a, b, "mirrors", reason), Link(b, a, "mirrors", reason)]
    return links
