"""Charts drawn on the server as SVG from typed facts; each stands above a table of the same numbers."""
