"""What the pages of cases show, prepared in Python: plain rows and words, nothing left to a template."""
