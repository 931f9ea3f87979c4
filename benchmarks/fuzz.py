"""Every reader and the library's own files, fed with files that were changed at random: none may crash, hang or swell.

    python benchmarks/fuzz.py                          600 seconds, all readers in turn
    python benchmarks/fuzz.py --seconds 60 --seed 7    another seed; one seed makes the same inputs in the same order
    python benchmarks/fuzz.py --only word,csv --keep FOLDER
    python benchmarks/fuzz.py --guided word            changes chosen by what they reach (pip install atheris)

Seeds come from the project's own writers. A crash is an exception that is not a SpecmanError, more than 10 seconds, or a
growth of over 500 MB, or a flaw told of the stored form; the inputs run in a child process, so that one that aborts it is a crash too. Exit status 1 after one.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from specman.citations.houses import read_house  # noqa: E402
from specman.errors import SpecmanError  # noqa: E402
from specman.formats import akn, markdown_writing  # noqa: E402
from specman.formats.reading import read_document  # noqa: E402
from specman.formats.word import write as word_writing  # noqa: E402
from specman.formats.xsd_validation import schema_flaws  # noqa: E402
from specman.intake.stored_form import stored_form  # noqa: E402
from specman.store import manifests  # noqa: E402
from specman.store.library import Library  # noqa: E402
from specman.store.modifications import read_modification  # noqa: E402
from specman.store.reviews import read_review  # noqa: E402
from specman.usecases.ask.check import check  # noqa: E402
from tests.conftest import DEFINITIONS, SECTION, work_toml  # noqa: E402
from tests.wordfiles import abstract, deleted, docx, inserted, instance, lvl, p, r, restart, tbl, tc, tr  # noqa: E402

SECONDS, MEGABYTES, BATCH = 10, 500, 400
SPECS = ROOT / "specs"
ODD = ["", "x", "-1", "0", "1", "9", "²", "9" * 20, "9" * 5000, "1.5", "1e9", "true", "\u202e", "é" * 300, "%1" * 200, "%9", "none",
       "bullet", "lowerLetter", "cardinalText", "ordinalText", "../..", "#", "#a", "note:1", "F0B7", "D800", "FFFFFFFF", "a:b:c",
       "urn:x", "unbounded", "##any", "xs:string", "TOC", 'REF a \\r \\h', "begin", "separate", "end", "restart", "continue"]  # fmt: skip
TOKENS = ["**", "*", "_", "[a](#b)", "[^1]", "[^1]: x", "|", "|--|--|", "# ", "## 1 A", "1.1 ", "1.1.1.1.1 ", "- ", "  - (a) ", "(ii) ", "1) ",
          ": ", "**T**", "Table 1: x", "> ", "```", "---\n", "\n\n", "\n", "\t", '"', ",", "\\", "<br>", '<a name="x">', "{informative}",
          "\u00a0", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "Note 1: ", "Schedule 1", "9" * 5000, "F4.2(a) to (z)", "1 to 999999999",
          "=", "[", "]", "{", "}", "[[people]]", "'", "#", "1" * 500, "Section F2.1 ", "has the meaning given in ", "means ", "SEC H", "GBCS 1.2", "nan", "1e400", "2016-02-30", "<b/>", "&#1;", "]]>", "<!--"]  # fmt: skip


def seeds() -> dict[str, list[bytes]]:
    """Small files of every sort, by the sort's name."""
    texts = [p.read_bytes() for p in sorted((ROOT / "manuscripts").glob("*/*.md"))]
    texts = sorted(texts, key=len)[:12]
    documents = [read_document(data, "a.md", work="a", version="1.0") for data in texts]
    table = b"\n".join((SPECS / "gbcs-mt" / "0.8.1.csv").read_bytes().split(b"\n")[:12])
    schema = (SPECS / "duis-xsd" / "1.0.xsd").read_bytes()
    OTHER[:] = [
        akn.serialise(read_document(SECTION.encode(), "a.md", work="sec-h", version="1.0")),
        akn.serialise(documents[6]),
    ]
    old, new = word_writing.serialise(documents[3]), word_writing.serialise(documents[4])
    own = akn.serialise(documents[4])
    return {
        "markdown": texts,
        "check": [DEFINITIONS.encode(), SECTION.encode(), *texts[:4]],
        "xml": [own, akn.serialise(documents[5]), own.replace(b'source="#specman"', b'source="#other"'), _FOREIGN],
        "word": [old, new, _numbered_word()],
        "csv": [table],
        "xlsx": [_workbook(table)],
        "xsd": [re.sub(rb"(?s)(<xs:complexType name=.*?</xs:complexType>\s*){3,}", lambda m: m[0][:6000], schema)[:9000] + b"</xs:schema>", _XSD],
        "toml": [p.read_bytes() for p in (ROOT / "specman.toml", *sorted(ROOT.glob("specs/*/work.toml"))[:3], *sorted(ROOT.glob("baselines/*.toml")),
                                          *sorted(ROOT.glob("modifications/*/modification.toml"))[:3], ROOT / "tests/citations/harbour.toml")],
    }  # fmt: skip


