"""How the service answers: pages, files, JSON, problem documents; headers, and what a client asked for."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from specman.errors import InputError, SpecmanError, UnknownNameError, UsageError
from specman.report.forms import rendered
from specman.report.json import Part, compact
from specman.store.library import Library

MEDIA = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "xml": "application/xml",
    "xsd": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "reqif": "application/xml",
    "graphml": "application/xml",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Problem(Part):
    """A problem document (RFC 9457), with the slug of the error and what to do about it."""

    type: str
    title: str
    status: int
    slug: str
    hint: str


def file(data: bytes, name: str, form: str) -> Response:
    """A file to be kept under a name."""
    safe = "".join(sign if sign.isalnum() or sign in "-._@" else "-" for sign in name)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{safe}"'}
    return Response(data, headers=headers, media_type=MEDIA[form])


def wants_json(request: Request) -> bool:
    """Whether a client asks for JSON, by `?format=json` or by what it accepts."""
    asked = request.query_params.get("format")
    return asked == "json" or (asked is None and request.headers.get("accept", "").startswith("application/json"))


def json(answer: Part, status: int = 200, media_type: str = "application/json") -> Response:
    """An answer as JSON."""
    return Response(compact(answer), status, headers=HEADERS, media_type=media_type)


def page(text: str, status: int = 200) -> Response:
    """An answer as a page."""
    return HTMLResponse(text, status, headers=HEADERS)


def written(library: Library, kind: str, *values: object, **settings: object) -> Response:
    """An answer of a kind as a page."""
    return page(str(rendered(kind, "html", *values, library=library.settings.name, **settings)))


def problem_document(request: Request, status: int, slug: str, title: str, hint: str) -> Response:
    """What went wrong: a problem document (RFC 9457) where JSON is asked for, else a page."""
    if wants_json(request):
        problem = Problem(type=f"about:specman/{slug}", title=title, status=status, slug=slug, hint=hint)
        return json(problem, status, "application/problem+json")
    said = f"<h1>{escape(title)}</h1><p>{escape(hint)}</p><p><a href='/'>Library</a></p>"
    body = f"<!doctype html><title>{escape(title)}</title>{said}"
    return page(body, status)


def problem(request: Request, error: Exception) -> Response:
    """A mistake of the person, or what the library does not allow."""
    assert isinstance(error, SpecmanError)
    status = 404 if isinstance(error, UnknownNameError) else 422 if isinstance(error, InputError | UsageError) else 409
    return problem_document(request, status, error.slug, error.message, error.hint)


def missing(request: Request, error: Exception) -> Response:
    """There is no such page."""
    del error
    return problem_document(
        request, 404, "unknown-page", "There is no such page.", "The library's page links to all there are."
    )


def fault(request: Request, error: Exception) -> Response:
    """A fault of specman itself."""
    del error
    return problem_document(request, 500, "fault", "A fault of specman itself.", "The server's log says more.")
