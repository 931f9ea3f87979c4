"""The HTTP service. It reads and never writes; it answers to the host names it was told, and to no others.

| path | answer |
| --- | --- |
| `/` | the library at a glance, with links |
| `/diff/{base}/{target}` | two baselines or versions, a baseline and a draft; `?work=`, `?significance=`, `?format=` |
| `/diff/{modification}` | what its draft changes; the same |
| `/release-note/{base}/{target}` | a release note; `?work=`, `?format=md`, `docx` |
| `/documents/{document}` | a document (`gbcs@0.8.1`) to read; `?format=docx`, `md`, `xml`, `xsd`, `csv` fetch it |
| `/graph` | documents by documents; `?of=ADDRESS`, `?depth=`, `?at=`, `?format=json` |
| `/graph/order` | an order to draft the documents in; `?kind=`, `?at=`, `?format=json` |
| `/graph/leaned-on` | what the rest leans on most; the same |
| `/graph/cut` | what every way leads through by which `?of=ADDRESS` depends on `?on=ADDRESS`; the same |
| `/check` | the findings of a baseline; `?at=`, `?since=`, `?format=json` |
| `/modifications/{modification}` | the record of a modification: facts, history, legal steps; `?format=json` |
| `/review/{subject}` | what an assessment calls people to look at, and what they said; `?at=`, `?format=json` |
| `/impact/{subject}` | an assessment; `?depth=`, `?at=`, `?format=json` |
| `/reports` | the committee's papers |
| `/reports/{paper}/{subject}` | one of them; `?format=docx`, `pdf`, `md`, `json`; impact: `xlsx`, `reqif`, `graphml` |

Errors are problem documents (RFC 9457) for JSON and a page otherwise; they carry the slug of the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from specman.errors import SpecmanError
from specman.web import answers, papers, reading
from specman.web.guards import KEEP_ALIVE_SECONDS, MOST_CONNECTIONS, Closing, Impatient, KnownHosts, NoBody


def serve(root: Path, host: str, port: int) -> None:
    """Serve a library until somebody ends it."""
    import uvicorn

    uvicorn.run(
        create_app(root, hosts=(host, "localhost", "127.0.0.1", "::1")), host=host, port=port, log_level="warning",
        http=Impatient, timeout_keep_alive=KEEP_ALIVE_SECONDS, limit_concurrency=MOST_CONNECTIONS,
    )  # fmt: skip


def create_app(root: Path, hosts: Sequence[str] = ("127.0.0.1", "localhost", "::1")) -> Starlette:
    """The service for one library."""
    app = Starlette(
        routes=[
            Route("/", reading.home),
            Route("/diff/{base}", reading.comparison),
            Route("/diff/{base}/{target}", reading.comparison),
            Route("/release-note/{base}/{target}", reading.release_notes),
            Route("/impact/{subject:path}", reading.assessment_page),
            Route("/modifications/{modification}", reading.modification),
            Route("/review/{subject:path}", reading.review_page),
            Route("/documents/{document}", reading.document),
            Route("/graph", reading.dependencies),
            Route("/graph/order", reading.drafting_order),
            Route("/graph/leaned-on", reading.leaned_on),
            Route("/graph/cut", reading.cut),
            Route("/check", reading.findings),
            Route("/reports", papers.papers),
            Route("/reports/{kind}", papers.one_paper),
            Route("/reports/{kind}/{subject:path}", papers.one_paper),
            Route("/favicon.ico", reading.icon),
        ],
        middleware=[Middleware(KnownHosts, hosts=hosts), Middleware(NoBody), Middleware(Closing)],
        exception_handlers={SpecmanError: answers.problem, 404: answers.missing, Exception: answers.fault},
    )
    app.state.root = root
    return app
