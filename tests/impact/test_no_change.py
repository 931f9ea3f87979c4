"""Schema types of which it can be shown that they need no change: sample values are tried on their patterns."""

import pytest

from specman.formats.reading import read_document
from specman.impact.no_change import no_schema_change
from specman.model.corpus import Corpus
from specman.model.identity import Place, Work
from specman.model.impact import NoChange
from specman.model.modification import Modification, Sample

WORKS = {"x": Work("x", "X", "schema", "X", "X", "XSD:X"), "t": Work("t", "T", "specification", "T", "T", "T")}


def shown(facets: str, *samples: Sample, sort: str = "simpleType") -> dict[Place, NoChange]:
    """What is shown of a schema with one type of these facets."""
    inner = f'<xs:restriction base="xs:string">{facets}</xs:restriction>'
    types = f'<xs:simpleType name="Id">{inner}</xs:simpleType><xs:element name="Id" type="Id"/>'
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{types}</xs:schema>'
    documents = {
        "x": read_document(text.encode(), "x.xsd", work="x"),
        "t": read_document(b"# T\n\n## 1 A\n\n1.1 Text.\n", "t.md", work="t"),
    }
    return no_schema_change(Modification("M1", "T", "open", samples=samples), Corpus("1.0", WORKS, documents))


PLACE = Place("x", "simpleType_Id")


@pytest.mark.parametrize(
    ("facets", "values", "accepted"),
    [
        ('<xs:pattern value="[0-9]{2}"/>', ("12", "34"), True),
        ('<xs:pattern value="[0-9]{2}"/>', ("12", "345"), False),
        ('<xs:pattern value="[0-9]{2}"/><xs:pattern value="[a-z]"/>', ("12", "x"), True),
        (r'<xs:pattern value="\i\c*"/>', ("aZ.9:-", "_"), True),
        (r'<xs:pattern value="\i\c*"/>', ("9a",), False),
        ('<xs:maxLength value="4"/>', ("12",), False),
        ('<xs:pattern value="[0-9]{2}"/>', (), False),
    ],
)  # fmt: skip
def test_a_type_with_a_pattern_that_accepts_every_sample_needs_no_change(
    facets: str, values: tuple[str, ...], accepted: bool
) -> None:
    found = shown(facets, *(Sample("Id", value) for value in values))
    assert found == ({PLACE: NoChange(values, "")} if accepted else {})


def test_samples_of_another_type_are_not_tried() -> None:
    assert shown('<xs:pattern value="[0-9]{2}"/>', Sample("Other", "12")) == {}


def test_the_reason_is_that_of_the_first_sample_that_gives_one() -> None:
    samples = (Sample("Id", "12"), Sample("Id", "34", "it accepts any"), Sample("Id", "56", "another"))
    assert shown('<xs:pattern value="[0-9]{2}"/>', *samples) == {PLACE: NoChange(("12", "34", "56"), "it accepts any")}
