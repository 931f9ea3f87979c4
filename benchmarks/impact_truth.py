"""Impact held against history: given one section that a law amended, at which rank do rankings name the others?

    python benchmarks/impact_truth.py --code CODE.tar.xz --laws LAWS.tsv --format json

The code is an archive of `benchmarks/dc_code.py`; the rows of LAWS.tsv are a law, the section to start from, and all that
it amended (`law, start, sections`, the last with bars between). Session laws in an archive beside the code
(`laws-*.tar.xz`), or in `--history`, count as history, each for the laws numbered after it alone.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.dc_code import read_code, read_laws
from benchmarks.evidence import Evidence, Scores
from benchmarks.impact_model import Model

WEIGHTS = Path(__file__).with_name("impact_weights.tsv")


@dataclass(frozen=True)
class Question:
    """What a ranking is told: the section to start from, its words, and the law before which history ends."""

    start: str
    words: str
    law: str


Ranking = Callable[[Evidence, Question], Scores]


@dataclass(frozen=True)
class Law:
    """A law, the section to start from, and the others that it amended."""

    name: str
    start: str
    others: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """How well a ranking named what laws amended: means over the laws.

    Attributes:
        recall_at_10, recall_at_20: the share of the other sections among the first ten, and twenty.
        mrr: one over the rank of the first of them.
    """

    recall_at_10: float
    recall_at_20: float
    mrr: float

    def rounded(self) -> dict[str, float]:
        """As printed."""
        return {name: round(value, 4) for name, value in vars(self).items()}


# Each from the evidence and what is asked, to scores of sections.
BASELINES: Mapping[str, Ranking] = {
    "closure": lambda evidence, asked: evidence.closure(asked.start),
    "pagerank": lambda evidence, asked: evidence.pagerank(asked.start),
    "text": lambda evidence, asked: evidence.text(asked.start, asked.words),
    "near": lambda evidence, asked: evidence.near(asked.start),
    "together": lambda evidence, asked: evidence.together(asked.start, asked.law),
}


def read_truth(table: Path) -> list[Law]:
    """The laws of a table; a law that amended nothing beside its start is left out."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    if not rows or not {"law", "start", "sections"} <= rows[0].keys():
        sys.exit(f"{table} has no rows of law, start and sections.")
    laws = (Law(row["law"], row["start"], frozenset(row["sections"].split("|")) - {row["start"]}) for row in rows)
    return [law for law in laws if law.others]


def ranked(evidence: Evidence, scores: Scores) -> list[str]:
    """Sections by score; those of one score in the order of the code."""
    return sorted(scores, key=lambda number: (-scores[number], evidence.place[number]))


def figures(rankings: Sequence[tuple[Sequence[str], Law]]) -> Figures:
    """How well rankings name what their laws amended."""
    ten = twenty = reciprocal = 0.0
    for ranking, law in rankings:
        found = [place for place, number in enumerate(ranking) if number in law.others]
        ten += sum(place < 10 for place in found) / len(law.others)
        twenty += sum(place < 20 for place in found) / len(law.others)
        reciprocal += 1 / (1 + found[0]) if found else 0.0
    count = len(rankings) or 1
    return Figures(ten / count, twenty / count, reciprocal / count)


def known(evidence: Evidence, laws: Sequence[Law]) -> Iterator[Law]:
    """Laws whose start the code holds."""
    return (law for law in laws if law.start in evidence.sections)


def measure(evidence: Evidence, laws: Sequence[Law], model: Model) -> dict[str, object]:
    """Figures of the model and of each baseline."""
    asked = list(known(evidence, laws))
    rows: dict[str, list[tuple[Sequence[str], Law]]] = {name: [] for name in ("", *BASELINES)}
    for law in asked:
        section = evidence.sections[law.start]
        # all that is known of the change is where it begins
        question = Question(law.start, f"{section.heading}\n{section.words}", law.name)
        for name, baseline in BASELINES.items():
            rows[name].append((ranked(evidence, baseline(evidence, question)), law))
        rows[""].append((ranked(evidence, model.strengths(evidence, law.start, law.name)), law))
    return {
        "laws": len(asked),
        **figures(rows[""]).rounded(),
        "baselines": {name: figures(rows[name]).rounded() for name in BASELINES},
    }


def history_beside(code: Path, named: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Session laws from archives that were named, or that lie beside the code."""
    laws: dict[str, tuple[str, ...]] = {}
    for archive in named or sorted(code.parent.glob("laws-*.tar.xz")):
        laws |= read_laws(archive)
    return laws


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--code", type=Path, required=True, help="archive of the code")
    parser.add_argument("--laws", type=Path, required=True, help="table of laws: law, start, sections")
    parser.add_argument("--history", type=Path, action="append", default=[], help="archive of session laws")
    parser.add_argument("--no-history", action="store_true", help="only the history that the code itself tells")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given = parser.parse_args()
    for path in (given.code, given.laws, *given.history):
        if not path.is_file():
            sys.exit(f"{path} is not there.")
    later = {} if given.no_history else history_beside(given.code, given.history)
    gc.disable()  # millions of rows that stay; looking them through again and again took most of the time
    evidence = Evidence(read_code(given.code), later)
    found = measure(evidence, read_truth(given.laws), Model.read(WEIGHTS))
    if given.format == "json":
        print(json.dumps(found, indent=2))
        return
    baselines = found["baselines"]
    assert isinstance(baselines, dict)
    print(f"{found['laws']} laws{'recall at 10':>20}{'at 20':>8}{'mrr':>8}")
    for name, row in {**baselines, "model": found}.items():
        print(f"{name:16}{row['recall_at_10']:16.3f}{row['recall_at_20']:8.3f}{row['mrr']:8.3f}")


if __name__ == "__main__":
    main()
