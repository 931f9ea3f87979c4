from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from specman.citations.extract import Extract
from specman.index.cache import Cache, decode, encode
from specman.model.link import Citation, Target, TermUse
from specman.state.derived import load_baseline
from specman.store.library import Library

texts = st.text(max_size=12)
numbers = st.integers(0, 10_000)
extracts = st.builds(
    Extract,
    texts,
    st.lists(
        st.builds(Citation, texts, numbers, numbers, texts, st.lists(st.builds(Target, texts, texts, texts, st.booleans()), max_size=3).map(tuple), texts),
        max_size=3,
    ).map(tuple),
    st.lists(st.builds(TermUse, texts, numbers, numbers, texts, texts), max_size=3).map(tuple),
)  # fmt: skip


@given(st.lists(extracts, max_size=4))
def test_what_is_kept_comes_back_the_same(rows: list[Extract]) -> None:
    assert decode(encode(rows)) == rows


def test_a_second_run_derives_nothing(shipped: Path) -> None:
    first = load_baseline(Library(shipped), "4.12")
    links = first.links
    second = load_baseline(Library(shipped), "4.12")
    assert second.links == links
    assert second.derived == 0


def test_a_broken_index_file_is_made_anew_and_changes_no_answer(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put({"k": []})
    cache.close()
    (tmp_path / ".specman" / "index.sqlite").write_bytes(b"this is no database" * 100)
    assert Cache(tmp_path).get(["k"]) == {}
    again = Cache(tmp_path)
    again.put({"k": []})
    assert again.get(["k"]) == {"k": []}


def test_a_folder_that_cannot_be_written_is_read_without_an_index(tmp_path: Path) -> None:
    (tmp_path / ".specman").write_text("a file where the folder should be")
    cache = Cache(tmp_path)
    cache.put({"k": []})
    assert cache.get(["k"]) == {}


def test_two_processes_may_hold_it_at_once(tmp_path: Path) -> None:
    one, two = Cache(tmp_path), Cache(tmp_path)
    one.put({"a": []})
    two.put({"a": [], "b": []})
    assert set(one.get(["a", "b"])) == {"a", "b"}
