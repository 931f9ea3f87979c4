"""Reading: one function a resource, from a request to an answer; what it asks of the library is a use case."""

from __future__ import annotations

from pathlib import Path
from typing import get_args
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from specman.errors import UsageError, or_list
from specman.model.change import ChangeSet, Significance
from specman.model.dependence import Cut, DraftingOrder, Leaning
from specman.model.identity import Work
from specman.report import dependence as wording
from specman.report import pages
from specman.report.explanation import sentence as wording_of_why
from specman.report.forms import answer, rendered
from specman.report.naming import baseline_name, named
from specman.report.wording import step_words
from specman.state.changes import of_significance
from specman.store.library import Library, committed
from specman.store.recovery import settle
from specman.usecases.ask import dependence
from specman.usecases.ask.check import check
from specman.usecases.ask.diff import diff_held
from specman.usecases.ask.explain import explain
from specman.usecases.ask.export import export
from specman.usecases.ask.graph import neighbourhood, whole
from specman.usecases.ask.impact import impact
from specman.usecases.ask.lists import list_baselines, list_modifications, list_works, not_held
from specman.usecases.ask.redline import has_redline, one_file, redlines, zipped
from specman.usecases.ask.release_note import FORMS, as_file, release_note
from specman.usecases.ask.review import review
from specman.web import answers

_DOCUMENTS = ("html", "docx", "md", "xml", "xsd", "csv")


def opened_library(request: Request) -> Library:
    """The library of this service at the last commit: a request sees all of a change, or nothing of it."""
    root: Path = request.app.state.root
    settle(root)
    library = committed(root)
    request.state.opened.append(library)
    return library


def home(request: Request) -> Response:
    """The library at a glance, with links."""
    opened = opened_library(request)
    baselines, modifications = list_baselines(opened), list_modifications(opened)
    works = [(work, version) for work, version in list_works(opened) if work.held or version]
    return answers.page(
        pages.page(
            "home", title=opened.settings.title or "Library", notice=opened.settings.notice, works=works,
            baselines=baselines, not_held=not_held(opened), modifications=modifications,
            named=lambda number: baseline_name(number, opened.settings.name),
        )
    )  # fmt: skip


def comparison(request: Request) -> Response:
    """A comparison, by two names or by a modification alone."""
    base, target = request.path_params["base"], request.path_params.get("target")
    form = "json" if answers.wants_json(request) else request.query_params.get("format", "html")
    if form not in ("json", "html", "md", "docx", "zip"):
        raise UsageError(f"{form!r} is no form of a comparison.", hint="The forms are html, json, md, docx, zip.")
    wanted = tuple(request.query_params.getlist("significance"))
    if unknown := [said for said in wanted if said not in get_args(Significance)]:
        raise UsageError(f"{unknown[0]!r} is no significance.", hint=or_list([*get_args(Significance)]))
    opened = opened_library(request)
    works = tuple(request.query_params.getlist("work"))
    changes = diff_held(opened, base, target, works=works, whole=form not in ("json", "md"))
    if form in ("docx", "zip"):
        found = redlines(changes, library=opened)
        data = one_file(found) if form == "docx" else zipped(found)
        return answers.file(data, f"{'-'.join(filter(None, (base, target)))}.{form}", form)
    changes = of_significance(changes, wanted)  # type: ignore[arg-type]
    if form == "json":
        return answers.json(answer("diff", changes))
    if form == "md":
        text = rendered("diff", "md", changes, library=opened.settings.name)
        return Response(text, headers=answers.HEADERS, media_type=answers.MEDIA["md"])
    return answers.written(opened, "diff", changes, fetch=_fetch(request, changes))


def release_notes(request: Request) -> Response:
    """A release note of two baselines."""
    base, target = request.path_params["base"], request.path_params["target"]
    form = request.query_params.get("format", "html")
    if form not in FORMS:
        raise UsageError(f"{form!r} is no form of a release note.", hint=f"The forms are {or_list([*FORMS])}.")
    works = tuple(request.query_params.getlist("work"))
    data = as_file(release_note(opened_library(request), base, target, works=works), form)
    return (
        answers.page(data.decode())
        if form == "html"
        else answers.file(data, f"release-note-{base}-{target}.{form}", form)
    )


def assessment_page(request: Request) -> Response:
    """An assessment."""
    depth = request.query_params.get("depth", "3")
    if not depth.isdigit() or not 1 <= int(depth) <= 10:
        raise UsageError(f"depth is {depth!r}; it is a number from 1 to 10.")
    subject = request.path_params["subject"]
    opened = opened_library(request)
    if why := request.query_params.get("why"):
        said = explain(opened, [subject], why, depth=int(depth), at=request.query_params.get("at", ""))
        if answers.wants_json(request):
            return answers.json(answer("why", said))
        return answers.page(
            pages.page(
                "why",
                title=f"{said.address} and {said.subject}",
                said=named(said, opened.settings.name),
                sentence=wording_of_why(said),
                steps=[step_words(step, said.assessment) for step in said.item.steps] if said.item else [],
            )
        )
    assessment = impact(opened, [subject], depth=int(depth), at=request.query_params.get("at", ""))
    if answers.wants_json(request):
        return answers.json(answer("impact", assessment))
    return answers.written(opened, "impact", assessment)


