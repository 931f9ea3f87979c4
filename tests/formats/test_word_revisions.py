"""Both sides of tracked changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.formats.word.read import parse
from tests.wordfiles import (
    CLERK,
    DELETED_MARK,
    INSERTED_MARK,
    abstract,
    deleted,
    docx,
    inserted,
    instance,
    lvl,
    p,
    r,
    tbl,
    tr,
)


def sides(body: str) -> tuple[str, str]:
    """The text before the changes, and after them."""
    data = docx(body)
    return tuple(  # type: ignore[return-value]
        "\n".join(q.words for q in parse(data, name="x.docx", revisions=side).provisions if q.words)
        for side in ("reject", "accept")
    )


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (p(r("It ") + deleted("may") + inserted(r("shall")) + r(" act.")), "It may act.", "It shall act."),
        # Enter pressed after Alpha: the mark of Alpha is the inserted one.
        (p("Alpha", mark=INSERTED_MARK) + p(inserted(r("Beta"))), "Alpha", "Alpha\nBeta"),
        (p(r("One "), mark=DELETED_MARK) + p("two."), "One\ntwo.", "One two."),
        (p("Keep.") + p(deleted("Gone."), mark=DELETED_MARK) + p("End."), "Keep.\nGone.\nEnd.", "Keep.\nEnd."),
        (p("Keep.") + p(deleted("Last."), mark=DELETED_MARK), "Keep.\nLast.", "Keep."),
        (p("Keep.") + p(deleted("Gone."), mark=DELETED_MARK) + tbl(tr("a", "b"), tr("c", "d")), "Keep.\nGone.\na | b\nc | d", "Keep.\na | b\nc | d"),
        (tbl(tr("h", "k"), tr("a", "b", properties=INSERTED_MARK), tr("c", "d", properties=DELETED_MARK)), "h | k\nc | d", "h | k\na | b"),
        (tbl(tr(p(deleted("x"), mark=DELETED_MARK), "y", properties=DELETED_MARK)) + p("z"), "x | y\nz", "z"),
        (
            p("Start.") + p(f"<w:moveTo {CLERK}>{r('Moved.')}</w:moveTo>", mark=f"<w:moveTo {CLERK}/>") + p("Mid.")
            + p(f"<w:moveFrom {CLERK}>{r('Moved.')}</w:moveFrom>", mark=f"<w:moveFrom {CLERK}/>") + p("End."),
            "Start.\nMid.\nMoved.\nEnd.", "Start.\nMoved.\nMid.\nEnd.",
        ),
    ],
)  # fmt: skip
def test_the_text_before_and_after_the_changes(body: str, before: str, after: str) -> None:
    assert sides(body) == (before, after)


def test_a_changed_style_gives_back_the_old_number() -> None:
    from tests.wordfiles import abstract, instance, lvl

    numbering = abstract(0, lvl(0, "K%1"), lvl(1, "K%1.%2")) + instance(1, 0)
    changed = (
        f'<w:pPrChange {CLERK}><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    body = p("A", style="H1", num="1") + p("B", style="H1", num="1", properties=changed) + p("C", num="1", level=1)
    data = docx(body, numbering=numbering)
    labels = {
        side: [q.label for q in parse(data, name="x", revisions=side).provisions[1:]] for side in ("accept", "reject")
    }  # type: ignore[arg-type]
    assert labels["accept"] == ["K1", "K2", "K2.1"]
    assert labels["reject"] == ["K1", "K1.1", "K1.2"]


def test_numbers_are_those_of_each_side() -> None:
    from tests.wordfiles import abstract, instance, lvl

    numbering = abstract(0, lvl(0, "(%1)", "lowerLetter")) + instance(1, 0)
    body = (
        p("List:")
        + p("one;", num="1")
        + p(deleted("two;"), num="1", mark=DELETED_MARK)
        + p("three;", num="1")
        + p(inserted(r("four.")), num="1", mark=INSERTED_MARK)
        + p("End.")
    )
    data = docx(body, numbering=numbering)
    after = [(q.num, q.text) for q in parse(data, name="x").provisions if q.kind == "item"]
    before = [(q.num, q.text) for q in parse(data, name="x", revisions="reject").provisions if q.kind == "item"]
    assert after == [("(a)", "one;"), ("(b)", "three;"), ("(c)", "four.")]
    assert before == [("(a)", "one;"), ("(b)", "two;"), ("(c)", "three;")]


def test_every_change_is_listed_with_who_when_and_where() -> None:
    body = (
        p(r("H1") + "<w:r><w:tab/></w:r>" + r("Interface"), style="H1")
        + p(r("H1.1 It ") + deleted("may") + inserted(r("shall")) + r(" act."))
        + p(inserted(r("H1.2 New.")), mark=INSERTED_MARK)
    )
    document = parse(docx(body), name="x.docx")
    assert [(c.kind, c.scope, c.text, c.label) for c in document.revisions] == [
        ("deletion", "words", "may", "H1.1"),
        ("insertion", "words", "shall", "H1.1"),
        ("insertion", "paragraph mark", "", "H1.2"),
        ("insertion", "words", "H1.2 New.", "H1.2"),
    ]
    assert {(c.author, c.date) for c in document.revisions} == {("A Clerk", "2016-06-17T10:00:00Z")}


WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "Device", "shall"])


@st.composite
def redlined(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A body with changes inside its paragraphs and at their ends, and the paragraphs of both sides."""
    body, before, after = "", [""], [""]
    count = draw(st.integers(1, 5))
    for place in range(count):
        runs = ""
        for _ in range(draw(st.integers(1, 4))):
            word, how = draw(WORDS) + " ", draw(st.sampled_from(["kept", "kept", "in", "out"]))
            runs += {"kept": r(word), "in": inserted(r(word)), "out": deleted(word)}[how]
            before[-1] += word if how != "in" else ""
            after[-1] += word if how != "out" else ""
        mark = draw(st.sampled_from(["", "", INSERTED_MARK, DELETED_MARK])) if place + 1 < count else ""
        body += p(runs, mark=mark)
        if mark != INSERTED_MARK:
            before.append("")
        if mark != DELETED_MARK:
            after.append("")
    return body, [t.strip() for t in before if t.strip()], [t.strip() for t in after if t.strip()]


