"""Steps of those who watch."""
