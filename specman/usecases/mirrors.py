"""Mirrors: how every pair stands, and accepting that two of them differ."""

from __future__ import annotations

from specman.citations.address import find_places
from specman.citations.mirrors import content_digest, mirror_pairs
from specman.errors import LibraryError, UsageError
from specman.model.corpus import Corpus
from specman.model.identity import Place
from specman.model.mirror import Mirror, MirrorRule, MirrorState
from specman.store.library import MARKER, Library
from specman.store.manifests import add_acceptance
from specman.store.transaction import Outcome, Transaction
from specman.usecases.loading import load_baseline


def list_mirrors(library: Library, at: str = "") -> tuple[str, list[Mirror]]:
    """The baseline's number and its mirrors with their state, those that differ first."""
    state = load_baseline(library, at)
    corpus = state.corpus
    rules = [rule for rule in library.settings.mirrors if rule.accepted]
    found = []
    for a, b, because in mirror_pairs(corpus, state.definitions, library.settings.mirrors):
        names = corpus.address(a), corpus.address(b)
        rule = next((rule for rule in rules if rule.concerns(*names)), None)
        found.append(Mirror(*names, because, _state(corpus, a, b, rule), rule.accepted if rule else ""))
    order = ("differs", "changed since accepted", "accepted", "equal")
    found.sort(key=lambda mirror: (order.index(mirror.state), mirror.because, mirror.a, mirror.b))
    return corpus.name, found


def _state(corpus: Corpus, a: Place, b: Place, rule: MirrorRule | None) -> MirrorState:
    digests = [content_digest(corpus, place) for place in (a, b)]
    if digests[0] == digests[1]:
        return "equal"
    if rule is None:
        return "differs"
    return "accepted" if rule.still_holds(digests) else "changed since accepted"


def accept_mirror(library: Library, a: str, b: str, reason: str, *, at: str = "") -> tuple[MirrorRule, Outcome]:
    """Accept that two provisions differ as they stand now, in one commit to `specman.toml`.

    Raises:
        UsageError: no reason. InputError: an address that names nothing. LibraryError: the two do not differ.
    """
    if not reason.strip():
        raise UsageError("An accepted difference needs a reason.", hint="Give one: --reason 'WHY THEY MAY DIFFER'.")
    corpus = load_baseline(library, at).corpus
    places = [find_places(name, corpus)[0] for name in (a, b)]
    names = [corpus.address(place) for place in places]
    digests = [content_digest(corpus, place) for place in places]
    if digests[0] == digests[1]:
        raise LibraryError(
            f"{names[0]} and {names[1]} say the same in {corpus.name}; there is no difference to accept.",
            hint="specman mirrors lists the pairs that differ.",
            slug="mirror-equal",
        )
    rule = MirrorRule(names[0], names[1], reason.strip(), tuple(digests))
    transaction = Transaction(
        library.root, f"mirrors: accept that {names[0]} and {names[1]} differ", rule.accepted,
        {"Specman-Action": "accept-mirror", "Specman-Baseline": corpus.name},
    )  # fmt: skip
    transaction.write(MARKER, add_acceptance(library.tree.read(MARKER) or b"", rule))
    return rule, transaction.commit()
