"""Drafting by commands: a copy to edit, one change at a time, a text of instructions; and what does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.store.library import Library
from specman.usecases.ask.instructions import instructions
from specman.usecases.do.amend import draft_by_instructions
from specman.usecases.do.raise_modification import raise_modification
from tests.cli.test_doors import keeps_its_shape
from tests.conftest import BY, Door, git

Make = Callable[..., Path]


@pytest.fixture
def code(make_library: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Path, str]:
    """A library with a proposal that has no draft yet."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", BY.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BY.email)
    root = make_library()
    own = raise_modification(Library(root), BY, ["title=T", "proposer=P", "documents=SEC H"], date="2016-05-01")[0].id
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return root, own


def text_of(root: Path, own: str) -> str:
    return (root / f"modifications/{own}/sec-h.xml").read_text()


def test_a_copy_is_edited_and_brought_back_and_holds_just_the_edit(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    status, _, err = specman("mod", "draft", own, library=root)
    file = Path(f"{own}-sec-h.md")
    assert status == 0 and file.is_file() and "Wrote" in err
    assert specman("mod", "draft", own, library=root)[0] == 2  # it is not overwritten
    status, out, _ = specman("mod", "draft", own, str(file), "--work", "sec-h", library=root)
    assert status == 0 and "Next: specman impact" in out
    assert [amended.rows for amended in instructions(Library(root), own).works] == [()]
    file.write_text(file.read_text().replace("5 Working Days", "6 Working Days"))
    assert specman("mod", "draft", own, str(file), "--work", "sec-h", library=root)[0] == 0
    [[(_, said)]] = [amended.rows for amended in instructions(Library(root), own).works]
    assert said == "In Section H3.2, for “5” substitute “6”."
    assert Library(root).modification(own).base == "1.0"
    assert specman("mod", "draft", own, "--work", "sec-h", "--as", "docx", library=root)[0] == 0
    assert Path(f"{own}-sec-h.docx").read_bytes().startswith(b"PK")


CHANGES = [
    (("SEC H3.2", "--replace", "within 5", "--with", "within 6"), "In Section H3.2, for “within 5” substitute “within 6”.", "within 6 Working"),
    (("SEC H3.1", "--insert-after", "interface", "--with", " free of charge"), "In Section H3.1, after “interface” insert “ free of charge”.", "interface free of charge to"),
    (("SEC H3.2(a)", "--omit", "; and"), "In Section H3.2(a), omit “; and”.", "to the DCC<"),
    (("SEC H3", "--heading", "Interfaces"), "For the heading of Section H3 substitute “Interfaces”.", "Interfaces"),
    (("SEC H3.3", "--insert", "It shall publish it.", "--num", "H3.4"), "After Section H3.3 insert, as H3.4—", "It shall publish it."),
    (("SEC H3.1", "--move-after", "SEC H3.3"), "Move Section H3.1 to follow Section H3.3.", "H3.1"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said", "holds"), CHANGES)
def test_one_change_is_one_commit_on_the_base_or_the_draft(
    code: tuple[Path, str], specman: Door, words: tuple[str, ...], said: str, holds: str
) -> None:
    root, own = code
    before = git(root, "rev-parse", "HEAD").strip()
    status, out, err = specman("mod", "amend", own, *words, library=root)
    assert (status, err) == (0, "") and out.startswith(said)
    assert holds in text_of(root, own)
    assert git(root, "rev-parse", "HEAD~1").strip() == before
    assert (
        specman(
            "mod", "amend", own, "SEC H3.2", "--replace", "each Device ID", "--with", "every Device ID", library=root
        )[0]
        == 0
    )
    assert "every Device ID" in text_of(root, own) and holds in text_of(root, own)


def test_a_provision_is_omitted_with_what_it_holds(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    assert specman("mod", "amend", own, "SEC H3.2", "--omit", library=root)[0] == 0
    assert "to the DCC; and" not in text_of(root, own) and "H3.3" in text_of(root, own)


REFUSED = [
    (("SEC H3.2", "--replace", "within 7 Working Days", "--with", "x"), 4, "these words are not there. Nearest: within, within 5 Working Days"),
    (("SEC H3.9", "--omit"), 4, "there is no such place. Nearest: H3"), (("SEC H3.2", "--replace", "x"), 2, "What is put there is not said"),
    (("SEC H3.2",), 2, "Say one change at a time"), (("SEC H", "--omit"), 2, "names no provision"), (("SEC Q1", "--omit"), 2, "names no provision"),
    (("SEC H3.2", "--replace", "Device", "--with", "a", "--nth", "9"), 4, "occur"), (("SEC H3.2", "--cell", "Name", "--with", "x"), 3, "There is no column 'Name'"),
    (("SEC H3.2", "--move-after", "SEC A1.1"), 2, "names no provision of SEC H"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "status", "what"), REFUSED)
def test_what_does_not_fit_is_named_and_nothing_is_stored(
    code: tuple[Path, str], specman: Door, words: tuple[str, ...], status: int, what: str
) -> None:
    root, own = code
    before = git(root, "rev-parse", "HEAD")
    found, out, err = specman("mod", "amend", own, *words, library=root)
    assert (found, out) == (status, "") and what.partition(", ")[0] in err and "Traceback" not in err
    assert git(root, "rev-parse", "HEAD") == before


TEXT = """Amendments to SEC H (version 1.0)

in section H3.2, for "5 Working Days"
substitute "10 Working Days".

After Section H3.3 insert—
  clause “H3.4” saying “A User shall keep what it notified under Section H3.2.”

Omit Section H3.2(b).
"""


def test_a_text_of_instructions_becomes_a_draft(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    Path("a.txt").write_text(TEXT)
    status, out, _ = specman("mod", "draft", own, "--instructions", "a.txt", library=root)
    assert status == 0 and out.startswith(f"modifications/{own}/sec-h.xml (commit ")
    text = text_of(root, own)
    assert "10 Working Days" in text and "keep what it notified" in text and "to the Panel" not in text
    status, _, err = specman("mod", "draft", own, "--instructions", "a.txt", library=root)
    assert status == 4 and "has a draft of SEC H" in err
    assert specman("mod", "draft", own, "--instructions", "a.txt", "--replace", library=root)[0] == 0
    answer = specman("mod", "instructions", own, "--format", "json", library=root)[1]
    keeps_its_shape("instructions", answer)
    assert [row["kind"] for row in json.loads(answer)["documents"][0]["instructions"]] == ["words", "omit", "insert"]
    said = specman("mod", "instructions", own, library=root)[1]
    Path("b.txt").write_text(said)
    before = text_of(root, own)
    assert specman("mod", "draft", own, "--instructions", "b.txt", "--replace", library=root)[0] == 0
    assert text_of(root, own) == before


def test_every_instruction_that_does_not_fit_is_named_with_its_sentence(code: tuple[Path, str]) -> None:
    root, own = code
    before = git(root, "rev-parse", "HEAD")
    text = (
        TEXT.replace("5 Working Days", "5 Working Nights")
        + "\nIn Section H3.7, omit “x”.\n\nIn Section H3.2, omit “within 5 Working”.\n"
    )
    with pytest.raises(LibraryError) as caught:
        draft_by_instructions(Library(root), BY, own, text)
    assert caught.value.message.startswith("2 instructions do not fit; nothing was stored:")
    assert "5 Working Nights" in caught.value.message and "Nearest: 5 Working Days" in caught.value.message
    assert "In Section H3.7, omit “x”." in caught.value.message
    assert git(root, "rev-parse", "HEAD") == before


def test_two_instructions_for_the_same_words_are_refused(code: tuple[Path, str]) -> None:
    root, own = code
    text = "Amendments to SEC H\n\nIn H3.2, omit “within 5”.\n\nIn H3.2, for “5 Working” substitute “6 Working”.\n"
    with pytest.raises(
        LibraryError, match=r"another instruction changes the same\. The other: In H3\.2, omit “within 5”\."
    ):
        draft_by_instructions(Library(root), BY, own, text)


def test_a_sentence_that_is_no_instruction_is_named_with_the_nearest_form(
    code: tuple[Path, str], specman: Door
) -> None:
    root, own = code
    Path("a.txt").write_text("Amendments to SEC H\n\nPlease swap H3.1 and H3.2.\n\nIn H3.2, delete “5”.\n")
    status, _, err = specman("mod", "draft", own, "--instructions", "a.txt", library=root)
    assert status == 3 and "Please swap H3.1 and H3.2." in err and "In Section A1.1, omit “old words”." in err


def test_the_sentences_of_the_proposals_that_ship(shipped: Path, specman: Door) -> None:
    out = specman("mod", "instructions", "SECMP0014", library=shipped)[1]
    assert out.startswith(
        "Amendments to SEC A (version 4.12)\n\nIn the definition of “Device ID” in Section A1.1, after “"
    )
    out = specman("mod", "instructions", "SECMP0014", "--format", "md", library=shipped)[1]
    assert out.startswith("# Amending instructions: SECMP0014\n\n## SEC A, version 4.12\n\n1. In the definition of")


def test_two_headings_for_one_document_are_both_carried_out(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    Path("a.txt").write_text(f"{TEXT}\nAmendments to sec-h\n\nOmit Section H3.1.\n")
    assert specman("mod", "draft", own, "--instructions", "a.txt", library=root)[0] == 0
    assert "10 Working Days" in text_of(root, own) and ">H3.1<" not in text_of(root, own)


def test_instructions_for_another_version_are_refused(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    before = git(root, "rev-parse", "HEAD")
    Path("a.txt").write_text(TEXT.replace("1.0", "0.9"))
    status, _, err = specman("mod", "draft", own, "--instructions", "a.txt", library=root)
    assert status == 4 and "amend SEC H 0.9, and" in " ".join(err.split()) and "mod rebase" in err
    assert git(root, "rev-parse", "HEAD") == before


def test_words_that_occur_often_are_asked_for(code: tuple[Path, str], specman: Door) -> None:
    root, own = code
    change = ("mod", "amend", own, "SEC H3.2", "--replace", "D", "--with", "d")
    status, _, err = specman(*change, library=root)
    assert status == 4 and "occur several times" in err and "There are 3." in err
    assert specman(*change, "--nth", "2", "--everywhere", library=root)[0] == 2
    status, out, _ = specman(*change, "--everywhere", library=root)
    assert status == 0 and out.startswith("In Section H3.2, for “D”, wherever it occurs, substitute “d”.")
    assert "within 5 Working days, notify each device Id:" in text_of(root, own)


def test_a_schema_and_a_table_are_amended_by_their_parts(
    shipped_repository: Path, specman: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = shipped_repository
    monkeypatch.chdir(tmp_path)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", BY.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BY.email)
    own = raise_modification(Library(root), BY, ["title=T", "proposer=P"], date="2016-07-01")[0].id
    changes = [
        ("MMC-XSD HeaderType", "--insert-after", "<xs:sequence>", "--with", "<!-- as amended -->"),
        ("MMC-XSD HeaderType", "--insert", '<xs:simpleType name="New"><xs:restriction base="xs:token"/></xs:simpleType>'),
    ]  # fmt: skip
    for words in changes:
        status, _, err = specman("mod", "amend", own, *words, library=root)
        assert (status, err) == (0, ""), err
    held = (root / f"modifications/{own}/mmc-xsd.xsd").read_bytes()
    assert b"<!-- as amended -->" in held and b'<xs:simpleType name="New">' in held
    broken = specman("mod", "amend", own, "MMC-XSD HeaderType", "--insert", "<xs:simpleType", library=root)
    assert broken[0] == 3 and (root / f"modifications/{own}/mmc-xsd.xsd").read_bytes() == held
    assert specman("mod", "amend", own, "MMC-XSD HeaderType", "--heading", "X", library=root)[0] == 2
    said = specman("mod", "instructions", own, library=root)[1]
    assert "Amendments to MMC-XSD (version 1.0)" in said and "In HeaderType, after “" in said
    Path("b.txt").write_text(said)
    assert specman("mod", "draft", own, "--instructions", "b.txt", "--replace", library=root)[0] == 0
    assert (root / f"modifications/{own}/mmc-xsd.xsd").read_bytes() == held
    row = "Mapping Table row 21"
    cells = '22 | SMETS 5.7 | "New", and so on | m | Data | INTEGER | ECS17b | 4.1.1 | '
    assert specman("mod", "amend", own, row, "--row", "22 | too few", library=root)[0] == 3
    assert specman("mod", "amend", own, row, "--insert", "x", library=root)[0] == 2
    assert specman("mod", "amend", own, row, "--row", cells, library=root)[0] == 0
    table = (root / f"modifications/{own}/gbcs-mt.csv").read_text()
    assert '\n22,SMETS 5.7,"""New"", and so on",m,Data,INTEGER,ECS17b,4.1.1,\n25,' in table
    assert "After [row 21] insert" in specman("mod", "instructions", own, library=root)[1]
