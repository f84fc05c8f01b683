"""Files that people write by hand in YAML: read word by word, checked by models, each fault in plain words with its line."""
