"""Provisions that must stay equal: declared pairs, equal types of two schemas, a term defined in two documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from specman.citations.address import find_places
from specman.citations.terms import Definition
from specman.errors import InputError
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.identity import Place
from specman.model.link import Link
from specman.model.mirror import MirrorRule

DECLARED = "declared a mirror in specman.toml"
SAME_TYPE = "the same type in two schemas"
SAME_TERM = "the same term defined in two documents"


def mirror_pairs(
    corpus: Corpus, definitions: Mapping[str, Sequence[Definition]], rules: Sequence[MirrorRule]
) -> list[tuple[Place, Place, str]]:
    """Pairs with the reason they are held to be mirrors, each pair once, in a stable order.

    Same-named schema types count while they are equal, and when `specman.toml` declares them; types that merely
    share a name and always differed are not mirrors.
    """
    pairs: dict[tuple[Place, Place], str] = {}
    for rule in rules:
        try:
            a, b = find_places(rule.a, corpus)[0], find_places(rule.b, corpus)[0]
        except InputError:
            continue  # a declared pair that this state does not hold is reported by `check`
        pairs[min(a, b), max(a, b)] = DECLARED
    for a, b in same_named_types(corpus):
        if content_digest(corpus, a) == content_digest(corpus, b):
            pairs.setdefault((a, b), SAME_TYPE)
    terms: dict[str, Place] = {}
    for rows in definitions.values():
        for definition in rows:
            if definition.pointer or definition.in_place:
                continue
            first_place = terms.setdefault(definition.term, definition.place)
            if first_place.work != definition.place.work:
                a, b = sorted((first_place, definition.place))
                pairs.setdefault((a, b), SAME_TERM)
    return [(a, b, reason) for (a, b), reason in sorted(pairs.items())]


def mirror_links(
    corpus: Corpus, definitions: Mapping[str, Sequence[Definition]], rules: Sequence[MirrorRule]
) -> list[Link]:
    """Mirror pairs as links, both ways."""
    links = []
    for a, b, reason in mirror_pairs(corpus, definitions, rules):
        links += [Link(a, b, "mirrors", reason), Link(b, a, "mirrors", reason)]
    return links


def same_named_types(corpus: Corpus) -> Iterator[tuple[Place, Place]]:
    """Components of one sort and name in two schemas, the smaller place first."""
    owners: dict[tuple[str, str], str] = {}
    for work_id in sorted(work.id for work in corpus.works.values() if work.kind == "schema"):
        schema = corpus.documents[work_id].schema if work_id in corpus.documents else None
        for sort, name in schema.by_key if schema is not None else ():
            first = owners.setdefault((sort, name), work_id)
            if first != work_id:
                yield Place(first, f"{sort}_{name}"), Place(work_id, f"{sort}_{name}")


def content_digest(corpus: Corpus, place: Place) -> str:
    """A digest of the content of a provision and its parts, or of a schema component, as 16 hexadecimal digits.

    Numbers, typography and documentation are left out: two mirrors may be in different places.
    """
    document = corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    if document.schema is not None and provision.kind == "component":
        sort, _, name = place.eid.partition("_")
        content = repr(document.schema.by_key[sort, name].particle)
    else:
        content = "\x1e".join(_digests(document, provision))
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


def _digests(document: Document, provision: Provision) -> Iterator[str]:
    yield provision.digest
    for child in document.children(provision.eid):
        yield from _digests(document, child)
