"""Defined terms in running text: longest match, one pass, scope before width.

The vocabulary of a document is its own definitions, then those of the works its house rules name. A local
definition hides a wider one. Plurals and possessives are the term; other capitals are not.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from specman.model.document import Document, Provision
from specman.model.identity import Place, Work
from specman.model.link import TermUse

_POINTER = re.compile(r"has the meaning given to (?:that (?:expression|term)|it) in\b")
_ENDING = r"(?:s|es|'s|’s|s'|s’)?"


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a term gets its meaning.

    Attributes:
        pointer: true when the provision only points to the provision that defines the term.
        in_place: true when the term is defined in running text, in brackets and bold.
    """

    term: str
    place: Place
    pointer: bool = False
    in_place: bool = False


def definitions_of(document: Document) -> list[Definition]:
    """The terms a document defines, in document order: definition provisions, and bold terms in brackets."""
    return [
        Definition(
            term,
            Place(document.work, provision.eid),
            pointer=not in_place and bool(_POINTER.search(provision.text)),
            in_place=in_place,
        )
        for term, provision, in_place in document.defined()
    ]


@dataclass(frozen=True)
class Vocabulary:
    """The terms that mean something in one document, and the expression that finds them.

    Attributes:
        meanings: term to its definition, the nearest scope's one.
        digest: of terms and places, for the index; the expression is not built when the index has the answer.
    """

    meanings: Mapping[str, Definition]
    digest: str

    @classmethod
    def of(cls, definitions: Iterable[Definition]) -> Vocabulary:
        """Build from definitions, nearest scope first."""
        meanings: dict[str, Definition] = {}
        for definition in definitions:
            if len(definition.term) > 1 and definition.term[0].isupper():
                meanings.setdefault(definition.term, definition)
        said = "\x1f".join(f"{term}\x1e{meanings[term].place}" for term in sorted(meanings))
        return cls(meanings, hashlib.blake2b(said.encode(), digest_size=12).hexdigest())

    @functools.cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Matches every term, the longest first; None when there is none."""
        return _pattern(tuple(sorted(self.meanings)))

    def find(self, text: str) -> list[TermUse]:
        """Every use of a term in a text, in order, spans half-open in code points."""
        if self.pattern is None:
            return []
        found = []
        for match in self.pattern.finditer(text):
            term = self._term(match[0])
            if term:
                definition = self.meanings[term]
                found.append(TermUse(match[0], match.start(), match.end(), term, definition.place.work))
        return found

    def _term(self, words: str) -> str:
        plain = re.sub(r"[ \u00a0\n]+", " ", words)
        bare = plain.rstrip("'’")
        for candidate in (bare, *(bare.removesuffix(end) for end in ("'s", "’s", "es", "s"))):
            for singular in (candidate, re.sub("ies$", "y", candidate)):
                if singular in self.meanings:
                    return singular
        return ""


@functools.lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all terms, alternatives grouped by first word: a flat one is thirty times slower.

    Most documents of a library share their vocabulary, so the expression is built once for all of them.
    """
    if not terms:
        return None
    groups: dict[str, list[str]] = {}
    for term in terms:
        first, _, rest = term.partition(" ")
        groups.setdefault(first, []).append(rest)
    choices = []
    for first, rests in sorted(groups.items()):
        longer = sorted((rest for rest in rests if rest), key=lambda rest: (-len(rest), rest))
        inner = "|".join(_singular_or_plural(rest) for rest in longer)
        if inner:
            choices.append(rf"{re.escape(first)}[ \u00a0\n](?:{inner})")
        if "" in rests:
            choices.append(_singular_or_plural(first))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)}){_ENDING}(?![\w])")


def _singular_or_plural(words: str) -> str:
    """An expression for words whose last may be plural; -y becomes -ies, other plurals are `_ENDING`."""
    stem = re.escape(words[:-1] if words.endswith("y") else words).replace(r"\ ", r"[ \u00a0\n]")
    return stem + ("(?:y|ies)" if words.endswith("y") else "")


def vocabulary_for(work: Work, document: Document, wider: Mapping[str, list[Definition]]) -> Vocabulary:
    """The vocabulary that governs a document.

    Args:
        wider: work id to the definitions of the works that house rules name.
    """
    own = [d for d in definitions_of(document) if not d.pointer]
    chain = list(own)
    for name in work.house.terms_from:
        if name != work.id:
            chain += [d for d in wider.get(name, ()) if not d.in_place]
    return Vocabulary.of(
        [*chain, *definitions_of(document)] if work.id not in work.house.terms_from else definitions_of(document)
    )


def is_own_definition(provision: Provision, term: str) -> bool:
    """True where a term stands in the provision that defines it: not a use."""
    return provision.kind == "definition" and provision.heading == term
