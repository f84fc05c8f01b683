"""Stories: steps that happen around a day of their own, told into the database at hand up to its present day."""
