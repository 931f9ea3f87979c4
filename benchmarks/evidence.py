"""Evidence that a section will be amended with another: links, terms, words, nearness and history, each by itself.

Every kind is a method from the section a law begins with to scores of others: more is stronger, what is not named has none.
All of it is plain arithmetic over rows that an index can keep.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from benchmarks.dc_code import Section

Scores = dict[str, float]
_WORD = re.compile(r"[a-z]{3,}|[$]?\d[\d,.-]*\d")
_DEFINES = re.compile(
    r"“([^”]{2,60})”(?:,? or “[^”]{2,60}”)*,? (?:means?|includes?|shall mean|has the (?:same )?meaning)"
)
_COMMON = 0.1  # share of sections beyond which a word tells nothing
_WIDE = 400  # sections that a law changed, from which on it says nothing of any two


class Evidence:
    """What a code says of its sections before a law changes them.

    Args:
        sections: all of the code, in its order.
        later: further laws with the sections they amended; of these and those that the code tells, only laws numbered before
            the one asked about are ever looked at.
    """

    def __init__(self, sections: Mapping[str, Section], later: Mapping[str, Sequence[str]] | None = None) -> None:
        self.sections = sections
        self.order = list(sections)
        self.place = {number: place for place, number in enumerate(self.order)}
        self.cited: dict[str, Counter[str]] = {}
        self.citing: dict[str, Counter[str]] = defaultdict(Counter)
        for number, section in sections.items():
            marks = (mark.path for passage in section.passages for mark in passage.marks)
            paths = (path.removeprefix("§").partition("|")[0] for path in marks)
            self.cited[number] = Counter(path for path in paths if path in sections and path != number)
            for target, count in self.cited[number].items():
                self.citing[target][number] += count
        self.history = {number: dict.fromkeys(section.history) for number, section in sections.items()}
        for law, amended in (later or {}).items():
            for number in amended:
                if number in self.history:
                    self.history[number][law] = None

    # -- links -------------------------------------------------------------------------------------------------

    def closure(self, start: str, depth: int = 3) -> Scores:
        """Who cites the section, who cites those, and so on: a half for each step, more for more citations."""
        found: Scores = {}
        level = {start: 1.0}
        for _ in range(depth):
            following: Scores = defaultdict(float)
            for number, strength in level.items():
                for other, count in self.citing[number].items():
                    if other != start and other not in found:
                        following[other] = max(following[other], strength * 0.5 * count / (count + 0.5))
            found |= following
            level = following
        return found

    def pagerank(self, start: str) -> Scores:
        """Personalised PageRank from the section, along citations in both directions."""
        return _pushed(start, lambda node: [(1.0, self._both_ways(node))], damping=0.7, least=1e-5)

    def _both_ways(self, number: str) -> Counter[str]:
        return self.cited[number] + self.citing[number]

    def walk(self, start: str, before: str) -> Scores:
        """Personalised PageRank over everything that ties two sections, from the section (damping 0.75).

        A section leads, in equal shares of the kinds that it has, to: what it cites and what cites it, by the number of citations;
        the three sections before and behind it, by 1 / distance; its innermost container, which leads to each of its
        sections; and the laws before this one that made or amended it, by 1 / square root of the sections that the law changed,
        each of which leads to all of those. Laws of 400 sections and more lead nowhere.
        """
        at = number_of(before)
        rank = _pushed(start, lambda node: self._kinds(node, at), damping=0.75, least=1e-5)
        return {node: score for node, score in rank.items() if node in self.sections}

    def _kinds(self, node: str, at: tuple[int, int]) -> list[tuple[float, Mapping[str, float]]]:
        if node.startswith("law "):
            return [(1.0, dict.fromkeys(self.laws[node[4:]], 1.0))]
        if node.startswith("in "):
            return [(1.0, dict.fromkeys(self.innermost[node], 1.0))]
        here = self.place[node]
        laws = {
            f"law {law}": len(self.laws[law]) ** -0.5
            for law in self.history[node]
            if number_of(law) < at and len(self.laws[law]) < _WIDE
        }
        around = range(max(0, here - 3), min(len(self.order), here + 4))
        beside = {self.order[i]: 1 / abs(i - here) for i in around if i != here}
        found = [self._both_ways(node), beside, {self.container(node): 1.0}, laws]
        return [(1 / sum(map(bool, found)), others) for others in found if others]

    def container(self, number: str) -> str:
        """The innermost container of a section, as a node of the walk."""
        return "in " + "|".join(container.number for container in self.sections[number].within)

    @cached_property
    def innermost(self) -> dict[str, list[str]]:
        """Innermost container to its sections."""
        rows: dict[str, list[str]] = defaultdict(list)
        for number in self.order:
            rows[self.container(number)].append(number)
        return rows

    # -- defined terms -----------------------------------------------------------------------------------------

    @cached_property
    def defined(self) -> dict[str, frozenset[str]]:
        """Section to the terms it defines, in small letters."""
        return {
            number: frozenset(match[1].strip(" ,").casefold() for match in _DEFINES.finditer(section.words))
            for number, section in self.sections.items()
        }

    def terms(self, start: str) -> Scores:
        """Sections of the same chapter that define a term it uses or use one it defines; log(1 + number of such terms)."""
        chapter = self.chapter(start)
        words = self.sections[start].words.casefold()
        found: Scores = {}
        for other in self.members[chapter]:
            if other == start:
                continue
            theirs = self.sections[other].words.casefold()
            count = sum(term in words for term in self.defined[other]) + sum(
                term in theirs for term in self.defined[start]
            )
            if count:
                found[other] = math.log1p(count)
        return found

    # -- words -------------------------------------------------------------------------------------------------

    @cached_property
    def bags(self) -> dict[str, Counter[str]]:
        """Section to its words, those of the heading three times."""
        return {
            number: Counter(tokens(section.words) + 3 * tokens(section.heading))
            for number, section in self.sections.items()
        }

    @cached_property
    def spread(self) -> Counter[str]:
        """Word to the number of sections it stands in."""
        return Counter(word for bag in self.bags.values() for word in bag)

    def idf(self, word: str) -> float:
        """How telling a word is: log(sections / sections with it)."""
        return math.log(len(self.sections) / self.spread[word]) if self.spread[word] else 0.0

    @cached_property
    def postings(self) -> dict[str, list[tuple[str, float]]]:
        """Word to the sections it stands in, with its weight there: (1 + log n) idf over the length of all weights."""
        most = max(_COMMON * len(self.sections), 20)
        rows: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for number, bag in self.bags.items():
            weights = {w: (1 + math.log(n)) * self.idf(w) for w, n in bag.items() if 1 < self.spread[w] <= most}
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for word, weight in weights.items():
                rows[word].append((number, weight / length))
        return rows

    def alike(self, start: str) -> Scores:
        """Cosine of the words of both, weighted by how telling they are."""
        own = {word: weight for word in self.bags[start] for n, weight in self.postings.get(word, ()) if n == start}
        found: Scores = defaultdict(float)
        for word, weight in sorted(own.items(), key=lambda item: -item[1])[:80]:
            for other, theirs in self.postings[word]:
                found[other] += weight * theirs
        found.pop(start, None)
        return dict(found)

    def definitions(self, start: str) -> Scores:
        """Sections of its chapter headed "Definitions": the share of containers in common."""
        headed = (other for other in self.sections if "definition" in self.sections[other].heading.casefold())
        shares = self.within(start)
        return {other: shares[other] for other in headed if other in shares}

    @cached_property
    def search(self) -> sqlite3.Connection:
        """Headings and texts in SQLite's full-text search."""
        database = sqlite3.connect(":memory:")
        database.execute("create virtual table f using fts5(heading, words)")
        rows = ((s.heading, s.words) for s in self.sections.values())
        database.executemany("insert into f(heading, words) values (?, ?)", rows)
        return database

    def text(self, start: str, words: str, most: int = 300) -> Scores:
        """BM25 of the most telling words, as SQLite's full-text search has it."""
        counts = Counter(tokens(words))
        telling = sorted(counts, key=lambda word: (-(1 + math.log(counts[word])) * self.idf(word), word))[:30]
        asked = " OR ".join(f'"{word}"' for word in telling if self.spread[word] > 1)
        if not asked:
            return {}
        query = "select rowid, bm25(f, 3.0, 1.0) from f where f match ? order by 2 limit ?"
        rows = self.search.execute(query, (asked, most)).fetchall()
        return {self.order[row - 1]: -score for row, score in rows if self.order[row - 1] != start}

    # -- nearness ----------------------------------------------------------------------------------------------

    def chapter(self, number: str) -> tuple[str, ...]:
        """Title and chapter of a section."""
        return tuple(container.number for container in self.sections[number].within[:2])

    @cached_property
    def members(self) -> dict[tuple[str, ...], list[str]]:
        """Title and chapter to its sections."""
        rows: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for number in self.order:
            rows[self.chapter(number)].append(number)
        return rows

    def near(self, start: str, most: int = 150) -> Scores:
        """Sections before and behind it in the code: 1 / distance."""
        here = self.place[start]
        beside = range(max(0, here - most), min(len(self.order), here + most + 1))
        return {self.order[at]: 1 / abs(at - here) for at in beside if at != here}

    def within(self, start: str) -> Scores:
        """Sections in the same chapter: the share of its containers that it has in common with the other."""
        own = self.sections[start].within
        found: Scores = {}
        for other in self.members[self.chapter(start)]:
            theirs = self.sections[other].within
            shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(own, theirs, strict=False)))
            if other != start:
                found[other] = shared / max(len(own), len(theirs))
        return found

    # -- history -----------------------------------------------------------------------------------------------

    @cached_property
    def laws(self) -> dict[str, list[str]]:
        """Law to the sections it made or amended."""
        return _turned(self.history)

    def together(self, start: str, before: str) -> Scores:
        """Sections that laws changed together with it, before this one: each gives 1 / square root of those it changed."""
        return self._changed(start, before)

    def kin(self, start: str, before: str) -> Scores:
        """Sections that laws changed together with others of its innermost container: the mean over those others."""
        beside = [other for other in self.innermost[self.container(start)] if other != start]
        found: Scores = defaultdict(float)
        for member in beside:
            for other, score in self._changed(member, before).items():
                if other != start:
                    found[other] += score / len(beside)
        return dict(found)

    def _changed(self, start: str, before: str) -> Scores:
        found: Scores = defaultdict(float)
        for law in self.history[start]:
            if number_of(law) < number_of(before) and len(self.laws[law]) < _WIDE:
                weight = len(self.laws[law]) ** -0.5
                for other in self.laws[law]:
                    if other != start:
                        found[other] += weight
        return dict(found)

    # -- all of it ---------------------------------------------------------------------------------------------

    def kinds(self, start: str, before: str) -> dict[str, Scores]:
        """Every kind of evidence that the model weighs."""
        section = self.sections[start]
        return {
            "walk": self.walk(start, before),
            "terms": self.terms(start),
            "definitions": self.definitions(start),
            "alike": self.alike(start),
            "text": self.text(start, f"{section.heading}\n{section.words}"),
            "near": self.near(start),
            "within": self.within(start),
            "together": self.together(start, before),
            "kin": self.kin(start, before),
        }

    def of_itself(self, number: str, before: str) -> Scores:
        """What makes a section likely to be amended whatever the start.

        `lately` is log(1 + laws that made or amended it in the six periods of two years before); `empty` is 1 where it has fewer
        than 12 words, as what was repealed has.
        """
        period = number_of(before)[0]
        laws = (number_of(law) for law in self.history[number])
        count = sum(period - 6 <= law[0] and law < number_of(before) for law in laws)
        return {"lately": math.log1p(count), "empty": float(len(self.sections[number].words.split()) < 12)}


