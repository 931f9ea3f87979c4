"""Citations out of prose: one pass, anchored by one regular expression, linear in the text.

An anchor is a unit word before a label (`Section H3`, `clauses 2 and 3`), a document's name, or a code that
means something by itself (`ECS17b`, `E062305`, `SECMP0014`). From the anchor a small loop reads labels with
their sub-levels, list and range separators, a bracketed title, and `of <document>`. What a unit word means
depends on the citing document (`HouseRules.own_units`); which words, codes and documents there are, on the house.

Forms and their targets follow the acceptance list in `tests/citations/cases.tsv`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial

from specman.citations.belonging import Belonging, any_label
from specman.citations.labels import MOST_LABELS, Listed, read_labels, read_numbers, read_part_names
from specman.citations.meaning import NOTHING_SAID, Context, Meaning, Of
from specman.citations.names import Names
from specman.citations.patterns import (
    APPLICABLE,
    BRACKETED,
    CAPITALISED,
    DECIMAL,
    GOES_ON,
    INCLUSIVE,
    MEANINGS_AFTER,
    MEANINGS_BEFORE,
    NATIONAL_ANNEX,
    ONE_SPACE,
    PLACEMENT,
    SEPARATOR,
    SPACES,
    THIS_BEFORE,
    TITLE,
    VERSION,
    CodeForm,
    Reading,
    fold,
)
from specman.citations.ranges import MOST_EXPANDED
from specman.model.house import Numbered, Part
from specman.model.link import Citation, Target

_BEFORE = 60  # code points looked at before an anchor


def find_citations(text: str, context: Context, names: Names) -> list[Citation]:
    """Every citation of a text, in order, without overlaps.

    Spans are half-open offsets of code points in `text`. What the words leave open ("that Section", where none was
    named) is not a citation. A placeholder is one, with the document `?`.
    """
    return _Scanner(text, context, names).scan()


class _Scanner:
    """One text. Every method that reads a form returns where its citation ends, 0 when it is none."""

    def __init__(self, text: str, context: Context, names: Names) -> None:
        self.text = text
        self.context = context
        self.names = names
        self.patterns = names.patterns
        self.meaning = Meaning(context, names)
        self.belonging = Belonging(text, names, self.meaning)
        self.found: list[Citation] = []

    def scan(self) -> list[Citation]:
        at = 0
        while candidate := self.names.candidates.search(self.text, at):
            start = candidate.start()
            match = self.patterns.anchor.match(self.text, start) if candidate.lastgroup != "name" else None
            if match is not None:
                at = max(self.anchor(match), match.end())
            elif "A" <= self.text[start] <= "Z":  # by far the most frequent: a capital letter
                at = self.name(start) or self._word_end(start)
            else:
                at = start + 1
        return self.found

    def _word_end(self, at: int) -> int:
        while at < len(self.text) and (self.text[at].isalnum() or self.text[at] == "_"):
            at += 1
        return at

    def anchor(self, match: re.Match[str]) -> int:
        match match.lastgroup:
            case "unit":
                return self.unit(match)
            case "bare":
                return self.bare(match)
            case "this":
                return self.this(match)
            case "that":
                return self.that(match)
            case "preceding":
                return self.preceding(match)
            case "external":
                return self.external(match)
            case "placeholder":
                return self.placeholder(match)
            case code:
                return self.code(match, self.patterns.forms[code or ""])

    def add(self, start: int, end: int, kind: str, targets: Sequence[Target], heading: str = "") -> int:
        if len(targets) == 1:
            one = targets[0]
            named = (one.document, one.provision, one.version, one.interior)
            unique = self.names.shared.setdefault(named, (one,))
        else:
            unique = tuple(dict.fromkeys(targets[:MOST_EXPANDED]))
        self.found.append(Citation(sys.intern(self.text[start:end]), start, end, kind, unique, heading))
        return end

    # -- single forms ------------------------------------------------------------------------------------

    def code(self, match: re.Match[str], form: CodeForm) -> int:
        """A code that is a citation without a unit word, where the house rules allow it."""
        row, start = form.row, match.start()
        before = self.text[max(0, start - _BEFORE) : start] if form.after or form.in_sections_after else ""
        if self.context.work.code in row.not_in or (form.after and not form.after.search(before)):
            return self.name(start)
        in_section = self.context.work.kind == "code-section" and not self.context.is_question
        if form.in_sections_after and in_section and not form.in_sections_after.search(before):
            return 0
        if row.words:
            return self.codes(start, start, form)
        return self.add(start, match.end(), row.kind, [form.target(match)])

    def codes(self, start: int, at: int, form: CodeForm) -> int:
        """Codes of one form, listed: `Use Cases ECS17b and ECS18`."""
        targets: list[Target] = []
        end = at
        while len(targets) < MOST_LABELS and (match := form.one.match(self.text, at)):
            targets.append(form.target(match, by_itself=True))
            end = match.end()
            title = TITLE.match(self.text, end)
            separator = SEPARATOR.match(self.text, title.end() if title else end)
            if not separator or not form.one.match(self.text, separator.end()):
                break
            at = separator.end()
        return self.add(start, end, form.row.kind, targets) if targets else 0

    def external(self, match: re.Match[str]) -> int:
        words = match[0].split()
        name = SPACES.sub(" ", match["outside"])
        statute = re.fullmatch(r"(.+ Act) (\d{4})", name)
        document = f"EXT:{name.replace(' ', '')}" if statute else f"EXT:{self.names.house.outside[name]}"
        lead = {"table": "T", "annex": "annex "}.get(words[0].casefold(), "s" if statute else "")
        return self.add(match.start(), match.end(), "external", [Target(document, lead + words[1])])

    def placeholder(self, match: re.Match[str]) -> int:
        """`Appendix [TBC]` names nothing; a title written after it does (`APPENDIX XXX MESSAGE MAPPING CATALOGUE`)."""
        words = CAPITALISED.match(self.text, match.end())
        titled = self.names.folded.get(fold(words[1]).strip()) if words else None
        if words and titled:
            end = match.end() + len(words[0].rstrip())
            return self.add(match.start(), end, "placeholder", [Target(titled, "*")])
        return self.add(match.start(), match.end(), "placeholder", [Target("?", "?")])

    def bare(self, match: re.Match[str]) -> int:
        """`F4.2`, `(L9.5(d))`: a number of the Code without the word Section, in the Code itself only."""
        if self.context.work.kind != "code-section":
            return self.name(match.start())
        return self.labels(match.start(), match.start(), "section", NOTHING_SAID)

    def that(self, match: re.Match[str]) -> int:
        """`Section D8 ... as set out in that Section`: what was last named of its kind in the same text.

        Where nothing was, the words leave open what is meant, and are no citation.
        """
        unit = self.patterns.that_units[match["that_unit"]]
        last = next((c for c in reversed(self.found) if c.kind.removesuffix("_list") == unit), None)
        if last is None:
            return 0
        return self.add(match.start(), match.end(), f"that_{unit}", [last.targets[-1]])

    def this(self, match: re.Match[str]) -> int:
        unit, house = match["this_unit"], self.names.house
        document = house.code if unit in house.itself else self.context.work.code
        for alias in self.context.work.aliases:
            if alias.startswith(unit) and unit.casefold() in self.patterns.parts:
                document = house.part_document(alias) or document
        return self.add(match.start(), match.end(), "relative_document", [Target(document, "*")])

    def preceding(self, match: re.Match[str]) -> int:
        document, here = self.context.document, self.context.provision
        if document is None or here is None:
            return 0
        siblings = [p for p in document.children(here.parent) if p.kind in ("clause", "item")]
        place = next((i for i, p in enumerate(siblings) if p.eid == here.eid), 0)
        if place == 0:
            return 0
        target = Target(self.context.work.code, siblings[place - 1].label)
        return self.add(match.start(), match.end(), "relative_paragraph", [target])

    # -- documents by name -------------------------------------------------------------------------------

    def name(self, start: int) -> int:
        joined = start and (self.text[start - 1].isalnum() or self.text[start - 1] in "-_")
        if joined and not (self.found and self.found[-1].end == start):  # a table cell that lost its separator
            return 0
        match = self.names.pattern.match(self.text, start)
        if not match:
            return 0
        document = self.names.document_called(match[0])
        at = match.end()
        if version := VERSION.match(self.text, at):
            return self.add(start, version.end(), "document_version", [Target(document, f"@{version[1]}", version[1])])
        if not ONE_SPACE.match(self.text, at):
            return self._document(start, at, document)
        inner = self.patterns.inner_unit.match(self.text, at + 1)
        if inner and isinstance(unit := self.patterns.units[fold(inner[1])], str):
            end = self.labels(start, inner.end(), unit, Of(document))
            if end:
                return end
        house = self.names.house
        if document != house.code and not house.is_section(document):
            if na := NATIONAL_ANNEX.match(self.text, at):
                return na.end()
            label = DECIMAL.match(self.text, at + 1)
            if label and "." in label[0]:
                end = self.labels(start, at + 1, "section", Of(document))
                if end:
                    return end
        return self._document(start, at, document)

    def _document(self, start: int, end: int, document: str) -> int:
        """A document named without a number in it."""
        if document == self.names.house.code:
            return 0
        before = self.text[max(0, start - _BEFORE) : start]
        if APPLICABLE.search(before):
            return self.add(start, end, "versioned_document", [Target(document, "@applicable", "applicable")])
        if MEANINGS_AFTER.match(self.text, end) or MEANINGS_BEFORE.search(before):
            where = "glossary" if document in self.names.house.glossaries else "definitions"
            return self.add(start, end, "borrowed_terms", [Target(document, where)])
        title = BRACKETED.match(self.text, end)
        return self.add(start, title.end() if title else end, "document", [Target(document, "*")])

    # -- unit words --------------------------------------------------------------------------------------

    def unit(self, match: re.Match[str]) -> int:
        start, at = match.start(), match.end()
        match self.patterns.units[fold(match["unit_word"])]:
            case Part() as part:
                return self.part(start, at, part)
            case Numbered() as row:
                return self.numbers(start, at, row)
            case CodeForm() as form:
                return self.codes(start, at, form)
            case reading:
                lead = THIS_BEFORE.search(self.text, max(0, start - 5), start)
                return self.labels(lead.start() if lead else start, at, reading, NOTHING_SAID)

    def numbers(self, start: int, at: int, row: Numbered) -> int:
        """`Service Requests 4.1.1 and 4.2.1 to 4.2.3`: numbers of one document, wherever they are written."""
        listed = read_numbers(self.text, at)
        if not listed.labels:
            return 0
        targets = [
            Target(row.document, row.provision.format(number=one.label), interior=one.interior) for one in listed.labels
        ]
        return self.add(start, listed.end, row.kind, targets, listed.heading)

    def part(self, start: int, at: int, part: Part) -> int:
        """`Appendix AD`, `Appendices B, AQ and AR`, `Schedules 8, 9 and 10`, `Appendices H to P`."""
        listed = read_part_names(self.text, at, part.names, part.unit)
        if not listed.labels:
            return 0
        start, end, of = self.belonging.around(start, listed.end, free_from=self._last_end(), is_part=True)
        if of.is_outside:
            outside = [Target(of.document, f"{part.unit} {one.label}", interior=one.interior) for one in listed.labels]
            return self.add(start, end, "external", outside)
        targets = [self.meaning.part(part, one.label, interior=one.interior) for one in listed.labels]
        kind = part.unit if len(targets) == 1 else f"{part.unit}_list"
        return self.add(start, listed.end, kind, targets, listed.heading)

    def labels(self, start: int, at: int, unit: Reading, of: Of) -> int:
        """Labels after a unit word, up to the document they belong to."""
        if of == NOTHING_SAID and (end := self.labels_outside(start, at, unit)):
            return end
        letters_alone = of.document in ("", self.names.house.code)
        ends = partial(self.is_outside, unit)
        listed = read_labels(self.text, at, unit, self.patterns, letters_alone=letters_alone, ends=ends)
        if not listed.labels:
            return 0
        end, heading = listed.end, listed.heading
        if GOES_ON.match(self.text, end):
            if placed := PLACEMENT.match(self.text, end):
                end = placed.end()
            if inclusive := INCLUSIVE.match(self.text, end):
                end = inclusive.end()
            if of == NOTHING_SAID:
                end, of = self.belonging.of(end)
        targets = [
            target
            for one in listed.labels
            if (target := self.meaning.label(one.label, unit, of, interior=one.interior)) is not None
        ]
        if not targets:
            return end
        kind = unit if len(targets) == 1 else f"{unit}_list"
        return self.add(start, end, kind, targets, heading if len(targets) == 1 else "")

    # -- what is outside -----------------------------------------------------------------------------------

    def labels_outside(self, start: int, at: int, unit: Reading) -> int:
        """Labels of a code, an act or an agreement that nobody holds here: `sections 12 and 14 of the Gas Act 1986`."""
        end = 0
        while listed := self._listed_outside(at, unit):
            start, close, of = self.belonging.around(start, listed.end, free_from=self._last_end())
            if not of.is_outside:
                break
            targets = [self.meaning.label(one.label, unit, of, interior=one.interior) for one in listed.labels]
            end = self.add(start, close, "external", [target for target in targets if target is not None])
            more = SEPARATOR.match(self.text, end)  # `5 of the Gas Act 1986 and 6 of the Electricity Act 1989`
            if more is None:
                break
            start = at = more.end()
        return end

    def is_outside(self, unit: Reading, at: int) -> bool:
        """Whether the labels at a place belong to something outside."""
        listed = self._listed_outside(at, unit)
        return listed is not None and self.belonging.of(listed.end)[1].is_outside

    def _listed_outside(self, at: int, unit: Reading) -> Listed | None:
        listed = read_labels(
            self.text, at, unit, self.patterns, letters_alone=True, shape=any_label, ends=lambda _: True
        )
        return listed if listed.labels else None

    def _last_end(self) -> int:
        return self.found[-1].end if self.found else 0
