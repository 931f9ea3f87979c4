"""Schemas and tables merged by their parts: laws over made-up files, and cases read by eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.formats.parts import parts_of
from specman.review.kept_files import merge_kept

NAMES = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]


def table(rows: dict[str, str], *, end: str = "\n") -> bytes:
    return ("# A note\nCode,Use\n" + end.join(f"{key},{use}" for key, use in rows.items())).encode()


def schema(types: dict[str, str]) -> bytes:
    parts = [
        f'\n  <!-- of {own} -->\n  <xs:simpleType name="{own}">\n    <xs:restriction base="xs:token"><xs:pattern value="{said}>"/>'
        "</xs:restriction>\n  </xs:simpleType>"
        for own, said in types.items()
    ]
    head = '<?xml version="1.0"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n  <!-- Version 1 -->'
    return f'{head}{"".join(parts)}\n  <xs:element name="Last"/>\n</xs:schema>\n'.encode()


WRITERS = {".csv": table, ".xsd": schema}
files = st.dictionaries(st.sampled_from(NAMES), st.sampled_from("uvw"), min_size=1)


@given(files, st.sampled_from(sorted(WRITERS)))
def test_the_parts_of_a_file_are_the_file(held: dict[str, str], suffix: str) -> None:
    data = WRITERS[suffix](held)
    parts = parts_of(data, suffix)
    assert parts is not None
    assert b"".join(part.data for part in parts) == data
    assert [part.label.removeprefix("row ") for part in parts if part.label not in ("", "Last")] == list(held)


@given(st.data(), st.sampled_from(sorted(WRITERS)))
def test_drafts_of_different_parts_make_the_file_with_all_their_changes(data: st.DataObject, suffix: str) -> None:
    write = WRITERS[suffix]
    base = dict.fromkeys(NAMES, "u")
    owners = data.draw(st.lists(st.sampled_from(["M1", "M2", "M3"]), min_size=5, max_size=5))
    edits = [data.draw(st.sampled_from(["amend", "remove", "add"])) for _ in NAMES]
    drafts, want = {own: dict(base) for own in ("M1", "M2", "M3")}, dict(base)
    for own, name, edit in sorted(zip(owners, NAMES, edits, strict=True)):
        for held in (drafts[own], want):
            if edit == "amend":
                held[name] = own
            elif edit == "remove":
                del held[name]
            else:
                held[f"{own}{name}"] = own
    said = [(own, write(held)) for own, held in drafts.items()]
    made, conflicts = merge_kept(suffix, write(base), data.draw(st.permutations(said)))
    assert conflicts == []
    assert made == merge_kept(suffix, write(base), said)[0]
    # where additions stand whose neighbour another draft took out is not laid down
    assert sorted(made.splitlines()) == sorted(write(want).splitlines())


@pytest.mark.parametrize("suffix", [".csv", ".xsd"])
def test_two_that_change_one_part_are_in_conflict_whatever_its_lines(suffix: str) -> None:
    write = WRITERS[suffix]
    base = {"Alpha": "u", "Beta": "u"}
    named = {".csv": "row Beta", ".xsd": "Beta"}[suffix]
    for first, second, kind in (
        ({**base, "Beta": "v"}, {**base, "Beta": "w"}, "lines"),
        ({**base, "Beta": "v"}, {"Alpha": "u"}, "removed"),
        ({"Beta": "u", "Alpha": "u", "New": "1"}, {**base, "New": "2"}, "number twice"),
    ):
        _, conflicts = merge_kept(suffix, write(base), [("M2", write(second)), ("M1", write(first))])
        [(pair, one)] = conflicts
        assert (pair, one.kind) == (("M1", "M2"), kind)
        assert one.label == (named if kind != "number twice" else named.replace("Beta", "New"))
    same = write({**base, "Beta": "v"})
    made, conflicts = merge_kept(suffix, write(base), [("M1", same), ("M2", same)])
    assert (made.rstrip(), conflicts) == (same.rstrip(), [])


def test_a_schema_with_a_document_type_is_not_cut() -> None:
    data = schema({"Alpha": "u"}).replace(b"<xs:schema", b"<!DOCTYPE xs:schema><xs:schema", 1)
    assert parts_of(data, ".xsd") is None


def test_rows_with_running_numbers_are_merged_by_lines() -> None:
    base = table({"1": "u", "2": "u", "3": "u", "4": "u"})
    first, second = base.replace(b"1,u", b"1,v"), base.replace(b"4,u", b"4,u\n5,w")
    assert merge_kept(".csv", base, [("M1", first), ("M2", second)]) == (second.replace(b"1,u", b"1,v"), [])
    renumbered = table({"1": "new", "2": "u", "3": "u", "4": "u", "5": "u"})
    _, conflicts = merge_kept(".csv", base, [("M1", first), ("M2", renumbered)])
    assert [one.kind for _, one in conflicts] == ["lines"]


def test_a_cell_of_several_lines_is_one_row() -> None:
    base = b'Code,Use\r\nAlpha,"one\r\ntwo"\r\nBeta,u\r\n'
    parts = parts_of(base, ".csv")
    assert parts is not None and [part.key for part in parts] == ["", "row Alpha", "row Beta"]
    made, conflicts = merge_kept(
        ".csv", base, [("M1", base.replace(b"two", b"2")), ("M2", base.replace(b"Beta,u", b"Beta,v"))]
    )
    assert (made, conflicts) == (base.replace(b"two", b"2").replace(b"Beta,u", b"Beta,v"), [])
