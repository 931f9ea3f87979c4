"""An assessment as a sheet: a row for each provision, and columns that a review is given back in."""

from __future__ import annotations

from specman.model.papers import ImpactPaper
from specman.report.review import sheet
from specman.report.wording import link_words, why_words


def assessment_sheet(item: ImpactPaper) -> list[list[str]]:
    """A header, what is to be looked at, with what was said of it, and below that what is further away.

    The columns are those of a review and then some, so that `specman review --from-file` reads what was filled in.
    """
    found = sheet(item.review) if item.review is not None else [["address", "document", "calls for", "why"]]
    header, *rows = found
    reached = {one.address: one for one in item.assessment.reached}
    out = [[*header, "strength", "links away", "kind of reason"]]
    listed = set()
    for row in rows:
        one = reached.get(row[0])
        listed.add(row[0])
        out.append(
            [
                *row,
                f"{one.strength:.2f}" if one else "",
                str(one.distance) if one else "",
                why_words(one) if one else "",
            ]
        )
    for one in item.assessment.reached:
        if one.address not in listed and one.calls_for == "aware":
            why = "it " + ", which ".join(link_words(step) for step in one.steps)
            cells = [one.address, item.works[one.work].name, "be aware", why]
            out.append([*cells, *[""] * (len(header) - 4), f"{one.strength:.2f}", str(one.distance), why_words(one)])
    return out
