"""Names of Akoma Ntoso's elements in documents of other tools, and what is told of those that were left out."""

from __future__ import annotations

from specman.formats.akn.names import CONTAINERS
from specman.model.document import Kind
from specman.model.finding import Severity

BODIES = (
    "body", "mainBody", "judgmentBody", "debateBody", "amendmentBody", "collectionBody", "fragmentBody", "portionBody",
)  # fmt: skip
ATTACHED = ("attachments", "components", "annexes")
FRONT = ("coverPage", "preface", "preamble", "header")
_SECTIONS = [
    "part",
    "subpart",
    "chapter",
    "subchapter",
    "title",
    "subtitle",
    "book",
    "tome",
    "division",
    "subdivision",
    "section",
    "article",
    "rule",
    "proviso",
    "transitional",
]
_CLAUSES = ["clause", "subclause", "subsection", "subrule", "alinea"]
_ITEMS = ["paragraph", "subparagraph", "point", "indent", "level", "list", "sublist", "item", "recital", "citation"]
KINDS: dict[str, Kind] = {
    **dict.fromkeys(_SECTIONS, "section"), **dict.fromkeys(_CLAUSES, "clause"), **dict.fromkeys(_ITEMS, "item"),
}  # fmt: skip
ONLY_NUMBERED = ("recital", "citation", "list", "level", "alinea")  # without a number they only group
OWN_CONTAINERS: dict[str, Kind] = {name: kind for kind, name in CONTAINERS.items() if kind not in ("table", "closing")}
TITLES = ("num", "heading", "subheading")


_STANDARD = """
TLCConcept TLCEvent TLCLocation TLCObject TLCOrganization TLCPerson TLCProcess TLCReference TLCRole TLCTerm a abbr
act activeModifications activeRef address adjournment administrationOfOath affectedDocument akomaNtoso alinea
alternativeReference amendment amendmentBody amendmentContent amendmentHeading amendmentJustification amendmentList
amendmentReference analysis answer application applies argument arguments article attachment attachmentOf
attachments authorialNote b background bill block blockContainer blockList body book br caption change chapter
citation citations classification clause collectionBody communication component componentData componentInfo
componentRef components concept conclusions condition container content contrasts count courtType coverPage
crossHeading date debate debateBody debateReport debateSection decision declarationOfVote decoration def del
derogates destination dissentsFrom distinguishes div division doc docAuthority docCommittee docDate docIntroducer
docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType docketNumber
documentCollection documentRef domain duration efficacy efficacyMod embeddedStructure embeddedText entity eol eop
event eventRef extends fillIn force forceMod foreign formula from hasAttachment hcontainer header heading i
identification img implicitReference indent inline ins interstitial intro introduction isAnalogTo item judge
judgment judgmentBody judicial jurisprudence keyword lawyer legalSystemMod legislature level li lifecycle list
listIntroduction listWrapUp location longTitle mainBody mapping mappings marker meaningMod meta
ministerialStatements mmod mod motivation mref narrative nationalInterest neutralCitation new note noteRef notes
noticesOfMotion num object officialGazette ol old omissis opinion oralStatements organization original other
otherAnalysis otherReferences outcome overrules p papers paragraph parliamentary part party passiveModifications
passiveRef person personalStatements petitions placeholder point pointOfOrder portion portionBody prayers preamble
preface presentation preservation previous proceduralMotions process proprietary proviso publication putsInQuestion
quantity question questions quorum quorumVerification quotedStructure quotedText recital recitals recordedTime
recount ref references relatedDocument remark remedies resolutions restriction restrictions restricts result rmod
role rollCall rref rule scene scopeMod section session shortTitle signature source span speech speechGroup statement
step sub subFlow subchapter subclause subdivision subheading sublist subparagraph subpart subrule subsection
subtitle summary sup supports table tblock td temporalData temporalGroup term textualMod th time timeInterval title
toc tocItem tome tr transitional u ul vote voting workflow wrapUp writtenStatements
"""
STANDARD = frozenset(_STANDARD.split())
"""Every element of Akoma Ntoso 3.0 but those of its metadata that begin with FRBR."""

PARTS: tuple[Kind, ...] = (
    "section", "clause", "item", "definition", "table", "closing", "use-case", "service-request", "response", "note",
)  # fmt: skip
COUNTED: dict[str, tuple[str, Severity, str, str]] = {
    "toc": ("left-out", "note", "The contents page was left out ({}).", "specman makes its own from the headings."),
    "del": (
        "left-out", "warning", "Words that the file marks as deleted were left out ({}).",
        "Check that the file is the text in force.",
    ),
    "img": (
        "image-linked", "warning", "Pictures that are links to other files were not fetched ({}).", "Add them by hand.",
    ),
    "#": (
        "reference-untied", "note", "References lead to eIds that the document does not have ({}).",
        "Their words are kept, and read as citations.",
    ),
    "note": (
        "left-out", "warning", "Editorial notes that no place of the text calls for were left out ({}).",
        "Read them in the file.",
    ),
    "quotedStructure": (
        "akn-quoted", "note", "Quoted provisions of another text were read as text ({}).",
        "They are not provisions of this document.",
    ),
}  # fmt: skip
