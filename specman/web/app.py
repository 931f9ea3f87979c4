"""The HTTP service. It reads and never writes; it answers to the host names it was told, and to no others.

| path | answer |
| --- | --- |
| `/` | the library at a glance, with links |
| `/diff/{base}/{target}` | two baselines or versions, a baseline and a draft; `?work=`, `?significance=`, `?format=` |
| `/diff/{modification}` | what its draft changes; the same |
| `/release-note/{base}/{target}` | a release note; `?work=`, `?format=md`, `docx` |
| `/documents/{document}` | a document (`gbcs@0.8.1`) to read; `?format=docx`, `md`, `xml`, `xsd`, `csv` fetch it |
| `/graph` | documents by documents; `?of=ADDRESS`, `?depth=`, `?at=`, `?format=json` |
| `/check` | the findings of a baseline; `?at=`, `?since=`, `?format=json` |
| `/impact/{subject}` | an assessment; `?depth=`, `?at=`, `?format=json` |

Errors are problem documents (RFC 9457) for JSON and a page otherwise; they carry the slug of the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import get_args
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from specman import __version__
from specman.errors import InputError, SpecmanError, UnknownNameError, UsageError, or_list
from specman.model.change import ChangeSet, Significance
from specman.model.identity import Work
from specman.report import json as as_json
from specman.report import network as drawing
from specman.report import pages
from specman.report.naming import baseline_name, named
from specman.state.changes import of_significance
from specman.store.library import Library
from specman.usecases.ask.check import check
from specman.usecases.ask.diff import diff_held
from specman.usecases.ask.export import export
from specman.usecases.ask.graph import neighbourhood, whole
from specman.usecases.ask.impact import impact
from specman.usecases.ask.lists import list_baselines, list_modifications, list_works
from specman.usecases.ask.redline import has_redline, one_file, redlines, zipped
from specman.usecases.ask.release_note import FORMS, release_note, rendered

_MEDIA = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "xml": "application/xml",
    "xsd": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
_DOCUMENTS = ("html", "docx", "md", "xml", "xsd", "csv")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create_app(root: Path, hosts: Sequence[str] = ("127.0.0.1", "localhost")) -> Starlette:
    """The service for one library. Each request opens the library anew: it sees every commit at once."""

    def library() -> Library:
        return Library(root)

    def home(request: Request) -> Response:
        del request
        opened = library()
        works, baselines, modifications = list_works(opened), list_baselines(opened), list_modifications(opened)
        return _page(
            pages.page(
                "home", title=opened.settings.title or "Library", notice=opened.settings.notice, works=works,
                baselines=baselines, modifications=modifications,
                named=lambda number: baseline_name(number, opened.settings.name),
            )
        )  # fmt: skip

    def compare(request: Request) -> Response:
        base, target = request.path_params["base"], request.path_params.get("target")
        form = "json" if _wants_json(request) else request.query_params.get("format", "html")
        if form not in ("json", "html", "md", "docx", "zip"):
            raise UsageError(f"{form!r} is no form of a comparison.", hint="The forms are html, json, md, docx, zip.")
        wanted = tuple(request.query_params.getlist("significance"))
        if unknown := [said for said in wanted if said not in get_args(Significance)]:
            raise UsageError(f"{unknown[0]!r} is no significance.", hint=or_list([*get_args(Significance)]))
        opened = library()
        works = tuple(request.query_params.getlist("work"))
        changes = diff_held(opened, base, target, works=works, whole=form not in ("json", "md"))
        if form in ("docx", "zip"):
            found = redlines(changes, library=opened)
            data = one_file(found) if form == "docx" else zipped(found)
            return _file(data, f"{'-'.join(filter(None, (base, target)))}.{form}", form)
        changes = of_significance(changes, wanted)  # type: ignore[arg-type]
        if form == "json":
            return _json(as_json.diff(changes))
        shown = named(changes, opened.settings.name)
        if form == "md":
            return Response(pages.diff(shown, "md"), headers=_HEADERS, media_type=_MEDIA["md"])
        return _page(pages.diff(shown, "html", _fetch(request, changes)))

    def note(request: Request) -> Response:
        base, target = request.path_params["base"], request.path_params["target"]
        form = request.query_params.get("format", "html")
        if form not in FORMS:
            raise UsageError(f"{form!r} is no form of a release note.", hint=f"The forms are {or_list([*FORMS])}.")
        works = tuple(request.query_params.getlist("work"))
        data = rendered(release_note(library(), base, target, works=works), form)
        return _page(data.decode()) if form == "html" else _file(data, f"release-note-{base}-{target}.{form}", form)

    def assess(request: Request) -> Response:
        depth = request.query_params.get("depth", "3")
        if not depth.isdigit() or not 1 <= int(depth) <= 10:
            raise UsageError(f"depth is {depth!r}; it is a number from 1 to 10.")
        subject = request.path_params["subject"]
        opened = library()
        assessment = impact(opened, [subject], depth=int(depth), at=request.query_params.get("at", ""))
        if _wants_json(request):
            return _json(as_json.impact(assessment))
        return _page(pages.impact(named(assessment, opened.settings.name), "html"))

    def read(request: Request) -> Response:
        opened = library()
        address = request.path_params["document"]
        work = opened.work(address.partition("@")[0])
        form = request.query_params.get("format") or ("html" if work.suffix == ".xml" else work.suffix[1:])
        if form not in _DOCUMENTS:
            raise UsageError(f"{form!r} is no form of a document.", hint=f"The forms are {', '.join(_DOCUMENTS)}.")
        exported = export(opened, address, form, href=_href)
        if form == "html":
            return _page(exported.data.decode())
        return _file(exported.data, exported.name, form)

    def graph(request: Request) -> Response:
        address, depth = request.query_params.get("of", ""), request.query_params.get("depth", "1")
        if depth not in ("1", "2", "3"):
            raise UsageError(f"depth is {depth!r}; it is a number from 1 to 3.")
        at, opened = request.query_params.get("at", ""), library()
        if address:
            network = neighbourhood(opened, address, depth=int(depth), at=at)
        else:
            network = whole(opened, "works", at=at)
        if _wants_json(request):
            return _json(drawing.as_json(network))
        title = f"Around {network.subject}" if address else "Documents and what they depend on"
        picture = Markup(drawing.svg(named(network, opened.settings.name)))
        return _page(pages.page("graph", title=title, network=network, picture=picture, of=address, depth=depth, at=at))

    def assurance(request: Request) -> Response:
        opened = library()
        result = check(opened, request.query_params.get("at", ""), since=request.query_params.get("since", ""))
        if _wants_json(request):
            return _json(as_json.check(result))
        return _page(pages.check(named(result, opened.settings.name), __version__))

    def icon(request: Request) -> Response:
        del request
        return Response(status_code=204)

    routes = [
        Route("/", home),
        Route("/diff/{base}", compare),
        Route("/diff/{base}/{target}", compare),
        Route("/release-note/{base}/{target}", note),
        Route("/impact/{subject:path}", assess),
        Route("/documents/{document}", read),
        Route("/graph", graph),
        Route("/check", assurance),
        Route("/favicon.ico", icon),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers={SpecmanError: _problem, 404: _missing, Exception: _fault},
    )


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


def _file(data: bytes, name: str, form: str) -> Response:
    """A file to be kept under a name."""
    safe = "".join(sign if sign.isalnum() or sign in "-._@" else "-" for sign in name)
    headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{safe}"'}
    return Response(data, headers=headers, media_type=_MEDIA[form])


def _href(work: Work, version: str, eid: str) -> str:
    return f"/documents/{work.id}@{version}{f'#{eid}' if eid else ''}"


def _wants_json(request: Request) -> bool:
    asked = request.query_params.get("format")
    return asked == "json" or (asked is None and request.headers.get("accept", "").startswith("application/json"))


def _json(value: object, status: int = 200, media_type: str = "application/json") -> Response:
    return JSONResponse(value, status, headers=_HEADERS, media_type=media_type)


def _page(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, headers=_HEADERS)


def _answer(request: Request, status: int, slug: str, title: str, hint: str) -> Response:
    if _wants_json(request):
        problem = {"type": f"about:specman/{slug}", "title": title, "status": status, "slug": slug, "hint": hint}
        return _json(problem, status, "application/problem+json")
    said = f"<h1>{escape(title)}</h1><p>{escape(hint)}</p><p><a href='/'>Library</a></p>"
    body = f"<!doctype html><title>{escape(title)}</title>{said}"
    return _page(body, status)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, SpecmanError)
    status = 404 if isinstance(error, UnknownNameError) else 422 if isinstance(error, InputError | UsageError) else 409
    return _answer(request, status, error.slug, error.message, error.hint)


def _missing(request: Request, error: Exception) -> Response:
    del error
    return _answer(request, 404, "unknown-page", "There is no such page.", "The library's page links to all there are.")


def _fault(request: Request, error: Exception) -> Response:
    del error
    return _answer(request, 500, "fault", "A fault of specman itself.", "The server's log says more.")
