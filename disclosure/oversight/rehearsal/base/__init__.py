"""What is there before the first day: the cast of the demonstration or nothing, and what the head of the script adds."""
