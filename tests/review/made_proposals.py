"""A small code made of clauses that cite one another, and proposals to change it, of which the right release is known.

A clause knows what it cites by identity, so that a text can be written with any set of edits, its numbers and citations right:
what a release of several drafts should be is the text with all their edits.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from specman.formats import markdown
from specman.model.document import Document
from specman.model.identity import Work

WORKS = {
    f"sec-{letter}": Work(
        f"sec-{letter}",
        f"Section {letter.upper()}",
        "code-section",
        f"SEC {letter.upper()}",
        "SEC",
        f"SEC:{letter.upper()}",
    )
    for letter in "hj"
}
_NOUNS = [
    "meter",
    "hub",
    "register",
    "device",
    "party",
    "panel",
    "key",
    "message",
    "tariff",
    "credit",
    "premises",
    "alarm",
    "valve",
    "clock",
    "record",
    "notice",
    "report",
    "system",
    "network",
    "supplier",
]
_ADVERBS = ("promptly", "in writing", "without charge")
_VERBS = [
    "publish",
    "keep",
    "measure",
    "inform",
    "replace",
    "inspect",
    "sign",
    "repair",
    "open",
    "deliver",
    "collect",
    "verify",
    "seal",
    "charge",
    "forecast",
]


@dataclass(frozen=True)
class Clause:
    """A clause: who it is, its words, and whom it cites."""

    own: str
    words: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edit:
    """What a proposal does: amend the words of a clause, omit it, or insert one after it."""

    kind: str
    at: str
    clause: Clause | None = None


@dataclass(frozen=True)
class Text:
    """Sections of clauses, and a second document that cites them."""

    sections: tuple[tuple[Clause, ...], ...]
    others: tuple[Clause, ...]
    order: Mapping[str, int] = field(default_factory=dict)


def sentence(seed: str) -> str:
    """A sentence that no other seed is likely to have."""
    pick = random.Random(seed)
    nouns = pick.sample(_NOUNS, 6)
    verbs = pick.sample(_VERBS, 2)
    return f"Each {nouns[0]} shall {verbs[0]} the {nouns[1]} of its {nouns[2]} and {verbs[1]} every {nouns[3]} in the {nouns[4]} or {nouns[5]}"


def numbers(text: Text) -> dict[str, str]:
    """The number of each clause."""
    return {
        clause.own: f"H{section}.{place}"
        for section, clauses in enumerate(text.sections, 1)
        for place, clause in enumerate(clauses, 1)
    }


def written(
    text: Text, *, stale: Mapping[str, str] | None = None, fresh: frozenset[str] = frozenset()
) -> tuple[Document, Document]:
    """Both documents, numbered one after another.

    Args:
        stale: numbers that clauses cite, but for those in `fresh`: a drafter who did not look at what cites what they moved.
    """
    given = numbers(text)
    rows = ["# Section H: Services", "", "> Illustrative.", ""]
    for section, clauses in enumerate(text.sections, 1):
        rows += [f"## H{section} Part {chr(64 + section)}", ""]
        for clause in clauses:
            cited = given if stale is None or clause.own in fresh else stale
            rows += [f"{given[clause.own]} {_with_citations(clause, cited)}", ""]
    other = ["# Section J: Charges", "", "> Illustrative.", "", "## J1 Payment", ""]
    for place, clause in enumerate(text.others, 1):
        other += [f"J1.{place} {_with_citations(clause, given if stale is None else stale)}", ""]
    return _read("\n".join(rows), "sec-h"), _read("\n".join(other), "sec-j")


def _with_citations(clause: Clause, given: Mapping[str, str]) -> str:
    cited = [given[own] for own in clause.cites if own in given]
    return clause.words + (f", as Section {' and Section '.join(cited)} states" if cited else "") + "."


def _read(text: str, work: str) -> Document:
    return markdown.parse(text.encode(), work=work, version="1.0")


def edited(text: Text, edits: Sequence[Edit]) -> Text:
    """The text with edits, in the order given where several insert at one place."""
    sections = []
    for clauses in text.sections:
        kept: list[Clause] = []
        for clause in clauses:
            here = [edit for edit in edits if edit.at == clause.own]
            amended = next((edit.clause for edit in here if edit.kind == "amend"), None)
            if not any(edit.kind == "omit" for edit in here):
                kept.append(clause if amended is None else replace(amended, cites=clause.cites))
            kept += [edit.clause for edit in here if edit.kind == "insert" and edit.clause is not None]
        sections.append(tuple(kept))
    return Text(tuple(sections), text.others)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text of two or three sections."""
    sections = []
    for section in range(draw(st.integers(2, 3))):
        owns = [f"{section}-{place}" for place in range(draw(st.integers(2, 5)))]
        sections.append([Clause(own, sentence(own)) for own in owns])
    every = [clause.own for clauses in sections for clause in clauses]
    citing = [
        tuple(
            replace(
                clause, cites=tuple(draw(st.lists(st.sampled_from([o for o in every if o != clause.own]), max_size=1)))
            )
            for clause in clauses
        )
        for clauses in sections
    ]
    others = tuple(
        Clause(
            f"j{place}",
            sentence(f"j{place}"),
            tuple(draw(st.lists(st.sampled_from(every), min_size=1, max_size=2, unique=True))),
        )
        for place in range(2)
    )
    return Text(tuple(citing), others)


@st.composite
def proposals(draw: st.DrawFn, text: Text, *, omit: bool = True) -> dict[str, list[Edit]]:
    """Two or three proposals whose edits touch different clauses, each with one edit at least."""
    every = [clause.own for clauses in text.sections for clause in clauses]
    cited = {own for clauses in (*text.sections, text.others) for clause in clauses for own in clause.cites}
    names = [f"MP{number:03}" for number in range(1, draw(st.integers(2, 3)) + 1)]
    found: dict[str, list[Edit]] = {name: [] for name in names}
    held = {clause.own: clause for clauses in text.sections for clause in clauses}
    places = draw(st.permutations(every))
    for count, at in enumerate(places[: len(names) + draw(st.integers(0, 3))]):
        name = names[count % len(names)]
        kind = draw(st.sampled_from(["amend", "insert", *(["omit"] if omit and at not in cited else [])]))
        if kind == "amend":
            words = held[at].words.replace(" shall ", f" shall {draw(st.sampled_from(_ADVERBS))} ")
            found[name].append(Edit(kind, at, replace(held[at], words=words)))
        elif kind == "omit":
            found[name].append(Edit(kind, at))
        else:
            own = f"{at}+{name}"
            cites = tuple(draw(st.lists(st.sampled_from(sorted(cited)), max_size=1)))
            found[name].append(Edit(kind, at, Clause(own, sentence(own), cites)))
    return {name: edits for name, edits in found.items() if edits}
