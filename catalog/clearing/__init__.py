"""What the leak search found in an item, what becomes of it: covered, deleted, or let stand by a second person (放行)."""
