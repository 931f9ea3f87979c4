"""Things looked up, for a terminal: a provision, a document, a term, a passage."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.applicability import InForce
from specman.model.document import Document, Provision, Revision
from specman.model.views import DocumentView, Neighbour, Passage, ProvisionView, TermView, View
from specman.report.terminal import cut, styled, width
from specman.report.text import wrap
from specman.report.wording import plural

MOST_NEIGHBOURS = 12


def heading_line(provision: Provision) -> str:
    """Number and heading of a provision as a document prints them."""
    if provision.kind == "definition":
        return f'"{provision.heading}"'
    if provision.kind == "row":
        return " | ".join(provision.cells)
    return " ".join(part for part in (provision.num, provision.heading) if part)


def provision_lines(provision: Provision, depth: int) -> list[str]:
    """A provision as folded text, indented by its depth."""
    indent = "  " * depth
    lines: list[str] = []
    if provision.kind in ("row", "table"):
        label = f"Table {provision.num}: {provision.heading}" if provision.kind == "table" and provision.num else ""
        if label:
            lines.append(styled(wrap(label, indent + "  ", indent), "heading"))
        return [*lines, wrap(" | ".join(provision.cells), indent + "  ", indent)]
    lead = heading_line(provision)
    if provision.kind in ("item", "clause") and not provision.heading:
        first, *rest = provision.text.split("\n")
        lines.append(wrap(f"{provision.num} {first}".strip(), indent + "  ", indent))
        return [*lines, *(wrap(p, indent + "  ") for p in rest)]
    if lead:
        status = f"  ({provision.status})" if provision.status != "normative" else ""
        lines.append(wrap(styled(lead, "heading") + status, indent + "  ", indent))
    lines += [wrap(p, indent + "  ") for p in provision.text.split("\n") if p]
    return lines


def views(found: Sequence[View]) -> str:
    """What a name stands for, one after another."""
    return "\n".join(map(_view, found))


def _view(view: View) -> str:
    if isinstance(view, DocumentView):
        return document_view(view)
    return term_view(view) if isinstance(view, TermView) else provision_view(view)


def provision_view(view: ProvisionView) -> str:
    """One provision, its parts, what it depends on and who depends on it."""
    lines = [styled(view.address, "title"), f"{view.work.title} {view.version}, in {view.baseline}", ""]
    lines += provision_lines(view.provision, 0)
    for depth, part in view.parts:
        lines += provision_lines(part, depth)
    if view.structure:
        lines += ["", styled("Structure", "heading"), *(f"  {line}" for line in view.structure)]
    lines += neighbours("Depends on", view.depends_on) + neighbours("Depended on by", view.used_by)
    return "\n".join(lines) + "\n"


def neighbours(title: str, rows: Sequence[Neighbour]) -> list[str]:
    """Linked provisions, grouped by the kind of link; many are counted, not listed."""
    if not rows:
        return []
    lines = ["", styled(f"{title} ({len(rows)})", "heading")]
    kinds = dict.fromkeys(row.kind for row in rows)
    for kind in kinds:
        group = [row for row in rows if row.kind == kind]
        lines.append(f"  {kind} ({len(group)})")
        lines += [wrap(f"{row.address}  {row.heading}".rstrip(), "      ", "    ") for row in group[:MOST_NEIGHBOURS]]
        if len(group) > MOST_NEIGHBOURS:
            lines.append(f"    … and {len(group) - MOST_NEIGHBOURS} more; --format json lists them")
    return lines


def document_view(view: DocumentView) -> str:
    """A document at a glance: what it says of itself, and its headings."""
    work, document = view.work, view.document
    metadata = document.metadata
    lines = [styled(f"{work.name}@{document.version}  {work.title}", "title")]
    facts = [
        f"{plural(len(document.provisions) - 1, 'provision')} in {view.file}",
        f"date {metadata.date}" if metadata.date else "",
        f"aligned with {', '.join(metadata.aligned_with)}" if metadata.aligned_with else "",
        f"in {', '.join(view.baselines)}" if view.baselines else "in no baseline",
        f"not verified: {', '.join(work.unverified)}" if work.unverified else "",
    ]
    lines += [wrap(fact, "    ", "  ") for fact in facts if fact]
    lines += [wrap(note, "    ", "  ") for note in metadata.notes]
    lines.append("")
    if document.schema is not None:
        lines += [f"  {c.sort:14} {c.name}" for c in document.schema.components]
    else:
        depth = {"": 0}
        for provision in document.provisions[1:]:
            depth[provision.eid] = depth.get(provision.parent, 0) + 1
            if provision.kind in (
                "section",
                "use-case",
                "service-request",
                "response",
                "table",
                "heading",
            ) and (provision.num or provision.heading):
                label = provision.label if provision.kind == "table" else provision.num
                lines.append(
                    wrap(
                        f"{label} {provision.heading}".strip(),
                        "  " * depth[provision.eid] + "  ",
                        "  " * depth[provision.eid],
                    )
                )
        if document.provisions[0].cells:
            lines.append("  columns: " + ", ".join(document.provisions[0].cells))
    return "\n".join(lines) + "\n"


def file_view(document: Document, name: str) -> str:
    """How a file is read: every provision with its label, and what the reader was unsure of."""
    lines = [styled(f"{name}: {document.metadata.title or document.work}", "title")]
    lines.append(f"{plural(len(document.provisions) - 1, 'provision')}, {plural(len(document.findings), 'finding')}")
    unit = "paragraph" if name.lower().endswith(".docx") else "line"
    for finding in document.findings:
        where = f" {unit} {finding.line}" if finding.line else ""
        lines.append(wrap(f"{finding.severity} {finding.slug}{where}: {finding.message}", "    ", "  "))
    if document.revisions:
        lines += ["", styled(plural(len(document.revisions), "tracked change"), "heading")]
        lines += [wrap(revision_line(revision), "    ", "  ") for revision in document.revisions]
    lines.append("")
    root = document.provisions[0]
    if root.text:
        lines += [wrap(line) for line in root.text.split("\n")] + [""]
    for provision in document.provisions[1:]:
        words = provision.words.replace("\n", " ")
        if provision.kind == "definition":  # the label has the term
            words = provision.text.replace("\n", " ")
        said = f"{provision.label}  {words}" if provision.kind != "heading" else words
        lines.append(cut(said, width()))
    return "\n".join(lines) + "\n"


_DONE = {"insertion": "inserted", "deletion": "deleted", "move from": "moved away", "move to": "moved here"}


def revision_line(revision: Revision) -> str:
    """One tracked change in words: where, what, by whom and when."""
    thing = "number" if revision.scope == "numbering" else revision.scope
    what = f"\u201c{revision.text}\u201d" if revision.text else f"a {thing}"
    who = ", ".join(part for part in (revision.author, revision.date[:10]) if part)
    where = f"{revision.label}: " if revision.label else ""
    return f"{where}{_DONE[revision.kind]} {what}" + (f" ({who})" if who else "")


def term_view(view: TermView) -> str:
    """A defined term: its meanings, who uses it, who cites its definition."""
    lines = [styled(f'"{view.term}"', "title") + f" in {view.baseline}"]
    for definition in view.definitions:
        text = definition.provision.text.replace("\n", " ")
        lines += ["", styled(definition.address, "address"), wrap(text, "  ")]
        for depth, part in definition.parts:
            lines += provision_lines(part, depth)
    lines += neighbours("Used by", view.uses) or ["", "Used by nobody in this baseline."]
    lines += neighbours("Cited by", view.citers) or ["", "Its definition is cited by nobody."]
    return "\n".join(lines) + "\n"


def in_force(found: InForce) -> str:
    """The versions of a work that are in force on a day."""
    what = "be installed" if found.purpose == "install" else "stay in use"
    lines = [styled(f"{found.name} on {found.day}: what may {what}", "title"), ""]
    if not found.known:
        return (
            "\n".join([*lines, wrap(f"The library does not say which versions of {found.name} are in force when.")])
            + "\n"
        )
    for row in found.rows:
        pairs = ", ".join(f"{work} {version}" for work, version in row.pairs.items())
        dates = [
            f"installed from {row.install_from}" if row.install_from else "",
            f"until {row.install_until}" if row.install_until else "",
            f"in use until {row.maintain_until}" if row.maintain_until else "",
        ]
        said = "; ".join(filter(None, [" ".join(filter(None, dates[:2])), dates[2], f"with {pairs}" if pairs else ""]))
        lines.append(
            wrap(
                f"{styled(row.version, 'address')}  {said}{' (not verified)' if row.unverified else ''}", "      ", "  "
            )
        )
    return "\n".join([*lines, *([] if found.rows else ["  none"])]) + "\n"


def hits(found: Sequence[tuple[str, str, str]]) -> str:
    """Provisions that hold the words sought: (address, heading, words around the first)."""
    lines = []
    for address, heading, excerpt in found:
        lines += [f"{styled(address, 'address')}  {heading}".rstrip(), wrap(f"… {excerpt} …", "    ")]
    return "\n".join(lines or ["Nothing holds all these words."]) + "\n"


def passage(found: Passage) -> str:
    """What a passage cites and which terms it uses."""
    lines = []
    for citation, rows in found.citations:
        lines.append(f"{citation.start:5}  {styled(citation.text, 'address')}  ({citation.kind})")
        lines += [f"         {reference.address}  {reference.status}" for reference, _, _ in rows]
    for use, document, provision in found.terms:
        lines.append(f"{use.start:5}  {styled(use.text, 'address')}  term, {document} {provision}")
    return "\n".join(lines or ["It cites nothing and uses no defined term."]) + "\n"
