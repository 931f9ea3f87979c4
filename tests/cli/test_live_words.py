"""Every report on documents that hold links, tags and marks: none of them comes alive in what specman writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from tests.conftest import DEFINITIONS, Door, git
from tests.formats.test_markdown_escapes import tokens

X = """"><script>alert(1)</script><svg onload=alert(1)>'"& ![p](javascript:x) # <img src=x onerror=alert(1)>"""
LINKS = (
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [e](javascript&#58;alert(1)) [d](data:text/html,<script>1</script>) "
    "[v](vbscript:x) [f](file:///etc/x) [ok](https://e.x/a) [m](mailto:a@e.x)"
)


def evil(head: str, words: str) -> str:
    return f"""# Evil {X}

> Note {X} [a](javascript:alert(1))

## 1 {head} {X}

1.1 {LINKS} {X}

1.2 The Device ID {X} shall {words} see clause 1.1 and `</code>{X}`.

| Key {X} | V |
|---|---|
| =cmd{X} | +{words}{X} |

1.3 {words}[^1] {X} **bold** word

[^1]: foot {X}
"""


@pytest.fixture
def library(make_library: Callable[..., Path]) -> Path:
    """Two baselines of a document with words that browsers, Word and readers of Markdown might act on."""
    first, second = evil("Head", "not"), evil("Heading", "now always") + f"\n1.4 - New {X}\n"
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "evil": {"1.0": first, "2.0": second}}, ("1.0", "2.0"))
    work = root / "specs" / "evil" / "work.toml"
    work.write_text(re.sub(r'title = ".*"', f"title = '''1. <b>{X}'''", work.read_text()))
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qam", "title")
    return root


@pytest.mark.parametrize(
    "words",
    [
        ["diff", "1.0", "2.0"], ["impact", "1.0..2.0"], ["impact", "EVIL 1.2"], ["report", "release-note", "1.0", "2.0"],
        ["export", "evil"], ["diff", "evil@1.0", "evil@2.0"],
    ],
    ids=lambda words: " ".join(words),
)  # fmt: skip
def test_no_markdown_holds_tags_links_or_pictures_of_a_document(words: list[str], library: Path, specman: Door) -> None:
    status, out, err = specman(*words, "--format", "md", library=library)
    assert (status, err) == (0, "")
    found = list(tokens(out))
    tags = {token.content for token in found if token.type in ("html_inline", "html_block")}
    assert tags <= {"<ins>", "</ins>", "<del>", "</del>"}
    assert {"link_open", "image", "fence", "code_block"} & {token.type for token in found} == set()
    assert "alert(1)" in out
    headings = [line for line in out.splitlines() if line.startswith("#")]
    assert sum(token.type == "heading_open" for token in found) == len(headings)


@pytest.mark.parametrize(
    "words", [["diff", "1.0", "2.0"], ["impact", "1.0..2.0"], ["report", "release-note", "1.0", "2.0"], ["export", "evil"], ["check"]], ids=lambda words: words[0]
)  # fmt: skip
def test_no_page_holds_scripts_or_links_of_a_document_that_run(words: list[str], library: Path, specman: Door) -> None:
    _, out, _ = specman(*words, "--format", "html", library=library)
    page = html.fromstring(out)
    assert page.xpath("//script") == []
    assert [name for element in page.iter() for name in element.attrib if str(name).startswith("on")] == []
    leads = {str(target).partition(":")[0] for target in page.xpath("//@href") if not str(target).startswith("#")}
    assert leads <= {"https", "mailto"}


@pytest.mark.parametrize("words", [["export", "evil"], ["diff", "evil@1.0", "evil@2.0"]], ids=lambda words: words[0])
def test_no_word_file_holds_a_link_that_runs(words: list[str], library: Path, specman: Door, tmp_path: Path) -> None:
    file = tmp_path / "out.docx"
    assert specman(*words, "-o", str(file), library=library)[0] == 0
    relations = etree.fromstring(zipfile.ZipFile(io.BytesIO(file.read_bytes())).read("word/_rels/document.xml.rels"))
    outside = {str(one.get("Target")) for one in relations if one.get("TargetMode") == "External"}
    assert outside == {"https://e.x/a", "mailto:a@e.x"}


def test_a_table_that_is_exported_says_what_a_spreadsheet_may_run(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    root = make_library()
    file = tmp_path / "t.csv"
    file.write_text("Key,Value\nk1,=1+1\nk2,@x\n")
    assert (
        specman("import", str(file), "--work", "t", "--version", "1.0", "--kind", "table", "--yes", library=root)[0]
        == 0
    )
    status, out, err = specman("export", "t", "--format", "csv", library=root)
    assert (status, out) == (0, file.read_text())
    assert err == "A spreadsheet may take 2 cells for a formula: import the columns as text.\n"
