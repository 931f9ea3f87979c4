"""A paper as one self-contained page: it runs no script and fetches nothing, and is made for paper, too."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from specman.model.paper import Figure, Paper, Span, Words, heading, numbered
from specman.report.pages import page as render
from specman.report.press.plain import made_words

_TAGS = {"strong": "strong", "inserted": "ins", "deleted": "del"}
_IDS = re.compile(r"\b(id=\"|aria-labelledby=\"|url\(#)([\w-]+)((?: [\w-]+)*)")


def page(paper: Paper) -> str:
    """A paper as HTML."""
    return render(
        "paper", title=paper.title, paper=paper, parts=[(heading(one), one) for one in numbered(paper.sections)],
        html=_words, picture=_picture, made=made_words(paper.made),
    )  # fmt: skip


def _words(said: Words) -> Markup:
    return Markup("").join(map(_span, said))


def _span(span: Span) -> Markup:
    body: Markup = Markup("<br>").join(escape(line) for line in span.text.split("\n"))
    if span.look in _TAGS:
        body = Markup(f"<{_TAGS[span.look]}>{{}}</{_TAGS[span.look]}>").format(body)
    elif span.look:
        body = Markup('<span class="{}">{}</span>').format(span.look, body)
    return Markup('<a href="#{}">{}</a>').format(span.anchor, body) if span.anchor else body


def _picture(figure: Figure, number: int) -> Markup:
    """The picture; what it is called inside is made its own, since a page may hold several."""

    def own(match: re.Match[str]) -> str:
        more = "".join(f" f{number}-{name}" for name in match[3].split())
        return f"{match[1]}f{number}-{match[2]}{more}"

    return Markup(_IDS.sub(own, figure.svg))
