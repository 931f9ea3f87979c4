from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.citations.extract import citations_of
from specman.citations.houses import shipped
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.resolve import resolve
from specman.citations.scanner import find_citations
from specman.formats import markdown
from specman.formats.reading import read_document
from specman.model.corpus import Corpus
from specman.model.identity import HouseRules, Work, WorkKind
from specman.state.file_changes import work_of_files


def work(code: str, kind: WorkKind, title: str = "", own: frozenset[str] = HouseRules().own_units) -> Work:
    return Work(code.lower(), title or code, kind, code, code, code, house=HouseRules(own))


SPEC = frozenset({"section", "clause", "paragraph", "table"})
WORKS = [
    *(work(f"SEC:{letter}", "code-section", f"Section {letter}: Title") for letter in "ABDFGHX"),
    work("GBCS", "specification", "Great Britain Companion Specification", SPEC),
    work("SMETS", "specification", "Smart Metering Equipment Technical Specifications", SPEC),
    work("CHTS", "specification", "Communications Hub Technical Specifications", SPEC),
    work("DUIS", "appendix", "DCC User Interface Specification"),
    work("MMC", "appendix", "Message Mapping Catalogue"),
    work("XSD:DUIS", "schema", "DUIS XML Schema"),
    work("SRPD", "appendix", "Service Request Processing Document"),
    work("MT", "table", "Mapping Table", SPEC),
]
BY_CODE = {w.code: w for w in WORKS}
NAMES = Names.of(WORKS, shipped())
CASES = list(
    csv.DictReader((Path(__file__).parent / "cases.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['within']}: {case['text']}")
def test_each_form_names_its_targets_and_nothing_else(case: dict[str, str]) -> None:
    found = find_citations(case["text"], Context(BY_CODE[case["within"]]), NAMES)
    targets = [f"{t.document} {t.provision}" for citation in found for t in citation.targets]
    assert targets == [part for part in case["targets"].split("|") if part]


@pytest.mark.parametrize("case", [c for c in CASES if c["targets"]], ids=lambda case: case["text"])
def test_a_sentence_around_a_citation_changes_nothing(case: dict[str, str]) -> None:
    text = f"As required by {case['text'].rstrip('.')}, it shall be done"
    found = find_citations(text, Context(BY_CODE[case["within"]]), NAMES)
    targets = {f"{t.document} {t.provision}" for citation in found for t in citation.targets}
    assert targets == set(case["targets"].split("|"))


pieces = st.sampled_from(
    ["Section ", "Sections ", "clause ", "H3", "D6.3", "(a)", "(ii)", " and ", ", ", " to ", "-", "7.11", "4.6.5.4", "GBCS ", "SMETS ",
     "Appendix ", "AD", "of ", "the ", "Table ", "16.2", "Use Case ", "ECS17b", "/", ";", " (Some Title)", ".", "SRV ", "\u00a0", "é", "[TBC]"]
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join), st.sampled_from(WORKS))
def test_a_span_cuts_exactly_the_words_and_spans_do_not_overlap(text: str, within: Work) -> None:
    at = 0
    for citation in find_citations(text, Context(within), NAMES):
        assert text[citation.start : citation.end] == citation.text
        assert at <= citation.start < citation.end
        assert citation.targets
        at = citation.end


def test_work_grows_with_the_text_and_no_faster() -> None:
    """The form that made one large expression run for ever: counted in scanner calls, not seconds."""
    text = "Section D1 of Section D1 " * 400
    found = find_citations(text, Context(BY_CODE["SEC:D"]), NAMES)
    assert 400 <= len(found) <= 800


RELATIVE = """## D6 Refinement

D6.3 The group shall:

- (a) meet;
- (b) minute; and
- (c) where paragraph (b) above applies, publish, and as paragraphs (a) to (b) above require:
  - (i) soon; and
  - (ii) if sub-paragraph (i) fails, later.

D6.4 As the preceding paragraph requires, and under paragraph (b) of Section D6.3.
"""


@pytest.mark.parametrize(
    ("label", "targets"),
    [
        ("D6.3(c)", ["D6.3(b)", "D6.3(a)", "D6.3(b)"]),
        ("D6.3(c)(ii)", ["D6.3(c)(i)"]),
        ("D6.4", ["D6.3", "D6.3(b)"]),
    ],
)
def test_relative_forms_are_read_from_where_they_stand(label: str, targets: list[str]) -> None:
    document = markdown.parse(RELATIVE.encode(), work="sec:d", version="1")
    here = document.by_label[label.casefold()]
    found = find_citations(here.words, Context(BY_CODE["SEC:D"], document, here), NAMES)
    assert [t.provision for citation in found for t in citation.targets] == targets


OWN_SCHEDULES = """# T

## 1 Body

1.1 {words}

## Schedule 1 Charges

1. The Charge is due.
2. VAT is added.

## Schedule 2 Service

2.1 The Service is kept up.

- (a) by day; and
- (b) by night.

## Schedule 3 Data
"""


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("See Schedule 1.", ["Schedule 1"]),
        ("See Schedules 1 to 3.", ["Schedule 1", "Schedule 2", "Schedule 3"]),
        ("See Schedules 1 and 3.", ["Schedule 1", "Schedule 3"]),
        ("See paragraph 2 of Schedule 1.", ["Schedule 1 2"]),
        ("See paragraph 2.1 of Schedule 2.", ["2.1"]),
        ("See paragraph 9 of Schedule 3.", ["Schedule 3"]),
        ("See Schedule 8.", []),
    ],
)
def test_schedules_that_a_document_holds_itself_are_its_own(words: str, labels: list[str]) -> None:
    document = read_document(OWN_SCHEDULES.format(words=words).encode(), "own.md", work="own")
    own = work_of_files("own", "own", (document, document))
    own_names = Names.of([own], shipped())
    found = citations_of(own, document, document.by_label["1.1"], own_names)
    corpus = Corpus("x", {own.id: own}, {own.id: document})
    places = [resolve(target, corpus, own_names).place for citation in found for target in citation.targets]
    assert [document.by_eid[place.eid].label for place in places if place] == labels
