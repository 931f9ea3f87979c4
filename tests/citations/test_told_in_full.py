"""Each form of citation told in full: the words it spans, its kind, the title it repeats, and what of a range lies inside."""

from __future__ import annotations

import pytest

from specman.citations.houses import shipped
from specman.citations.labels import MOST_LABELS
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.ranges import MOST_EXPANDED
from specman.citations.scanner import find_citations
from specman.formats import markdown
from specman.model.document import Document
from specman.model.identity import HouseRules, Work
from tests.citations.test_grammar import BY_CODE, NAMES

Told = tuple[str, str, str]


def told(text: str, within: str, document: Document | None = None, label: str = "") -> list[Told]:
    """(words, kind, targets) of each citation; `~` is a member inside a range, `=` the title that is repeated."""
    here = document.by_label[label.casefold()] if document is not None else None
    found = []
    for citation in find_citations(text, Context(BY_CODE[within], document, here), NAMES):
        assert text[citation.start : citation.end] == citation.text
        targets = [f"{'~' if t.interior else ''}{t.document} {t.provision}" for t in citation.targets]
        said = ", ".join(targets) + (f" = {citation.heading}" if citation.heading else "")
        found.append((citation.text, citation.kind, said))
    return found


FORMS: list[tuple[str, str, list[Told]]] = [
    # sections, clauses, paragraphs
    ("SEC:D", "See Section D, and more", [("Section D", "section", "SEC:D D")]),
    ("SEC:D", "Section F1.4 (i) is", [("Section F1.4 (i)", "section", "SEC:F F1.4(i)")]),
    ("SEC:D", "this Section D and this Section", [("this Section D", "section", "SEC:D D")]),
    ("SEC:D", "This Section D is", [("This Section D", "section", "SEC:D D")]),
    ("SEC:D", "Section G7.19 (Duties (all) and Powers), it", [("Section G7.19 (Duties (all) and Powers)", "section", "SEC:G G7.19 = Duties (all) and Powers")]),
    ("SEC:D", "Section G7.19 'Duties', it", [("Section G7.19 'Duties'", "section", "SEC:G G7.19 = Duties")]),
    ("SEC:D", 'Section G7.19 "Duties", it', [('Section G7.19 "Duties"', "section", "SEC:G G7.19 = Duties")]),
    ("SEC:D", "Sections G7 (Duties) and G8 (Powers)", [("Sections G7 (Duties) and G8 (Powers)", "section_list", "SEC:G G7, SEC:G G8")]),
    ("SEC:D", "Section H3 and Schedule 8", [("Section H3", "section", "SEC:H H3"), ("Schedule 8", "schedule", "SEC:SCH8 *")]),
    ("SEC:D", "F4.2 and D1.1, D6.3(a)", [("F4.2 and D1.1, D6.3(a)", "section_list", "SEC:F F4.2, SEC:D D1.1, SEC:D D6.3(a)")]),
    ("SEC:D", "Section D6.3 above and it", [("Section D6.3 above", "section", "SEC:D D6.3")]),
    ("SRPD", "clauses 2 and 3 below.", [("clauses 2 and 3 below", "clause_list", "SRPD 2, SRPD 3")]),
    ("GBCS", "Section 4.1 (a)", [("Section 4.1 (a)", "section", "GBCS 4.1(a)")]),
    ("GBCS", "sections 4.1, Section 4.2 and Sections 4.3", [("sections 4.1, Section 4.2 and Sections 4.3", "section_list", "GBCS 4.1, GBCS 4.2, GBCS 4.3")]),
    ("GBCS", "Table 5.1 (a) and Table 6.1", [("Table 5.1", "table", "GBCS T5.1"), ("Table 6.1", "table", "GBCS T6.1")]),
    ("DUIS", "Tables 5 and 6", [("Tables 5 and 6", "table_list", "DUIS T5, DUIS T6")]),
    # ranges
    ("SEC:D", "Sections H3 to H6 (inclusive), and more", [("Sections H3 to H6 (inclusive)", "section_list", "SEC:H H3, ~SEC:H H4, ~SEC:H H5, SEC:H H6")]),
    ("SEC:D", "clauses 2 to 4 (inclusive) of the Service Request Processing Document, and", [("clauses 2 to 4 (inclusive) of the Service Request Processing Document", "clause_list", "SRPD 2, ~SRPD 3, SRPD 4")]),
    ("SEC:D", "Section D1.1(a) through (c)", [("Section D1.1(a) through (c)", "section_list", "SEC:D D1.1(a), ~SEC:D D1.1(b), SEC:D D1.1(c)")]),
    ("SEC:D", "Section D1.1(ii) to (iv)", [("Section D1.1(ii) to (iv)", "section_list", "SEC:D D1.1(ii), ~SEC:D D1.1(iii), SEC:D D1.1(iv)")]),
    ("SEC:D", "Section D1.1(a)(i) to (iii)", [("Section D1.1(a)(i) to (iii)", "section_list", "SEC:D D1.1(a)(i), ~SEC:D D1.1(a)(ii), SEC:D D1.1(a)(iii)")]),
    ("SEC:D", "Sections A to C", [("Sections A to C", "section_list", "SEC:A A, ~SEC:B B, SEC:C C")]),
    ("SEC:D", "Sections D1.1 to D1.3 and D2", [("Sections D1.1 to D1.3 and D2", "section_list", "SEC:D D1.1, ~SEC:D D1.2, SEC:D D1.3, SEC:D D2")]),
    ("SEC:D", "Sections D1.4 to D2.6", [("Sections D1.4 to D2.6", "section_list", "SEC:D D1.4, SEC:D D2.6")]),
    ("SEC:D", "Sections D1.1A to D1.1C", [("Sections D1.1A to D1.1C", "section_list", "SEC:D D1.1A, ~SEC:D D1.1B, SEC:D D1.1C")]),
    ("GBCS", "(SMETS 5.7 to 5.9)", [("SMETS 5.7 to 5.9", "section_list", "SMETS 5.7, ~SMETS 5.8, SMETS 5.9")]),
    ("GBCS", "sections 4.9 to 4.7", [("sections 4.9 to 4.7", "section_list", "GBCS 4.9, GBCS 4.7")]),
    ("GBCS", "section 4.1 to 4.3.2", [("section 4.1 to 4.3.2", "section_list", "GBCS 4.1, GBCS 4.3.2")]),
    ("GBCS", "sections 1 to 12.3", [("sections 1 to 12.3", "section_list", "GBCS 1, GBCS 12.3")]),
    ("SEC:D", "Sections D1.1(a) to D1.1(c), it", [("Sections D1.1(a) to D1.1(c)", "section_list", "SEC:D D1.1(a), ~SEC:D D1.1(b), SEC:D D1.1(c)")]),
    ("SEC:D", "Sections D1.1(b) to D1.3(a)(i), it", [("Sections D1.1(b) to D1.3(a)(i)", "section_list", "SEC:D D1.1(b), SEC:D D1.3(a)(i)")]),
    ("SEC:D", "Sections D1.1(a) to D1.3, it", [("Sections D1.1(a) to D1.3", "section_list", "SEC:D D1.1(a), SEC:D D1.3")]),
    ("SEC:D", "Sections D1.1 to D1.3 (a)", [("Sections D1.1 to D1.3", "section_list", "SEC:D D1.1, ~SEC:D D1.2, SEC:D D1.3")]),
    ("SEC:D", "clauses 4(a) to 4(c) of SRPD", [("clauses 4(a) to 4(c) of SRPD", "clause_list", "SRPD 4(a), ~SRPD 4(b), SRPD 4(c)")]),
    # of another document, or of another provision
    ("SRPD", "paragraph (a) of clause 2.1(b) (Some Title) and", [("paragraph (a) of clause 2.1(b) (Some Title)", "paragraph", "SRPD 2.1(b)(a)")]),
    ("SRPD", "paragraph (a) of Section H3.2 and", [("paragraph (a) of Section H3.2", "paragraph", "SEC:H H3.2(a)")]),
    ("GBCS", "section 4.2 in the SMETS", [("section 4.2 in the SMETS", "section", "SMETS 4.2")]),
    ("SEC:D", "paragraph 2.3 of Schedule 4 and", [("paragraph 2.3 of Schedule 4", "paragraph", "SEC:SCH4 2.3")]),
    ("SEC:D", "clause 2, of Appendix AB", [("clause 2, of Appendix AB", "clause", "SEC:APP-AB 2")]),
    ("SEC:D", "Section D4.2 of the SEC and clause 3 of SRPD", [("Section D4.2 of the SEC", "section", "SEC:D D4.2"), ("clause 3 of SRPD", "clause", "SRPD 3")]),
    ("SRPD", "clause 3 of the contract", [("clause 3", "clause", "SRPD 3")]),
    ("DUIS", "Great Britain Companion Specification section 4.2", [("Great Britain Companion Specification section 4.2", "section", "GBCS 4.2")]),
    ("DUIS", "SMETS paragraphs 4 and 5", [("SMETS paragraphs 4 and 5", "paragraph_list", "SMETS 4, SMETS 5")]),
    ("GBCS", "SMETS 5.7.5.10SMETS 5.1.1", [("SMETS 5.7.5.10", "section", "SMETS 5.7.5.10"), ("SMETS 5.1.1", "section", "SMETS 5.1.1")]),
    # appendices and schedules
    ("SEC:D", "Appendix AD (Title) and Schedule 8 'T'", [("Appendix AD (Title)", "appendix", "SEC:APP-AD * = Title"), ("Schedule 8 'T'", "schedule", "SEC:SCH8 * = T")]),
    ("SEC:D", "Appendices H (One) to K, it", [("Appendices H (One) to K", "appendix_list", "SEC:APP-H *, ~SEC:APP-I *, ~SEC:APP-J *, SEC:APP-K *")]),
    ("SEC:D", "Appendices Z to AB", [("Appendices Z to AB", "appendix_list", "SEC:APP-Z *, ~SEC:APP-AA *, SEC:APP-AB *")]),
    ("SEC:D", "Schedules 8 to 10, or Schedule 11", [("Schedules 8 to 10, or Schedule 11", "schedule_list", "SEC:SCH8 *, ~SEC:SCH9 *, SEC:SCH10 *, SEC:SCH11 *")]),
    ("SEC:D", "Appendix AD, Appendix AE and it", [("Appendix AD, Appendix AE", "appendix_list", "SEC:APP-AD *, SEC:APP-AE *")]),
    ("SEC:D", "APPENDIX XXX MESSAGE MAPPING CATALOGUE. It", [("APPENDIX XXX MESSAGE MAPPING CATALOGUE", "placeholder", "MMC *")]),
    ("SEC:D", "Appendix XXX NO SUCH TITLE and Section [TBC]", [("Appendix XXX", "placeholder", "? ?"), ("Section [TBC]", "placeholder", "? ?")]),
    # service requests and use cases
    ("GBCS", "SRV 4.1.1 (Read) and it", [("SRV 4.1.1 (Read)", "service_request", "DUIS SRV:4.1.1 = Read")]),
    ("GBCS", "SRVs 8.1 (One) to 8.3, 9.1", [("SRVs 8.1 (One) to 8.3, 9.1", "service_request", "DUIS SRV:8.1, ~DUIS SRV:8.2, DUIS SRV:8.3, DUIS SRV:9.1")]),
    ("GBCS", "Service References 7.9, 7.10", [("Service References 7.9, 7.10", "service_reference", "DUIS SR:7.9, DUIS SR:7.10")]),
    ("GBCS", "Service Request without a number", []),
    ("GBCS", "Use Cases ECS17b (Read) and ECS18, it", [("Use Cases ECS17b (Read) and ECS18", "use_case", "GBCS UC:ECS17b, GBCS UC:ECS18")]),
    ("GBCS", "Use Case ECS17b (Read), it", [("Use Case ECS17b", "use_case", "GBCS UC:ECS17b")]),
    ("GBCS", "Use Cases are", []),
    ("SEC:D", "Read Instantaneous Import Registers (4.1.1)", [("(4.1.1)", "service_request_by_name", "DUIS SRV:4.1.1")]),
    ("GBCS", "Read Instantaneous Import Registers (4.1.1)", []),
    ("SEC:D", "its registers (4.1.1)", []),
    # documents
    ("DUIS", "SMETS v1.58, SMETS version 4.1 or SMETS 2.0.1", [("SMETS v1.58", "document_version", "SMETS @1.58"), ("SMETS version 4.1", "document_version", "SMETS @4.1"), ("SMETS 2.0.1", "section", "SMETS 2.0.1")]),
    ("DUIS", "SMETS [SEC] is", [("SMETS [SEC]", "document", "SMETS *")]),
    ("DUIS", "SMETS, the SEC", [("SMETS", "document", "SMETS *")]),
    ("DUIS", "MicroSMETS, SMETSx, micro-SMETS and my_SMETS", []),
    ("SEC:H", "the applicable version of the GBCS", [("GBCS", "versioned_document", "GBCS @applicable")]),
    ("DUIS", "with its SMETS meaning", [("SMETS", "borrowed_terms", "SMETS glossary")]),
    ("DUIS", "the meaning given to it in SRPD or the SMETS", [("SRPD", "borrowed_terms", "SRPD definitions"), ("SMETS", "borrowed_terms", "SMETS glossary")]),
    ("MT", "SMETS NA; CHTS 4.5.4.10", [("CHTS 4.5.4.10", "section", "CHTS 4.5.4.10")]),
    ("SRPD", "this Appendix, this document, This Code", [("this Appendix", "relative_document", "SRPD *"), ("this document", "relative_document", "SRPD *"), ("This Code", "relative_document", "SEC *")]),
    ("DUIS", "SEC version 4.12 and SEC 4.13.1", [("SEC version 4.12", "sec_version", "SEC @4.12")]),
    ("DUIS", 'schemaLocation="MMC Schema V5.4.xsd"', [('schemaLocation="MMC Schema V5.4.xsd"', "xsd_import", "XSD:MMC @5.4")]),
    # what was named before
    ("SEC:D", "Sections D1 and D2 apply. That Section and that paragraph", [("Sections D1 and D2", "section_list", "SEC:D D1, SEC:D D2"), ("That Section", "that_section", "SEC:D D2")]),
    ("SRPD", "Section D1, clause 2. That clause; that Section", [("Section D1", "section", "SEC:D D1"), ("clause 2", "clause", "SRPD 2"), ("That clause", "that_clause", "SRPD 2"), ("that Section", "that_section", "SEC:D D1")]),
    # codes
    ("SEC:D", "DCC Alerts N60 and N61, response codes E1 or E2", [("N60", "dcc_alert", "DUIS DA:N60"), ("N61", "dcc_alert", "DUIS DA:N61"), ("E1", "response_code", "DUIS RC:E1"), ("E2", "response_code", "DUIS RC:E2")]),
    ("SEC:D", "E1 and N60", []),
    ("DUIS", "E1 and N60", [("E1", "response_code", "DUIS RC:E1"), ("N60", "dcc_alert", "DUIS DA:N60")]),
    ("DUIS", "Alert Code: 0x8F0A, message code 0x0027", [("Alert Code: 0x8F0A", "alert_code", "GBCS AC:0x8F0A"), ("message code 0x0027", "message_code", "GBCS MC:0x0027")]),
    ("GBCS", "Message Categories SME.C.NC", [("Message Categories SME.C.NC", "message_category", "GBCS CAT:SME.C.NC")]),
    ("GBCS", "Column D of the GBCS Mapping Table, Mapping Table rows 7", [("Column D of the GBCS Mapping Table", "table_column", "GBCS mapping-table:D"), ("Mapping Table rows 7", "table_row", "GBCS mapping-table:7")]),
    ("DUIS", "sr:EUI ra:Foo ReadRsp", [("sr:EUI", "xsd_type", "XSD:DUIS type:EUI"), ("ra:Foo", "xsd_type", "XSD:MMC type:Foo"), ("ReadRsp", "mmc_type", "XSD:MMC type:ReadRsp")]),
    ("DUIS", "IRP123 and CRP456, MP123A, DP123, SECMP 0014", [("IRP123", "issue", "ISSUE IRP123"), ("CRP456", "issue", "ISSUE CRP456"), ("MP123A", "modification", "MOD MP123A"), ("DP123", "modification", "MOD DP123"), ("SECMP 0014", "modification", "MOD SECMP0014")]),
    ("DUIS", "SEC Modification 15, Action SECP33/06", [("SEC Modification 15", "modification", "MOD SECMP0015"), ("Action SECP33/06", "minute_action", "MINUTES SECP33/06")]),
    # outside the Code
    ("DUIS", "NIST Special Publication 800-38D Revision 1, Section 4.2", [("NIST Special Publication 800-38D Revision 1, Section 4.2", "external", "EXT:NIST-800-38D 4.2")]),
    ("DUIS", "NIST Special Publication 800-38D is", [("NIST Special Publication 800-38D", "external", "EXT:NIST-800-38D *")]),
    ("DUIS", "condition 5 of the DCC Licence, Annex B of the SRO letter", [("condition 5 of the DCC Licence", "external", "EXT:DCC-LICENCE 5"), ("Annex B of the SRO letter", "external", "EXT:LETTER annex B")]),
    ("DUIS", "section 88 of the Energy Act 2008, section 2 of the Green Book", [("section 88 of the Energy Act 2008", "external", "EXT:EnergyAct2008 s88"), ("section 2 of the Green Book", "external", "EXT:DLMS-GREEN 2")]),
    ("DUIS", "Table 5-10 of the ZSE specification, table 1 of the ZSE", [("Table 5-10 of the ZSE specification", "external", "EXT:ZSE T5-10"), ("table 1 of the ZSE", "external", "EXT:ZSE T1")]),
    ("DUIS", "BCP 14, BS EN ISO 9001:2015, clause 4.1, RFC 5280", [("BCP 14", "external", "EXT:BCP14 *"), ("BS EN ISO 9001:2015, clause 4.1", "external", "EXT:BSENISO9001:2015 4.1"), ("RFC 5280", "external", "EXT:RFC5280 *")]),
    # at their edges
    ("DUIS", "Tables 5 to 7", [("Tables 5 to 7", "table_list", "DUIS T5, ~DUIS T6, DUIS T7")]),
    ("DUIS", "SMETS clause 4 and SMETS Table 2", [("SMETS clause 4", "clause", "SMETS 4"), ("SMETS Table 2", "table", "SMETS T2")]),
    ("DUIS", "Table (a) and Section (a)", []),
    ("DUIS", "clause A", []),
    ("DUIS", "SMETS Section H", [("SMETS", "document", "SMETS *"), ("Section H", "section", "SEC:H H")]),
    ("GBCS", "Table 5.1(a)", [("Table 5.1(a)", "table", "GBCS T5.1(a)")]),
    ("GBCS", "Section 4.1 and clause 3", [("Section 4.1", "section", "GBCS 4.1"), ("clause 3", "clause", "GBCS 3")]),
    ("SEC:D", "Section D1.1 to (c)", [("Section D1.1", "section", "SEC:D D1.1")]),
    ("SEC:D", "Section D1 to H", [("Section D1", "section", "SEC:D D1")]),
    ("SEC:D", "paragraph (a) of this Section D3.1", [("paragraph (a) of this Section D3.1", "paragraph", "SEC:D D3.1(a)")]),
    ("SEC:D", "Section H3 of Appendix AB", [("Section H3 of Appendix AB", "section", "SEC:APP-AB H3")]),
    ("SEC:D", "clause 4 of the SEC", [("clause 4 of the SEC", "clause", "SEC:D 4")]),
    ("SEC:D", "Appendix A's, Appendix ABC, Schedule 8.1, Schedule 8A, Appendix", []),
    ("SEC:D", "response code: E1; Response Codes E1 and E2", [("E1", "response_code", "DUIS RC:E1"), ("E1", "response_code", "DUIS RC:E1"), ("E2", "response_code", "DUIS RC:E2")]),
    ("SEC:D", "response code, which is any of those that are known, E1", []),
    ("SEC:D", "Read (4.1.1)", []),
    ("SEC:D", "Read Inventory of Things (4.1.1)", [("(4.1.1)", "service_request_by_name", "DUIS SRV:4.1.1")]),
    ("SEC:D", "GBCS Use Case ECS17b, SMETS 2 and SMETS 1.58(a)", [("GBCS", "document", "GBCS *"), ("Use Case ECS17b", "use_case", "GBCS UC:ECS17b"), ("SMETS", "document", "SMETS *"), ("SMETS 1.58(a)", "section", "SMETS 1.58(a)")]),
    ("SEC:D", "Section D1 (a title) and Section D2 (The Title) of the SEC", [("Section D1", "section", "SEC:D D1"), ("Section D2 (The Title) of the SEC", "section", "SEC:D D2 = The Title")]),
    ("SEC:D", "Sections D1, D2 or D3; and D4", [("Sections D1, D2 or D3", "section_list", "SEC:D D1, SEC:D D2, SEC:D D3")]),
    ("SEC:D", "Sections D1 and Appendix AD", [("Sections D1", "section", "SEC:D D1"), ("Appendix AD", "appendix", "SEC:APP-AD *")]),
    ("SEC:D", "Section D1.1(a) and (b)(ii) and (iii)", [("Section D1.1(a) and (b)(ii) and (iii)", "section_list", "SEC:D D1.1(a), SEC:D D1.1(b)(ii), SEC:D D1.1(b)(iii)")]),
    ("SEC:D", "Section D1.1 and (b)", [("Section D1.1 and (b)", "section_list", "SEC:D D1.1, SEC:D D1.1(b)")]),
    ("SEC:D", "Section D1–3", [("Section D1–3", "section_list", "SEC:D D1, ~SEC:D D2, SEC:D D3")]),
    ("SEC:D", "Section D1 - D3", [("Section D1 - D3", "section_list", "SEC:D D1, ~SEC:D D2, SEC:D D3")]),
    ("SEC:D", "Section D1-X", [("Section D1", "section", "SEC:D D1")]),
    ("SEC:D", "Sections D1(A) to (C)", [("Sections D1(A) to (C)", "section_list", "SEC:D D1(A), ~SEC:D D1(B), SEC:D D1(C)")]),
    ("SEC:D", "Sections D1(1) to (3)", [("Sections D1(1) to (3)", "section_list", "SEC:D D1(1), ~SEC:D D1(2), SEC:D D1(3)")]),
    ("SEC:D", "Section D1.1(v) to (x)", [("Section D1.1(v) to (x)", "section_list", "SEC:D D1.1(v), ~SEC:D D1.1(w), SEC:D D1.1(x)")]),
    ("SEC:D", "Section D1.1(h) to (j)", [("Section D1.1(h) to (j)", "section_list", "SEC:D D1.1(h), ~SEC:D D1.1(i), SEC:D D1.1(j)")]),
    ("SEC:D", "Sections D1 to F2", [("Sections D1 to F2", "section_list", "SEC:D D1, SEC:F F2")]),
    ("GBCS", "sections 3 to 5 and 7", [("sections 3 to 5 and 7", "section_list", "GBCS 3, ~GBCS 4, GBCS 5, GBCS 7")]),
    ("GBCS", "SMETS 5.7-9", [("SMETS 5.7-9", "section_list", "SMETS 5.7, ~SMETS 5.8, SMETS 5.9")]),
    ("GBCS", "SRV 4.1.1 to 3", [("SRV 4.1.1 to 3", "service_request", "DUIS SRV:4.1.1, ~DUIS SRV:4.1.2, DUIS SRV:4.1.3")]),
    ("GBCS", "SRVs 4.1.1-4.1.3 and SRV 5.1", [("SRVs 4.1.1-4.1.3", "service_request", "DUIS SRV:4.1.1, ~DUIS SRV:4.1.2, DUIS SRV:4.1.3"), ("SRV 5.1", "service_request", "DUIS SRV:5.1")]),
    ("SRPD", "Section 4 of Appendix AB and Schedule 9", [("Section 4 of Appendix AB", "section", "SEC:APP-AB 4"), ("Schedule 9", "schedule", "SEC:SCH9 *")]),
    ("SRPD", "clause 2 of Schedule 4.1", [("clause 2", "clause", "SRPD 2")]),
    ("GBCS", "section 17 in the report", [("section 17", "section", "GBCS 17")]),
    ("GBCS", "section 17, of the SMETS", [("section 17, of the SMETS", "section", "SMETS 17")]),
    ("GBCS", "section 17 (Title) of the SMETS", [("section 17 (Title) of the SMETS", "section", "SMETS 17 = Title")]),
    ("GBCS", "sections 17 and 18 of the SMETS", [("sections 17 and 18 of the SMETS", "section_list", "SMETS 17, SMETS 18")]),
    ("DUIS", "the applicable version of SMETS 5.1", [("SMETS 5.1", "section", "SMETS 5.1")]),
    ("DUIS", "the inapplicable version of SMETS", [("SMETS", "document", "SMETS *")]),
    ("DUIS", "SMETS meaningful", [("SMETS", "document", "SMETS *")]),
    ("DUIS", "SMETS version 1.2a and SMETSs", [("SMETS version 1.2a", "document_version", "SMETS @1.2a")]),
    ("SEC:D", "that Schedule. Schedule 8; that Schedule, that Appendix", [("Schedule 8", "schedule", "SEC:SCH8 *"), ("that Schedule", "that_schedule", "SEC:SCH8 *")]),
    ("SEC:D", "Section D1x, Section D.1, Section D12345", []),
    ("SRPD", "clause 4th, clause 4_2, clause 1234", []),
    ("GBCS", "SMETS 4.6;5.7", [("SMETS 4.6;5.7", "section_list", "SMETS 4.6, SMETS 5.7")]),
    ("GBCS", "sections 4.1,4.2,and 4.3 and/or 4.4", [("sections 4.1,4.2,and 4.3 and/or 4.4", "section_list", "GBCS 4.1, GBCS 4.2, GBCS 4.3, GBCS 4.4")]),
    ("SEC:D", "Section G7(The Title)", [("Section G7(The Title)", "section", "SEC:G G7 = The Title")]),
    ("DUIS", "applicable version of GBCS", [("GBCS", "versioned_document", "GBCS @applicable")]),
    ("DUIS", "the meaning given in SMETS", [("SMETS", "borrowed_terms", "SMETS glossary")]),
    ("DUIS", "the meaning in the CHTS and SMETS", [("CHTS", "borrowed_terms", "CHTS glossary"), ("SMETS", "borrowed_terms", "SMETS glossary")]),
    ("DUIS", "the meaning given to them in CHTS and / or the SMETS", [("CHTS", "borrowed_terms", "CHTS glossary"), ("SMETS", "borrowed_terms", "SMETS glossary")]),
    ("SRPD", "clause 1 and clause 2; paragraph 3 or paragraph 4", [("clause 1 and clause 2", "clause_list", "SRPD 1, SRPD 2"), ("paragraph 3 or paragraph 4", "paragraph_list", "SRPD 3, SRPD 4")]),
    ("SRPD", "clause 1 and clauses are", [("clause 1", "clause", "SRPD 1")]),
    ("DUIS", "SRV 4.1a, SRV 4.1.1 to 3a", [("SRV 4.1.1", "service_request", "DUIS SRV:4.1.1")]),
    ("DUIS", "alert code 0x8F0A and annex B of the SRO letter", [("alert code 0x8F0A", "alert_code", "GBCS AC:0x8F0A"), ("annex B of the SRO letter", "external", "EXT:LETTER annex B")]),
]  # fmt: skip


