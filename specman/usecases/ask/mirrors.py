"""Mirrors: the state of every pair: equal, different, or accepted as different."""

from __future__ import annotations

from specman.citations.mirrors import content_digest, mirror_pairs
from specman.model.corpus import Corpus
from specman.model.identity import Place
from specman.model.mirror import Mirror, MirrorRule, MirrorState
from specman.state.derived import load_baseline
from specman.store.library import Library


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
