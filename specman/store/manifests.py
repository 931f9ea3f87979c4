"""The TOML files of a library: read strictly, written sorted and readable.

Every file has a `format` number. Formats are described in `docs/library-format.md`.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast, get_args

from specman.errors import InputError, LibraryError
from specman.limits import check_toml
from specman.model.baseline import Baseline, Entry
from specman.model.committee import Framework, Knowledge, Principle, Question, Risk, Tally
from specman.model.identity import WORK_ID, HouseRules, VersionNumber, VersionRule, Work, WorkKind
from specman.model.mirror import MirrorRule
from specman.model.person import ROLES, Person

FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Settings:
    """`specman.toml`: what holds for the whole library.

    Attributes:
        name: what baselines are called by (`SEC` gives `SEC 4.12`), "" for `baseline 4.12`.
        strength: how much of a change passes along each kind of link, 0 to 1.
        severity: thresholds of the severity rule.
        effort: hours for each thing an assessment calls for.
        people: who may do what here; where it is empty, everybody may do everything.
        principles, risks, questions, frameworks, knowledge, tallies: what the committee's papers ask of every proposal,
            and say of every document.
    """

    title: str = ""
    name: str = ""
    notice: str = ""
    mirrors: tuple[MirrorRule, ...] = ()
    strength: Mapping[str, float] = field(default_factory=dict)
    severity: Mapping[str, int] = field(default_factory=dict)
    effort: Mapping[str, float] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    principles: tuple[Principle, ...] = ()
    risks: tuple[Risk, ...] = ()
    questions: tuple[Question, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a manifest that does not fit.

    Attributes:
        line: where it is in the file, 0 where that is not known.
        what: after the file's name it is a sentence (`has no title`).
    """

    line: int
    what: str
    hint: str


class ManifestError(LibraryError):
    """A manifest that cannot be used, with everything in it that does not fit."""

    def __init__(self, path: str, faults: Sequence[Fault], slug: str = "manifest-malformed") -> None:
        self.path = path
        self.faults = tuple(faults)
        first = faults[0]
        if len(faults) == 1:
            super().__init__(f"{path} {first.what}.", hint=first.hint, slug=slug)
        else:
            rows = "".join(f"\n  {f'line {fault.line}: ' if fault.line else ''}it {fault.what}" for fault in faults)
            super().__init__(f"{path} has {len(faults)} faults:{rows}", hint=first.hint, slug=slug)


