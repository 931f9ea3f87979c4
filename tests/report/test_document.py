"""A document as a page: no word is lost, citations are links, terms say what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from specman.model.document import Document, Mark, Metadata, Provision
from specman.model.identity import Work
from specman.report import pages
from specman.report.document import Tie, paragraphs
from specman.state.derived import State, load_baseline
from specman.store.library import Library
from specman.usecases.ask.export import export

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).filter(lambda pair: pair[0] < pair[1])
marks = st.lists(st.builds(lambda s, k: Mark(k, s[0], s[1], "#x"), spans, st.sampled_from(["b", "i", "ref", "term"])), max_size=4)  # fmt: skip
meanings = st.lists(st.builds(lambda s: Tie(s[0], s[1], "meaning", "M"), spans), max_size=3)
citations = st.builds(lambda s, h: [Tie(s[0], s[1], "cites", "C", h)], spans, st.sampled_from(["", "#y"]))


@given(st.text("ab<&\n ", min_size=30, max_size=40), marks, meanings, citations)
def test_marking_up_loses_no_word_and_nests_no_link(
    text: str, marked: list[Mark], meant: list[Tie], cited: list[Tie]
) -> None:
    lines = paragraphs(text, marked, {}, [*cited, *meant])
    assert len(lines) == len(text.split("\n"))
    for line, words in zip(text.split("\n"), lines, strict=True):
        root = html.fragment_fromstring(f"<div>{words}</div>")
        assert root.text_content() == line
        assert not root.xpath("//a//a")


@pytest.fixture(scope="module")
def state(shipped: Path) -> State:
    return load_baseline(Library(shipped), "4.12")


def test_every_span_cuts_out_the_words_it_speaks_of(state: State) -> None:
    count = 0
    for work, rows in state.extracts.items():
        for row in rows:
            words = state.corpus.documents[work].by_eid[row.eid].words
            for item in (*row.citations, *row.terms):
                assert words[item.start : item.end] == item.text
                count += 1
    assert count > 8000


def test_a_page_links_its_citations_and_says_what_its_terms_mean(shipped: Path) -> None:
    root = html.fromstring(export(Library(shipped), "SEC H@4.12", "html").data)
    links = {a.text_content(): a.get("href") for a in root.iterfind(".//a[@class='cites']")}
    assert links["Section H14 (Testing Services)"] == "#sec_H14"
    assert links["Section G8 (User Security Assurance)"] == "sec-g-4.12.html#sec_G8"
    meant = [a.get("title") for a in root.iterfind(".//abbr") if a.text_content() == "Working Days"]
    assert meant and all(title.startswith("Working Day: means") and "[SEC A1.1" in title for title in meant)
    anchors = {element.get("id") for element in root.iter() if element.get("id")}
    inside = [href[1:] for href in links.values() if href.startswith("#") and href != "#"]
    assert inside and set(inside) <= anchors


def test_every_link_between_pages_leads_to_a_place_that_is_there(shipped: Path) -> None:
    library = Library(shipped)
    texts = ("sec-h", "gbcs", "duis", "smets", "sec-d", "chts", "mmc")
    roots = {work: html.fromstring(export(library, work, "html").data) for work in texts}
    ids = {work: {e.get("id") for e in root.iter() if e.get("id")} for work, root in roots.items()}
    seen = 0
    for root in roots.values():
        for link in root.iterfind(".//a[@class='cites']"):
            file, _, place = (link.get("href") or "").partition("#")
            work = file.rpartition("-")[0]
            if work in ids and place:
                assert place in ids[work], link.get("href")
                seen += 1
    assert seen > 100


def test_a_citation_that_leads_nowhere_looks_like_it(shipped: Path) -> None:
    root = html.fromstring(export(Library(shipped), "ctsd@4.12", "html").data)
    [broken] = [e for e in root.iterfind(".//span[@class='dangling']") if e.text_content() == "Section F4.8"]
    assert broken.get("title") == "leads nowhere: SEC F4.8 is not there"


def test_a_version_that_no_baseline_holds_is_a_page_without_links() -> None:
    document = Document(
        "w", "9", Metadata(), (Provision("", "document"), Provision("p", "clause", "1.1", "1.1", text="See Section 1."))
    )
    page = pages.document(Work("w", "W", "appendix", "W", "W", "W"), document, {})
    assert "See Section 1." in page and 'class="cites"' not in page


def test_hostile_words_stay_words() -> None:
    tie = Tie(0, 4, "cites", '"><script>', "#a")
    [line] = paragraphs("<b>x", (), {}, [tie])
    assert "<script>" not in line and line.count("<") == 2
