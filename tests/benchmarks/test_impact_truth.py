"""The measurement of impact against history: the reader of a code, its evidence, and the figures."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from benchmarks.dc_code import Mark, read_code, read_laws
from benchmarks.evidence import Evidence, number_of
from benchmarks.impact_model import Model, features
from benchmarks.impact_truth import WEIGHTS, Law, figures, measure, read_truth

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = 'xmlns="https://code.dccouncil.us/schemas/dc-library"'
CODIFY = 'xmlns:codify="https://code.dccouncil.us/schemas/codify"'
INCLUDE = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
TITLE = (
    f"<container {LIBRARY} {INCLUDE}><prefix>Title</prefix><num>7</num><heading>Harbours.</heading>"
    "<container><prefix>Chapter</prefix><num>1</num><heading>Quays.</heading>"
    + "".join(f'<xi:include href="./sections/7-10{n}.xml"/>' for n in range(1, 6))
    + '<xi:include href="./7-101(Perm).xml"/></container></container>'
)
SECTIONS = {
    "7-101": ("Definitions.", "“Berth” means a place at a quay.", ("20-1",)),
    "7-102": ("Fees.", 'A berth costs a fee, as <cite path="§7-103|(a)">§ 7-103(a)</cite> says.', ("20-1", "20-9")),
    "7-103": ("Rates.", "Rates of the fee for a berth are set each year.", ("20-9", "21-5")),
    "7-104": ("Pilots.", "Nobody sails without a pilot.", ("20-1",)),
    "7-105": ("Ice.", "Repealed.", ("21-5",)),
    "7-101(Perm)": ("Definitions.", "Held in reserve.", ()),
}


def packed(path: Path, files: dict[str, str]) -> Path:
    with tarfile.open(path, "w:xz") as archive:
        for name, text in files.items():
            data = text.encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def section(number: str) -> str:
    heading, words, laws = SECTIONS[number]
    notes = "".join(f'<annotation doc="D.C. Law {law}" type="History">§ 2, {law}</annotation>' for law in laws)
    return (
        f"<section {LIBRARY}><num>{number}</num><heading>{heading}</heading><para><num>(a)</num>"
        f"<text>{words}</text></para><annotations>{notes}</annotations></section>"
    )


@pytest.fixture
def code(tmp_path: Path) -> Path:
    files = {f"us/titles/7/sections/{number}.xml": section(number) for number in SECTIONS if "(" not in number}
    files |= {"us/titles/7/index.xml": TITLE, "us/titles/7/7-101(Perm).xml": section("7-101(Perm)")}
    return packed(tmp_path / "code.tar.xz", files)


@pytest.fixture
def evidence(code: Path) -> Evidence:
    return Evidence(read_code(code))


def test_a_code_is_read_with_its_containers_marks_and_history(code: Path) -> None:
    sections = read_code(code)
    assert list(sections) == ["7-101", "7-102", "7-103", "7-104", "7-105"]
    fees = sections["7-102"]
    assert [(c.kind, c.number, c.heading) for c in fees.within] == [
        ("Title", "7", "Harbours."),
        ("Chapter", "1", "Quays."),
    ]
    [passage] = fees.passages
    assert passage.numbers == ("(a)",)
    assert passage.words == "A berth costs a fee, as § 7-103(a) says."
    assert passage.marks == (Mark(24, 34, "§7-103|(a)"),)
    assert fees.history == ("20-1", "20-9")


def test_laws_are_read_with_the_sections_that_their_marks_amend(tmp_path: Path) -> None:
    text = (
        f'<document {LIBRARY} {CODIFY}><codify:replace doc="D.C. Code" path="§7-102|(a)"/>'
        '<codify:repeal doc="D.C. Code" path="§7-104"/><codify:insert doc="D.C. Code" path="7|1"/>'
        '<codify:repeal doc="D.C. Law 1-1" path="§7-105"/></document>'
    )
    assert read_laws(packed(tmp_path / "laws.tar.xz", {"us/laws/22-7.xml": text})) == {"22-7": ("7-102", "7-104")}


def test_history_ends_before_the_law_that_is_asked_about(evidence: Evidence) -> None:
    assert evidence.together("7-103", "21-6") == pytest.approx({"7-102": 2**-0.5, "7-105": 2**-0.5})
    assert evidence.together("7-103", "21-5") == pytest.approx({"7-102": 2**-0.5})
    assert evidence.together("7-103", "20-9") == {}
    assert evidence.of_itself("7-103", "21-5")["lately"] == pytest.approx(math.log(2))


def test_later_laws_are_history_only_of_those_behind_them(code: Path) -> None:
    evidence = Evidence(read_code(code), {"22-3": ("7-104", "7-103")})
    assert "7-104" in evidence.together("7-103", "22-4")
    for ranking in (evidence.together("7-103", "22-3"), evidence.kin("7-101", "20-1")):
        assert "7-104" not in ranking
    assert evidence.walk("7-103", "22-3") == Evidence(read_code(code)).walk("7-103", "22-3")


def test_each_kind_of_evidence_names_what_it_should(evidence: Evidence) -> None:
    assert list(evidence.closure("7-103")) == ["7-102"]
    assert set(evidence.pagerank("7-103")) == {"7-102"}
    assert evidence.pagerank("7-104") == evidence.closure("7-104") == {}
    assert evidence.near("7-103") == {"7-101": 0.5, "7-102": 1.0, "7-104": 1.0, "7-105": 0.5}
    assert evidence.terms("7-103") == pytest.approx({"7-101": math.log(2)})
    assert evidence.definitions("7-103") == {"7-101": 1.0}
    assert max(evidence.alike("7-103").items(), key=lambda item: item[1])[0] == "7-102"
    assert "7-103" not in evidence.text("7-103", "rates of the fee for a berth")


def test_strength_is_a_logistic_of_named_features(evidence: Evidence) -> None:
    model = Model({"near": 2.0}, -1.0)
    assert model.strength({"near": 0.5, "other": 9.0}) == pytest.approx(0.5)
    rows = features(evidence, "7-103", "22-1")
    assert {name for row in rows.values() for name in row} == set(Model.read(WEIGHTS).weights)
    assert max(row["near"] for row in rows.values()) == 1.0


def test_figures_count_the_others_among_the_first() -> None:
    law = Law("1-1", "a", frozenset({"b", "c"}))
    found = figures([(["x", "b", *map(str, range(9)), "c"], law)])
    assert (found.recall_at_10, found.recall_at_20, found.mrr) == (0.5, 1.0, 0.5)
    assert figures([]).mrr == 0


def test_the_command_prints_the_figures_of_every_ranking(code: Path, tmp_path: Path) -> None:
    laws = tmp_path / "laws.tsv"
    laws.write_text("law\tstart\tsections\n22-1\t7-103\t7-102|7-103\n22-2\t7-104\t7-104\n", encoding="utf-8")
    assert [law.name for law in read_truth(laws)] == ["22-1"]
    command = [
        sys.executable,
        "benchmarks/impact_truth.py",
        "--code",
        str(code),
        "--laws",
        str(laws),
        "--format",
        "json",
    ]
    printed = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    assert list(printed) == ["laws", "recall_at_10", "recall_at_20", "mrr", "baselines"]
    assert list(printed["baselines"]) == ["closure", "pagerank", "text", "near", "together"]
    assert printed["laws"] == 1
    assert printed["recall_at_10"] == 1.0


def test_what_the_code_does_not_hold_is_not_asked(evidence: Evidence) -> None:
    assert measure(evidence, [Law("22-1", "9-1", frozenset({"7-101"}))], Model({}, 0.0))["laws"] == 0


@pytest.mark.parametrize(("earlier", "later"), [("9-100", "10-2"), ("93-407", "1-1"), ("21-84", "21-109")])
def test_laws_are_in_the_order_of_their_numbers(earlier: str, later: str) -> None:
    assert number_of(earlier) < number_of(later)
