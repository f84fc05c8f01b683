"""The demonstration: five organisations with their schemes, invented people, items in every state."""
