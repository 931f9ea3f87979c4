"""Input is hostile until parsed."""

from __future__ import annotations

import pytest

from specman.errors import InputError
from specman.formats.reading import read_document
from specman.formats.xml import parse_xml
from specman.limits import MAX_XML_BYTES

BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;&y;</a>'
FILE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
DTD = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://example.invalid/x.dtd"><html/>'


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (BOMB, "xml-doctype"),
        (FILE, "xml-doctype"),
        (DTD, "xml-doctype"),
        (b"<a>" * 210 + b"</a>" * 210, "xml-depth"),
        (b"<a>" * 5000 + b"</a>" * 5000, "xml-depth"),
        (b"<a><b></a>", "xml-malformed"),
        (b"", "xml-malformed"),
        (b"\x00\x01\x02", "xml-malformed"),
        (b"<a>&undeclared;</a>", "xml-malformed"),
        (b" " * (MAX_XML_BYTES + 1), "too-large"),
    ],
)
def test_hostile_or_broken_xml_is_refused_with_a_sentence(data: bytes, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_xml(data, "x.xml")
    assert caught.value.slug == slug
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    assert "root:" not in caught.value.message


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [
        ("a.xml", b"<html/>", "not-akn"),
        ("a.xsd", b"<html/>", "not-xsd"),
        ("a.csv", b"", "no-provisions"),
        ("a.csv", b"Row,Name\n", "no-provisions"),
        ("a.csv", b'Row,Name\n1,"open\n', "csv"),
        ("a.exe", b"MZ", "unknown-format"),
        ("noending", b"x", "unknown-format"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, data: bytes, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(data, name)
    assert caught.value.slug == slug


def test_comments_are_kept_and_processing_instructions_dropped() -> None:
    root = parse_xml(b"<a><!-- SR 4.1.1 --><?run me?></a>", "x")
    assert [type(child).__name__ for child in root] == ["_Comment"]
