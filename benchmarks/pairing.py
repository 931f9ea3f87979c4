"""Pairing scored against truth: documents of natural sentences, edited at random, and what was done to each paragraph.

    python benchmarks/pairing.py [COUNT]

The sentences are those of the manuscripts and, when it is there, of ../shared/real: long and short ones, headings and
lines of code among them. Unlike `run.py` the texts are not made of a template, so that nothing is alike but by chance.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path

from specman.compare.changeset import apply
from specman.compare.documents import compare_documents
from specman.formats.reading import read_document
from specman.model.document import Document
from specman.model.identity import Work

ROOT = Path(__file__).parent.parent
WORK = Work("w", "W", "appendix", "W", "W", "W")
Paragraph = tuple[int, str]  # what it is known by, and its words
Section = list[Paragraph]
_NUMBER = re.compile(r"^(- )?(\([a-z]+\) |[A-Z]?\d+(\.\d+)+ )")
_MARKUP = re.compile(r"[`*#|<>\[\]_^]|Section [A-Z]?\d[\w.()]*|\(http[^)]*\)")


def sentences() -> list[str]:
    """Lines of real texts, their numbers and citations taken out."""
    files = sorted([*ROOT.glob("manuscripts/*/*.md"), *(ROOT.parent / "shared/real").glob("openapi-versions/3.1.0.md")])
    lines = (
        _MARKUP.sub("", _NUMBER.sub("", line.strip())).strip() for path in files for line in path.open(encoding="utf-8")
    )
    return list(dict.fromkeys(line for line in lines if 12 <= len(line) <= 400 and line[0].isalpha()))


def text(sections: list[Section]) -> str:
    """Sections as numbered Markdown."""
    out = ["# Text"]
    for number, section in enumerate(sections, 1):
        out.append(f"## H{number} Matters of part {'abcdef'[number - 1]}")
        out += [f"H{number}.{place} {words}" for place, (_, words) in enumerate(section, 1)]
    return "\n\n".join(out) + "\n"


def edited(
    sections: list[Section], pool: list[str], chance: random.Random, count: int
) -> tuple[list[Section], dict[int, str]]:
    """The sections with some edits, and what became of each paragraph that was touched."""
    found, truth = [list(section) for section in sections], dict[int, str]()
    fresh = iter(range(1_000_000, 2_000_000))
    for _ in range(count):
        section = chance.choice(found)
        if not section:
            continue
        place = chance.randrange(len(section))
        key, words = section[place]
        what = chance.choice(["amended", "added", "removed", "moved", "rewritten"])
        if what == "added":
            key = next(fresh)
            section.insert(place, (key, chance.choice(pool)))
            truth[key] = "added"
        elif key in truth or words == "Not used.":
            continue
        elif what == "amended":
            parts = words.split()
            at = chance.randrange(len(parts))
            parts[at : at + 1] = chance.choice([["every"], ["the", "relevant"], [parts[at], "promptly"]])
            section[place] = (key, " ".join(parts))
            truth[key] = "amended"
        elif what == "moved":
            del section[place]
            other = chance.choice(found)
            other.insert(chance.randint(0, len(other)), (key, words))
            truth[key] = "moved"
        else:
            truth[key] = "removed"
            del section[place]
            if what == "rewritten":
                key = next(fresh)
                section.insert(place, (key, chance.choice(pool)))
                truth[key] = "added"
    return found, truth


def keys(sections: list[Section]) -> dict[str, int]:
    """Printed number to what a paragraph is known by."""
    return {
        f"H{number}.{place}": key
        for number, section in enumerate(sections, 1)
        for place, (key, _) in enumerate(section, 1)
    }


def told(base: Document, target: Document, before: dict[str, int], after: dict[str, int]) -> dict[int, str]:
    """What the comparison says of each paragraph; `crossed` where it took one for another."""
    changes, _ = compare_documents(WORK, base, target)
    assert apply(base, changes).provisions == target.provisions
    found: dict[int, str] = {}
    for change in changes.changes:
        old = before.get(change.base.provision.label) if change.base else None
        new = after.get(change.target.provision.label) if change.target else None
        if old is not None and new is not None and old != new:
            found |= {old: "crossed", new: "crossed"}
        elif (key := new if old is None else old) is not None and change.kind != "renumbered":
            found[key] = change.kind
    return found


def main() -> None:
    """Compare, count, print."""
    pool, score = sentences(), Counter[tuple[str, str]]()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    for seed in range(count):
        chance = random.Random(seed)
        numbers = iter(range(1_000_000))
        base = [
            [
                (next(numbers), "Not used." if chance.random() < 0.06 else words)
                for words in chance.sample(pool, chance.randint(3, 14))
            ]
            for _ in range(chance.randint(1, 6))
        ]
        target, truth = edited(base, pool, chance, chance.choice([1, 5, sum(map(len, base)) // 8 + 1]))
        sides = [read_document(text(side).encode(), "w.md", work="w") for side in (base, target)]
        said = told(sides[0], sides[1], keys(base), keys(target))
        for key in {*keys(base).values(), *keys(target).values()}:
            score[truth.get(key, "the same"), said.get(key, "the same")] += 1
    print(f"{count} pairs of documents, {len(pool)} sentences")
    for (was, is_told), number in sorted(score.items()):
        print(f"{was:10} told {is_told:10} {number:6}")


if __name__ == "__main__":
    main()
