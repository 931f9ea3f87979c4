"""Defined terms in running text: longest match, one pass, scope before width.

The vocabulary of a document is its own definitions, then those of the works its house rules name. A local
definition hides a wider one. Plurals and possessives are the term; other capitals are not.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from specman.model.document import Document, Provision
from specman.model.identity import Place, Work
from specman.model.link import TermUse

_ACRONYM = re.compile(
    r"((?:[A-Z][\w-]*[ \u00a0](?:(?:of|and|for|the|to|in)[ \u00a0])?){2,7})\((?:the )?[\"“'‘]?([A-Z]{2,8})s?[\"”'’]?\)"
)
_NAMED_TWICE = re.compile(r"(.+?) \(?(?:or )?([A-Z]{2,8})\)|(.+?) or ([A-Z]{2,8})")
_POINTER = re.compile(r"has the meaning given to (?:that (?:expression|term)|it) in\b")
_WORD = re.compile(r"(?<![\w-])[A-Z]\w*")
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


def places_of(definitions: Mapping[str, Iterable[Definition]]) -> dict[tuple[str, str], Place]:
    """(work, term) to the provision that defines it; the first of a work that defines a term twice."""
    found: dict[tuple[str, str], Place] = {}
    for work_id, rows in definitions.items():
        for definition in rows:
            found.setdefault((work_id, definition.term), definition.place)
    return found


@dataclass(frozen=True)
class Vocabulary:
    """The terms that mean something in one document, and the expression that finds them.

    Attributes:
        meanings: term, or a short form of one, to its definition, the nearest scope's one.
        digest: of terms and places, for the index; the expression is not built when the index has the answer.
    """

    meanings: Mapping[str, Definition]
    digest: str

    @classmethod
    def of(cls, definitions: Iterable[Definition], short_forms: Mapping[str, str] | None = None) -> Vocabulary:
        """Build from definitions, nearest scope first.

        Args:
            short_forms: acronym to its words, as texts introduce them; used when the words are a defined term and the
                acronym is not.
        """
        meanings: dict[str, Definition] = {}
        twice: dict[str, Definition] = {}
        for definition in definitions:
            if len(definition.term) > 1 and definition.term[0].isupper():
                meanings.setdefault(definition.term, definition)
                if match := _NAMED_TWICE.fullmatch(definition.term):
                    for name in filter(None, match.groups()):
                        twice.setdefault(name, definition)
        meanings = {**twice, **meanings}
        for short, words in (short_forms or {}).items():
            if words in meanings:
                meanings.setdefault(short, meanings[words])
        content = "\x1f".join(f"{term}\x1e{meanings[term].term}\x1e{meanings[term].place}" for term in sorted(meanings))
        return cls(meanings, hashlib.blake2b(content.encode(), digest_size=12).hexdigest())

    @functools.cached_property
    def _groups(self) -> Mapping[str, re.Pattern[str]]:
        return _grouped(tuple(sorted(self.meanings)))

    def find(self, text: str) -> list[TermUse]:
        """Every use of a term in a text, in order, spans half-open in code points.

        A word that begins with a capital is looked up, and only the terms that begin with it are tried, the longest
        first: the time does not grow with the vocabulary.
        """
        groups = self._groups
        if not groups:
            return []
        found = []
        end = 0
        for word in _WORD.finditer(text):
            group = groups.get(word[0])
            if group is None or word.start() < end:
                continue
            match = group.match(text, word.start())
            if match is None:
                continue
            end = match.end()
            term = self._term(match[0])
            if term:
                definition = self.meanings[term]
                written = definition.term if match[0] == definition.term else match[0]  # one string for all its uses
                found.append(TermUse(written, match.start(), match.end(), definition.term, definition.place.work))
        return found

    def _term(self, words: str) -> str:
        if words in self.meanings:  # as it is defined: most are
            return words
        plain = re.sub(r"[ \u00a0\n]+", " ", words)
        bare = plain.rstrip("'’")
        for candidate in (bare, *(bare.removesuffix(end) for end in ("'s", "’s", "es", "s"))):
            for singular in (candidate, re.sub("ies$", "y", candidate)):
                if singular in self.meanings:
                    return singular
        return ""


@functools.lru_cache(maxsize=64)
def _grouped(terms: tuple[str, ...]) -> Mapping[str, re.Pattern[str]]:
    """First word, singular or plural, to the expression for the terms that begin with it.

    Most documents of a library share their vocabulary, so the expressions are built once for all of them.
    """
    groups: dict[str, list[str]] = {}
    for term in terms:
        first = re.match(r"\w+", term)
        if first is None:
            continue
        keys = {first[0]}
        if first[0] == term:
            keys |= {term + "s", term + "es", *((term[:-1] + "ies",) if term.endswith("y") else ())}
        for key in keys:
            groups.setdefault(key, []).append(term)
    return {key: _one_of(members) for key, members in groups.items()}


def _one_of(terms: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?:{'|'.join(map(_singular_or_plural, longest))}){_ENDING}(?![\w])")


def _singular_or_plural(words: str) -> str:
    """An expression for words whose last may be plural; -y becomes -ies, other plurals are `_ENDING`."""
    stem = re.escape(words[:-1] if words.endswith("y") else words).replace(r"\ ", r"[ \u00a0\n]")
    return stem + ("(?:y|ies)" if words.endswith("y") else "")


def short_forms_of(document: Document) -> dict[str, str]:
    """Acronyms a text introduces, with their words: `Home Area Network (HAN)`.

    The capitals of the words must be the letters of the acronym, so that `the Panel (PCP)` is none.
    """
    found: dict[str, str] = {}
    for provision in document.provisions:
        if "(" not in provision.text:
            continue
        for match in _ACRONYM.finditer(provision.text):
            words = match[1].replace("\u00a0", " ").split()
            letters = list(match[2])
            taken: list[str] = []
            for word in reversed(words):
                if not letters:
                    break
                taken.insert(0, word)
                if word[0].isupper() and word[0] == letters[-1]:
                    letters.pop()
                elif word[0].isupper():
                    break
            if not letters and taken[0][0].isupper():
                found.setdefault(match[2], " ".join(taken))
    return found


def vocabulary_for(work: Work, document: Document, wider: Mapping[str, list[Definition]]) -> Vocabulary:
    """The vocabulary that governs a document.

    Args:
        wider: work id to the definitions of the works that house rules name.
    """
    defined = definitions_of(document)
    short_forms = short_forms_of(document)
    if work.id in work.house.terms_from:
        return Vocabulary.of(defined, short_forms)
    chain = [d for d in defined if not d.pointer]
    for name in work.house.terms_from:
        chain += [d for d in wider.get(name, ()) if not d.in_place]
    return Vocabulary.of([*chain, *defined], short_forms)


def is_own_definition(provision: Provision, term: str) -> bool:
    """True where a term is in the provision that defines it, which is not a use."""
    return provision.kind == "definition" and provision.heading == term


_SENTENCE_START = re.compile(r"(?:^|[.!?;:]\s+|\n)[\"“'‘(]*$")


def without_mere_capitals(uses: Mapping[str, Sequence[TermUse]], document: Document) -> dict[str, list[TermUse]]:
    """Term uses without those that are only the capital a sentence begins with (`Command the device to …`).

    Only a term of one word at the start of a sentence is in doubt. It is the term when the document also uses it inside
    a sentence, or never writes the word in lower case.

    Args:
        uses: eId to the uses of each provision.
    """
    doubtful: set[str] = set()
    certain: set[str] = set()
    for eid, found in uses.items():
        words = document.by_eid[eid].words
        for use in found:
            if " " not in use.term and not use.text.isupper() and _starts_sentence(words, use.start):
                doubtful.add(use.term)
            else:
                certain.add(use.term)
    doubtful -= certain
    if not doubtful:
        return {eid: list(found) for eid, found in uses.items()}
    everything = "\n".join(provision.text for provision in document.provisions)
    small = {term for term in doubtful if re.search(rf"\b{re.escape(term.lower())}(?:s|es)?\b", everything)}
    return {eid: [use for use in found if use.term not in small] for eid, found in uses.items()}


def _starts_sentence(words: str, at: int) -> bool:
    return bool(_SENTENCE_START.search(words, max(0, at - 8), at)) or at == 0
