"""Citations out of prose: one scanner, anchored by one regular expression, linear in the text.

An anchor is a unit word before a label (`Section H3`, `clauses 2 and 3`), a document's name, or a code that
means something by itself (`ECS17b`, `E062305`, `SECMP0014`). From the anchor a small loop reads labels with
their sub-levels, list and range separators, a bracketed title, and `of <document>`. What a unit word means
depends on the citing document (`HouseRules.own_units`).

Forms and their targets follow the acceptance list in `tests/citations/cases.tsv`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from specman.model.document import Document, Provision
from specman.model.identity import Work, part_notation
from specman.model.link import Citation, Target

MOST_PARTS = 60
MOST_EXPANDED = 100

_SP = r"[ \u00a0\u2009\n]"
# label: SEC (A1.1, N4A, H), or decimal (4.6.5.4, 10), with sub-levels (a)(ii)(A)
_SEC_LABEL = re.compile(r"[A-Z]\d{1,2}[A-Z]?(?:\.\d{1,3}[A-Z]?)?(?![\w])|[A-Z](?=[\s,.;:)]|$)(?!\.\d)")
_DEC_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3}(?:[A-Z](?![A-Za-z]))?){0,6}(?![a-z\d_])")
_SUB = re.compile(rf"{_SP}?\(([a-z]{{1,2}}|[ivxl]{{1,6}}|[A-Z]|\d{{1,2}})\)")
_SEP = re.compile(
    rf"{_SP}?(?:,{_SP}?(?:and|or){_SP}|,{_SP}?|{_SP}and/or{_SP}|{_SP}and{_SP}|{_SP}or{_SP}|/{_SP}?|;{_SP}?)"
)
_RANGE = re.compile(rf"{_SP}(?:to|through){_SP}|{_SP}?[-\u2013]{_SP}?")
_TITLE = re.compile(rf"{_SP}?\(([A-Z](?:[^()]|\([^()]*\))*)\)|{_SP}'([A-Z][^']*)'|{_SP}\"([A-Z][^\"]*)\"")
_OF = re.compile(rf"(?:,?{_SP}of|{_SP}in){_SP}(?:the{_SP})?")
_PLACEMENT = re.compile(rf"{_SP}(above|below)\b")
# What any of the six above begins with. Most citations end with their first label: asked once, nothing else is tried.
_GOES_ON = re.compile(rf"{_SP}?[(,;/'\"\u2013-]|{_SP}{{1,2}}(?:and|or|to|through|of|in|above|below)\b")

_APPLICABLE = re.compile(rf"\bapplicable{_SP}version{_SP}of{_SP}(?:the{_SP})?$")
_MEANINGS_AFTER = re.compile(rf"{_SP}[Mm]eanings?\b")
_MEANINGS_BEFORE = re.compile(
    rf"\bmeanings?{_SP}(?:given{_SP}(?:to{_SP}(?:it|them){_SP})?)?in{_SP}(?:the{_SP})?"
    rf"(?:\w+{_SP}(?:and{_SP}/{_SP}or|and|or){_SP}(?:the{_SP})?)?$"
)
_WITH_GLOSSARY = {"SMETS", "CHTS", "GBCS"}

_UNITS = {
    "section": "section", "sections": "section",
    "clause": "clause", "clauses": "clause",
    "paragraph": "paragraph", "paragraphs": "paragraph",
    "sub-paragraph": "paragraph", "sub-paragraphs": "paragraph",
    "subsection": "paragraph", "subsections": "paragraph", "sub-section": "paragraph", "sub-sections": "paragraph",
    "subclause": "paragraph", "subclauses": "paragraph", "sub-clause": "paragraph", "sub-clauses": "paragraph",
    "table": "table", "tables": "table",
    "appendix": "appendix", "appendices": "appendix",
    "schedule": "schedule", "schedules": "schedule",
    "use case": "use-case", "use cases": "use-case",
    "service request": "srv", "service requests": "srv",
    "service reference variant": "srv", "service reference variants": "srv",
    "srv": "srv", "srvs": "srv", "sr": "srv", "srs": "srv",
    "service reference": "sr", "service references": "sr",
}  # fmt: skip
_UNIT = "|".join(sorted((re.escape(u).replace(r"\ ", _SP) for u in _UNITS), key=len, reverse=True))
_USE_CASE = r"(?:ECS|GCS|CCS|CS|DBCH|PECS|PCS|HECS)\d{2,3}[a-zA-Z]?\d?"
_STATUTE = rf"[A-Z][A-Za-z]+(?:{_SP}[A-Z][A-Za-z]+)*?{_SP}Act{_SP}\d{{4}}"

_ANCHOR = re.compile(
    rf"""
      (?P<external>
          (?i:section|condition|table|annex){_SP}[\w.()-]+(?:{_SP}\([^)]*\))?{_SP}of{_SP}the{_SP}
            (?P<ext_name>{_STATUTE}|DCC{_SP}Licence|Blue{_SP}Book|Green{_SP}Book|ZSE(?:{_SP}specification)?|SRO{_SP}letter)
        | NIST{_SP}Special{_SP}Publication{_SP}(?P<nist>800-\w+)(?:{_SP}Revision{_SP}\d)?(?:,{_SP}Section{_SP}[\d.]+\d)?
      )
    | \b(?P<standard>(?:RFC|BCP){_SP}?\d{{1,5}}\b
        | (?:(?:ISO/IEC|BS|EN|ISO|IEC|ETSI|ECMA|IEEE|FIPS|ITU-T|ANSI)[- \u00a0\n]?){{1,3}}
          (?:(?:PUB|TS|TR|EN|Std){_SP})?(?:[A-Z]\.)?\d{{2,}}(?:[-.]\d+)*(?::\d{{4}})?(?![\w])
      )(?:,{_SP}(?:Section|clause){_SP}(?P<standard_part>\d+(?:\.\d+)*))?
    | (?P<minute>\b(?:ACTION|Action){_SP}(?P<minute_action>[A-Z]{{2,6}}\d{{1,3}}/\d{{1,3}}))\b
    | \bSEC{_SP}Mod(?:ification)?{_SP}(?P<informal_mod>\d{{1,4}})\b
    | (?P<schema_location>\bschemaLocation="(?P<schema_name>[A-Z]+){_SP}Schema{_SP}
        V?(?P<schema_version>\d+(?:\.\d+)+)\.xsd")
    | (?P<category>\b[Mm]essage{_SP}[Cc]ategor(?:y|ies){_SP}(?P<category_name>SME(?:\.[A-Z]+)+(?:-[A-Z]+)?))\b
    | (?P<column>\bColumns?{_SP}(?P<column_name>[A-Z]{{1,2}}){_SP}(?:in|of){_SP}the{_SP}
        (?:GBCS{_SP})?[Mm]apping{_SP}[Tt]able)\b
    | (?P<table_row>\b[Mm]apping{_SP}[Tt]able{_SP}rows?{_SP}(?P<row_number>\d{{1,5}}))\b
    | (?P<placeholder>\b(?i:appendix|section|schedule){_SP}(?:\[TBC\]|XXX\b))
    | (?P<that>\b[Tt]hat{_SP}(?P<that_unit>Section|clause|paragraph|Schedule|Appendix|Table)\b
        (?!{_SP}\(?(?:[A-Z]?\d|[A-Z]{{1,2}}\b)))
    | (?P<this>\b[Tt](?:his{_SP}(?P<this_unit>Code|Appendix|Schedule|document)\b))
    | \b(?P<unit>(?i:{_UNIT}))(?P<gap>{_SP}{{1,2}}|(?=\d+\.\d))
    | (?P<preceding>\bthe{_SP}preceding{_SP}paragraph\b)
    | \b(?P<code_use_case>{_USE_CASE})\b
    | (?P<message>\b[Mm]essage{_SP}[Cc]ode:?{_SP})(?P<message_code>0x[0-9A-Fa-f]{{4}})\b
    | (?P<alert>\b[Aa]lert{_SP}[Cc]ode:?{_SP})(?P<alert_code>0x[0-9A-Fa-f]{{4}})\b
    | \b(?P<response_code>[EW]\d{{6}}|E\d{{1,4}}|I0|I99)\b
    | \b(?P<dcc_alert>N\d{{1,3}})\b(?!\.)
    | (?P<type_prefix>\b(?:sr|ra):)(?P<type_name>[A-Za-z]\w+)
    | \b(?P<response_type>[A-Z]\w+Rsp)\b
    | \b(?P<modification>SECMP{_SP}?\d{{4}}|MP\d{{3}}[A-Z]?|DP\d{{3}})\b
    | \b(?P<issue>(?:IRP|CRP)\d{{3}})\b
    | \bSEC(?:{_SP}version)?{_SP}?(?P<sec_version>\d{{1,2}}\.\d{{1,2}})\b(?!\.\d)
    | (?P<by_name>\((?P<by_name_srv>\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?)\))
    | (?P<bare>(?<![\w.])[A-Z]\d{{1,2}}\.\d{{1,3}}[A-Z]?(?!\.?\d)(?![\w-]))
    | (?P<name>(?<![A-Za-z_-])[A-Z])
    """,
    re.VERBOSE,
)


_VERSION = re.compile(rf"{_SP}(?:v|version{_SP}(?:-{_SP})?)?(\d+\.\d+(?:\.\d+)*[a-z]?)(?![\w.(])")
_ONE_SPACE = re.compile(_SP)
_INNER_UNIT = re.compile(rf"(?i:({_UNIT})){_SP}{{1,2}}")
_NATIONAL_ANNEX = re.compile(rf"{_SP}NA\b")
_BRACKETED = re.compile(rf"{_SP}\[[A-Z]+\]")
_AGAIN = re.compile(rf"(?i:sections?|clauses?|paragraphs?){_SP}{{1,2}}")
_LETTERED_UNIT = re.compile(rf"(?i:(appendix|appendices|schedules?)){_SP}")
_LETTERED = re.compile(rf"(?i:(appendix|schedule)){_SP}([A-Z]{{1,2}}|\d{{1,2}})(?!\w|\.\w)")
_INCLUSIVE = re.compile(rf"{_SP}\(inclusive\)")
_HOLDER_UNIT = re.compile(rf"(?i:(this{_SP}section|section|clause)){_SP}")
_THIS_BEFORE = re.compile(rf"\b[Tt]his{_SP}$")
_VARIANT = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}(?![\w])")
_VARIANT_END = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}(?![\w])")
_ONE_USE_CASE = re.compile(_USE_CASE + r"\b")
_SPACES = re.compile(rf"{_SP}+")

# What an anchor may begin with, the names of documents apart. Trying the whole of `_ANCHOR` at every letter took three
# times as long, and at every capital letter half as long again.
_CAPITALS = (
    r"This\b", r"That\b", "S[eEuUcCrR]", "C[lLoO]", "P[aA]", "T[aA]", "A[pPnNlLcC]", "U[sS]", "M[eEaAP]", "NI", "D[BP]",
    "IR", "CR", "EC", "GC", "CC", "PC", "CS", "PE", "HE", "RFC", "BCP", "BS", "EN", "ISO", "IE", "ET", "FIPS", "ITU",
    "ANSI",
)  # fmt: skip
_SMALL = (
    "section", "service", "sub-?[psc]", "sche", r"srv?s?\b", "clause", "condition", "paragraph", "table", r"this\b",
    r"that\b", r"the\sprec", "appendi", "annex", "alert", r"use\s", "message", "mapping", "ra:",
)  # fmt: skip


def _starts(names: Iterable[str] = ()) -> re.Pattern[str]:
    """Where an anchor may begin; names are those of documents.

    The expression begins with one set of letters, so that the engine skips all others at once: with a choice of words
    in its place the search took twice as long.
    """
    capitals = sorted({*_CAPITALS, *(re.escape(name[:3]) for name in names if "A" <= name[0] <= "Z")})
    first = "".join(sorted({word[0] for word in _SMALL}))
    return re.compile(
        rf"[A-Z({first}](?:(?<=[A-Z])(?<![A-Za-z_].)(?:\d|\w*Rsp\b|{_by_first(capitals)})|(?<=\()\d"
        rf"|(?<=[a-z])(?<!\w.)(?:{_by_first(_SMALL)}))"
    )


def _by_first(words: Sequence[str]) -> str:
    """An expression for words whose first letter was just read."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"(?<={letter})(?:{'|'.join(found)})" for letter, found in rests.items())


@dataclass(frozen=True)
class Names:
    """Names by which documents are cited: folded name to document notation, with one regular expression.

    Attributes:
        candidates: where a citation may begin.
        shared: what single citations named so far: most of a library is cited more than once, and held once.
    """

    code_of: Mapping[str, str]
    pattern: re.Pattern[str]
    folded: Mapping[str, str] = field(default_factory=dict)
    candidates: re.Pattern[str] = field(default=_starts())
    letter_prefix: str = "SEC:"
    shared: dict[tuple[str, str, str, bool], tuple[Target, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, works: Iterable[Work]) -> Names:
        """Collect names, titles and aliases of works; the Code itself is `SEC`."""
        code_of: dict[str, str] = {"SEC": "SEC"}
        for work in sorted(works, key=lambda work: work.id):
            for name in (work.name, work.title, *work.aliases):
                if len(name) > 2 and not re.fullmatch(r"(?:SEC )?(?:Section|Appendix|Schedule)? ?\w{1,2}", name):
                    code_of.setdefault(name, work.code)
        longest = sorted(code_of, key=lambda name: (-len(name), name))
        joined = "|".join(re.escape(name).replace(r"\ ", _SP) for name in longest)
        folded = {name.casefold(): code for name, code in code_of.items()}
        return cls(code_of, re.compile(rf"(?:{joined})(?![\w-])"), folded, _starts(code_of))


@dataclass(frozen=True)
class Context:
    """Where a text stands: its work, its provision and the document around it.

    Attributes:
        is_question: the text stands nowhere; a person asks what it names, so a code is what it looks like.
    """

    work: Work
    document: Document | None = None
    provision: Provision | None = None
    is_question: bool = False


@dataclass
class _Part:
    label: str
    start: int
    end: int
    interior: bool = False


def find_citations(text: str, context: Context, names: Names) -> list[Citation]:
    """Every citation of a text, in order, without overlaps.

    Spans are half-open offsets of code points in `text`. What the words leave open ("that Section", where none was
    named) is not a citation. A placeholder is one, with the document `?`.
    """
    return _Scanner(text, context, names).scan()


class _Scanner:
    def __init__(self, text: str, context: Context, names: Names) -> None:
        self.text = text
        self.context = context
        self.names = names
        self.found: list[Citation] = []

    def scan(self) -> list[Citation]:
        at = 0
        while candidate := self.names.candidates.search(self.text, at):
            match = _ANCHOR.match(self.text, candidate.start())
            if match is None:
                at = candidate.start() + 1
                continue
            end = self.anchor(match)
            at = max(end, match.end() if match.lastgroup != "name" else match.start() + 1)
            if match.lastgroup == "name" and end <= match.start():
                at = self._word_end(match.start())
        return self.found

    def _word_end(self, at: int) -> int:
        while at < len(self.text) and (self.text[at].isalnum() or self.text[at] == "_"):
            at += 1
        return at

    def anchor(self, match: re.Match[str]) -> int:
        """Read the citation at an anchor; returns where it ends, or 0 when it is none."""
        group = match.lastgroup
        if group == "name":  # by far the most frequent: a capital letter
            return self.name(match.start())
        if match["unit"]:
            return self.unit(match)
        if match["external"]:
            return self.external(match)
        if match["standard"]:
            name = re.sub(rf"{_SP}|(?<=RFC)-|(?<=BCP)-", "", match["standard"])
            target = Target(f"EXT:{name}", match["standard_part"] or "*")
            return self.add(match.start(), match.end(), "external", [target])
        if match["minute"]:
            target = Target("MINUTES", match["minute_action"])
            return self.add(match.start(), match.end(), "minute_action", [target])
        if match["informal_mod"]:
            target = Target("MOD", f"SECMP{int(match['informal_mod']):04d}")
            return self.add(match.start(), match.end(), "modification", [target])
        if match["schema_location"]:
            target = Target(f"XSD:{match['schema_name']}", f"@{match['schema_version']}", match["schema_version"])
            return self.add(match.start(), match.end(), "xsd_import", [target])
        if match["category"]:
            target = Target("GBCS", f"CAT:{match['category_name']}")
            return self.add(match.start(), match.end(), "message_category", [target])
        if match["column"]:
            target = Target("GBCS", f"mapping-table:{match['column_name']}")
            return self.add(match.start(), match.end(), "table_column", [target])
        if match["table_row"]:
            target = Target("GBCS", f"mapping-table:{match['row_number']}")
            return self.add(match.start(), match.end(), "table_row", [target])
        if match["placeholder"]:
            return self.placeholder(match)
        if match["that"]:
            return self.that(match)
        if match["this"]:
            return self.this(match)
        if match["preceding"]:
            return self.preceding(match)
        if match["code_use_case"]:
            return self.use_cases(match.start(), match.start(), "use_case")
        if match["message_code"]:
            return self.add(match.start(), match.end(), "message_code", [Target("GBCS", f"MC:{match['message_code']}")])
        if match["alert_code"]:
            return self.add(match.start(), match.end(), "alert_code", [Target("GBCS", f"AC:{match['alert_code']}")])
        if match["response_code"]:
            return self.code(match, "response_code", "RC:")
        if match["dcc_alert"]:
            return self.code(match, "dcc_alert", "DA:")
        if match["type_name"]:
            schema = "XSD:DUIS" if match["type_prefix"] == "sr:" else "XSD:MMC"
            return self.add(match.start(), match.end(), "xsd_type", [Target(schema, f"type:{match['type_name']}")])
        if match["response_type"]:
            target = Target("XSD:MMC", f"type:{match['response_type']}")
            return self.add(match.start(), match.end(), "mmc_type", [target])
        if match["modification"]:
            name = re.sub(_SP, "", match["modification"])
            return self.add(match.start(), match.end(), "modification", [Target("MOD", name)])
        if match["issue"]:
            return self.add(match.start(), match.end(), "issue", [Target("ISSUE", match["issue"])])
        if match["sec_version"]:
            target = Target("SEC", f"@{match['sec_version']}", match["sec_version"])
            return self.add(match.start(), match.end(), "sec_version", [target])
        if match["by_name"]:
            return self.by_name(match)
        if match["bare"]:
            return self.bare(match)
        return 0

    def add(self, start: int, end: int, kind: str, targets: list[Target], heading: str = "") -> int:
        if len(targets) == 1:
            one = targets[0]
            named = (one.document, one.provision, one.version, one.interior)
            unique = self.names.shared.setdefault(named, (one,))
        else:
            unique = tuple(dict.fromkeys(targets[:MOST_EXPANDED]))
        self.found.append(Citation(sys.intern(self.text[start:end]), start, end, kind, unique, heading))
        return end

    # -- single forms ------------------------------------------------------------------------------------

    def external(self, match: re.Match[str]) -> int:
        words = match[0].split()
        if match["nist"]:
            document = f"EXT:NIST-{match['nist']}"
            provision = words[-1] if "Section" in words else "*"
        else:
            name = re.sub(rf"{_SP}+", " ", match["ext_name"])
            statute = re.fullmatch(r"(.+ Act) (\d{4})", name)
            document = f"EXT:{name.replace(' ', '')}" if statute else f"EXT:{_OUTSIDE_NAMES[name]}"
            unit = words[0].casefold()
            lead = {"table": "T", "annex": "annex "}.get(unit, "s" if statute else "")
            provision = lead + words[1]
        return self.add(match.start(), match.end(), "external", [Target(document, provision)])

    def placeholder(self, match: re.Match[str]) -> int:
        """`Appendix [TBC]` names nothing; a title written after it does (`APPENDIX XXX MESSAGE MAPPING CATALOGUE`)."""
        words = re.compile(rf"{_SP}((?:[A-Z][\w&-]*{_SP}?){{2,10}})").match(self.text, match.end())
        titled = self.names.folded.get(re.sub(rf"{_SP}+", " ", words[1]).strip().casefold()) if words else None
        if words and titled:
            end = match.end() + len(words[0].rstrip())
            return self.add(match.start(), end, "placeholder", [Target(titled, "*")])
        return self.add(match.start(), match.end(), "placeholder", [Target("?", "?")])

    def bare(self, match: re.Match[str]) -> int:
        """`F4.2`, `(L9.5(d))`: a number of the Code without the word Section, in the Code itself only."""
        if self.context.work.kind != "code-section":
            return self.name(match.start())
        return self.labels(match.start(), match.start(), "section", "")

    def that(self, match: re.Match[str]) -> int:
        """`Section D8 ... as set out in that Section`: what was last named of its kind in the same text.

        Where nothing was, the words leave open what is meant, and are no citation.
        """
        unit = match["that_unit"].casefold()
        last = next((c for c in reversed(self.found) if c.kind.removesuffix("_list") == unit), None)
        if last is None:
            return 0
        return self.add(match.start(), match.end(), f"that_{unit}", [last.targets[-1]])

    def this(self, match: re.Match[str]) -> int:
        document = "SEC" if match["this_unit"] == "Code" else self.context.work.code
        for alias in self.context.work.aliases:
            if match["this_unit"] in ("Appendix", "Schedule") and alias.startswith(match["this_unit"]):
                document = part_notation(alias) or document
        return self.add(match.start(), match.end(), "relative_document", [Target(document, "*")])

    def code(self, match: re.Match[str], kind: str, mark: str) -> int:
        """`E1007`, `N60`: only in documents about messages, where these codes are what they look like."""
        announced = re.search(
            rf"(?:[Rr]esponse{_SP}[Cc]odes?|DCC{_SP}Alerts?)\W{{1,3}}(?:\w+\W+(?:and|or)\W+)?$",
            self.text[max(0, match.start() - 40) : match.start()],
        )
        if self.context.work.kind == "code-section" and not (announced or self.context.is_question):
            return 0
        return self.add(match.start(), match.end(), kind, [Target("DUIS", mark + match[0])])

    def by_name(self, match: re.Match[str]) -> int:
        """`Read Instantaneous Import Registers (4.1.1)`: a capitalised name before a bracketed variant."""
        before = self.text[max(0, match.start() - 60) : match.start()]
        named = re.search(r"(?:[A-Z][\w-]+ (?:of |and |for |from |to )?){2,}$", before)
        if not named or self.context.work.code == "GBCS":
            return 0
        target = Target("DUIS", f"SRV:{match['by_name_srv']}")
        return self.add(match.start(), match.end(), "service_request_by_name", [target])

    def preceding(self, match: re.Match[str]) -> int:
        document, here = self.context.document, self.context.provision
        if document is None or here is None:
            return 0
        siblings = [p for p in document.children(here.parent) if p.kind in ("clause", "item")]
        place = next((i for i, p in enumerate(siblings) if p.eid == here.eid), 0)
        if place == 0:
            return 0
        return self.add(
            match.start(),
            match.end(),
            "relative_paragraph",
            [Target(self.context.work.code, siblings[place - 1].label)],
        )

    def use_cases(self, start: int, at: int, kind: str) -> int:
        parts: list[str] = []
        end = at
        while len(parts) < MOST_PARTS and (match := _ONE_USE_CASE.match(self.text, at)):
            parts.append(match[0])
            end = match.end()
            title = _TITLE.match(self.text, end)
            separator = _SEP.match(self.text, title.end() if title else end)
            if not separator or not _ONE_USE_CASE.match(self.text, separator.end()):
                break
            at = separator.end()
        if not parts:
            return 0
        return self.add(start, end, kind, [Target("GBCS", f"UC:{part}") for part in parts])

    # -- documents by name -------------------------------------------------------------------------------

    def name(self, start: int) -> int:
        joined = start and (self.text[start - 1].isalnum() or self.text[start - 1] in "-_")
        if joined and not (self.found and self.found[-1].end == start):  # a table cell that lost its separator
            return 0
        match = self.names.pattern.match(self.text, start)
        if not match:
            return 0
        document = self._code(match[0])
        at = match.end()
        version = _VERSION.match(self.text, at)
        if version and version[0][1] == "v":
            return self.add(start, version.end(), "document_version", [Target(document, f"@{version[1]}", version[1])])
        gap = _ONE_SPACE.match(self.text, at)
        if not gap:
            return self._document(start, at, document)
        inner = _INNER_UNIT.match(self.text, at + 1)
        if inner and _UNITS[_fold(inner[1])] in ("section", "clause", "paragraph", "table"):
            end = self.labels(start, inner.end(), _UNITS[_fold(inner[1])], document)
            if end:
                return end
        if document != "SEC" and self._is_spec(document):
            na = _NATIONAL_ANNEX.match(self.text, at)
            if na:
                return na.end()
            label = _DEC_LABEL.match(self.text, at + 1)
            if label and "." in label[0]:
                end = self.labels(start, at + 1, "section", document)
                if end:
                    return end
        return self._document(start, at, document)

    def _document(self, start: int, end: int, document: str) -> int:
        if document == "SEC":
            return 0
        if _APPLICABLE.search(self.text[max(0, start - 40) : start]):
            return self.add(start, end, "versioned_document", [Target(document, "@applicable", "applicable")])
        if _MEANINGS_AFTER.match(self.text, end) or _MEANINGS_BEFORE.search(self.text[max(0, start - 60) : start]):
            where = "glossary" if document in _WITH_GLOSSARY else "definitions"
            return self.add(start, end, "borrowed_terms", [Target(document, where)])
        title = _BRACKETED.match(self.text, end)
        return self.add(start, title.end() if title else end, "document", [Target(document, "*")])

    def _code(self, words: str) -> str:
        return self.names.code_of[_SPACES.sub(" ", words)]

    def _is_spec(self, document: str) -> bool:
        return not document.startswith("SEC:") or "APP" in document or "SCH" in document

    # -- unit words --------------------------------------------------------------------------------------

    def unit(self, match: re.Match[str]) -> int:
        unit = _UNITS[_fold(match["unit"])]
        start, at = match.start(), match.end()
        lead = _THIS_BEFORE.search(self.text, max(0, start - 5), start)
        if unit == "use-case":
            return self.use_cases(start, at, "use_case")
        if unit in ("srv", "sr"):
            return self.service(start, at, unit)
        if unit in ("appendix", "schedule"):
            return self.lettered(start, at, unit)
        if lead:
            start = lead.start()
        return self.labels(start, at, unit, "")

    def service(self, start: int, at: int, unit: str) -> int:
        mark = "SRV:" if unit == "srv" else "SR:"
        parts, end, heading = self._decimal_list(at)
        if not parts:
            return 0
        labels = [f"{mark}{part.label}" for part in parts]
        targets = [Target("DUIS", label, interior=part.interior) for label, part in zip(labels, parts, strict=True)]
        return self.add(start, end, "service_request" if unit == "srv" else "service_reference", targets, heading)

    def _decimal_list(self, at: int) -> tuple[list[_Part], int, str]:
        parts: list[_Part] = []
        end, heading = at, ""
        while len(parts) < MOST_PARTS:
            match = _VARIANT.match(self.text, at)
            if not match:
                break
            parts.append(_Part(match[0], match.start(), match.end()))
            end = match.end()
            if title := _TITLE.match(self.text, end):
                heading, end = _title_of(title), title.end()
            if (ranged := _RANGE.match(self.text, end)) and (right := _VARIANT_END.match(self.text, ranged.end())):
                parts += _expand(parts[-1], _Part(right[0], right.start(), right.end()))
                end = right.end()
            separator = _SEP.match(self.text, end)
            if not separator:
                break
            at = separator.end()
        return parts, end, heading if len(parts) == 1 else ""

    def lettered(self, start: int, at: int, unit: str) -> int:
        """`Appendix AD`, `Appendices B, AQ and AR`, `Schedules 8, 9 and 10`, `Appendices H to P`."""
        shape = re.compile(r"[A-Z]{1,2}(?![\w'’])" if unit == "appendix" else r"\d{1,2}(?!\w|\.\w)")
        targets: list[Target] = []
        end, heading = at, ""
        while len(targets) < MOST_PARTS and (match := shape.match(self.text, at)):
            targets.append(self._part(unit, match[0]))
            end = match.end()
            if title := _TITLE.match(self.text, end):
                heading, end = _title_of(title), title.end()
            ranged = _RANGE.match(self.text, end)
            if ranged and (right := shape.match(self.text, ranged.end())):
                targets += [self._part(unit, name, name != right[0]) for name in _letters(match[0], right[0])]
                end = right.end()
            separator = _SEP.match(self.text, end)
            if not separator:
                break
            following = re.compile(rf"(?i:{unit}){_SP}").match(self.text, separator.end())
            at = following.end() if following else separator.end()
        if not targets:
            return 0
        kind = unit if len(targets) == 1 else f"{unit}_list"
        return self.add(start, end, kind, targets, heading if len(targets) == 1 else "")

    def _part(self, unit: str, name: str, interior: bool = False) -> Target:
        """A Schedule or an Appendix: one that the citing document holds itself, else one of the Code."""
        if own := self._own_part(unit, name):
            return Target(self.context.work.code, own, interior=interior)
        return Target(_part_of_code(unit, name), "*", interior=interior)

    def _own_part(self, unit: str, name: str) -> str:
        """The label of a Schedule or an Appendix that the citing document holds itself, "" when it holds none."""
        document = self.context.document
        held = document.by_label.get(f"{unit} {name}".casefold()) if document is not None else None
        return held.label if held is not None and held.eid else ""

    def _inside_part(self, part: str, label: str) -> Target:
        """A paragraph of a Schedule of the citing document; the Schedule itself where it has no such paragraph."""
        document, code = self.context.document, self.context.work.code
        assert document is not None
        for said in (f"{part}{label}", f"{part} {label}"):
            if found := document.by_label.get(said.casefold()):
                return Target(code, found.label)
        found = document.by_label.get(label.casefold())
        if found is not None and any(holder.label == part for holder in document.ancestors(found)):
            return Target(code, found.label)
        return Target(code, part)

    def labels(self, start: int, at: int, unit: str, document: str) -> int:
        """Labels after a unit word, up to the document they are said to be of."""
        parts: list[_Part] = []
        targets: list[Target] = []
        end, heading = at, ""
        previous = ""
        while len(parts) < MOST_PARTS:
            part = self._label(at, unit, document, previous)
            if part is None:
                break
            parts.append(part)
            previous = part.label
            end = part.end
            if not _GOES_ON.match(self.text, end):
                break
            title = _TITLE.match(self.text, end)
            if title and not _SUB.match(self.text, end):
                heading, end = _title_of(title), title.end()
            end, extra = self._range(part, end, unit)
            parts += extra
            if extra:
                previous = extra[-1].label
            separator = _SEP.match(self.text, end)
            if not separator:
                break
            at = separator.end()
            at = self._past_unit(at, unit)
            other = _LETTERED_UNIT.match(self.text, at)
            if other and parts and unit == "section" and not document:
                break
        if not parts:
            return 0
        if _GOES_ON.match(self.text, end):
            if placed := _PLACEMENT.match(self.text, end):
                end = placed.end()
            if inclusive := _INCLUSIVE.match(self.text, end):
                end = inclusive.end()
            if not document:
                end, document, heading = self._of(end, heading)
        for part in parts:
            target = self._target(part, unit, document)
            if target:
                targets.append(target)
        if not targets:
            return end
        kind = unit if len(targets) == 1 else f"{unit}_list"
        return self.add(start, end, kind, targets, heading if len(targets) == 1 else "")

    def _label(self, at: int, unit: str, document: str, previous: str) -> _Part | None:
        sub = _SUB.match(self.text, at) if self.text[at : at + 1] == "(" else None
        if sub:
            if not previous and unit not in ("paragraph", "clause"):
                return None
            base = re.sub(r"(\([^()]*\))$", "", previous) if previous.endswith(")") else previous
            label, end = f"{base}({sub[1]})", sub.end()
        else:
            match = _label_at(self.text, at)
            if not match:
                return None
            if match[0].isalpha() and (unit != "section" or document not in ("", "SEC")):
                return None
            label, end = match[0], match.end()
        while deeper := _SUB.match(self.text, end):
            if (
                self.text[end] != "("
                and deeper[0].strip("() \u00a0").isalpha()
                and unit not in ("section", "clause", "paragraph")
            ):
                break
            label, end = f"{label}({deeper[1]})", deeper.end()
        return _Part(label, at, end)

    def _past_unit(self, at: int, unit: str) -> int:
        """Behind the unit word, where it is said again before the next label (`Section 5.14 to Section 5.19`)."""
        again = _AGAIN.match(self.text, at)
        said_again = again and _UNITS[_fold(again[0].strip())] == unit and _label_at(self.text, again.end())
        return again.end() if again and said_again else at

    def _range(self, part: _Part, end: int, unit: str) -> tuple[int, list[_Part]]:
        ranged = _RANGE.match(self.text, end)
        if not ranged:
            return end, []
        at = self._past_unit(ranged.end(), unit)
        right = _SUB.match(self.text, at)
        if right and self.text[at] == "(" and part.label.endswith(")"):
            return right.end(), _expand(part, _Part(f"({right[1]})", right.start(), right.end()))
        number = _label_at(self.text, at)
        if number and (not number[0].isalpha() or part.label.isalpha()):
            label, close = number[0], number.end()
            while part.label.endswith(")") and (deeper := _SUB.match(self.text, close)):
                label, close = f"{label}({deeper[1]})", deeper.end()
            return close, _expand(part, _Part(label, number.start(), close))
        return end, []

    def _of(self, end: int, heading: str) -> tuple[int, str, str]:
        """`of Appendix AB`, `of the Service Request Processing Document`, `of the SEC`, `of Section D1.1`."""
        of = _OF.match(self.text, end)
        if not of:
            return end, "", heading
        at = of.end()
        lettered = _LETTERED.match(self.text, at)
        if lettered:
            unit, name = lettered[1].casefold(), lettered[2]
            own = self._own_part(unit, name)
            return lettered.end(), f"part:{own}" if own else _part_of_code(unit, name), heading
        inner = _HOLDER_UNIT.match(self.text, at)
        if inner and (label := _label_at(self.text, inner.end())):
            close = label.end()
            whole = label[0]
            while deeper := _SUB.match(self.text, close):
                whole, close = f"{whole}({deeper[1]})", deeper.end()
            if title := _TITLE.match(self.text, close):
                close = title.end()
            return close, f"within:{whole}", heading
        named = self.names.pattern.match(self.text, at)
        if named:
            return named.end(), self._code(named[0]), heading
        return end, "", heading

    def _target(self, part: _Part, unit: str, document: str) -> Target | None:
        label, interior = part.label, part.interior
        work = self.context.work
        if document.startswith("part:"):
            return self._inside_part(document.removeprefix("part:"), label)
        if document.startswith("within:"):
            whole = document.removeprefix("within:")
            label = f"{whole}{label}" if label.startswith("(") else label
            document = ""
        if unit == "table":
            own = document or work.house.own_document or work.code
            return Target(own, f"T{label}", interior=interior)
        if label.startswith("("):
            base = self._relative_base(label)
            return Target(work.code, base + label, interior=interior) if base else None
        if label[0].isalpha() and not document.startswith("SEC:APP"):  # letter and digit are the Code everywhere
            return Target(f"{self.names.letter_prefix}{label[0]}", label, interior=interior)
        if document and document != "SEC":
            return Target(document, label, interior=interior)
        if work.kind == "schema" and not work.house.own_document:  # it has no numbered parts of its own to mean
            return None
        if unit in work.house.own_units and not label[0].isalpha():
            return Target(work.house.own_document or work.code, label, interior=interior)
        return None

    def _relative_base(self, label: str) -> str:
        """The label to which `(b)` belongs, seen from the citing provision: the nearest holder with that child."""
        document, here = self.context.document, self.context.provision
        if document is None or here is None:
            return ""
        first = re.match(r"\([^()]*\)", label)
        for holder in (here, *document.ancestors(here)):
            if first and (holder.label + first[0]).casefold() in document.by_label and holder.label:
                return holder.label
        for holder in (here, *document.ancestors(here)):
            if holder.kind in ("clause", "definition", "section") and holder.label:
                return holder.label
        return ""


def is_unit(words: str) -> bool:
    """Whether words are a unit that numbers follow: `Section`, `Service Reference`, `Use Case`.

    >>> is_unit("Service Reference"), is_unit("Message Code")
    (True, False)
    """
    return _fold(words) in _UNITS


def _fold(words: str) -> str:
    return _SPACES.sub(" ", words).casefold()


def _label_at(text: str, at: int) -> re.Match[str] | None:
    return _DEC_LABEL.match(text, at) or _SEC_LABEL.match(text, at)


def _title_of(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _expand(left: _Part, right: _Part) -> list[_Part]:
    """The members of a range after its left end, the right end last; a shortened right side takes what it lacks.

    >>> [part.label for part in _expand(_Part("F4.2(a)", 0, 0), _Part("(c)", 0, 0))]
    ['F4.2(b)', 'F4.2(c)']
    >>> [part.label for part in _expand(_Part("K7.8", 0, 0), _Part("7.11", 0, 0))]
    ['K7.9', 'K7.10', 'K7.11']
    >>> [part.label for part in _expand(_Part("11.3", 0, 0), _Part("4", 0, 0))]
    ['11.4']
    """

    def part(label: str, last: bool) -> _Part:
        return _Part(label, right.start, right.end, interior=not last)

    if right.label.endswith(")"):
        stem, _, low = left.label.rpartition("(")
        over, _, last = right.label.rpartition("(")
        if over not in ("", stem):
            return [part(right.label, True)]
        names = _between(low.rstrip(")"), last.rstrip(")"))
        return [part(f"{stem}({name})", name == names[-1]) for name in names]
    ending = re.match(r"(.*?)(\d+|[A-Z])$", left.label)
    stem, low = (ending[1], ending[2]) if ending else ("", "")
    high = re.search(r"(\d+|[A-Z])$", right.label)
    if not low or not high:
        return [part(right.label, True)]
    whole = right.label
    if ("." in stem and "." not in whole) or (stem[:1].isalpha() and not whole[:1].isalpha()):
        whole = stem + high[1]
    if whole != stem + high[1] or low.isdigit() != high[1].isdigit():
        return [part(whole, True)]
    names = _between(low, high[1])
    return [part(stem + name, name == names[-1]) for name in names]


def _between(low: str, high: str) -> list[str]:
    """Names after `low` up to and including `high`, at most MOST_EXPANDED."""
    if low.isdigit() and high.isdigit():
        return [str(n) for n in range(int(low) + 1, int(high) + 1)][:MOST_EXPANDED] or [high]
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
    if low in roman and high in roman and (len(low) > 1 or len(high) > 1 or low == "i"):
        return roman[roman.index(low) + 1 : roman.index(high) + 1] or [high]
    if len(low) == len(high) == 1:
        return [chr(c) for c in range(ord(low) + 1, ord(high) + 1)] or [high]
    return [high]


def _part_of_code(unit: str, name: str) -> str:
    """What a Schedule or an Appendix of the Code is called as a document."""
    return ("SEC:APP-" if unit == "appendix" else "SEC:SCH") + name


def _letters(low: str, high: str) -> list[str]:
    """Spreadsheet letters (or numbers) after `low` up to `high`."""

    def number(name: str) -> int:
        if name.isdigit():
            return int(name)
        value = 0
        for letter in name:
            value = value * 26 + ord(letter) - 64
        return value

    def name_of(value: int) -> str:
        if low.isdigit():
            return str(value)
        name = ""
        while value:
            value, rest = divmod(value - 1, 26)
            name = chr(65 + rest) + name
        return name

    return [name_of(n) for n in range(number(low) + 1, number(high) + 1)][:MOST_EXPANDED]


_OUTSIDE_NAMES = {
    "DCC Licence": "DCC-LICENCE", "Blue Book": "DLMS-BLUE", "Green Book": "DLMS-GREEN", "ZSE": "ZSE",
    "ZSE specification": "ZSE", "SRO letter": "LETTER",
}  # fmt: skip
