"""A year of a scheme's draft, played before it is issued: what falls due when, how much a month, on whom it weighs."""
