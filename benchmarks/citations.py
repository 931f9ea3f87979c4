"""Measure citations and term uses: found, cut right, led right; and how fast.

    python benchmarks/citations.py                 every corpus at hand, then speed
    python benchmarks/citations.py --since REV     what a change to the grammar gained and lost since a revision

The corpora: the acceptance list kept beside the repository (`../shared/citations.tsv`), provisions of the shipped library
that a reader marked without seeing the program's answer (`tests/citations/truth.tsv`), and real documents whose authors
tied their references themselves (`../shared/real`): their marks are taken away, the text is read, the answers compared.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import process_time

from specman.citations.extract import citations_of
from specman.citations.houses import shipped
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.scanner import find_citations
from specman.citations.terms import Definition, Vocabulary
from specman.errors import SpecmanError
from specman.formats.reading import read_document
from specman.model.identity import HouseRules, Place, Work
from specman.state.derived import State, load_baseline
from specman.store.library import Library
from specman.usecases.ask.resolve import resolve_text

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TRUTH = ROOT / "tests" / "citations" / "truth.tsv"


@dataclass
class Score:
    """Counts of one corpus. `right` is found and led right; `extra` was found where nothing is."""

    name: str
    wanted: int = 0
    right: int = 0
    extra: int = 0
    spans: int = 0
    misses: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One row of the table."""
        found = self.right + self.extra
        precision = self.right / found if found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        spans = f"{self.spans / max(self.right, 1):7.3f}" if self.spans else "      -"
        return f"{self.name:44} {self.wanted:6} {precision:10.3f} {recall:7.3f} {spans}"


