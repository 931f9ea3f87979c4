"""Releases scored against truth: forty proposals of known edits, some planted to conflict, beside `git merge-file`.

    python benchmarks/release.py [S|M] [--seed N]

Every proposal edits one or two documents of a generated library: clauses amended, inserted, removed and moved, rows and
definitions, and parts of a schema and of a table that are kept as files. Clauses cite by identity (`generate.py`), so the text
that all edits together make is known without merging anything, its numbers and citations right. A drafter numbers and
cites anew what is in the document drafted, and nothing elsewhere. Some pairs amend different words of one clause, which is no
conflict; eight pairs change the same thing, which is one. First all are compared; then those that do not conflict are
released. The peer merges the same texts as lines, in the same order.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))
from generate import SEED, SIZES, Clause, Version, build, name, sentence, text_of

from specman.formats import akn
from specman.formats.outline import Outline
from specman.formats.reading import read_document
from specman.formats.table import serialise
from specman.model.baseline import Baseline, Entry
from specman.model.document import Document, Metadata
from specman.model.identity import VersionNumber
from specman.store.library import Library, digest
from specman.store.manifests import write_baseline, write_table
from specman.usecases.ask.plan_release import plan_release

PROPOSALS, PLANTED, DRAFTED, EDITS = 40, 8, 12, 4
SCHEMA, TABLE = "types-xsd", "mapping"
_XSD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n{}</xs:schema>\n'
)


@dataclass
class State:
    """Everything that a library of this benchmark says: clauses, and what the generator does not make."""

    version: Version
    terms: list[str]
    rows: dict[int, list[list[str]]]
    types: dict[str, list[str]]
    mapping: list[list[str]]

    def copy(self) -> State:
        """Another that can be edited."""
        return State(
            Version([[list(section) for section in rows] for rows in self.version.sections]), list(self.terms),
            {d: [list(row) for row in rows] for d, rows in self.rows.items()},
            {own: list(values) for own, values in self.types.items()}, [list(row) for row in self.mapping],
        )  # fmt: skip

    def document(self, d: int, number: str) -> Document:
        """A document as text: definitions in the first, a table in those that are drafted."""
        outline = Outline(f"doc{d:04d}", number, "generated")
        if d == 0:
            section = outline.add("section", "", num="90", heading="Definitions")
            for t, words in enumerate(self.terms):
                outline.add(
                    "definition", section, heading=f"Term{chr(65 + t // 26 % 26)}{chr(97 + t % 26)}{t} Item", text=words
                )
        for s, clauses in enumerate(self.version.sections[d]):
            section = outline.add("section", "", num=str(s + 1), heading=f"Matters of group {s + 1} of {name(d)}")
            for c, clause in enumerate(clauses):
                outline.add("clause", section, num=f"{s + 1}.{c + 1}", text=text_of(self.version, d, clause))
        if d in self.rows:
            section = outline.add("section", "", num="95", heading="Particulars")
            table = outline.add("table", section, cells=("Code", "Duty", "Limit"))
            for row in self.rows[d]:
                outline.add("row", table, num=row[0], cells=tuple(row))
        return outline.document(Metadata(title=name(d), notes=("Generated for measurement.",)))

    def stored(self, work: str, number: str) -> bytes:
        """A work as the library keeps it."""
        if work == SCHEMA:
            return _XSD.format("".join(_type(own, values) for own, values in self.types.items())).encode()
        if work == TABLE:
            return serialise([["Code", "Use", "Note"], *self.mapping])
        return akn.serialise(self.document(int(work.removeprefix("doc")), number))


def _type(own: str, values: Iterable[str]) -> str:
    rows = "".join(f'      <xs:enumeration value="{value}"/>\n' for value in values)
    return f'  <xs:simpleType name="{own}">\n    <xs:restriction base="xs:token">\n{rows}    </xs:restriction>\n  </xs:simpleType>\n'


@dataclass
class Proposal:
    """A proposal: its edits, and the works it drafts."""

    own: str
    edits: list[Callable[[State], None]] = field(default_factory=list)
    works: set[str] = field(default_factory=set)

    def does(self, work: str, edit: Callable[[State], None]) -> None:
        """Take an edit of a work into the proposal."""
        self.works.add(work)
        self.edits.append(edit)


def after(base: State, proposals: Iterable[Proposal]) -> State:
    """The state with all edits, in the order of the proposals."""
    made = base.copy()
    made.version.number()
    for proposal in proposals:
        for edit in proposal.edits:
            edit(made)
            made.version.number()
    return made


def amend(identity: int, part: int, words: str) -> Callable[[State], None]:
    """Other words in a part of a clause."""

    def edit(state: State) -> None:
        d, s, c = state.version.at[identity]
        clause = state.version.sections[d][s][c]
        parts = list(clause.words)
        parts[part] = f"{parts[part]} {words}"
        state.version.sections[d][s][c] = replace(clause, words=tuple(parts))

    return edit


def insert(anchor: int, clause: Clause) -> Callable[[State], None]:
    """A clause after another."""

    def edit(state: State) -> None:
        d, s, c = state.version.at[anchor]
        state.version.sections[d][s].insert(c + 1, clause)

    return edit


def remove(identity: int) -> Callable[[State], None]:
    """A clause taken out."""

    def edit(state: State) -> None:
        d, s, c = state.version.at[identity]
        del state.version.sections[d][s][c]

    return edit


def move(identity: int, anchor: int) -> Callable[[State], None]:
    """A clause put after another of its document."""

    def edit(state: State) -> None:
        d, s, c = state.version.at[identity]
        clause = state.version.sections[d][s].pop(c)
        state.version.number()
        d, s, c = state.version.at[anchor]
        state.version.sections[d][s].insert(c + 1, clause)

    return edit


def cell(d: int, place: int, words: str) -> Callable[[State], None]:
    """Another duty in a row."""
    return lambda state: state.rows[d][place].__setitem__(1, words)


def row(d: int, key: str) -> Callable[[State], None]:
    """A row at the end of a table."""
    return lambda state: state.rows[d].append([key, f"Duty of {key}", "9"])


def define(term: int, words: str) -> Callable[[State], None]:
    """Another meaning of a term."""
    return lambda state: state.terms.__setitem__(term, words)


def value(own: str, words: str) -> Callable[[State], None]:
    """A value more in a type."""
    return lambda state: state.types[own].append(words)


def note(place: int, words: str) -> Callable[[State], None]:
    """Another note in the table that is kept as a file."""
    return lambda state: state.mapping[place].__setitem__(2, words)


def planned(size: str, seed: int) -> tuple[State, list[Proposal], dict[tuple[str, str], str]]:
    """The base, the proposals, and the planted conflicts: the two, and the work."""
    first, _, _ = build(size, seed)
    rng = random.Random(seed + 1)
    drafted = sorted({0, *rng.sample(range(SIZES[size][0]), DRAFTED - 1)})
    base = State(
        first, [f"means the thing of number {t}." for t in range(max(20, SIZES[size][0]))],
        {d: [[f"Code{chr(65 + n)}x", f"Duty {n} of {name(d)}", str(n)] for n in range(12)] for d in drafted},
        {f"Kind{n}": [f"{n}a", f"{n}b"] for n in range(60)}, [[f"Use{n}x", f"ECS{n}", f"note {n}"] for n in range(80)],
    )  # fmt: skip
    cited = {i for rows in first.sections for clauses in rows for clause in clauses for i in clause.cites}
    pools = {d: [clause.identity for clauses in first.sections[d] for clause in clauses] for d in drafted}
    for pool in pools.values():
        rng.shuffle(pool)
    proposals = [Proposal(f"MP{number:04d}") for number in range(1, PROPOSALS + 1)]
    fresh = iter(range(10_000_000, 11_000_000))
    terms, types, notes = (iter(rng.sample(range(n), n)) for n in (20, 60, 80))
    cells = {d: iter(rng.sample(range(12), 12)) for d in drafted}

    def taken(d: int, *, free: bool = False) -> int:
        found = next(i for i in pools[d] if not free or i not in cited)
        pools[d].remove(found)
        return found

    for place, one in enumerate(proposals):
        for count in range(EDITS):
            d = drafted[(place + (count == EDITS - 1)) % len(drafted)]
            work, kind = f"doc{d:04d}", rng.choice(["amend", "amend", "insert", "insert", "remove", "move"])
            if kind == "amend":
                one.does(work, amend(taken(d), 0, f"as {one.own} says {rng.randint(1, 999)} times"))
            elif kind == "insert":
                new = next(fresh)
                one.does(work, insert(taken(d), Clause(new, sentence(rng, new), (taken(d),), ())))
            elif kind == "remove":
                one.does(work, remove(taken(d, free=True)))
            else:
                one.does(work, move(taken(d), taken(d)))
        d = drafted[place % len(drafted)]
        if place % 5 == 0:
            one.does(f"doc{d:04d}", cell(d, next(cells[d]), f"Duty given by {one.own}"))
        if place % 5 == 1:
            one.does("doc0000", define(next(terms), f"means what {one.own} says it means."))
        if place % 5 == 2:
            one.does(SCHEMA, value(f"Kind{next(types)}", one.own))
        if place % 5 == 3:
            one.does(TABLE, note(next(notes), f"said by {one.own}"))
        if place % 5 == 4:
            one.does(f"doc{d:04d}", row(d, f"New{one.own}"))
    early, late = proposals[: PROPOSALS - PLANTED], proposals[PROPOSALS - PLANTED :]
    for left, right in zip(early[8:16], early[16:24], strict=True):  # both amend one clause, in different words
        d = rng.choice(drafted)
        both = taken(d)
        left.does(f"doc{d:04d}", amend(both, 0, f"if {left.own} so provides"))
        right.does(f"doc{d:04d}", amend(both, 2, f"unless {right.own} so provides"))
    planted: dict[tuple[str, str], str] = {}
    for place, (left, right) in enumerate(zip(early, late, strict=False)):
        d = drafted[place % len(drafted)]
        both, term, own, at = taken(d, free=True), next(terms), f"Kind{next(types)}", next(notes)
        line = next(cells[d])
        for one in (left, right):
            work, edit = (
                (f"doc{d:04d}", amend(both, 1, f"of {one.own}")),
                (f"doc{d:04d}", amend(both, 1, f"of {one.own}") if one is left else remove(both)),
                (f"doc{d:04d}", cell(d, line, f"Duty that {one.own} gives")),
                ("doc0000", define(term, f"means that of {one.own}.")),
                (SCHEMA, value(own, one.own)),
                (TABLE, note(at, f"said by {one.own}")),
                (f"doc{d:04d}", amend(both, 2, f"for {one.own}")),
                (f"doc{d:04d}", move(both, taken(d))),
            )[place]
            one.does(work, edit)
        planted[left.own, right.own] = work
    return base, proposals, planted


def write(size: str, folder: Path, base: State, proposals: Iterable[Proposal]) -> None:
    """Write the library."""
    (folder / "baselines").mkdir(parents=True)
    (folder / "specman.toml").write_bytes(write_table({"title": f"Generated {size}"}))
    entries: dict[str, Entry] = {}
    for work in works(size):
        place = folder / "specs" / work
        place.mkdir(parents=True)
        kind = {SCHEMA: "schema", TABLE: "table"}.get(work, "specification")
        named = work.upper() if kind == "specification" else work.capitalize()
        manifest = {
            "id": work, "title": f"Generated {work}", "kind": kind, "name": named,
            "citations": {"own_units": ["section"], "terms_from": ["doc0000"]},
        }  # fmt: skip
        (place / "work.toml").write_bytes(write_table(manifest))
        data = base.stored(work, "1.0")
        (place / f"1.0{ending(work)}").write_bytes(data)
        entries[work] = Entry("1.0", digest(data))
    (folder / "baselines/1.0.toml").write_bytes(write_baseline(Baseline(VersionNumber.parse("1.0"), entries)))
    for one in proposals:
        place = folder / "modifications" / one.own
        place.mkdir(parents=True)
        (place / "modification.toml").write_text(
            f'format = 2\nid = "{one.own}"\ntitle = "Edits of {one.own}"\nbase = "1.0"\n\n[[history]]\ndate = "2016-06-17"\n'
            'step = "recorded"\nstage = "report phase"\nstatus = "open"\n'
        )
        draft = after(base, [one])
        for work in one.works:
            (place / f"{work}{ending(work)}").write_bytes(draft.stored(work, "draft"))


def works(size: str) -> list[str]:
    """Ids of all works."""
    return [*(f"doc{d:04d}" for d in range(SIZES[size][0])), SCHEMA, TABLE]


def ending(work: str) -> str:
    """Of a work's files."""
    return {SCHEMA: ".xsd", TABLE: ".csv"}.get(work, ".xml")


