"""Organisations moved, merged and split, and one person in the place of another: each is shown before it is done."""
