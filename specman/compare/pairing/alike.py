"""Scores how alike provisions are, and finds the most alike pairs of two lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process

from specman.compare.pairing import limits
from specman.compare.words import tokens
from specman.model.document import Provision

# Words of any sentence that tell nothing about its subject.
# Longer common words (shall, within) stay: leaving them out, items that were folded into their lead-in were lost.
_COMMON = (
    "also been does each from have here into must only over same such than that them then they this upon were what "
    "when will with"
)
LIKE_WORDS = "like words"  # the reason of a pair with no other evidence
_TELLING = re.compile(rf"\d+|\b(?!(?:{'|'.join(_COMMON.split())})\b)\w{{4,}}")
_SENTENCE = re.compile(r"(?<=[.;:])\s+|\n")
_END = re.compile(r"[\s,;.:]*(?:\b(?:and|or))?[\s,;.:]*\Z")
_LAST = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"[\W_]+")


def like_pairs(
    base: Sequence[Provision],
    target: Sequence[Provision],
    are_parents_paired: Callable[[Provision, Provision], bool],
    deferred: Collection[str],
) -> Iterator[tuple[Provision, Provision, str]]:
    """Pairs of like provisions with the reason, the most alike first; each provision is in one pair at most.

    Args:
        are_parents_paired: whether the parents of two provisions are paired.
        deferred: eIds of provisions with equal words on the other side: they are only paired in the same place.
    """
    scored: list[tuple[float, int, int]] = []
    reasons: dict[tuple[int, int], str] = {}
    telling: dict[str, Counter[str]] = {}

    def words_of(provision: Provision, side: str) -> Counter[str]:
        found = telling.get(side + provision.eid)
        if found is None:
            found = telling[side + provision.eid] = Counter(_TELLING.findall(provision.words.casefold()))
        return found

    for base_places, target_places in _by_kind(base, target):
        numbered = {target[j].label: place for place, j in enumerate(target_places)}
        sure = [numbered.get(base[i].label) for i in base_places]
        in_turn = len(base_places) == len(target_places)  # where only names differ, the order decides
        every = _scores([base[i].words for i in base_places], [target[j].words for j in target_places], sure)
        for i, j, score in _without_rivals(every, sure):
            a, b = base[base_places[i]], target[target_places[j]]
            together = are_parents_paired(a, b)
            if together:  # closing words have no number: their parent is their place
                in_place = last_of_number(a) == last_of_number(b) if a.num else a.kind == "closing"
            else:
                in_place = bool(a.num) and a.label == b.label
            same_heading = bool(a.heading) and a.heading == b.heading
            if (a.eid in deferred or b.eid in deferred) and not in_place:
                continue
            shared = _shared(words_of(a, "base "), words_of(b, "target "))
            if a.kind == "row" and a.num == b.num:  # the shared key is no evidence for the rest
                shared = _shared_without_key(a, b)
            if _is_enough(a, b, score, shared, named=in_place or same_heading, together=together):
                # words weigh more than the number: one inserted clause changes every number after it
                worth = score + limits.WORTH_SHARED * shared + limits.WORTH_NUMBER * in_place
                worth += limits.WORTH_HEADING * same_heading + limits.WORTH_TOGETHER * together
                worth += limits.WORTH_ORDER * (in_turn and i == j)
                scored.append((worth, base_places[i], target_places[j]))
                reasons[base_places[i], target_places[j]] = (
                    "same number, like words" if in_place and a.num else LIKE_WORDS
                )
    yield from ((base[i], target[j], reasons[i, j]) for i, j in _best_first(scored))


def _best_first(scored: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Places of pairs, those worth most first; each place is in one pair at most.

    Args:
        scored: the worth of a pair, and its places in base and target; of equal worth, the first places come first.
    """
    used_base: set[int] = set()
    used_target: set[int] = set()
    for _, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if i not in used_base and j not in used_target:
            used_base.add(i)
            used_target.add(j)
            yield i, j


def would_be_known_elsewhere(a: Provision, b: Provision) -> bool:
    """Whether two provisions are alike enough to be paired without other evidence."""
    return fuzz.ratio(a.words, b.words) >= limits.LIKE_ELSEWHERE


