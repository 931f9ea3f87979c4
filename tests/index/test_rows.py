"""Rows answer as documents do, and are never trusted further than their digests go."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.formats import reading
from specman.graph.spread import spread
from specman.index import rows as index_rows
from specman.model.identity import Place
from specman.model.link import Link
from specman.state.derived import State, load_baseline
from specman.store.library import Library
from specman.usecases.ask.impact import impact
from tests.conftest import Door


@pytest.fixture(scope="module")
def state(shipped: Path) -> State:
    return load_baseline(Library(shipped), "4.12")


def test_every_provision_of_the_documents_is_a_row_with_the_same_entry(state: State) -> None:
    places = [
        Place(work, provision.eid)
        for work, document in state.corpus.documents.items()
        for provision in document.provisions
    ]
    assert [entry.place for entry in state.rows.entries()] == places
    for place in places:
        assert state.rows.entry(place) == state.corpus.entry(place)
        assert state.rows.address(place) == state.corpus.address(place)
        assert state.rows.inside(place) == state.corpus.inside(place)
    assert state.rows.entry(Place("sec-a", "no-such-eid")) is None


def test_labels_terms_and_definitions_are_found_as_in_the_documents(state: State) -> None:
    rows, corpus = state.rows, state.corpus
    assert rows.terms() == corpus.terms()
    for work in corpus.documents:
        assert rows.holds(work)
        labels = corpus.labels(work)
        assert rows.labels(work) == labels
        for label in labels[::7]:
            assert rows.labelled(label.upper(), work) == corpus.labelled(label.upper(), work)
            assert rows.labelled(label) == corpus.labelled(label)
    for term in {*corpus.terms()}:
        assert rows.defined(term.upper()) == corpus.defined(term.upper())
    assert rows.labelled("Service Reference 4.1") == corpus.labelled("Service Reference 4.1") != []
    assert not rows.holds("no-such-work")


def test_links_come_back_both_ways(state: State) -> None:
    rows = state.rows
    assert list(rows.links()) == state.links
    by_target: dict[Place, set[Link]] = {}
    for link in state.links:
        by_target.setdefault(link.target, set()).add(link)
    places = sorted(by_target)
    found = rows.into(places)
    for place in places:
        assert {link for link in found[place] if link.kind != "contains"} == by_target[place]
        assert rows.uses(place) == len(by_target[place])
    a_source = state.links[0].source
    assert set(rows.out_of([a_source])[a_source]) == {link for link in state.links if link.source == a_source}


def test_a_change_spreads_alike_over_rows_and_over_the_graph(state: State) -> None:
    starts = [link.target for link in state.links[::97]]

    def passes(link: Link) -> float:
        return {"contains": 0.5, "cites": 0.7}.get(link.kind, 0.8)

    over_rows = spread(state.rows, starts, passes, depth=3, least=0.1)
    over_graph = spread(state.graph, starts, passes, depth=3, least=0.1)
    assert [(reach.place, reach.strength) for reach in over_rows] == [(r.place, r.strength) for r in over_graph]
    assert len(over_rows) > 100


def test_a_warm_answer_opens_no_document(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = impact(Library(shipped), ["SEC A1.1"])

    def refuse(*words: object, **named: object) -> None:
        raise AssertionError("a document was opened")

    monkeypatch.setattr(reading, "read_document", refuse)
    assert impact(Library(shipped), ["SEC A1.1"]) == cold


def test_deleting_the_index_changes_no_answer(shipped: Path) -> None:
    first = impact(Library(shipped), ["SECMP0014"])
    shutil.rmtree(shipped / ".specman")
    assert impact(Library(shipped), ["SECMP0014"]) == first


def test_a_file_that_is_not_what_was_frozen_is_told_from_a_warm_index_too(make_library: object, specman: Door) -> None:
    root = make_library()  # type: ignore[operator]
    assert specman("impact", "SEC H3.1", library=root)[0] == 0
    path = root / "specs" / "sec-h" / "1.0.xml"
    path.write_bytes(path.read_bytes().replace(b"five", b"six!").replace(b"provide", b"deliver"))
    status, _, error = specman("impact", "SEC H3.1", library=root)
    assert (status, "is not what the baseline froze" in error) == (4, True)


def test_a_file_only_touched_is_proven_by_its_digest(make_library: object, specman: Door) -> None:
    root = make_library()  # type: ignore[operator]
    first = specman("impact", "SEC H3.1", library=root)
    os.utime(root / "specs" / "sec-h" / "1.0.xml", (1, 1))
    assert specman("impact", "SEC H3.1", library=root) == first


def test_rows_that_are_damaged_are_made_anew(make_library: object, specman: Door) -> None:
    root = make_library()  # type: ignore[operator]
    first = specman("impact", "SEC H3.1", library=root)
    [path] = (root / ".specman" / "states").glob("*.sqlite")
    path.write_bytes(b"no database at all" * 1000)
    assert specman("impact", "SEC H3.1", library=root) == first
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    status, _, error = specman("impact", "SEC H3.1", library=root)
    assert status == 0 or (status == 4 and "index" in error)
    assert specman("impact", "SEC H3.1", library=root) == first


def test_without_a_place_to_write_the_answer_is_the_same(make_library: object, specman: Door) -> None:
    root = make_library()  # type: ignore[operator]
    first = specman("impact", "SEC H3.1", library=root)
    shutil.rmtree(root / ".specman")
    (root / ".specman").write_text("a file where the folder should be")
    assert specman("impact", "SEC H3.1", library=root) == first


def test_the_longest_unused_states_are_forgotten(state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_rows, "KEPT", 2)
    for number, key in enumerate("abcd"):
        index_rows.make_rows(tmp_path, key, state.corpus, [], {}).close()
        os.utime(tmp_path / ".specman" / "states" / f"{key}.used", (number, number))
    kept = sorted(path.stem for path in (tmp_path / ".specman" / "states").glob("*.sqlite"))
    assert kept == ["c", "d"]


def test_two_processes_may_make_the_index_at_once(shipped: Path, tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(shipped, root, ignore=shutil.ignore_patterns(".specman"))
    command = [sys.executable, "-m", "specman.cli", "-L", str(root), "impact", "SEC A1.1", "--format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    answers = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert answers[0] == answers[1]
    assert not list((root / ".specman" / "states").glob("*.tmp*"))


def test_rows_of_another_format_are_not_read(state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index_rows.make_rows(tmp_path, "k", state.corpus, [], {}).close()
    monkeypatch.setattr(index_rows, "FORMAT", index_rows.FORMAT + 1)
    assert index_rows.open_rows(tmp_path, "k", "4.12", state.corpus.works) is None


def test_a_query_on_a_damaged_file_says_so(state: State, tmp_path: Path) -> None:
    rows = index_rows.make_rows(tmp_path, "k", state.corpus, state.links, {})
    rows.close()
    path = tmp_path / ".specman" / "states" / "k.sqlite"
    whole = bytearray(path.read_bytes())
    whole[8192:] = b"\x00" * (len(whole) - 8192)
    path.write_bytes(bytes(whole))
    damaged = index_rows.open_rows(tmp_path, "k", "4.12", state.corpus.works)
    if damaged is not None:
        with pytest.raises(LibraryError, match="damaged"):
            list(damaged.links())
            list(damaged.entries())
        assert not path.exists()