@pytest.mark.parametrize(("within", "text", "wanted"), FORMS, ids=[f"{row[0]}: {row[1]}" for row in FORMS])
def test_a_form_is_told_in_full(within: str, text: str, wanted: list[Told]) -> None:
    assert told(text, within) == wanted


def test_a_target_at_a_version_says_which() -> None:
    found = find_citations(
        'SMETS v1.58, SEC 4.12, schemaLocation="MMC Schema V5.4.xsd", applicable version of GBCS, SMETS 4.1',
        Context(BY_CODE["DUIS"]),
        NAMES,
    )
    assert [target.version for citation in found for target in citation.targets] == [
        "1.58", "4.12", "5.4", "applicable", "",
    ]  # fmt: skip


def test_a_citation_named_before_holds_the_very_same_target() -> None:
    names = Names.of(BY_CODE.values(), shipped())
    one, two = find_citations("Section D1, it; Section D1, it", Context(BY_CODE["SEC:D"]), names)
    assert one.targets is two.targets


def test_no_more_members_are_made_of_a_range_or_a_list_than_a_person_would_write() -> None:
    (citation,) = find_citations("clauses 1 to 900", Context(BY_CODE["SRPD"]), NAMES)
    assert len(citation.targets) == MOST_EXPANDED
    (citation, *_) = find_citations("clauses " + ", ".join(map(str, range(1, 99))), Context(BY_CODE["SRPD"]), NAMES)
    assert len(citation.targets) == MOST_LABELS
    (citation, *_) = find_citations("Schedules " + ", ".join(map(str, range(1, 99))), Context(BY_CODE["SRPD"]), NAMES)
    assert len(citation.targets) == MOST_LABELS
    (citation, *_) = find_citations(
        "SRVs " + ", ".join(f"1.{n}" for n in range(1, 99)), Context(BY_CODE["SRPD"]), NAMES
    )
    assert len(citation.targets) == MOST_LABELS
    (citation, *_) = find_citations("Use Cases " + ", ".join(f"CS{n}" for n in range(10, 99)), Context(BY_CODE["SRPD"]), NAMES)  # fmt: skip
    assert len(citation.targets) == MOST_LABELS


