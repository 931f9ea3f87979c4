from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare.meaning.force import changed_force
from specman.compare.words import align, edit_words, is_editorial, tokens, word_runs
from specman.model.change import side_words
from specman.report.wording import force_words

texts = st.text(alphabet="ab 1.2,(i)D6;'\n", max_size=60) | st.text(max_size=30)


@given(texts, texts)
def test_edits_joined_give_both_sides_back(base: str, target: str) -> None:
    edits = edit_words(base, target)
    assert side_words(edits, "base") == base
    assert side_words(edits, "target") == target


@given(texts)
def test_a_text_and_itself_have_no_edit(text: str) -> None:
    assert [edit for edit in edit_words(text, text) if edit[0] != "equal"] == []


@given(texts, texts)
def test_what_is_editorial_one_way_is_so_the_other_way(a: str, b: str) -> None:
    assert is_editorial(a, b) == is_editorial(b, a)
    assert is_editorial(a, a)


@given(texts)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


words = st.lists(
    st.sampled_from(["the", "a", "5", "10.5", "-3", "G6.3(a)", ".", ",", " ", "  ", "\n", "é"]), max_size=12
)


@given(words, words, words, words)
def test_words_alike_at_the_ends_are_laid_over_each_other_as_if_cut_into_tokens(
    before: list[str], left: list[str], right: list[str], after: list[str]
) -> None:
    base, target = ("".join([*before, *middle, *after]) for middle in (left, right))
    old, new = tokens(base), tokens(target)
    assert word_runs(base, target) == [
        ("equal" if equal else "edit", "".join(old[a:b]), "".join(new[c:d])) for equal, (a, b, c, d) in align(old, new)
    ]


def test_a_citation_and_a_number_change_whole() -> None:
    assert edit_words("see H5.6(a)(ii) now", "see H5.7(a)(ii) now") == (
        ("equal", "see "), ("delete", "H5.6(a)(ii)"), ("insert", "H5.7(a)(ii)"), ("equal", " now"),
    )  # fmt: skip


def test_a_replaced_phrase_is_one_deletion_and_one_insertion() -> None:
    edits = edit_words("the Independent Privacy Auditor shall report", "the User CIO shall report")
    assert edits == (
        ("equal", "the "),
        ("delete", "Independent Privacy Auditor"),
        ("insert", "User CIO"),
        ("equal", " shall report"),
    )


def test_a_rewritten_passage_is_not_cut_into_shreds_by_a_word_that_happens_to_stay() -> None:
    base = "Subsequent patch releases are made the day after and nobody is told of them."
    target = "Each new kind of edition are written down in the register for all to read."
    assert [sort for sort, _ in edit_words(base, target)].count("equal") <= 2
    assert edit_words("one two three", "one four three")[1:3] == (("delete", "two"), ("insert", "four"))


def shown(base: str, target: str) -> str:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[sort].format(text) for sort, text in edit_words(base, target))


@pytest.mark.parametrize(
    ("base", "target", "reads"),
    [
        ("It acts. It tells.", "It acts. It asks. It tells.", "It acts.{+ It asks.+} It tells."),
        ("A, B or C", "A, B, D or C", "A, B{+, D+} or C"),
        ('{\n "a": 1,\n "b": 2\n}', '{\n "a": 1,\n "c": 3,\n "b": 2\n}', '{\n "a": 1,\n {+"c": 3,\n +}"b": 2\n}'),
        ("licence/LICENSE-2.0.html", "Apache-2.0", "[-licence/LICENSE-2.0.html-]{+Apache-2.0+}"),
        ("a `x: string` or `y: file` there", "a `contents` there", "a `[-x: string` or `y: file-]{+contents+}` there"),
        (
            "every part in GBCS v0.8.1 here",
            "every part in GBCS v0.9 here",
            "every part in GBCS [-v0.8.1-]{+v0.9+} here",
        ),
    ],
)
def test_edits_are_cut_where_a_reader_would_cut(base: str, target: str, reads: str) -> None:
    assert shown(base, target) == reads


def test_numbers_are_never_editorial() -> None:
    assert not is_editorial("1.5 days", "15 days")
    assert not is_editorial("5 days", "6 days")
    assert is_editorial("the 'code', or part", 'The "Code" or part;')


