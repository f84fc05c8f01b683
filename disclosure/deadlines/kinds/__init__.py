"""What `rules` is made of; take everything from there."""