def lines(work: str, data: bytes) -> list[str]:
    """A stored work as lines, a provision each with its label; a schema and a table as they are."""
    if ending(work) != ".xml":
        return data.decode().splitlines()
    return [f"{p.label} {p.words}" for p in read_document(data, f"{work}.xml", work=work).provisions[1:]]


def scored(found: Mapping[str, list[str]], truth: Mapping[str, list[str]], base: Mapping[str, list[str]]) -> str:
    """How many lines are right: of those that change, and how many there are that should not be."""
    changed = right = extra = whole = 0
    for work, wanted in truth.items():
        want, have, old = Counter(wanted), Counter(found[work]), Counter(base[work])
        changed += (want - old).total()
        right += ((want - old) & have).total()
        extra += (have - want).total()
        whole += found[work] == wanted
    return f"{right:,} of {changed:,} changed lines right, {extra:,} lines wrong, {whole} of {len(truth)} works whole"


def git_merge(left: list[str], base: list[str], right: list[str], folder: Path) -> tuple[list[str], int]:
    """Lines merged by `git merge-file`, and how many conflicts it marks."""
    paths = [folder / side for side in ("ours", "base", "theirs")]
    for path, held in zip(paths, (left, base, right), strict=True):
        path.write_text("".join(f"{line}\n" for line in held))
    made = subprocess.run(["git", "merge-file", "-p", "-q", *map(str, paths)], capture_output=True, check=False)
    return made.stdout.decode().splitlines(), made.returncode