@pytest.mark.parametrize(
    ("base", "target", "said"),
    [
        ("The DCC may act", "The DCC shall not act", ("'may' became 'shall'", "'not' was put in")),
        ("A User should tell", "A User shall tell", ("'should' became 'shall'",)),
        ("within 5 Working Days", "within 10 Working Days", ("'5 Working Days' became '10 Working Days'",)),
        ("at least 99.5% of", "at least 98% of", ("'99.5%' became '98%'",)),
        ("within five days of it", "within ten days of it", ("'five days' became 'ten days'",)),
        ("from 1 April 2016 on", "from 1 May 2016 on", ("'1 April 2016' became '1 May 2016'",)),
        ("the DCC and the User", "the DCC or the User", ("'and' was taken out", "'or' was put in")),
        ("under Section H3.4, it", "under Section H3.5, it", ()),
        ("in clause 4 and 5 it", "in clause 4 and 6 it", ()),
        ("with OAS 3.0 SHOULD be", "with OAS 3.1 SHOULD be", ()),
        ("GBCS 7.2.9 says", "GBCS 7.2.10 says", ()),
        (
            "kept for six months",
            "kept by any Party and by the DCC for twelve months",
            ("'six months' became 'twelve months'",),
        ),
        ("within 3 days or 5 days", "within 3 days or 6 days", ("'5 days' became '6 days'",)),
        ("within six months", "within 6 months", ()),
        ("within 10 days", "within 10 weeks", ("'10 days' became '10 weeks'",)),
        ("within 10 Working Days", "within 10 calendar days", ("'10 Working Days' became '10 calendar days'",)),
        ("pay £100 now", "pay €100 now", ("'£100' became '€100'",)),
        ("keep valve 2 closed", "keep valve 2 open", ()),
        ("a value of 10 kW", "a value of -10 kW", ("'10 kW' became '-10 kW'",)),
        ("pay £100 now", "pay £1,000 now", ("'£100' became '£1,000'",)),
        (
            "on September 3, 2015\nDear Bob",
            "on January 31, 2011\nDear Bob",
            ("'September 3, 2015' became 'January 31, 2011'",),
        ),
        ("acts, subject to Section A1.2.", "acts.", ("'subject to' was taken out",)),
        ("it cannot send", "it can send", ("'cannot' was taken out", "'can' was put in")),
        ("is entitled to act", "is obliged to act", ("'entitled' became 'obliged'",)),
        ("A, B and C", "A and B, C", ()),
        ("The cost, £75, is up to 5%", "The cost, £80, is up to 6%", ("'£75' became '£80'", "'5%' became '6%'")),
        ("rises to 20 Mbit/s", "rises to 30 Mbit/s", ("'20 Mbit/s' became '30 Mbit/s'",)),
        ("see Table 16 here", "see Table 17 here", ()),
        ("the Independent Auditor reports", "the User CIO reports", ()),
        ("within 30 (thirty) days", "within 60 (sixty) days", ("'30 (thirty) days' became '60 (sixty) days'",)),
        ("one (1) month after", "two (2) months after", ("'one (1) month' became 'two (2) months'",)),
        ("by 3 March 2024", "by 04/03/2024", ("'3 March 2024' became '04/03/2024'",)),
        ("on 3rd March 2024", "on 3 March 2024", ()),
        ("from 2 May 2025", "from 2025-05-02", ()),
        ("by 31st May 2025", "by 30th May 2025", ("'31st May 2025' became '30th May 2025'",)),
        ("pay £1.5m now", "pay £2.5m now", ("'£1.5m' became '£2.5m'",)),
        ("pay £1 million now", "pay £2 million now", ("'£1 million' became '£2 million'",)),
        ("pay £50.00 now", "pay £50 now", ()),
        ("pay GBP 500 now", "pay GBP 800 now", ("'GBP 500' became 'GBP 800'",)),
        ("£900 per day of it", "£900 per hour of it", ("'£900 per day' became '£900 per hour'",)),
        ("at 230V it", "at 240V it", ("'230V' became '240V'",)),
        ("is 4 per cent of", "is 4% of", ()),
        ("by 3% of it", "by 4 percentage points of it", ("'3%' became '4 percentage points'",)),
        (
            "within one hundred and twenty days",
            "within 121 days",
            ("'one hundred and twenty days' became '121 days'",),
        ),
        ("a 5-year plan", "a ten-year plan", ("'5-year' became 'ten-year'",)),
        ("by 5 pm on", "by 17:30 on", ("'5 pm' became '17:30'",)),
        ("by 5 pm on", "by 17:00 on", ()),
        (
            "three Supplier members",
            "four Supplier members",
            ("'three Supplier members' became 'four Supplier members'",),
        ),
        ("It replies.", "It replies within 5 Working Days.", ("'5 Working Days' was put in",)),
        ("within 5 days or 10 days", "within 10 days", ("'5 days' was taken out",)),
        ("after 5 days or 10 days", "after 10 days or 5 days", ()),
        ("It acts save where it fails.", "It acts.", ("'save' was taken out",)),
        ("It acts.", "It acts, provided that it is able.", ("'provided that' was put in",)),
        ("save the file", "keep the file", ()),
        ("It does keep it", "It doesn't keep it", ("'not' was put in",)),
        ("It must use it", "It mustn't use it", ("'not' was put in",)),
        ("a cable of 30 m in length", "a cable of 50 m in length", ("'30 m' became '50 m'",)),
        ("pay 30 million in total", "pay 50 million in total", ("'30 million' became '50 million'",)),
        ("three hundred and twenty days", "320 days", ()),
        ("two thousand and five days", "2005 days", ()),
        ("from 5 to 10 days", "from 6 to 10 days", ("'5 to 10 days' became '6 to 10 days'",)),
        ("at least 3 members", "at most 3 members", ("'least' became 'most'",)),
        ("no later than 5 days", "no earlier than 5 days", ("'later' became 'earlier'",)),
        ("use reasonable endeavours", "use best endeavours", ("'reasonable' became 'best'",)),
        ("before it acts", "it acts", ()),
        ("Yes", "No", ("'yes' became 'no'",)),
        ("limited to 5 users", "limited to 50 users", ("'5 users' became '50 users'",)),
        ("clauses 2 to 5 apply", "clauses 2 to 6 apply", ()),
        ("Either party can assign", "Neither party can assign", ("'neither' was put in",)),
        ("A and/or B", "A or B", ("'and/or' was taken out", "'or' was put in")),
        ("at 9.00 a.m. on", "at 9.00 p.m. on", ("'9.00 a.m.' became '9.00 p.m.'",)),
        ("One third of", "One half of", ("'One third' became 'One half'",)),
        ("5-10 kW of", "5-15 kW of", ("'5-10 kW' became '5-15 kW'",)),
        ("10p per kWh", "10p per MWh", ("'10p per kWh' became '10p per MWh'",)),
        ("by the 5th of each month", "by the 10th of each month", ("'5th' became '10th'",)),
        ("Version No. 5 applies.", "Version no 6 applies.", ()),
        ("the 2013 Regulations", "the 2016 Regulations", ()),
        (
            "Unless agreed otherwise, the Supplier shall deliver weekly.",
            "The Supplier shall deliver weekly unless agreed otherwise.",
            (),
        ),
    ],
)
def test_changes_of_force_are_called_out_and_numbers_of_provisions_are_not(
    base: str, target: str, said: tuple[str, ...]
) -> None:
    assert tuple(map(force_words, changed_force(edit_words(base, target)))) == said


