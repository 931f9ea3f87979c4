"""The documentation keeps up with the program."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from specman.cli.main import COMMANDS
from specman.report.json.shapes import shape_names
from tests.conftest import ROOT, Door

DOCS = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "benchmarks" / "README.md"])


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs/cli.md").read_text()
    assert [name for name in COMMANDS if f"`{name}" not in text] == []


def test_every_shape_is_documented() -> None:
    text = (ROOT / "docs/json.md").read_text()
    assert [name for name in shape_names() if f"`{name}`" not in text] == []


def test_every_slug_of_a_finding_is_in_the_catalogue() -> None:
    catalogue = (ROOT / "docs/findings.md").read_text()
    slugs: set[str] = set()
    for file in (ROOT / "specman").rglob("*.py"):
        slugs |= set(re.findall(r'Finding\(\s*"([a-z-]+)"', file.read_text()))
    assert len(slugs) >= 12
    assert [slug for slug in sorted(slugs) if f"`{slug}`" not in catalogue] == []


def test_every_answer_shown_is_what_the_command_says(shipped: Path, specman: Door) -> None:
    """A block that begins with `$ specman` shows an answer; a line of `…` stands for what is left out."""
    shown = 0
    for page in DOCS:
        for words, answer in re.findall(r"(?ms)^```\n\$ specman ([^\n]+)\n(.*?)^```$", page.read_text()):
            parts = re.split(r"^…\n", answer, flags=re.MULTILINE)
            status, out, _ = specman(*shlex.split(words), library=shipped)
            assert status == 0, words
            assert re.fullmatch(".*".join(map(re.escape, parts)), out, re.DOTALL), f"{page.name}: {words}"
            shown += 1
    assert shown >= 3


def test_every_local_link_leads_somewhere() -> None:
    broken = []
    for page in DOCS:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_lock_files_hold_no_address_and_every_line_is_pinned() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text()
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(file)
        for file in (ROOT / "specman").rglob("*.py")
        if not file.read_text().startswith('"""') and file.stat().st_size
    ]
    assert [name for name in silent if Path(name).name != "__init__.py"] == []
