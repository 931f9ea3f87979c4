"""Learns the weights of `impact_weights.tsv` from laws, and shows what they are worth. Needs `benchmarks/requirements.txt` (numpy).

    python benchmarks/impact_learn.py --code CODE.tar.xz --laws LAWS.tsv [--write] [--unseen]

Logistic regression with a ridge of 20 over standardised features, on laws after 21-84 (the last that the code of 2016 holds) and before
23-1. All rows of a law weigh 3 / (sections that it amended), so that a law of thirty sections counts as one of three.
The figures are of ten folds by law. Strengths of the folds are then fitted once to how many were amended (a slope and a
shift, rows unweighted), and both go into the weights. `--unseen` scores laws from 23-1 on, which nothing was chosen by.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks.dc_code import read_code
from benchmarks.evidence import Evidence, number_of
from benchmarks.impact_model import CONSTANT, Model, features
from benchmarks.impact_truth import WEIGHTS, Figures, Law, figures, history_beside, read_truth

FIRST, HELD = (21, 85), (23, 1)
FOLDS, RIDGE = 10, 20.0
GROUPS = {
    "links and structure together (walk)": ["walk"],
    "defined terms": ["terms", "definitions"],
    "words": ["alike", "text"],
    "nearness": ["near", "within"],
    "changed together before": ["together", "kin"],
    "of the section itself": ["lately", "empty"],
}
BINS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


@dataclass(frozen=True)
class Case:
    """One law: its candidates, a row of features for each, and which of them it amended."""

    law: Law
    numbers: list[str]
    rows: np.ndarray
    amended: np.ndarray


def cases_of(evidence: Evidence, laws: Sequence[Law], names: list[str]) -> list[Case]:
    """Features of every law's candidates, in the order of the names; an empty list is filled with those that are met."""
    cases = []
    for law in laws:
        found = features(evidence, law.start, law.name)
        if not names:
            names += next(iter(found.values()))
        rows = np.array([[row[name] for name in names] for row in found.values()])
        cases.append(Case(law, list(found), rows, np.array([float(n in law.others) for n in found])))
    return cases