@given(texts, texts)
def test_a_change_of_force_runs_back(a: str, b: str) -> None:
    forth, back = changed_force(edit_words(a, b)), changed_force(edit_words(b, a))
    assert bool(forth) == bool(back)


@pytest.mark.parametrize(
    ("base", "target", "is_so"),
    [
        ("10 kW", "-10 kW", False),
        ("x < 5", "x > 5", False),
        ("5 %", "5", False),
        ("cafe\u0301", "caf\u00e9", True),
        ("a; b", "a, b", True),
        ("5 MW", "5 mW", False),
        ("8 Gb", "8 GB", False),
        ("3 Mbit/s", "3 mbit/s", False),
        ("5 Days", "5 days", True),
        ("clause 5 The", "clause 5 the", True),
        ("is a*b here", "is a/b here", False),
        ("10 – 20 V", "10 20 V", False),
        ("10 – 20 V", "10-20 V", True),
    ],
)
def test_signs_units_formulas_and_ranges_say_something_and_punctuation_does_not(
    base: str, target: str, is_so: bool
) -> None:
    assert is_editorial(base, target) is is_so


def test_apostrophes_and_hyphens_of_a_typesetter_are_editorial() -> None:
    assert is_editorial("the Party's", "the Party\u2019s")
    assert is_editorial("well-known, 3-5", "well\u2011known, 3\u20135")
