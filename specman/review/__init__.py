"""What a proposal asks of people, and what becomes of several proposals: suspects, conflicts, the plan of a release.

Nothing here reads a file of the library: documents, assessments and change sets come in, values go out.
"""
