"""Rungs of the ladder, each by itself: what it pairs, and what it leaves to others."""

import pytest

from specman.compare.pairing import keyed, likely
from specman.compare.pairing.ladder import RUNGS, pair_provisions
from specman.compare.pairing.open_pairs import OpenPairs
from specman.formats.reading import read_document
from specman.model.document import Document

TABLE = "# T\n\n## 1 Codes\n\nTable 1: Codes\n\n| Code | Meaning | To |\n| --- | --- | --- |\n"
TERMS = "# T\n\n## 1 Terms\n\n1.1 In this document:\n\n"


def document(text: str) -> Document:
    return read_document(text.encode(), "t.md", work="t")


def pairs_of(base: str, target: str) -> OpenPairs:
    """Two documents whose sections and tables are paired, and nothing in them."""
    pairs = OpenPairs(document(base), document(target))
    for provision in pairs.base.provisions[1:]:
        other = pairs.target.by_eid.get(provision.eid)
        if provision.kind not in ("row", "definition", "item", "heading") and other is not None:
            pairs.pair(provision, other, "given")
    return pairs


def found(pairs: OpenPairs) -> dict[str, tuple[str, str]]:
    """Base label to target label and reason, of what was not given."""
    return {
        pairs.base.by_eid[left].label: (pairs.target.by_eid[right].label, pairs.found.reason[left])
        for left, right in pairs.found.target_of.items()
        if left and pairs.found.reason[left] != "given"
    }


def test_a_row_keeps_its_key_whatever_else_it_says() -> None:
    pairs = pairs_of(f"{TABLE}| E1 | late | Users |\n", f"{TABLE}| E1 | quite another thing | nobody at all |\n")
    keyed.same_key(pairs)
    assert found(pairs) == {"Table 1 row E1": ("Table 1 row E1", "same key")}


def test_a_row_of_another_key_is_left_to_others() -> None:
    pairs = pairs_of(f"{TABLE}| E1 | late | Users |\n", f"{TABLE}| E2 | late | Users |\n")
    keyed.same_key(pairs)
    assert found(pairs) == {}


def test_a_row_whose_partner_is_taken_is_left() -> None:
    pairs = pairs_of(f"{TABLE}| E1 | late | Users |\n| E2 | lost | Users |\n", f"{TABLE}| E1 | early | Users |\n")
    taken = next(p for p in pairs.base.provisions if p.label == "Table 1 row E2")
    pairs.pair(taken, next(p for p in pairs.target.provisions if p.label == "Table 1 row E1"), "given")
    keyed.same_key(pairs)
    assert found(pairs) == {}


def test_a_term_with_another_name_is_known_by_its_meaning() -> None:
    pairs = pairs_of(f"{TERMS}**Device**\n: means a meter.\n", f"{TERMS}**Equipment**\n: means a meter.\n")
    keyed.same_key(pairs)
    assert list(found(pairs).values()) == [('1.1 "Equipment"', "same meaning of another term")]


def test_a_meaning_that_two_terms_have_tells_neither() -> None:
    pairs = pairs_of(
        f"{TERMS}**Device**\n: means a meter.\n",
        f"{TERMS}**Equipment**\n: means a meter.\n\n**Plant**\n: means a meter.\n",
    )
    keyed.same_key(pairs)
    assert found(pairs) == {}


def test_a_clause_is_not_known_by_its_number_alone() -> None:
    pairs = OpenPairs(document("# T\n\n## 1 A\n\n1.1 One.\n"), document("# T\n\n## 1 A\n\n1.1 Something else.\n"))
    keyed.same_key(pairs)
    assert found(pairs) == {}


def test_what_was_split_goes_on_under_its_number_where_the_rest_follows() -> None:
    one = "The Panel shall keep a register of Parties and shall publish that register in each month."
    two = "The Secretariat shall send a copy of it to every Party that asks for one, without charge."
    pairs = pairs_of(f"# T\n\n## 1 A\n\n1.1 {one} {two}\n", f"# T\n\n## 1 A\n\n1.1 {one}\n\n1.2 {two}\n")
    clause = next(p for p in pairs.base.provisions if p.label == "1.1")
    pairs.unpair(clause.eid)
    likely.cut_in_two(pairs)
    assert found(pairs) == {"1.1": ("1.1", "same number, a part of its words")}


@pytest.mark.parametrize("rung", RUNGS, ids=lambda rung: rung.name)
def test_every_rung_says_what_it_pairs_and_for_which_document_it_is_there(rung) -> None:  # type: ignore[no-untyped-def]
    assert rung.pairs and rung.example
    assert [other.name for other in RUNGS].count(rung.name) == 1


def test_a_rung_can_be_left_out_to_see_what_it_is_for() -> None:
    base, target = (
        document("# T\n\n## 1 A\n\n1.1 One thing only.\n"),
        document("# T\n\n## 1 A\n\n1.1 One thing only.\n"),
    )
    assert len(pair_provisions(base, target).target_of) == 3
    assert pair_provisions(base, target, frozenset(rung.name for rung in RUNGS)).target_of == {"": ""}
