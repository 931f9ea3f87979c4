from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specman.compare.changeset import compare_states, settle
from specman.compare.columns import Columns
from specman.formats import table
from specman.model.change import StateName
from specman.model.identity import Work
from specman.report.wording import details_words

WORK = Work("w", "W", "table", "W", "W", "W")


def told(base: str, target: str) -> list[tuple[str, list[str], list[str]]]:
    """Label, details, and columns of changed cells of each change."""
    sides = [table.parse(text.encode(), work="w", version=str(place)) for place, text in enumerate((base, target))]
    sets, pairing = compare_states(StateName("file", "base"), StateName("file", "target"), [(WORK, *sides)])
    return [
        (change.target.provision.label, details_words(change), [cell.column for cell in change.cells])
        for change in settle(sets, pairing, lambda *_: []).changes
        if change.target
    ]


names = st.lists(st.sampled_from(["Code", "Name", "", "Rate"]), max_size=5)


@given(names, names)
def test_each_column_is_paired_at_most_once_and_the_same_table_with_itself(base: list[str], target: list[str]) -> None:
    columns = Columns.of(base, target, {}, {})
    assert len({i for i, _ in columns.pairs}) == len({j for _, j in columns.pairs}) == len(columns.pairs)
    assert len(columns.pairs) + len(columns.added) == len(target)
    assert len(columns.pairs) + len(columns.removed) == len(base)
    itself = Columns.of(base, base, {}, {})
    assert itself.pairs == tuple((place, place) for place in range(len(base)))
    assert not itself.are_reordered


def test_columns_of_one_name_are_kept_apart() -> None:
    assert told("K,Two,Two\nabc,B,B\n", "K,Two,Two\nabc,B,C\n") == [("row abc", [], ["Two (column 3)"])]


def test_the_column_that_went_is_told_by_its_cells() -> None:
    base = "Ref,Code,Code,Code\nabc,1,2,3\nabd,4,5,6\n"
    assert told(base, "Ref,Code,Code\nabc,1,3\nabd,4,6\n")[0][1] == ["column 'Code (column 3)' removed"]
    assert told(base, "Ref,Code,Code,Extra\nabc,1,2,3\nabd,4,5,6\n")[0][1] == [
        "column 'Code (column 4)' is now called 'Extra'"
    ]


def test_a_cell_beyond_the_header_is_compared() -> None:
    assert told("K,A\nabc,1,x\n", "K,A\nabc,1,y\n") == [("row abc", [], ["column 3"])]
