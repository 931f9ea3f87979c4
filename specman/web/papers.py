"""The committee's papers: one to read, or to fetch in another form."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import Response

from specman.errors import InputError, UsageError, or_list
from specman.report.forms import answer, forms_of, rendered
from specman.report.pages import page
from specman.usecases.ask.papers.catalogue import KINDS, OF_A_SUBJECT, latest_pair, paper
from specman.usecases.ask.papers.interchange import FORMS as EXCHANGE
from specman.usecases.ask.papers.interchange import assessment_as
from specman.web import answers
from specman.web.reading import opened_library

FORMS = tuple(form for form in forms_of("paper") if form != "text")


def papers(request: Request) -> Response:
    """Every paper there is, with links."""
    opened = opened_library(request)
    items = [item for item in opened.modifications.values() if item.drafts or item.targets]
    rows = [(kind, "", f"/reports/{kind}") for kind in KINDS if kind not in OF_A_SUBJECT]
    rows += [("impact", item.id, f"/reports/impact/{item.id}") for item in items]
    rows += [("modification", own, f"/reports/modification/{own}") for own in opened.modifications]
    return answers.page(page("reports", title="Papers of the committee", rows=rows, forms=FORMS, titles=TITLES))


def one_paper(request: Request) -> Response:
    """A paper: as a page, or in the form asked for."""
    kind, subject = request.path_params["kind"], request.path_params.get("subject", "")
    form = "json" if answers.wants_json(request) else request.query_params.get("format", "html")
    offered = (*FORMS, *EXCHANGE) if kind == "impact" else FORMS
    if form not in offered:
        raise UsageError(f"{form!r} is no form of this paper.", hint=f"The forms are {or_list([*offered])}.")
    if kind in OF_A_SUBJECT and not subject:
        raise InputError("Of what is not said.", hint=f"Write it like /reports/{kind}/SECMP0014.", slug="subject")
    day, at = datetime.date.today().isoformat(), request.query_params.get("at", "")
    opened = opened_library(request)
    name = "-".join(filter(None, (kind, subject)))
    if form in EXCHANGE:
        return answers.file(assessment_as(opened, subject, form, day=day, at=at), f"{name}.{form}", form)
    if kind == "configuration" and not subject:
        subject = latest_pair(opened)
    made = paper(opened, kind, subject, day=day, at=at)
    if form == "json":
        return answers.json(answer("paper", made))
    if form == "html":
        return answers.page(str(rendered("paper", "html", made)))
    data = rendered("paper", form, made)
    return answers.file(data.encode() if isinstance(data, str) else data, f"{name}.{form}", form)


TITLES = {
    "impact": "Impact assessment",
    "modification": "Modification Report",
    "configuration": "Configuration management update",
    "status": "Modification status report",
    "metrics": "Governance metrics",
    "resources": "Resourcing profile",
    "assurance": "Knowledge transfer and technical assurance",
}