class Table:
    """One TOML file with the checks that every manifest needs.

    `newest` is the highest number of its format that is read.

    A value that does not fit is noted and taken as absent, so that all faults of a file are found in one reading;
    `settle` raises them.
    """

    def __init__(self, data: bytes, path: str, newest: int = FORMAT) -> None:
        self.path = path
        self.faults: list[Fault] = []
        try:
            check_toml(data, path)
        except InputError as error:
            raise ManifestError(
                path, [Fault(0, error.message.removeprefix(f"{path} ").rstrip("."), error.hint)]
            ) from None
        try:
            self._text = data.decode("utf-8")
            self.values: dict[str, Any] = tomllib.loads(self._text)
        except ValueError as error:  # what is no TOML or no UTF-8, and a number of thousands of digits
            fault = Fault(0, f"is not valid TOML: {error}", "Repair the file at that place.")
            raise ManifestError(path, [fault]) from None
        number = self.values.get("format")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ManifestError(path, [Fault(0, "has no format number", "Write format = 1 at its top.")])
        if not 1 <= number <= newest:
            raise LibraryError(
                f"{path} is of format {number}; this specman reads up to format {newest}.",
                hint="Install a newer specman.",
                slug="newer-format",
            )

    def within(self, key: str) -> Table:
        """A sub-table, whose faults are those of this file."""
        inner = Table.__new__(Table)
        inner.path, inner.faults, inner._text, inner.values = self.path, self.faults, self._text, self.table(key)
        return inner

    def wrong(self, what: str, hint: str = "", *, key: str = "") -> None:
        """Note what does not fit.

        Args:
            key: the key it is about, by which its line is found.
        """
        place = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", self._text, re.MULTILINE) if key else None
        line = self._text.count("\n", 0, place.start()) + 1 if place else 0
        self.faults.append(Fault(line, what, hint or "docs/library-format.md describes the file."))

    def settle(self) -> None:
        """Raise what was noted.

        Raises:
            ManifestError: something does not fit.
        """
        if self.faults:
            raise ManifestError(self.path, self.faults)

    def text(self, key: str, *, required: bool = False) -> str:
        """A string value, "" when absent."""
        value = self.values.get(key, "")
        if hasattr(value, "isoformat"):
            value = str(value.isoformat())
        if not isinstance(value, str):
            self.wrong(f"has {key} = {value!r}, where text is expected", key=key)
            return ""
        if required and not value:
            self.wrong(f"has no {key}", key=key)
        return str(value)

    def date(self, key: str) -> str:
        """An ISO calendar date, "" when absent."""
        value = self.text(key)
        if value and not is_date(value):
            self.wrong(f"has {key} = {value!r}, which is not a date such as 2016-06-15", key=key)
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(f"has {key} = {value!r}, where a list of texts is expected", key=key)
            return ()
        return tuple(value)

    def table(self, key: str) -> dict[str, Any]:
        """A sub-table, empty when absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.wrong(f"has {key} that is not a table", key=key)
            return {}
        return value

    def tables(self, key: str) -> list[dict[str, Any]]:
        """A list of tables, empty when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(f"has {key} that is not a list of tables", key=key)
            return []
        return value

    def numbers(self, key: str) -> dict[str, float]:
        """A sub-table of numbers, empty when absent."""
        found = {}
        for name, value in self.table(key).items():
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
                self.wrong(f"has {key}.{name} = {value!r}, where a number of at least 0 is expected", key=name)
            else:
                found[name] = float(value)
        return found


