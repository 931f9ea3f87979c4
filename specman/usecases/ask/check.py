"""Technical assurance of a baseline: everything found wrong or doubtful, as findings. A check never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from specman.assurance.chain import chain_findings, informative_findings
from specman.assurance.evidence import Evidence
from specman.assurance.headers import header_findings
from specman.assurance.mirrors import mirror_findings
from specman.assurance.references import citation_findings
from specman.assurance.terms import definers, definition_findings, term_findings
from specman.citations.mirrors import content_digest, same_named_types
from specman.errors import LibraryError, SpecmanError
from specman.formats import akn
from specman.formats.reading import read_document
from specman.formats.xsd_validation import schema_flaws
from specman.model.baseline import Baseline
from specman.model.document import OURS
from specman.model.finding import SEVERITIES, CheckResult, Finding
from specman.state.derived import State, house_of, load_baseline, load_state
from specman.store.library import Library
from specman.store.manifests import ManifestError


def check(library: Library, at: str = "", *, since: str = "") -> CheckResult:
    """Every finding of a baseline, the newest when `at` is empty.

    With the newest, unresolved merges are also found, in any file, and works that are not what their records say.

    Where a manifest cannot be read, every fault of every manifest is found, and nothing else.

    Args:
        since: a baseline whose own findings are left out: what is new since then. A finding is the same when it
            states the same about the same work, whatever the provision's number is now.
    """
    if faults := _manifests(library):
        return CheckResult(at, faults)
    baseline = library.baseline(at)
    result = check_baseline(library, baseline)
    if baseline.number == library.baseline().number:
        more = tuple(finding for finding in unsettled(library) if finding not in result.findings)
        more += tuple(_registers(library))
        result = replace(result, findings=(*more, *result.findings))
    if not since:
        return result
    known = Counter(map(_sameness, check_baseline(library, library.baseline(since)).findings))
    fresh = []
    for finding in result.findings:
        if known[_sameness(finding)]:
            known[_sameness(finding)] -= 1
        else:
            fresh.append(finding)
    number = str(library.baseline(since).number)
    return replace(result, findings=tuple(fresh), since=number, known=len(result.findings) - len(fresh))


def _manifests(library: Library) -> tuple[Finding, ...]:
    """What keeps the library from being opened: every fault of every manifest, each at its line."""
    found: list[Finding] = []
    errors = library.manifest_errors()
    if not errors:
        try:
            house_of(library)
        except LibraryError as refused:
            errors.append(refused)
    for error in errors:
        if isinstance(error, ManifestError):
            for fault in error.faults:
                message = f"{error.path} {fault.what}."
                found.append(Finding(error.slug, "error", message, "", error.path, fault.line, fault.hint))
        else:
            found.append(Finding(error.slug, "error", error.message, "", "", 0, error.hint))
    return tuple(found)


def unsettled(library: Library) -> Iterator[Finding]:
    """Merges that were not settled, in a draft or in an expression that no baseline need hold."""
    marked = escape(OURS).encode()
    for folder in ("modifications", "specs"):
        for name in library.tree.names(folder):
            for file in library.tree.names(f"{folder}/{name}"):
                path = f"{folder}/{name}/{file}"
                data = (library.tree.read(path) or b"") if file.endswith(".xml") else b""
                if marked in data:
                    yield from _unsettled_in(data, path)


def _registers(library: Library) -> Iterator[Finding]:
    """Works of which no version is there though nothing says so, and those of which one is though it is denied."""
    for work in library.works.values():
        path, versions = f"specs/{work.id}/work.toml", library.versions(work)
        if work.held and not versions:
            yield Finding(
                "no-expression", "error",
                f"No version of {work.name} is held, and its record does not say held = false.", work.name, path, 0,
                "Restore its versions or import one; of a part that was never held, say held = false there.",
            )  # fmt: skip
        elif versions and not work.held:
            yield Finding(
                "held-differs", "warning",
                f"Its record says held = false, and {' and '.join(versions)} {'is' if len(versions) == 1 else 'are'} "
                "there.",
                work.name, path, 0, "Take held = false out of it, or the versions away.",
            )  # fmt: skip


def _unsettled_in(data: bytes, path: str) -> Iterator[Finding]:
    try:
        yield from (f for f in read_document(data, path).findings if f.slug == "merge-conflict")
    except SpecmanError as error:  # half settled, perhaps
        yield Finding(error.slug, "error", error.message, "", path, 0, error.hint)


def _sameness(finding: Finding) -> tuple[str, str, str]:
    return finding.slug, PurePosixPath(finding.file).parent.name, finding.message


def check_baseline(library: Library, baseline: Baseline) -> CheckResult:
    """Every finding of a set of expressions, frozen or about to be."""
    works = tuple(library.works[work].name for work in baseline.entries)
    broken = list(_files(library, baseline))
    if any(finding.severity == "error" for finding in broken):
        return CheckResult(str(baseline.number), tuple(broken), 0, 0, works)
    state = load_state(library, baseline)
    evidence = _evidence(state, library, baseline)
    findings = [*broken]
    for document in state.corpus.documents.values():
        findings += document.findings
    for look in (
        citation_findings, term_findings, definition_findings, mirror_findings, chain_findings, header_findings,
        informative_findings,
    ):  # fmt: skip
        findings += look(evidence)
    findings += _schemas(state, library, baseline)
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    findings.sort(key=lambda f: order[f.severity])  # stable: documents keep their order
    provisions = sum(len(d.provisions) - 1 for d in state.corpus.documents.values())
    return CheckResult(str(baseline.number), tuple(findings), provisions, len(state.resolved), works)


def verify_baseline(library: Library, number: str) -> list[Finding]:
    """Whether a baseline's expressions are there, unchanged and readable."""
    return list(_files(library, library.baseline(number)))


