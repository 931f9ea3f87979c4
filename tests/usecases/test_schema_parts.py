"""A schema in several files is compared as the whole it is, and what was not compared is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specman.report.wording import details_words
from specman.state.file_changes import compare_files
from tests.conftest import Door

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">'


def main_file(*joins: str) -> str:
    return f'{HEAD}{"".join(joins)}<xs:element name="R" type="t:Code"/></xs:schema>'


def include(location: str) -> str:
    return f'<xs:include schemaLocation="{location}"/>'


def code(most: int, *joins: str, name: str = "Code") -> str:
    return (
        f'{HEAD}{"".join(joins)}<xs:simpleType name="{name}"><xs:restriction base="xs:string"><xs:maxLength value="{most}"/>'
        "</xs:restriction></xs:simpleType></xs:schema>"
    )


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    found = tmp_path / "old", tmp_path / "new"
    for folder in found:
        folder.mkdir()
        (folder / "main.xsd").write_text(main_file(include("types.xsd")))
        (folder / "types.xsd").write_text(code(3))
    return found


def compared(folders: tuple[Path, Path]) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """(address, verdict for senders) of each change, and the notes."""
    found = compare_files(*(folder / "main.xsd" for folder in folders))
    return [(c.side.address, c.compatibility.senders if c.compatibility else "") for c in found.changes], found.notes


def test_a_change_in_an_included_file_is_a_change_of_the_schema(folders: tuple[Path, Path]) -> None:
    assert compared(folders) == ([], ())
    (folders[1] / "types.xsd").write_text(code(2))
    assert compared(folders) == ([("types.xsd Code", "breaks")], ())


def test_what_an_included_file_includes_belongs_to_it_and_a_circle_ends(folders: tuple[Path, Path]) -> None:
    for folder, most in zip(folders, (5, 6), strict=True):
        (folder / "types.xsd").write_text(code(3, include("more.xsd")))
        (folder / "more.xsd").write_text(code(most, include("types.xsd"), include("main.xsd"), name="More"))
    assert compared(folders) == ([("more.xsd More", "safe")], ())


def test_an_included_file_that_is_not_there_is_named(folders: tuple[Path, Path], specman: Door) -> None:
    (folders[1] / "types.xsd").unlink()
    changes, notes = compared(folders)
    assert changes == []
    assert notes == ("types.xsd, which main.xsd includes, was not compared: it is not beside it.",)
    paths = [str(folder / "main.xsd") for folder in folders]
    assert "was not compared" in specman("diff", *paths)[1]
    assert json.loads(specman("diff", *paths, "--format", "json")[1])["notes"] == list(notes)
    for form in ("md", "html"):
        assert "was not compared" in specman("diff", *paths, "--format", form)[1]


def test_an_included_file_that_is_no_schema_is_named_with_the_reason(folders: tuple[Path, Path]) -> None:
    (folders[1] / "types.xsd").write_text("<xs:schema")
    changes, (note,) = compared(folders)
    assert changes == []
    assert note.startswith("types.xsd, which main.xsd includes, was not compared: types.xsd is not well-formed XML")


@pytest.mark.parametrize("location", ["../secret.xsd", "/etc/passwd", "https://example.org/types.xsd", ""])
def test_no_file_is_read_outside_the_folder_of_the_schema(folders: tuple[Path, Path], location: str) -> None:
    (folders[0].parent / "secret.xsd").write_text(code(9))
    for folder in folders:
        (folder / "main.xsd").write_text(main_file(include(location)))
    changes, notes = compared(folders)
    assert changes == []
    assert len(notes) == 1 and "was not compared: it is not beside it" in notes[0]


IMPORT = '<xs:import namespace="urn:o" schemaLocation="{}"/>'
AWAY = ("urn:o, imported, is not at hand: verdicts hold where it has no say.",)


def other(text: str) -> str:
    """A schema of the other namespace."""
    return text.replace("urn:t", "urn:o")


def test_an_imported_schema_is_compared_where_it_is_at_hand(folders: tuple[Path, Path]) -> None:
    for folder, most in zip(folders, (2, 1), strict=True):
        (folder / "main.xsd").write_text(main_file(IMPORT.format(f"other {most}.xsd")))
        (folder / f"other {most}.xsd").write_text(other(code(most)))
    assert compared(folders) == ([("other 1.xsd Code", "breaks")], ())
    (folders[1] / "other 1.xsd").unlink()  # a schema of its own that is not at hand is nobody's change
    assert compared(folders)[0] == []
    assert len(compared(folders)[1]) == 1


def test_what_stands_behind_an_imported_schema_is_compared(folders: tuple[Path, Path]) -> None:
    for folder, most in zip(folders, (9, 1), strict=True):
        (folder / "main.xsd").write_text(main_file(IMPORT.format("o.xsd")))
        (folder / "o.xsd").write_text(other(f"{HEAD}{include('o2.xsd')}</xs:schema>"))
        (folder / "o2.xsd").write_text(other(code(most)))
    assert compared(folders) == ([("o2.xsd Code", "breaks")], ())


def test_an_imported_schema_that_is_not_at_hand_is_named(folders: tuple[Path, Path]) -> None:
    for folder, text in zip(folders, ("", code(9)), strict=True):
        (folder / "main.xsd").write_text(main_file(IMPORT.format("o.xsd")))
        (folder / "o.xsd").write_text(text)  # no schema, and one of another namespace
    assert compared(folders) == ([], AWAY)


def test_a_file_is_included_from_the_folder_of_the_file_that_includes_it(folders: tuple[Path, Path]) -> None:
    for folder, most in zip(folders, (5, 4), strict=True):
        (folder / "sub").mkdir()
        (folder / "main.xsd").write_text(main_file(include("sub/b.xsd"), include("c.xsd")))
        (folder / "sub" / "b.xsd").write_text(f"{HEAD}{include('c.xsd')}</xs:schema>")
        (folder / "sub" / "c.xsd").write_text(code(most))
        (folder / "c.xsd").write_text(code(9, name="Other"))
    assert compared(folders) == ([("sub/c.xsd Code", "breaks")], ())


def test_a_component_that_went_to_another_file_is_a_move_with_a_verdict(folders: tuple[Path, Path]) -> None:
    (folders[1] / "main.xsd").write_text(main_file(include("types.xsd"), include("more.xsd")))
    (folders[0] / "main.xsd").write_text(main_file(include("types.xsd"), include("more.xsd")))
    for folder in folders:
        (folder / "more.xsd").write_text(code(9, name="More"))
    (folders[1] / "types.xsd").write_text(code(9, name="Else"))
    (folders[1] / "more.xsd").write_text(code(2).replace("</xs:schema>", code(9, name="More").partition(">")[2]))
    found = compare_files(*(folder / "main.xsd" for folder in folders))
    (change,) = {id(c): c for c in found.changes if c.kind == "moved"}.values()  # one change, in both files
    assert change.compatibility is not None
    assert (change.compatibility.senders, details_words(change)[-1]) == ("breaks", "now in more.xsd")


def test_a_redefined_type_is_compared(folders: tuple[Path, Path]) -> None:
    again = '<xs:redefine schemaLocation="types.xsd"><xs:simpleType name="Code"><xs:restriction base="t:Code"><xs:maxLength value="{}"/></xs:restriction></xs:simpleType></xs:redefine>'
    for folder, most in zip(folders, (3, 1), strict=True):
        (folder / "main.xsd").write_text(main_file(again.format(most)))
    assert compared(folders)[0] == [("main Code", "breaks")]
    (folders[0] / "main.xsd").write_text(main_file(include("types.xsd")))
    assert ("main Code", "unknown") in compared(folders)[0]


def test_an_import_from_another_file_that_is_not_at_hand_is_named(folders: tuple[Path, Path]) -> None:
    for folder, location in zip(folders, ("o.xsd", "p.xsd"), strict=True):
        (folder / "main.xsd").write_text(main_file(f'<xs:import namespace="urn:o" schemaLocation="{location}"/>'))
    assert compared(folders)[1] == ("urn:o was imported from o.xsd and is now from p.xsd: not compared.",)


def test_the_order_of_two_files_of_one_namespace_changes_nothing_in_them(folders: tuple[Path, Path]) -> None:
    joins = [IMPORT.format("x1.xsd"), IMPORT.format("x2.xsd")]
    for folder, order in zip(folders, (joins, joins[::-1]), strict=True):
        (folder / "main.xsd").write_text(main_file(*order))
        (folder / "x1.xsd").write_text(other(code(3)))
        (folder / "x2.xsd").write_text(other(code(4, name="Else")))
    assert compared(folders)[0] == []
    (folders[1] / "main.xsd").write_text(main_file(IMPORT.format("x0.xsd"), *joins))
    (folders[1] / "x0.xsd").write_text(other(code(5, name="More")))
    assert [address for address, _ in compared(folders)[0]] == ["x0.xsd More"]


def test_a_file_that_brings_the_namespace_of_the_schema_back_is_compared(folders: tuple[Path, Path]) -> None:
    back = '<xs:import namespace="urn:t" schemaLocation="back.xsd"/>'
    for folder, most in zip(folders, (9, 1), strict=True):
        (folder / "main.xsd").write_text(main_file(IMPORT.format("o.xsd")))
        (folder / "o.xsd").write_text(HEAD.replace("urn:t", "urn:o") + back + "</xs:schema>")
        (folder / "back.xsd").write_text(code(most))
    assert compared(folders) == ([("back.xsd Code", "breaks")], ())


def test_an_included_text_is_no_schema(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        (folder / "n.md").write_text("# T\n\n## 1 A\n\n1.1 Words.\n")
    (folders[1] / "main.xsd").write_text(main_file(include("types.xsd"), include("n.md")))
    changes, notes = compared(folders)
    assert ([address for address, _ in changes], notes) == (
        ["main"], ("n.md, which main.xsd includes, was not compared: it is no schema.",),
    )  # fmt: skip


def test_two_files_of_one_name_have_both_a_say(folders: tuple[Path, Path]) -> None:
    """An attribute that a wildcard of the main file took before is undecided, whatever the file beside it is called."""
    free = '<xs:element name="R"><xs:complexType><xs:attributeGroup ref="t:G"/><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>'
    for folder, more in zip(folders, ("", '<xs:attribute name="x" type="xs:int"/>'), strict=True):
        (folder / "c").mkdir()
        (folder / "main.xsd").write_text(f"{HEAD}{include('c/main.xsd')}{include('k.xsd')}{free}</xs:schema>")
        (folder / "c" / "main.xsd").write_text(code(3))
        (folder / "k.xsd").write_text(
            f'{HEAD}<xs:attributeGroup name="G"><xs:attribute name="y"/>{more}</xs:attributeGroup></xs:schema>'
        )
    assert compared(folders)[0] == [("k.xsd G", "unknown")]
