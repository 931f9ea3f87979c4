"""The library that ships: true to its manuscripts, sound, and showing what the tool is for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from specman.formats.reading import read_document
from specman.intake.stored_form import stored_form
from specman.model.change import ChangeSet
from specman.model.finding import CheckResult
from specman.model.identity import Work
from specman.model.impact import Assessment, NoChange
from specman.report.wording import details_words
from specman.state.changes import diff_baselines
from specman.state.derived import State, load_baseline
from specman.store.library import Library
from specman.usecases.ask.check import check
from specman.usecases.ask.diff import diff_held
from specman.usecases.ask.impact import impact
from specman.usecases.ask.lists import list_terms
from specman.usecases.ask.resolve import resolve_text
from tests.conftest import ROOT, Door
from tests.formats.test_markdown_and_akn import official_schema

MANUSCRIPTS = ROOT / "manuscripts"


@pytest.fixture(scope="module")
def library(shipped: Path) -> Library:
    return Library(shipped)


@pytest.fixture(scope="module")
def changes(library: Library) -> ChangeSet:
    return diff_baselines(library, "4.11", "4.12")


@pytest.fixture(scope="module")
def state(library: Library) -> State:
    return load_baseline(library, "4.12")


@pytest.fixture(scope="module")
def checked(library: Library) -> CheckResult:
    return check(library, "4.12")


@pytest.fixture(scope="module")
def mod14(library: Library) -> Assessment:
    return impact(library, ["SECMP0014"])


@pytest.fixture(scope="module")
def mod15(library: Library) -> Assessment:
    return impact(library, ["SECMP0015"])


# -- what is stored ----------------------------------------------------------------------------------------------


def test_every_expression_is_what_import_makes_of_its_manuscript(library: Library) -> None:
    for work in library.works.values():
        for version in library.versions(work):
            ending = ".md" if work.suffix == ".xml" else work.suffix
            file = MANUSCRIPTS / work.id / f"{version}{ending}"
            document = read_document(file.read_bytes(), file.name, work=work.id, version=version)
            assert stored_form(document, file.name, file.read_bytes()) == library.read_expression(work, version), file


def test_every_stored_text_is_valid_akoma_ntoso_by_the_official_schema(library: Library) -> None:
    schema = official_schema()
    for work in library.works.values():
        for version in library.versions(work):
            if work.suffix == ".xml":
                tree = etree.fromstring(library.read_expression(work, version))
                assert schema.validate(tree), (work.id, version, schema.error_log)


def test_the_schemas_compile_and_their_samples_validate(library: Library) -> None:
    for work_id in ("duis-xsd", "mmc-xsd"):
        work = library.works[work_id]
        for version in library.versions(work):
            etree.XMLSchema(etree.fromstring(library.read_expression(work, version)))


def test_every_document_says_on_its_first_page_that_it_is_illustrative(library: Library, state: State) -> None:
    for work_id, document in state.corpus.documents.items():
        if library.works[work_id].kind == "schema":
            text = library.read_expression(library.works[work_id], document.version).decode()
        else:
            text = " ".join(document.metadata.notes)
        assert "llustrative" in text, work_id


def test_it_is_large_enough_to_mean_something(library: Library, state: State) -> None:
    assert len(library.baseline("4.12").entries) >= 24
    assert sum(len(d.provisions) - 1 for d in state.corpus.documents.values()) >= 600
    assert len(state.corpus.documents["gbcs-mt"].provisions) > 60
    assert list(library.baselines) == ["4.10", "4.11", "4.12"]
    assert library.baselines["4.12"].in_effect == "2016-06-15"
    assert library.baselines["4.10"].in_effect == ""
    assert set(library.modifications) == {
        f"SECMP00{n}" for n in ("02", "03", "05", "06", "07", "10", "12", "14", "15", "16", "17")
    }


def test_the_chain_from_requirement_to_response_is_whole_for_25_use_cases(state: State) -> None:
    """Requirement <- use case -> service request variant <- response, by links, gas and electricity."""
    corpus = state.corpus
    requirement, variant, response = set(), set(), set()
    variants: dict[object, set[object]] = {}
    for link in state.links:
        kinds = (corpus.provision(link.source).kind, corpus.provision(link.target).kind)
        if link.kind == "implements" and kinds[0] == "use-case" and link.target.work in ("smets", "chts"):
            requirement.add(link.source)
        if link.kind == "maps-to" and kinds == ("use-case", "service-request"):
            variants.setdefault(link.source, set()).add(link.target)
        if link.kind == "maps-to" and kinds == ("response", "service-request"):
            variant.add(link.target)
        if link.kind == "implements" and kinds == ("response", "use-case"):
            response.add(link.target)
    whole = {uc for uc, srvs in variants.items() if uc in requirement and uc in response and srvs & variant}
    labels = [corpus.provision(uc).label for uc in whole]  # type: ignore[arg-type]
    assert len(whole) >= 25
    assert {"ECS", "GCS"} <= {label[:3] for label in labels}


# -- what changed between 4.11 and 4.12 --------------------------------------------------------------------------------


def one(changes: ChangeSet, address: str, side: str = "target") -> tuple[str, str]:
    for change in changes.changes:
        found = change.target if side == "target" else change.base
        if found is not None and found.address == address:
            return change.kind, change.significance
    raise AssertionError(f"{address} is not among the changes")


def test_everything_a_comparison_must_tell_apart_is_there(changes: ChangeSet) -> None:
    assert one(changes, 'SEC A1.1 "Smart Metering Inventory"') == ("amended", "substantive")
    assert one(changes, "SEC H5.4") == ("added", "substantive")
    assert one(changes, "SEC G7.19(c)") == ("added", "substantive")
    assert one(changes, "SEC G7.19(d)")[0] in ("renumbered", "amended")
    assert one(changes, "SEC F4.8", "base") == ("removed", "substantive")
    assert one(changes, "SEC F1.9")[0] == "moved"
    assert one(changes, "SEC F4") == ("amended", "substantive")
    assert one(changes, "IEDP 3.2") == ("amended", "consequential")
    assert one(changes, "SCF 5.4") == ("amended", "consequential")
    assert one(changes, "SEC T3.1") == ("amended", "editorial")
    statuses = Counter(work.status for work in changes.works)
    assert statuses["added"] == 2
    assert statuses["unchanged"] >= 8
    kinds = {(c.kind, c.side.provision.kind) for c in changes.changes}
    assert ("amended", "row") in kinds
    assert ("amended", "component") in kinds


def test_only_documents_that_differ_are_opened_and_schemas_beside_a_schema(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    reading = Library.read_expression

    def watched(self: Library, work: Work, version: str, sha256: str = "") -> bytes:
        opened.append(work.id)
        return reading(self, work, version, sha256)

    monkeypatch.setattr(Library, "read_expression", watched)
    found = diff_baselines(library, "4.11", "4.12")
    differing = {work.work for work in found.works if work.status != "unchanged"}
    assert set(opened) == differing | {"mmc-xsd"}
    assert "mmc-xsd" not in differing


def test_a_comparison_of_one_work_still_knows_the_others(shipped: Path, specman: Door) -> None:
    """Restricted to one work, a consequence stays a consequence and a move a move."""
    _, out, _ = specman("diff", "4.11", "4.12", "--work", "IEDP", "--work", "SEC F", library=shipped)
    assert "IEDP 3.2  amended, consequential" in out
    assert "SEC F1.9  moved from SEC C6.14" in " ".join(out.split()).replace("SEC F1.9 moved", "SEC F1.9  moved")
    assert "SEC H" not in out


def test_a_renumbered_sibling_is_never_called_amended_in_substance(changes: ChangeSet) -> None:
    for change in changes.changes:
        if change.kind == "amended" and change.significance == "substantive" and change.edits:
            words = [text for sort, text in change.edits if sort != "equal"]
            assert any(word.strip() for word in words)


def test_the_moved_duty_is_one_move_between_two_sections(changes: ChangeSet) -> None:
    [move] = [
        c
        for c in changes.changes
        if c.kind == "moved" and c.base and c.target and c.base.work != c.target.work and c.target.work == "sec-f"
    ][:1]
    assert move.base is not None and move.target is not None
    assert (move.base.address, move.target.address) == ("SEC C6.14", "SEC F1.9")


def test_the_privacy_framework_follows_the_term_of_the_code_after_the_baseline(library: Library) -> None:
    """The Panel approved 1.1 on 17 June 2016: SEC 4.12, in effect two days before, holds 1.0."""
    assert {number: held.entries["pcf"].version for number, held in library.baselines.items()} == {
        "4.10": "1.0", "4.11": "1.0", "4.12": "1.0",
    }  # fmt: skip
    changes = diff_held(library, "PCF@1.0", "PCF@1.1")
    [work] = changes.works
    assert work.target is not None and work.target.metadata.date == "2016-06-17"
    edits = [edit for change in work.changes for edit in change.edits if edit[0] != "equal"]
    assert ("delete", "Independent Privacy Auditor") in edits
    assert ("insert", "User CIO") in edits
    assert ("delete", "[TBC]") in edits
    assert "17 June 2016" in library.baseline("4.12").basis
    assert all("Schedules 8 to 10" in held.basis for held in library.baselines.values())


def test_the_schema_change_is_told_by_component_and_judged(changes: ChangeSet) -> None:
    [work] = [work for work in changes.works if work.work == "duis-xsd"]
    details = {c.side.provision.label: details_words(c) for c in work.changes}
    assert any("optional element" in words for rows in details.values() for words in rows)
    assert any("enumeration" in words for rows in details.values() for words in rows)
    assert all(
        c.compatibility and (c.compatibility.senders, c.compatibility.receivers) == ("safe", "breaks")
        for c in work.changes
    )


# -- what the modifications touch -----------------------------------------------------------------------------------------


def addresses(assessment: Assessment) -> set[str]:
    return {item.address for item in assessment.reached} | {direct.address for direct in assessment.direct}


def test_secmp0014_finds_what_it_touches(mod14: Assessment) -> None:
    found = addresses(mod14)
    assert 'SEC A1.1 "Device ID"' in found
    assert any(a.startswith("GBCS 4.3.2") for a in found)
    assert "SMETS 4.3.2" in {a.partition("(")[0] for a in found} or any(a.startswith("SMETS 4.3.2") for a in found)
    assert any(a.startswith("CHTS 4.2.3") for a in found)
    assert any(a.startswith("SEC H5") for a in found)
    assert any(a.startswith("IEDP 3") for a in found)
    assert {"DUIS-XSD EUI", "MMC-XSD EUI"} <= found


def test_secmp0014_shows_why_the_schemas_need_no_change(mod14: Assessment) -> None:
    reasons = {item.address: item.no_change for item in mod14.reached}
    samples = ("00-1B-C5-11-00-0F-42-40", "90-B3-D5-23-FF-FF-00-01")
    for address in ("DUIS-XSD EUI", "MMC-XSD EUI"):
        assert reasons[address] == NoChange(samples, "it accepts any EUI-64")


def test_secmp0014_does_not_reach_credit_cover(mod14: Assessment) -> None:
    assert not [a for a in addresses(mod14) if a.startswith("SEC J")]
    assert "sec-j" not in {work.work for work in mod14.works}


def test_secmp0015_finds_the_header_of_the_mmc_and_not_duis(mod15: Assessment) -> None:
    found = addresses(mod15)
    assert "MMC-XSD HeaderType" in found
    assert any(a.startswith("MMC 2.4") for a in found)
    assert not [item.address for item in mod15.reached if item.work in ("duis", "duis-xsd")]
    remarks = {work.name: work.remark for work in mod15.works}
    assert remarks["Schedule 11 TS Applicability Tables"] == "named, not held"


def test_every_path_leads_from_the_provision_to_the_change(mod14: Assessment) -> None:
    for item in mod14.reached:
        assert item.steps[0].source == item.address
        for step, following in zip(item.steps, item.steps[1:], strict=False):
            assert step.target == following.source
        assert item.steps[-1].end in ("changes", "names")


def test_a_larger_depth_never_shrinks_the_impact(library: Library) -> None:
    sizes = [len(impact(library, ["Device ID"], depth=depth).reached) for depth in (1, 2, 3, 4)]
    assert sizes == sorted(sizes)
    assert sizes[0] > 0


@pytest.mark.parametrize(
    "subject", ["SECMP0006", "SECMP0007", "SECMP0016", "SECMP0017", "SEC H3", "Device ID", "4.11..4.12"]
)
def test_every_sort_of_subject_is_assessed(subject: str, library: Library) -> None:
    assessment = impact(library, [subject])
    assert assessment.direct
    assert assessment.severity.level != "none"
    assert not [note for note in assessment.notes if note.kind not in ("unverified", "ended")]


def test_who_should_have_followed_the_baseline_and_did_not(library: Library) -> None:
    assessment = impact(library, ["4.11..4.12"])
    gaps = {gap.address for gap in assessment.gaps}
    assert gaps == {"CTSD 4.4", "SEC H1.12"}  # one cites the removed SEC F4.8, the other uses a term that went


def test_the_provision_that_forbids_secmp0014_is_to_be_reviewed(mod14: Assessment) -> None:
    calls = {item.address: item.calls_for for item in mod14.reached}
    assert calls["GBCS 4.3.2.5"] == calls["GBCS 4.3.2.1"] == calls["GBCS 4.3.2.4"] == "review"


def test_a_section_named_as_target_stands_for_every_paragraph_of_it(library: Library) -> None:
    found = impact(library, ["SECMP0016"])
    calls = {item.address: item.calls_for for item in found.reached}
    assert all(calls[f"SEC J3.{number}"] == "review" for number in range(1, 13))
    assert calls['SEC A1.1 "Credit Cover Requirement"'] == "review"
    one = impact(library, ["SEC J3.3"])
    assert {item.address for item in one.reached} <= {*calls, "SEC J3"}


# -- assurance ----------------------------------------------------------------------------------------------------------------


def found(checked: CheckResult, slug: str) -> list[str]:
    return [finding.address for finding in checked.findings if finding.slug == slug]


def test_check_finds_the_flaws_that_were_put_there_and_no_other_error(checked: CheckResult) -> None:
    errors = Counter(finding.slug for finding in checked.findings if finding.severity == "error")
    assert set(errors) == {"dangling-citation", "term-withdrawn"}
    assert all(a.startswith("CTSD") for a in found(checked, "dangling-citation"))
    assert found(checked, "term-withdrawn") == ["SEC H1.12"]


def test_check_finds_headings_that_drifted_and_mirrors_that_broke(checked: CheckResult) -> None:
    drifted = {a.split()[0] + " " + a.split()[1] for a in found(checked, "heading-differs")}
    assert any(a.startswith("SEC T1") for a in drifted)
    assert found(checked, "mirror-differs") == ["MMC-XSD DeviceType"]


def test_a_finding_says_where_and_what_to_do(checked: CheckResult) -> None:
    for finding in checked.findings:
        assert finding.message.endswith(".")
        assert finding.file
        if finding.severity != "note":
            assert finding.advice
            assert finding.line > 0


# -- looking things up -----------------------------------------------------------------------------------------------------------


def test_a_term_shows_its_meaning_who_uses_it_and_who_cites_it(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("show", "Device ID", "--format", "json", library=shipped)
    [view] = json.loads(out)["views"]
    assert status == 0
    assert view["sort"] == "term"
    assert view["definitions"][0]["address"] == 'SEC A1.1 "Device ID"'
    assert len(view["uses"]) > 10


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("SEC A1.1", "SEC A1.1"),
        ("Section H3.3", "SEC H3.3"),
        ("sec d6.3(a)", "SEC D6.3(a)"),
        ("GBCS 7.2.9", "GBCS 7.2.9"),
        ("GBCS GCS13a", "GBCS GCS13a"),
        ("GCS13a", "GBCS GCS13a"),
        ("SMETS 4.6.5.4", "SMETS 4.6.5.4"),
        ("DUIS SRV 4.1.1", "DUIS SRV 4.1.1"),
        ("DUIS-XSD EUI", "DUIS-XSD EUI"),
        ("GBCS Table 16.2", "GBCS Table 16.2"),
        ("GBCS@0.8.1", "GBCS@0.8.1  Great Britain Companion Specification"),
        ("GBCS@0.8.1 7.2.9", "GBCS 7.2.9"),
        ("Appendix AC", "IEDP@4.12  Inventory, Enrolment and Decommissioning Procedures"),
        ("Mapping Table row 1002", "Mapping Table row 1002"),
    ],
)
def test_addresses_are_what_people_type(address: str, first: str, shipped: Path, specman: Door) -> None:
    status, out, err = specman("show", address, library=shipped)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == first


def test_a_provision_is_shown_as_it_stood(shipped: Path, specman: Door) -> None:
    old = specman("show", 'SEC A1.1 "Smart Metering Inventory"', "--at", "4.11", library=shipped)[1]
    new = specman("show", 'SEC A1.1 "Smart Metering Inventory"', "--at", "4.12", library=shipped)[1]
    assert old.splitlines()[3:] != new.splitlines()[3:]


def test_a_passage_is_resolved_in_the_notation_of_citations(library: Library) -> None:
    passage = resolve_text(library, "Under Sections D6.3 and D99.1 a Device ID of Use Case GCS13a.", within="SEC H3.1")
    rows = [(doc, provision, ref.status) for _, refs in passage.citations for ref, doc, provision in refs]
    assert rows == [("SEC:D", "D6.3", "resolved"), ("SEC:D", "D99.1", "dangling"), ("GBCS", "UC:GCS13a", "resolved")]
    assert [(use.text, doc, words) for use, doc, words in passage.terms] == [("Device ID", "SEC:A", "A1.1:Device ID")]


def test_spans_of_citations_and_terms_cut_their_words(state: State) -> None:
    for work_id, rows in state.extracts.items():
        document = state.corpus.documents[work_id]
        for row in rows:
            words = document.by_eid[row.eid].words
            for citation in row.citations:
                assert words[citation.start : citation.end] == citation.text
            if document.schema is None:
                for use in row.terms:
                    assert words[use.start : use.end] == use.text


def test_terms_are_listed_with_their_uses(library: Library) -> None:
    terms = {term: uses for term, address, uses in list_terms(library) if address.startswith("SEC A1.1")}
    assert len(terms) > 80
    assert terms["Device"] > terms["Device ID"] > 10


def test_a_changed_schema_component_names_the_variants_it_serves(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("diff", "4.11", "4.12", "--work", "DUIS-XSD", "--format", "json", library=shipped)
    [work] = json.loads(out)["works"]
    details = {change["target"]["address"]: change["details"] for change in work["changes"]}
    assert (status, details["DUIS-XSD Device"][-1]) == (0, "serves DUIS SRV 8.2")


def test_a_file_is_compared_with_a_version_the_library_holds(shipped: Path, specman: Door, tmp_path: Path) -> None:
    file = tmp_path / "h.docx"
    assert specman("export", "SEC H@4.12", "-o", str(file), library=shipped)[0] == 0
    assert "Nothing differs" in specman("diff", str(file), "SEC H@4.12", library=shipped)[1]
    out = specman("diff", "SEC H@4.11", str(file), "--format", "json", library=shipped)[1]
    kinds = Counter(change["kind"] for work in json.loads(out)["works"] for change in work["changes"])
    held = json.loads(specman("diff", "SEC H@4.11", "SEC H@4.12", "--format", "json", library=shipped)[1])
    assert kinds == Counter(change["kind"] for work in held["works"] for change in work["changes"])
    assert specman("diff", str(file), "DUIS-XSD@1.1", library=shipped)[0] == 2
    assert specman("diff", str(file), "SEC H@9.9", library=shipped)[0] == 3


@pytest.mark.parametrize("names", [("SCF", "1.0", "1.1"), ("IEDP", "4.10", "4.12"), ("SEC F", "4.12", "4.10")])
def test_versions_that_baselines_hold_are_compared_as_between_those(
    shipped: Path, specman: Door, names: tuple[str, str, str]
) -> None:
    work, base, target = names
    answers = [
        json.loads(specman("diff", *sides, *more, "--format", "json", library=shipped)[1])["works"]
        for sides, more in (
            ((f"{work}@{base}", f"{work}@{target}"), ()),
            (("4.12", "4.10") if base > target else ("4.10", "4.12"), ("--work", work)),
        )
    ]
    assert answers[0] == answers[1] != []