def refuse_errors(result: CheckResult) -> None:
    """Refuse to go on with a baseline that has errors.

    Raises:
        LibraryError: it has; the message names the first ones.
    """
    errors = [finding for finding in result.findings if finding.severity == "error"]
    if errors:
        shown = "; ".join(f"{e.slug} at {e.address or e.file}" for e in errors[:3])
        more = f" and {len(errors) - 3} more" if len(errors) > 3 else ""
        raise LibraryError(
            f"{result.baseline} would have {len(errors)} error{'s' if len(errors) > 1 else ''} ({shown}{more}); "
            "it was not frozen.",
            hint="Correct them in new versions; or freeze it without --strict, and specman check lists them all.",
            slug="baseline-with-errors",
        )


def _files(library: Library, baseline: Baseline) -> Iterator[Finding]:
    for work_id, entry in baseline.entries.items():
        work = library.works[work_id]
        path = library.path_of(work, entry.version)
        try:
            data = library.read_expression(work, entry.version, entry.sha256)
            read_document(data, path, work=work_id, version=entry.version)
            if work.suffix == ".xml":
                for line, message in akn.validate(data, path)[:5]:
                    yield Finding(
                        "profile", "error", f"The stored form breaks the profile: {message}.", work.name, path, line,
                        "Import the document again.",
                    )  # fmt: skip
        except SpecmanError as error:
            yield Finding(error.slug, "error", error.message, work.name, path, 0, error.hint)


def _evidence(state: State, library: Library, baseline: Baseline) -> Evidence:
    evidence = Evidence(
        state.corpus, state.names.by_code, state.extracts, state.definitions, state.vocabularies, state.resolved,
        state.links, state.settings.mirrors,
    )  # fmt: skip
    if baseline.previous not in library.baselines:
        return evidence
    before = load_baseline(library, baseline.previous)
    equal = frozenset(
        (a, b)
        for a, b in same_named_types(before.corpus)
        if content_digest(before.corpus, a) == content_digest(before.corpus, b)
    )
    return replace(evidence, before=baseline.previous, terms_before=definers(before.definitions), types_before=equal)


def _schemas(state: State, library: Library, baseline: Baseline) -> Iterator[Finding]:
    """Schemas that a parser rejects, and imports that no file provides."""
    schemas = {
        work: document.schema for work, document in state.corpus.documents.items() if document.schema is not None
    }

    def bytes_of(work: str) -> bytes:
        entry = baseline.entries[work]
        return library.read_expression(library.works[work], entry.version, entry.sha256)

    def find(namespace: str, location: str) -> bytes | None:
        named = PurePosixPath(location.replace("\\", "/")).name
        for work, schema in schemas.items():
            title = state.corpus.documents[work].metadata.title
            if namespace == schema.namespace or (named and named.removesuffix(".xsd") in (title, work)):
                return bytes_of(work)
        return None

    for work in schemas:
        name, path = library.works[work].name, state.corpus.files[work]
        flaws, missing = schema_flaws(bytes_of(work), path, find)
        for line, message in flaws:
            yield Finding(
                "schema-invalid", "error", f"The schema cannot be used: {message}", name, path, line,
                "Correct it in a new version: what implementers compile is this file.",
            )  # fmt: skip
        for wanted in missing:
            yield Finding(
                "schema-not-held", "note",
                f"It builds on {wanted}, which this baseline does not hold, so it was tried without.",
                name, path, 0, "Import that schema, if it is under control here.",
            )  # fmt: skip
