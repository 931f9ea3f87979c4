"""What the index keeps of a comparison is what comparing again would give, and is trusted no further than the files."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare import COMPARER
from specman.errors import LibraryError
from specman.index import comparisons
from specman.index.comparisons import comparison_key, recall, remember
from specman.model.change import Change, ChangeSet, Compatibility, Side, WorkChange
from specman.model.detail import AttributeChange, Detail, DetailKind, Force, ForceKind, PartRule, SchemaPart, Verdict
from specman.model.document import Mark, Merge, Provision
from specman.report.json import diff as as_json
from specman.report.json import dumps
from specman.state.changes import diff_baselines
from specman.store.library import Library

said = st.text(max_size=12)
spans = st.integers(0, 9)
provisions = st.builds(
    Provision,
    eid=said,
    kind=st.sampled_from(["clause", "row", "table"]),
    num=said,
    label=said,
    heading=said,
    text=said,
    parent=said,
    status=st.sampled_from(["normative", "informative"]),
    cells=st.lists(said, max_size=3).map(tuple),
    marks=st.lists(st.builds(Mark, st.sampled_from(["b", "ref"]), spans, spans, said), max_size=2).map(tuple),
    merges=st.lists(st.builds(Merge, spans, spans, spans), max_size=2).map(tuple),
    line=spans,
)
details = st.builds(
    Detail, st.sampled_from(get_args(DetailKind)), said, said, said, st.lists(said, max_size=2).map(tuple), spans, spans
)
forces = st.builds(Force, st.sampled_from(get_args(ForceKind)), said, said)
verdicts = st.sampled_from(get_args(Verdict))
parts = st.builds(
    SchemaPart,
    st.sampled_from(get_args(PartRule)),
    said,
    said,
    said,
    said,
    said,
    st.just("optional"),
    said,
    verdicts,
    verdicts,
    said,
    said,
)
sides = st.none() | st.builds(Side, said, said, provisions)
changes = st.builds(
    Change,
    st.sampled_from(["added", "amended", "moved"]),
    st.sampled_from(["substantive", "editorial"]),
    sides,
    sides,
    said,
    st.lists(st.tuples(st.sampled_from(["equal", "delete", "insert"]), said), max_size=3).map(tuple),
    st.booleans(),
    st.none() | st.builds(Compatibility, st.just("safe"), st.just("breaks")),
    st.lists(details, max_size=2).map(tuple),
    st.lists(forces, max_size=2).map(tuple),
    st.just(()),
    st.booleans(),
    st.lists(parts, max_size=2).map(tuple),
)
works = st.builds(
    WorkChange,
    said,
    said,
    said,
    st.sampled_from(["changed", "unchanged"]),
    said,
    said,
    st.lists(changes, max_size=3).map(tuple),
    st.lists(st.builds(AttributeChange, st.tuples(said), st.none() | said, st.none() | said), max_size=2).map(tuple),
)


def each_in_its_place(found: list[WorkChange]) -> list[WorkChange]:
    """The works, each of whose changes is about a provision of its own, as in a comparison."""
    numbers = count()

    def placed(change: Change) -> Change:
        base = change.base or Side("w", "W", Provision("", "clause"))
        return replace(change, base=replace(base, provision=replace(base.provision, eid=f"e{next(numbers)}")))

    return [replace(work, changes=tuple(map(placed, work.changes))) for work in found]


@given(st.lists(works, max_size=3).map(each_in_its_place))
def test_what_is_kept_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, found: list[WorkChange]) -> None:
    root = tmp_path_factory.getbasetemp()
    remember(root, "one", found, {"a.xml": (3, 4)})
    kept = recall(root, "one")
    assert kept is not None
    assert list(kept.works) == found
    assert [c.base.provision.line for w in kept.works for c in w.changes if c.base] == [
        c.base.provision.line for w in found for c in w.changes if c.base
    ]
    assert kept.stamps == {"a.xml": (3, 4)}


def test_a_move_between_two_works_is_still_one_change(tmp_path: Path) -> None:
    move = Change("moved", "substantive", Side("a", "A 1", Provision("x", "clause")), None)
    found = [WorkChange(name, name, name, "changed", changes=(move,)) for name in "ab"]
    remember(tmp_path, "key", found, {})
    kept = recall(tmp_path, "key")
    assert kept is not None
    assert kept.works[0].changes[0] is kept.works[1].changes[0]


def bare(found: ChangeSet) -> ChangeSet:
    return replace(found, works=tuple(replace(work, base=None, target=None) for work in found.works))


@pytest.fixture
def opened(shipped: Path, tmp_path: Path) -> Library:
    root = tmp_path / "library"
    shutil.copytree(shipped, root, ignore=shutil.ignore_patterns(".specman"))
    return Library(root)


def changed_file(library: Library) -> str:
    """The path of an expression of 4.12 that 4.11 does not hold."""
    old, new = (library.baseline(number).entries for number in ("4.11", "4.12"))
    work = next(work for work in new if work in old and old[work].sha256 != new[work].sha256)
    return library.path_of(library.works[work], new[work].version)


def never(*_: object) -> None:
    raise AssertionError("a document was read")


def test_the_second_comparison_opens_no_document_and_says_the_same(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = diff_baselines(opened, "4.11", "4.12")
    assert any(work.target for work in first.works)
    monkeypatch.setattr("specman.state.holdings.read_expression", never)
    again = diff_baselines(opened, "4.11", "4.12", whole=False)
    assert again == bare(first)
    assert again.summary() == first.summary()
    with pytest.raises(AssertionError, match="a document was read"):
        diff_baselines(opened, "4.11", "4.12")


def test_the_way_back_is_another_comparison(opened: Library) -> None:
    forward = diff_baselines(opened, "4.11", "4.12", whole=False)
    back = diff_baselines(opened, "4.12", "4.11", whole=False)
    assert forward.summary()["added"] == back.summary()["removed"] > 0


def test_a_file_that_is_no_longer_what_was_frozen_is_told(opened: Library) -> None:
    diff_baselines(opened, "4.11", "4.12")
    path = opened.root / changed_file(opened)
    path.write_bytes(path.read_bytes() + b"<!-- -->")
    with pytest.raises(LibraryError):
        diff_baselines(Library(opened.root), "4.11", "4.12", whole=False)


def test_a_file_only_touched_is_proven_and_good(opened: Library) -> None:
    first = diff_baselines(opened, "4.11", "4.12")
    path = opened.root / changed_file(opened)
    os.utime(path, ns=(1, 1))
    assert diff_baselines(Library(opened.root), "4.11", "4.12", whole=False) == bare(first)


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"\x91\x01", b"\xff\xfe", b"\x83\xa6stamps\x80\xa7changes\x90\xa5works\x91\x01"]
)
def test_a_damaged_comparison_is_made_anew(opened: Library, damage: bytes) -> None:
    first = diff_baselines(opened, "4.11", "4.12", whole=False)
    (path,) = (opened.root / ".specman" / "comparisons").glob("*.msgpack")
    path.write_bytes(damage)
    assert bare(diff_baselines(opened, "4.11", "4.12", whole=False)) == bare(first)
    assert path.read_bytes() != damage


def test_a_library_that_cannot_be_written_is_compared_all_the_same(opened: Library) -> None:
    (opened.root / ".specman").write_text("in the way")
    assert diff_baselines(opened, "4.11", "4.12", whole=False).summary()["amended"] > 0


def test_the_key_follows_all_that_the_answer_does(opened: Library) -> None:
    every = opened.works.values()
    one, other = {"smets": ("1.58", "aa")}, {"smets": ("1.59", "bb")}
    keys = [
        comparison_key(COMPARER, every, one, other, b"", "time"),
        comparison_key(COMPARER + 1, every, one, other, b"", "time"),
        comparison_key(COMPARER, every, other, one, b"", "time"),
        comparison_key(COMPARER, every, one, {"smets": ("1.59", "cc")}, b"", "time"),
        comparison_key(COMPARER, every, one, {"smets": ("1.60", "bb")}, b"", "time"),
        comparison_key(COMPARER, every, one, other, b"format = 1", "time"),
        comparison_key(COMPARER, [*every][1:], one, other, b"", "time"),
    ]
    assert len({*keys}) == len(keys)


def test_only_the_comparisons_asked_for_last_are_kept(tmp_path: Path) -> None:
    for number in range(comparisons.KEPT + 3):
        remember(tmp_path, f"k{number}", [], {})
        os.utime(tmp_path / ".specman" / "comparisons" / f"k{number}.used", (number, number))
    assert recall(tmp_path, "k0") is None
    assert recall(tmp_path, f"k{comparisons.KEPT + 2}") is not None
    assert len([*(tmp_path / ".specman" / "comparisons").glob("*.msgpack")]) == comparisons.KEPT


def test_the_number_of_the_comparer_is_raised_when_its_answers_change(shipped: Path) -> None:
    """Where this fails because comparing changed, raise COMPARER; where the example library changed, only the digest."""
    answer = dumps(as_json.diff(diff_baselines(Library(shipped), "4.11", "4.12")))
    assert (COMPARER, hashlib.sha256(answer.encode()).hexdigest()[:16]) == (16, "bf4bd159843367ff")
