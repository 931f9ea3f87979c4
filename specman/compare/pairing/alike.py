"""How alike provisions are, and which of two lists are most alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process

from specman.compare.pairing import limits
from specman.compare.words import tokens
from specman.model.document import Provision

# Words of any sentence, and of any rule, that say nothing of what the rule is about.
# Longer common words (shall, within) stay: leaving them out, items that were folded into their lead-in were lost.
_COMMON = (
    "also been does each from have here into must only over same such than that them then they this upon were what "
    "when will with"
)
LIKE_WORDS = "like words"  # the reason of a pair for which nothing else speaks
_TELLING = re.compile(rf"\d+|\b(?!(?:{'|'.join(_COMMON.split())})\b)\w{{4,}}")
_SENTENCE = re.compile(r"(?<=[.;:])\s+|\n")
_END = re.compile(r"[\s,;.:]*(?:\b(?:and|or))?[\s,;.:]*\Z")
_LAST = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"[\W_]+")


def like_pairs(
    left: Sequence[Provision],
    right: Sequence[Provision],
    holds: Callable[[Provision, Provision], bool],
    deferred: Collection[str],
) -> Iterator[tuple[Provision, Provision, str]]:
    """Pairs of like provisions with the reason, the most alike first; each provision is in one pair at most.

    Args:
        holds: whether what holds the one became what holds the other.
        deferred: eIds of what has equal words on the other side: only with what stands in its place it may be one.
    """
    scored: list[tuple[float, int, int]] = []
    reasons: dict[tuple[int, int], str] = {}
    telling: dict[str, Counter[str]] = {}

    def words_of(provision: Provision, side: str) -> Counter[str]:
        found = telling.get(side + provision.eid)
        if found is None:
            found = telling[side + provision.eid] = Counter(_TELLING.findall(provision.words.casefold()))
        return found

    for lefts, rights in _by_kind(left, right):
        numbered = {right[j].label: place for place, j in enumerate(rights)}
        sure = [numbered.get(left[i].label) for i in lefts]
        in_turn = len(lefts) == len(rights)  # where names alone are others, order tells which is which
        every = _scores([left[i].words for i in lefts], [right[j].words for j in rights], sure)
        for i, j, score in _without_rivals(every, sure):
            a, b = left[lefts[i]], right[rights[j]]
            together = holds(a, b)
            if together:  # closing words have no number: what they close is their place
                in_place = last_of_number(a) == last_of_number(b) if a.num else a.kind == "closing"
            else:
                in_place = bool(a.num) and a.label == b.label
            same_heading = bool(a.heading) and a.heading == b.heading
            if (a.eid in deferred or b.eid in deferred) and not in_place:
                continue
            shared = _shared(words_of(a, "base "), words_of(b, "target "))
            if a.kind == "row" and a.num == b.num:  # a key that both have tells nothing of the rest
                shared = _shared_beside_key(a, b)
            if _is_enough(a, b, score, shared, named=in_place or same_heading, together=together):
                # words weigh more than the number: one clause put in, and every number behind it names another
                worth = score + limits.WORTH_SHARED * shared + limits.WORTH_NUMBER * in_place
                worth += limits.WORTH_HEADING * same_heading + limits.WORTH_TOGETHER * together
                worth += limits.WORTH_ORDER * (in_turn and i == j)
                scored.append((worth, lefts[i], rights[j]))
                reasons[lefts[i], rights[j]] = "same number, like words" if in_place and a.num else LIKE_WORDS
    yield from ((left[i], right[j], reasons[i, j]) for i, j in _best_first(scored))


def _best_first(scored: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Places of pairs, those worth most first; each place is in one pair at most.

    Args:
        scored: what a pair is worth, and its places left and right; of equal worth, the first places come first.
    """
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield i, j


def would_be_known_elsewhere(a: Provision, b: Provision) -> bool:
    """Whether two provisions are alike enough to be one where nothing else speaks for it."""
    return fuzz.ratio(a.words, b.words) >= limits.LIKE_ELSEWHERE


