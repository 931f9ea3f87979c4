"""Laws of a release: over made-up codes, the merged text is the text with every edit, numbers and citations right."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from specman.citations.extract import extract
from specman.citations.houses import shipped
from specman.citations.names import Names
from specman.citations.terms import vocabulary_for
from specman.model.corpus import Corpus
from specman.model.document import Document
from specman.model.release import Consequence
from specman.review.citing import as_base_cites
from specman.review.following import Sources, follow, unlike_drafts
from specman.review.merging import merge_drafts
from tests.review.made_proposals import WORKS, Edit, Text, edited, numbers, proposals, texts, written

NAMES = Names.of(WORKS.values(), shipped())


def said(document: Document) -> list[tuple[str, str, str, str]]:
    return [(p.kind, p.num, p.heading, p.text) for p in document.provisions]


def drafted(text: Text, edits: list[Edit], *, diligent: bool) -> Document:
    """A whole document as its drafter leaves it; one who is not diligent leaves citations elsewhere as they were."""
    fresh = frozenset(edit.clause.own for edit in edits if edit.clause is not None)
    stale = None if diligent else {**numbers(edited(text, edits)), **numbers(text)}
    return written(edited(text, edits), stale=stale, fresh=fresh)[0]


def released(text: Text, drafts: Mapping[str, Document]) -> tuple[Document, Document, list[Consequence], int]:
    """Section H and Section J as released, what followed, and how many conflicts there were."""
    h, j = written(text)
    base = Corpus("1.0", WORKS, {"sec-h": h, "sec-j": j})
    corpora = {name: Corpus(name, WORKS, {"sec-h": draft, "sec-j": j}) for name, draft in drafts.items()}
    trace, conflicts = merge_drafts(h, [(n, as_base_cites("sec-h", corpora[n], base, NAMES)) for n in drafts])

    def extracts(work: str) -> list[object]:
        return list(
            extract(WORKS[work], base.documents[work], NAMES, vocabulary_for(WORKS[work], base.documents[work], {}))
        )

    sources = Sources(base, extracts, corpora, {"sec-h": trace})  # type: ignore[arg-type]
    documents, found = follow(sources, NAMES, ["sec-h", "sec-j"])
    return documents["sec-h"], documents.get("sec-j", j), unlike_drafts(found, documents, sources), len(conflicts)


@settings(max_examples=120)
@given(st.data())
def test_the_release_of_several_drafts_is_the_text_with_all_their_edits(data: st.DataObject) -> None:
    text = data.draw(texts())
    edits = data.draw(proposals(text))
    diligent = data.draw(st.booleans())
    drafts = {name: drafted(text, own, diligent=diligent) for name, own in edits.items()}
    h, j, found, conflicts = released(text, drafts)
    every = [edit for name in sorted(edits) for edit in edits[name]]
    want_h, want_j = written(edited(text, every))
    assert conflicts == 0
    assert said(h) == said(want_h)
    assert said(j) == said(want_j)
    assert {one.what for one in found} <= {"rewritten"}


@given(st.data())
def test_the_order_in_which_proposals_are_named_changes_nothing(data: st.DataObject) -> None:
    text = data.draw(texts())
    edits = data.draw(proposals(text))
    drafts = [(name, drafted(text, own, diligent=True)) for name, own in edits.items()]
    one = merge_drafts(written(text)[0], drafts)
    other = merge_drafts(written(text)[0], data.draw(st.permutations(drafts)))
    assert one == other


@given(st.data())
def test_one_draft_alone_is_that_draft_and_what_follows_it(data: st.DataObject) -> None:
    text = data.draw(texts())
    name, edits = sorted(data.draw(proposals(text)).items())[0]
    draft = drafted(text, edits, diligent=False)
    h, _, found, _ = released(text, {name: draft})
    followed = {one.eid for one in found if one.work == "sec-h"}
    for before, after in zip(draft.provisions, h.provisions, strict=True):
        assert before == after or (before.eid in followed and before.num == after.num)


@given(st.data())
def test_what_two_drafts_do_to_the_same_words_is_a_conflict_with_both_texts(data: st.DataObject) -> None:
    text = data.draw(texts())
    at = data.draw(st.sampled_from([clause for clauses in text.sections for clause in clauses]))
    from dataclasses import replace

    from tests.review.made_proposals import sentence

    amended = {
        name: drafted(
            text, [Edit("amend", at.own, replace(at, words=sentence(at.own).replace("Each", word)))], diligent=True
        )
        for name, word in (("MP001", "No"), ("MP002", "Some"))
    }
    _, conflicts = merge_drafts(written(text)[0], list(amended.items()))
    assert [(pair, one.kind) for pair, one in conflicts] == [(("MP001", "MP002"), "words")]
    assert conflicts[0][1].ours.startswith("No ") and conflicts[0][1].theirs.startswith("Some ")