_FOREIGN = b"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta/><body><chapter eId="c"><num>1</num>
<heading>A <b>b</b></heading><section eId="s"><num>1</num><content><p>x <ref href="#c">y</ref><authorialNote marker="1"><p>n</p></authorialNote>
</p><table><tr><th colspan="2">a</th></tr><tr><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr></table><blockList><item><num>(a)</num>
<p>z</p></item></blockList></content></section></chapter></body><attachments><attachment><heading>S</heading><doc><mainBody><p>q</p></mainBody>
</doc></attachment></attachments></act></akomaNtoso>"""
_XSD = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" version="1"><xs:simpleType name="c">
<xs:restriction base="xs:string"><xs:enumeration value="a"/><xs:maxLength value="3"/></xs:restriction></xs:simpleType><xs:element name="e">
<xs:complexType><xs:sequence maxOccurs="9"><xs:element name="f" type="t:c" minOccurs="0"/><xs:any/></xs:sequence><xs:attribute name="g"/>
</xs:complexType></xs:element><xs:import namespace="urn:u"/></xs:schema>"""


def _numbered_word() -> bytes:
    """A Word file with everything in it that a reader follows: lists, changes, fields, notes, boxes, merged cells."""
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        + p("boxed")
        + "</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _Ref1 \\r \\h</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r>'
        + r("1.1")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkStart w:id="1" w:name="_Ref1"/>'
    )
    body = "".join((
        p("General", num="1"), p("The DCC shall", num="1", level=1), p("act", num="1", level=2), p(mark="<w:del w:id='7' w:author='A'/>"),
        f"<w:p>{inserted(r('new '))}{deleted('old')}{field}{box}</w:p>", p('"Fee" means a fee'), '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>',
        tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr(tc("b", "<w:vMerge w:val='restart'/>"), tc("c", "")), tr(tc("", "<w:vMerge/>"), tc("d", ""))),
    ))  # fmt: skip
    levels = (lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "(%3)", "lowerLetter"))
    return docx(body, numbering=abstract(1, *levels) + instance(1, 1, restart(0, 3)))


def _workbook(table: bytes) -> bytes:
    import csv

    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(table.decode())):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def text_changed(data: bytes, at: random.Random) -> bytes:
    """Bytes with pieces deleted, repeated, moved, or replaced by odd ones."""
    for _ in range(at.choice((1, 1, 2, 4, 9))):
        data = data[:100_000]
        here, there = at.randrange(len(data) + 1), min(len(data), at.randrange(len(data) + 1))
        start, end = (
            (min(here, there), max(here, there))
            if at.random() < 0.2
            else (here, min(len(data), here + at.randrange(40)))
        )
        piece = at.choice(TOKENS).encode()
        match at.randrange(6):
            case 0:
                data = data[:start] + data[end:]
            case 1:
                data = data[:end] + data[start:end] * at.choice((1, 3, 200)) + data[end:]
            case 2:
                data = data[:start] + piece * at.choice((1, 2, 60, 2000)) + data[start:]
            case 3:
                data = data[:start] + piece + data[end:]
            case 4:
                data = data[:start] + bytes([at.randrange(256 if at.random() < 0.1 else 128)]) + data[start + 1 :]
            case _:
                data = re.sub(
                    rb'\b\d+\b|"[^"\n]*"|\[[^]\n]*\]',
                    lambda m: m[0] if at.random() < 0.9 else at.choice(ODD).encode(),
                    data,
                )
    return data[:400_000]


