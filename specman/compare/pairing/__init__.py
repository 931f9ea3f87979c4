"""Which provision became which: a ladder from certain to likely."""
