"""The DUIS and MMC schemas that implementers build to, two consecutive versions of each.

The truth was found by reading the two files side by side: what changed, type by type.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Door

REAL = Path(__file__).parents[3] / "shared" / "real" / "dcc-schemas"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="NOT RUN: the real documents are not beside the repository (../shared/real)"
    ),
]


def compared(specman: Door, base: str, target: str) -> dict[str, dict[str, object]]:
    status, out, err = specman("diff", str(REAL / base), str(REAL / target), "--format", "json")
    assert (status, err) == (0, "")
    work, *imported = json.loads(out)["works"]
    assert [other["name"] for other in imported] == (["MMC Schema V5.1.xsd"] if "DUIS" in base else [])
    return {(c["target"] or c["base"])["eid"].partition("_")[2]: c for c in work["changes"]}


def test_mmc_5_0_to_5_1_changes_the_header_and_nothing_else(specman: Door) -> None:
    changes = compared(specman, "MMC Schema V5.0.xsd", "MMC Schema V5.1.xsd")
    assert list(changes) == ["HeaderType"]
    header = changes["HeaderType"]
    assert header["kind"] == "amended"
    assert header["details"] == [
        "optional attribute isFromGSME added in Timestamp",
        "optional attribute ClockStatus added in Timestamp",
    ]
    assert header["compatibility"]["senders"] == "safe"  # type: ignore[index]
    assert header["compatibility"]["receivers"] == "breaks"  # type: ignore[index]


def test_duis_5_0_to_5_1_adds_three_components_and_changes_four(specman: Door) -> None:
    changes = compared(specman, "DUIS Schema V5.0.xsd", "DUIS Schema V5.1.xsd")
    kinds = {name: change["kind"] for name, change in changes.items()}
    assert kinds == {
        "ECoSAlert": "added",
        "CommsHubFirmwareActivation": "added",
        "CoSCertificateAlert": "added",
        "DCCAlert": "amended",
        "DCCAlertMessage": "amended",
        "Request": "amended",
        "ResponseCode": "amended",
    }
    # The file was edited here, but a default was only left out: the same documents are valid.
    assert changes["Request"]["significance"] == "editorial"
    added = [detail.split()[1] for detail in changes["ResponseCode"]["details"]]  # type: ignore[attr-defined]
    assert added == ["E65", "E66", "E67", "E68", "E69", "E70", "E71", "E062305", "E062306"]


def test_the_files_differ_on_every_line_and_that_changes_nothing(specman: Door, tmp_path: Path) -> None:
    source = (REAL / "DUIS Schema V5.0.xsd").read_bytes()
    other = tmp_path / "DUIS Schema V5.0.xsd"
    other.write_bytes(source.replace(b"\n", b"\r\n"))
    status, out, _ = specman("diff", str(REAL / "DUIS Schema V5.0.xsd"), str(other), "--exit-code")
    assert (status, "\nNothing differs.\n" in out) == (0, True)


def test_types_are_tied_across_the_import_of_another_schema(tmp_path: Path, specman: Door) -> None:
    root = tmp_path / "library"
    assert specman("init", str(root))[0] == 0
    for work, file, version in (
        ("duis-xsd", "DUIS Schema V5.1.xsd", "5.1"),
        ("mmc-xsd", "MMC Schema V5.1.xsd", "5.1"),
        ("xmldsig", "xmldsig-core-schema.xsd", "0.1"),
    ):
        words = ("--work", work, "--version", version, "--kind", "schema", "--title", work, "--yes")
        assert specman("import", str(REAL / file), *words, library=root)[0] == 0
    assert specman("baseline", "create", "1.0", "--strict", library=root)[0] == 0
    status, out, _ = specman("graph", "--level", "works", "--format", "json", library=root)
    between = {(edge["from"], edge["to"], edge["kind"]) for edge in json.loads(out)["edges"]}
    assert (status, between) == (
        0,
        {
            ("duis-xsd", "mmc-xsd", "uses-type"),
            ("duis-xsd", "xmldsig", "uses-type"),
            ("duis-xsd", "mmc-xsd", "mirrors"),
            ("mmc-xsd", "duis-xsd", "mirrors"),
        },
    )
    status, out, _ = specman("check", library=root)
    assert (status, "schema-invalid" in out, "schema-not-held" in out) == (0, False, False)


def test_a_schema_without_the_one_it_imports_is_tried_as_far_as_it_goes(tmp_path: Path, specman: Door) -> None:
    root = tmp_path / "library"
    specman("init", str(root))
    words = (
        "--work",
        "duis-xsd",
        "--version",
        "5.1",
        "--kind",
        "schema",
        "--title",
        "DUIS",
        "--baseline",
        "1.0",
        "--yes",
    )
    assert specman("import", str(REAL / "DUIS Schema V5.1.xsd"), *words, library=root)[0] == 0
    status, out, _ = specman("check", library=root)
    assert (status, "schema-not-held" in out, "schema-invalid" in out) == (0, True, False)
