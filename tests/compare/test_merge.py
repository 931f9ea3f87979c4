"""Three-way merge: laws over sequences and documents, and cases read by eye."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specman.compare.merge import merge, merge_sequence
from specman.formats import markdown
from specman.model.document import Document
from specman.report.wording import merge_conflict_words
from specman.review.rebuilding import rebuilt
from tests.formats.test_word_writing import documents

words = st.lists(st.sampled_from("abcd"), max_size=8)


@given(words, words)
def test_a_side_that_changed_nothing_gives_way(base: list[str], ours: list[str]) -> None:
    assert merge_sequence(base, ours, base) == ours
    assert merge_sequence(base, base, ours) == ours
    assert merge_sequence(base, ours, ours) == ours


@given(words, words, words)
def test_merging_is_the_same_from_both_sides(base: list[str], ours: list[str], theirs: list[str]) -> None:
    assert merge_sequence(base, ours, theirs) == merge_sequence(base, theirs, ours)


def said(document: Document) -> list[tuple[object, ...]]:
    return [(p.eid, p.kind, p.num, p.label, p.heading, p.text, p.cells, p.marks, p.status) for p in document.provisions]


def merged(base: Document, ours: Document, theirs: Document) -> tuple[Document, tuple[str, ...]]:
    found = merge(base, ours, theirs)
    made = rebuilt(found, base, ours.work, ours.version, ours.metadata)
    return made.document, tuple(map(merge_conflict_words, found.conflicts))


@given(documents(), documents())
def test_a_document_changed_on_one_side_only_is_that_side(base: Document, changed: Document) -> None:
    for ours, theirs in ((changed, base), (base, changed), (changed, changed)):
        document, conflicts = merged(base, ours, theirs)
        assert conflicts == ()
        assert said(document) == said(changed)


def test_two_equal_additions_under_one_number_stay_two() -> None:
    base = markdown.parse(b"# H\n\n## 1 A\n\n1.1 One.\n", work="w", version="1")
    twice = markdown.parse(b"# H\n\n## 1 A\n\n1.1 One.\n\n## 3 B\n\n## 3 B\n\n3.1 Two.\n", work="w", version="1")
    document, conflicts = merged(base, twice, twice)
    assert (said(document), conflicts) == (said(twice), ())


BASE = """# H

## H3 Interface

H3.1 The DCC shall provide the interface.

H3.2 A User shall, within 5 days, notify each Device:

- (a) to the DCC; and
- (b) to the Panel.

