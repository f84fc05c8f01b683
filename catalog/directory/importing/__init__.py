"""A catalogue file into a draft catalogue: understood row by row, shown, confirmed, then written at once.

``preview.read_file`` understands and writes nothing; ``commit.commit_import`` writes what a person confirmed.
"""
