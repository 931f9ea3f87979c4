"""Tables: which column became which, and the cells of a row that changed, by the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from specman.compare.pairing.row_keys import is_count
from specman.compare.words import edit_words
from specman.model.change import CellChange, Change
from specman.model.detail import Detail
from specman.model.document import Document, Provision

SAME_IN_PLACE = 0.5  # of the rows, for two columns in the same place
SAME_VALUES = 0.8  # share of the rows in which two columns must say the same to be one under another name


@dataclass
class Tables:
    """The tables of two documents, to tell changed rows and headers by."""

    base: Document
    target: Document
    _counts: tuple[dict[str, bool], dict[str, bool]] = field(default_factory=lambda: ({}, {}))
    _names: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def told(self, change: Change) -> Change:
        """A changed table with what happened to its columns, or a changed row with its cells named by theirs."""
        if not change.base or not change.target:
            return change
        old, new = change.base.provision, change.target.provision
        if new.kind == "row":
            return self._row(change, old, new)
        if old.cells or new.cells:
            return replace(change, details=(*change.details, *self._columns(old, new)))
        return change

    def _columns(self, old: Provision, new: Provision) -> list[Detail]:
        names = self._renamed(old, new)
        left = [names.get(name, name) for name in old.cells]
        right = list(new.cells)
        found = [Detail("renamed column", "", _flat(before), _flat(after)) for before, after in names.items()]
        found += [Detail("added column", target=_flat(name)) for name in right if name not in left]
        found += [Detail("removed column", base=_flat(name)) for name in left if name not in right]
        kept_left, kept_right = [n for n in left if n in right], [n for n in right if n in left]
        if kept_left != kept_right:
            before, after = (", ".join(map(_flat, kept)) for kept in (kept_left, kept_right))
            found.append(Detail("column order", "", before, after))
        return found

    def _row(self, change: Change, old: Provision, new: Provision) -> Change:
        tables = self.base.by_eid[old.parent], self.target.by_eid[new.parent]
        if change.kind == "amended" and self._is_only_counted_on(old, new):
            return replace(change, kind="renumbered", significance="consequential", edits=())
        names = self._renamed(*tables)
        left, right = [names.get(name, name) for name in tables[0].cells], list(tables[1].cells)
        before, after = (dict(zip(header, row.cells, strict=False)) for header, row in ((left, old), (right, new)))
        if len(before) < len(left) or len(after) < len(right) or not right:  # columns without names of their own
            return replace(change, cells=_by_place(right or left, old.cells, new.cells))
        cells = tuple(
            CellChange(_flat(column), edit_words(before[column], after[column]))
            for column in after
            if column in before and before[column] != after[column]
        )
        details = change.details
        new_cells = [(column, cell) for column, cell in after.items() if column not in before and cell]
        details += tuple(Detail("new column", _flat(column), target=cell) for column, cell in new_cells)
        lost_cells = [(column, cell) for column, cell in before.items() if column not in after and cell]
        details += tuple(Detail("lost column", _flat(column), base=cell) for column, cell in lost_cells)
        if not cells and set(left) != set(right):
            return replace(change, details=details or (Detail("only columns"),), significance="consequential")
        if not cells and left != right:
            details = (*details, Detail("only column order"))
            return replace(change, details=details, significance="consequential")
        return replace(change, details=details, cells=cells)

    def _is_only_counted_on(self, old: Provision, new: Provision) -> bool:
        """Whether nothing of a row is another but its place in a count that its table keeps in the first column."""
        if old.num == new.num or old.cells[1:] != new.cells[1:] or old.marks != new.marks or old.merges != new.merges:
            return False
        sides = zip(self._counts, (self.base, self.target), (old.parent, new.parent), strict=True)
        return all(self._counted(known, document, parent) for known, document, parent in sides)

    def _counted(self, known: dict[str, bool], document: Document, table: str) -> bool:
        if table not in known:
            known[table] = is_count([part.num for part in document.children(table) if part.kind == "row"])
        return known[table]

    def _renamed(self, old: Provision, new: Provision) -> Mapping[str, str]:
        """Columns that have another name and say the same in nearly every row: base name to target name."""
        key = old.eid, new.eid
        if key not in self._names:
            gone = [name for name in old.cells if name not in new.cells]
            come = [name for name in new.cells if name not in old.cells]
            found: dict[str, str] = {}
            if gone and come:
                left, right = _values(self.base, old), _values(self.target, new)
                for name in gone:
                    place = old.cells.index(name)
                    alike = {o: _alike(left, right, name, o) for o in come if o not in found.values()}
                    like = [
                        other
                        for other, share in alike.items()
                        if share >= (SAME_IN_PLACE if new.cells.index(other) == place else SAME_VALUES)
                    ]
                    if like:
                        found[name] = max(like, key=lambda other: (new.cells.index(other) == place, alike[other]))
            self._names[key] = found
        return self._names[key]


def _values(document: Document, table: Provision) -> dict[str, dict[str, str]]:
    """The cells of each row: key of the row to name of the column to cell."""
    rows = (part for part in document.children(table.eid) if part.kind == "row")
    return {row.num: dict(zip(table.cells, row.cells, strict=False)) for row in rows}


def _alike(
    left: Mapping[str, Mapping[str, str]], right: Mapping[str, Mapping[str, str]], name: str, other: str
) -> float:
    """Share of the rows that both tables have in which two columns say the same."""
    pairs = [(row.get(name, ""), right[key].get(other, "")) for key, row in left.items() if key in right]
    filled = [(a, b) for a, b in pairs if a or b]
    return sum(a == b for a, b in filled) / len(filled) if filled else 0.0


def _by_place(header: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[CellChange, ...]:
    names = [*header, *(f"column {place}" for place in range(len(header) + 1, max(len(old), len(new)) + 1))]
    cells = zip(names, [*old, *[""] * len(names)], [*new, *[""] * len(names)], strict=False)
    return tuple(CellChange(_flat(name), edit_words(a, b)) for name, a, b in cells if a != b)


def _flat(name: str) -> str:
    return " ".join(name.split())
