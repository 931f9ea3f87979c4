"""The TOML files of a library, field by field: what is read of each, what is written, and how each fault is told."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.errors import LibraryError
from specman.model.baseline import Baseline, Entry
from specman.model.identity import HouseRules, VersionNumber, Work
from specman.model.mirror import MirrorRule
from specman.model.modification import HistoryEntry, Milestone, Modification, Sample
from specman.store import manifests, modifications

DESCRIBED = "docs/library-format.md describes the file."
SHA = "0123456789abcdef" * 4

WORK = """format = 1
id = "gbcs"
title = "Companion"
kind = "specification"
name = "GBCS"
prefix = "G"
code = "SEC:SCH8"
aliases = ["Schedule 8", "The Companion"]
owner = "DCC"
part_of = "sec"
unverified = ["its date"]

[citations]
own_units = ["section", "clause"]
own_document = "SMETS"
terms_from = ["sec-b", "sec-a"]
by_heading = true

[citations.columns]
Requirement = "Section"
"Use Case" = "Use Case"
"""

SETTINGS = """format = 1
title = "The Code"
name = "SEC"
notice = "Illustrative."

[[mirrors]]
a = "SEC A1"
b = "SEC B1"
accepted = "agreed"
digests = ["12", "34"]

[[mirrors]]
a = "SEC C1"
b = "SEC D1"

[[mirrors]]

[strength]
cites = 0.5
contains = 1

[severity]
high = 3.9

[effort]
text = 2
"""

MODIFICATION = """format = 1
id = "SECMP0014"
title = "Device ID"
status = "open"
stage = "refinement"
path = "Path 3"
proposer = "A Party"
raised = 2016-03-01
working_group = "WG"
base = "4.11"
summary = "In short."
outcome = "none yet"
targets = ["SEC A1.1"]
documents = ["sec-a", "The Blue Book"]
unverified = ["the proposer"]

[dates]
vote = 2016-09-01
panel = "about June"

[[samples]]
type = "EUI"
value = "00-11"

[[samples]]
"""

BASELINE = f"""format = 1
number = "4.12"
title = "June"
in_effect = 2016-06-15
designated = "2016-05-01"
source = "designation"
previous = "4.11"
basis = "the notice"

