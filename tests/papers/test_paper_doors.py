"""The papers by the command line and the service, sheets and other programs, and the handover pack."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from reqif import parser as reqif_parser
from starlette.testclient import TestClient

from specman.formats import reqif
from specman.formats.reqif import FIELDS, Item, Relation
from specman.store.library import Library
from specman.usecases.ask.papers.handover import handover, zipped
from specman.usecases.do.draft import draft
from specman.usecases.do.raise_modification import raise_modification
from specman.web.app import create_app
from tests.cli.test_doors import keeps_its_shape
from tests.conftest import BY, SECTION, Door

Make = Callable[..., Path]


@pytest.fixture
def code(make_library: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Path, str]:
    """A library with a proposal that amends H3.2(a)."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", BY.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BY.email)
    root = make_library()
    own = raise_modification(Library(root), BY, ["title=T", "proposer=P"], date="2016-05-01")[0].id
    file = tmp_path / "draft.md"
    file.write_text(SECTION.replace("to the DCC; and", "to the DCC in writing; and"))
    draft(Library(root), BY, own, file, "sec-h")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return root, own


PAPERS = [
    ("impact", "{own}"), ("modification", "{own}"), ("status",), ("status", "--as-of", "2016-05-02"),
    ("metrics", "--quarter", "2016-Q2"), ("resources", "--capacity", "20"), ("assurance",), ("assurance", "1.0"),
]  # fmt: skip


@pytest.mark.parametrize("words", PAPERS, ids=" ".join)
def test_every_paper_is_printed_and_written(words: tuple[str, ...], code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    call = ["report", *(word.format(own=own) for word in words), "--date", "2016-06-17"]
    status, out, err = specman(*call, library=root)
    assert (status, err) == (0, "") and "Made on 2016-06-17" in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines())
    status, out, _ = specman(*call, "--format", "json", library=root)
    assert status == 0
    keeps_its_shape("paper", out)
    for ending, start in ((".html", b"<!doctype html>"), (".docx", b"PK"), (".pdf", b"%PDF"), (".md", b"# ")):
        file = Path(f"paper{ending}")
        assert specman(*call, "-o", str(file), library=root)[0] == 0
        assert file.read_bytes().lstrip().startswith(start)


REFUSED = [
    (("impact", "SECMP9999"), 3, "There is no"), (("modification", "SEC H3"), 3, "There is no"),
    (("metrics", "--quarter", "2016-Q5"), 2, "is no quarter"), (("configuration",), 2, "is not before another"),
    (("configuration", "--from", "1.0", "--to", "1.0"), 2, "is not before"), (("status", "--as-of", "June"), 2, "is not a date"),
    (("status", "--template", "../draft.md"), 2, "A template is for Word"), (("status", "--date", "x"), 2, "is not a date"),
    (("status", "-o", "x.csv"), 2, "does not say a format"), (("handover",), 2, "Missing option"),
    (("handover", "-o", "no/such/folder"), 2, "there is no folder"), (("handover", "-o", ".."), 2, "not empty"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "status", "what"), REFUSED, ids=lambda value: str(value))
def test_what_cannot_be_written_is_said(
    words: tuple[str, ...], status: int, what: str, code: tuple[Path, str], specman: Door
) -> None:
    found, _, err = specman("report", *words, library=code[0])
    assert (found, what in err, "Traceback" in err) == (status, True, False), err
    assert list(Path().iterdir()) == []


