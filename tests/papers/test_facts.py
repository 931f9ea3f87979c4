"""What the papers say of SECMP0014 to SECMP0017, against what is known of them and where it is said.

Sources: `minutes` are those of the Panel of 17 June 2016; `page` is the page of the modification itself.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from specman.report.press.plain import sentences
from specman.store.library import Library
from specman.usecases.ask.papers.catalogue import paper

DAY = "2016-06-17"
FACTS = [
    ("SECMP0014", "page", "On 27 May 2016 it was raised"), ("SECMP0014", "minutes", "On 17 June 2016 it was considered"),
    ("SECMP0014", "minutes", "Working Group: 4"), ("SECMP0015", "page", "On 31 May 2016 it was raised"),
    ("SECMP0015", "minutes", "On 17 June 2016 it was considered"), ("SECMP0015", "minutes", "Working Group: 1"),
    ("SECMP0016", "minutes", "Initial Modification Report"), ("SECMP0016", "minutes", "labelled high impact"),
    ("SECMP0017", "minutes", "Path 3"), ("SECMP0017", "minutes", "went to the Report Phase"), ("SECMP0017", "minutes", "without refinement"),
]  # fmt: skip
NOT_YET = [("SECMP0014", "withdraw"), ("SECMP0015", "2020"), ("SECMP0014", "8 August"), ("SECMP0017", "approved")]


@pytest.fixture(scope="module")
def told(shipped: Path) -> dict[str, str]:
    """What the status report of 17 June 2016 says of each proposal."""
    one = paper(Library(shipped, as_of=DAY), "status", day=DAY)
    text = "\n".join(sentences(one))
    parts = re.split(r"\n(?=SECMP\d{4} [A-Z])", text)
    return {part[:9]: part for part in parts[1:]}


@pytest.mark.parametrize(("own", "source", "fact"), FACTS)
def test_the_status_report_of_june_2016_agrees_with_what_is_known(
    own: str, source: str, fact: str, told: dict[str, str]
) -> None:
    assert fact in told[own], source


@pytest.mark.parametrize(("own", "later"), NOT_YET)
def test_it_says_nothing_that_came_later(own: str, later: str, told: dict[str, str]) -> None:
    assert later not in told[own]


def test_it_says_what_the_library_does_not_hold(shipped: Path) -> None:
    text = "\n".join(sentences(paper(Library(shipped, as_of=DAY), "status", day=DAY)))
    assert "counts 12 at refinement; the library records 7: 5 proposals are not recorded here." in text
    assert "counts 3 at initial consideration; the library records 3." in text
    assert "Of SECMP0002, SECMP0003 and SECMP0005, no source gives the title." in text


def test_what_came_of_them_is_told_today(shipped: Path) -> None:
    text = "\n".join(sentences(paper(Library(shipped), "status", day="2026-12-01")))
    assert "On 8 August 2016 it was asked to be withdrawn" in text and "On 8 December 2016 it was withdrawn" in text


def test_the_assessment_names_the_sentence_that_forbids_the_proposal(shipped: Path) -> None:
    """GBCS 4.3.2.5 says that nothing is to be concluded from an Entity Identifier, and SECMP0014 puts the type in it."""
    one = paper(Library(shipped, as_of=DAY), "impact", "SECMP0014", day=DAY)
    review = next(section for section in one.sections if section.anchor == "review")
    assert "GBCS 4.3.2.5" in str(review.sections) and "not verified" in "\n".join(sentences(one))
    assert "GBCS 4.3.2" in str(one.opening)


def test_of_a_proposal_that_has_ended_nothing_is_asked(shipped: Path) -> None:
    text = "\n".join(sentences(paper(Library(shipped), "impact", "SECMP0014", day="2026-12-01")))
    assert "SECMP0014 has ended" in text and "is asked to decide" not in text
    assert "Records shown" in text and "All that are recorded on 1 December 2026" in text
