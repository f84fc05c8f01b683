"""What the pages of letters show, prepared in Python: plain rows and words, nothing left to a template."""