H3.3 The DCC shall keep a record of Section H3.2.
"""


def read(text: str) -> Document:
    return markdown.parse(text.encode(), work="sec-h", version="1")


def texts(document: Document) -> list[str]:
    return [f"{p.num} {p.text}".strip() for p in document.provisions if p.kind in ("clause", "item")]


def test_one_side_puts_in_and_renumbers_what_the_other_amends() -> None:
    ours = (
        BASE.replace("H3.3 The", "H3.4 The")
        .replace("\nH3.2 A User", "\nH3.2 New.\n\nH3.3 A User")
        .replace("Section H3.2", "Section H3.3")
    )
    theirs = BASE.replace("5 days", "10 days").replace("to the Panel", "to the Panel in writing")
    document, conflicts = merged(read(BASE), read(ours), read(theirs))
    assert conflicts == ()
    assert texts(document) == [
        "H3.1 The DCC shall provide the interface.", "H3.2 New.",
        "H3.3 A User shall, within 10 days, notify each Device:", "(a) to the DCC; and", "(b) to the Panel in writing.",
        "H3.4 The DCC shall keep a record of Section H3.3.",
    ]  # fmt: skip


def test_words_changed_on_both_sides_are_merged_where_they_do_not_touch() -> None:
    ours = BASE.replace("A User shall", "Each User shall")
    theirs = BASE.replace("5 days", "10 days")
    document, conflicts = merged(read(BASE), read(ours), read(theirs))
    assert (conflicts, texts(document)[1]) == ((), "H3.2 Each User shall, within 10 days, notify each Device:")


def test_the_same_words_changed_differently_are_a_conflict_that_keeps_both() -> None:
    document, conflicts = merged(
        read(BASE), read(BASE.replace("5 days", "7 days")), read(BASE.replace("5 days", "10 days"))
    )
    assert conflicts == ("H3.2: the same words were changed on both sides",)
    assert "<<<<<<< ours" in texts(document)[1] and "7 days" in texts(document)[1] and "10 days" in texts(document)[1]


def test_removed_on_one_side_and_changed_on_the_other_is_a_conflict_that_loses_nothing() -> None:
    ours = BASE.replace("H3.1 The DCC shall provide the interface.\n\n", "")
    theirs = BASE.replace("provide the interface", "provide the interface at all times")
    document, conflicts = merged(read(BASE), read(ours), read(theirs))
    assert len(conflicts) == 1 and "ours removed it" in conflicts[0]
    assert texts(document)[0].endswith("at all times.")


def test_removed_on_one_side_and_left_alone_on_the_other_is_gone() -> None:
    ours = BASE.replace("- (a) to the DCC; and\n", "")
    theirs = BASE.replace("5 days", "10 days")
    document, conflicts = merged(read(BASE), read(ours), read(theirs))
    assert conflicts == () and "(a) to the DCC; and" not in texts(document)


def test_both_put_in_the_same_number_and_it_is_said() -> None:
    ours, theirs = BASE + "\nH3.4 Ours.\n", BASE + "\nH3.4 Theirs.\n"
    document, conflicts = merged(read(BASE), read(ours), read(theirs))
    assert conflicts == ("H3.4 is now given twice: number one of them anew",)
    assert texts(document)[-2:] == ["H3.4 Ours.", "H3.4 Theirs."]


def test_what_both_put_in_alike_is_there_once() -> None:
    document, conflicts = merged(read(BASE), read(BASE + "\nH3.4 New.\n"), read(BASE + "\nH3.4 New.\n"))
    assert conflicts == () and texts(document).count("H3.4 New.") == 1


SECTIONS = """# H

## H1 First

H1.1 Alpha meters are read.

H1.2 Beta hubs are kept.

H1.3 Gamma keys are signed.

H1.4 Delta clocks are set.

## H2 Second

H2.1 Epsilon valves are shut.

H2.2 Zeta alarms are sent.
"""


def sections(first: str, second: str) -> Document:
    """Section H with clauses named by the letters of their first words."""
    words = {
        line.split()[1][0]: line.partition(" ")[2]
        for line in SECTIONS.splitlines()
        if ". " in f"{line} " and line[:1] == "H"
    }
    rows = [f"## H{number} {name}\n" + "".join(f"\nH{number}.{place} {words[letter]}\n" for place, letter in enumerate(letters, 1))
            for number, name, letters in ((1, "First", first), (2, "Second", second))]  # fmt: skip
    return read("# H\n\n" + "\n".join(rows))


def letters(document: Document) -> str:
    return "".join(p.text[0] if p.kind == "clause" else "/" for p in document.provisions[1:]).strip("/")


def test_what_both_sides_move_stands_where_each_put_it() -> None:
    base = sections("ABGD", "EZ")
    for ours, theirs, want in (
        (sections("GD", "ABEZ"), sections("ABD", "EGZ"), "D/ABEGZ"),  # both into one section, at two places
        (sections("BAGD", "EZ"), sections("ABDG", "EZ"), "BADG/EZ"),
        (sections("BGDA", "EZ"), sections("ABGD", "ZE"), "BGDA/ZE"),
        (sections("ABD", "EZG"), sections("ABGD", "ZE"), "ABD/ZEG"),
    ):
        found = merge(base, ours, theirs, renumber=True)
        assert found.conflicts == ()
        assert letters(rebuilt(found, base, "sec-h", "1", base.metadata).document) == want


def test_one_provision_moved_to_two_places_is_a_conflict() -> None:
    base = sections("ABGD", "EZ")
    for ours, theirs in (
        (sections("BGDA", "EZ"), sections("BGAD", "EZ")),
        (sections("BGD", "AEZ"), sections("BGD", "EZA")),
    ):
        assert [one.kind for one in merge(base, ours, theirs, renumber=True).conflicts] == ["place"]