def fit(rows: np.ndarray, amended: np.ndarray, weights: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Logistic regression by Newton's method: the constant, then a weight for each column."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.c_[np.ones(len(rows)), (rows - mean) / spread]
    penalty = np.eye(design.shape[1]) * ridge
    penalty[0, 0] = 0
    found = np.zeros(design.shape[1])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weights * (amended - likely)) - penalty @ found
        curve = (design * (weights * likely * (1 - likely))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        found += step
        if abs(step).max() < 1e-7:
            break
    inner = found[1:] / spread
    return np.r_[found[0] - inner @ mean, inner]


def fit_cases(cases: Sequence[Case], columns: list[int]) -> np.ndarray:
    """Weights from some laws, over some columns."""
    weights = [np.full(len(case.amended), 3 / max(1.0, case.amended.sum())) for case in cases]
    rows = np.concatenate([case.rows[:, columns] for case in cases])
    return fit(rows, np.concatenate([case.amended for case in cases]), np.concatenate(weights))


def folded(cases: Sequence[Case], columns: list[int], seed: int = 0) -> list[np.ndarray]:
    """For each law, the linear scores of its candidates by weights from the other folds."""
    places = list(range(len(cases)))
    random.Random(seed).shuffle(places)
    scores: list[np.ndarray] = [np.zeros(0)] * len(cases)
    for fold in range(FOLDS):
        left = set(places[fold::FOLDS])
        found = fit_cases([cases[i] for i in places if i not in left], columns)
        for i in left:
            scores[i] = found[0] + cases[i].rows[:, columns] @ found[1:]
    return scores


def scored(cases: Sequence[Case], scores: Sequence[np.ndarray]) -> Figures:
    """Figures of candidates ranked by scores."""
    orders = [np.argsort(-score, kind="stable") for score in scores]
    return figures([([case.numbers[i] for i in order], case.law) for case, order in zip(cases, orders, strict=True)])


def fused(cases: Sequence[Case], kinds: int, constant: float) -> Figures:
    """Figures of reciprocal rank fusion of the kinds of evidence, for comparison."""
    scores = []
    for case in cases:
        total = np.zeros(len(case.numbers))
        for column in range(kinds):
            rank = np.argsort(np.argsort(-case.rows[:, column], kind="stable"))
            total += np.where(case.rows[:, column] > 0, 1 / (constant + 1 + rank), 0)
        scores.append(total)
    return scored(cases, scores)


def reliability(
    cases: Sequence[Case], scores: Sequence[np.ndarray], shown: int = 10**6
) -> list[tuple[str, int, int, float]]:
    """Bins of strength: how many candidates, how many of them were amended, and the mean strength."""
    firsts = [np.argsort(-score, kind="stable")[:shown] for score in scores]
    strength = 1 / (1 + np.exp(-np.concatenate([s[i] for s, i in zip(scores, firsts, strict=True)])))
    amended = np.concatenate([case.amended[i] for case, i in zip(cases, firsts, strict=True)])
    rows = []
    for low, high in pairwise(BINS):
        inside = (strength >= low) & (strength < high)
        if inside.any():
            rows.append(
                (f"{low:g} to {high:g}", int(inside.sum()), int(amended[inside].sum()), float(strength[inside].mean()))
            )
    return rows


def line(name: str, found: Figures) -> None:
    """One row of a table."""
    print(f"| {name} | {found.recall_at_10:.3f} | {found.recall_at_20:.3f} | {found.mrr:.3f} |", flush=True)


def show_reliability(cases: Sequence[Case], scores: Sequence[np.ndarray]) -> None:
    """The reliability curve as a table."""
    print("\n| strength | candidates | amended | share | mean strength |\n| --- | ---: | ---: | ---: | ---: |")
    for name, count, hits, mean in reliability(cases, scores):
        print(f"| {name} | {count} | {hits} | {hits / count:.3f} | {mean:.3f} |")


def main() -> None:
    """Learn, print the tables, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--code", type=Path, required=True)
    parser.add_argument("--laws", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write the table of weights")
    parser.add_argument("--unseen", action="store_true", help="score the laws kept aside with the table as it is")
    given = parser.parse_args()
    gc.disable()  # millions of rows that stay; looking them through again and again took most of the time
    evidence = Evidence(read_code(given.code), history_beside(given.code, ()))
    laws = [law for law in read_truth(given.laws) if law.start in evidence.sections]
    names: list[str] = []
    if given.unseen:
        model = Model.read(WEIGHTS)
        cases = cases_of(evidence, [law for law in laws if number_of(law.name) >= HELD], names)
        weights = np.array([model.weights.get(name, 0.0) for name in names])
        scores = [model.constant + case.rows @ weights for case in cases]
        line(f"{len(cases)} laws kept aside", scored(cases, scores))
        line("the same, reciprocal rank fusion", fused(cases, len(names) - 2, 5))
        show_reliability(cases, scores)
        return
    cases = cases_of(evidence, [law for law in laws if FIRST <= number_of(law.name) < HELD], names)
    every = list(range(len(names)))
    print(f"{len(cases)} laws, {np.mean([len(c.numbers) for c in cases]):.0f} candidates each")
    print(f"{np.mean([c.amended.sum() / len(c.law.others) for c in cases]):.3f} of what they amended is a candidate\n")
    for constant in (1, 5, 20, 60):
        line(f"reciprocal rank fusion, {constant}", fused(cases, len(names) - 2, constant))
    scores = folded(cases, every)
    line("logistic regression", scored(cases, scores))
    for group, left in GROUPS.items():
        columns = [i for i in every if names[i] not in left]
        line(f"without {group}", scored(cases, folded(cases, columns)))
    for place, name in enumerate(names):
        line(f"without {name}", scored(cases, folded(cases, [i for i in every if i != place])))
    flat = np.concatenate(scores)[:, None]
    amended = np.concatenate([case.amended for case in cases])
    shift, slope = fit(flat, amended, np.ones(len(flat)), 0.0)
    show_reliability(cases, [shift + slope * score for score in scores])
    found = fit_cases(cases, every) * slope
    found[0] += shift
    print(
        "\nweights:",
        *(f"{name} {value:.4f}" for name, value in zip([CONSTANT, *names], found, strict=True)),
        sep="\n  ",
    )
    if given.write:
        head = f"# Made by benchmarks/impact_learn.py from {len(cases)} laws of the District of Columbia, 21-85 to 22-315.\n"
        rows = [f"{name}\t{value:.4f}\n" for name, value in zip([CONSTANT, *names], found, strict=True)]
        WEIGHTS.write_text(head + "feature\tweight\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
