"""Which renderer writes which kind of answer in which form: the one table that both doors ask.

A kind of answer is named here as its command is. Renderers are named, not imported: JSON loads no template.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from specman.report.naming import named

if TYPE_CHECKING:
    from specman.report.json import Answer

# kind of answer: {form: "module:function" of this package}. What has a page (html) is printed as PDF, too.
FORMS: Mapping[str, Mapping[str, str]] = {
    "status": {"text": "text:status", "json": "json.library:status"},
    "works": {"text": "text:works", "json": "json.lists:works"},
    "baselines": {"text": "text:baselines", "json": "json.lists:baselines"},
    "modifications": {"text": "modification:several", "json": "json.modifications:modifications"},
    "terms": {"text": "text:terms", "json": "json.lists:terms"},
    "baseline": {"text": "text:baseline", "json": "json.lists:baseline"},
    "baseline-map": {"text": "text:version_map", "json": "json.lists:version_map", "csv": "table:version_map"},
    "board": {"text": "modification:board", "json": "json.modifications:modifications"},
    "modification": {
        "text": "modification:one", "json": "json.modifications:modification", "html": "pages:modification",
    },
    "release": {"text": "release_text:release", "json": "json.release:release"},
    "review": {"text": "review:review", "json": "json.review:review", "csv": "review:csv", "html": "pages:review"},
    "instructions": {
        "text": "instructions:text", "json": "json.instructions:instructions", "md": "instructions:markdown",
    },
    "rebase": {"text": "release_text:rebase", "json": "json.release:rebase"},
    "conflicts": {"text": "release_text:conflicts", "json": "json.release:conflicts"},
    "show": {"text": "show:views", "json": "json.show:show"},
    "applicable": {"text": "show:in_force", "json": "json.applicability:applicable"},
    "file": {"text": "show:file_view", "json": "json.documents:document"},
    "search": {"text": "show:hits", "json": "json.show:search"},
    "resolve": {"text": "show:passage", "json": "json.citations:passage"},
    "diff": {"text": "diff_text:diff", "json": "json.diff:diff", "md": "pages:diff_markdown", "html": "pages:diff"},
    "paper": {
        "text": "press.plain:text", "json": "json.paper:paper", "md": "press.markdown:markdown",
        "html": "press.page:page", "docx": "press.word:word", "pdf": "press.typeset:pdf",
    },
    "diff-stat": {"text": "diff_text:diff_stat"},
    "impact": {
        "text": "impact_text:impact", "json": "json.impact:impact", "md": "pages:impact_markdown",
        "html": "pages:impact",
    },
    "why": {"text": "explanation:text", "json": "json.explanation:why"},
    "check": {
        "text": "text:findings", "json": "json.findings:check", "html": "pages:check", "sarif": "findings:sarif",
        "junit": "findings:junit",
    },
    "mirrors": {"text": "text:mirrors", "json": "json.findings:mirrors"},
    "import": {"text": "plan_text:plan", "json": "json.library:plan"},
    "survey": {"text": "network:survey", "json": "json.graph:survey"},
    "paths": {"text": "network:paths", "json": "json.graph:paths"},
    "network": {
        "text": "network:text", "json": "json.graph:network", "csv": "network:csv", "svg": "network:svg",
        "dot": "network:dot",
    },
    "links": {"text": "network:whole", "json": "json.graph:network"},
    "order": {"text": "dependence:order", "json": "json.dependence:dependence"},
    "leaned-on": {"text": "dependence:leaning", "json": "json.dependence:dependence"},
    "cut": {"text": "dependence:cut", "json": "json.dependence:dependence"},
}  # fmt: skip
_FOR_PROGRAMS = frozenset({"json", "sarif", "junit", "dot"})
"""Forms that carry the bare number of a baseline, as it is typed."""


def forms_of(kind: str) -> tuple[str, ...]:
    """The forms a kind of answer is written in."""
    return (*FORMS[kind], *(["pdf"] if _is_printed(kind) else []))


def _is_printed(kind: str) -> bool:
    """Whether its PDF is its page, printed."""
    return "html" in FORMS[kind] and "pdf" not in FORMS[kind]


def answer(kind: str, *values: Any) -> Answer:
    """An answer for a program, as its published shape."""
    found: Answer = _renderer(kind, "json")(*values)
    return found


def rendered(kind: str, form: str, *values: Any, library: str = "", **settings: Any) -> str | bytes:
    """An answer in a form: text, or the bytes of a PDF.

    Args:
        values: what the renderer of the kind takes.
        library: what the library calls its baselines by.
        settings: what the renderer takes by name.

    Raises:
        KeyError: the kind is not written in this form.
        MissingExtraError: a PDF is asked for, and there is no browser to print it.
    """
    if form == "pdf" and _is_printed(kind):
        from specman.report.printing import pdf

        return pdf(str(rendered(kind, "html", *values, library=library, **settings)))
    if form not in _FOR_PROGRAMS:
        values = tuple(named(value, library) for value in values)
    found = _renderer(kind, form)(*values, **settings)
    if isinstance(found, str | bytes):
        return found
    from specman.report.json import dumps

    return dumps(found)


def _renderer(kind: str, form: str) -> Any:
    module, _, function = FORMS[kind][form].partition(":")
    return getattr(importlib.import_module(f"specman.report.{module}"), function)
