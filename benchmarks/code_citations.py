"""Scores the citations that specman finds in a code against those that its editors marked.

    python benchmarks/code_citations.py --code CODE.tar.xz [--half seen|unseen] [--misses 20]

A mark is a section with its subsections (`§ 1-1001.08(b)(2)`), or a chapter or subchapter in words. One is found where a citation
that shares words with it has the same target; marks of sections that the code does not hold are not counted, nor are citations of
paragraphs of the same section, which the editors leave unmarked. A chapter in words is a form the house file has no row for.
Titles with an odd number are the half that the house file was written with.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.dc_code import Mark, read_code
from specman.citations.houses import read_house
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.scanner import find_citations
from specman.model.identity import Work

HOUSE = Path(__file__).with_name("houses_dc.toml")


NUMBER = re.compile(r"\d+[A-Z]?[-:]\d")


def wanted_of(mark: Mark) -> str:
    """What a mark leads to, as the house file writes it: `§1-101|(a)|(2)` is `1-101(a)(2)`; "" for a chapter."""
    return mark.path[1:].replace("|", "") if mark.path.startswith("§") else ""


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--code", type=Path, required=True)
    parser.add_argument("--half", choices=("seen", "unseen"), default="seen")
    parser.add_argument("--misses", type=int, default=0, help="differences to print")
    given = parser.parse_args()
    names = Names.of([], read_house(HOUSE.read_bytes(), HOUSE.name))
    counts: Counter[str] = Counter()
    shown: list[str] = []
    code = read_code(given.code)
    for section in code.values():
        title = section.within[0].number
        if (int(re.sub(r"\D", "", title)) % 2 == 1) != (given.half == "seen"):
            continue
        context = Context(
            Work(
                id=f"title-{title.casefold()}",
                title=title,
                kind="specification",
                name=f"Title {title}",
                prefix="",
                code=f"DC:{title}",
            )
        )
        for passage in section.passages:
            found = [
                (citation.start, citation.end, target.provision)
                for citation in find_citations(passage.words, context, names)
                for target in citation.targets
                if NUMBER.match(target.provision)
            ]
            left = list(found)
            for mark in passage.marks:
                target = wanted_of(mark)
                if target and mark.path[1:].partition("|")[0] not in code:  # of another code, or gone
                    counts["not held"] += 1
                    left = [f for f in left if not (f[0] < mark.end and mark.start < f[1] and f[2] == target)]
                    continue
                counts["chapters" if not target else "marks"] += 1
                hit = next((f for f in left if f[2] == target and f[0] < mark.end and mark.start < f[1]), None)
                if hit:
                    left.remove(hit)
                    counts["right"] += 1
                elif target:
                    counts["missed"] += 1
                    shown.append(f"missed {target}: {passage.words[max(0, mark.start - 40) : mark.end + 30]!r}")
            for start, end, target in left:
                is_marked = any(start < mark.end and mark.start < end for mark in passage.marks)
                counts["wrong" if is_marked else "unmarked"] += 1
                counts["unmarked, of a section that is held"] += not is_marked and target.partition("(")[0] in code
                shown.append(
                    f"{'wrong' if is_marked else 'unmarked'} {target}: {passage.words[max(0, start - 40) : end + 30]!r}"
                )
    right, wrong = counts["right"], counts["wrong"] + counts["unmarked"]
    print(dict(counts))
    print(f"precision {right / max(1, right + wrong):.4f}  where marked {right / max(1, right + counts['wrong']):.4f}")
    print(
        f"recall of sections {right / max(1, counts['marks']):.4f}  of all marks {right / max(1, counts['marks'] + counts['chapters']):.4f}"
    )
    step = max(1, len(shown) // given.misses) if given.misses else 0
    for line in shown[:: step or len(shown) + 1][: given.misses]:
        print(line)


if __name__ == "__main__":
    main()
