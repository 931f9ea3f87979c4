"""Pages are self-contained, escape everything, and say the same as the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from specman.compare.changeset import compare_states
from specman.formats import markdown
from specman.model.change import ChangeSet, StateName
from specman.model.identity import Work
from specman.report import diff_text, pages
from specman.report.table import csv_table
from specman.store.library import Library
from specman.usecases.ask.impact import impact
from tests.conftest import Door

EVIL = '<script>alert("1")</script> & [link](x) `code` | *b*'


def evil_changes() -> ChangeSet:
    work = Work("evil", f"Title {EVIL}", "specification", "EVIL", "EVIL", "EVIL")
    base = markdown.parse(b"## 1 Head\n\n1.1 Plain words stand here for all to read.\n", work="evil", version="1")
    target = markdown.parse(
        f"## 1 {EVIL}\n\n1.1 Plain words stand here for all to read. {EVIL}\n".encode(), work="evil", version="2"
    )
    return compare_states(StateName("file", EVIL), StateName("file", "b"), [(work, base, target)])[0]


class Checker(HTMLParser):
    """Counts open elements and collects what a page would fetch."""

    VOID = frozenset({"meta", "link", "br", "img", "hr", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.fetched += [str(found[name]) for name in ("src", "data", "action") if name in found]
        if tag in ("script", "link", "iframe", "object"):
            self.fetched.append(tag)
        if "id" in found:
            self.ids.append(str(found["id"]))
        if tag == "a" and "href" in found:
            self.hrefs.append(str(found["href"]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in ("li", "p", "td", "tr", "path"):
            self.open.pop()
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"


def checked(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    assert checker.fetched == []
    assert len(set(checker.ids)) == len(checker.ids)
    for href in checker.hrefs:
        assert href.startswith("#")
        assert href[1:] in checker.ids
    assert "url(http" not in page
    return checker


def test_a_hostile_text_is_shown_not_run() -> None:
    page = pages.diff(evil_changes())
    checked(page)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_markdown_takes_no_markup_from_the_text() -> None:
    page = pages.diff_markdown(evil_changes())
    assert "<script" not in page.replace("\\<script", "")
    assert "[link](x)" not in page


def test_the_impact_page_is_one_file_with_a_picture(shipped: Path) -> None:
    assessment = impact(Library(shipped), ["SECMP0014"])
    page = pages.impact(assessment)
    checker = checked(page)
    assert page.count("<svg") == 1
    assert "@media print" in page
    for work in assessment.works:
        if work.work:
            assert f"work-{work.work}" in checker.ids
    for item in assessment.reached:
        assert item.address.replace('"', "&#34;").replace("'", "&#39;") in page


def test_the_picture_says_in_words_what_it_shows(shipped: Path) -> None:
    page = pages.impact(impact(Library(shipped), ["SECMP0014"]))
    described = re.search(r"<desc[^>]*>(.*?)</desc>", page)
    assert described is not None
    assert "SEC A: " in described[1]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert csv_table([[cell]]).lstrip('"').startswith("'")


def test_plain_text_of_a_comparison_has_no_colour_and_all_words() -> None:
    found = diff_text.diff(evil_changes())
    assert "\x1b" not in found
    assert "[-Head-]" in found
    assert "{+ " + EVIL.split(" &")[0] in found


def test_baselines_are_called_by_the_name_of_their_library(make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    for words in (
        ("check",),
        ("impact", "SEC H3.1"),
        ("baseline", "verify"),
        ("graph",),
        ("mirrors",),
        ("show", "User"),
    ):
        assert "baseline 1.0" in specman(*words, library=root)[1].replace("\n", " "), words
    settings = root / "specman.toml"
    settings.write_text(settings.read_text() + 'name = "MyCode"\n')
    for words in (("check",), ("impact", "SEC H3.1"), ("show", "SEC H3.1"), ("diff", "1.0", "1.0")):
        assert "MyCode 1.0" in specman(*words, library=root)[1], words
    assert json.loads(specman("check", "--format", "json", library=root)[1])["baseline"] == "1.0"