def _without_rivals(
    scores: Iterable[tuple[int, int, float]], sure: Sequence[int | None]
) -> Iterator[tuple[int, int, float]]:
    """The scores, of each left text alone that of the same number where no other comes near it: most are such."""
    for i, rows in groupby(scores, key=lambda row: row[0]):
        hits = sorted(rows, key=lambda row: -row[2])
        second = hits[1][2] if len(hits) > 1 else 0.0
        clear = hits[0][1] == sure[i] and hits[0][2] >= limits.CLEAR and hits[0][2] - second >= limits.MARGIN
        yield from hits[:1] if clear else hits


def last_of_number(provision: Provision) -> str:
    """The last part of a number: what tells a provision from its siblings."""
    return _LAST.findall(provision.num)[-1] if _LAST.search(provision.num) else provision.num


def _is_enough(a: Provision, b: Provision, score: float, shared: float, *, named: bool, together: bool) -> bool:
    if min(len(a.words), len(b.words)) < limits.SHORT and not named:
        in_kind = {"item": 0.0, "row": 0.0 if a.num == b.num else limits.SHARED}  # of a row, the number is its key
        return together and score >= limits.LIKE_SHORT and shared >= in_kind.get(a.kind, limits.SHARED_SHORT)
    if score >= limits.LIKE_ELSEWHERE:
        return True
    if score < (limits.LIKE_NAMED if named else limits.LIKE if together else limits.LIKE_ELSEWHERE):
        return False
    return a.kind == "table" or shared >= limits.SHARED


def _shared_beside_key(a: Provision, b: Provision) -> float:
    """As `_shared`, of the cells of two rows beside their key."""
    left, right = (Counter(_TELLING.findall(" ".join(p.cells[1:]).casefold())) for p in (a, b))
    return _shared(left, right)


def _shared(left: Counter[str], right: Counter[str]) -> float:
    """Share of the telling words of the longer text that both have; 1 where neither has any."""
    most = max(left.total(), right.total())
    return (left & right).total() / most if most else 1.0


def _by_kind(left: Sequence[Provision], right: Sequence[Provision]) -> Iterator[tuple[list[int], list[int]]]:
    by_kind: dict[str, tuple[list[int], list[int]]] = {}
    for side, provisions in enumerate((left, right)):
        for place, provision in enumerate(provisions):
            by_kind.setdefault(provision.kind, ([], []))[side].append(place)
    yield from by_kind.values()


def _scores(left: Sequence[str], right: Sequence[str], sure: Sequence[int | None]) -> Iterable[tuple[int, int, float]]:
    """Likeness of all pairs worth a look: every pair of a small residue, pairs that share rare words of a large one.

    Args:
        sure: for each left text, the right one of the same number, which is always looked at.
    """
    if not left or not right:
        return
    if len(left) * len(right) <= limits.DENSE_LIMIT:
        for i, words in enumerate(left):
            hits = process.extract(
                words, right, scorer=fuzz.ratio, score_cutoff=limits.LIKE_NAMED, limit=limits.NEIGHBOURS
            )
            yield from ((i, int(j), float(score)) for _, score, j in hits)
        return
    holders: dict[str, list[int]] = {}
    for j, words in enumerate(right):
        for token in set(tokens(words)):
            if len(token) > 3 or token[:1].isdigit():
                holders.setdefault(token, []).append(j)
    for i, words in enumerate(left):
        votes: dict[int, float] = {}  # a word that few texts have says more
        rare = sorted({t for t in tokens(words) if t in holders}, key=lambda t: (len(holders[t]), t))[: limits.RAREST]
        for token in rare:
            for j in holders[token][: limits.HOLDERS]:
                votes[j] = votes.get(j, 0) + 1 / len(holders[token])
        best = sorted(votes, key=lambda j: (-votes[j], j))[: limits.NEIGHBOURS]
        same = sure[i]
        for j in best if same is None or same in best else [same, *best]:
            yield i, j, fuzz.ratio(words, right[j])