def modification(request: Request) -> Response:
    """The record of a modification."""
    opened = opened_library(request)
    item = opened.modification(request.path_params["modification"])
    if answers.wants_json(request):
        return answers.json(answer("modification", item))
    return answers.written(opened, "modification", item)


def review_page(request: Request) -> Response:
    """What an assessment calls people to look at, and what they said of it."""
    opened = opened_library(request)
    found = review(opened, request.path_params["subject"], at=request.query_params.get("at", ""))
    if answers.wants_json(request):
        return answers.json(answer("review", found))
    return answers.written(opened, "review", found)


def document(request: Request) -> Response:
    """A document to read or fetch."""
    opened = opened_library(request)
    address = request.path_params["document"]
    work = opened.work(address.partition("@")[0])
    form = request.query_params.get("format") or ("html" if work.suffix == ".xml" else work.suffix[1:])
    if form not in _DOCUMENTS:
        raise UsageError(f"{form!r} is no form of a document.", hint=f"The forms are {', '.join(_DOCUMENTS)}.")
    exported = export(opened, address, form, href=_href)
    if form == "html":
        return answers.page(exported.data.decode())
    return answers.file(exported.data, exported.name, form)


def dependencies(request: Request) -> Response:
    """Documents by documents, or what is around a provision."""
    address, depth = request.query_params.get("of", ""), request.query_params.get("depth", "1")
    if depth not in ("1", "2", "3"):
        raise UsageError(f"depth is {depth!r}; it is a number from 1 to 3.")
    at, opened = request.query_params.get("at", ""), opened_library(request)
    if address:
        network = neighbourhood(opened, address, depth=int(depth), at=at)
    else:
        network = whole(opened, "works", at=at)
    if answers.wants_json(request):
        return answers.json(answer("network", network))
    title = f"Around {network.subject}" if address else "Documents and what they depend on"
    picture = Markup(rendered("network", "svg", network, library=opened.settings.name))
    return answers.page(
        pages.page("graph", title=title, network=network, picture=picture, of=address, depth=depth, at=at)
    )


def drafting_order(request: Request) -> Response:
    """An order to draft the documents in."""
    opened, (kinds, at) = opened_library(request), _counting(request)
    found = dependence.drafting_order(opened, kinds=kinds, at=at)
    return _dependence(request, opened, found, "order")


def leaned_on(request: Request) -> Response:
    """What the rest leans on most."""
    opened, (kinds, at) = opened_library(request), _counting(request)
    found = dependence.leaned_on(opened, kinds=kinds, at=at)
    return _dependence(request, opened, found, "leaning")


def cut(request: Request) -> Response:
    """What everything leads through by which one address depends on another."""
    opened, (kinds, at) = opened_library(request), _counting(request)
    addresses = [request.query_params.get(side, "") for side in ("of", "on")]
    if not all(addresses):
        raise UsageError("Two addresses are needed.", hint="Write it like /graph/cut?of=CTSD&on=GBCS.")
    found = dependence.cut(opened, *addresses, kinds=kinds, at=at)
    return _dependence(request, opened, found, "cut")


def _counting(request: Request) -> tuple[list[str], str]:
    """Kinds of link that count, and the baseline."""
    return request.query_params.getlist("kind"), request.query_params.get("at", "")


def _dependence(request: Request, opened: Library, found: DraftingOrder | Leaning | Cut, part: str) -> Response:
    """An answer to a question of the graph as a whole, as JSON or as a page.

    Args:
        part: what the page's template calls it.
    """
    if answers.wants_json(request):
        return answers.json(answer("order", found))
    _, at = _counting(request)
    shown = named(found, opened.settings.name)
    values = {"order": None, "leaning": None, "cut": None, part: shown}
    return answers.page(pages.page("dependence", title=wording.title(shown), at=at, words=wording, **values))


def findings(request: Request) -> Response:
    """The findings of a baseline."""
    opened = opened_library(request)
    result = check(opened, request.query_params.get("at", ""), since=request.query_params.get("since", ""))
    if answers.wants_json(request):
        return answers.json(answer("check", result))
    return answers.written(opened, "check", result)


def icon(request: Request) -> Response:
    """No picture stands for this service."""
    del request
    return Response(status_code=204)


def _fetch(request: Request, changes: ChangeSet) -> dict[str, str]:
    """Other forms of a comparison, as links. A page that is filtered leads to forms that are; a redline is whole."""
    asked = [(key, said) for key, said in request.query_params.multi_items() if key != "format"]
    forms = {"JSON": "json", "Markdown": "md"}
    texts = list(filter(has_redline, changes.shown))
    if texts:
        forms["Word with tracked changes"] = "docx" if len(texts) == 1 else "zip"
    found = {words: f"?{urlencode([*asked, ('format', form)])}" for words, form in forms.items()}
    if changes.base.kind == changes.target.kind == "baseline":
        found["Release note"] = f"/release-note/{quote(changes.base.name)}/{quote(changes.target.name)}"
    return found


def _href(work: Work, version: str, eid: str) -> str:
    return f"/documents/{work.id}@{version}{f'#{eid}' if eid else ''}"