def _without_rivals(
    scores: Iterable[tuple[int, int, float]], sure: Sequence[int | None]
) -> Iterator[tuple[int, int, float]]:
    """The scores; of a base text whose best by far has the same number, which is usual, only that one."""
    for i, rows in groupby(scores, key=lambda row: row[0]):
        hits = sorted(rows, key=lambda row: -row[2])
        second = hits[1][2] if len(hits) > 1 else 0.0
        clear = hits[0][1] == sure[i] and hits[0][2] >= limits.CLEAR and hits[0][2] - second >= limits.MARGIN
        yield from hits[:1] if clear else hits


def last_of_number(provision: Provision) -> str:
    """The last part of a number, which differs from sibling to sibling."""
    return _LAST.findall(provision.num)[-1] if _LAST.search(provision.num) else provision.num


def _is_enough(a: Provision, b: Provision, score: float, shared: float, *, named: bool, together: bool) -> bool:
    if min(len(a.words), len(b.words)) < limits.SHORT and not named:
        in_kind = {"item": 0.0, "row": 0.0 if a.num == b.num else limits.SHARED}  # of a row, the number is its key
        return together and score >= limits.LIKE_SHORT and shared >= in_kind.get(a.kind, limits.SHARED_SHORT)
    if score >= limits.LIKE_ELSEWHERE:
        return True
    if score < (limits.LIKE_NAMED if named else limits.LIKE_IN_PARENT if together else limits.LIKE_ELSEWHERE):
        return False
    return a.kind == "table" or shared >= limits.SHARED


def _shared_without_key(a: Provision, b: Provision) -> float:
    """As `_shared`, for the cells of two rows without their key."""
    base, target = (Counter(_TELLING.findall(" ".join(p.cells[1:]).casefold())) for p in (a, b))
    return _shared(base, target)


def _shared(base: Counter[str], target: Counter[str]) -> float:
    """The telling words of both texts, as a share of those of the longer one; 1 where neither has any."""
    most = max(base.total(), target.total())
    return (base & target).total() / most if most else 1.0


def _by_kind(base: Sequence[Provision], target: Sequence[Provision]) -> Iterator[tuple[list[int], list[int]]]:
    by_kind: dict[str, tuple[list[int], list[int]]] = {}
    for side, provisions in enumerate((base, target)):
        for place, provision in enumerate(provisions):
            by_kind.setdefault(provision.kind, ([], []))[side].append(place)
    yield from by_kind.values()


def _scores(base: Sequence[str], target: Sequence[str], sure: Sequence[int | None]) -> Iterable[tuple[int, int, float]]:
    """Likeness of pairs: the nearest of all pairs in small lists, of pairs that share rare words in large ones.

    Args:
        sure: for each base text, the target text of the same number, which is always compared in large lists.
    """
    if not base or not target:
        return
    if len(base) * len(target) <= limits.DENSE_LIMIT:
        for i, words in enumerate(base):
            hits = process.extract(
                words, target, scorer=fuzz.ratio, score_cutoff=limits.LIKE_NAMED, limit=limits.NEIGHBOURS
            )
            yield from ((i, int(j), float(score)) for _, score, j in hits)
        return
    holders: dict[str, list[int]] = {}
    for j, words in enumerate(target):
        for token in set(tokens(words)):
            if len(token) > 3 or token[:1].isdigit():
                holders.setdefault(token, []).append(j)
    for i, words in enumerate(base):
        votes: dict[int, float] = {}  # a rarer word counts more
        rare = sorted({t for t in tokens(words) if t in holders}, key=lambda t: (len(holders[t]), t))[: limits.RAREST]
        for token in rare:
            for j in holders[token][: limits.HOLDERS]:
                votes[j] = votes.get(j, 0) + 1 / len(holders[token])
        best = sorted(votes, key=lambda j: (-votes[j], j))[: limits.NEIGHBOURS]
        same = sure[i]
        for j in best if same is None or same in best else [same, *best]:
            yield i, j, fuzz.ratio(words, target[j])


def without_ending(text: str) -> str:
    """A text without the signs and the joining word at its end.

    >>> without_ending("keep it safe; and"), without_ending("keep it safe.")
    ('keep it safe', 'keep it safe')
    """
    return _END.sub("", text)