def ended(text: str) -> str:
    """A text without what joins it to the next and the signs at its end.

    >>> ended("keep it safe; and"), ended("keep it safe.")
    ('keep it safe', 'keep it safe')
    """
    return _END.sub("", text)


def like_of_another_kind(
    left: Sequence[Provision], right: Sequence[Provision]
) -> Iterator[tuple[Provision, Provision]]:
    """Pairs of provisions of two kinds in very like words, the most alike first: a clause that became an item."""
    scored: list[tuple[float, int, int]] = []
    for kind in sorted({provision.kind for provision in left}):
        lefts = [i for i, p in enumerate(left) if p.kind == kind and len(p.text) >= limits.PART]
        rights = [j for j, p in enumerate(right) if p.kind != kind and len(p.text) >= limits.PART]
        base, target = [ended(left[i].text) for i in lefts], [ended(right[j].text) for j in rights]
        for a, b, score in _scores(base, target, [None] * len(lefts)):
            if score >= limits.LIKE_ELSEWHERE:
                scored.append((score, lefts[a], rights[b]))
    yield from ((left[i], right[j]) for i, j in _best_first(scored))


def is_part(left: Provision, right: Provision) -> bool:
    """Whether nearly all telling words of the shorter text are in the longer one."""
    words = [Counter(_TELLING.findall(p.words.casefold())) for p in (left, right)]
    least = min(count.total() for count in words)
    return least > 0 and (words[0] & words[1]).total() >= limits.PART_OF * least


def is_cut(whole: Provision, parts: tuple[Provision, Provision]) -> bool:
    """Whether two parts are one provision cut in two.

    Each holds whole sentences of it, most of the part, and none that the other holds; or the first says what it began
    with, and the other is like what is left.
    """
    if _begins_and_ends(whole, *parts):
        return True
    sentences = _sentences(whole)
    held = [(sentences & own, own) for own in map(_sentences, parts)]
    return not set.intersection(*(shared for shared, _ in held)) and all(
        _size(shared) >= limits.PART and _size(shared) * 2 > min(_size(own), _size(sentences)) for shared, own in held
    )


def _begins_and_ends(whole: Provision, first: Provision, rest: Provision) -> bool:
    every, beginning, end = (" ".join(_in_sentences(provision)).split() for provision in (whole, first, rest))
    left = every[len(beginning) :]
    while left and left[0] in ("and", "or", "but"):
        left = left[1:]
    begins = len(beginning) >= limits.FEWEST and every[: len(beginning)] == beginning
    said = " ".join(left)
    return begins and len(said) >= limits.SHORT and fuzz.ratio(said, " ".join(end)) >= limits.LIKE_CUT


def part_pairs(left: Sequence[Provision], right: Sequence[Provision]) -> Iterator[tuple[Provision, Provision]]:
    """Pairs of which one holds whole sentences of the other, most of the shorter one; the largest parts first."""
    holders: dict[str, list[int]] = {}
    for j, provision in enumerate(right):
        for sentence in _sentences(provision):
            holders.setdefault(sentence, []).append(j)
    scored: list[tuple[int, int, int]] = []
    for i, provision in enumerate(left):
        shared: Counter[int] = Counter()
        for sentence in _sentences(provision):
            for j in holders.get(sentence, ())[: limits.HOLDERS_OF_SENTENCE]:
                shared[j] += len(sentence)
        for j, size in shared.items():
            shorter = min(_size(_sentences(p)) for p in (provision, right[j]))
            if size >= limits.PART and size * 2 > shorter:
                scored.append((size, i, j))
    yield from ((left[i], right[j]) for i, j in _best_first(scored))


def _sentences(provision: Provision) -> set[str]:
    return set(_in_sentences(provision))


def _in_sentences(provision: Provision) -> list[str]:
    """The sentences of a provision in order, their words alone."""
    if provision.cells:
        return []
    parts = (_NO_WORD.sub(" ", part.casefold()).strip() for part in _SENTENCE.split(provision.text))
    return [part for part in parts if part]


def _size(sentences: Collection[str]) -> int:
    return sum(map(len, sentences))
