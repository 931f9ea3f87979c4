"""Schemas and tables amended in words: their parts as they are written, byte for byte."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.amending.apply import apply_to_source
from specman.amending.derive import derive_from_source
from specman.amending.grammar import read_amendments
from specman.amending.sentences import sentence
from specman.amending.source import source_of
from specman.errors import InputError
from tests.conftest import ROOT
from tests.review.test_kept_files import NAMES, WRITERS

written = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["u", "v", "{", "“w”", "¶/\\r é"]), min_size=1)


def through_words(base: bytes, draft: bytes, name: str) -> bytes:
    """The draft by way of a text of instructions."""
    old, new = (source_of(data, name, "w", "1.0") for data in (base, draft))
    text = "\n\n".join(["Amendments to W", *map(sentence, derive_from_source(old, new))])
    found, unread = read_amendments(text)
    assert unread == []
    return apply_to_source(old, [one for amendments in found for one, _ in amendments.rows], sentence)


@given(written, written, st.sampled_from(sorted(WRITERS)), st.booleans(), st.data())
def test_a_file_is_its_base_and_the_instructions(
    base: dict[str, str], draft: dict[str, str], suffix: str, windows: bool, data: st.DataObject
) -> None:
    again = {key: draft[key] for key in data.draw(st.permutations(sorted(draft)))}
    old, new = WRITERS[suffix](base), WRITERS[suffix](again)
    if windows:
        new = new.replace(b"\n", b"\r\n")
    assert through_words(old, new, f"file{suffix}") == new


@given(st.text("<>a \n\r\t“é¶", max_size=30), st.text("<>a \n\r\t“é¶", max_size=30))
def test_a_file_that_cannot_be_cut_is_amended_as_one(old: str, new: str) -> None:
    assert through_words(old.encode(), new.encode(), "file.xsd") == new.encode()


FILES = [
    pair
    for suffix in ("xsd", "csv")
    for work in sorted((ROOT / "specs").iterdir())
    for pair in pairwise(sorted(work.glob(f"*.{suffix}")))
]


@pytest.mark.parametrize(("old", "new"), FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_change_of_the_schemas_and_tables_that_ship_can_be_said(old: Path, new: Path) -> None:
    assert through_words(old.read_bytes(), new.read_bytes(), old.name) == new.read_bytes()


def test_a_part_is_called_by_its_name_or_by_its_sort_too() -> None:
    data = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="A"/><xs:simpleType name="A"/><xs:group name="B"/></xs:schema>'
    assert [p.label for p in source_of(data, "a.xsd", "w", "1").provisions[1:]] == [
        "beginning", "element A", "simpleType A", "B", "end",
    ]  # fmt: skip


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(InputError, match=r"a.xsd is not in UTF-8"):
        source_of('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"), "a.xsd", "w", "1")
