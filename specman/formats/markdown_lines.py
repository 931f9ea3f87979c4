"""Lines of Markdown as the reader of provisions takes them: what CommonMark writes in two ways is written in one.

Headings underlined become headings with `#`, rules between parts become blank lines, comments go, links named elsewhere
get their address, and lines of code are told from lines of text. The number of lines stays, so that a line keeps its
place. Source: CommonMark 0.31, sections 4.1 to 4.7 and 6.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from specman.model.enumeration import begins, follows

# As many backticks before as behind it.
CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)")
# Behind a backslash and in code they are words: those are found first, and kept.
KEPT = rf"(?P<kept>\\.|{CODE.pattern})"

MARKER = re.compile(r"(\s*)((?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{2,6})[.)]|\([0-9A-Za-z]{1,6}\))\s+\S")
BULLET = re.compile(r"\s*[-+*]\s")
_LETTERED = re.compile(r"\s*(?:[-+*]\s+)?\([0-9A-Za-z]{1,6}\)\s")  # nobody's code begins so
_BROKEN = re.compile(r"(?<!\\)(?:\\\\)*\\$")  # a line is broken here
_FENCE = re.compile(r"\s*(?P<sign>`{3,}|~{3,})(?P<rest>[^\n]*)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_OTHER = re.compile(r" {0,3}(?:#{1,6}\s|>|\|)")  # what is no paragraph, beside lists
_COMMENT = re.compile(rf"{KEPT}|(?P<opens><!--)|(?P<ends>-->)")
_NAMED = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:\s*<?([^\s<>]+)>?(?:\s+[\"'(].*)?$")
_REFERRING = re.compile(rf"{KEPT}|(?P<image>!?)\[(?P<words>[^\[\]]+)\](?:\[(?P<name>[^\[\]]*)\])(?![(:])")


@dataclass
class Lines:
    """The lines of one text.

    Attributes:
        texts: one for each line of the file.
        code: places of lines that are code, and no provisions.
        listed: places of lines whose number is one of several in a row: it counts, whatever stands before it.
        comments: how many comments were left out.
    """

    texts: list[str]
    code: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    comments: int = 0

    @classmethod
    def of(cls, lines: list[str]) -> Lines:
        """Look at every line."""
        found = cls([_without_tabs(line.rstrip()) for line in lines])
        found._blocks()
        found._links()
        found._lists()
        return found

    def _blocks(self) -> None:
        fence = ""
        in_comment = in_list = False
        before = ""  # the line above, as it was written
        for place, line in enumerate(self.texts):
            above, before = before, line
            if in_comment:
                _, ended, line = line.partition("-->")
                in_comment, self.texts[place] = not ended, line
                continue
            if fence:
                if (end := _FENCE.match(line)) and end["sign"].startswith(fence) and not end["rest"].strip():
                    fence, self.texts[place] = "", ""
                else:
                    self.code.add(place)
                continue
            if (opened := _FENCE.match(line)) and not (opened["sign"][0] == "`" and "`" in opened["rest"]):
                fence, self.texts[place] = opened["sign"], ""
                continue
            if not line:
                continue
            is_item = bool(BULLET.match(line) or ((marker := MARKER.match(line)) and not marker[2][0].isupper()))
            if line.startswith("    ") and not (in_list or above or _LETTERED.match(line)):
                self.code.add(place)
                before = ""  # the next may be code too
                continue
            in_list = is_item or (in_list and (bool(above) or line.startswith(" ")))
            if "<!--" in line:
                line = self._without_comments(line)
                if line.lstrip().startswith("<!--"):  # it goes on below
                    self.comments += 1
                    in_comment, line = True, ""
                self.texts[place] = line
                continue
            if _UNDERLINE.match(line) and self._is_heading(place):
                self.texts[place - 1] = f"{'#' if '=' in line else '##'} {self.texts[place - 1].strip()}"
                self.texts[place] = before = ""
            elif _RULE.match(line):
                self.texts[place] = before = ""
            elif line.endswith("\\") and _BROKEN.search(line):
                self.texts[place] = line[:-1].rstrip()
            elif line.endswith("#") and _HEADING.match(line):
                inner = line.rstrip("#")
                self.texts[place] = inner.rstrip() if inner[-1:].isspace() and inner.strip() else line

    def _is_heading(self, place: int) -> bool:
        """Whether the line above an underline is a paragraph of one line."""
        above = self.texts[place - 1] if place else ""
        is_text = above.strip() and not (_OTHER.match(above) or BULLET.match(above) or MARKER.match(above))
        further = self.texts[place - 2] if place > 1 else ""
        return bool(is_text) and "|" not in above and not above.startswith("    ") and not further.strip()

    def _without_comments(self, line: str) -> str:
        """A line without the comments that end in it."""
        out, at, opened = "", 0, -1
        for found in _COMMENT.finditer(line):
            if found["opens"] and opened < 0:
                opened = found.start()
            elif found["ends"] and opened >= 0:
                out += line[at:opened]
                at, opened = found.end(), -1
                self.comments += 1
        return (out + line[at:]).rstrip()

    def _links(self) -> None:
        """Links whose address stands elsewhere (`[words][name]`, and `[name]: address` on a line of its own)."""
        named = {
            _folded(found[1]): (place, found[2])
            for place, line in enumerate(self.texts)
            if place not in self.code and (found := _NAMED.match(line))
        }
        if not named:
            return
        for place, _ in named.values():
            self.texts[place] = ""

        def link(found: re.Match[str]) -> str:
            if found["kept"]:
                return found["kept"]
            target = named.get(_folded(found["name"] or found["words"]))
            return f"{found['image']}[{found['words']}]({target[1]})" if target else found[0]

        for place, line in enumerate(self.texts):
            if "][" in line and place not in self.code:
                self.texts[place] = _REFERRING.sub(link, line)

    def _lists(self) -> None:
        """Numbers in a row, set in equally far: `a.` and `b.` are items, where a lone `A.` may begin a name."""
        open_runs: dict[int, tuple[int, str]] = {}  # by how far they are set in: place and number of the last
        was_blank = True
        for place, line in enumerate(self.texts):
            if place in self.code or not line:
                was_blank = True
                continue
            indent = len(line) - len(line.lstrip())
            marker = MARKER.match(line)
            if line.startswith("#"):
                open_runs = {}
            if marker is None:
                if was_blank and not BULLET.match(line):  # a paragraph ends the lists it is not inside
                    open_runs = {depth: run for depth, run in open_runs.items() if depth < indent or indent == 0}
                was_blank = False
                continue
            was_blank = False
            open_runs = {depth: run for depth, run in open_runs.items() if depth <= indent}
            before = open_runs.get(indent)
            if before and follows(before[1], marker[2]):
                self.listed |= {before[0], place}
            if before is None or follows(before[1], marker[2]) or begins(marker[2]) or not before[1][-1:].isalnum():
                open_runs[indent] = (place, marker[2])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _without_tabs(line: str) -> str:
    """A line whose first characters are spaces where they were tabs, each up to the next fourth column."""
    words = line.lstrip(" \t")
    lead = line[: len(line) - len(words)]
    return lead.expandtabs(4) + words if "\t" in lead else line