def test_a_template_gives_its_styles(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    assert specman("report", "modification", own, "-o", "house.docx", library=root)[0] == 0
    assert specman("report", "status", "-o", "s.docx", "--template", "house.docx", library=root)[0] == 0
    assert specman("report", "status", "-o", "t.docx", "--template", "../draft.md", library=root)[0] == 3
    assert not Path("t.docx").exists()


def test_a_sheet_of_an_assessment_is_given_back_as_a_review(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    assert specman("report", "impact", own, "-o", "a.xlsx", library=root)[0] == 0
    book = openpyxl.load_workbook("a.xlsx")
    sheet = book.active
    assert sheet is not None and sheet.auto_filter.ref
    header = [cell.value for cell in sheet[1]]
    assert [sheet.cell(2, 1).value, sheet.cell(2, 3).value] == ["SEC H3.3", "left out of the draft"]
    for name, said in (("disposition", "no-change"), ("reason", "It records whatever is notified."), ("by", "TSC")):
        sheet.cell(2, header.index(name) + 1).value = said
    book.save("a.xlsx")
    status, out, err = specman("review", own, "--from-file", "a.xlsx", library=root)
    assert status == 0, err
    answer = json.loads(specman("review", own, "--format", "json", library=root)[1])
    assert [(row["address"], row["state"]) for row in answer["suspects"]] == [("SEC H3.3", "no-change")]
    assert specman("report", "impact", own, "-o", "a.csv", library=root)[0] == 0
    rows = list(csv.reader(io.StringIO(Path("a.csv").read_text("utf-8"))))
    assert rows[0] == header and all(len(row) == len(header) for row in rows)
    assert rows[1][header.index("disposition")] == "no-change" and out.startswith("SEC H3.3: no-change")


# -- other programs ----------------------------------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=10)
items = st.lists(
    st.builds(Item, st.tuples(texts.filter(str.strip), *[texts] * (len(FIELDS) - 1))), max_size=4, unique_by=lambda one: one.address
)  # fmt: skip


@given(items, st.data())
def test_reqif_is_read_back_as_it_was_written(rows: list[Item], data: st.DataObject) -> None:
    names = [one.address for one in rows]
    links = data.draw(st.lists(st.builds(Relation, st.sampled_from(names), st.sampled_from(names), st.sampled_from(["cites", "uses-term"])), max_size=4, unique=True)) if names else []  # fmt: skip
    written = reqif.serialise("Title", "2016-06-17", rows, links)
    assert reqif.parse(written) == (rows, links)
    assert reqif.serialise("Title", "2016-06-17", rows, links) == written


def test_reqif_is_valid_and_a_reader_of_others_opens_it(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    for words in (("impact", own), ("assurance", "1.0")):
        assert specman("report", *words, "-o", "x.reqif", "--date", "2016-06-17", library=root)[0] == 0
        bundle = reqif_parser.ReqIFParser.parse("x.reqif")
        assert bundle.core_content is not None and bundle.core_content.req_if_content is not None
        held = bundle.core_content.req_if_content
        assert held.spec_objects and held.specifications and not bundle.exceptions
        schema = next(Path(reqif_parser.__file__).parent.rglob("reqif.xsd"), None)
        assert schema is not None
        assert list(xmlschema.XMLSchema(str(schema)).iter_errors("x.reqif")) == []


def test_graphml_holds_what_is_reached(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    status, out, _ = specman("report", "impact", own, "--format", "graphml", library=root)
    assert status == 0 and "SEC H3.3" in out and "<edge" in out


# -- the handover pack -------------------------------------------------------------------------------------------------


def test_the_pack_proves_itself_and_leads_everywhere(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    status, _, err = specman("report", "handover", "-o", "pack", "--date", "2016-06-17", library=root)
    assert status == 0 and "sha256sum -c SHA256SUMS" in err
    pack = Path("pack")
    files = {str(file.relative_to(pack)): file.read_bytes() for file in pack.rglob("*") if file.is_file()}
    sums = dict(reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    page = html.fromstring(files["index.html"].decode())
    links = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert set(links) <= set(files) and f"papers/impact-{own}.pdf" in links and "documents/sec-h-1.0.html" in links
    rows = json.loads(files["search-index.js"].decode().removeprefix("window.PROVISIONS = ").rstrip(";\n"))
    found = next(row for row in rows if row[0] == "SEC H3.2(a)")
    path, _, anchor = found[1].partition("#")
    assert f'id="{anchor}"' in files[f"documents/{path}"].decode() and "to the DCC" in found[2]
    assert all(
        b"http://" not in data and b"https://" not in data
        for path, data in files.items()
        if path.endswith("index.html")
    )
    assert specman("report", "handover", "-o", "pack", library=root)[0] == 2
    assert specman("report", "handover", "-o", "pack.zip", "--date", "2016-06-17", library=root)[0] == 0
    with zipfile.ZipFile("pack.zip") as archive:
        assert {name.removeprefix("handover/"): archive.read(name) for name in archive.namelist() if not name.endswith("SHA256SUMS")} == files  # fmt: skip


def test_a_pack_is_whole_or_not_there(code: tuple[Path, str], specman: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    root, _ = code

    def broken(*_: object, **__: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("specman.usecases.ask.papers.handover.pdf", broken)
    status, _, err = specman("report", "handover", "-o", "pack", library=root)
    assert status == 3 and "No space left" in err and list(Path().iterdir()) == []


def test_the_archive_is_the_same_bytes_each_time(code: tuple[Path, str]) -> None:
    root, _ = code
    assert zipped(Library(root), day="2016-06-17") == zipped(Library(root), day="2016-06-17")
    assert [path for path, _ in handover(Library(root), day="2016-06-17")][-1] == "SHA256SUMS"


# -- the service -------------------------------------------------------------------------------------------------------


def test_the_service_has_every_paper(code: tuple[Path, str]) -> None:
    root, own = code
    client = TestClient(create_app(root), base_url="http://localhost", raise_server_exceptions=False)
    assert 'href="/reports"' in client.get("/").text
    index = client.get("/reports")
    assert index.status_code == 200 and f'href="/reports/impact/{own}"' in index.text
    for path in (f"/reports/impact/{own}", f"/reports/modification/{own}", "/reports/status", "/reports/assurance"):
        answer = client.get(path)
        assert answer.status_code == 200 and "<script" not in answer.text and "Made on" in answer.text
        assert client.get(path, params={"format": "json"}).json()["format"] == "specman.paper/1"
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("reqif", b"<?xml"), ("md", b"# ")):
        answer = client.get(f"/reports/impact/{own}", params={"format": form})
        assert answer.content.startswith(start) and "attachment" in answer.headers["content-disposition"]
    for path, status in (("/reports/impact", 422), ("/reports/nothing", 422), ("/reports/impact/SECMP9999", 404), ("/reports/status?format=exe", 422)):  # fmt: skip
        assert client.get(path).status_code == status


def test_hours_and_answers_are_recorded_and_papers_use_them(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    settings = root / "specman.toml"
    settings.write_text(settings.read_text() + '[[principles]]\nid = "P1"\ntext = "It names every version."\n')
    fields = [
        "hours=2016-05 SECAS analyst on SEC H: 3.5; 2016-06 TSC: 2", "answers=P1: yes It does.",
        "consultations=2016-05-02 to 2016-05-20 On the draft, 4 respondents", "consequences=Nobody writes.",
    ]  # fmt: skip
    status, _, err = specman("mod", "set", own, *fields, library=root)
    assert status == 0, err
    item = Library(root).modification(own)
    assert [(one.month, one.role, one.document, one.hours) for one in item.hours] == [
        ("2016-05", "SECAS analyst", "SEC H", 3.5), ("2016-06", "TSC", "", 2.0),
    ]  # fmt: skip
    out = " ".join(specman("report", "resources", library=root)[1].split())
    assert "SECAS analyst" in out and "5.5" in out and "hours were recorded for each hour by rule" in out
    out = specman("report", "impact", own, library=root)[1]
    assert "It names every version." in out and "Nobody writes." in out
    metrics = specman("report", "metrics", "--quarter", "2016-Q2", "--format", "csv", library=root)[1]
    assert (
        "2016-Q2,Average number of respondents,4.0," in metrics
        and f"2016-Q2,Modification Proposals raised,1,{own}" in metrics
    )
    for wrong in ("hours=lots", "answers=P1: perhaps", "consultations=soon", "hours=2016-13 X: 2"):
        assert specman("mod", "set", own, wrong, library=root)[0] == 3
    shown = specman("mod", "show", own, library=root)[1]
    assert "Consultations" in shown and "P1: yes. It does." in shown
    assert io.StringIO(metrics).readline() == "quarter,measure,figure,of\n"
