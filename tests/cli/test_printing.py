"""PDF by a browser: a stand-in prints, and every way it can fail is told in a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Door

PRINTS = """#!{python}
import pathlib, sys
target = next(word.partition("=")[2] for word in sys.argv if word.startswith("--print-to-pdf="))
page = pathlib.Path(sys.argv[-1].removeprefix("file://")).read_text()
pathlib.Path(target).write_bytes(b"%PDF-1.7 " + page[:15].encode())
"""


def stand_in(folder: Path, script: str) -> str:
    file = folder / "browser"
    file.write_text(script.format(python=sys.executable))
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize("words", [("diff", "4.11", "4.12"), ("impact", "SECMP0014")])
def test_a_page_is_printed(
    words: tuple[str, ...], shipped: Path, specman: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECMAN_BROWSER", stand_in(tmp_path, PRINTS))
    file = tmp_path / "out.pdf"
    assert specman(*words, "-o", str(file), library=shipped)[0] == 0
    assert file.read_bytes() == b"%PDF-1.7 <!doctype html>"


@pytest.mark.parametrize(
    ("script", "said"),
    [("#!/bin/sh\necho no display >&2; exit 3\n", "printed nothing: no display"), ("not a program", "could not print")],
)
def test_a_browser_that_fails_is_told_and_nothing_is_written(
    script: str, said: str, shipped: Path, specman: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECMAN_BROWSER", stand_in(tmp_path, script))
    file = tmp_path / "out.pdf"
    status, _, error = specman("diff", "4.11", "4.12", "-o", str(file), library=shipped)
    assert (status, said in error, file.exists()) == (4, True, False)


def test_without_a_browser_it_says_what_to_do(shipped: Path, specman: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("PATH", str(tmp_path))
    status, _, error = specman("diff", "4.11", "4.12", "-o", str(tmp_path / "x.pdf"), library=shipped)
    assert (status, "none was found" in error, "SPECMAN_BROWSER" in error) == (4, True, True)
