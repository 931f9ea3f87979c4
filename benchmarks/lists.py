"""Pairing of clauses with lists scored against truth: few lead-ins, used over and over, over items of natural phrases.

    python benchmarks/lists.py [COUNT [FIRST SEED]]

What makes lists hard is that their lead-ins say the same ("The Panel shall:") and their items are short.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pairing import sentences, told

from specman.formats.reading import read_document

LEADS = (
    "The {} shall:", "The notice shall state:", "Each Party shall ensure that:", "For the purposes of this Section:",
    "The {} may, where it considers it appropriate:", "Where a {} receives a request, it shall:",
)  # fmt: skip
WHO = ("Panel", "DCC", "User", "Secretariat")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
LONGEST = 11  # items of a list


@dataclass
class Node:
    """A section, a clause or an item: what it is known by, its words and what it holds."""

    key: int
    words: str
    inside: list[Node] = field(default_factory=list)

    def copy(self) -> Node:
        """Another tree of the same."""
        return Node(self.key, self.words, [node.copy() for node in self.inside])

    def walk(self, level: int = 0) -> Iterator[tuple[Node, Node, int]]:
        """Everything it holds with what holds it, and how deep: clauses 0, items 1, items of items 2."""
        for node in self.inside:
            yield self, node, level
            yield from node.walk(level + 1)


def phrases(pool: list[str]) -> list[str]:
    """Parts of sentences as short as items are."""
    parts = (part for sentence in pool for part in sentence.rstrip(".;:").split(", "))
    return list(dict.fromkeys(part for part in parts if part[:1].isalpha() and 2 <= len(part.split()) <= 14))


class Author:
    """Writes sections and edits them, at random."""

    def __init__(self, chance: random.Random, pool: list[str], items: list[str]) -> None:
        self.chance, self.pool, self.items = chance, pool, items
        self.numbers = iter(range(1_000_000))

    def sections(self) -> list[Node]:
        """A document."""
        counts = [self.chance.randint(2, 8) for _ in range(self.chance.randint(1, 5))]
        return [Node(-1 - at, "", [self.node(0) for _ in range(count)]) for at, count in enumerate(counts)]

    def node(self, level: int) -> Node:
        """A clause or an item with what it holds."""
        chance = self.chance
        if level:
            found = Node(next(self.numbers), chance.choice(self.items))
            count = chance.randint(2, 4) if level == 1 and chance.random() < 0.2 else 0
        elif chance.random() < 0.5:
            found, count = Node(next(self.numbers), chance.choice(self.pool)), 0
        else:
            found = Node(next(self.numbers), chance.choice(LEADS).format(chance.choice(WHO)))
            count = chance.randint(2, 6)
        found.inside = [self.node(level + 1) for _ in range(count)]
        return found

    def edit(self, sections: list[Node], truth: dict[int, str]) -> None:
        """One edit, and what became of what it touched."""
        chance = self.chance
        holder, node, level = chance.choice([row for one in sections for row in one.walk()])
        place = next(at for at, one in enumerate(holder.inside) if one is node)
        what = chance.choice(["amended", "added", "removed", "moved"])
        whole = [node, *(one for _, one, _ in node.walk())]
        if what == "added" and len(holder.inside) <= LONGEST:
            new = self.node(level)
            holder.inside.insert(place, new)
            truth |= {one.key: "added" for one in (new, *(inner for _, inner, _ in new.walk()))}
        elif what == "added" or any(one.key in truth for one in whole):
            return
        elif what == "amended":
            words = node.words.split()
            at = chance.randrange(len(words))
            words[at : at + 1] = chance.choice([["every"], ["the", "relevant"], [words[at], "promptly"]])
            node.words, truth[node.key] = " ".join(words), "amended"
        elif len(holder.inside) <= 2:
            return
        elif what == "removed":
            del holder.inside[place]
            truth |= {one.key: "removed" for one in whole}
        elif level < 2:
            rows = [clause for section in sections for clause in section.inside if clause.inside] if level else sections
            del holder.inside[place]
            other = chance.choice([one for one in rows if len(one.inside) < LONGEST])
            other.inside.insert(chance.randint(0, len(other.inside)), node)
            truth[node.key] = "moved"


def text(sections: list[Node]) -> tuple[str, dict[str, int]]:
    """Sections as numbered Markdown, and what each printed number is known by."""
    out, keys = ["# Text"], dict[str, int]()
    for number, section in enumerate(sections, 1):
        out.append(f"## H{number} Matters of part {'abcde'[number - 1]}")
        for place, clause in enumerate(section.inside, 1):
            keys[label := f"H{number}.{place}"] = clause.key
            out.append(f"{label} {clause.words}")
            rows = []
            for letter, item in zip("abcdefghijkl", clause.inside, strict=False):
                keys[f"{label}({letter})"] = item.key
                rows.append(f"- ({letter}) {item.words}{':' if item.inside else ';'}")
                for roman, inner in zip(ROMAN, item.inside, strict=False):
                    keys[f"{label}({letter})({roman})"] = inner.key
                    rows.append(f"  - ({roman}) {inner.words};")
            out += ["\n".join(rows)] if rows else []
    return "\n\n".join(out) + "\n", keys


def main() -> None:
    """Compare, count, print."""
    count, first = (int(word) for word in (*sys.argv[1:], *("400", "0")[len(sys.argv) - 1 :]))
    pool = sentences()
    items, score = phrases(pool), Counter[tuple[str, str]]()
    for seed in range(first, first + count):
        author = Author(random.Random(seed), pool, items)
        base = author.sections()
        target, truth = [section.copy() for section in base], dict[int, str]()
        for _ in range(author.chance.choice([1, 4, sum(1 for one in base for _ in one.walk()) // 10 + 1])):
            author.edit(target, truth)
        (left, before), (right, after) = text(base), text(target)
        sides = [read_document(side.encode(), "w.md", work="w") for side in (left, right)]
        said = told(sides[0], sides[1], before, after)
        for key in {*before.values(), *after.values()}:
            score[truth.get(key, "the same"), said.get(key, "the same")] += 1
    print(f"{count} pairs of documents, {len(items)} phrases")
    for (was, is_told), number in sorted(score.items()):
        print(f"{was:10} told {is_told:10} {number:6}")


if __name__ == "__main__":
    main()