@given(redlined())
def test_each_side_is_what_a_person_would_get_by_accepting_or_rejecting(case: tuple[str, list[str], list[str]]) -> None:
    body, before, after = case
    found = sides(body)
    assert found[0].split("\n") == (before or [""])
    assert found[1].split("\n") == (after or [""])


@pytest.mark.parametrize(
    ("numbered", "change", "kind"),
    [
        ("", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", "deletion"),
        ("<w:numPr><w:numId w:val='1'/></w:numPr>", "<w:pPr/>", "insertion"),
    ],
)
def test_a_number_that_a_tracked_change_gives_or_takes_is_a_change(numbered: str, change: str, kind: str) -> None:
    numbering = abstract(0, lvl(0, "(%1)", "lowerLetter")) + instance(1, 0)
    tracked = p("It acts.", properties=f"{numbered}<w:pPrChange {CLERK}>{change}</w:pPrChange>")
    document = parse(docx(p("List:") + tracked, numbering=numbering), name="t.docx")
    assert [(one.kind, one.scope) for one in document.revisions] == [(kind, "numbering")]


def test_a_number_put_in_as_a_tracked_change_is_gone_when_it_is_rejected() -> None:
    numbering = abstract(0, lvl(0, "(%1)", "lowerLetter")) + instance(1, 0)
    marked = f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins {CLERK}/></w:numPr>"
    data = docx(p("List:") + p("It acts.", properties=marked), numbering=numbering)
    kinds = [[q.kind for q in parse(data, name="t.docx", revisions=side).provisions] for side in ("accept", "reject")]
    assert kinds == [["document", "item"], ["document"]]
    assert [(one.kind, one.scope) for one in parse(data, name="t.docx").revisions] == [("insertion", "numbering")]
