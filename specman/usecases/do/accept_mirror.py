"""Accepting, with a reason, that two provisions differ which should say the same."""

from __future__ import annotations

from specman.citations.address import find_places
from specman.citations.mirrors import content_digest
from specman.errors import LibraryError, UsageError
from specman.model.corpus import Corpus
from specman.model.mirror import MirrorRule
from specman.model.person import Person
from specman.state.derived import load_baseline
from specman.store.library import MARKER, Library
from specman.store.manifests import add_acceptance
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record


def accept_mirror(
    library: Library, by: Person, a: str, b: str, reason: str, *, at: str = ""
) -> tuple[MirrorRule, Outcome]:
    """Accept that two provisions differ as they stand now, in one commit to `specman.toml`.

    Raises:
        UsageError: no reason. InputError: an address that names nothing. LibraryError: the two do not differ.
    """
    if not reason.strip():
        raise UsageError("An accepted difference needs a reason.", hint="Give one: --reason 'WHY THEY MAY DIFFER'.")

    def make(committed: Library) -> Made[MirrorRule]:
        corpus = load_baseline(committed, at).corpus
        return _accepted(committed, corpus, (a, b), reason.strip())

    return record(library, by, "accept-mirror", make)


def _accepted(library: Library, corpus: Corpus, pair: tuple[str, str], reason: str) -> Made[MirrorRule]:
    places = [find_places(name, corpus)[0] for name in pair]
    names = [corpus.address(place) for place in places]
    digests = [content_digest(corpus, place) for place in places]
    if digests[0] == digests[1]:
        raise LibraryError(
            f"{names[0]} and {names[1]} say the same in {corpus.name}; there is no difference to accept.",
            hint="specman mirrors lists the pairs that differ.",
            slug="mirror-equal",
        )
    rule = MirrorRule(names[0], names[1], reason, tuple(digests))
    files = {MARKER: add_acceptance(library.tree.read(MARKER) or b"", rule)}
    subject = f"mirrors: accept that {names[0]} and {names[1]} differ"
    return Made(rule, subject, files, rule.accepted, trailers={"Baseline": corpus.name})
