"""What is heavy is done a few at a time, and what was made once is kept."""