def test_in_a_question_a_code_is_what_it_looks_like() -> None:
    (found,) = find_citations("E1007", Context(BY_CODE["SEC:D"], is_question=True), NAMES)
    assert found.targets[0].provision == "RC:E1007"


def test_works_are_cited_by_name_title_and_aliases_and_not_by_letters() -> None:
    works = [
        Work("b", "Second Title", "appendix", "BB", "BB", "B", aliases=("Appendix AB", "The Alias")),
        Work("a", "Second Title", "appendix", "AAA", "AAA", "A", aliases=("Section Q", "SEC Schedule 8")),
    ]
    names = Names.of(works, shipped())
    assert names.code_of == {"SEC": "SEC", "AAA": "A", "Second Title": "A", "The Alias": "B"}
    assert names.folded == {"sec": "SEC", "aaa": "A", "second title": "A", "the alias": "B"}


def test_a_part_is_the_document_that_an_alias_says_it_is() -> None:
    own = Work("d", "D", "appendix", "DDD", "DDD", "DDD", aliases=("The Doc", "Schedule 8", "Appendix AD"))
    found = find_citations("this Schedule, this Appendix, this document", Context(own), Names.of([own], shipped()))
    assert [citation.targets[0].document for citation in found] == ["SEC:SCH8", "SEC:APP-AD", "DDD"]


