"""Comparisons of real documents: the laws hold, the redline is proven, and nothing is quadratic."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from specman.compare.changeset import apply
from specman.formats.reading import read_document
from specman.formats.word.reading import parse
from specman.model.document import Document
from specman.usecases.diff import compare_files
from specman.usecases.redline import redlines

REAL = Path(__file__).parents[3] / "shared" / "real"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="NOT RUN: the real documents are not beside the repository (../shared/real)"
    ),
]
VERSIONS = sorted((REAL / "openapi-versions").glob("*.md")) if REAL.is_dir() else []
PAIRS = list(pairwise(VERSIONS)) or [(Path("none"), Path("none"))]


def said(document: Document) -> list[tuple[object, ...]]:
    """What a reader sees: kinds, numbers, headings and words; emphasis and links apart."""
    return [(p.kind, p.num, _bare(p.heading), _bare(p.text), tuple(map(_bare, p.cells))) for p in document.provisions]


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")
def test_applied_to_the_base_the_changes_give_the_target(pair: tuple[Path, Path]) -> None:
    changes = compare_files(*pair)
    [work] = changes.works
    assert work.base is not None and work.target is not None
    assert apply(work.base, work).provisions == work.target.provisions
    for change in work.changes:
        if change.edits and change.base and change.target:
            kept = {"base": ("equal", "delete"), "target": ("equal", "insert")}
            for side, provision in (("base", change.base.provision), ("target", change.target.provision)):
                assert "".join(text for sort, text in change.edits if sort in kept[side]) == provision.words


@pytest.mark.parametrize("path", VERSIONS or [Path("none")], ids=lambda path: path.stem)
def test_a_document_compared_with_itself_has_no_change(path: Path) -> None:
    assert compare_files(path, path).is_empty


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")
def test_what_changed_agrees_with_a_plain_comparison_of_lines(pair: tuple[Path, Path]) -> None:
    """Every sentence that only one of the two files has is in a change: the truth is made from the lines alone."""
    old, new = (
        {_words(line) for line in path.read_text("utf-8").splitlines() if len(_words(line)) > 60} for path in pair
    )
    changes = compare_files(*pair)
    [work] = changes.works
    seen = {"base": "", "target": ""}
    for change in work.changes:
        for side, end in (("base", change.base), ("target", change.target)):
            if end is not None:
                seen[side] += " " + _words(end.provision.words)
    for side, lines in (("base", old - new), ("target", new - old)):
        missed = [line for line in lines if line[:60] not in seen[side]]
        assert len(missed) <= 0.03 * max(len(lines), 34), missed[:5]


def _words(text: str) -> str:
    """Letters and digits of a line of Markdown or of a provision, its markup apart."""
    text = re.sub(r"<[^>]*>", " ", text)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


@pytest.mark.parametrize("pair", PAIRS[:2], ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")
def test_the_redline_of_a_real_pair_holds_both_sides(pair: tuple[Path, Path]) -> None:
    changes = compare_files(*pair)
    [(name, data)] = redlines(changes).files
    for side, path in (("reject", pair[0]), ("accept", pair[1])):
        back = parse(data, work="x", revisions=side)  # type: ignore[arg-type]
        plain = parse(_written(path), work="x")
        assert said(back) == said(plain), name


def _written(path: Path) -> bytes:
    """The document as Word, so that what Word cannot hold is left out of both."""
    from specman.compare.words import align, likeness, tokens
    from specman.formats.word.redline import Author, redline

    document = read_document(path.read_bytes(), path.name)
    who = Author("x", "2016-01-01T00:00:00Z")
    return redline(document, document, who, align=align, likeness=likeness, tokens=tokens)
