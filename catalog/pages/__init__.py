"""What the pages show, prepared in Python: plain rows and words, no queries and no arithmetic left to a template."""
