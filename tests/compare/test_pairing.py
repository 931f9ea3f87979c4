"""Which provision became which, in the cases that readers meet: each told as a person would tell it."""

from __future__ import annotations

import pytest

from specman.citations.houses import shipped
from specman.compare.changeset import apply
from specman.compare.documents import compare_documents
from specman.formats.reading import read_document
from specman.model.change import StateName
from specman.model.document import Document
from specman.model.identity import Work
from specman.report.wording import details_words
from specman.state.comparison import compare

WORK = Work("a", "A", "appendix", "A", "A", "A")
Told = list[tuple[str, str, str]]


def read(body: str) -> Document:
    return read_document(f"# Doc\n\n{body}".encode(), "a.md", work="a")


def told(base: str, target: str, *, renumbered: bool = False) -> Told:
    """(kind, base label, target label) of each change, those that are only renumbered left out."""
    found, _ = compare_documents(WORK, read(base), read(target))
    assert apply(read(base), found).provisions == read(target).provisions
    return [
        (c.kind, c.base.provision.label if c.base else "", c.target.provision.label if c.target else "")
        for c in found.changes
        if renumbered or c.kind != "renumbered"
    ]


def clauses(*texts: str, section: str = "A1", heading: str = "One") -> str:
    rows = "".join(f"{section}.{place} {text}\n\n" for place, text in enumerate(texts, 1))
    return f"## {section} {heading}\n\n{rows}"


def test_a_paragraph_put_in_before_like_ones_shifts_none_of_them() -> None:
    words = "The DCC shall keep a register of {}."
    assert told(
        clauses(*(words.format(what) for what in ("Users", "Devices", "Certificates"))),
        clauses(*(words.format(what) for what in ("Users", "Parties", "all Devices", "all Certificates"))),
    ) == [("added", "", "A1.2"), ("amended", "A1.2", "A1.3"), ("amended", "A1.3", "A1.4")]


def test_another_rule_under_the_same_number_is_no_amendment() -> None:
    fee = "The fee is paid on the first day of each month by the Party that owes it."
    board = "The Panel may remove a member who has missed three meetings in a row."
    assert told(clauses("First.", fee), clauses("First.", board)) == [
        ("removed", "A1.2", ""), ("added", "", "A1.2"),
    ]  # fmt: skip


