"""Links between schema components, across imports and includes; sections cited by their headings."""

from __future__ import annotations

from specman.citations.extract import citations_of, links_of
from specman.citations.houses import shipped
from specman.citations.names import Names
from specman.citations.resolve import resolve
from specman.formats import markdown, xsd
from specman.model.corpus import Corpus
from specman.model.identity import HouseRules, Work

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
TYPE = '<xs:simpleType name="{}"><xs:restriction base="{}"/></xs:simpleType>'


def links(**schemas: str) -> set[tuple[str, str]]:
    """(source, target) as work#eid of the `uses-type` links of schemas, by work id."""
    works = {name: Work(name, name, "schema", name, name, name) for name in schemas}
    documents = {name: xsd.parse(text.encode(), work=name, version="1") for name, text in schemas.items()}
    found = links_of(Corpus("1.0", works, documents), {}, [], {})
    assert {link.kind for link in found} <= {"uses-type"}
    return {(str(link.source), str(link.target)) for link in found}


def test_a_type_is_tied_to_the_one_it_restricts_and_not_to_built_in_types() -> None:
    own = (
        HEAD + 'targetNamespace="u" xmlns="u">' + TYPE.format("A", "B") + TYPE.format("B", "xs:string") + "</xs:schema>"
    )
    assert links(own=own) == {("own#simpleType_A", "own#simpleType_B")}


def test_an_import_leads_into_the_schema_of_that_namespace() -> None:
    other = HEAD + 'targetNamespace="o">' + TYPE.format("T", "xs:string") + "</xs:schema>"
    own = HEAD + 'targetNamespace="u" xmlns:o="o"><xs:import namespace="o"/>' + TYPE.format("A", "o:T") + "</xs:schema>"
    assert links(own=own, other=other) == {("own#simpleType_A", "other#simpleType_T")}
    assert links(own=own) == set()


def test_an_include_shares_the_namespace_or_takes_it() -> None:
    own = HEAD + 'targetNamespace="u" xmlns="u"><xs:include schemaLocation="p.xsd"/>' + TYPE.format("A", "T") + "</xs:schema>"  # fmt: skip
    same = HEAD + 'targetNamespace="u">' + TYPE.format("T", "xs:string") + "</xs:schema>"
    chameleon = HEAD + ">" + TYPE.format("T", "xs:string") + "</xs:schema>"
    for part in (same, chameleon):
        assert links(own=own, part=part) == {("own#simpleType_A", "part#simpleType_T")}


def test_a_name_of_its_own_goes_before_an_included_one() -> None:
    own = (
        HEAD + 'targetNamespace="u" xmlns="u">' + TYPE.format("A", "T") + TYPE.format("T", "xs:string") + "</xs:schema>"
    )
    same = HEAD + 'targetNamespace="u">' + TYPE.format("T", "xs:string") + "</xs:schema>"
    assert links(own=own, apart=same) == {("own#simpleType_A", "own#simpleType_T")}


HEADED = """# Spec

## Path Templating

Words.

## Paths Object

See Path Templating, the paths objects' rules, and RFC 2119. A Paths Object is not cited by itself.

| Field | Means |
| --- | --- |
| a | one Path Templating |
"""


def test_sections_are_cited_by_their_headings_where_the_house_does_so() -> None:
    document = markdown.parse(HEADED.encode(), work="w", version="1")
    for by_heading, wanted in ((False, {"RFC 2119"}), (True, {"RFC 2119", "Path Templating"})):
        work = Work("w", "W", "appendix", "W", "W", "W", house=HouseRules(by_heading=by_heading))
        corpus = Corpus("1", {"w": work}, {"w": document})
        names = Names.of([work], shipped())
        found = [(p, c) for p in document.provisions for c in citations_of(work, document, p, names)]
        assert {citation.text for _, citation in found} == wanted
        assert all(p.words[c.start : c.end] == c.text for p, c in found)
        if by_heading:
            places = [resolve(c.targets[0], corpus, names).place for _, c in found if c.kind == "heading"]
            assert len(places) == 2 and len({*places}) == 1
