"""Tables: pairs their columns, and names the changed cells of a row by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from specman.compare.pairing.row_keys import is_count
from specman.compare.words import edit_words
from specman.model.change import CellChange, Change
from specman.model.detail import Detail
from specman.model.document import Document, Provision

SAME_IN_PLACE = 0.5  # the same share, for two columns in the same position
SAME_VALUES = 0.8  # share of the rows in which two columns must be equal to be one renamed column


@dataclass
class Tables:
    """The tables of two documents: adds details on columns and cells to the changes of tables and rows."""

    base: Document
    target: Document
    _counts: tuple[dict[str, bool], dict[str, bool]] = field(default_factory=lambda: ({}, {}))
    _names: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def detailed(self, change: Change) -> Change:
        """The change with details: of a table, how its columns changed; of a row, its changed cells by column."""
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
        base_names = [names.get(name, name) for name in old.cells]
        target_names = list(new.cells)
        found = [Detail("renamed column", "", _flat(before), _flat(after)) for before, after in names.items()]
        found += [Detail("added column", target=_flat(name)) for name in target_names if name not in base_names]
        found += [Detail("removed column", base=_flat(name)) for name in base_names if name not in target_names]
        kept_base = [name for name in base_names if name in target_names]
        kept_target = [name for name in target_names if name in base_names]
        if kept_base != kept_target:
            before, after = (", ".join(map(_flat, kept)) for kept in (kept_base, kept_target))
            found.append(Detail("column order", "", before, after))
        return found

    def _row(self, change: Change, old: Provision, new: Provision) -> Change:
        tables = self.base.by_eid[old.parent], self.target.by_eid[new.parent]
        if change.kind == "amended" and self._is_only_counted_on(old, new):
            return replace(change, kind="renumbered", significance="consequential", edits=())
        names = self._renamed(*tables)
        base_names, target_names = [names.get(name, name) for name in tables[0].cells], list(tables[1].cells)
        before = dict(zip(base_names, old.cells, strict=False))
        after = dict(zip(target_names, new.cells, strict=False))
        # some columns have no name, or share one
        if len(before) < len(base_names) or len(after) < len(target_names) or not target_names:
            return replace(change, cells=_by_place(target_names or base_names, old.cells, new.cells))
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
        if not cells and set(base_names) != set(target_names):
            return replace(change, details=details or (Detail("only columns"),), significance="consequential")
        if not cells and base_names != target_names:
            details = (*details, Detail("only column order"))
            return replace(change, details=details, significance="consequential")
        return replace(change, details=details, cells=cells)

    def _is_only_counted_on(self, old: Provision, new: Provision) -> bool:
        """Whether a row differs only in its first column, where the table numbers its rows."""
        if old.num == new.num or old.cells[1:] != new.cells[1:] or old.marks != new.marks or old.merges != new.merges:
            return False
        sides = zip(self._counts, (self.base, self.target), (old.parent, new.parent), strict=True)
        return all(self._counted(known, document, parent) for known, document, parent in sides)

    def _counted(self, known: dict[str, bool], document: Document, table: str) -> bool:
        if table not in known:
            known[table] = is_count([part.num for part in document.children(table) if part.kind == "row"])
        return known[table]

    def _renamed(self, old: Provision, new: Provision) -> Mapping[str, str]:
        """Renamed columns, base name to target name: their cells are equal in nearly every row."""
        key = old.eid, new.eid
        if key not in self._names:
            gone = [name for name in old.cells if name not in new.cells]
            come = [name for name in new.cells if name not in old.cells]
            found: dict[str, str] = {}
            if gone and come:
                base, target = _values(self.base, old), _values(self.target, new)
                for name in gone:
                    place = old.cells.index(name)
                    alike = {o: _alike(base, target, name, o) for o in come if o not in found.values()}
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
    """The cells of a table, by key of the row and name of the column."""
    rows = (part for part in document.children(table.eid) if part.kind == "row")
    return {row.num: dict(zip(table.cells, row.cells, strict=False)) for row in rows}


def _alike(
    base: Mapping[str, Mapping[str, str]], target: Mapping[str, Mapping[str, str]], name: str, other: str
) -> float:
    """Share of the rows of both tables in which two columns are equal."""
    pairs = [(row.get(name, ""), target[key].get(other, "")) for key, row in base.items() if key in target]
    filled = [(a, b) for a, b in pairs if a or b]
    return sum(a == b for a, b in filled) / len(filled) if filled else 0.0


def _by_place(header: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[CellChange, ...]:
    names = [*header, *(f"column {place}" for place in range(len(header) + 1, max(len(old), len(new)) + 1))]
    cells = zip(names, [*old, *[""] * len(names)], [*new, *[""] * len(names)], strict=False)
    return tuple(CellChange(_flat(name), edit_words(a, b)) for name, a, b in cells if a != b)


def _flat(name: str) -> str:
    return " ".join(name.split())
