"""A deterministic generator of SEC-like libraries, with the truth of what changed between their two baselines.

Each clause is a sentence with links that are held by identity, not by number: a version is rendered by writing the
numbers that its clauses have there. So an insertion renumbers what follows it and alters every citation of that,
exactly as a real consolidation does, and the truth is known without comparing anything.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from specman.formats import akn
from specman.formats.outline import Outline
from specman.model.baseline import Baseline, Entry
from specman.model.document import Document, Metadata
from specman.model.identity import VersionNumber
from specman.store.library import digest
from specman.store.manifests import write_baseline, write_table

SIZES = {"S": (40, 125), "M": (200, 250), "L": (1000, 500)}
FEW = 5  # documents of baseline 1.1 that are those of 2.0; the others are those of 1.0
AMENDED, INSERTED, REMOVED, MOVED = 0.02, 0.005, 0.005, 0.002
PER_SECTION = 10
WHO = ["DCC", "Panel", "User", "Supplier", "Secretariat", "Authority", "Operator", "Assessor"]
DEED = [
    "record",
    "publish",
    "verify",
    "reject",
    "renew",
    "revoke",
    "measure",
    "display",
    "store",
    "transmit",
    "notify",
    "encrypt",
]
WHAT = ["the credential", "each reading", "the schedule", "every alert", "the tariff", "a certificate", "the register",
        "its configuration", "the log", "each response", "the key", "the counter"]  # fmt: skip
WHEN = [
    "on request",
    "without delay",
    "each month",
    "before use",
    "at start-up",
    "when it fails",
    "in each period",
    "on expiry",
]


@dataclass(frozen=True)
class Clause:
    """One clause, apart from its number; `cites` are identities of other clauses, in any document."""

    identity: int
    words: tuple[str, ...]
    cites: tuple[int, ...]
    terms: tuple[int, ...]


@dataclass
class Version:
    """Where every clause stands: document, section, place."""

    sections: list[list[list[Clause]]]
    at: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    def number(self) -> None:
        """Give every clause its place."""
        self.at = {
            clause.identity: (d, s, c)
            for d, sections in enumerate(self.sections)
            for s, clauses in enumerate(sections)
            for c, clause in enumerate(clauses)
        }

    def label(self, identity: int) -> tuple[int, str]:
        """Document number and label of a clause."""
        d, s, c = self.at[identity]
        return d, f"{s + 1}.{c + 1}"


def sentence(rng: random.Random, identity: int) -> tuple[str, ...]:
    """Words that are like others and yet a clause's own."""
    return (
        f"The {rng.choice(WHO)} shall {rng.choice(DEED)} {rng.choice(WHAT)} {rng.choice(WHEN)}",
        f"within {rng.randint(1, 90)} days of event {rng.randint(1, 999)}",
        f"and {rng.choice(DEED)} {rng.choice(WHAT)} of class {identity % 97} {rng.choice(WHEN)}",
    )


SEED = 2016


def build(size: str, seed: int = SEED) -> tuple[Version, Version, dict[str, list[str]]]:
    """Both versions and the truth: addresses of what was amended, inserted, removed and moved."""
    documents, provisions = SIZES[size]
    rng = random.Random(seed)
    clauses_each = provisions * PER_SECTION // (PER_SECTION + 1)
    total = documents * clauses_each
    terms = max(20, documents)

    def clause(identity: int, d: int) -> Clause:
        near = [d * clauses_each + rng.randrange(clauses_each) for _ in range(2)]
        far = [rng.randrange(total)]
        cites = tuple(dict.fromkeys(i for i in near[: rng.randint(0, 2)] + far if i != identity))
        return Clause(identity, sentence(rng, identity), cites, (rng.randrange(terms),) if rng.random() < 0.7 else ())

    sections: list[list[list[Clause]]] = []
    for d in range(documents):
        rows = [clause(d * clauses_each + i, d) for i in range(clauses_each)]
        sections.append([rows[i : i + PER_SECTION] for i in range(0, len(rows), PER_SECTION)])
    base = Version(sections)
    base.number()
    cited = {i for rows in sections for section in rows for c in section for i in c.cites}
    everyone = list(range(total))
    rng.shuffle(everyone)
    removed = [i for i in everyone if i not in cited][: round(total * REMOVED)]
    gone = set(removed)
    rest = [i for i in everyone if i not in gone]
    amended = set(rest[: round(total * AMENDED)])
    moved = rest[len(amended) : len(amended) + round(total * MOVED)]
    target = Version([[list(section) for section in rows] for rows in sections])
    for rows in target.sections:
        for number, section in enumerate(rows):
            kept = [c for c in section if c.identity not in gone]
            rows[number] = [amend(c, rng) if c.identity in amended else c for c in kept]
    for identity in moved:
        d, s, _ = base.at[identity]
        rows = target.sections[d]
        [one] = [c for c in rows[s] if c.identity == identity]
        rows[s].remove(one)
        others = [n for n in range(len(rows)) if n != s]
        rows[rng.choice(others)].append(one)
    inserted = []
    for number in range(round(total * INSERTED)):
        identity = total + number
        d = rng.randrange(documents)
        section = rng.choice(target.sections[d])
        section.insert(rng.randint(0, len(section)), replace(clause(identity, d), cites=()))
        inserted.append(identity)
    target.number()
    truth = {
        "amended": [address(target, i) for i in sorted(amended)],
        "added": [address(target, i) for i in inserted],
        "removed": [address(base, i) for i in sorted(removed)],
        "moved": [address(target, i) for i in sorted(moved)],
    }
    return base, target, truth


