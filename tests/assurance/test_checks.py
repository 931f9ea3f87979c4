"""Every kind of finding on a flaw that was put there, and its absence where there is none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from specman import __version__
from specman.formats.xsd_validation import schema_flaws
from specman.model.finding import CheckResult, Finding
from specman.report import findings as as_findings
from specman.report import pages
from specman.store.library import Library
from specman.usecases.ask.check import check
from tests.conftest import DEFINITIONS, SECTION, Door, git, snapshot

Make = Callable[..., Path]


def found(root: Path, at: str = "") -> dict[str, list[str]]:
    """Addresses by slug."""
    by_slug: dict[str, list[str]] = {}
    for finding in check(Library(root), at).findings:
        by_slug.setdefault(finding.slug, []).append(finding.address)
    return by_slug


def with_section(make_library: Make, text: str, definitions: str = DEFINITIONS) -> Path:
    return make_library({"sec-a": {"1.0": definitions}, "sec-h": {"1.0": SECTION + text}})


def test_a_sound_library_has_only_notes(make_library: Make) -> None:
    assert set(found(make_library())) <= {"term-unused", "definition-circular"}


def test_informative_text_that_binds(make_library: Make) -> None:
    root = with_section(
        make_library, "\n## H4 Background {informative}\n\nH4.1 A User shall read this.\n\nH4.2 A User may read this.\n"
    )
    assert found(root)["informative-shall"] == ["SEC H4.1"]


def test_what_is_cited_but_not_in_force(make_library: Make) -> None:
    text = (
        "\n## H4 Later {inactive}\n\nH4.1 A User shall wait. Section H4.2 follows.\n\nH4.2 It ends.\n\n"
        "## H5 Now\n\nH5.1 Section H4.1 shall be read.\n"
    )
    assert found(with_section(make_library, text))["inactive-cited"] == ["SEC H5.1"]


def test_versions_cited_that_are_not_the_one_held(make_library: Make) -> None:
    root = make_library(
        {"sec-a": {"1.0": DEFINITIONS}, "gbcs": {"2.0": "# GBCS\n\n## 1 Scope\n\nText.\n"},
         "sec-h": {"2.0": SECTION + "\nH3.4 The GBCS v1.0 applies.\n\nH3.5 The GBCS v2.0 applies.\n\nH3.6 The GBCS v3.0 applies.\n"}},
        ("1.0", "2.0"),
    )  # fmt: skip
    by_slug = found(root)
    assert (by_slug["superseded-cited"], by_slug["version-ahead"]) == (["SEC H3.4"], ["SEC H3.6"])


def test_two_definitions_that_need_each_other(make_library: Make) -> None:
    definitions = DEFINITIONS.replace("means equipment at one", "means every Device at one")
    assert found(with_section(make_library, "", definitions))["definition-circular"] == [
        'SEC A1.1 "Smart Metering System"'
    ]


def test_a_definition_that_points_where_the_term_is_not_defined(make_library: Make) -> None:
    definitions = (
        DEFINITIONS
        + "\n**Charge**\n: has the meaning given to that expression in Section H3.3.\n"
        + "\n**Fee**\n: has the meaning given to that expression in Section H4.1.\n"
    )
    root = with_section(
        make_library,
        '\n## H4 Fees\n\nH4.1 A User shall pay a sum (the "**Fee**"). The Charge and the Fee are due.\n',
        definitions,
    )
    assert found(root)["pointer-broken"] == ['SEC A1.1 "Charge"']


def test_a_definition_that_points_into_a_document_that_is_not_held_is_not_called_broken(make_library: Make) -> None:
    definitions = DEFINITIONS + "\n**List**\n: has the meaning given to that expression in Section F2.1.\n"
    assert "pointer-broken" not in found(make_library({"sec-a": {"1.0": definitions}}))


def test_headers_that_disagree_with_the_baseline(make_library: Make) -> None:
    text = "---\ntitle: Section H\nversion: 0.9\naligned-with: SEC A 0.1\n---\n" + SECTION
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": text}})
    assert found(root)["alignment-differs"] == ["SEC H"]


def test_a_difference_is_accepted_once_and_opens_again_when_a_side_moves(make_library: Make, specman: Door) -> None:
    other = DEFINITIONS.replace("Section A:", "GBCS").replace("an item of equipment", "a thing").replace("A1", "1")
    moved = other.replace("a thing", "a small thing")
    root = make_library(
        {"sec-a": {"1.0": DEFINITIONS}, "gbcs": {"1.0": other, "2.0": moved}}, ("1.0",)
    )  # fmt: skip
    [pair] = [f for f in check(Library(root)).findings if f.slug == "definition-differs"]
    assert pair.severity == "warning"
    status, out, _ = specman(
        "mirrors", "accept", 'GBCS 1.1 "Device"', pair.address, "--reason", "the shorter one is for engineers",
        library=root,
    )  # fmt: skip
    assert (status, out.startswith("Accepted")) == (0, True)
    assert git(root, "status", "--porcelain") == ""
    [pair] = [f for f in check(Library(root)).findings if f.slug == "definition-differs"]
    assert (pair.severity, "for engineers" in pair.message) == ("note", True)
    status, out, _ = specman("mirrors", library=root)
    assert "accepted" in out

    file = root.parent / "gbcs" / "2.0.md"
    file.parent.mkdir()
    file.write_text(moved)
    assert specman("import", str(file), "--work", "gbcs", library=root)[0] == 0
    assert specman("baseline", "create", "2.0", library=root)[0] == 0
    by_slug = {f.slug: f for f in check(Library(root)).findings}
    assert by_slug["definition-differs-again"].severity == "warning"
    assert "definition-differs" not in by_slug


def test_accepting_needs_a_difference_and_a_reason(make_library: Make, specman: Door) -> None:
    root = make_library()
    before = snapshot(root)
    assert specman("mirrors", "accept", "SEC H3.1", "SEC H3.1", "--reason", "x", library=root)[0] == 4
    assert specman("mirrors", "accept", "SEC H3.1", "SEC H3.3", "--reason", " ", library=root)[0] == 2
    assert specman("mirrors", "accept", "SEC H3.1", "SEC H9.9", "--reason", "x", library=root)[0] == 3
    assert snapshot(root) == before


def test_since_shows_only_what_is_new_though_numbers_moved(make_library: Make, specman: Door) -> None:
    first = SECTION + "\nH3.4 See Section H9.9.\n"
    second = SECTION + "\nH3.4 A new paragraph.\n\nH3.5 See Section H9.9.\n\nH3.6 See Section H8.8.\n"
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": first, "2.0": second}}, ("1.0", "2.0"))
    result = check(Library(root), "2.0", since="1.0")
    assert [finding.address for finding in result.findings] == ["SEC H3.6"]
    assert (result.since, result.known >= 1) == ("1.0", True)
    status, out, _ = specman("check", "--since", "1.0", library=root)
    assert (status, "H9.9" in out, "H8.8" in out) == (1, False, True)
    assert specman("check", "--since", "7.0", library=root)[0] == 3


def test_strict_refuses_a_baseline_with_errors_and_writes_nothing(make_library: Make, specman: Door) -> None:
    root = with_section(make_library, "\nH3.4 See Section H9.9.\n")
    before = snapshot(root)
    status, _, error = specman("baseline", "create", "2.0", "--strict", library=root)
    assert (status, "dangling-citation at SEC H3.4" in error) == (4, True)
    assert snapshot(root) == before
    assert specman("baseline", "create", "2.0", library=root)[0] == 0


def test_strict_freezes_what_is_sound(make_library: Make, specman: Door) -> None:
    root = make_library()
    assert specman("baseline", "create", "2.0", "--strict", library=root)[0] == 0


# -- schemas -----------------------------------------------------------------------------------------------------

XSD = """<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:other" targetNamespace="urn:own">
  <xs:import namespace="urn:other" schemaLocation="other.xsd"/>
  <xs:element name="A" type="o:T"/>