def test_one_of_several_equal_siblings_is_amended_where_it_stands() -> None:
    pay = "The Party shall pay the Charges."
    assert told(clauses(pay, pay, pay), clauses(pay, "The Party shall pay the Charges promptly.", pay, pay)) == [
        ("amended", "A1.2", "A1.2"), ("added", "", "A1.4"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["Not used.", "Not used in this version of the Code, and kept for its number."])
def test_a_paragraph_put_in_among_a_thousand_equal_ones_moves_none(words: str) -> None:
    new = "The Panel shall publish its minutes in full, within five Working Days of each meeting."
    base, target = [words] * 1000, [*[words] * 500, new, *[words] * 500]
    found = told(clauses(*base), clauses(*target), renumbered=True)
    assert found[0] == ("added", "", "A1.501")
    assert found[1:] == [("renumbered", f"A1.{n}", f"A1.{n + 1}") for n in range(501, 1001)]


ROWS = "| Code | Meaning | To |\n| --- | --- | --- |\n"


def table(*rows: str, caption: str = "Table 2.1: Codes") -> str:
    return f"## 2 Codes\n\n{caption}\n\n{ROWS}" + "".join(f"| {row} |\n" for row in rows)


def test_a_table_with_another_number_and_caption_keeps_its_rows() -> None:
    rows = ("E1 | refused | User", "E2 | late | DCC", "E3 | early | DCC")
    assert told(table(*rows), table(*rows, caption="Table 2.2: Codes of errors")) == [
        ("amended", "Table 2.1", "Table 2.2")
    ]


def test_a_row_put_in_among_rows_of_one_key_changes_no_other() -> None:
    assert told(
        table("E1 | x one | p", "E1 | x two | q", "E1 | x three | r"),
        table("E1 | x one | p", "E1 | x new | z", "E1 | x two | q", "E1 | x three | rr"),
    ) == [("added", "", "Table 2.1 row E1 2"), ("amended", "Table 2.1 row E1 3", "Table 2.1 row E1 4")]


def test_a_row_that_stands_elsewhere_in_its_table_says_where() -> None:
    base, target = (
        read(table(*rows))
        for rows in (("E1 | a | b", "E2 | c | d", "E3 | e | f"), ("E3 | e | f", "E1 | a | b", "E2 | c | d"))
    )
    (change,) = compare_documents(WORK, base, target)[0].changes
    assert (change.kind, details_words(change)) == ("moved", ["now first"])
    (back,) = compare_documents(WORK, target, base)[0].changes
    assert (back.kind, details_words(back)) == ("moved", ["now after A Table 2.1 row E2"])


def test_a_short_row_of_another_key_is_another_row() -> None:
    rows = ("E1 | Yes | No", "E20 | No | No", "E25 | Yes | Yes")
    assert told(table(*rows), table(rows[0], rows[2], "N28 | No | No")) == [
        ("removed", "Table 2.1 row E20", ""), ("added", "", "Table 2.1 row N28"),
    ]  # fmt: skip


def test_the_key_column_taken_out_keeps_the_rows() -> None:
    text = "## 2 Types\n\n| Name | type | format |\n| --- | --- | --- |\n| float | number | single |\n| byte | string | base 64 |\n| flag | boolean | |\n"
    without = (
        "## 2 Types\n\n| type | format |\n| --- | --- |\n| number | single |\n| string | base 64 |\n| boolean | |\n"
    )
    assert {kind for kind, _, _ in told(text, without)} == {"amended"}


def test_a_heading_over_the_same_provisions_is_the_same_heading() -> None:
    text = "## A1 One\n\n### {}\n\nA1.1 The Panel shall keep a register of all proposals.\n\nA1.2 It is open.\n"
    found, _ = compare_documents(WORK, read(text.format("Sub head")), read(text.format("What is kept")))
    assert [(c.kind, c.reason) for c in found.changes] == [("amended", "stands over the same provisions")]


def test_a_heading_over_a_provision_that_went_is_no_heading_over_nothing() -> None:
    base = "## A1 One\n\nA1.1 The Panel shall keep a register of all proposals.\n\n### Of fees\n\nA1.2 A fee is due for each of them on the first of May.\n"
    target = "## A1 One\n\nA1.1 The Panel shall keep a register of all proposals.\n\n### What else\n"
    found = {kind for kind, _, _ in told(base, target)}
    assert "amended" not in found


def test_a_term_with_the_same_meaning_is_the_same_definition() -> None:
    text = "## A1 One\n\nA1.1 In this Code:\n\n**{}**\n: means a Party that has completed the entry process.\n\n**Zone**\n: means a place.\n"
    found, _ = compare_documents(WORK, read(text.format("User")), read(text.format("Accredited person")))
    assert [c.kind for c in found.changes] == ["amended"]


def test_short_words_are_known_by_their_place() -> None:
    text = "## A1 One\n\nA1.1 It holds:\n\n- (i) alpha{}\n- (ii) beta.\n"
    assert told(text.format("; and"), text.format(";")) == [("amended", "A1.1(i)", "A1.1(i)")]
    text = "## A1 One\n\nA1.1 It holds:\n\n- (a) alpha is here:\n{}"
    assert told(text.format("  - (i) gamma is there.\n  - (ii) beta is there.\n"), text.format("  - (i) gamma is there.\n- (b) beta is there.\n")) == [
        ("moved", "A1.1(a)(ii)", "A1.1(b)")
    ]  # fmt: skip


def test_short_citations_follow_two_sections_that_change_places() -> None:
    long = "The {} shall keep a register of all {} and shall publish it each month."
    one, two = long.format("Panel", "proposals"), long.format("DCC", "devices")
    base = clauses(one, "See Section A2.2.") + clauses(two, "It is open.", section="A2", heading="Two")
    target = clauses(two, "It is open.", heading="Two") + clauses(one, "See Section A1.2.", section="A2")
    found = told(base, target)
    assert ("amended", "A1.2", "A2.2") in found
    assert not [row for row in found if row[0] in ("added", "removed")]


def test_siblings_alike_but_for_what_they_cite_go_with_it() -> None:
    meetings = "The Panel shall meet each month, and publish its minutes within ten Working Days."
    records = "Each Party shall keep its records for six years, and give them to the Panel when asked."
    new = "The DCC shall tell every User of a planned interruption, twenty Working Days ahead."
    base = clauses(meetings, records) + clauses("See A1.1.", "See A1.2.", "A rule.", section="B1", heading="Two")
    target = clauses(new, meetings, records) + clauses("See A1.2.", "See A1.3.", "A rule.", section="B1", heading="Two")
    assert told(base, target) == [
        ("added", "", "A1.1"), ("amended", "B1.1", "B1.1"), ("amended", "B1.2", "B1.2"),
    ]  # fmt: skip


def test_one_clause_alike_but_for_numbers_is_that_clause_whatever_else_resembles_it() -> None:
    old = "The DCC shall answer a request under Section H4.2 within 5 Working Days."
    assert told(
        clauses(old, "A rule of its own, that says nothing else."),
        clauses("The DCC shall answer a request under Section H4 and within 5 Working Days of it.",
                "The DCC shall answer a request under Section H6.7 within 15 Working Days.",
                "A rule of its own, that says nothing else."),
    ) == [("added", "", "A1.1"), ("amended", "A1.1", "A1.2")]  # fmt: skip


def test_of_sections_that_are_exchanged_the_one_between_stays() -> None:
    keeps = [
        f"The {who} shall keep a register of all that it receives, and publish it." for who in ("DCC", "Panel", "User")
    ]
    base = [clauses(text, section=f"A{n}", heading=text.split()[1]) for n, text in enumerate(keeps, 1)]
    target = [clauses(text, section=f"A{n}", heading=text.split()[1]) for n, text in enumerate(reversed(keeps), 1)]
    assert told("".join(base), "".join(target)) == [("moved", "A3", "A1"), ("moved", "A1", "A3")]


def test_of_two_that_change_places_the_smaller_moved() -> None:
    long = "The DCC shall keep a register of all that it receives, and publish it each month in full."
    assert told(clauses(long, "It is open."), clauses("It is open.", long)) == [("moved", "A1.2", "A1.1")]
    assert told(clauses("It is open.", long), clauses(long, "It is open.")) == [("moved", "A1.1", "A1.2")]


def test_a_section_that_lost_half_its_clauses_and_its_heading_is_still_that_section() -> None:
    first = "## 1 Fees\n\n1.1 The Panel shall publish each fee before the first day of the year.\n\n"
    two = "1.1 Each Party shall hold its keys in a safe place.\n\n1.2 The DCC shall tell the User of each new key.\n\n"
    before = f"## 1 Keys\n\n{two}"
    after = f"{first}## 2 Secrets\n\n2.1 The DCC shall tell the User of each new key.\n\n"
    assert told(before, after)[2:] == [("amended", "1", "2"), ("removed", "1.1", "")]


def test_short_closing_words_are_known_by_what_they_close() -> None:
    clause = "## A1 Keys\n\nA1.1 The Panel shall:\n\n- (a) keep them; and\n- (b) count them.\n\n{}\n"
    found = told(clause.format("Approved by the Board."), clause.format("Approved by the Board on 3 June 2016."))
    assert [kind for kind, _, _ in found] == ["amended"]


def test_rules_of_one_pattern_are_not_one_that_moved_and_was_rewritten() -> None:
    gone = "The Panel shall publish the schedule each month within 76 days of event 933 and record the schedule of class 5 for each Item."
    come = "The Panel shall publish a certificate in each period within 7 days of event 36 and encrypt each reading of class 75 for each Item."
    rest = (KEEPS, TELLS, HEARS)
    assert told(clauses(*rest, gone), clauses(come, *rest)) == [("added", "", "A1.1"), ("removed", "A1.4", "")]
    assert [kind for kind, _, _ in told(clauses(*rest, gone), clauses(*rest, come))] == ["amended"]


def test_of_two_sections_joined_the_one_that_keeps_its_number_goes_on() -> None:
    one, two = (KEEPS, TELLS), (HEARS, MINUTES)
    found = told(
        clauses(*one, heading="Registers") + clauses(*two, section="A2", heading="Hearings"),
        clauses(*one, *two, heading="Procedure"),
    )
    assert ("amended", "A1", "A1") in found
    assert ("removed", "A2", "") in found
    assert [row for row in found if row[0] == "moved"] == [("moved", "A2.1", "A1.3"), ("moved", "A2.2", "A1.4")]


# -- lead-ins that are repeated --------------------------------------------------------------------------------------

LEAD = "The Panel shall:"
ONE = ("keep a register of proposals;", "publish it each month;", "send it to the Authority.")
TWO = ("appoint a chairman;", "hear every Party;", "give its reasons in writing.")


def led(*lists: tuple[str, ...], section: str = "A1", lead: str = LEAD) -> str:
    """Clauses with one lead-in, each with a list of its own."""
    out = f"## {section} Section {section}\n\n"
    for place, texts in enumerate(lists, 1):
        rows = "".join(f"- ({sign}) {text}\n" for sign, text in zip("abcdef", texts, strict=False))
        out += f"{section}.{place} {lead}\n\n{rows}\n"
    return out


def test_a_clause_put_in_before_one_with_its_lead_in_moves_no_item() -> None:
    added = told(led(ONE), led(TWO, ONE))
    assert added == [("added", "", label) for label in ("A1.1", "A1.1(a)", "A1.1(b)", "A1.1(c)")]
    assert told(led(TWO, ONE), led(ONE)) == [("removed", row[2], "") for row in added]


def test_a_clause_taken_out_before_one_with_its_lead_in_is_the_one_that_went() -> None:
    three = ("hold a vote;", "count it.")
    gone = told(led(three, TWO, ONE), led(three, ONE))
    assert gone == [("removed", label, "") for label in ("A1.2", "A1.2(a)", "A1.2(b)", "A1.2(c)")]
    assert told(led(TWO, ONE), led(TWO, ONE)) == []


def section(number: int, *lists: tuple[str, ...], lead: str) -> str:
    """A section with a rule of its own, and then clauses with lists."""
    rule = f"## A{number} Part {number}\n\nA{number}.1 Rule {number} is the rule that this section is about.\n\n"
    return rule + "".join(
        f"A{number}.{place} {lead}\n\n"
        + "".join(f"- ({sign}) {text}\n" for sign, text in zip("abc", texts, strict=True))
        for place, texts in enumerate(lists, 2)
    )


def test_of_like_lead_ins_in_other_sections_each_goes_with_its_list() -> None:
    lead = "Where the Panel receives a request from a Party, it shall:"
    base = (section(1, ONE, lead=lead), section(2, TWO, lead=lead), section(3, lead=lead), section(4, lead=lead))
    target = (section(1, lead=lead), section(2, lead=lead), section(3, TWO, lead=lead), section(4, ONE, lead=lead))
    assert told("\n".join(base), "\n".join(target)) == [("moved", "A2.2", "A3.2"), ("moved", "A1.2", "A4.2")]


def test_a_lead_in_used_again_for_another_list_is_another_clause() -> None:
    lead = "Where a {} receives a request, it shall:"
    base = section(1, ONE, lead=lead.format("User")) + "\n" + section(2, lead="")
    target = section(1, lead="") + "\n" + section(2, TWO, lead=lead.format("Party"))
    assert {kind for kind, *_ in told(base, target)} == {"added", "removed"}


def test_short_words_that_recur_elsewhere_go_with_the_list_they_stand_in() -> None:
    lead = "Where the Panel receives a request, it shall:"
    found = told(
        led((*ONE[:2], "in writing;"), lead=lead),
        led(("the name;", "the date;", "in writing;"), lead="The notice shall state:")
        + led((*ONE[:2], "in writing;"), section="A2", lead=lead),
    )
    assert ("moved", "A1.1(c)", "A1.1(c)") not in found


# -- lists -----------------------------------------------------------------------------------------------------------


def items(*texts: str) -> str:
    rows = "".join(f"- ({sign}) {text}\n" for sign, text in zip("abcdef", texts, strict=False))
    return f"## A1 One\n\nA1.1 The notice shall state:\n\n{rows}"


def significance(base: str, target: str) -> list[tuple[str, str]]:
    found, _ = compare_documents(WORK, read(base), read(target))
    return [(c.side.provision.label, c.significance) for c in found.changes if c.kind == "amended"]


def consequences(base: str, target: str) -> dict[str, str]:
    """Significance of each amendment by its label, citations followed."""
    section = Work("a", "Section A", "code-section", "SEC A", "SEC", "SEC:A")
    found = compare(
        StateName("file", "a"), StateName("file", "b"), [(section, read(base), read(target))], {"a": section}, shipped()
    )
    return {c.side.provision.label: c.significance for c in found.changes if c.kind == "amended"}


def test_the_ends_of_a_list_that_grows_are_consequential() -> None:
    before = items("the name of the Party;", "its address; and", "its role.")
    after = items("the name of the Party;", "its address;", "its role; and", "the date.")
    assert significance(before, after) == [("A1.1(b)", "consequential"), ("A1.1(c)", "consequential")]
    alone = items("the name of the Party;", "its address;", "its role.")
    assert significance(before, alone) == [("A1.1(b)", "substantive")]
    other = items("the name of the Party;", "its address; or", "its role;", "the date.")
    assert ("A1.1(b)", "substantive") in significance(before, other)


def test_the_end_of_a_list_inside_of_an_item_ends_the_item() -> None:
    lead, items = (
        "## A1 One\n\nA1.1 It holds:\n\n",
        "- (a) alpha is here:\n  - (i) beta is there;{}\n  - (ii) gamma is there{}\n",
    )
    more = "- (b) delta is far away.\n"
    before, after = items.format("", "."), items.format("", "; and")
    assert significance(lead + before, lead + after + more) == [("A1.1(a)(ii)", "consequential")]
    other = items.format(" and", "; and")
    assert ("A1.1(a)(i)", "substantive") in significance(lead + before, lead + other + more)


def test_the_last_paragraph_of_a_section_ends_no_list_of_sections() -> None:
    one = "The Panel shall keep a register of all that it receives"
    assert significance(
        clauses(f"{one};"), clauses(f"{one}; and") + clauses("It is open.", section="A2", heading="Two")
    ) == [("A1.1", "substantive")]


def test_an_item_that_begins_in_another_case_and_ends_in_another_way_is_consequential() -> None:
    before, after = (
        items("Its name; and", "its address."),
        items("its name;", "its address; and", "the date of its birth."),
    )
    assert ("A1.1(a)", "consequential") in significance(before, after)


def test_an_item_that_cites_what_moved_and_ends_in_another_way_is_consequential() -> None:
    rule = "The DCC shall tell every User of a planned interruption, twenty Working Days ahead."
    new = "The Panel shall meet each month, and publish its minutes within ten Working Days."
    lead = "## A2 Two\n\nA2.1 It shall state:\n\n- (a) the name of the Party; and\n"
    changes = consequences(
        clauses(rule) + lead + "- (b) what is sent under Section A1.1.\n",
        clauses(new, rule)
        + lead.replace("; and", ";")
        + "- (b) what is sent under Section A1.2; and\n- (c) the date.\n",
    )
    assert changes["A2.1(b)"] == "consequential"
    assert changes["A2.1(a)"] == "consequential"


@pytest.mark.parametrize("words", [("or", "and"), ("and", "or")])
def test_a_list_that_joins_its_items_otherwise_is_amended(words: tuple[str, str]) -> None:
    old, new = words
    before = items(f"it fails to deliver; {old}", "it fails to pay.")
    after = items("it fails to deliver;", f"it fails to pay; {new}", "it becomes insolvent.")
    assert significance(before, after) == [("A1.1(a)", "substantive"), ("A1.1(b)", "substantive")]
    same = items("it fails to deliver;", f"it fails to pay; {old}", "it becomes insolvent.")
    assert significance(before, same) == [("A1.1(a)", "consequential"), ("A1.1(b)", "consequential")]


def test_what_moved_and_has_another_capital_letter_has_no_list_that_ends() -> None:
    fee, deed = "The fee for each User is five hundred pounds.", "A person may accede by deed."
    assert details(clauses(fee, deed), clauses(deed.replace("deed", "Deed"), fee))["moved A1.1"] == ()


def test_what_moved_and_ends_in_another_way_says_so() -> None:
    before = items("the name of the Party in full;", "its registered address; and", "its role.")
    after = items("its role;", "the name of the Party in full; and", "its registered address.")
    assert details(before, after)["moved A1.1(a)"] == ("only where the list ends",)


# -- split and joined ------------------------------------------------------------------------------------------------

KEEPS = "The Panel shall keep a register of each proposal that it has received from a Party."
TELLS = "It shall publish that register within five Working Days after each entry is made."
HEARS = "Any Party may inspect the register at the office of the Secretariat during business hours."
MINUTES = "The Panel shall keep the minutes of every meeting and shall send them to the Authority."


def details(base: str, target: str) -> dict[str, tuple[str, ...]]:
    found, _ = compare_documents(WORK, read(base), read(target))
    return {
        f"{c.kind} {c.side.provision.label}": tuple(details_words(c)) for c in found.changes if c.kind != "renumbered"
    }


def test_a_provision_split_in_three_goes_on_in_one_and_the_others_say_so() -> None:
    found = details(clauses(f"{KEEPS} {TELLS} {HEARS}", MINUTES), clauses(KEEPS, TELLS, HEARS, MINUTES))
    parts = {label for label, said in found.items() if any("split from" in one for one in said)}
    assert len(parts) == 2
    assert sum(label.startswith("amended") for label in found) == 1
    assert not any(label.startswith("removed") for label in found)


def test_provisions_joined_into_one_say_so() -> None:
    found = details(clauses(KEEPS, TELLS, HEARS, MINUTES), clauses(f"{KEEPS} {TELLS} {HEARS}", MINUTES))
    assert sorted(said for said in found.values() if any("joined to" in one for one in said)) == [
        ("joined to what is now A A1.1",), ("joined to what is now A A1.1",),
    ]  # fmt: skip


def test_a_citation_of_what_was_joined_follows_it() -> None:
    cites = clauses("It is kept as Section {} says.", "It is sent as Section A1.3 says.", section="A2", heading="Two")
    base, joined = clauses(KEEPS, TELLS, MINUTES), clauses(f"{KEEPS} {TELLS}", MINUTES)
    after = cites.replace("A1.3", "A1.2")
    assert consequences(base + cites.format("A1.2"), joined + after.format("A1.1"))["A2.1"] == "consequential"
    assert consequences(base + cites.format("A1.2"), joined + after.format("A1.2"))["A2.2"] == "consequential"
    both = cites.format("A1.1 and Section A1.2"), after.format("A1.1")
    assert consequences(base + both[0], joined + both[1])["A2.1"] == "consequential"
    either = cites.format("A1.1 or Section A1.2"), after.format("A1.1")
    assert consequences(base + either[0], joined + either[1])["A2.1"] == "substantive"


def test_a_part_that_was_amended_on_the_way_is_known() -> None:
    tests = "Each User shall complete the tests that the Panel sets for it."
    report = "The DCC shall report the results of all such tests to the Panel within {} months of their end."
    found = details(clauses(f"{tests} {report.format('six')}"), clauses(tests, report.format("nine")))
    assert [said for label, said in found.items() if label.startswith("added")] in (
        [("split from what was A A1.1",)],
        [("split from what was A A1.2",)],
    )


def test_items_folded_into_their_lead_in_are_joined_to_it() -> None:
    lead = "A1.1 The DCC shall:\n\n- (a) keep a register of all of the Users of its services; and\n- (b) publish it.\n"
    found = details(
        f"## A1 One\n\n{lead}", clauses("The DCC shall keep a register of all of the Users of its services.")
    )
    assert found["removed A1.1(a)"] == ("joined to what is now A A1.1",)


LATE = '"Late Fee" means the fee payable under clause 2.2.'
KEEP, NOTIFY, DELETE = "keep the data secure", "notify the Customer within {} hours", "delete the data at the end of it"


@pytest.mark.parametrize(
    ("base", "target"),
    [
        (("The User shall pay the Fee. " + LATE,), ("The User shall pay the Fee.", LATE)),
        (
            ("The User shall pay in full. The User shall not dispute an invoice after 30 days.",),
            ("The User shall pay in full.", "The User may dispute an invoice after 30 days."),
        ),
        (
            ("The Supplier shall install each meter. The Supplier shall test each within 5 days of it.",),
            ("The Supplier shall install each meter.", "The Supplier shall test each within 10 days of it."),
        ),
    ],
    ids=["a short first part", "a part amended", "another number"],
)
def test_of_what_was_cut_in_two_the_number_goes_on(base: tuple[str, ...], target: tuple[str, ...]) -> None:
    end = "The end of it all is here."
    before, after = clauses(*base, end), clauses(*target, end)
    assert told(before, after) == [("amended", "A1.1", "A1.1"), ("added", "", "A1.2")]
    found = details(before, after)
    assert found["amended A1.1"] == ("some of its words are now in A A1.2",)
    assert found["added A1.2"] == ("split from what was A A1.1",)
    assert told(after, before) == [("amended", "A1.1", "A1.1"), ("removed", "A1.2", "")]


def test_a_paragraph_made_into_a_list_says_where_each_part_went() -> None:
    before = clauses(f"The notice shall state: {KEEP}, {NOTIFY.format(24)}, and {DELETE}.")
    after = items(f"{KEEP};", f"{NOTIFY.format(72)}; and", f"{DELETE}.")
    found = details(before, after)
    assert found["amended A1.1"] == ("some of its words are now in A A1.1(a), A A1.1(b) and A A1.1(c)",)
    assert {found[f"added A1.1({letter})"] for letter in "abc"} == {("split from what was A A1.1",)}


REGISTER = "keep a register of all complaints that it received in each calendar year"
PUBLISH = "publish the register of complaints on its website before the end of {}"


def test_clauses_that_became_items_of_a_list_moved_into_it() -> None:
    before = clauses(f"The Supplier shall {REGISTER}.", f"The Supplier shall {PUBLISH.format('March')}.", "End.")
    after = items(f"{REGISTER}; and", f"{PUBLISH.format('May')}.").replace(
        "The notice shall state", "The Supplier shall"
    )
    after += "\nA1.2 End.\n"
    assert told(before, after) == [
        ("amended", "A1.1", "A1.1"), ("added", "", "A1.1(a)"), ("moved", "A1.2", "A1.1(b)"),
    ]  # fmt: skip
    assert [kind for kind, _, _ in told(after, before)] == ["amended", "removed", "moved"]


def test_a_clause_that_became_an_item_in_the_same_words_only_moved() -> None:
    help_ = "The helpdesk answers calls between nine and five on Working Days."
    before = clauses("The Supplier shall meet the targets.", help_) + "## 2 Data\n\n- (a) Names are stored.\n"
    after = clauses("The Supplier shall meet the targets.") + f"## 2 Data\n\n- (a) Names are stored.\n- (b) {help_}\n"
    (change,) = compare_documents(WORK, read(before), read(after))[0].changes
    assert (change.kind, change.also_amended, change.edits) == ("moved", False, ())


def test_a_lead_in_whose_items_went_on_elsewhere_is_not_the_clause_put_in_its_place() -> None:
    first = "A1.1 The Supplier shall:\n\n- (a) keep insurance; and\n- (b) show the policy on request.\n\n"
    second = "A1.{} The Supplier shall:\n\n- (a) deliver the Goods; and\n- (b) install the Goods within {} days.\n\n"
    before = f"## A1 One\n\n{first}{second.format(2, 'ten')}"
    after = f"## A1 One\n\n{first}A1.2 The Supplier may subcontract.\n\n{second.format(3, 'five')}"
    assert told(before, after) == [("added", "", "A1.2"), ("amended", "A1.2(b)", "A1.3(b)")]


def test_a_provision_cut_within_a_sentence_goes_on_under_its_number() -> None:
    withhold = "may withhold any sum that it disputes in good faith until the dispute is settled."
    before = clauses(f"The Customer shall pay each invoice within 30 days and {withhold}", "Invoices are sent monthly.")
    after = clauses(
        "The Customer shall pay each invoice within 30 days.", f"The Customer {withhold}", "Invoices are sent monthly."
    )
    assert told(before, after) == [("amended", "A1.1", "A1.1"), ("added", "", "A1.2")]
    assert details(before, after)["added A1.2"] == ("split from what was A A1.1",)


def test_rows_of_one_key_that_share_no_more_are_not_one() -> None:
    assert told(
        table("Supplier | Read meter | £1.20", "Supplier | Update firmware | £3.40", "Supplier | Install | £40.00"),
        table("Supplier | Read meter | £1.25", "Supplier | Install | £40.00", "Supplier | Decommission | £12.00"),
    ) == [
        ("amended", "Table 2.1 row Supplier", "Table 2.1 row Supplier"), ("removed", "Table 2.1 row Supplier 2", ""),
        ("added", "", "Table 2.1 row Supplier 3"),
    ]  # fmt: skip
    assert told(
        table("Install | £50 | by the Supplier", "Repair | £35 | by the Network"),
        table("Install | £50 | by the Supplier", "Audit | £90 | by the Network"),
    ) == [("removed", "Table 2.1 row Repair", ""), ("added", "", "Table 2.1 row Audit")]


# -- rows and terms known by their key -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "target"),
    [
        (("M1 | 1 January 2025 | -", "M2 | 1 March 2025 | -"), ("M1 | 1 March 2025 | -", "M2 | 1 June 2025 | -")),
        (("Budget | the Panel | p", "Chair | the Authority | q"), ("Budget | the Authority | q", "Chair | the DCC | r")),
        (("Budget | the Panel | p", "Chair | the Authority | q"), ("Budget | the Authority | q", "Chair | the Panel | p")),
    ],
)  # fmt: skip
def test_what_stands_beside_a_key_may_go_to_another_row(base: tuple[str, str], target: tuple[str, str]) -> None:
    keys = [row.partition(" ")[0] for row in base]
    assert told(table(*base), table(*target)) == [
        ("amended", f"Table 2.1 row {key}", f"Table 2.1 row {key}") for key in keys
    ]


