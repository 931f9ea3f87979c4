"""Akoma Ntoso of other tools: every word of it is read, whatever the standard lets it stand in."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import etree

from specman.errors import InputError
from specman.formats import akn
from specman.model.document import Document
from tests.formats.akn_documents import AKN, Maker

KINDS = (
    "act", "bill", "doc", "statement", "debate", "debateReport", "judgment", "amendment", "amendmentList",
    "officialGazette", "documentCollection", "portion",
)  # fmt: skip
TOLD = frozenset({"del", "toc", "meta"})  # left out, and said to be


def words_in(root: etree._Element) -> list[str]:
    """The words of a file that a reader of it would see."""
    found = []
    for element in root.iter():
        for words, holder in ((element.text, element), (element.tail, element.getparent())):
            if words and words.strip() and holder is not None:
                holders = {etree.QName(a).localname for a in (holder, *holder.iterancestors())}
                found += words.split() if not holders & TOLD else []
    return found


def words_out(document: Document) -> list[str]:
    parts = [document.metadata.title]
    for provision in document.provisions[1:]:
        parts += [provision.num if provision.kind != "row" else "", provision.heading, provision.text, *provision.cells]
    return re.findall(r"w\d+", " ".join([*parts, document.provisions[0].text]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_word_of_a_document_that_the_standard_allows_is_lost_or_told_twice(kind: str, seed: int) -> None:
    root = Maker(seed).document(kind)
    document = akn.parse(etree.tostring(root), name="made.xml")
    titles = Counter(document.metadata.title.split())  # it may stand in the text too
    lost = Counter(words_in(root)) - Counter(words_out(document))
    again = Counter(words_out(document)) - Counter(words_in(root)) - titles
    assert (lost, again) == (Counter(), Counter())
    stored = akn.serialise(document)
    assert akn.validate(stored, "stored.xml") == []
    assert akn.parse(stored, work=document.work).provisions == document.provisions


def parsed(inner: str, kind: str = "act", body: str = "body", beside: str = "") -> Document:
    xml = f'<akomaNtoso xmlns="{AKN}"><{kind} name="x"><meta/><{body}>{inner}</{body}></{kind}>{beside}</akomaNtoso>'
    return akn.parse(xml.encode(), name="f.xml")


def found(document: Document) -> list[tuple[str, str, str]]:
    return [(part.kind, part.label, part.text) for part in document.provisions[1:]]


def test_quoted_provisions_inside_a_sentence_are_its_words_where_they_stand() -> None:
    document = parsed(
        '<section eId="s"><num>1</num><content><p>After (1) insert <mod><quotedStructure startQuote="\u201c" endQuote="\u201d">'
        "<subsection><num>(1A)</num><content><p>A list <b>shall</b> be kept.</p></content></subsection>"
        "<subsection><num>(1B)</num><content><p>It is open.</p></content></subsection></quotedStructure></mod>, and "
        "<mod><quotedText>ten</quotedText></mod> goes.</p></content></section>"
    )
    [section] = document.provisions[1:]
    assert section.text == ("After (1) insert\n\u201c(1A) A list shall be kept.\n(1B) It is open.\u201d, and ten goes.")
    assert [(mark.kind, section.text[mark.start : mark.end]) for mark in section.marks] == [("b", "shall")]
    assert [finding.slug for finding in document.findings] == ["akn-quoted"]


def test_a_table_or_a_list_parts_the_words_it_stands_in_and_keeps_their_order() -> None:
    document = parsed(
        '<section eId="s"><num>1</num><content><p>Before <i>it<table><tr><td>a <b>b</b><p>c</p></td><td><table><tr>'
        "<td><p>d</p></td><td><p>e</p></td></tr></table></td></tr></table></i> and after.</p></content></section>"
    )
    assert found(document) == [
        ("section", "1", "Before it"),
        ("table", "1 table", ""),
        ("row", "1 a b", ""),
        ("closing", "1 closing words", "and after."),
    ]
    assert document.provisions[3].cells == ("a b\nc", "d\ne")


def test_members_of_a_collection_are_sections_wherever_the_file_puts_them() -> None:
    memo = (
        '<components><component eId="c1"><doc name="memo"><meta/><mainBody><section eId="s1"><num>1</num><content>'
        "<p>Shut it.</p></content></section></mainBody></doc></component></components>"
    )
    wanted = [("section", "Memo", ""), ("section", "1", "Shut it.")]
    held = '<component><documentRef href="#c1" showAs="Memo"/></component>'
    inside = akn.parse(
        f'<akomaNtoso xmlns="{AKN}"><documentCollection name="f"><meta/><collectionBody>{held}</collectionBody>{memo}'
        "</documentCollection></akomaNtoso>".encode(), name="f.xml",
    )  # fmt: skip
    beside = parsed(held, "documentCollection", "collectionBody", memo)
    for document in (inside, beside):
        assert document.provisions[0].text == "Memo"
        assert [mark.target for mark in document.provisions[0].marks] == [f"#{document.provisions[1].eid}"]
        assert found(document) == wanted
        assert not document.findings


def test_a_heading_that_holds_nothing_heads_what_follows_it() -> None:
    document = parsed(
        '<part eId="p"><num>Part 1</num><hcontainer name="crossheading" eId="h"><heading>Wells</heading><content><p/></content>'
        '</hcontainer><section eId="s"><num>1</num><content><p>Dig.</p></content></section>'
        '<hcontainer name="group" eId="g"><heading>Springs</heading><section eId="t"><num>2</num><content><p>Wait.</p>'
        "</content></section></hcontainer></part>"
    )
    assert [(part.kind, part.heading) for part in document.provisions[2:]] == [
        ("heading", "Wells"), ("section", ""), ("section", "Springs"), ("section", ""),
    ]  # fmt: skip


def test_notes_are_read_where_the_text_calls_for_them_and_told_where_it_does_not() -> None:
    document = akn.parse(
        f'<akomaNtoso xmlns="{AKN}"><act name="x"><meta><notes><note eId="n1"><p>As it was.</p></note><note eId="n2"><p>Lost.</p>'
        '</note></notes></meta><body><section eId="s"><num>1</num><heading>Wells<noteRef href="#n1" marker="*"/></heading>'
        "<content><p>Dig.<authorialNote>See <i>there</i> too.</authorialNote></p></content></section></body></act>"
        "</akomaNtoso>".encode(), name="f.xml",
    )  # fmt: skip
    assert [part.text for part in document.provisions[2:]] == ["As it was.", "See there too."]
    assert [(finding.slug, finding.severity) for finding in document.findings] == [("left-out", "warning")]


def test_debates_and_judgments_keep_who_speaks_and_group_without_making_provisions() -> None:
    document = parsed(
        '<debateSection name="q"><heading>Questions</heading><speech by="#a"><from>Mrs A:</from><p>Why?</p></speech>'
        "<scene>[They leave.]</scene></debateSection>", "debate", "debateBody",
    )  # fmt: skip
    assert found(document) == [("section", "Questions", "Mrs A:\nWhy?\n[They leave.]")]
    judgment = parsed(
        "<motivation><paragraph><num>1.</num><content><p>So.</p></content></paragraph></motivation>",
        "judgment",
        "judgmentBody",
    )
    assert found(judgment) == [("clause", "1", "So.")]


def test_words_where_the_standard_has_only_elements_are_read() -> None:
    document = parsed(
        '<section eId="s"><num>1</num>Loose <content>text <b>bold</b><p>and more</p> end</content></section>'
    )
    assert found(document) == [("section", "1", "Loose\ntext bold\nand more\nend")]


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(InputError, match="holds no text"):
        parsed("<section/>")