def acceptance(library: Library) -> Score:
    """The rows of the acceptance list, each in the context its note gives."""
    score = Score("acceptance list, rows")
    with (SHARED / "citations.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader((line for line in stream if line.strip()), delimiter="\t", quoting=csv.QUOTE_NONE):
            wanted = _pairs(row["target_document"] or "", row["target_provision"] or "")
            context = re.search(r"ctx=([^;]+)", row["note"] or "")
            passage = None
            for within in (context[1].strip(), context[1].split()[0]) if context else ("",):
                try:
                    passage = resolve_text(library, row["text"], within=within)
                    break
                except SpecmanError:
                    continue
            got = [(d, p) for _, targets in passage.citations for _, d, p in targets] if passage else []
            terms = [(d, p) for _, d, p in passage.terms] if passage else []
            score.wanted += 1
            if _agree(got, wanted) or (not got and wanted and terms[: len(wanted)] == wanted):
                score.right += 1
            else:
                score.misses.append(f"{row['text']!r}: wanted {wanted}, got {got or terms}")
                score.extra += bool(got)
    return score


def _agree(got: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> bool:
    """Whether two lists name the same; a range that the list writes with its ends (`H5.33..H5.40`) is its members."""
    if len(wanted) == 1 and ".." in "".join(wanted[0]) and len(got) > 1:
        ends = [tuple(part.split("..")[i] if ".." in part else part for part in wanted[0]) for i in (0, -1)]
        return [got[0], got[-1]] == ends
    return got == wanted


def _pairs(documents: str, provisions: str) -> list[tuple[str, str]]:
    if not documents or documents == "-":
        return []
    names, labels = documents.split("|"), provisions.split("|")
    names = names * len(labels) if len(names) == 1 else names
    return list(zip(names, labels, strict=True))


def marked_by_hand(state: State, half: str) -> Score:
    """Provisions of the shipped library against a reader's marks: targets counted one by one."""
    score = Score(f"shipped library, marked by hand, half {half}")
    truth: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with TRUTH.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["half"] == half:
                marks = truth.setdefault((row["work"], row["eid"]), [])
                if row["words"] != "-":
                    marks.append((row["words"], row["targets"]))
    for (work_id, eid), marks in truth.items():
        work, document = state.corpus.works[work_id], state.corpus.documents[work_id]
        provision = document.by_eid[eid]
        wanted = Counter(t for _, targets in marks for t in targets.split(" ; "))
        said = Counter(words for words, targets in marks for _ in targets.split(" ; "))
        got: Counter[str] = Counter()
        cut: Counter[str] = Counter()
        for citation in citations_of(work, document, provision, state.names):
            for target in citation.targets:
                got[canonical(state, target.document, target.provision)] += 1
                cut[citation.text] += 1
        wanted = Counter({canonical(state, *target.partition(" ")[::2]): n for target, n in wanted.items()})
        score.wanted += wanted.total()
        score.right += (wanted & got).total()
        score.extra += (got - wanted).total()
        score.spans += sum(1 for words in cut.elements() if any(words in other or other in words for other in said))
        for target in (wanted - got).elements():
            score.misses.append(f"missed {work_id} {provision.label}: {target}")
        for target in (got - wanted).elements():
            score.misses.append(f"extra  {work_id} {provision.label}: {target}")
    score.spans = min(score.spans, score.right)
    return score


def terms_marked_by_hand(state: State) -> Score:
    """Uses of defined terms in provisions of the Code, against a reader's marks, in order."""
    score = Score("shipped library, terms marked by hand")
    with TRUTH.with_name("truth_terms.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            wanted = Counter(filter(None, row["terms"].split(" ; ")))
            extract = next((e for e in state.extracts[row["work"]] if e.eid == row["eid"]), None)
            got = Counter(use.text for use in extract.terms) if extract else Counter()
            score.wanted += wanted.total()
            score.right += (wanted & got).total()
            score.extra += (got - wanted).total()
            score.misses += [f"missed {row['work']}#{row['eid']}: {term}" for term in (wanted - got).elements()]
            score.misses += [f"extra  {row['work']}#{row['eid']}: {term}" for term in (got - wanted).elements()]
    return score


def canonical(state: State, document: str, provision: str) -> str:
    """One notation for what the list and the reader may write in several."""
    work = state.names.by_code.get(document)
    name = work.code if work else document
    if document.startswith("EXT:"):
        return "EXT"
    if provision in ("glossary", "definitions", "glossary|definitions"):
        provision = "meanings"
    if name.startswith("SEC:") and provision == name[4:]:
        provision = "*"
    if provision.startswith("#") and work is not None:
        provision = state.corpus.documents[work.id].by_eid[provision[1:]].label
    return f"{name} {provision}".casefold()


def tied_by_authors() -> list[Score]:
    """Real documents: what authors tied, found again in the bare text, by form."""
    scores: dict[str, Score] = {}
    out_of_scope: Counter[str] = Counter()
    unlinked = 0
    for file in sorted((SHARED / "real").rglob("*")):
        if file.suffix not in (".docx", ".md", ".xml"):
            continue
        try:
            document = read_document(file.read_bytes(), file.name, work="w", version="1")
        except SpecmanError:
            continue
        work = Work("w", "W", "appendix", "W", "W", "W", house=HouseRules(by_heading=True))
        names = Names.of([work], shipped())
        for provision in document.provisions:
            ties = [m for m in provision.marks if m.kind == "ref" and m.end > m.start]
            if not ties or provision.kind == "document":
                continue
            bare = replace(provision, marks=())
            offset = 0 if provision.cells else len(provision.words) - len(provision.text)
            found = {(c.start, c.end): c for c in citations_of(work, document, bare, names)}
            used: set[tuple[int, int]] = set()
            for tie in ties:
                start, end = tie.start + offset, tie.end + offset
                words = provision.words[start:end].strip("`")
                inside = tie.target.startswith("#")
                if inside and words.casefold().removesuffix("'s").removesuffix("s") in {
                    h.removesuffix("s") for h in document.by_heading if " " in h
                }:
                    form = "sections named by their headings (Markdown links)"
                elif not inside and re.fullmatch(r"(?:RFC|BCP) ?\d+|ISO[ /-].*\d+|ECMA[ -]?\d+", words):
                    form = "external standards by number (Markdown links)"
                else:
                    out_of_scope["words of the text, inside" if inside else "words of the text, to the outside"] += 1
                    continue
                score = scores.setdefault(form, Score(form))
                score.wanted += 1
                hit = next((span for span in found if span[0] < end and span[1] > start), None)
                if hit is None:
                    score.misses.append(f"missed {file.name} {provision.label}: {words}")
                    continue
                used.add(hit)
                target = found[hit].targets[0]
                leads = target.provision == tie.target if inside else target.document.startswith("EXT:")
                if leads or (inside and _heading(document, target.provision) == _heading(document, tie.target)):
                    score.right += 1
                    score.spans += provision.words[hit[0] : hit[1]].strip("`s'") == words.strip("s'")
                else:
                    score.extra += 1
                    score.misses.append(f"wrong  {file.name} {provision.label}: {words} -> {target.provision}")
            unlinked += len(set(found) - used)
    print("\nforms out of scope, and mentions their authors did not tie:")
    for form, count in out_of_scope.most_common():
        print(f"  {count:5} {form}")
    print(f"  {unlinked:5} found in the same provisions, not tied by the author: neither right nor wrong")
    return list(scores.values())


def _heading(document: object, target: str) -> str:
    provision = document.by_eid.get(target.removeprefix("#"))  # type: ignore[attr-defined]
    return provision.heading.casefold() if provision else target


def speed(state: State) -> None:
    """MB of text a second: citations and terms, against a plain expression over the same text; growth with terms."""
    texts = [
        (state.corpus.works[w], d, p) for w, d in state.corpus.documents.items() for p in d.provisions if p.words
    ] * 4
    size = sum(len(p.words) for _, _, p in texts) / 1e6
    plain = re.compile(r"\b(?:Section|clause|paragraph|Appendix|Schedule|Table) [A-Z]?\d+(?:\.\d+)*(?:\([a-z]+\))*")

    def timed(what: str, work: Iterable[object], floor: float = 0.0) -> float:
        began = process_time()
        for _ in work:
            pass
        took = process_time() - began
        beside = f"  {took / floor:5.1f} x the plain expression" if floor else ""
        print(f"  {what:44} {size / took:7.1f} MB/s{beside}")
        return took

    print(f"\nspeed over {size:.1f} MB of provisions:")
    floor = timed("a plain regular expression", (plain.findall(p.words) for _, _, p in texts))
    timed("citations", (find_citations(p.words, Context(w, d, p), state.names) for w, d, p in texts), floor)
    vocabularies = dict(state.vocabularies)
    for vocabulary in vocabularies.values():
        vocabulary.find("")
    timed("term uses", (vocabularies[w.id].find(p.words) for w, _, p in texts), floor)
    rng = random.Random(2016)
    words = ["".join(rng.choices("abcdefghij", k=6)).capitalize() for _ in range(3000)]
    for count in (100, 1_000, 10_000):
        terms = {f"{rng.choice(words)} {rng.choice(words)}" for _ in range(count)}
        made = Vocabulary.of(Definition(term, Place("a", term)) for term in sorted(terms))
        made.find("")
        timed(f"term uses, {count:,} terms made up", (made.find(p.words) for _, _, p in texts), floor)


def listing(state: State) -> list[str]:
    """Every citation and term use of a state, a line each."""
    lines = []
    for work, rows in state.extracts.items():
        for row in rows:
            for c in row.citations:
                targets = "; ".join(f"{t.document} {t.provision}" for t in c.targets)
                lines.append(f"{work}#{row.eid} {c.text!r} -> {targets}")
            lines += [f"{work}#{row.eid} term {use.text!r} -> {use.term} ({use.owner})" for use in row.terms]
    return lines


def since(revision: str) -> None:
    """What the grammar of today gains and loses against that of a revision, on the library of today."""
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "then"
        subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "-q", "--detach", str(tree), revision], check=True)
        try:
            (tree / "benchmarks" / "citations.py").write_bytes(Path(__file__).read_bytes())
            command = [sys.executable, str(tree / "benchmarks" / "citations.py"), "--list", str(ROOT)]
            done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(tree)}, check=True)
        finally:
            subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(tree)], check=True)
    before, after = Counter(done.stdout.splitlines()), Counter(listing(_state(ROOT)))
    for sign, lines in (("gained", after - before), ("lost", before - after)):
        print(f"{sign} {lines.total()}")
        for line in sorted(lines.elements())[:200]:
            print(f"  {line}")