</xs:schema>"""
OTHER = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:other">
  <xs:simpleType name="T"><xs:restriction base="xs:string"/></xs:simpleType>
</xs:schema>"""


def test_a_schema_is_compiled_with_what_it_imports() -> None:
    def held(namespace: str, location: str) -> bytes | None:
        return OTHER.encode() if namespace == "urn:other" else None

    assert schema_flaws(XSD.encode(), "own.xsd", held) == ([], [])
    flaws, missing = schema_flaws(XSD.encode(), "own.xsd", lambda *_: None)
    assert (flaws, missing) == ([], ["urn:other"])


def test_a_schema_that_cannot_be_used_says_where() -> None:
    broken = OTHER.replace('base="xs:string"', 'base="NoSuchType"')
    flaws, missing = schema_flaws(broken.encode(), "other.xsd", lambda *_: None)
    assert (flaws[0][0], "NoSuchType" in flaws[0][1], missing) == (2, True, [])


def test_schemas_that_import_each_other_are_read_once() -> None:
    one = XSD.replace("urn:own", "urn:x")
    back = OTHER.replace("<xs:simpleType", '<xs:import namespace="urn:x" schemaLocation="x.xsd"/><xs:simpleType')

    def held(namespace: str, location: str) -> bytes:
        return (back if namespace == "urn:other" else one).encode()

    assert schema_flaws(one.encode(), "x.xsd", held) == ([], [])


