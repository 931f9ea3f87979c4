"""What only follows: a citation that reads otherwise because its target does, and nothing beside that."""

from __future__ import annotations

from pathlib import Path

import pytest

from specman.state.file_changes import compare_files

SECTION = """## D1 Raising Proposals

{extra}D1.{a} The Panel shall keep the register of proposals that Parties have raised.

D1.{b} {citing}

## D2 {title}

D2.1 The Panel shall assess each proposal within twenty Working Days of its receipt.
"""


def significance(tmp_path: Path, citing: tuple[str, str], inserted: bool = False, title: str = "Assessment") -> str:
    """Of the change of the clause that cites; "" when it did not change."""
    extra = "D1.1 A fee is payable to the Secretariat for each proposal that is withdrawn.\n\n" if inserted else ""
    sides = []
    for name, first, words, heading in (
        ("base.md", 1, citing[0], "Assessment"),
        ("target.md", 2 if inserted else 1, citing[1], title),
    ):
        path = tmp_path / name
        path.write_text(
            SECTION.format(
                extra=extra if name == "target.md" else "", a=first, b=first + 1, citing=words, title=heading
            )
        )
        sides.append(path)
    found = [c for c in compare_files(*sides).changes if c.base and c.base.address.endswith("D1.2")]
    return f"{found[0].kind} {found[0].significance}" if found else ""


@pytest.mark.parametrize(
    ("before", "after", "inserted", "title", "told"),
    [
        ("Its form is that of Section D1.1.", "Its form is that of Section D1.2.", True, "Assessment", "amended consequential"),
        ("It follows Section D2 (Assessment).", "It follows Section D2 (Review).", False, "Review", "amended consequential"),
        ("It follows Section D2.1.", "It follows Section D2.1 (Assessment).", False, "Assessment", "amended substantive"),
        ("It follows Section D2.1.", "It follows Section D1.1.", False, "Assessment", "amended substantive"),
        ("It follows Section D1.1 and Section D2.1.", "It follows Section D1.2 or Section D2.1.", True, "Assessment", "amended substantive"),
        ("Its form is that of Section D1.1.", "Its form is that of Section D1.1.", True, "Assessment", "renumbered consequential"),
    ],
)  # fmt: skip
def test_a_citation_follows_only_a_target_that_is_called_otherwise(
    tmp_path: Path, before: str, after: str, inserted: bool, title: str, told: str
) -> None:
    assert significance(tmp_path, (before, after), inserted, title) == told


def test_words_of_a_link_that_are_written_out_are_a_change_of_words(tmp_path: Path) -> None:
    """A link to one place on both sides: its words changed, and no number did."""
    base, target = tmp_path / "base.md", tmp_path / "target.md"
    text = "# Text\n\n## Paths\n\nIt may be empty, due to [{}](#filtering).\n\n## Filtering\n\nSome are hidden.\n"
    base.write_text(text.format("ACL constraints"))
    target.write_text(text.format("constraints of access control lists (ACL)"))
    (change,) = compare_files(base, target).changes
    assert change.significance == "substantive"