def like_of_another_kind(
    base: Sequence[Provision], target: Sequence[Provision]
) -> Iterator[tuple[Provision, Provision]]:
    """Pairs of provisions of different kinds with very like words, most alike first: clauses that became items."""
    scored: list[tuple[float, int, int]] = []
    for kind in sorted({provision.kind for provision in base}):
        base_places = [i for i, p in enumerate(base) if p.kind == kind and len(p.text) >= limits.PART]
        target_places = [j for j, p in enumerate(target) if p.kind != kind and len(p.text) >= limits.PART]
        base_texts, target_texts = (
            [without_ending(base[i].text) for i in base_places],
            [without_ending(target[j].text) for j in target_places],
        )
        for a, b, score in _scores(base_texts, target_texts, [None] * len(base_places)):
            if score >= limits.LIKE_ELSEWHERE:
                scored.append((score, base_places[a], target_places[b]))
    yield from ((base[i], target[j]) for i, j in _best_first(scored))


def is_part(base: Provision, target: Provision) -> bool:
    """Whether nearly all telling words of the shorter text are in the longer one."""
    words = [Counter(_TELLING.findall(p.words.casefold())) for p in (base, target)]
    least = min(count.total() for count in words)
    return least > 0 and (words[0] & words[1]).total() >= limits.PART_OF * least


def is_cut(whole: Provision, parts: tuple[Provision, Provision]) -> bool:
    """Whether two parts are one provision cut in two.

    Either each part has whole sentences of it, which are most of the part, and none of them is in both parts; or the
    first part has the words it began with, and the second is like the rest.
    """
    if _begins_and_ends(whole, *parts):
        return True
    sentences = _sentences(whole)
    held = [(sentences & own, own) for own in map(_sentences, parts)]
    return not set.intersection(*(shared for shared, _ in held)) and all(
        _size(shared) >= limits.PART and _size(shared) * 2 > min(_size(own), _size(sentences)) for shared, own in held
    )


def _begins_and_ends(whole: Provision, first: Provision, rest: Provision) -> bool:
    whole_words, first_words, rest_words = (
        " ".join(_in_sentences(provision)).split() for provision in (whole, first, rest)
    )
    remaining = whole_words[len(first_words) :]
    while remaining and remaining[0] in ("and", "or", "but"):
        remaining = remaining[1:]
    begins = len(first_words) >= limits.FEWEST and whole_words[: len(first_words)] == first_words
    rest_of_whole = " ".join(remaining)
    return (
        begins
        and len(rest_of_whole) >= limits.SHORT
        and fuzz.ratio(rest_of_whole, " ".join(rest_words)) >= limits.LIKE_CUT
    )


def part_pairs(base: Sequence[Provision], target: Sequence[Provision]) -> Iterator[tuple[Provision, Provision]]:
    """Pairs that share whole sentences, most of the shorter provision; the largest shared text first."""
    holders: dict[str, list[int]] = {}
    for j, provision in enumerate(target):
        for sentence in _sentences(provision):
            holders.setdefault(sentence, []).append(j)
    scored: list[tuple[int, int, int]] = []
    for i, provision in enumerate(base):
        shared: Counter[int] = Counter()
        for sentence in _sentences(provision):
            for j in holders.get(sentence, ())[: limits.HOLDERS_OF_SENTENCE]:
                shared[j] += len(sentence)
        for j, size in shared.items():
            shorter = min(_size(_sentences(p)) for p in (provision, target[j]))
            if size >= limits.PART and size * 2 > shorter:
                scored.append((size, i, j))
    yield from ((base[i], target[j]) for i, j in _best_first(scored))


def _sentences(provision: Provision) -> set[str]:
    return set(_in_sentences(provision))


def _in_sentences(provision: Provision) -> list[str]:
    """The sentences of a provision in order, without punctuation."""
    if provision.cells:
        return []
    parts = (_NO_WORD.sub(" ", part.casefold()).strip() for part in _SENTENCE.split(provision.text))
    return [part for part in parts if part]


def _size(sentences: Collection[str]) -> int:
    return sum(map(len, sentences))
