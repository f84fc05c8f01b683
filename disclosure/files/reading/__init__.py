"""The tables of a file that somebody hands in, Word, Excel or csv: safe to open, with what is merged, before anybody asks what
their columns mean."""
