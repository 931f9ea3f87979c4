"""Answers as Markdown and as self-contained HTML, from templates. The HTML runs no script and fetches nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from specman import __version__
from specman.model.change import Change, ChangeSet, Edit, WorkChange
from specman.model.document import Document, Provision
from specman.model.finding import CheckResult
from specman.model.identity import Work
from specman.model.impact import CALLS, Assessment
from specman.model.modification import Modification
from specman.model.review import Review
from specman.report import modification as record
from specman.report import wording
from specman.report.diff_text import change_told, has_gone, run_told, runs
from specman.report.document import Ties, paragraphs, parts_of
from specman.report.impact_text import CALL_TITLE
from specman.report.naming import versions
from specman.report.picture import impact_picture
from specman.report.review import because, calls_words
from specman.report.terminal import visible
from specman.report.wording import plural

MOST_UNCHANGED = 8_000  # provisions that did not change and are still in the page, to be shown on demand


def diff_markdown(changes: ChangeSet) -> str:
    """A comparison as Markdown."""
    return _diff(changes, "md", {})


def diff(changes: ChangeSet, fetch: Mapping[str, str] | None = None) -> str:
    """A comparison as a page, which can show what changed side by side, and what did not.

    Args:
        fetch: other forms of the answer, by what they are called, where the page is one of a service.
    """
    return _diff(changes, "html", fetch or {})


def _diff(changes: ChangeSet, form: str, fetch: Mapping[str, str]) -> str:
    unchanged = sum(len(w.target.provisions) for w in changes.works if w.target and w.status == "changed")
    whole = form == "html" and unchanged <= MOST_UNCHANGED
    return _render(
        "diff", form, changes=changes, counts=changes.summary(), title=diff_title(changes), whole=whole,
        fetch=fetch,
        items={work.work: _items(work, whole=whole) for work in changes.works if work.status == "changed"},
    )  # fmt: skip


def _items(work: WorkChange, *, whole: bool) -> list[tuple[list[Change], Provision | None]]:
    """Runs of changes, and between them the provisions that did not change, in the order of the target."""
    if not whole or work.target is None or work.target.schema is not None:
        return [(run, None) for run in runs(work.changes)]
    found: list[tuple[list[Change], Provision | None]] = []
    waiting = list(work.changes)
    behind = _behind(work)
    passed = {""}
    between: list[Change] = []  # since the last provision that did not change
    changed = {c.target.provision.eid for c in waiting if c.target and c.target.work == work.work}
    for provision in work.target.provisions:
        if provision.eid not in changed and provision.eid and (provision.words or provision.label):
            found += [(run, None) for run in runs(between)]
            found.append(([], provision))
            between = []
        passed.add(provision.eid)
        while waiting and (
            provision.eid in changed or (_is_here(waiting[0], work) and behind.get(waiting[0].key, "") in passed)
        ):
            change = waiting.pop(0)
            between.append(change)
            if change.target and change.target.work == work.work and change.target.provision.eid == provision.eid:
                break
    return found + [(run, None) for run in runs([*between, *waiting])]


def _behind(work: WorkChange) -> dict[object, str]:
    """Changes with no place in the target (by their keys) to the target eId of what stood before them."""
    assert work.base is not None
    now = work.partners()
    gone = {c.base.provision.eid: c for c in work.changes if c.base and c.base.work == work.work and _is_here(c, work)}
    found: dict[object, str] = {}
    last = ""
    for provision in work.base.provisions[1:]:
        if provision.eid in gone:
            found[gone[provision.eid].key] = last
        else:
            last = now[provision.eid]
    return found


def _is_here(change: Change, work: WorkChange) -> bool:
    """A change with no place in the target: it stands where it is listed."""
    return change.target is None or change.target.work != work.work


def diff_title(changes: ChangeSet) -> str:
    """What a comparison is called."""
    return f"{changes.base.name} to {changes.target.name}"


def impact_markdown(assessment: Assessment) -> str:
    """An assessment as Markdown."""
    return _impact(assessment, "md")


def impact(assessment: Assessment) -> str:
    """An assessment as a page."""
    return _impact(assessment, "html")


def _impact(assessment: Assessment, form: str) -> str:
    return _render(
        "impact", form, a=assessment, calls=CALLS, call_title=CALL_TITLE, not_held_title=wording.NOT_HELD,
        picture=Markup(impact_picture(assessment)), title=f"Impact of {assessment.subject}", tasks=wording.TASKS,
    )  # fmt: skip


def check(result: CheckResult) -> str:
    """The findings of a baseline as HTML, by severity and kind."""
    kinds = dict.fromkeys((finding.severity, finding.slug) for finding in result.findings)
    groups = [
        (severity, slug, [f for f in result.findings if (f.severity, f.slug) == (severity, slug)])
        for severity, slug in kinds
    ]
    return _render(
        "check", "html", title=f"Technical assurance of {result.baseline}", baseline=result.baseline,
        since=result.since, known=result.known, provisions=result.provisions, citations=result.citations,
        counts=result.counts, groups=groups, program=__version__,
    )  # fmt: skip


def modification(item: Modification) -> str:
    """The record of a modification as HTML: its facts, its history, and the legal steps from where it stands."""
    return _render(
        "modification", "html", title=f"{item.id}: {item.title}", item=item, facts=record.facts(item),
        sections=record.sections(item), steps=record.next_steps(item),
    )  # fmt: skip


def review(found: Review, *, only_open: bool = False, owner: str = "", by_document: bool = False) -> str:
    """A review as HTML: each suspect with its state, why it is reached, and what was said of it.

    Args:
        only_open, owner: only some of them. by_document: their counts alone.
    """
    rows = () if by_document else found.chosen(only_open=only_open, owner=owner)
    return _render(
        "review", "html", title=f"Review of {found.subject}", review=found, rows=rows, counts=found.by_document(),
        because=because, calls=calls_words,
    )  # fmt: skip


def document(
    work: Work, item: Document, images: Mapping[str, bytes], ties: Ties | None = None, baseline: str = ""
) -> str:
    """An expression as one self-contained HTML page, pictures included.

    Args:
        ties: what its citations lead to and its terms mean, in the baseline named.
    """
    ties = ties or {}
    parts = parts_of(item, images, ties)
    root = item.provisions[0]
    return _render(
        "document", "html", work=work, title=item.metadata.title or work.title, version=item.version,
        date=item.metadata.date, notes=item.metadata.notes,
        baseline=baseline, opening=paragraphs(root.text, root.marks, images, ties.get("", ())),
        parts=parts, contents=[part for part in parts if part.kind in ("section", "use-case")],
    )  # fmt: skip


def page(template: str, **values: Any) -> str:
    """A page of the service."""
    return _render(template, "html", **values)


def _render(name: str, form: str, **values: Any) -> str:
    return _environment(form).get_template(f"{name}.{form}.j2").render(**values)


@functools.cache
def _environment(form: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("specman.report", "templates"),
        autoescape=form == "html",
        finalize=markdown_text if form == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "plural": plural, "runs": runs, "run_told": run_told, "change_told": change_told, "has_gone": has_gone,
        "versions": versions, "words_md": words_markdown,
        **{
            words.__name__: words
            for words in (
                wording.details_words, wording.force_words, wording.metadata_words, wording.reason_words,
                wording.record_words,
                wording.direct_words, wording.gap_words, wording.gaps_title, wording.no_change_words,
                wording.no_gaps_words, wording.not_held_words, wording.note_words, wording.remark_words,
                wording.severity_words, wording.step_words, wording.why_words,
            )
        },
    }  # fmt: skip
    return environment


class Markdown(str):
    """Text that is Markdown already; whatever else a Markdown template writes is escaped."""

    __slots__ = ()


_MARKUP = re.compile(r"[\\`*_<>|\[\]#~&!]|(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_OPENS_BLOCK = re.compile(r"\s*(?:[-+=]|\d{1,9}[.)](?=\s|$))")


def markdown_text(text: object) -> Markdown:
    """Words that Markdown takes for nothing else: no HTML, link, emphasis, heading or list comes of them.

    >>> markdown_text("[a](javascript:x) <b> &lt; www.x.org"), markdown_text("1. - x"), markdown_text("- x")
    ('\\\\[a\\\\](javascript:x) \\\\<b\\\\> \\\\&lt; www\\\\.x.org', '1\\\\. - x', '\\\\- x')
    """
    if isinstance(text, Markdown):
        return text
    words = " ".join(visible(str(text)).split("\n"))
    said = _MARKUP.sub(r"\\\g<0>", words)
    if match := _OPENS_BLOCK.match(said):
        said = f"{said[: match.end() - 1]}\\{said[match.end() - 1 :]}"
    return Markdown(said)


def words_markdown(edits: Sequence[Edit]) -> Markdown:
    """Word edits as Markdown: struck out and bold, as tags where a sign beside a letter would be read as itself."""
    out = ""
    for place, (sort, text) in enumerate(edits):
        words = markdown_text(text)
        stripped = words.strip()
        if sort == "equal" or not stripped:
            out += words
            continue
        lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        out += lead
        following = tail or next((more for _, more in edits[place + 1 :] if more), "")
        is_safe = _is_edge(out[-1:], stripped[0]) and _is_edge(following[:1], stripped[-1])
        sign, tag = ("~~", "del") if sort == "delete" else ("**", "ins")
        out += f"{sign}{stripped}{sign}{tail}" if is_safe else f"<{tag}>{stripped}</{tag}>{tail}"
    return Markdown(out)


def _is_edge(outside: str, inside: str) -> bool:
    """Whether Markdown reads a sign of emphasis between two characters (CommonMark 0.31, section 6.2)."""
    return inside.isalnum() or not outside or not outside.isalnum()
