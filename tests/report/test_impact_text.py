"""An assessment for a terminal: what is cut is said, and nothing is claimed that is not known."""

from specman.impact.assess import assess
from specman.report.impact_text import impact
from specman.report.terminal import printed
from tests.impact.registers import Made, changed, named, subject


def many(count: int) -> Made:
    """So many provisions of one document that cite one of another."""
    names = [f"b/cl_{number}" for number in range(count)]
    return Made(("a/cl_1", *names), [(name, "cites", "a/cl_1", "") for name in names])


def test_where_lists_are_cut_the_reader_is_told_how_to_see_all() -> None:
    for count, is_cut in ((4, False), (5, True)):
        made = many(count)
        text = impact(assess(subject(changed("a/cl_1"), drafted=("A",)), made, made))
        assert ("Lists are shortened here: -o impact.html has all of it, --format json too." in text) is is_cut
        assert ("    … and 1 more" in text) is is_cut


def test_gaps_are_told_by_what_is_held() -> None:
    made = many(1)
    undrafted = printed(impact(assess(subject(named("a/cl_1")), made, made)))
    assert "Gaps in the draft (1)\n  A cl_1: it is named as a target, and no text is drafted for it.\n" in undrafted
    assert "No drafted text is held, so what a draft would leave out is not known." in undrafted
    drafted = printed(impact(assess(subject(changed("a/cl_1"), drafted=("A",)), made, made)))
    assert "Gaps in the draft (0)\n  None found.\n" in drafted
