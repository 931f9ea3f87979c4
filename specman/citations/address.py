"""What people type for a provision: `SEC A1.1`, `GBCS@0.8.1 7.2.9`, `DUIS SRV 4.1.1`, `"Device ID"`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from specman.errors import InputError, NotHeldError, UnknownNameError, nearest_names, or_list
from specman.model.identity import Place, Work
from specman.model.register import Register

_SECTION = re.compile(
    r"(?:(?!section )(?P<prefix>\w+) )?(?P<unit>section )?(?P<letters>[a-z]{1,3})(?P<rest>\d.*)?", re.IGNORECASE
)
_AT = re.compile(r"@([\w.]+)")
QUOTES = "\"'\u201c\u201d\u2018\u2019"


@dataclass(frozen=True, slots=True)
class Named:
    """An address taken apart: the work, the label in it ("" is the whole work), the version asked for."""

    work: Work
    label: str
    version: str


def split_address(text: str, works: Mapping[str, Work]) -> Named | None:
    """Find the work an address begins with and the label that follows; None when it begins with no work's name."""
    version = ""
    if match := _AT.search(text):
        version, text = match[1], text[: match.start()] + " " + text[match.end() :]
    words = re.sub(r"\s+", " ", text).strip()
    if (section := _SECTION.fullmatch(words)) and (owner := _section(section, works)):
        letters, rest = section["letters"].upper(), section["rest"] or ""
        return Named(owner, letters + rest if rest else "", version)
    best: tuple[int, Work, str] | None = None
    for work in works.values():
        for name in (work.name, work.id, work.code, work.title, *work.aliases):
            if words.casefold().startswith(name.casefold()):
                rest = words[len(name) :]
                if (not rest or not rest[0].isalnum()) and (best is None or len(name) > best[0]):
                    best = (len(name), work, rest.strip(" ,#"))
    if best is None:
        return None
    label = re.sub(r"^(?:section|clause|paragraph|use case)\s+", "", best[2], flags=re.IGNORECASE)
    return Named(best[1], label, version)


def _section(match: re.Match[str], works: Mapping[str, Work]) -> Work | None:
    """The Section of the Code that `SEC H3.1`, `Section H` or `H3.1` is in."""
    prefix = match["prefix"]
    if not (prefix or match["unit"] or match["rest"]):
        return None
    for work in works.values():
        is_prefix = prefix is None or prefix.casefold() == work.prefix.casefold()
        if is_prefix and work.kind == "code-section" and work.code.rpartition(":")[2] == match["letters"].upper():
            return work
    return None


def find_places(text: str, register: Register) -> list[Place]:
    """The places an address names in a state: one, or several for a term that several documents define.

    Raises:
        UnknownNameError: nothing of that name; the hint gives the nearest names.
        InputError: the work is not part of this state. NotHeldError: it is registered, and its text is not held.
    """
    stripped = text.strip()
    term = stripped.strip(QUOTES) if stripped[:1] in QUOTES else ""
    named = None if term else split_address(stripped, register.works)
    # `E62` is a response code that is here before it is a paragraph of a Section that is not
    if named is not None and (named.work.held or register.holds(named.work.id) or not register.labelled(stripped)):
        return [_place(named, register)]
    wanted = term or stripped
    found = definition_places(wanted, register)
    if found:
        return found
    if not term:
        label_hits = register.labelled(stripped)
        if len(label_hits) == 1:
            return label_hits
        if len(label_hits) > 1:
            raise InputError(
                f"{stripped!r} could be {or_list([register.address(place) for place in label_hits][:6])}.",
                hint="Put the document's name before it.",
                slug="ambiguous-address",
            )
    terms = register.terms()
    names = [name for work in register.works.values() for name in (work.name, work.id)]
    raise UnknownNameError(
        "address or defined term", stripped, terms if term else [*names, *terms], slug="unknown-address"
    )


def definition_places(term: str, register: Register) -> list[Place]:
    """Where a term is defined, first in works whose definitions govern others; exact words, then any letter case."""
    found = register.defined(term)
    exact = [row for row in found if row[0] == term]
    lenders = Counter(lender for work in register.works.values() for lender in work.house.terms_from)
    return sorted({place for _, place in exact or found}, key=lambda place: (-lenders[place.work], place.work))


def _place(named: Named, register: Register) -> Place:
    if not register.holds(named.work.id):
        if not named.work.held:
            raise NotHeldError(named.work.name, named.work.id)
        raise InputError(
            f"{named.work.name} is not part of {register.name}.",
            hint=f"specman list works --at {register.name} shows what is.",
            slug="not-in-baseline",
        )
    if not named.label:
        return Place(named.work.id, "")
    label = named.label
    if quoted := re.fullmatch(rf"(.*?)\s*[{QUOTES}](.+)[{QUOTES}]", label):
        label = f'{quoted[1]} "{quoted[2]}"'.strip()
    found = register.labelled(label, named.work.id)
    if not found:
        found = [place for _, place in register.defined(label, named.work.id)]
    if not found:
        near = nearest_names(label, register.labels(named.work.id))
        hint = f"Did you mean {or_list([named.work.address(name) for name in near])}?" if near else ""
        error = UnknownNameError("provision", f"{named.work.address(label)}", [], slug="unknown-address")
        error.nearest, error.hint = near, hint
        raise error
    return found[0]