def amend(clause: Clause, rng: random.Random) -> Clause:
    """Another time limit and another deed: a change of substance that leaves most words."""
    first, second, third = clause.words
    number = rng.randint(100, 200)
    second = f"within {number} days of " + second.partition(" of ")[2]
    return replace(clause, words=(first, second, f"{third}, save as the {rng.choice(WHO)} agrees"))


def address(version: Version, identity: int) -> str:
    """What specman prints for a clause."""
    d, label = version.label(identity)
    return f"{name(d)} {label}"


def name(d: int) -> str:
    """Short name of a document."""
    return f"DOC{d:04d}"


def text_of(version: Version, d: int, clause: Clause) -> str:
    """The clause as its version prints it, citations and terms included."""
    parts = [*clause.words]
    for identity in clause.cites:
        where, label = version.label(identity)
        parts.append(f"as Section {label} requires" if where == d else f"subject to {name(where)} Section {label}")
    parts += [f"for each Term{chr(65 + t // 26 % 26)}{chr(97 + t % 26)}{t} Item" for t in clause.terms]
    return " ".join(parts) + "."


def document(version: Version, d: int, number: str, terms: int) -> Document:
    """A version's document as specman's model."""
    outline = Outline(f"doc{d:04d}", number, "generated")
    if d == 0:
        section = outline.add("section", "", num="90", heading="Definitions")
        for t in range(terms):
            term = f"Term{chr(65 + t // 26 % 26)}{chr(97 + t % 26)}{t} Item"
            outline.add("definition", section, heading=term, text=f"means the thing of number {t}.")
    for s, clauses in enumerate(version.sections[d]):
        section = outline.add("section", "", num=str(s + 1), heading=f"Matters of group {s + 1} of {name(d)}")
        for c, clause in enumerate(clauses):
            outline.add("clause", section, num=f"{s + 1}.{c + 1}", text=text_of(version, d, clause))
    return outline.document(Metadata(title=name(d), notes=("Generated for measurement.",)))


def write(size: str, folder: Path, seed: int = SEED) -> None:
    """Write the library, the same texts as plain lines for peers, and the truth."""
    base, target, truth = build(size, seed)
    documents, _ = SIZES[size]
    terms = max(20, documents)
    folder.mkdir(parents=True)
    (folder / "specman.toml").write_bytes(write_table({"title": f"Generated {size}"}))
    entries: dict[str, dict[str, Entry]] = {"1.0": {}, "2.0": {}}
    for number, version in (("1.0", base), ("2.0", target)):
        for d in range(documents):
            work = folder / "specs" / f"doc{d:04d}"
            work.mkdir(parents=True, exist_ok=True)
            manifest = {
                "id": f"doc{d:04d}", "title": f"Generated document {d:04d}", "kind": "specification", "name": name(d),
                "citations": {"own_units": ["section"], "terms_from": ["doc0000"]},
            }  # fmt: skip
            (work / "work.toml").write_bytes(write_table(manifest))
            made = document(version, d, number, terms)
            data = akn.serialise(made)
            (work / f"{number}.xml").write_bytes(data)
            entries[number][f"doc{d:04d}"] = Entry(number, digest(data))
            lines = folder / "text" / number / f"doc{d:04d}.txt"
            lines.parent.mkdir(parents=True, exist_ok=True)
            lines.write_text("".join(f"{p.label} {p.words}\n" for p in made.provisions[1:]))
    few = list(entries["1.0"])[:FEW]
    entries["1.1"] = {**entries["1.0"], **{work: entries["2.0"][work] for work in few}}
    (folder / "baselines").mkdir()
    for number, held in entries.items():
        data = write_baseline(Baseline(VersionNumber.parse(number), held, previous="" if number == "1.0" else "1.0"))
        (folder / "baselines" / f"{number}.toml").write_bytes(data)
    (folder / "truth.json").write_text(json.dumps(truth, indent=1))


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else SEED)