# -- forms -------------------------------------------------------------------------------------------------------

RESULT = CheckResult(
    "4.12",
    (
        Finding("dangling-citation", "error", "'Section <H9>' leads nowhere.", "GBCS 2.1", "specs/gbcs/1 0.xml", 7, "Mend it."),
        Finding("term-unused", "note", "Unused \x0b here.", 'SEC A1.1 "X"', "specs/sec-a/4.12.xml", 0),
        Finding("mirror-missing", "warning", "Not held.", "X", "specman.toml"),
    ),
    10, 5, ("GBCS", "SEC A"),
)  # fmt: skip


def test_sarif_names_rule_place_and_level() -> None:
    [run] = as_findings.sarif(RESULT)["runs"]
    first, second, _ = run["results"]
    assert run["tool"]["driver"]["version"] == __version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]][first["ruleIndex"]] == "dangling-citation"
    where = first["locations"][0]["physicalLocation"]
    assert where == {"artifactLocation": {"uri": "specs/gbcs/1%200.xml"}, "region": {"startLine": 7}}
    assert (first["level"], second["level"]) == ("error", "note")
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_junit_fails_the_documents_with_errors_and_is_well_formed() -> None:
    root = ElementTree.fromstring(as_findings.junit(RESULT))
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert set(cases) == {"GBCS", "SEC A", "library"}
    failure = cases["GBCS"].find("failure")
    assert failure is not None and "<H9>" in (failure.text or "")
    assert cases["SEC A"].find("failure") is None and cases["SEC A"].find("system-out") is not None
    assert root.get("failures") == "1"


def test_the_page_escapes_what_it_shows() -> None:
    html = pages.check(RESULT)
    assert "&lt;H9&gt;" in html and "<H9>" not in html


@pytest.mark.parametrize("form", ["json", "sarif", "html", "junit"])
def test_every_form_is_written_by_the_command(form: str, make_library: Make, specman: Door, tmp_path: Path) -> None:
    root = with_section(make_library, "\nH3.4 See Section H9.9.\n")
    status, out, _ = specman("check", "--format", form, library=root)
    assert (status, "dangling-citation" in out) == (1, True)
    if form in ("json", "sarif"):
        json.loads(out)


def test_a_check_writes_nothing(make_library: Make, specman: Door) -> None:
    root = make_library()
    shutil.rmtree(root / ".specman", ignore_errors=True)
    before = snapshot(root)
    specman("check", library=root)
    specman("mirrors", "--all", library=root)
    assert snapshot(root) == before


def test_a_term_that_another_document_keeps_for_itself_is_withdrawn_where_it_held(make_library: Make) -> None:
    """Section A drops a term; a framework defines it for itself. Section H, where Section A's terms hold, lost it."""
    before = DEFINITIONS.replace("**User**", "**Auditor General**\n: means a person so appointed.\n\n**User**")
    section = SECTION + "\nH3.4 The Auditor General shall read the record.\n"
    framework = (
        "# Framework\n\n> Illustrative.\n\n## 1 Terms\n\n1.1 Here:\n\n**Auditor General**\n: means a person of that "
        "name.\n\n1.2 The Auditor General shall keep this document.\n"
    )
    root = make_library(
        {
            "sec-a": {"1.0": before, "1.1": DEFINITIONS},
            "sec-h": {"1.0": section},
            "pcf": {"1.0": framework},
        },
        ("1.0", "1.1"),
    )
    found = [f.address for f in check(Library(root)).findings if f.slug == "term-withdrawn"]
    assert found == ["SEC H3.4"]
