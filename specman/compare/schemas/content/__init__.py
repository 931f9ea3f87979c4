"""Which sequences of child elements a content model accepts, and whether another model accepts them all."""