def _pushed(
    start: str, ways: Callable[[str], list[tuple[float, Mapping[str, float]]]], *, damping: float, least: float
) -> Scores:
    """Personalised PageRank, in rounds: what waits at each node is pushed on, until less than the least waits there."""
    rank: Scores = defaultdict(float)
    waiting: Scores = {start: 1.0}
    while waiting:
        arriving: Scores = defaultdict(float)
        for node, mass in waiting.items():
            rank[node] += (1 - damping) * mass
            for share, others in ways(node):
                each = damping * mass * share / (sum(others.values()) or 1.0)
                for other, weight in others.items():
                    arriving[other] += each * weight
        waiting = {}
        for node, mass in arriving.items():
            if mass >= least:
                waiting[node] = mass
            else:
                rank[node] += (1 - damping) * mass
    rank.pop(start, None)
    return dict(rank)


def tokens(words: str) -> list[str]:
    """Words of three letters and more, and numbers."""
    return _WORD.findall(words.casefold())


def number_of(law: str) -> tuple[int, int]:
    """`21-36` and `Act 21-354` as numbers that can be put in order."""
    period, _, number = law.rpartition(" ")[2].partition("-")
    return int(period) if int(period) < 80 else 0, int(number)


def _turned(rows: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for number, laws in rows.items():
        for law in laws:
            found[law].append(number)
    return found