def test_a_row_put_in_among_counted_ones_shifts_the_count_and_amends_none() -> None:
    deeds = ["tell the Panel of it", "stop the work", "send the keys again", "wait for a month"]
    base = table(*(f"{place} | {deed} | x" for place, deed in enumerate(deeds, 1)))
    put_in = [deeds[0], "ask the Authority for leave", *deeds[1:]]
    target = table(*(f"{place} | {deed} | x" for place, deed in enumerate(put_in, 1)))
    assert [row for row in told(base, target) if row[0] != "amended"] == [("added", "", "Table 2.1 row 2")]
    assert [(b, t) for kind, b, t in told(base, target) if kind == "amended"] == [
        (f"Table 2.1 row {n}", f"Table 2.1 row {n + 1}") for n in (2, 3, 4)
    ]


def test_rows_whose_place_in_a_count_alone_changed_are_renumbered() -> None:
    deeds = ["tell the Panel of it", "stop the work", "send the keys again"]
    base = table(*(f"{place} | {deed} | x" for place, deed in enumerate(deeds, 1)))
    put_in = [deeds[0], "ask the Authority for leave", *deeds[1:]]
    target = table(*(f"{place} | {deed} | x" for place, deed in enumerate(put_in, 1)))
    found = compare(
        StateName("file", "a"), StateName("file", "b"), [(WORK, read(base), read(target))], {"a": WORK}, shipped()
    )
    assert [(c.kind, c.significance, c.side.provision.label) for c in found.changes] == [
        ("added", "substantive", "Table 2.1 row 2"),
        ("renumbered", "consequential", "Table 2.1 row 3"),
        ("renumbered", "consequential", "Table 2.1 row 4"),
    ]


