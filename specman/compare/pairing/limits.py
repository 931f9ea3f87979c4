"""Every limit of pairing, with what it is for and the test that fails when it is raised or lowered.

`benchmarks/limits.py` moves each one far and prints the first test that fails.
"""

# -- like words: percent of likeness (0 to 100) --

LIKE_IN_PARENT = 62.0
"""Least likeness of two provisions of one kind under paired parents.

Held by test_like_words_in_one_parent_are_one_that_share_telling_words.
"""
LIKE_ELSEWHERE = 80.0
"""Least likeness without other evidence: drafters use their sentences again.

Held by test_very_like_words_are_one_wherever_they_stand.
"""
LIKE_NAMED = 40.0
"""Least likeness with the same number or heading, which is evidence too.

Held by test_words_under_one_number_or_heading_are_one_that_are_less_alike.
"""
LIKE_SHORT = 70.0
"""Least likeness of short texts under paired parents.

Held by test_short_words_are_one_in_one_parent_that_share_most_of_what_tells.
"""
CLEAR = 85.0
"""Likeness from which, with the same number, no other candidate is scored.

Held by test_where_the_same_number_is_clear_no_rival_is_looked_at.
"""
MARGIN = 8.0
"""Lead over the next best candidate that is also needed for that.

Held by test_where_the_same_number_is_clear_no_rival_is_looked_at.
"""
LIKE_CUT = 72.0
"""Least likeness of the second part of a provision cut in two, which may repeat its subject.

Held by test_a_provision_is_cut_whose_first_part_it_began_with_and_whose_second_is_like_the_rest.
"""

# -- telling words that two provisions must share: a fraction --

SHARED = 0.35
"""Least share for pairs of like words: any two English sentences share half their letters.

Held by test_like_words_in_one_parent_are_one_that_share_telling_words.
"""
SHARED_SHORT = 0.6
"""Least share for short texts.

Held by test_short_words_are_one_in_one_parent_that_share_most_of_what_tells.
"""
PART_OF = 0.8
"""Least share of the shorter text, for one to be a part of the other.

Held by test_a_part_has_nearly_all_its_telling_words_in_the_whole.
"""

# -- sizes --

SHORT = 24
"""Characters below which words alone are no evidence.

Held by test_short_words_alone_prove_nothing_elsewhere.
"""
PART = 40
"""Least characters of whole sentences that a part shares with the whole.

Held by test_the_sentences_that_a_part_holds_must_be_long.
"""
FEWEST = 4
"""Least words of the first part of a provision cut in two.

Held by test_a_provision_is_cut_whose_first_part_it_began_with_and_whose_second_is_like_the_rest.
"""
FEW = 3
"""Words next to a figure from which the cells of a row identify it, and its running number is not needed.

Held by test_beside_a_figure_two_words_are_few_and_three_are_not.
"""

# -- what was split or joined --

RUN = 5
"""Words in a row that are followed together: shorter runs recur by chance.

Held by test_words_are_followed_in_runs_of_five.
"""
LEAST_MOVED = 40
"""Least characters of a part: fewer are no evidence.

Held by test_a_part_says_something_of_its_own.
"""
RUNS_SHARED = 0.6
"""Fraction of the runs of a part that must come from one place.

Held by test_most_of_the_words_of_a_part_come_from_one_place_and_some_were_taken_out_there.
"""
RUNS_GONE = 0.35
"""Fraction of the runs of a part that must have been deleted there: a part may also repeat words that stay.

Held by test_most_of_the_words_of_a_part_come_from_one_place_and_some_were_taken_out_there.
"""
LIKE_GONE = 70.0
"""Percent of likeness of a part to all that was deleted from the provision next to it.

Held by test_a_part_beside_what_it_was_cut_from_may_be_in_like_words.
"""
NEAR = 50
"""How many changes back the provision before a part is looked for.

Held by test_what_was_cut_from_is_looked_for_among_the_last_changes.
"""
MOST_NAMED = 8
"""Parts of one whole that are named; the rest is counted.

Held by test_of_very_many_parts_eight_are_named_and_the_rest_is_counted.
"""

# -- weights by which pairs of like words are ranked: points added to the percent of likeness --

WORTH_SHARED = 20
"""Times the fraction of telling words shared.

Held by test_telling_words_are_worth_twenty_percent_by_their_share.
"""
WORTH_HEADING = 12
"""For the same heading.

Held by test_the_same_heading_is_worth_twelve_percent.
"""
WORTH_TOGETHER = 6
"""For the same parent.

Held by test_the_same_parent_is_worth_six_percent.
"""
WORTH_ORDER = 4
"""For the same position in two lists of equal length.

Held by test_the_same_place_among_as_many_is_worth_four_percent.
"""
WORTH_NUMBER = 3
"""For the same number; little, since one inserted clause changes every number after it.

Held by test_the_same_number_is_worth_three_percent.
"""

# -- bounds of the work, for very large documents --

DENSE_LIMIT = 4_000_000
"""Most pairs for which all are compared with all."""
NEIGHBOURS = 8
"""Most candidates of one text that are scored.

Held by test_of_one_text_eight_others_are_looked_at.
"""
RAREST = 12
"""Rarest words of a text by which its candidates are found.

Held by test_of_many_texts_the_twelve_rarest_words_are_looked_for.
"""
HOLDERS = 200
"""Most texts that are looked at for one word they share.

Held by test_of_many_texts_the_first_two_hundred_that_hold_a_word_are_looked_at.
"""
HOLDERS_OF_SENTENCE = 20
"""Most texts that are looked at for one sentence they share.

Held by test_a_sentence_of_very_many_is_looked_for_in_the_first_twenty.
"""
HOLDERS_OF_CHILD = 200
"""Most parents that are looked at for one equal child.

Held by test_of_very_many_that_hold_the_same_the_first_two_hundred_are_looked_at.
"""
KEPT_NUMBER = 1_000_000
"""Characters of text that a kept number outweighs, where one of two exchanged provisions moved.

Held by test_of_two_that_changed_places_a_kept_number_counts_as_much_as_a_million_letters.
"""
CHILD = 100
"""Characters of text that each child counts for there.

Held by test_of_two_that_changed_places_a_child_counts_as_much_as_a_hundred_letters.
"""