def is_date(text: str) -> bool:
    """Whether text is a day of the calendar as specman reads and writes one.

    >>> is_date("2016-06-15"), is_date("20160615"), is_date("2016-02-30")
    (True, False, False)
    """
    try:
        return bool(_ISO_DATE.fullmatch(text)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def proof_read(files: Mapping[str, bytes]) -> None:
    """Read manifests that are about to be written, so that nothing is written that is then refused.

    Args:
        files: library path to bytes; what is no manifest is passed over.

    Raises:
        ManifestError: one of them does not fit.
    """
    from specman.store.applicability import read_applicability
    from specman.store.modifications import read_modification  # they read by the tables of this module
    from specman.store.reviews import read_review

    for path, data in files.items():
        parts = path.split("/")
        if path == "specman.toml":
            read_settings(data)
        elif len(parts) == 3 and parts[0] == "specs" and parts[2] == "work.toml":
            read_work(data, path)
        elif len(parts) == 2 and parts[0] == "baselines":
            read_baseline(data, path)
        elif len(parts) == 3 and parts[0] == "modifications" and parts[2] == "modification.toml":
            read_modification(data, path, [])
        elif path == "applicability.toml":
            read_applicability(data, path)
        elif parts[-1] == "review.toml" or (len(parts) == 2 and parts[0] == "reviews"):
            read_review(data, path)


def read_settings(data: bytes, path: str = "specman.toml") -> Settings:
    """Read `specman.toml`."""
    table = Table(data, path)
    rows = table.tables("mirrors")
    for row in rows:
        if not isinstance(row.get("digests", []), list):
            table.wrong(
                f"has digests = {row['digests']!r} in [[mirrors]], where a list of texts is expected", key="digests"
            )
            row["digests"] = []
    mirrors = tuple(
        MirrorRule(
            str(row.get("a", "")),
            str(row.get("b", "")),
            str(row.get("accepted", "")),
            tuple(map(str, row.get("digests", ()))),
        )
        for row in rows
    )
    found = Settings(
        title=table.text("title"),
        name=table.text("name"),
        notice=table.text("notice"),
        mirrors=mirrors,
        strength=table.numbers("strength"),
        severity={name: int(value) for name, value in table.numbers("severity").items()},
        effort=table.numbers("effort"),
        people=_people(table),
        principles=tuple(Principle(row["id"], row["text"]) for row in _filled(table, "principles", ("id", "text"))),
        risks=tuple(Risk(row["id"], row["text"]) for row in _filled(table, "risks", ("id", "text"))),
        questions=tuple(
            Question(row["name"], row["asks"], _several(table, row, "questions", "words"))
            for row in _filled(table, "questions", ("name", "asks"))
        ),
        frameworks=tuple(
            Framework(row["document"], row["follows"], row["note"])
            for row in _filled(table, "frameworks", ("document", "follows", "note"))
        ),
        knowledge=tuple(
            Knowledge(
                row["work"],
                str(row.get("owner_then", "")),
                _several(table, row, "knowledge", "knows"),
                _several(table, row, "knowledge", "reads"),
            )
            for row in _filled(table, "knowledge", ("work",))
        ),
        tallies=tuple(_tally(table, row) for row in _filled(table, "tallies", ("date", "stage", "source"))),
    )
    table.settle()
    return found


def _tally(table: Table, row: Mapping[str, Any]) -> Tally:
    count = row.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 100_000 or not is_date(row["date"]):
        table.wrong("has in [[tallies]] no count or no date", 'Write date = "2016-06-17" and count = 12.')
        count = 0
    return Tally(row["date"], row["stage"], count, row["source"])


def _filled(table: Table, key: str, needed: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of a list of tables in which every needed value is a text."""
    found = []
    for place, row in enumerate(table.tables(key), 1):
        lacking = [name for name in needed if not isinstance(row.get(name), str) or not row[name]]
        if lacking:
            table.wrong(f"has in [[{key}]] {place} no {' and no '.join(lacking)}", "Each of them is a text.")
        else:
            found.append(dict(row))
    return found


def _several(table: Table, row: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    held = row.get(name, [])
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        table.wrong(f"has {name} = {held!r} in [[{key}]], where a list of texts is expected")
        return ()
    return tuple(held)


def _people(table: Table) -> tuple[Person, ...]:
    """The `[[people]]` of a library: `name`, `email`, `roles`."""
    found: dict[str, Person] = {}
    for row in table.tables("people"):
        name, email, roles = row.get("name"), row.get("email"), row.get("roles", [])
        if not (isinstance(name, str) and isinstance(email, str) and name.strip() and "@" in email):
            table.wrong("has one of [[people]] without a name and an email", 'Write name = "…" and email = "…".')
            continue
        if not isinstance(roles, list) or not set(map(str, roles)) <= set(ROLES):
            table.wrong(f"gives {name} the roles {roles!r}", f"The roles are {', '.join(ROLES)}.")
            continue
        person = Person(name.strip(), email.strip(), frozenset(roles))
        if person.key in found:
            table.wrong(f"names {email} twice among its people", "Give one person all the roles.")
        found[person.key] = person
    return tuple(found.values())


def read_work(data: bytes, path: str) -> Work:
    """Read a `work.toml`."""
    table = Table(data, path)
    work_id = table.text("id", required=True)
    if work_id and not WORK_ID.fullmatch(work_id):
        hint = "A work id is lower-case letters, digits and hyphens, such as sec-h."
        table.wrong(f"has id = {work_id!r}", hint, key="id")
    kind = table.text("kind", required=True)
    if kind and kind not in get_args(WorkKind):
        table.wrong(f"has kind = {kind!r}", f"The kinds are {', '.join(get_args(WorkKind))}.", key="kind")
    house = table.within("citations")
    own = house.texts("own_units")
    rules = HouseRules(
        own_units=frozenset(own) if own else HouseRules().own_units,
        own_document=house.text("own_document"),
        terms_from=house.texts("terms_from"),
        columns=tuple(sorted((str(k), str(v)) for k, v in house.table("columns").items())),
        by_heading=bool(house.values.get("by_heading", False)),
    )
    versions = table.text("versions")
    if versions not in get_args(VersionRule):
        table.wrong(f"has versions = {versions!r}", "It is baseline or counter, or is left out.", key="versions")
    held = table.values.get("held", True)
    if not isinstance(held, bool):
        table.wrong(
            f"has held = {held!r}", "It is false for a part whose text is not held, or is left out.", key="held"
        )
    name = table.text("name") or work_id.upper()
    found = Work(
        id=work_id,
        title=table.text("title", required=True),
        kind=cast(WorkKind, kind),
        name=name,
        prefix=table.text("prefix") or name,
        code=table.text("code") or name,
        aliases=table.texts("aliases"),
        owner=table.text("owner"),
        part_of=table.text("part_of"),
        house=rules,
        unverified=table.texts("unverified"),
        versions=cast(VersionRule, versions),
        held=held is not False,
    )
    table.settle()
    return found


def read_baseline(data: bytes, path: str) -> Baseline:
    """Read a `baselines/NUMBER.toml`."""
    table = Table(data, path)
    number = _version(table, "number", table.text("number", required=True), "number")
    entries: dict[str, Entry] = {}
    for work, row in table.table("works").items():
        if not WORK_ID.fullmatch(work):
            table.wrong(f"names a work {work!r}", "A work id is lower-case letters, digits and hyphens.", key=work)
            continue
        if (
            not isinstance(row, dict)
            or not isinstance(row.get("version"), str)
            or not isinstance(row.get("sha256"), str)
        ):
            table.wrong(f"does not give the version and sha256 of {work}", key=work)
            continue
        _version(table, f"version of {work}", row["version"], work)
        if not _SHA256.fullmatch(row["sha256"]):
            table.wrong(f"gives for {work} a sha256 that is not 64 hexadecimal digits", key=work)
        entries[work] = Entry(row["version"], row["sha256"])
    found = Baseline(
        number=number,
        entries=dict(sorted(entries.items())),
        in_effect=table.date("in_effect"),
        basis=table.text("basis"),
        source=table.text("source"),
        designated=table.date("designated"),
        previous=table.text("previous"),
        title=table.text("title"),
    )
    table.settle()
    return found


def write_baseline(baseline: Baseline) -> bytes:
    """The file of a baseline, works sorted by id."""
    import tomlkit

    document = tomlkit.document()
    document.add("format", FORMAT)
    document.add("number", str(baseline.number))
    for key in ("title", "in_effect", "designated", "source", "previous", "basis"):
        value = getattr(baseline, key)
        if value:
            document.add(key, value)
    works = tomlkit.table()
    for work, entry in sorted(baseline.entries.items()):
        row = tomlkit.inline_table()
        row.update({"version": entry.version, "sha256": entry.sha256})
        works.add(work, row)
    document.add("works", works)
    return tomlkit.dumps(document).encode()


def write_table(values: Mapping[str, Any]) -> bytes:
    """A manifest from plain values, in the order given, with the format number first."""
    import tomlkit

    return tomlkit.dumps({"format": FORMAT, **values}).encode()


def held_from_now(data: bytes) -> bytes:
    """A `work.toml` that does not say any more that its text is not held; the rest, comments too, stays as it is."""
    import tomlkit

    document = tomlkit.parse(data.decode())
    document.remove("held")
    return tomlkit.dumps(document).encode()


def add_acceptance(data: bytes, rule: MirrorRule) -> bytes:
    """`specman.toml` with a difference accepted; the rest of the file, comments too, stays as it is."""
    import tomlkit

    document = tomlkit.parse(data.decode())
    rows = document.get("mirrors")
    if rows is None:
        rows = document["mirrors"] = tomlkit.aot()
    row = next((r for r in rows if rule.concerns(str(r.get("a")), str(r.get("b")))), None)
    if row is None:
        row = tomlkit.table()
        row.update({"a": rule.a, "b": rule.b})
        rows.append(row)
    row["accepted"] = rule.accepted
    row["digests"] = list(rule.digests)
    return tomlkit.dumps(document).encode()


def _version(table: Table, what: str, text: str, key: str) -> VersionNumber:
    try:
        return VersionNumber.parse(text)
    except ValueError as error:
        if text:
            table.wrong(f"has a {what} that cannot be read: {error}", key=key)
        return VersionNumber.parse("0")