def test_rows_that_share_a_code_stay_under_it() -> None:
    assert told(
        table("0x8001 | ESME | Log", "0x8001 | GSME | Log", "0x8002 | ESME | Send", "0x8002 | GSME | Send"),
        table("0x8001 | ESME | Log", "0x8001 | GSME | Send", "0x8002 | ESME | Send"),
    ) == [
        ("amended", "Table 2.1 row 0x8001 2", "Table 2.1 row 0x8001 2"), ("removed", "Table 2.1 row 0x8002 2", ""),
    ]  # fmt: skip


def test_terms_whose_parties_have_other_names_are_known_by_their_order() -> None:
    def defined(one: str, other: str) -> str:
        pairs = ((one, other), (other, one))
        rows = (f"**{a} Data**\n: means any data provided by the {a} to the {b}.\n\n" for a, b in pairs)
        return f"## A1 Terms\n\n{''.join(rows)}"

    assert told(defined("Supplier", "Customer"), defined("Provider", "Client")) == [
        ("amended", 'A1 "Supplier Data"', 'A1 "Provider Data"'), ("amended", 'A1 "Customer Data"', 'A1 "Client Data"'),
    ]  # fmt: skip


def test_meanings_that_shift_by_one_amend_each_term() -> None:
    meanings = ["holds a distribution licence", "holds a supply licence", "has done User Entry", "is any Party"]
    terms = ["Network Operator", "Supplier", "User"]

    def defined(at: int) -> str:
        rows = (f"**{term}**\n: means a person who {meanings[at + n]}.\n\n" for n, term in enumerate(terms))
        return f"## A1 Terms\n\n{''.join(rows)}"

    assert told(defined(0), defined(1)) == [("amended", f'A1 "{term}"', f'A1 "{term}"') for term in terms]
