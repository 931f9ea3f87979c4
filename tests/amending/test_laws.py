"""Laws of amending instructions: derived and applied they give the draft; printed and read they are the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specman.amending.apply import apply
from specman.amending.derive import derive
from specman.amending.grammar import read_amendments, read_sentence
from specman.amending.inline import read, written
from specman.amending.sentences import sentence
from specman.formats.reading import read_document
from specman.model.document import Document, Mark, Merge
from specman.model.instruction import (
    EVERY,
    ONLY,
    At,
    Insert,
    Move,
    Omit,
    Own,
    Renumber,
    Restate,
    Substitute,
    Whole,
    Words,
)
from tests.conftest import ROOT
from tests.formats.test_word_writing import documents
from tests.review.made_proposals import edited, proposals, texts
from tests.review.made_proposals import written as as_text


def said(document: Document) -> list[tuple[object, ...]]:
    return [
        (p.eid, p.kind, p.num, p.label, p.heading, p.text, p.parent, p.cells, p.marks, p.merges, p.status)
        for p in document.provisions
    ]


@settings(max_examples=150)
@given(documents(), documents())
def test_instructions_applied_to_the_base_give_the_draft(base: Document, draft: Document) -> None:
    assert said(apply(base, derive(base, draft))) == said(draft)


@given(documents())
def test_nothing_is_written_of_what_is_the_same(base: Document) -> None:
    assert derive(base, base) == []


@given(st.data())
def test_instructions_of_small_edits_give_the_draft(data: st.DataObject) -> None:
    text = data.draw(texts())
    edits = [edit for own in data.draw(proposals(text)).values() for edit in own]
    base, draft = as_text(text)[0], as_text(edited(text, edits))[0]
    found = derive(base, draft)
    assert said(apply(base, found)) == said(draft)
    assert said(apply(base, data.draw(st.permutations(found)))) == said(draft)


@given(
    st.text("ab {}<>*é\n", max_size=30),
    st.lists(st.tuples(st.sampled_from(["b", "i", "ref", "note"]), st.integers(0, 30), st.integers(0, 30)), max_size=5),
)
def test_marks_written_out_are_read_back(text: str, spans: list[tuple[str, int, int]]) -> None:
    marks = sorted(
        {
            Mark(kind, min(a, b, len(text)), min(max(a, b), len(text)), "#x_1" if kind == "ref" else "")
            for kind, a, b in spans
        },  # type: ignore[arg-type]
        key=lambda mark: (mark.start, mark.end),
    )
    again, found = read(written(text, marks))
    assert again == text and sorted(found, key=repr) == sorted(marks, key=repr)


PAIRS = [
    (work.name, *pair)
    for work in sorted((ROOT / "specs").iterdir())
    for files in [sorted(work.glob("*.xml"), key=lambda file: [int(n) for n in file.stem.rstrip("abc").split(".")])]
    for pair in pairwise(files)
]
PAIRS += [
    ("sec-a", ROOT / "specs/sec-a/4.12.xml", ROOT / "modifications/SECMP0014/sec-a.xml"),
    ("gbcs", ROOT / "specs/gbcs/0.8.1.xml", ROOT / "modifications/SECMP0015/gbcs.xml"),
]


@pytest.mark.parametrize(
    ("work", "old", "new"), PAIRS, ids=lambda value: value if isinstance(value, str) else value.stem
)
def test_every_change_of_the_library_that_ships_can_be_said(work: str, old: Path, new: Path) -> None:
    base, draft = (read_document(file.read_bytes(), str(file), work=work, version="1") for file in (old, new))
    found = derive(base, draft)
    assert said(apply(base, found)) == said(replace(draft, metadata=base.metadata))


@settings(max_examples=150)
@given(documents(), documents())
def test_instructions_in_words_are_read_back_the_same(base: Document, draft: Document) -> None:
    for one in derive(base, draft):
        assert read_sentence(sentence(one)) == one, sentence(one)


@given(documents(), documents())
def test_a_text_of_instructions_gives_the_draft(base: Document, draft: Document) -> None:
    text = "Amendments to W (version 1.0)\n\n" + "\n\n".join(map(sentence, derive(base, draft)))
    found, misfits = read_amendments(text)
    assert misfits == []
    rows = [one for amendments in found for one, _ in amendments.rows]
    assert said(apply(base, rows)) == said(draft)


LABELS = st.one_of(
    st.sampled_from(
        [
            "H3.2(a)",
            "7.2.9",
            'A1.1 "Device ID"',
            "Table 7.2",
            "Table 7.2 row a, b",
            "#sec_1",
            "the",
            "section",
            "ECS17b",
        ]
    ),
    st.text('abH3.()[]“” "#,—', min_size=1, max_size=8).map(str.strip).filter(bool),
)
QUOTED = st.text('ab “”¶/r\n\r"{}.—,', max_size=10)


@given(
    LABELS,
    LABELS,
    QUOTED,
    QUOTED,
    st.sampled_from([EVERY, ONLY, 1, 2, 12]),
    st.booleans(),
    st.sampled_from(["text", "heading", "cell"]),
)
def test_any_words_and_labels_survive_being_said(
    a: str, b: str, old: str, new: str, nth: int, is_new: bool, part: str
) -> None:
    at, other = At(a, is_new), At(b)
    for one in (
        Words(at, part, old or "x", new, "", nth, 2 if part == "cell" else 0),  # type: ignore[arg-type]
        Words(at, part, "", new or "y", old, nth if old else ONLY, 1 if part == "cell" else 0),  # type: ignore[arg-type]
        Whole(at, part, new, 3 if part == "cell" else 0),  # type: ignore[arg-type]
        Omit(at), Move(at, other, None), Move(at, None, other), Renumber(at, new), Restate(at, "informative"),
        Insert(a, other, None, Own("clause", new, old, new)), Insert(a, None, other, Own("row", "", "", "", "inactive", (old, new))),
        Substitute(at, Own("table", old, new, "", "normative", (new, old, "c"), (Merge(1, 2, 1),))),
    ):  # fmt: skip
        assert read_sentence(sentence(one)) == one, sentence(one)
