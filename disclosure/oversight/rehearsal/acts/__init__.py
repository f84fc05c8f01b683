"""What a script says in one word and the desk does in several steps; each step is a real action."""
