"""Real multi-level numbering for the Word files specman writes.

Every number is printed by Word's own numbering where Word would print just that: the writer asks the same engine
that reads files. Where a number jumps, a list of its own begins there; what no list can count (4A, a withdrawn
number between two others) is typed, with a tab after it.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from specman.formats.word.house import NAMESPACE, STEP, TEXT
from specman.formats.word.numbering import Counters, Instance, Level, Numbering
from specman.model.enumeration import ordinals

DOTTED_LEVELS = 5
ITEM_FORMS = ("lowerLetter", "lowerRoman", "upperLetter", "decimal")
BULLETS = "1"
_SIGNS = "•–◦▪"
_LAST = re.compile(r"(.*?)([1-9]\d{0,5})$")
_ITEM = re.compile(r"\(([0-9A-Za-z]{1,8})\)")
_WAYS = {"lowerLetter": "letter", "lowerRoman": "roman", "upperLetter": "LETTER", "decimal": "digit"}


class Lists:
    """Hands each numbered paragraph the list and level that print its number."""

    def __init__(self) -> None:
        self._numbering = Numbering(None)
        self._numbering.abstract["bullets"] = {
            place: Level("bullet", sign, 1) for place, sign in enumerate(_SIGNS * 3) if place < 9
        }
        self._numbering.instances[BULLETS] = Instance("bullets")
        self._counters = Counters(self._numbering)
        self._current: dict[int, str] = {}

    def number(self, num: str) -> tuple[str, int] | None:
        """Instance and level that print the number of a section or paragraph (`H3.1`); None when it is typed."""
        match = _LAST.fullmatch(num)
        place = num.count(".")
        if match is None or place >= DOTTED_LEVELS:
            return None
        for instance in filter(None, (self._current.get(place), self._current.get(place - 1))):
            if self._counters.would_print(instance, place) == num:
                return self._take(instance, place)
        return self._take(self._begin(match[1], int(match[2]), place), place)

    def item(self, num: str, depth: int, *, first: bool) -> tuple[str, int] | None:
        """Instance and level that print the number of a list item (`(a)`); None when it is typed.

        Args:
            depth: 0 for the items of a paragraph, 1 for the items of those.
            first: the first item of its list.
        """
        if not num:
            return BULLETS, min(depth, 8)
        match = _ITEM.fullmatch(num)
        if match is None or depth >= len(ITEM_FORMS):
            return None
        place = DOTTED_LEVELS + depth
        shallower = [self._current[at] for at in sorted(self._current, reverse=True) if at < place]
        instance = self._current.get(place) if not first else next(iter(shallower), "")
        instance = instance or self._begin("", 1, 0)
        if self._counters.would_print(instance, place) == num:
            return self._take(instance, place)
        starts = [count for way, count in ordinals(match[1]) if way == _WAYS[ITEM_FORMS[depth]]]
        if not starts:
            return None
        abstract = self._numbering.instances[instance].abstract
        restarted = self._add(Instance(abstract, {place: starts[0]}))
        return self._take(restarted, place)

    def xml(self) -> str:
        """`numbering.xml`."""
        out = [f'<w:numbering xmlns:w="{NAMESPACE}">']
        for place, (name, levels) in enumerate(self._numbering.abstract.items()):
            out.append(f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="multilevel"/>')
            for at, level in levels.items():
                depth = at if name == "bullets" else max(0, at - DOTTED_LEVELS + 1)
                left = TEXT + (depth + (name == "bullets")) * STEP
                hanging = STEP if depth or name == "bullets" else TEXT
                out.append(
                    f'<w:lvl w:ilvl="{at}"><w:start w:val="{level.start}"/><w:numFmt w:val="{level.form}"/>'
                    f'<w:lvlText w:val={quoteattr(level.text)}/><w:lvlJc w:val="left"/><w:pPr>'
                    f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
                )
            out.append("</w:abstractNum>")
        ids = {name: place for place, name in enumerate(self._numbering.abstract)}
        for key, instance in self._numbering.instances.items():
            starts = "".join(
                f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for at, start in instance.starts.items()
            )
            out.append(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{ids[instance.abstract]}"/>{starts}</w:num>')
        out.append("</w:numbering>")
        return "".join(out)

    def _take(self, instance: str, place: int) -> tuple[str, int]:
        self._counters.next(instance, place)
        self._current = {at: one for at, one in self._current.items() if at < place}
        self._current[place] = instance
        return instance, place

    def _begin(self, before: str, start: int, place: int) -> str:
        """A definition whose numbers at one level begin with fixed words: `7.2.` and then 9, 10, 11."""
        levels: dict[int, Level] = {}
        text = ""
        for at in range(DOTTED_LEVELS):
            if at < place:
                levels[at] = Level("decimal", f"%{at + 1}", 1)
                continue
            text = f"{before}%{at + 1}" if at == place else f"{text}.%{at + 1}"
            levels[at] = Level("decimal", text, start if at == place else 1)
        for at, form in enumerate(ITEM_FORMS, DOTTED_LEVELS):
            levels[at] = Level(form, f"(%{at + 1})", 1)
        name = f"list {len(self._numbering.abstract)}"
        self._numbering.abstract[name] = levels
        return self._add(Instance(name))

    def _add(self, instance: Instance) -> str:
        key = str(len(self._numbering.instances) + 1)
        self._numbering.instances[key] = instance
        return key


class TypedNumbers(Lists):
    """Every number typed into its paragraph: where two texts are shown in one, Word could count only one of them."""

    def number(self, num: str) -> None:
        """None: it is typed."""

    def item(self, num: str, depth: int, *, first: bool) -> tuple[str, int] | None:  # noqa: ARG002
        """None: it is typed; a bullet stays a bullet."""
        return None if num else (BULLETS, min(depth, 8))