def tree_changed(data: bytes, at: random.Random) -> bytes:
    """XML that stays well-formed: elements deleted, repeated, moved, wrapped, renamed; attributes made odd."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return text_changed(data, at)
    for _ in range(at.choice((1, 2, 4, 12))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node, other = at.choice(nodes), at.choice(nodes)
        parent = node.getparent()
        match at.randrange(8):
            case 0 if parent is not None:
                parent.remove(node)
            case 1 if parent is not None and len(nodes) < 5000:
                for _ in range(at.choice((1, 3, 100 if len(node) < 9 else 1))):
                    node.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))
            case 2 if len(nodes) < 5000:
                other.append(etree.fromstring(etree.tostring(node, with_tail=False)))
            case 3 if parent is not None:
                for _ in range(at.choice((1, 5, 60))):
                    outer = etree.Element(other.tag, dict(other.attrib))
                    node.addprevious(outer)
                    outer.append(node)
            case 4:
                node.tag = other.tag
            case 5:
                node.text = at.choice(ODD + [t for t in TOKENS if t.isprintable()])
            case _:
                if holders := [one for one in nodes if one.attrib]:
                    holder = at.choice(holders)
                    source = at.choice(holders)
                    key = at.choice(list(holder.attrib))
                    holder.set(key, at.choice(ODD) if at.random() < 0.7 else at.choice(list(source.attrib.values())))
    return etree.tostring(root)


def zip_changed(data: bytes, at: random.Random) -> bytes:
    """A package with one or two of its parts changed, or, now and then, its bytes."""
    if at.random() < 0.04:
        return text_changed(data, at)
    archive, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    names = archive.namelist()
    likely = [n for n in names if re.search(r"(document|numbering|styles|footnotes|sheet\d|sharedStrings)\.xml$", n)]
    chosen = {at.choice(likely or names) if at.random() < 0.8 else at.choice(names) for _ in range(2)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in names:
            part = archive.read(name)
            if name in chosen:
                part = tree_changed(part, at) if at.random() < 0.85 else text_changed(part, at)
            copy.writestr(name, part)
    return out.getvalue()


def xml_changed(data: bytes, at: random.Random) -> bytes:
    return tree_changed(data, at) if at.random() < 0.75 else text_changed(data, at)


def read(name: str) -> Callable[[bytes], None]:
    """Read a file, keep it, read what is kept, and write it in the other forms."""

    def one(data: bytes) -> None:
        document = read_document(data, name, work="w", version="1.0")
        kept = stored_form(document, name, data)
        if name.endswith((".csv", ".xlsx")):
            read_document(kept, "a.csv", work="w", version="1.0")
        elif not name.endswith(".xsd"):
            again = read_document(kept, "a.xml", work="w", version="1.0")
            markdown_writing.serialise(again)
            word_writing.serialise(again)
        else:
            schema_flaws(data, name, lambda _namespace, _location: None)

    return one


def toml(data: bytes) -> None:
    for reader in (manifests.read_settings, lambda d: manifests.read_work(d, "specs/a/work.toml"), lambda d: read_house(d, "citations.toml"),
                   lambda d: manifests.read_baseline(d, "baselines/1.toml"), lambda d: read_modification(d, "m/m.toml", []),
                   lambda d: read_review(d, "m/review.toml")):  # fmt: skip
        try:
            reader(data)
        except SpecmanError:
            continue


def check_of(data: bytes) -> None:
    """A library that holds the document beside two others: whatever can be written can be checked."""
    kept = stored_form(read_document(data, "a.md", work="sec-a", version="1.0"), "a.md", data)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "specman.toml").write_text('format = 1\ntitle = "T"\nname = "SEC"\n')
        (root / "baselines").mkdir()
        rows = ['format = 1\nnumber = "1.0"\n[works]\n']
        for work, stored in (("sec-a", kept), ("sec-h", OTHER[0]), ("gbcs", OTHER[1])):
            place = root / "specs" / work
            place.mkdir(parents=True)
            (place / "work.toml").write_text(work_toml(work))
            (place / "1.0.xml").write_bytes(stored)
            rows.append(f'{work} = {{version = "1.0", sha256 = "{hashlib.sha256(stored).hexdigest()}"}}\n')
        (root / "baselines" / "1.0.toml").write_text("".join(rows))
        try:
            result = check(Library(root))
        except SpecmanError as error:
            raise RuntimeError(error.message) from error
        assert not any(finding.slug == "profile" for finding in result.findings), result.findings


OTHER: list[bytes] = []
KINDS: dict[str, tuple[Callable[[bytes, random.Random], bytes], Callable[[bytes], None]]] = {
    "word": (zip_changed, read("a.docx")), "xml": (xml_changed, read("a.xml")), "markdown": (text_changed, read("a.md")),
    "xsd": (xml_changed, read("a.xsd")), "csv": (text_changed, read("a.csv")), "xlsx": (zip_changed, read("a.xlsx")),
    "toml": (text_changed, toml), "check": (text_changed, check_of),
}  # fmt: skip


class TooLongError(BaseException):
    """A run took more than it may. Not an Exception, so that no reader takes it for a fault of its own."""


def inputs(kind: str, seed: int, found: dict[str, list[bytes]]) -> Callable[[int], bytes]:
    """The input with a number: the same for the same seed."""

    def one(number: int) -> bytes:
        at = random.Random(f"{seed} {kind} {number}")
        return KINDS[kind][0](at.choice(found[kind]), at)

    return one


def run(kind: str, data: bytes) -> str:
    """What went wrong with an input, "" for nothing: the exception and where it was raised."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        KINDS[kind][1](data)
    except SpecmanError as error:  # what is wrong is said of the file itself, not of what was made of it
        return error.message if "of the stored form" in error.message else ""
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)
        ours = next((f for f in reversed(last) if "specman" in f.filename), last[-1])
        return f"{type(error).__name__}: {str(error)[:120]} ({Path(ours.filename).name}:{ours.lineno})"
    finally:
        signal.alarm(0)
    return ""


