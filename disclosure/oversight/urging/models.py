"""Pressing for what is late: who asked whom for which rows, and the answer with its reason and promised day."""
