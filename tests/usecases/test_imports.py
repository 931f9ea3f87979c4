"""Bringing documents in: files, folders and zips, recognised, planned, and imported in one commit or not at all."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.formats.reading import read_document
from specman.formats.word.write import serialise
from specman.intake.recognise import version_in_name
from specman.model.plan import Wishes
from specman.store.library import Library
from specman.usecases.ask.import_plan import plan_import
from tests.conftest import SECTION, Door, git, snapshot
from tests.wordfiles import deleted, docx, inserted, p, r, repacked


def word(root: Path, work: str, version: str) -> bytes:
    file = root / f"specs/{work}/{version}.xml"
    return serialise(read_document(file.read_bytes(), str(file), work=work, version=version), name=work)


@pytest.fixture
def library(make_library: Callable[..., Path]) -> Path:
    return make_library()


@pytest.fixture
def folder(library: Path, tmp_path: Path) -> Path:
    """What a configuration manager is sent: Word files named as people name them, and things beside them."""
    made = tmp_path / "SEC-2.0"
    made.mkdir()
    changed = repacked(
        word(library, "sec-h", "1.0"), "word/document.xml", {"within 5 Working Days": "within 10 Working Days"}
    )
    (made / "Section H (DCC Services) clean.docx").write_bytes(changed)
    (made / "Section A.docx").write_bytes(word(library, "sec-a", "1.0"))
    (made / "readme.txt").write_text("hello")
    (made / "~$ction H.docx").write_bytes(b"lock")
    return made


def statuses(out: str) -> dict[str, tuple[str, str, str]]:
    return {f["file"].rpartition("/")[2]: (f["work"], f["version"], f["status"]) for f in json.loads(out)["files"]}


def test_a_folder_is_recognised_planned_and_imported_with_its_baseline(
    library: Path, folder: Path, specman: Door
) -> None:
    before = snapshot(library)
    words = ("import", str(folder), "--baseline", "2.0", "--in-effect", "2026-12-01")
    status, out, _ = specman(*words, "--dry-run", "--format", "json", library=library)
    assert status == 0
    assert statuses(out)["Section A.docx"] == ("sec-a", "1.0", "unchanged")
    # it was made from 1.0, and still says so at its foot: a person must say what it is now
    assert statuses(out)["Section H (DCC Services) clean.docx"] == ("", "", "unsure")
    assert [entry["file"].rpartition("/")[2] for entry in json.loads(out)["left_out"]] == ["readme.txt"]
    assert snapshot(library) == before


def test_content_that_is_held_makes_no_new_version_and_other_content_of_that_version_is_refused(
    library: Path, folder: Path, specman: Door
) -> None:
    before = snapshot(library)
    status, _, err = specman("import", str(folder), "--yes", library=library)
    assert status == 3
    assert "which is held with other content" in " ".join(err.split())
    assert snapshot(library) == before


def test_one_commit_holds_the_new_version_and_the_baseline(library: Path, folder: Path, specman: Door) -> None:
    head = git(library, "rev-list", "--count", "HEAD")
    named = "Section H (DCC Services) clean.docx=sec-h@2.0"
    words = ("import", str(folder), "--as", named, "--baseline", "2.0", "--in-effect", "2026-12-01", "--yes")
    status, out, err = specman(*words, library=library)
    assert status == 0, err
    assert int(git(library, "rev-list", "--count", "HEAD")) == int(head) + 1
    assert "sha256" in git(library, "log", "-1", "--format=%B")
    assert git(library, "status", "--porcelain") == ""
    baseline = Library(library).baseline("2.0")
    assert {work: entry.version for work, entry in baseline.entries.items()} == {"sec-a": "1.0", "sec-h": "2.0"}
    assert baseline.in_effect == "2026-12-01"
    assert specman("baseline", "verify", "2.0", library=library)[0] == 0
    diff = json.loads(specman("diff", "1.0", "2.0", "--format", "json", library=library)[1])
    [changed] = [w for w in diff["works"] if w["status"] == "changed"]
    assert [c["target"]["address"] for c in changed["changes"]] == ["SEC H3.2"]
    status, out, _ = specman(*words[:4], "--yes", library=library)
    assert "nothing was changed" in out


def test_without_agreement_nothing_is_imported(library: Path, folder: Path, specman: Door) -> None:
    before = snapshot(library)
    status, out, err = specman("import", str(folder), library=library)
    assert status == 2
    assert "sec-h" in out or "unsure" in out
    assert "--yes" in err
    assert snapshot(library) == before


def test_a_zip_is_read_like_the_folder_it_holds(library: Path, folder: Path, specman: Door, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "all"), "zip", folder)
    one = json.loads(
        specman(
            "import",
            str(folder),
            "--dry-run",
            "--format",
            "json",
            "--as",
            "Section H (DCC Services) clean.docx=sec-h@2.0",
            library=library,
        )[1]
    )
    two = json.loads(
        specman(
            "import",
            archive,
            "--dry-run",
            "--format",
            "json",
            "--as",
            "Section H (DCC Services) clean.docx=sec-h@2.0",
            library=library,
        )[1]
    )
    for plan in (one, two):
        for file in plan["files"]:
            file["file"] = ""
            file["document"]["findings"] = []
    assert one["files"] == two["files"]


def test_a_failure_in_one_file_stops_all_and_names_it(library: Path, folder: Path, specman: Door) -> None:
    (folder / "Broken.docx").write_bytes(b"PK\x03\x04 and no more")
    before = snapshot(library)
    status, out, err = specman("import", str(folder), "--yes", library=library)
    assert (status, out) == (3, "")
    assert "Broken.docx is damaged" in " ".join(err.split())
    assert snapshot(library) == before


def test_what_may_be_two_works_is_unsure_until_it_is_said(library: Path, folder: Path, specman: Door) -> None:
    (folder / "Section H (DCC Services) clean.docx").rename(folder / "Section A and Section H.docx")
    plan = json.loads(specman("import", str(folder), "--dry-run", "--format", "json", library=library)[1])
    [unsure] = [file for file in plan["files"] if file["status"] == "unsure"]
    assert unsure["file"].endswith("Section A and Section H.docx")
    status, _, err = specman("import", str(folder), "--yes", library=library)
    assert status == 3
    assert "--as" in err


def test_content_alone_tells_the_work(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "Document1 v2.0.docx"
    data = repacked(word(library, "sec-h", "1.0"), "word/document.xml", {"Section H: DCC Services": "Untitled"})
    file.write_bytes(repacked(data, "word/footer1.xml", {"Version 1.0": ""}))
    [item] = plan_import(Library(library), [file]).items
    assert (item.work, item.version) == ("sec-h", "2.0") or item.status == "unchanged"
    assert "content" in item.why


def test_an_empty_library_takes_a_folder_as_new_works(tmp_path: Path, specman: Door, folder: Path) -> None:
    root = tmp_path / "fresh"
    assert specman("init", str(root))[0] == 0
    named = ["--as", "Section H (DCC Services) clean.docx=sec-h@2.0"]
    status, _, err = specman("import", str(folder), *named, "--baseline", "2.0", "--yes", library=root)
    assert status == 0, err
    assert sorted(Library(root).works) == ["sec-a", "sec-h"]
    assert specman("show", "SEC H3.2", library=root)[0] == 0


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("GBCS v0.8.1 final.docx", "0.8.1"),
        ("SEC_4.12_Section_H.docx", "4.12"),
        ("MMC Schema V5.0.xsd", "5.0"),
        ("notes 2016.docx", ""),
        ("h.docx", ""),
    ],
)
def test_a_version_is_read_from_a_file_name(name: str, version: str) -> None:
    assert version_in_name(name) == version


def test_schemas_say_what_they_take_in_and_where_their_versions_differ(
    library: Path, tmp_path: Path, specman: Door
) -> None:
    schema = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a" version="1.1">'
        '<xs:import namespace="urn:b" schemaLocation="b.xsd"/><xs:element name="A" type="xs:string"/></xs:schema>'
    )
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent/Thing V1.2.xsd").write_text(schema)
    plan = json.loads(specman("import", str(tmp_path / "sent"), "--dry-run", "--format", "json", library=library)[1])
    [file] = plan["files"]
    assert {f["slug"] for f in file["document"]["findings"]} == {"schema-not-held", "version-differs"}
    (tmp_path / "sent/b.xsd").write_text(
        schema.replace("urn:a", "urn:c").replace("urn:b", "urn:a").replace("urn:c", "urn:b")
    )
    plan = json.loads(specman("import", str(tmp_path / "sent"), "--dry-run", "--format", "json", library=library)[1])
    assert not any(f["slug"] == "schema-not-held" for file in plan["files"] for f in file["document"]["findings"])
    assert (
        specman(
            "import", str(tmp_path / "sent/Thing V1.2.xsd"), "--work", "thing", "--version", "1.1", library=library
        )[0]
        == 0
    )
    assert (library / "specs/thing/1.1.xsd").read_text() == schema


def test_a_workbook_becomes_the_csv_it_holds(library: Path, tmp_path: Path, specman: Door) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Mapping Table"],
        [],
        ["Row", "Reference", "Use Case"],
        [1002, "SMETS 5.7.5.10 / 5.13.2.3", "ECS17b"],
        [1003, "SMETS NA; CHTS 4.5.4.10", "GCS13"],
    ):
        sheet.append(row)
    file = tmp_path / "mapping.xlsx"
    book.save(file)
    status, _, err = specman("import", str(file), "--work", "mapping", "--version", "1.0", library=library)
    assert status == 0, err
    stored = (library / "specs/mapping/1.0.csv").read_text()
    assert stored.splitlines() == ["# Mapping Table", "Row,Reference,Use Case", "1002,SMETS 5.7.5.10 / 5.13.2.3,ECS17b", "1003,SMETS NA; CHTS 4.5.4.10,GCS13"]  # fmt: skip
    document = json.loads(specman("show", str(file), "--format", "json")[1])
    assert [q["num"] for q in document["provisions"]] == ["1002", "1003"]


def test_pictures_are_kept_beside_the_expression(library: Path, tmp_path: Path, specman: Door) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    blip = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="p1"/></w:drawing></w:r>'
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x02\0\0\0\x02" + b"\x08\x02\0\0\0"
    data = docx(
        p(r("1") + "<w:r><w:tab/></w:r>" + r("A"), style="H1") + p(r("1.1 See ") + blip),
        relationships=f'<Relationship Id="p1" Type="{office}/image" Target="media/a.png"/>',
        parts={"word/media/a.png": png},
    )
    (tmp_path / "x.docx").write_bytes(data)
    assert (
        specman("import", str(tmp_path / "x.docx"), "--work", "pictured", "--version", "1.0", library=library)[0] == 0
    )
    [image] = (library / "specs/pictured/images").iterdir()
    assert image.read_bytes() == png
    assert f"images/{image.name}" in (library / "specs/pictured/1.0.xml").read_text()
    assert specman("export", "pictured", "-o", str(tmp_path / "out.docx"), library=library)[0] == 0
    assert png in [
        zipfile.ZipFile(tmp_path / "out.docx").read(n) for n in zipfile.ZipFile(tmp_path / "out.docx").namelist()
    ]
    page = specman("export", "pictured", "--format", "html", library=library)[1]
    assert "data:image/png;base64," in page


# -- tracked changes ------------------------------------------------------------------------------------------------

CHANGED = {
    "within 5 Working Days": "within </w:t></w:r>"
    + deleted("5")
    + inserted(r("10"))
    + '<w:r><w:t xml:space="preserve"> Working Days'
}


@pytest.fixture
def redline(library: Path, tmp_path: Path) -> Path:
    file = tmp_path / "Section H redline.docx"
    file.write_bytes(repacked(word(library, "sec-h", "1.0"), "word/document.xml", CHANGED))
    return file


def test_both_sides_of_a_redline_are_two_versions_and_the_first_is_the_one_held(
    library: Path, redline: Path, specman: Door
) -> None:
    words = ("import", str(redline), "--work", "sec-h", "--revisions", "both", "--version", "1.0,2.0")
    plan = json.loads(specman(*words, "--dry-run", "--format", "json", library=library)[1])
    assert [(f["version"], f["status"]) for f in plan["files"]] == [("1.0", "unchanged"), ("2.0", "new version")]
    revisions = plan["files"][1]["document"]["revisions"]
    assert (revisions["insertions"], revisions["deletions"], revisions["moves"]) == (1, 1, 0)
    assert {c["label"] for c in revisions["changes"]} == {"H3.2"}
    assert specman(*words, library=library)[0] == 0
    assert "within 10 Working Days" in (library / "specs/sec-h/2.0.xml").read_text()


@pytest.mark.parametrize(("side", "days"), [("accept", "10"), ("reject", "5")])
def test_one_side_is_read_and_said(side: str, days: str, library: Path, redline: Path, specman: Door) -> None:
    words = ("import", str(redline), "--work", "new-one", "--version", "1.0", "--revisions", side)
    status, out, _ = specman(*words, library=library)
    assert status == 0
    assert "tracked changes" in out
    assert f"within {days} Working Days" in (library / "specs/new-one/1.0.xml").read_text()


@pytest.fixture
def modification(library: Path) -> Path:
    (library / "modifications/MP0001").mkdir(parents=True)
    (library / "modifications/MP0001/modification.toml").write_text(
        'format = 1\nid = "MP0001"\ntitle = "Longer"\nstatus = "open"\nbase = "1.0"\n'
    )
    git(library, "add", "-A")
    git(library, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "mod")
    return library


def test_a_redline_drawn_on_the_base_is_stored_and_proven(modification: Path, redline: Path, specman: Door) -> None:
    status, out, err = specman("mod", "draft", "MP0001", str(redline), library=modification)
    assert status == 0, err
    assert "Proven: before them, the text is SEC H@1.0." in " ".join(out.split())
    folder = modification / "modifications/MP0001"
    assert sorted(f.name for f in folder.iterdir()) == ["modification.toml", "sec-h.redline.docx", "sec-h.xml"]
    assert (folder / "sec-h.redline.docx").read_bytes() == redline.read_bytes()
    diff = json.loads(specman("diff", "MP0001", "--format", "json", library=modification)[1])
    [changed] = [w for w in diff["works"] if w["status"] == "changed"]
    assert [c["target"]["address"] for c in changed["changes"]] == ["SEC H3.2"]


def test_a_redline_drawn_on_another_version_is_refused_and_names_the_provisions(
    modification: Path, redline: Path, specman: Door, tmp_path: Path
) -> None:
    other = tmp_path / "sec-h.docx"
    other.write_bytes(repacked(redline.read_bytes(), "word/document.xml", {"shall keep a record": "may keep a record"}))
    before = snapshot(modification)
    status, _, err = specman("mod", "draft", "MP0001", str(other), library=modification)
    said = " ".join(err.split())
    assert status == 4
    assert "was not drawn on SEC H@1.0" in said
    assert "H3.3" in said and "H3.2" not in said
    assert snapshot(modification) == before
    status, out, _ = specman("mod", "draft", "MP0001", str(other), "--unproven", library=modification)
    assert status == 0
    assert "Not proven" in out


def test_the_version_a_redline_was_really_drawn_on_is_named(
    modification: Path, redline: Path, specman: Door, tmp_path: Path
) -> None:
    file = tmp_path / "sent/sec-h/0.9.md"
    file.parent.mkdir(parents=True)
    file.write_text(SECTION.replace("shall keep a record", "may keep a record"))
    assert specman("import", str(file), library=modification)[0] == 0
    other = tmp_path / "sec-h.docx"
    other.write_bytes(repacked(redline.read_bytes(), "word/document.xml", {"shall keep a record": "may keep a record"}))
    assert "It reads like SEC H@0.9" in specman("mod", "draft", "MP0001", str(other), library=modification)[2]


# -- showing and comparing files without a library ------------------------------------------------------------------


def test_show_reads_a_word_file_with_no_library_and_lists_its_changes(redline: Path, specman: Door) -> None:
    status, out, _ = specman("show", str(redline))
    assert status == 0
    assert "H3.2" in out
    assert "A Clerk" in out
    document = json.loads(specman("show", str(redline), "--format", "json", "--revisions", "reject")[1])
    assert document["format"] == "specman.document/1"
    assert any("within 5 Working Days" in q["text"] for q in document["provisions"])


def test_two_word_files_are_compared_with_no_library(
    library: Path, redline: Path, specman: Door, tmp_path: Path
) -> None:
    base = tmp_path / "old.docx"
    base.write_bytes(word(library, "sec-h", "1.0"))
    diff = json.loads(specman("diff", str(base), str(redline), "--format", "json")[1])
    changes = [c for w in diff["works"] for c in w["changes"]]
    assert [(c["kind"], c["target"]["num"]) for c in changes] == [("amended", "H3.2")]


@pytest.mark.parametrize("form", ["docx", "md", "html", "xml"])
def test_export_writes_every_form_and_what_can_come_back_comes_back_unchanged(
    form: str, shipped: Path, specman: Door, tmp_path: Path
) -> None:
    file = tmp_path / f"gbcs.{form}"
    status, out, err = specman("export", "GBCS@0.8.1", "-o", str(file), library=shipped)
    assert (status, out) == (0, ""), err
    if form == "html":
        text = file.read_text()
        assert "Use Case" not in text.split("<h1>")[0] and 'id="' in text
        assert "<script" not in text
        return
    plan = plan_import(Library(shipped), [file], Wishes())
    assert [(item.work, item.version, item.status) for item in plan.items] == [("gbcs", "0.8.1", "unchanged")]


@pytest.mark.parametrize(
    ("words", "status"),
    [(("export", "GBCS"), 2), (("export", "GBCS 7.2", "--format", "md"), 2), (("export", "nothing", "--format", "md"), 3), (("export", "GBCS@9.9", "--format", "md"), 3), (("export", "DUIS-XSD", "--format", "docx"), 2)],
)  # fmt: skip
def test_export_says_what_is_wrong(words: tuple[str, ...], status: int, shipped: Path, specman: Door) -> None:
    found, out, err = specman(*words, library=shipped)
    assert (found, out) == (status, "")
    assert err


def test_schemas_and_tables_are_exported_as_they_are_kept(shipped: Path, specman: Door) -> None:
    version = sorted((shipped / "specs/duis-xsd").glob("*.xsd"))[-1]
    out = specman("export", f"DUIS-XSD@{version.stem}", "--format", "xsd", library=shipped)[1]
    assert out.encode() == version.read_bytes()


def test_a_zip_that_unpacks_to_too_much_is_refused(library: Path, tmp_path: Path, specman: Door) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"\0" * 20_000_000)
    (tmp_path / "bomb.zip").write_bytes(buffer.getvalue())
    status, _, err = specman("import", str(tmp_path / "bomb.zip"), "--yes", library=library)
    assert status == 3
    assert "bomb.zip" in err


def test_a_member_whose_name_climbs_out_of_the_zip_is_only_a_name(library: Path, tmp_path: Path, specman: Door) -> None:
    with zipfile.ZipFile(tmp_path / "climb.zip", "w") as archive:
        archive.writestr("../../evil.md", SECTION)
    status, out, _ = specman("import", str(tmp_path / "climb.zip"), "--dry-run", library=library)
    assert status == 0
    assert not (tmp_path.parent / "evil.md").exists()
    assert "evil.md" in out


def test_answers_keep_their_published_shapes(library: Path, redline: Path, specman: Door) -> None:
    import jsonschema

    from specman.report.json.shapes import shape

    plan = specman("import", str(redline), "--dry-run", "--format", "json", library=library)[1]
    jsonschema.validate(json.loads(plan), json.loads(shape("import")))
    shown = specman("show", str(redline), "--format", "json")[1]
    jsonschema.validate(json.loads(shown), json.loads(shape("document")))


def test_a_reference_the_author_tied_is_a_citation_of_its_target(library: Path, tmp_path: Path, specman: Door) -> None:
    text = "# Rules\n\n## 1 Scope\n\n1.1 As [said above](#4) it is.\n\n1.2 See [the record](#2-record).\n\n## 2 Record\n\n2.1 Kept.\n"
    file = tmp_path / "rules.md"
    file.write_text(text)
    assert specman("import", str(file), "--work", "rules", "--version", "1.0", library=library)[0] == 0
    assert specman("baseline", "create", "3.0", library=library)[0] == 0
    shown = json.loads(specman("show", "RULES 2", "--format", "json", library=library)[1])
    [view] = shown["views"]
    assert [(link["address"], link["words"]) for link in view["used_by"]] == [("RULES 1.2", "the record")]