[works]
sec-h = {{version = "2.0", sha256 = "{SHA}"}}
sec-a = {{version = "1.0a", sha256 = "{SHA[::-1]}"}}
"""


def test_every_field_of_a_work_is_read() -> None:
    assert manifests.read_work(WORK.encode(), "p") == Work(
        id="gbcs",
        title="Companion",
        kind="specification",
        name="GBCS",
        prefix="G",
        code="SEC:SCH8",
        aliases=("Schedule 8", "The Companion"),
        owner="DCC",
        part_of="sec",
        house=HouseRules(
            own_units=frozenset({"section", "clause"}),
            own_document="SMETS",
            terms_from=("sec-b", "sec-a"),
            columns=(("Requirement", "Section"), ("Use Case", "Use Case")),
            by_heading=True,
        ),
        unverified=("its date",),
    )


def test_a_work_that_says_little_takes_its_names_from_its_id() -> None:
    data = b'format = 1\nid = "sec-h"\ntitle = "T"\nkind = "code-section"\n'
    assert manifests.read_work(data, "p") == Work("sec-h", "T", "code-section", "SEC-H", "SEC-H", "SEC-H")
    named = manifests.read_work(data + b'name = "SEC H"\n', "p")
    assert (named.name, named.prefix, named.code) == ("SEC H", "SEC H", "SEC H")


def test_every_field_of_the_settings_is_read() -> None:
    assert manifests.read_settings(SETTINGS.encode()) == manifests.Settings(
        title="The Code",
        name="SEC",
        notice="Illustrative.",
        mirrors=(
            MirrorRule("SEC A1", "SEC B1", "agreed", ("12", "34")),
            MirrorRule("SEC C1", "SEC D1", "", ()),
            MirrorRule("", "", "", ()),
        ),
        strength={"cites": 0.5, "contains": 1.0},
        severity={"high": 3},
        effort={"text": 2.0},
    )
    assert manifests.read_settings(b"format = 1\n") == manifests.Settings()


def test_every_field_of_a_modification_is_read_and_its_drafts_are_the_files_beside_it() -> None:
    files = ["gbcs.xml", "duis.xsd", "mapping.csv", "sec-a.docx", "Not A Work.xml", "modification.toml", "xml"]
    assert modifications.read_modification(MODIFICATION.encode(), "mods/SECMP0014/modification.toml", files) == Modification(
        id="SECMP0014",
        title="Device ID",
        history=(HistoryEntry("2016-03-01", "recorded", "raised", "open", note="refinement"),),
        path="Path 3",
        proposer="A Party",
        raised="2016-03-01",
        working_group="WG",
        base="4.11",
        summary="In short.",
        outcome="none yet",
        targets=("SEC A1.1",),
        documents=("sec-a", "The Blue Book"),
        drafts={
            "gbcs": "mods/SECMP0014/gbcs.xml",
            "duis": "mods/SECMP0014/duis.xsd",
            "mapping": "mods/SECMP0014/mapping.csv",
        },
        samples=(Sample("EUI", "00-11"), Sample("", "")),
        timetable=(Milestone("2016-09-01", "vote"), Milestone("", "panel: about June")),
        unverified=("the proposer",),
    )  # fmt: skip


def test_every_field_of_a_baseline_is_read_and_written_as_it_was() -> None:
    found = manifests.read_baseline(BASELINE.encode(), "p")
    assert found == Baseline(
        number=VersionNumber.parse("4.12"),
        entries={"sec-a": Entry("1.0a", SHA[::-1]), "sec-h": Entry("2.0", SHA)},
        in_effect="2016-06-15",
        basis="the notice",
        source="designation",
        designated="2016-05-01",
        previous="4.11",
        title="June",
    )
    assert list(found.entries) == ["sec-a", "sec-h"]
    written = manifests.write_baseline(found)
    assert manifests.read_baseline(written, "p") == found
    assert written.decode() == (
        'format = 1\nnumber = "4.12"\ntitle = "June"\nin_effect = "2016-06-15"\ndesignated = "2016-05-01"\n'
        'source = "designation"\nprevious = "4.11"\nbasis = "the notice"\n\n[works]\n'
        f'sec-a = {{version = "1.0a", sha256 = "{SHA[::-1]}"}}\nsec-h = {{version = "2.0", sha256 = "{SHA}"}}\n'
    )


def test_a_manifest_is_written_with_its_format_first_and_in_the_order_given() -> None:
    assert manifests.write_table({"title": "T", "name": "N"}) == b'format = 1\ntitle = "T"\nname = "N"\n'


def test_an_acceptance_is_added_or_renewed_and_the_rest_stays() -> None:
    start = b'# mine\nformat = 1\ntitle = "T" # kept\n'
    once = manifests.add_acceptance(start, MirrorRule("SEC A1", "SEC B1", "agreed", ("1", "2")))
    assert once.decode().startswith(start.decode())
    assert manifests.read_settings(once).mirrors == (MirrorRule("SEC A1", "SEC B1", "agreed", ("1", "2")),)
    other = manifests.add_acceptance(once, MirrorRule("SEC C1", "SEC D1", "too", ("5",)))
    again = manifests.add_acceptance(other, MirrorRule("sec b1", "SEC A1", "anew", ("3", "4")))
    assert manifests.read_settings(again).mirrors == (
        MirrorRule("SEC A1", "SEC B1", "anew", ("3", "4")),
        MirrorRule("SEC C1", "SEC D1", "too", ("5",)),
    )
    assert again.decode().startswith(start.decode())


# -- faults ----------------------------------------------------------------------------------------------------------

Read = Callable[[bytes, str], object]


def read_modification(data: bytes, path: str) -> Modification:
    return modifications.read_modification(data, path, [])


W = 'format = 1\nid = "a"\ntitle = "T"\nkind = "table"\n'
B = 'format = 1\nnumber = "1"\n'
M = 'format = 1\nid = "MP001"\ntitle = "T"\nstatus = "s"\n'
S = "format = 1\n"
A_WORK_ID = "A work id is lower-case letters, digits and hyphens"
KINDS = "The kinds are code-section, appendix, specification, framework, schema, table."
A_NUMBER = "is not a version number such as 4.12 or 5.3a"
FAULTS: list[tuple[Read, str, str, str]] = [
    (manifests.read_settings, "title = 1", "f has no format number.", "Write format = 1 at its top."),
    (manifests.read_settings, "format = true", "f has no format number.", "Write format = 1 at its top."),
    (manifests.read_settings, 'format = "1"', "f has no format number.", "Write format = 1 at its top."),
    (manifests.read_settings, S + "title = 1", "f has title = 1, where text is expected.", DESCRIBED),
    (manifests.read_settings, S + "name = []", "f has name = [], where text is expected.", DESCRIBED),
    (manifests.read_settings, S + "notice = {}", "f has notice = {}, where text is expected.", DESCRIBED),
    (manifests.read_settings, S + "mirrors = 1", "f has mirrors that is not a list of tables.", DESCRIBED),
    (manifests.read_settings, S + "mirrors = [{}, 1]", "f has mirrors that is not a list of tables.", DESCRIBED),
    (manifests.read_settings, S + "strength = 1", "f has strength that is not a table.", DESCRIBED),
    (manifests.read_settings, S + "strength.a = true", "f has strength.a = True, where a number of at least 0 is expected.", DESCRIBED),
    (manifests.read_settings, S + "severity.a = -1", "f has severity.a = -1, where a number of at least 0 is expected.", DESCRIBED),
    (manifests.read_settings, S + 'effort.a = "1"', "f has effort.a = '1', where a number of at least 0 is expected.", DESCRIBED),
    (manifests.read_work, S + 'kind = "table"\ntitle = "T"', "f has no id.", DESCRIBED),
    (manifests.read_work, S + 'id = "A"\nkind = "table"\ntitle = "T"', "f has id = 'A'.", f"{A_WORK_ID}, such as sec-h."),
    (manifests.read_work, S + 'id = "a"\ntitle = "T"', "f has no kind.", DESCRIBED),
    (manifests.read_work, W.replace('"table"', '"poem"'), "f has kind = 'poem'.", KINDS),
    (manifests.read_work, W.replace('"T"', '""'), "f has no title.", DESCRIBED),
    (manifests.read_work, W + "prefix = 1", "f has prefix = 1, where text is expected.", DESCRIBED),
    (manifests.read_work, W + "code = 1", "f has code = 1, where text is expected.", DESCRIBED),
    (manifests.read_work, W + "owner = 1", "f has owner = 1, where text is expected.", DESCRIBED),
    (manifests.read_work, W + "aliases = 1", "f has aliases = 1, where a list of texts is expected.", DESCRIBED),
    (manifests.read_work, W + 'aliases = ["a", 1]', "f has aliases = ['a', 1], where a list of texts is expected.", DESCRIBED),
    (manifests.read_work, W + "citations = 1", "f has citations that is not a table.", DESCRIBED),
    (manifests.read_work, W + "citations.columns = 1", "f has columns that is not a table.", DESCRIBED),
    (manifests.read_work, W + 'citations.terms_from = "a"', "f has terms_from = 'a', where a list of texts is expected.", DESCRIBED),
    (manifests.read_baseline, S, "f has no number.", DESCRIBED),
    (manifests.read_baseline, S + 'number = "v1"', f"f has a number that cannot be read: 'v1' {A_NUMBER}.", DESCRIBED),
    (manifests.read_baseline, B + "works = 1", "f has works that is not a table.", DESCRIBED),
    (manifests.read_baseline, B + "works.A_B = {}", "f names a work 'A_B'.", f"{A_WORK_ID}."),
    (manifests.read_baseline, B + "works.a = 1", "f does not give the version and sha256 of a.", DESCRIBED),
    (manifests.read_baseline, B + f'works.a = {{version = "1", hash = "{SHA}"}}', "f does not give the version and sha256 of a.", DESCRIBED),
    (manifests.read_baseline, B + f'works.a = {{version = 1, sha256 = "{SHA}"}}', "f does not give the version and sha256 of a.", DESCRIBED),
    (manifests.read_baseline, B + 'works.a = {version = "1", sha256 = 2}', "f does not give the version and sha256 of a.", DESCRIBED),
    (manifests.read_baseline, B + f'works.a = {{version = "x", sha256 = "{SHA}"}}', f"f has a version of a that cannot be read: 'x' {A_NUMBER}.", DESCRIBED),
    (manifests.read_baseline, B + f'works.a = {{version = "1", sha256 = "{SHA}0"}}', "f gives for a a sha256 that is not 64 hexadecimal digits.", DESCRIBED),
    (manifests.read_baseline, B + 'in_effect = "June"', "f has in_effect = 'June', which is not a date such as 2016-06-15.", DESCRIBED),
    (manifests.read_baseline, B + 'designated = "1.6.16"', "f has designated = '1.6.16', which is not a date such as 2016-06-15.", DESCRIBED),
    (manifests.read_baseline, B + "basis = 1", "f has basis = 1, where text is expected.", DESCRIBED),
    (read_modification, S + 'title = "T"\nstatus = "open"', "f has no id.", DESCRIBED),
    (read_modification, S + 'id = "mp1"\ntitle = "T"\nstatus = "open"', "f has id = 'mp1'.", "A modification id is letters and a number, such as SECMP0014."),
    (read_modification, S + 'id = "MP001"\nstatus = "open"', "f has no title.", DESCRIBED),
    (read_modification, S + 'id = "MP001"\ntitle = "T"', "f has no status.", DESCRIBED),
    (read_modification, M + 'raised = "soon"', "f has raised = 'soon', which is not a date such as 2016-06-15.", DESCRIBED),
    (read_modification, M + "samples = 1", "f has samples that is not a list of tables.", DESCRIBED),
    (read_modification, M + "dates = 1", "f has dates that is not a table.", DESCRIBED),
    (read_modification, M + "targets = 1", "f has targets = 1, where a list of texts is expected.", DESCRIBED),
]  # fmt: skip


@pytest.mark.parametrize(("read", "text", "message", "hint"), FAULTS, ids=[row[2] for row in FAULTS])
def test_a_fault_is_told_with_its_file_and_what_to_do(read: Read, text: str, message: str, hint: str) -> None:
    with pytest.raises(LibraryError) as caught:
        read(text.encode(), "f")
    assert (caught.value.message, caught.value.hint, caught.value.slug) == (message, hint, "manifest-malformed")


def test_what_is_no_toml_and_what_a_later_specman_wrote_are_told_apart() -> None:
    for data in (b"format = ", b"format = 1\ntitle = '\xff'\n"):
        with pytest.raises(LibraryError) as caught:
            manifests.read_settings(data)
        assert caught.value.message.startswith("specman.toml is not valid TOML: ")
        assert (caught.value.hint, caught.value.slug) == ("Repair the file at that place.", "manifest-malformed")
    with pytest.raises(LibraryError) as caught:
        manifests.read_work(W.replace("format = 1", "format = 2").encode(), "f")
    assert caught.value.message == "f is of format 2; this specman reads up to format 1."
    assert (caught.value.hint, caught.value.slug) == ("Install a newer specman.", "newer-format")


@pytest.mark.parametrize(
    ("name", "right"),
    [("MP01", True), ("ABCDEFGH123456Z", True), ("M01", False), ("MP1", False), ("ABCDEFGHI12", False),
     ("MP1234567", False), ("MP01AB", False), ("mp01", False), (" MP01", False)],
)  # fmt: skip
def test_a_modification_has_letters_and_a_number(name: str, right: bool) -> None:
    data = f'format = 1\nid = "{name}"\ntitle = "T"\nstatus = "s"\n'.encode()
    if right:
        assert read_modification(data, "f").id == name
    else:
        with pytest.raises(LibraryError):
            read_modification(data, "f")


@pytest.mark.parametrize("date", ["2016-6-15", "2016-06-15 ", "2016-06-15T10:00", "16-06-15", "20160615"])
def test_a_date_is_year_month_and_day(date: str) -> None:
    with pytest.raises(LibraryError):
        manifests.read_baseline(f'format = 1\nnumber = "1"\nin_effect = "{date}"\n'.encode(), "f")


def test_zero_is_a_number_that_may_be_given() -> None:
    assert manifests.read_settings(b"format = 1\nstrength.cites = 0\n").strength == {"cites": 0.0}


def test_all_faults_of_a_file_are_told_at_once_each_with_its_line() -> None:
    text = 'format = 1\nid = "mp1"\ntitle = 7\nraised = "2016-02-30"\n\n[dates]\n'
    with pytest.raises(manifests.ManifestError) as caught:
        read_modification(text.encode(), "f")
    assert caught.value.message == (
        "f has 4 faults:\n  line 2: it has id = 'mp1'\n  line 3: it has title = 7, where text is expected\n"
        "  line 4: it has raised = '2016-02-30', which is not a date such as 2016-06-15\n  it has no status"
    )


def test_what_cannot_be_read_cannot_be_written() -> None:
    good = {
        "specman.toml": b"format = 1\n", "specs/a/work.toml": W.encode(), "specs/a/1.0.xml": b"<", "notes.toml": b"=",
        "modifications/MP001/modification.toml": M.encode(), "baselines/1.0.toml": B.encode(),
    }  # fmt: skip
    manifests.proof_read(good)
    for path in good:
        if path not in ("specs/a/1.0.xml", "notes.toml"):
            with pytest.raises(manifests.ManifestError):
                manifests.proof_read({path: b'format = 1\ntitle = 1\nin_effect = "x"\n'})


@given(st.text(max_size=12) | st.dates().map(str) | st.from_regex(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}", fullmatch=True))
def test_a_date_that_is_accepted_is_read_again(text: str) -> None:
    data = f"{B}in_effect = {json.dumps(text)}\n"
    if text and manifests.is_date(text):
        assert manifests.read_baseline(data.encode(), "f").in_effect == text
    elif text:
        with pytest.raises(manifests.ManifestError):
            manifests.read_baseline(data.encode(), "f")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = " + "[" * 2_000 + "]" * 2_000, "50 brackets inside one another"),
        ("x = " + "9" * 5_000, "is not valid TOML"),
        ("#" * 1_048_577, "bytes long"),
        ("[[mirrors]]\ndigests = 1", "digests = 1 in [[mirrors]], where a list of texts is expected"),
        ("strength.a = 1" + "0" * 400, "where a number of at least 0 is expected"),
    ],
)
def test_a_manifest_beyond_what_is_read_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(manifests.ManifestError) as caught:
        manifests.read_settings(f"format = 1\n{text}\n".encode(), "specman.toml")
    assert words in caught.value.message
