"""What labels belong to, as the words around them say: `of Appendix AB`, `of paragraph (a) of Section D1.1`."""

from __future__ import annotations

from specman.citations.labels import deepened
from specman.citations.meaning import NOTHING_SAID, Meaning, Of
from specman.citations.names import Names
from specman.citations.patterns import ANY_LABEL, GOES_ON, OF, ONE_SPACE, PART_OF, SPLIT_OF, SUB, TITLE
from specman.model.value import value

_MOST_HOLDERS = 6  # `(i) of paragraph (a) of clause 2 of …`


@value(frozen=True, slots=True)
class Belonging:
    """Reads what stands around labels of one text."""

    text: str
    names: Names
    meaning: Meaning

    def of(self, end: int, depth: int = 0) -> tuple[int, Of]:
        """What labels that end at a place belong to, and where the words that say so end."""
        of = OF.match(self.text, end)
        if not of or depth > _MOST_HOLDERS:
            return end, NOTHING_SAID
        at = of.end()
        patterns = self.names.patterns
        if lettered := patterns.lettered.match(self.text, at):
            part, name = patterns.parts[lettered[1].casefold()], lettered[2]
            _, close, outside = self.around(at, lettered.end(), is_part=True)
            if outside.is_outside:
                return close, Of(outside.document, within=f"{part.unit} {name} ")
            own = self.meaning.own_part(part.unit, name)
            return lettered.end(), Of(own_part=own) if own else Of(part.document.format(name=name))
        if holder := self._holder(at):
            label, close = holder
            close, over = self.of(close, depth + 1)
            within = over.within + label if label.startswith("(") or over.within.endswith(" ") else label
            return close, Of(over.document, over.own_part, within, over.lead)
        close, outside = self._outside(at)
        if outside.is_outside:
            return close, outside
        if named := self.names.pattern.match(self.text, at):
            return named.end(), Of(self.names.document_called(named[0]))
        return end, NOTHING_SAID

    def around(self, start: int, end: int, *, free_from: int = 0, is_part: bool = False) -> tuple[int, int, Of]:
        """Where a citation begins and ends, and what it belongs to, with a name outside behind or before it.

        Args:
            free_from: where the citation before it ends.
            is_part: it is an Appendix or a Schedule, which is one *to* a code, and has no holder of its own.
        """
        if GOES_ON.match(self.text, end):
            if not is_part:
                close, found = self.of(end)
            else:
                joined = PART_OF.match(self.text, end)
                close, found = self._outside(joined.end()) if joined else (end, NOTHING_SAID)
            if found != NOTHING_SAID:
                return start, close, found
            if split := SPLIT_OF.match(self.text, end):
                return start, end, self._outside(split.end())[1]
        before = self.names.outside.just_before(self.text, start)
        if before and before.start(1) >= free_from:
            return before.start(1), end, self._of_name(before[1])
        return start, end, NOTHING_SAID

    def _outside(self, at: int) -> tuple[int, Of]:
        """A name outside at a place; a document that is known by a name as long is not."""
        found = self.names.outside.match(self.text, at)
        known = self.names.pattern.match(self.text, at)
        goes_on = known and ONE_SPACE.match(self.text, known.end()) and self.text[known.end() + 1 :][:1].isupper()
        if found is None or (known and (known.end() >= found.end() or not goes_on)):
            return at, NOTHING_SAID
        return found.end(), self._of_name(found[0])

    def _of_name(self, name: str) -> Of:
        outside = self.names.outside
        return Of(outside.document(name), lead="s" if outside.is_statute(name) else "")

    def _holder(self, at: int) -> tuple[str, int] | None:
        """The label of a provision that holds another (`of paragraph (a)`), and where it or its title ends."""
        inner = self.names.patterns.holder_unit.match(self.text, at)
        if not inner:
            return None
        if (sub := SUB.match(self.text, inner.end())) and sub[0][0] == "(":
            found: tuple[str, int] | None = (f"({sub[1]})", sub.end())
        else:
            found = self.names.patterns.label_at(self.text, inner.end()) or any_label(self.text, inner.end())
        if not found:
            return None
        label, close = deepened(self.text, *found)
        title = TITLE.match(self.text, close)
        return label, title.end() if title else close


def any_label(text: str, at: int) -> tuple[str, int] | None:
    """A label at a place of a text, as anybody numbers, and where it ends."""
    match = ANY_LABEL.match(text, at)
    return (match[0], match.end()) if match else None
