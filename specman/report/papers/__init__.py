"""What each paper of the committee says, made of values; `report.press` writes a paper in every form."""
