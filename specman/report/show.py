"""Things looked up, for a terminal: a provision, a document, a term, a passage."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.document import Document, Provision, Revision
from specman.model.identity import Work
from specman.report.terminal import cut, width
from specman.report.text import Style, plain, wrap
from specman.report.wording import plural

MOST_NEIGHBOURS = 12


def heading_line(provision: Provision) -> str:
    """Number and heading of a provision as a document prints them."""
    if provision.kind == "definition":
        return f'"{provision.heading}"'
    if provision.kind == "row":
        return " | ".join(provision.cells)
    return " ".join(part for part in (provision.num, provision.heading) if part)


def provision_lines(provision: Provision, depth: int, style: Style = plain) -> list[str]:
    """A provision as folded text, indented by its depth."""
    indent = "  " * depth
    lines: list[str] = []
    if provision.kind in ("row", "table"):
        label = f"Table {provision.num}: {provision.heading}" if provision.kind == "table" and provision.num else ""
        if label:
            lines.append(style(wrap(label, indent + "  ", indent), "heading"))
        return [*lines, wrap(" | ".join(provision.cells), indent + "  ", indent)]
    lead = heading_line(provision)
    if provision.kind in ("item", "clause") and not provision.heading:
        first, *rest = provision.text.split("\n")
        lines.append(wrap(f"{provision.num} {first}".strip(), indent + "  ", indent))
        return [*lines, *(wrap(p, indent + "  ") for p in rest)]
    if lead:
        status = f"  ({provision.status})" if provision.status != "normative" else ""
        lines.append(wrap(style(lead, "heading") + status, indent + "  ", indent))
    lines += [wrap(p, indent + "  ") for p in provision.text.split("\n") if p]
    return lines


def provision_view(
    address: str,
    baseline: str,
    work: Work,
    version: str,
    provision: Provision,
    parts: Sequence[tuple[int, Provision]],
    depends_on: Sequence[tuple[str, str, str]],
    used_by: Sequence[tuple[str, str, str]],
    structure: Sequence[str] = (),
    style: Style = plain,
) -> str:
    """One provision, its parts, what it depends on and who depends on it.

    Args:
        depends_on, used_by: (address, heading, kind of link).
    """
    lines = [style(address, "title"), f"{work.title} {version}, in {baseline}", ""]
    lines += provision_lines(provision, 0, style)
    for depth, part in parts:
        lines += provision_lines(part, depth, style)
    if structure:
        lines += ["", style("Structure", "heading"), *(f"  {line}" for line in structure)]
    lines += neighbours("Depends on", depends_on, style) + neighbours("Depended on by", used_by, style)
    return "\n".join(lines) + "\n"


def neighbours(title: str, rows: Sequence[tuple[str, str, str]], style: Style = plain) -> list[str]:
    """Linked provisions, grouped by the kind of link; many are counted, not listed."""
    if not rows:
        return []
    lines = ["", style(f"{title} ({len(rows)})", "heading")]
    kinds = dict.fromkeys(kind for _, _, kind in rows)
    for kind in kinds:
        group = [(address, heading) for address, heading, k in rows if k == kind]
        lines.append(f"  {kind} ({len(group)})")
        lines += [wrap(f"{a}  {h}".rstrip(), "      ", "    ") for a, h in group[:MOST_NEIGHBOURS]]
        if len(group) > MOST_NEIGHBOURS:
            lines.append(f"    … and {len(group) - MOST_NEIGHBOURS} more; --format json lists them")
    return lines


def document_view(work: Work, document: Document, baselines: Sequence[str], file: str, style: Style = plain) -> str:
    """A document at a glance: what it says of itself, and its headings."""
    metadata = document.metadata
    lines = [style(f"{work.name}@{document.version}  {work.title}", "title")]
    facts = [
        f"{plural(len(document.provisions) - 1, 'provision')} in {file}",
        f"date {metadata.date}" if metadata.date else "",
        f"aligned with {', '.join(metadata.aligned_with)}" if metadata.aligned_with else "",
        f"in {', '.join(baselines)}" if baselines else "in no baseline",
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


def file_view(document: Document, name: str, style: Style = plain) -> str:
    """How a file is read: every provision with its label, and what the reader was unsure of."""
    lines = [style(f"{name}: {document.metadata.title or document.work}", "title")]
    lines.append(f"{plural(len(document.provisions) - 1, 'provision')}, {plural(len(document.findings), 'finding')}")
    unit = "paragraph" if name.lower().endswith(".docx") else "line"
    for finding in document.findings:
        where = f" {unit} {finding.line}" if finding.line else ""
        lines.append(wrap(f"{finding.severity} {finding.slug}{where}: {finding.message}", "    ", "  "))
    if document.revisions:
        lines += ["", style(plural(len(document.revisions), "tracked change"), "heading")]
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
    what = f"\u201c{revision.text}\u201d" if revision.text else f"a {revision.scope}"
    who = ", ".join(part for part in (revision.author, revision.date[:10]) if part)
    where = f"{revision.label}: " if revision.label else ""
    return f"{where}{_DONE[revision.kind]} {what}" + (f" ({who})" if who else "")


def term_view(
    term: str,
    baseline: str,
    definitions: Sequence[tuple[str, Provision, Sequence[tuple[int, Provision]]]],
    uses: Sequence[tuple[str, str, str]],
    citers: Sequence[tuple[str, str, str]],
    style: Style = plain,
) -> str:
    """A defined term: its meanings, who uses it, who cites its definition."""
    lines = [style(f'"{term}"', "title") + f" in {baseline}"]
    for address, provision, parts in definitions:
        lines += ["", style(address, "address"), wrap(provision.text.replace("\n", " "), "  ")]
        for depth, part in parts:
            lines += provision_lines(part, depth, style)
    lines += neighbours("Used by", uses, style) or ["", "Used by nobody in this baseline."]
    lines += neighbours("Cited by", citers, style) or ["", "Its definition is cited by nobody."]
    return "\n".join(lines) + "\n"


def passage(
    citations: Sequence[tuple[str, int, str, Sequence[tuple[str, str]]]],
    terms: Sequence[tuple[str, int, str]],
    style: Style = plain,
) -> str:
    """What a passage cites and which terms it uses.

    Args:
        citations: (words, start, kind, [(address, status)]); terms: (words, start, where defined).
    """
    lines = []
    for words, start, kind, references in citations:
        lines.append(f"{start:5}  {style(words, 'address')}  ({kind})")
        lines += [f"         {address}  {status}" for address, status in references]
    for words, start, where in terms:
        lines.append(f"{start:5}  {style(words, 'address')}  term, {where}")
    return "\n".join(lines or ["It cites nothing and uses no defined term."]) + "\n"
