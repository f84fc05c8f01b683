"""What the desk's pages of cases show and ask."""
