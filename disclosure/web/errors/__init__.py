"""What a reader sees where something cannot be done, and what kind of fault it was."""
