"""The handover pack: one folder that needs no program and no network, and proves itself."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from specman.model.identity import Place
from specman.model.paper import Paper
from specman.report.naming import baseline_name
from specman.report.pages import page as render
from specman.report.papers.metrics import metrics_csv
from specman.report.press.page import page
from specman.report.press.typeset import pdf
from specman.report.press.word import word
from specman.state.derived import State, load_baseline
from specman.state.progress import tell
from specman.store.library import Library
from specman.usecases.ask.check import check
from specman.usecases.ask.export import export
from specman.usecases.ask.papers.catalogue import latest_pair, paper, quarter_of
from specman.usecases.ask.papers.committee import metrics_paper
from specman.usecases.ask.papers.interchange import assessment_as
from specman.usecases.ask.papers.made import made_of

VERIFY = "In the folder of the pack, sha256sum -c SHA256SUMS says OK for each file that is as it was made."
LONGEST = 300  # characters of a provision that the search finds words in


@dataclass(frozen=True)
class Shown:
    """A file of the pack that its first page names.

    Attributes:
        files: (form, path in the pack).
    """

    title: str
    note: str
    files: tuple[tuple[str, str], ...]


def handover(library: Library, at: str = "", *, day: str) -> Iterator[tuple[str, bytes]]:
    """The files of the pack, one after another: path in it, and bytes. The manifest comes last.

    Args:
        at: the baseline that is handed over, the newest where none is named.
        day: on which it is made, ISO.
    """
    sums: list[tuple[str, str]] = []
    for path, data in _files(library, at, day):
        sums.append((hashlib.sha256(data).hexdigest(), path))
        yield path, data
    yield "SHA256SUMS", "".join(f"{digest}  {path}\n" for digest, path in sorted(sums, key=lambda row: row[1])).encode()


def zipped(library: Library, at: str = "", *, day: str) -> bytes:
    """The pack as one archive, the same bytes for the same library and day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in handover(library, at, day=day):
            archive.writestr(zipfile.ZipInfo(f"handover/{path}", (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(library: Library, at: str, day: str) -> Iterator[tuple[str, bytes]]:
    baseline = library.baseline(at)
    number = str(baseline.number)
    papers: list[Shown] = []
    planned = list(_papers(library, number, day))
    steps = len(planned) + len(baseline.entries)
    for place, (kind, subject, name) in enumerate(planned):
        tell(f"writing {name}", place, steps)
        made = paper(library, kind, subject, day=day)
        papers.append(_shown(made, name))
        yield f"papers/{name}.html", page(made).encode()
        yield f"papers/{name}.docx", word(made)
        yield f"papers/{name}.pdf", pdf(made)
        if kind == "impact":
            yield f"papers/{name}.xlsx", assessment_as(library, subject, "xlsx", day=day)
        if kind == "metrics":
            yield f"papers/{name}.csv", metrics_csv(metrics_paper(library, subject, day=day)).encode()
    works = []
    state = load_baseline(library, number)
    for place, (work_id, entry) in enumerate(baseline.entries.items(), len(planned)):
        work = library.works[work_id]
        tell(f"writing {work.name}", place, steps)
        forms = ("html", "docx") if work.suffix == ".xml" else (work.suffix[1:],)
        files = []
        for form in forms:
            data = export(library, f"{work.id}@{entry.version}", form, state=state).data
            path = f"documents/{work.id}-{entry.version}.{form}"
            files.append((form, path))
            yield path, data
        works.append((work, entry.version, files))
    yield "search-index.js", _index(state)
    found = check(library, number)
    yield "papers/findings.html", _findings(found)
    name = baseline_name(number, library.settings.name)
    versions = [(str(one.number), one.entries) for one in library.baselines.values()]
    yield (
        "index.html",
        render(
            "handover", title=f"Handover of {name}", made=made_of(library, day), papers=papers, works=works,
            versions=versions[-6:], every=list(library.works.values()), counts=found.counts, verify=VERIFY,
            frameworks=library.settings.frameworks, number=number,
        ).encode(),
    )  # fmt: skip


def _papers(library: Library, number: str, day: str) -> Iterator[tuple[str, str, str]]:
    """Kind, subject and file name of every paper of the pack."""
    for item in library.modifications.values():
        if item.drafts or item.targets:
            yield "impact", item.id, f"impact-{item.id}"
        yield "modification", item.id, f"modification-{item.id}"
    if pair := latest_pair(library):
        yield "configuration", pair, "configuration"
    yield "status", "", "status"
    yield "metrics", quarter_of(day), "metrics"
    yield "resources", "", "resources"
    yield "assurance", number, "assurance"


def _shown(made: Paper, name: str) -> Shown:
    forms = [
        "html",
        "docx",
        "pdf",
        *(["xlsx"] if made.kind == "impact" else []),
        *(["csv"] if made.kind == "metrics" else []),
    ]
    return Shown(made.title, made.subtitle, tuple((form, f"papers/{name}.{form}") for form in forms))


def _findings(found: object) -> bytes:
    from specman.report.forms import rendered

    data = rendered("check", "html", found)
    return data.encode() if isinstance(data, str) else data


def _index(state: State) -> bytes:
    """A script that holds every provision's address, place and first words: a page can load it without a server."""
    rows = []
    for work, document in state.corpus.documents.items():
        held = state.corpus.works[work]
        if held.suffix != ".xml":
            continue
        version = document.version
        for provision in document.provisions[1:]:
            if provision.label:
                words = " ".join(provision.words.split())[:LONGEST]
                address = state.rows.address(Place(work, provision.eid))
                rows.append([address, f"{work}-{version}.html#{provision.eid}", words])
    return f"window.PROVISIONS = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n".encode()
