"""Comparisons of real documents: the laws hold, the redline is proven, and nothing is quadratic."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from specman.compare.changeset import apply
from specman.compare.documents import compare_documents
from specman.errors import InputError
from specman.formats.word.read import parse
from specman.formats.word.write import serialise
from specman.model.change import ChangeSet, StateName, WorkChange
from specman.model.document import Document
from specman.model.identity import Work
from specman.state.file_changes import compare_files
from specman.usecases.ask.redline import redlines

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


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")
def test_the_redline_of_a_real_pair_holds_both_sides(pair: tuple[Path, Path]) -> None:
    [work] = compare_files(*pair).works
    _prove(work)


def _prove(work: WorkChange) -> None:
    """A redline holds both texts, as far as Word holds them: what its plain export loses is left out of both."""
    if not work.changes:
        return
    [(name, data)] = redlines(ChangeSet(StateName("file", "a"), StateName("file", "b"), (work,))).files
    for side, document in (("reject", work.base), ("accept", work.target)):
        assert document is not None
        back = parse(data, work="x", revisions=side)  # type: ignore[arg-type]
        plain = parse(serialise(document), work="x")
        assert said(back) == said(plain), (name, side)


# -- Word files whose tracked changes say what changed: rejected is the base, accepted is the target -------------------

WORD = sorted((REAL / "word").rglob("*.docx")) if REAL.is_dir() else []


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _sides(path: Path) -> tuple[Document, Document] | None:
    data = path.read_bytes()
    try:
        return parse(data, work="w", revisions="reject"), parse(data, work="w", revisions="accept")
    except InputError:  # the few that are no Word files are told in the tests of reading
        return None


def test_every_tracked_change_of_the_real_word_files_is_in_a_change() -> None:
    """What an author inserted or deleted, and only one side holds, is in a provision called changed."""
    tried = files = 0
    for path in WORD:
        sides = _sides(path)
        if sides is None:
            continue
        base, target = sides
        found, _ = compare_documents(Work("w", "w", "appendix", "w", "w", "w"), base, target)
        old, new = ("".join(_letters(p.words) for p in side.provisions) for side in sides)
        gone = "".join(_letters(c.base.provision.words) for c in found.changes if c.base)
        come = "".join(_letters(c.target.provision.words) for c in found.changes if c.target)
        before = tried
        for revision in target.revisions:
            is_new = revision.kind in ("insertion", "move to")
            own, other, told = (new, old, come) if is_new else (old, new, gone)
            for piece in filter(None, map(_letters, revision.text.split("\n"))):
                if piece in own and piece not in other:
                    tried += 1
                    assert piece in told, (path.name, revision)
        files += tried > before
    assert (tried, files) > (250, 25)


def test_no_more_words_are_called_changed_than_their_authors_changed() -> None:
    """Letters in our edits against letters in the tracked changes, file by file."""
    exact = files = 0
    for path in WORD:
        sides = _sides(path)
        revised = [r for r in sides[1].revisions if _letters(r.text)] if sides else []
        if sides is None or not revised or any(r.kind.startswith("move") for r in revised):
            continue
        files += 1
        found, _ = compare_documents(Work("w", "w", "appendix", "w", "w", "w"), *sides)
        ours = {"insertion": 0, "deletion": 0}
        for change in found.changes:
            edits = change.edits or (("insert", change.side.provision.words),) * (change.kind == "added")
            edits = edits or (("delete", change.side.provision.words),) * (change.kind == "removed")
            for sort, text in edits:
                if sort != "equal":
                    ours["insertion" if sort == "insert" else "deletion"] += len(_letters(text))
        theirs = {kind: sum(len(_letters(r.text)) for r in revised if r.kind == kind) for kind in ours}
        exact += ours == theirs
        assert all(ours[kind] <= theirs[kind] + 5 for kind in ours), (path.name, ours, theirs)
    assert exact >= 24 and files >= 29, (exact, files)


def test_the_redline_between_the_sides_of_a_real_word_file_holds_both() -> None:
    tried = 0
    for path in WORD:
        sides = _sides(path)
        if sides is not None:
            found, _ = compare_documents(Work("w", path.stem, "appendix", "w", "w", "w"), *sides)
            tried += bool(found.changes)
            _prove(found)
    assert tried > 30
