from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specman.compare.changeset import side_words
from specman.compare.words import changed_force, edit_words, is_editorial, tokens

texts = st.text(alphabet="ab 1.2,(i)D6;'\n", max_size=60) | st.text(max_size=30)


@given(texts, texts)
def test_edits_joined_give_both_sides_back(base: str, target: str) -> None:
    edits = edit_words(base, target)
    assert side_words(edits, "base") == base
    assert side_words(edits, "target") == target


@given(texts)
def test_a_text_and_itself_have_no_edit(text: str) -> None:
    assert [edit for edit in edit_words(text, text) if edit[0] != "equal"] == []


@given(texts, texts)
def test_what_is_editorial_one_way_is_so_the_other_way(a: str, b: str) -> None:
    assert is_editorial(a, b) == is_editorial(b, a)
    assert is_editorial(a, a)


@given(texts)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_a_citation_and_a_number_change_whole() -> None:
    assert edit_words("see H5.6(a)(ii) now", "see H5.7(a)(ii) now") == (
        ("equal", "see "), ("delete", "H5.6(a)(ii)"), ("insert", "H5.7(a)(ii)"), ("equal", " now"),
    )  # fmt: skip


def test_a_replaced_phrase_is_one_deletion_and_one_insertion() -> None:
    edits = edit_words("the Independent Privacy Auditor shall report", "the User CIO shall report")
    assert edits == (
        ("equal", "the "),
        ("delete", "Independent Privacy Auditor"),
        ("insert", "User CIO"),
        ("equal", " shall report"),
    )


def test_numbers_are_never_editorial() -> None:
    assert not is_editorial("1.5 days", "15 days")
    assert not is_editorial("5 days", "6 days")
    assert is_editorial("the 'code', or part", 'The "Code" or part;')


def test_words_of_force_are_called_out() -> None:
    assert changed_force(edit_words("The DCC may act", "The DCC shall not act")) == [
        "'may' was taken out", "'not' was put in", "'shall' was put in",
    ]  # fmt: skip
