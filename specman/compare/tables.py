"""Tables: how their columns changed, and the changed cells of a row by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from specman.compare.columns import Columns, flat
from specman.compare.pairing.row_keys import is_count
from specman.compare.words import edit_words
from specman.model.change import CellChange, Change
from specman.model.detail import Detail
from specman.model.document import Document, Provision


@dataclass
class Tables:
    """The tables of two documents: adds details on columns and cells to the changes of tables and rows."""

    base: Document
    target: Document
    _counts: tuple[dict[str, bool], dict[str, bool]] = field(default_factory=lambda: ({}, {}))
    _paired: dict[tuple[str, str], Columns] = field(default_factory=dict)

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
        columns = self._pairs(old, new)
        renamed = [(i, j) for i, j in columns.pairs if old.cells[i] != new.cells[j]]
        found = [Detail("renamed column", "", columns.base_name(i), columns.target_name(j)) for i, j in renamed]
        found += [Detail("added column", target=columns.target_name(j)) for j in columns.added]
        found += [Detail("removed column", base=columns.base_name(i)) for i in columns.removed]
        if columns.are_reordered:
            in_base = [columns.target_name(j) for _, j in columns.pairs]
            in_target = [columns.target_name(j) for j in sorted(j for _, j in columns.pairs)]
            found.append(Detail("column order", "", ", ".join(in_base), ", ".join(in_target)))
        return found

    def _row(self, change: Change, old: Provision, new: Provision) -> Change:
        tables = self.base.by_eid[old.parent], self.target.by_eid[new.parent]
        if change.kind == "amended" and self._is_only_counted_on(old, new):
            return replace(change, kind="renumbered", significance="consequential", edits=())
        if not (tables[0].cells and tables[1].cells):
            return replace(change, cells=_by_place(tables[1].cells or tables[0].cells, old.cells, new.cells))
        columns = self._pairs(*tables)
        before, after = dict(enumerate(old.cells)), dict(enumerate(new.cells))
        pairs = [(columns.target_name(j), before.get(i, ""), after.get(j, "")) for i, j in columns.in_target_order]
        # Cells beyond the header have no column: they are compared by how far beyond it they stand.
        beyond = max(len(old.cells) - len(columns.base), len(new.cells) - len(columns.target), 0)
        for place in range(beyond):
            i, j = len(columns.base) + place, len(columns.target) + place
            pairs.append((f"column {j + 1}", before.get(i, ""), after.get(j, "")))
        cells = tuple(CellChange(name, edit_words(a, b)) for name, a, b in pairs if a != b)
        details = change.details
        come = [(columns.target_name(j), after.get(j, "")) for j in columns.added]
        details += tuple(Detail("new column", name, target=cell) for name, cell in come if cell)
        gone = [(columns.base_name(i), before.get(i, "")) for i in columns.removed]
        details += tuple(Detail("lost column", name, base=cell) for name, cell in gone if cell)
        if not cells and (columns.added or columns.removed):
            return replace(change, details=details or (Detail("only columns"),), significance="consequential")
        if not cells and columns.are_reordered:
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

    def _pairs(self, old: Provision, new: Provision) -> Columns:
        key = old.eid, new.eid
        if key not in self._paired:
            rows = _rows(self.base, old), _rows(self.target, new)
            self._paired[key] = Columns.of(old.cells, new.cells, *rows)
        return self._paired[key]


def _rows(document: Document, table: Provision) -> dict[str, tuple[str, ...]]:
    """The cells of a table by key of the row."""
    return {row.num: row.cells for row in document.children(table.eid) if row.kind == "row"}


def _by_place(header: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[CellChange, ...]:
    names = [*header, *(f"column {place}" for place in range(len(header) + 1, max(len(old), len(new)) + 1))]
    cells = zip(names, [*old, *[""] * len(names)], [*new, *[""] * len(names)], strict=False)
    return tuple(CellChange(flat(name), edit_words(a, b)) for name, a, b in cells if a != b)
