"""Changes of force: in what is obliged, allowed, denied, joined, counted or dated, as opposed to other wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from specman.compare.meaning.amounts import Amount, amounts, differences
from specman.model.change import Edit, side_words
from specman.model.detail import Force, ForceKind

MODALS = ("shall", "must", "should", "may", "will", "can", "obliged", "required", "entitled", "permitted", "prohibited")
_KIND: dict[str, ForceKind] = {
    "not": "denial", "no": "denial", "never": "denial", "cannot": "denial", "and/or": "joining", "and": "joining",
    "or": "joining", "unless": "exception", "except": "exception", "only": "exception", "without": "denial",
    "subject to": "exception", "notwithstanding": "exception", "provided that": "exception",
    "other than": "exception", "save": "exception", "neither": "denial", "nor": "denial", "none": "denial",
}  # fmt: skip
OTHERS = tuple(_KIND)
# Words that change a rule when one replaces another; inserted or deleted alone they may not.
OPPOSITES = (
    ("least", "most"), ("before", "after"), ("later", "earlier"), ("more", "less", "fewer"), ("minimum", "maximum"),
    ("above", "below"), ("best", "reasonable"), ("hourly", "daily", "weekly", "monthly", "quarterly", "annually"),
    ("yes", "no"), ("all", "any", "none"), ("true", "false"), ("enabled", "disabled"), ("valid", "invalid"),
)  # fmt: skip
FAR = 80  # characters around an edit that are read: no amount is longer
# These move with what they join or except: only a different count in the whole text is a change.
_JOINING = frozenset(
    ("and", "or", "unless", "except", "subject to", "notwithstanding", "provided that", "other than", "save")
)
_SPELLINGS = (
    (re.compile(r"\bsave(?! (?:where|that|as|for|to the extent|if|when|only)\b)"), ""),  # to keep, not to except
    (re.compile(r"\b(hundred|thousand) and\b"), r"\1"),  # part of a number
    (re.compile(r"\bcan['’]t\b"), "cannot"),
    (re.compile(r"\bwon['’]t\b"), "will not"),
    (re.compile(r"\bshan['’]t\b"), "shall not"),
    (re.compile(r"n['’]t\b"), " not"),
)
_WORD = re.compile(r"and/or|subject to|provided that|other than|[a-z]+(?:'[a-z]+)?")


def changed_force(edits: Sequence[Edit]) -> tuple[Force, ...]:
    """What changed in force, in the order of the text.

    A modal verb or a word replaced by another modal verb or by its opposite; a word of denial or exception inserted or
    deleted; a joining word (and, or) in the place of another; a date or an amount replaced, inserted or deleted. A
    joining word that comes or goes alone joins other words, and these say what is new. Numbers of provisions are left
    out: they change with what they cite. Another way of writing a number or a date is no change.

    >>> changed_force((("equal", "within "), ("delete", "5"), ("insert", "10"), ("equal", " Working Days")))
    (Force(kind='amount', gone='5 Working Days', come='10 Working Days'),)
    """
    near = _without_far_ends(edits)
    sides = [side_words(near, "base"), side_words(near, "target")]
    (old_dates, old_amounts), (new_dates, new_amounts) = map(amounts, sides)
    found = [_of("date", *pair) for pair in differences(old_dates, new_dates)]
    counts = [Counter(word for word in _words(side) if word in _JOINING) for side in sides]
    settled = {word for word in _JOINING if counts[0][word] == counts[1][word]}
    place = 0
    while place < len(edits):
        old = new = ""
        while place < len(edits) and edits[place][0] != "equal":
            if edits[place][0] == "delete":
                old += edits[place][1]
            else:
                new += edits[place][1]
            place += 1
        found += _verbs(old, new, settled)
        place += 1
    found += [
        _of("amount", old, new)
        for old, new in differences(old_amounts, new_amounts)
        if (old and new)
        or any(
            one.unit for one in (old, new) if one
        )  # a number that only counts things is inserted and deleted with them
    ]
    joining = [one for one in found if one.kind == "joining"]
    if not (any(one.gone for one in joining) and any(one.come for one in joining)):
        found = [one for one in found if one.kind != "joining"]
    return tuple(dict.fromkeys(found))


def force_of(text: str, *, has_come: bool) -> tuple[Force, ...]:
    """The duties, powers, amounts and dates of a provision that came or went with it, each once.

    >>> force_of("The DCC shall record it within 1 hour.", has_come=True)
    (Force(kind='modal', gone='', come='shall'), Force(kind='amount', gone='', come='1 hour'))
    """
    found = changed_force((("insert" if has_come else "delete", text),))
    return tuple(one for one in found if one.kind in ("modal", "amount", "date"))


def _without_far_ends(edits: Sequence[Edit]) -> list[Edit]:
    """The edits without the text far before the first change and far after the last: no force changes there."""
    near = list(edits)
    if near and near[0][0] == "equal":
        near[0] = ("equal", near[0][1][-FAR:])
    if len(near) > 1 and near[-1][0] == "equal":
        near[-1] = ("equal", near[-1][1][:FAR])
    return near


def _of(kind: ForceKind, old: Amount | None, new: Amount | None) -> Force:
    return Force(kind, old.written if old else "", new.written if new else "")


def _words(text: str) -> list[str]:
    text = re.sub(r"\bMay\b", "", text).casefold()  # the month is no verb
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return _WORD.findall(text)


def _verbs(old: str, new: str, settled: Collection[str]) -> Iterable[Force]:
    gone, come = _words(old), _words(new)
    exchanged: set[str] = set()
    for group in (MODALS, *OPPOSITES):
        out = [word for word in group if gone.count(word) > come.count(word)]
        into = [word for word in group if come.count(word) > gone.count(word)]
        if len(out) == len(into) == 1:
            yield Force("modal" if group is MODALS else "opposite", out[0], into[0])
            exchanged |= {out[0], into[0]}
    others = [word for word in OTHERS if word not in settled or (word in gone and word in come)]
    for word in (*MODALS, *others):
        if word not in exchanged and gone.count(word) > come.count(word):
            yield Force(_KIND.get(word, "modal"), word, "")
    for word in (*MODALS, *others):
        if word not in exchanged and come.count(word) > gone.count(word):
            yield Force(_KIND.get(word, "modal"), "", word)