def _state(root: Path) -> State:
    state = load_baseline(Library(root), "4.12")
    state.cache_root = None
    return state


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--since", metavar="REV")
    parser.add_argument("--list", metavar="LIBRARY", help=argparse.SUPPRESS)
    parser.add_argument("--misses", action="store_true", help="list every miss and every extra")
    parser.add_argument("--unseen", action="store_true", help="also the half of the hand-marked truth kept unseen")
    options = parser.parse_args()
    if options.list:
        print("\n".join(listing(_state(Path(options.list)))))
        return
    if options.since:
        since(options.since)
        return
    state = _state(ROOT)
    scores = []
    if (SHARED / "citations.tsv").exists():
        scores.append(acceptance(Library(ROOT)))
    if TRUTH.exists():
        scores.append(marked_by_hand(state, "a"))
        if options.unseen:
            scores.append(marked_by_hand(state, "b"))
        scores.append(terms_marked_by_hand(state))
    if (SHARED / "real").is_dir():
        scores += tied_by_authors()
    print(f"\n{'corpus':44} {'wanted':>6} {'precision':>10} {'recall':>7} {'span':>7}")
    for score in scores:
        print(score.line())
        if options.misses:
            print("\n".join(f"    {miss}" for miss in score.misses))
    speed(state)


if __name__ == "__main__":
    main()