def _too_long(_signal: int, _frame: Any) -> None:
    raise TooLongError(f"more than {SECONDS} s")


def _batch(kind: str, make: Callable[[int], bytes], start: int, until: float, place: Any, out: Any) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    size = int(re.search(r"VmSize:\s*(\d+)", Path("/proc/self/status").read_text())[1]) * 1024  # type: ignore[index]
    resource.setrlimit(resource.RLIMIT_AS, (size + 2 * MEGABYTES * 1_048_576, hard))
    for number in range(start, start + BATCH):
        place.value = number
        if said := run(kind, make(number)):
            out.put((number, said))
        now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if now - used > MEGABYTES * 1024:
            out.put((number, f"grew by {(now - used) // 1024} MB"))
        used = max(used, now)
        if time.monotonic() > until:
            break


def fuzz(kinds: list[str], seconds: float, seed: int) -> Iterator[tuple[str, int, bytes, str]]:
    """Crashes as they are found: kind, number of the input, the input, what went wrong. Each is told once."""
    found = seeds()
    numbers = dict.fromkeys(kinds, 0)
    told: set[str] = set()
    end = time.monotonic() + seconds
    context = multiprocessing.get_context("fork")
    while time.monotonic() < end:
        kind = min(kinds, key=lambda one: (numbers[one] // BATCH, kinds.index(one)))
        make, place, out = inputs(kind, seed, found), context.Value("q", numbers[kind]), context.SimpleQueue()
        until = min(end, time.monotonic() + max(1.0, seconds / 40, min(4.0, seconds / (2 * len(kinds)))))
        worker = context.Process(target=_batch, args=(kind, make, numbers[kind], until, place, out))
        worker.start()
        worker.join(until - time.monotonic() + 3 * SECONDS)
        crashes: list[tuple[int, str]] = []
        if worker.exitcode is None:
            worker.kill()
            worker.join()
            crashes.append((place.value, f"hung for {3 * SECONDS} s"))
        elif worker.exitcode:
            crashes.append((place.value, f"the process ended with {worker.exitcode}"))
        while not out.empty():
            crashes.append(out.get())
        for number, said in crashes:
            sort = re.sub(r"[0-9]{2,}|'[^']*'", "", said.partition("(")[0])[:60] + said[said.rfind("(") :]
            if (kind, sort) not in told:
                told.add((kind, sort))  # type: ignore[arg-type]
                yield kind, number, make(number), said
        COUNTS[kind] = COUNTS.get(kind, 0) + place.value + 1 - numbers[kind]
        numbers[kind] = max(place.value + 1, (numbers[kind] // BATCH + 1) * BATCH)


COUNTS: dict[str, int] = {}


def guided(kind: str, seconds: float, seed: int, keep: Path) -> None:
    """Let atheris choose the changes by the lines and branches of specman that they reach. It writes crashes to `keep`."""
    import atheris

    found = seeds()[kind]
    change = KINDS[kind][0]

    def mutate(data: bytes, _size: int, number: int) -> bytes:
        at = random.Random(number)
        return change(data if len(data) > 20 and at.random() < 0.9 else at.choice(found), at)

    def one(data: bytes) -> None:
        if said := run(kind, data):
            raise RuntimeError(said)

    atheris.instrument_all()
    keep.mkdir(parents=True, exist_ok=True)
    corpus = keep / f"corpus-{kind}"
    corpus.mkdir(exist_ok=True)
    for place, data in enumerate(found):
        (corpus / f"seed{place}").write_bytes(data)
    options = [
        f"-max_total_time={seconds:.0f}",
        f"-seed={seed}",
        "-max_len=400000",
        f"-artifact_prefix={keep}/",
        "-rss_limit_mb=2048",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=mutate)
    atheris.Fuzz()


def main() -> int:
    """Fuzz, print each crash, keep its input; 1 when there was one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(KINDS))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-crashes"))
    parser.add_argument("--guided", default="", choices=["", *KINDS])
    chosen = parser.parse_args()
    if chosen.guided:
        guided(chosen.guided, chosen.seconds, chosen.seed, chosen.keep)
        return 0
    crashes = 0
    for kind, number, data, said in fuzz(chosen.only.split(","), chosen.seconds, chosen.seed):
        crashes += 1
        chosen.keep.mkdir(parents=True, exist_ok=True)
        (chosen.keep / f"{kind}-{chosen.seed}-{number}").write_bytes(data)
        print(f"{kind} {number}: {said}", flush=True)
    print(", ".join(f"{kind} {count:,}" for kind, count in COUNTS.items()), f"inputs, {crashes} crashes")
    return int(crashes > 0)


if __name__ == "__main__":
    sys.exit(main())