def against_planted(found: Iterable[tuple[tuple[str, str], str]], planted: Mapping[tuple[str, str], str]) -> str:
    """How many planted conflicts were found, and in how many works of a pair there are others."""
    every, wanted = set(found), set(planted.items())
    return f"{len(every & wanted)} of {len(wanted)} planted conflicts found, {len(every - wanted)} invented"


def main() -> None:
    """Make, release, score."""
    parser = argparse.ArgumentParser(description="Releases scored against truth.")
    parser.add_argument("size", nargs="?", default="S", choices=["S", "M"])
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    base, proposals, planted = planned(given.size, given.seed)
    kept = proposals[: PROPOSALS - PLANTED]
    truth_state = after(base, kept)
    old = {work: lines(work, base.stored(work, "1.0")) for work in works(given.size)}
    truth = {work: lines(work, truth_state.stored(work, "2.0")) for work in old}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(given.size, folder / "library", base, proposals)
        library = Library(folder / "library")
        state = process_time()
        plan = plan_release(library, "2.0", "1.0", [one.own for one in proposals])
        took = process_time() - state
        by_name = {work.name: work.id for work in library.works.values()}
        met = [(one.modifications, by_name[one.address.split(" ")[0]]) for one in plan.release.conflicts]
        print(f"specman, {len(proposals)} proposals: {against_planted(met, planted)}; {took:.1f} s")
        for one in plan.release.conflicts:
            if planted.get(one.modifications) != by_name[one.address.split(" ")[0]]:
                print("  invented:", one.address, one.modifications, one.kind, [text[:60] for text in one.texts])
        state = process_time()
        plan = plan_release(Library(folder / "library"), "2.0", "1.0", [one.own for one in kept])
        took = process_time() - state
        for one in plan.release.conflicts:
            print("  conflict:", one.address, one.modifications, one.kind, [text[:60] for text in one.texts])
        data = {path.split("/")[1]: held for path, held in plan.files.items()}
        found = {work: lines(work, data[work]) if work in data else old[work] for work in old}
        said = Counter(one.what for one in plan.release.consequences)
        print(f"specman, {len(kept)} released: {scored(found, truth, old)}; {took:.1f} s; citations: {dict(said)}")
        other = plan_release(Library(folder / "library"), "2.0", "1.0", [one.own for one in reversed(kept)])
        print("named the other way round:", "equal bytes" if other.files == plan.files else "OTHER BYTES")
        state = process_time()
        drafts = {one.own: {w: lines(w, after(base, [one]).stored(w, "draft")) for w in one.works} for one in proposals}
        met = [
            ((one.own, two.own), work)
            for one, two in combinations(proposals, 2)
            for work in sorted(one.works & two.works)
            if git_merge(drafts[one.own][work], old[work], drafts[two.own][work], folder)[1]
        ]
        print(f"git merge-file, each pair: {against_planted(met, planted)}")
        merged, clashes = dict(old), 0
        for one in kept:
            for work in sorted(one.works):
                merged[work], count = git_merge(merged[work], old[work], drafts[one.own][work], folder)
                clashes += count
        print(f"git merge-file, {len(kept)} in turn: {scored(merged, truth, old)}; {clashes} conflicts marked")


if __name__ == "__main__":
    main()
