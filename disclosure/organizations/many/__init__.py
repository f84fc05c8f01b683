"""The actions of organisations, people and posts for many rows at once: the same rules and the same entries in the log, in a few
statements however many rows there are."""
