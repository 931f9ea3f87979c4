"""What changed beside the words, and documents without numbers, whose provisions are known by what holds them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare.changeset import apply
from specman.compare.documents import compare_documents
from specman.formats.reading import read_document
from specman.model.change import Change
from specman.model.document import Document, Mark, Merge
from specman.model.identity import Work
from specman.report.wording import details_words

WORK = Work("api", "API", "appendix", "API", "API", "API")
ORDINARY = "This object may be extended with extensions of its own."


def read(text: str) -> Document:
    return read_document(text.encode(), "api.md", work="api")


def changes(base: str | Document, target: str | Document) -> tuple[Change, ...]:
    left, right = (read(side) if isinstance(side, str) else side for side in (base, target))
    return compare_documents(WORK, left, right)[0].changes


def told(base: str | Document, target: str | Document) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.kind, c.significance, tuple(details_words(c))) for c in changes(base, target)]


def objects(*names: str) -> str:
    """A specification as they are written without numbers: for each object the same headings and the same last words."""
    parts = [
        f"## {name} Object\n\nWhat the {name} is for.\n\n### Fixed Fields\n\n| Field | Meaning |\n| --- | --- |\n"
        f"| {name}Id | the key of the {name} |\n| description | words about it |\n\n{ORDINARY}\n"
        for name in names
    ]
    return "# Objects\n\n" + "\n".join(parts)


names = st.lists(st.sampled_from(["Info", "Path", "Header", "Link", "Tag", "Schema"]), min_size=2, unique=True)


@given(names, st.data())
def test_an_object_taken_out_of_an_unnumbered_text_changes_no_other(
    given_names: list[str], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(given_names))
    kept = [name for name in given_names if name != gone]
    base, target = objects(*given_names), objects(*kept)
    alone = len(read(objects(gone)).provisions) - 1
    for found, kind in ((changes(base, target), "removed"), (changes(target, base), "added")):
        assert [c.kind for c in found if c.kind != "renumbered"] == [kind] * alone
        for change in found:
            if change.kind == "renumbered":  # "Fixed Fields 3" is now the second of that name
                assert change.base and change.target
                assert change.base.provision.words == change.target.provision.words
                assert change.base.address != change.target.address


@given(names, names)
def test_applied_to_an_unnumbered_text_a_change_gives_the_target(before: list[str], after: list[str]) -> None:
    link = "\nSee the [first of them](#{}-object) and [another](https://example.org/{}).\n"
    base = read(objects(*before) + link.format(before[0].lower(), before[-1]))
    target = read(objects(*after) + link.format(after[-1].lower(), after[0]))
    result, _ = compare_documents(WORK, base, target)
    assert apply(base, result).provisions == target.provisions


LINKED = "# One\n\n## Ways\n\nSee [the rules]({}) first.\n\n{}## Rules\n\nBe kind.\n\n## Exceptions\n\nNone.\n"


def test_a_link_that_follows_what_it_leads_to_is_no_change() -> None:
    added = changes(LINKED.format("#rules", ""), LINKED.format("#rules", "## Scope\n\nAll of it.\n\n"))
    assert [(c.kind, c.side.provision.heading) for c in added] == [("added", "Scope")]


@pytest.mark.parametrize(
    ("before", "after", "significance", "said"),
    [
        ("#rules", "#exceptions", "substantive", "link on “the rules”: Rules → Exceptions"),
        ("http://a.org/x/", "https://www.a.org/x", "editorial", "link on “the rules”: http://a.org/x/ → https://www.a.org/x"),
        ("https://a.org/1.0", "https://a.org/2.0", "substantive", "link on “the rules”: https://a.org/1.0 → https://a.org/2.0"),
    ],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_is_told(before: str, after: str, significance: str, said: str) -> None:
    assert told(LINKED.format(before, ""), LINKED.format(after, "")) == [("amended", significance, (said,))]


def marked(*marks: Mark, merges: tuple[Merge, ...] = ()) -> Document:
    document = read("# One\n\n## Ways\n\nSee the picture of the meter.\n")
    last = replace(document.provisions[-1], marks=marks, merges=merges)
    return replace(document, provisions=(*document.provisions[:-1], last))


@pytest.mark.parametrize(
    ("before", "after", "significance", "said"),
    [
        ([Mark("img", 3, 3, "aa.png")], [Mark("img", 3, 3, "bb.png")], "substantive", "a picture was replaced"),
        ([], [Mark("img", 3, 3, "bb.png")], "substantive", "a picture was added"),
        ([Mark("img", 3, 3, "aa.png")], [], "substantive", "a picture was removed"),
        ([Mark("b", 0, 3)], [Mark("i", 0, 3)], "editorial", "emphasis changed"),
        ([Mark("note", 3, 3, "fn_1")], [Mark("note", 8, 8, "fn_1")], "editorial", "footnotes in other places"),
    ],
)
def test_what_stands_beside_the_words_is_told(
    before: list[Mark], after: list[Mark], significance: str, said: str
) -> None:
    assert told(marked(*before), marked(*after)) == [("amended", significance, (said,))]


def test_merged_cells_are_told() -> None:
    assert told(marked(), marked(merges=(Merge(0, 2),))) == [("amended", "editorial", ("merged cells changed",))]


def test_bold_that_defines_and_bold_are_one_look() -> None:
    assert changes(marked(Mark("def", 0, 3)), marked(Mark("b", 0, 3))) == ()


def test_spaces_alone_are_not_shown_as_edits() -> None:
    from specman.report.diff_text import marked as shown
    from specman.report.terminal import printed

    assert shown((("equal", "a"), ("delete", "\n  "), ("insert", "\n      "), ("equal", "b"))) == ""
    found = shown((("delete", " "), ("insert", "  "), ("equal", "b "), ("delete", "c")))
    assert printed(found) == " b [-c-]"


def test_a_footnote_follows_its_renumbered_paragraph_and_one_taken_out_is_told() -> None:
    notes = "[^1]: On the first day.\n\n[^2]: On the second day.\n"
    acts = ("The DCC shall act.[^1]", "The User shall act.[^2]")

    def numbered(*texts: str, end: str = notes) -> str:
        return "# T\n\n## 1 A\n\n" + "".join(f"1.{n} {text}\n\n" for n, text in enumerate(texts, 1)) + end

    def found(base: str, target: str) -> list[tuple[str, str, tuple[str, ...]]]:
        sides = [read_document(text.encode(), "t.md", work="w") for text in (base, target)]
        changes = compare_documents(Work("w", "W", "appendix", "W", "W", "W"), *sides)[0].changes
        return [(c.kind, c.side.provision.label, tuple(details_words(c))) for c in changes if c.kind != "renumbered"]

    assert found(numbered(*acts), numbered("The Panel meets.", *acts)) == [("added", "1.1", ())]
    fewer = numbered(acts[0], "The User shall act.", end="[^1]: On the first day.\n")
    assert found(numbered(*acts), fewer)[0] == ("amended", "1.2", ("a footnote taken out",))
