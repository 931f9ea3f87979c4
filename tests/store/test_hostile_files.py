"""Hostile and broken files at the door: a sentence, exit status 3, nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Door, snapshot

FILES = {
    "entities.xml": (b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>', "document type or entities"),
    "outside.xml": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "document type or entities"),
    "dtd.xsd": (b'<!DOCTYPE schema SYSTEM "http://example.invalid/x.dtd"><schema/>', "not an XML schema"),
    "entity.xsd": (
        b'<!DOCTYPE s [<!ENTITY x "y">]><s:schema xmlns:s="http://www.w3.org/2001/XMLSchema">&x;</s:schema>',
        "not well-formed",
    ),
    "deep.xml": (b"<a>" * 3000 + b"</a>" * 3000, "too deeply"),
    "broken.xml": (b"<akomaNtoso><act>", "not well-formed"),
    "other.xml": (b"<html/>", "not an Akoma Ntoso document"),
    "other.xsd": (b"<html/>", "not an XML schema"),
    "prose.md": (b"Nothing numbered here.\n", "no provision"),
    "binary.md": (b"\xff\xfe\x00\x00", "not UTF-8"),
    "cut.docm": (b"PK\x03\x04", "is damaged"),
    "notes.txt": (b"words", "does not read .txt"),
}


@pytest.mark.parametrize("name", FILES)
def test_import_refuses(name: str, make_library: Callable[..., Path], specman: Door, tmp_path: Path) -> None:
    root = make_library()
    data, words = FILES[name]
    file = tmp_path / name
    file.write_bytes(data)
    before = snapshot(root)
    status, out, err = specman("import", str(file), "--work", "sec-h", "--version", "9.0", library=root)
    assert (status, out) == (3, "")
    assert words in " ".join(err.split())
    assert name in err
    assert "Traceback" not in err
    assert snapshot(root) == before


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".docm", ".txt"))])
def test_diff_and_show_of_a_file_refuse_it_too(name: str, specman: Door, tmp_path: Path) -> None:
    data, words = FILES[name]
    one, two = tmp_path / name, tmp_path / f"two-{name}"
    one.write_bytes(data)
    two.write_bytes(data)
    for command in (["diff", str(one), str(two)], ["show", str(one)]):
        status, out, err = specman(*command)
        assert (status, out) == (3, "")
        assert words in " ".join(err.split())


def test_a_stored_file_that_was_made_hostile_is_a_finding_of_verify_and_check(
    make_library: Callable[..., Path], specman: Door
) -> None:
    root = make_library()
    (root / "specs/sec-h/1.0.xml").write_bytes(FILES["entities.xml"][0])
    for command in (["baseline", "verify", "1.0"], ["check"]):
        status, out, _ = specman(*command, library=root)
        assert status == 1
        assert "digest-mismatch" in out
