"""Evidence of several kinds made one strength: a probability, from a table of named weights.

The strength of a section is `1 / (1 + exp(-(constant + sum of weight x feature)))`. A feature that is a kind of evidence is its score
as a share of the strongest that the same question finds, so it is 1 for the section that this kind names first.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evidence import Evidence, Scores

MOST = 100  # sections that each kind of evidence may bring in
CONSTANT = "constant"


def features(evidence: Evidence, start: str, law: str) -> dict[str, dict[str, float]]:
    """Section to its features, for every section that some kind of evidence names among its first hundred."""
    kinds = evidence.kinds(start, law)
    first: dict[str, None] = {}
    for scores in kinds.values():
        first |= dict.fromkeys(sorted(scores, key=lambda n: (-scores[n], evidence.place[n]))[:MOST])
    most = {kind: max(scores.values(), default=1.0) for kind, scores in kinds.items()}
    return {
        number: {kind: scores.get(number, 0.0) / most[kind] for kind, scores in kinds.items()}
        | evidence.of_itself(number, law)
        for number in first
    }


@dataclass(frozen=True)
class Model:
    """Weights by the names of features, and the constant."""

    weights: Mapping[str, float]
    constant: float

    @classmethod
    def read(cls, table: Path) -> Model:
        """From a table `feature, weight`; lines that begin with # say how it was made."""
        with table.open(encoding="utf-8") as stream:
            rows = csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t")
            weights = {row["feature"]: float(row["weight"]) for row in rows}
        return cls(weights, weights.pop(CONSTANT))

    def strength(self, row: Mapping[str, float]) -> float:
        """The probability that a section of these features is amended too."""
        return 1 / (1 + math.exp(-self.constant - sum(w * row.get(name, 0.0) for name, w in self.weights.items())))

    def strengths(self, evidence: Evidence, start: str, law: str) -> Scores:
        """Every section that some evidence names, with its strength."""
        return {number: self.strength(row) for number, row in features(evidence, start, law).items()}