def test_bare_numbers_mean_the_document_that_the_house_says() -> None:
    rules = HouseRules(frozenset({"section"}), own_document="SMETS")
    annex = Work("x", "X", "specification", "XXX", "XXX", "XXX", house=rules)
    schema = Work("s", "S", "schema", "SSS", "SSS", "SSS", house=rules)
    for work in (annex, schema):
        found = find_citations("Section 4.1, Table 2, clause 3", Context(work), NAMES)
        assert [(c.targets[0].document, c.targets[0].provision) for c in found] == [("SMETS", "4.1"), ("SMETS", "T2")]


def test_words_that_numbers_follow_are_units() -> None:
    assert NAMES.is_unit("Sub-Paragraphs") and NAMES.is_unit("use\u00a0 case") and NAMES.is_unit("SRVs")
    assert not NAMES.is_unit("Message Code") and not NAMES.is_unit("")


RELATIVE = """## D6 Refinement

D6.1 First.

D6.3 The group shall:

- (a) meet; and
- (b) where it does:
  - (i) soon; and
  - (ii) later.

**Device**
: means a thing.

D6.4 Last.
"""


@pytest.mark.parametrize(
    ("label", "text", "wanted"),
    [
        ("D6.3(b)(ii)", "sub-paragraph (i)", ["D6.3(b)(i)"]),
        ("D6.3(b)(ii)", "paragraph (a)", ["D6.3(a)"]),
        ("D6.3(b)", "paragraph (i)", ["D6.3(b)(i)"]),
        ("D6.3(b)(ii)", "paragraph (z)", ["D6.3(z)"]),
        ("D6.3(b)(ii)", "paragraph (b)(ii)", ["D6.3(b)(ii)"]),
        ('D6.3 "Device"', "paragraph (z)", ['D6.3 "Device"(z)']),
        ("D6", "paragraph (z)", ["D6(z)"]),
        ("D6.4", "the preceding paragraph", ["D6.3"]),
        ("D6.3(b)(ii)", "the preceding paragraph", ["D6.3(b)(i)"]),
        ("D6.1", "the preceding paragraph", []),
        ('D6.3 "Device"', "the preceding paragraph", []),
    ],
)
def test_what_is_relative_is_seen_from_where_it_stands(label: str, text: str, wanted: list[str]) -> None:
    document = markdown.parse(RELATIVE.encode(), work="sec:d", version="1")
    found = told(text, "SEC:D", document, label)
    assert [said.removeprefix("SEC:D ") for _, _, said in found] == wanted
    assert all(words == text for words, _, _ in found)


def test_what_is_relative_means_nothing_where_nobody_says_where_it_stands() -> None:
    assert told("the preceding paragraph and paragraph (a)", "SEC:D") == []
