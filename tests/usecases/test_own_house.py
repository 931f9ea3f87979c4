"""A library with house rules of its own: every door follows them, and what was kept by others is not used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT, Door

HARBOUR = ROOT / "tests/citations/harbour.toml"
RULES = "# Port Rules\n\n## 1 Rules\n\n1.1 Rule 1.2 applies.\n\n1.2 None.\n"


def test_links_follow_the_rules_of_the_library_at_once(make_library: Callable[..., Path], specman: Door) -> None:
    library = make_library({"port": {"1.0": RULES}})

    def links() -> list[str]:
        code, out, _ = specman("show", "PORT 1.2", "--format", "json", library=library)
        assert code == 0
        return [row["address"] for row in json.loads(out)["views"][0]["used_by"]]

    assert links() == []
    (library / "citations.toml").write_bytes(HARBOUR.read_bytes())
    assert links() == ["PORT 1.1"]


def test_rules_that_cannot_be_used_are_refused_by_name(make_library: Callable[..., Path], specman: Door) -> None:
    library = make_library({"port": {"1.0": RULES}})
    (library / "citations.toml").write_text("format = 1\ntitle = 'A'\ncode = 'A'\nsecctions = 1\n")
    code, _, err = specman("resolve", "Article 1.2", library=library)
    assert code == 4
    assert "citations.toml does not fit: Object contains unknown field `secctions`" in err


def test_an_imported_section_gets_the_names_of_the_code(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    library = make_library({"port": {"1.0": RULES}})
    (library / "citations.toml").write_bytes(HARBOUR.read_bytes())
    (tmp_path / "Section A v1.0.md").write_text("# Section A\n\n## A1 Words\n\nA1.1 None.\n")
    code, _, err = specman("import", str(tmp_path / "Section A v1.0.md"), "--yes", library=library)
    assert (code, err) == (0, "")
    written = (library / "specs/hc-a/work.toml").read_text()
    assert 'code = "HC:A"' in written and 'name = "HC A"' in written and 'terms_from = ["hc-def"]' in written
