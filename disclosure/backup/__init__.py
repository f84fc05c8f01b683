"""Everything that a portal consists of, in one file, and a portal out of it, whichever database either has."""
