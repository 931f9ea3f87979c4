"""Every limit of pairing, with what it is for and the tests that fail when it is moved far.

`benchmarks/limits.py` moves each one and says which test notices. Where none is named, none does yet: such a limit is
held by the figures of `benchmarks/pairing.py` alone, and should get a test or go.
"""

# -- like words: percent of likeness (0 to 100) --

LIKE = 62.0
"""From which two provisions of one kind under one parent may be one.

Held by test_terms_whose_parties_have_other_names_are_known_by_their_order.
"""
LIKE_ELSEWHERE = 80.0
"""And more where nothing else speaks for it: drafters use their sentences again.

Held by test_rules_of_one_pattern_are_not_one_that_moved_and_was_rewritten and
test_what_moved_and_has_another_capital_letter_has_no_list_that_ends.
"""
LIKE_NAMED = 40.0
"""The same number or heading is evidence of its own."""
LIKE_SHORT = 70.0
"""Of words too short to prove anything, in the same place.

Held by test_the_key_column_taken_out_keeps_the_rows.
"""
CLEAR = 85.0
"""From which, with the same number, no other pair need be looked at."""
MARGIN = 8.0
"""And the lead over the next best that it then needs."""
LIKE_CUT = 72.0
"""Of the second part of a provision cut in two, which may name its subject anew.

Held by test_of_what_was_cut_in_two_the_number_goes_on.
"""

# -- telling words that two provisions must share: a fraction --

SHARED = 0.35
"""Any two English sentences share half their letters.

Held by test_rows_of_one_key_that_share_no_more_are_not_one and
test_the_key_column_taken_out_keeps_the_rows.
"""
SHARED_SHORT = 0.6
"""Of short ones that have another number."""
PART_OF = 0.8
"""Of the shorter text, for one to be a part of the other.

Held by test_items_folded_into_their_lead_in_are_joined_to_it.
"""

# -- sizes --

SHORT = 24
"""Characters below which words alone prove nothing."""
PART = 40
"""Characters of whole sentences that a part of a provision has in common with it."""
FEWEST = 4
"""Words with which a provision must begin for its first part to be known by them."""
FEW = 3
"""Words beside a figure from which cells tell a row as well as its place in a count does."""

# -- what was split or joined --

RUN = 5
"""Words in a row that are followed together: shorter runs recur by chance."""
LEAST_MOVED = 40
"""Characters that moved: fewer prove nothing.

Held by test_of_what_was_cut_in_two_the_number_goes_on.
"""
RUNS_SHARED = 0.6
"""Fraction of the runs of a part that must come from one place."""
RUNS_GONE = 0.35
"""And of them those that were deleted there: a part may begin as what it was cut from does."""
LIKE_GONE = 70.0
"""Percent of likeness of a part to all that was deleted from what it stands next to.

Held by test_words_that_only_look_alike_are_no_split and
test_of_what_was_cut_in_two_the_number_goes_on.
"""
NEAR = 50
"""Changes back in which the provision is looked for that a part stands next to."""
MOST_NAMED = 8
"""Parts of one whole that are named; the rest is counted."""

# -- weights by which pairs of like words are ranked: points beside the percent of likeness --

WORTH_SHARED = 20
"""Times the fraction of telling words shared."""
WORTH_HEADING = 12
"""For the same heading."""
WORTH_TOGETHER = 6
"""For the same parent."""
WORTH_ORDER = 4
"""For the same place among as many on either side.

Held by test_terms_whose_parties_have_other_names_are_known_by_their_order and
test_a_large_residue_is_paired_without_comparing_all_with_all.
"""
WORTH_NUMBER = 3
"""For the same number: one clause inserted, and every number after it names another."""

# -- bounds of the work, for very large documents --

DENSE_LIMIT = 4_000_000
"""Pairs compared at most by all against all."""
NEIGHBOURS = 8
"""Candidates of one text that are scored.

Held by test_a_large_residue_is_paired_without_comparing_all_with_all.
"""
RAREST = 12
"""Words of a text by which candidates are looked for."""
HOLDERS = 200
"""Texts that hold one word, and are looked at for it."""
HOLDERS_OF_SENTENCE = 20
"""Texts that hold one sentence, and are looked at for it."""
HOLDERS_OF_CHILD = 200
"""Parents that hold one child, and are looked at for it."""
KEPT_NUMBER = 1_000_000
"""Characters of text that a kept number outweighs, where one of two exchanged provisions moved."""
CHILD = 100
"""Characters of text that each child counts for there."""
